// Package objects reads the objects of a git repository: commits, trees, blobs
// and tags, from packs, loose files and alternates.
//
// It is made for repositories that nobody vouches for and that change while they
// are read. What git would stop at, this package names and passes: every object
// is either returned with its content checked against its id, or has an error
// that says why not. Nothing recurses on what a repository controls, every
// allocation is bounded by a limit and by what the compressed bytes can hold, no
// process is started and no network is used.
//
// There are two ways in. A Reader reads one object by its id. A Scan visits every
// object once, walking each tree of deltas from its base down, so that a base is
// still at hand when what is stored as a difference to it is rebuilt; it is many
// times faster than reading the same objects one by one.
//
// # Why not go-git
//
// go-git's exported decoders were the plan, and none is left in this package:
//
//   - format/idxfile knows neither version 1 nor an index whose pack is named
//     otherwise, and goes on with a half-filled index after its first error;
//   - format/packfile's Scanner decompresses through a bufio.Reader and
//     compress/zlib, the slower of the two decoders, and has no way to
//     start at an entry and stop at the next one;
//   - format/objfile trusts the size that a loose object declares;
//   - object.Commit, Tree and Tag decode through an EncodedObject and a storer,
//     copy every name, and give up a whole tree at its first odd entry.
//
// Files are read with pread through small windows, not mapped into memory: a
// mapped file that another process truncates is a SIGBUS, every page that was
// touched counts as memory in use, and no time is gained by it, for the copy
// costs little beside decompressing.
package objects

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
)

// Errors of single objects. Test for them with errors.Is: the errors returned say
// more.
var (
	// ErrMissing: no pack, loose file or alternate knows the id.
	ErrMissing = errors.New("object is missing")
	// ErrPromised: missing too, but the repository is a partial clone and a remote
	// has promised the object. Nothing is fetched.
	ErrPromised = errors.New("object is promised by a remote and not here")
	// ErrCorrupt: there is an object of that id, but no copy of it can be read, or
	// its content is not what the id says.
	ErrCorrupt = errors.New("object is damaged")
	// ErrTooLarge: the object, or one it is stored as a difference to, is over a
	// limit.
	ErrTooLarge = errors.New("object is over the limit")
)

// Errors of whole repositories, which Open returns: nothing can be read.
var (
	// ErrFormat: the object format is not SHA-1.
	ErrFormat = errors.New("object format is not supported")
	// ErrExtension: the repository is of a version, or has an extension, that
	// changes what is stored in a way this package does not know.
	ErrExtension = errors.New("repository extension is not supported")
)

// An ID is the SHA-1 name of an object.
type ID [20]byte

// emptyTree is the tree without entries. Git has it built in, and commits may
// name it in repositories where it is not stored.
var emptyTree = ID{0x4b, 0x82, 0x5d, 0xc6, 0x42, 0xcb, 0x6e, 0xb9, 0xa0, 0x60, 0xe5, 0x4b, 0xf8, 0xd6, 0x92, 0x88, 0xfb, 0xee, 0x49, 0x04}

// ParseID reads 40 hexadecimal digits, in either case as git does.
func ParseID(s string) (ID, error) {
	var id ID
	if len(s) != 2*len(id) {
		return ID{}, fmt.Errorf("parse object id: %d characters, want %d", len(s), 2*len(id))
	}
	if _, err := hex.Decode(id[:], []byte(s)); err != nil {
		return ID{}, fmt.Errorf("parse object id: %w", err)
	}
	return id, nil
}

// String returns the id as 40 hexadecimal digits.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// IsZero reports whether the id is all zeros, which git writes for "no object".
func (id ID) IsZero() bool { return id == ID{} }

// Compare orders ids by their bytes: negative when id comes before other.
func (id ID) Compare(other ID) int { return bytes.Compare(id[:], other[:]) }

// A Kind is what an object is.
type Kind uint8

// The kinds of objects. Their numbers are those of pack entries.
const (
	Unknown Kind = 0
	Commit  Kind = 1
	Tree    Kind = 2
	Blob    Kind = 3
	Tag     Kind = 4
)

// Types of pack entries that are no kinds: differences to another entry.
const (
	offsetDelta Kind = 6
	refDelta    Kind = 7
)

// String returns the name that git has for the kind.
func (k Kind) String() string {
	switch k {
	case Commit:
		return "commit"
	case Tree:
		return "tree"
	case Blob:
		return "blob"
	case Tag:
		return "tag"
	}
	return "unknown"
}

func parseKind(name []byte) Kind {
	switch string(name) {
	case "commit":
		return Commit
	case "tree":
		return Tree
	case "blob":
		return Blob
	case "tag":
		return Tag
	}
	return Unknown
}

// corruptf returns an error that is ErrCorrupt.
func corruptf(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrCorrupt}, args...)...)
}

// tooLargef returns an error that is ErrTooLarge.
func tooLargef(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrTooLarge}, args...)...)
}
