package staged

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"strings"
)

var errShort = errors.New("truncated")

// A decoded is one index file before a split index is merged. Its strings are
// parts of the file's text: nothing is copied.
type decoded struct {
	version int
	entries []Entry
	link    *link        // nil when the index is not split
	trees   []cachedTree // of the directories, for all entries; nil for none
}

const (
	headerSize = 12
	statSize   = 40 // times, device, inode, mode, owner, size
	modeOffset = 24

	flagExtended = 1 << 14
	nameMask     = 1<<12 - 1
	// Of the extended flags, version 3 and later.
	extSkipWorktree = 1 << 14
	extIntentToAdd  = 1 << 13
)

// decode reads an index file with object ids of hashSize bytes.
func decode(text string, hashSize int) (*decoded, error) {
	if len(text) < headerSize+hashSize {
		return nil, errShort
	}
	if text[:4] != "DIRC" {
		return nil, errors.New("not an index file")
	}
	d := &decoded{version: int(uint32At(text, 4))}
	if d.version < 2 || d.version > 4 {
		return nil, fmt.Errorf("version %d of the index format is not known", uint32At(text, 4))
	}
	body, sum := text[:len(text)-hashSize], text[len(text)-hashSize:]
	if err := verify(body, sum); err != nil {
		return nil, err
	}
	// The smallest entry is larger than statSize+hashSize, so a count that lies
	// cannot make us allocate more than the file is worth.
	count := uint32At(text, 8)
	if most := len(body) / (statSize + hashSize); int64(count) > int64(most) {
		return nil, fmt.Errorf("%d entries do not fit into %d bytes", count, len(body))
	}
	d.entries = make([]Entry, 0, count)
	at, previous := headerSize, ""
	for range count {
		e, next, err := decodeEntry(body, at, hashSize, d.version, previous)
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", len(d.entries), err)
		}
		d.entries = append(d.entries, e)
		at, previous = next, e.Path
	}
	return d, d.extensions(body[at:], hashSize)
}

// verify compares the checksum. All zeros is index.skipHash: none was computed.
func verify(body, sum string) error {
	if strings.Trim(sum, "\x00") == "" {
		return nil
	}
	h := sha1.New()
	if len(sum) == sha256.Size {
		h = sha256.New()
	}
	for part := body; part != ""; {
		n := min(len(part), 64<<10)
		h.Write([]byte(part[:n])) // in parts: the file may be large
		part = part[n:]
	}
	if string(h.Sum(nil)) != sum {
		return errors.New("the checksum does not match: the file is damaged")
	}
	return nil
}

// decodeEntry reads the entry at body[at:] and returns where the next one begins.
func decodeEntry(body string, at, hashSize, version int, previous string) (e Entry, next int, err error) {
	start := at
	if at+statSize+hashSize+2 > len(body) {
		return e, 0, errShort
	}
	e.Mode = uint32At(body, at+modeOffset)
	at += statSize
	e.ID = body[at : at+hashSize]
	at += hashSize
	flags := uint16At(body, at)
	at += 2
	e.Stage = uint8(flags >> 12 & 3)
	if flags&flagExtended != 0 {
		if version < 3 {
			return e, 0, errors.New("extended flags in version 2")
		}
		if at+2 > len(body) {
			return e, 0, errShort
		}
		extended := uint16At(body, at)
		at += 2
		e.SkipWorktree = extended&extSkipWorktree != 0
		e.IntentToAdd = extended&extIntentToAdd != 0
	}
	if version == 4 {
		// The name is the previous one, less so many bytes, plus what follows.
		drop, width := varint(body[at:])
		if width == 0 || drop > uint64(len(previous)) {
			return e, 0, errors.New("a name that drops more than there is")
		}
		at += width
		end := strings.IndexByte(body[at:], 0)
		if end < 0 {
			return e, 0, errShort
		}
		if len(previous)-int(drop)+end > maxPath {
			return e, 0, errLongPath
		}
		e.Path = previous[:len(previous)-int(drop)] + body[at:at+end]
		return e, at + end + 1, nil
	}
	length := int(flags & nameMask)
	if length == nameMask { // that long or longer
		end := strings.IndexByte(body[at:], 0)
		if end < nameMask {
			return e, 0, errShort
		}
		length = end
	}
	if length > maxPath {
		return e, 0, errLongPath
	}
	if at+length >= len(body) {
		return e, 0, errShort
	}
	e.Path = body[at : at+length]
	// One to eight NULs pad the entry to a multiple of eight bytes.
	next = start + (at-start+length+8)&^7
	if next > len(body) {
		return e, 0, errShort
	}
	return e, next, nil
}

// maxPath bounds a path, so that a small version 4 index, in which each name can
// be the last one and a byte more, does not unfold into gigabytes.
const maxPath = 64 << 10

var errLongPath = fmt.Errorf("a path longer than %d bytes", maxPath)

// varint reads git's offset encoding: seven bits a byte, most significant first,
// one added per continuation. The width is 0 when the text is no such number.
func varint(s string) (n uint64, width int) {
	for i := range len(s) {
		n |= uint64(s[i] & 0x7f)
		if s[i]&0x80 == 0 {
			return n, i + 1
		}
		n++
		if bits.Len64(n) > 56 {
			return 0, 0
		}
		n <<= 7
	}
	return 0, 0
}

// extensions reads what follows the entries. One whose name begins in lower case
// changes what the entries mean: unknown ones are an error, the others are caches.
func (d *decoded) extensions(rest string, hashSize int) error {
	for rest != "" {
		if len(rest) < 8 {
			return errShort
		}
		name, size := rest[:4], uint32At(rest, 4)
		rest = rest[8:]
		if int64(size) > int64(len(rest)) {
			return errShort
		}
		data := rest[:size]
		rest = rest[size:]
		switch {
		case name == "link":
			l, err := decodeLink(data, hashSize)
			if err != nil {
				return fmt.Errorf("split index: %w", err)
			}
			d.link = l
		case name == "sdir": // sparse directories: see Entry.Path
		case name == "TREE" && d.trees == nil:
			// A cache: without it the trees are read.
			if trees, err := decodeTrees(data, hashSize); err == nil {
				d.trees = trees
			}
		case name[0] < 'A' || name[0] > 'Z':
			return fmt.Errorf("extension %q is not known", name)
		}
	}
	return nil
}

func uint32At(s string, at int) uint32 { return binary.BigEndian.Uint32([]byte(s[at : at+4])) }
func uint16At(s string, at int) uint16 { return binary.BigEndian.Uint16([]byte(s[at : at+2])) }
