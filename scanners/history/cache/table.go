package cache

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A Table is what was found in the blobs, messages and paths of a repository by one
// way of scanning: by a detector of one digest, under one set of limits. It is made
// by Load, and does not change.
//
// Ids and hashes stand in it as they do in the file, sorted, and are looked up there:
// a large repository has hundreds of thousands of them and one that starts a scan has
// no second for them.
type Table struct {
	seed Seed
	// classes are those of paths, sets those of blobs, which may have many paths.
	classes, sets [][16]byte
	paths         []byte // hashes of 8 bytes
	pathMarks     []byte // of 2 bytes: class << 1 | hot
	blobs         []byte // ids of 20 bytes
	blobMarks     []byte // of 2 bytes: set << 2 | pointer << 1 | excluded
	texts         []byte // ids of commits and tags
	hot           []Hot  // sorted by id
}

// A Hot object is one with matches. Size is its size in bytes.
type Hot struct {
	Object  objects.ID
	Size    int64
	Matches []secrets.Match
}

// A Blob is what is known of a blob.
type Blob struct {
	Set               int // of the classes of its paths: an index of Sets
	Excluded, Pointer bool
}

// A Path is what is known of a path.
type Path struct {
	Class int // an index of Classes
	// Hot says that its name holds matches, which are not kept.
	Hot bool
}

// The marks have room for so many classes and sets of them.
const (
	maxClasses = 1 << 15
	maxSets    = 1 << 14
)

// Classes returns the digests of the classes of paths, Sets those of sets of them.
func (t *Table) Classes() [][16]byte { return t.classes }

// Sets returns the digests of the sets of classes that blobs have.
func (t *Table) Sets() [][16]byte { return t.sets }

// Seed returns what paths are hashed with.
func (t *Table) Seed() Seed { return t.seed }

// Paths, Blobs and Texts return how many there are.
func (t *Table) Paths() int { return len(t.pathMarks) / 2 }

// Blobs returns how many blobs are known.
func (t *Table) Blobs() int { return len(t.blobMarks) / 2 }

// Texts returns how many commits and tags are known.
func (t *Table) Texts() int { return len(t.texts) / idSize }

// Hot returns the objects with matches, sorted by id. The slice is not the caller's.
func (t *Table) Hot() []Hot { return t.hot }

// Path returns what is known of the path with that hash.
func (t *Table) Path(hash uint64) (Path, bool) {
	var key [8]byte
	binary.BigEndian.PutUint64(key[:], hash)
	i, ok := find(t.paths, key[:])
	if !ok {
		return Path{}, false
	}
	mark := binary.LittleEndian.Uint16(t.pathMarks[2*i:])
	return Path{Class: int(mark >> 1), Hot: mark&1 != 0}, true
}

// Blob returns what is known of a blob.
func (t *Table) Blob(id objects.ID) (Blob, bool) {
	i, ok := find(t.blobs, id[:])
	if !ok {
		return Blob{}, false
	}
	return blobOf(binary.LittleEndian.Uint16(t.blobMarks[2*i:])), true
}

func blobOf(mark uint16) Blob {
	return Blob{Set: int(mark >> 2), Excluded: mark&1 != 0, Pointer: mark&2 != 0}
}

func (b Blob) mark() uint16 {
	mark := uint16(b.Set) << 2
	if b.Excluded {
		mark |= 1
	}
	if b.Pointer {
		mark |= 2
	}
	return mark
}

// Text reports whether what a commit or tag says was looked at.
func (t *Table) Text(id objects.ID) bool {
	_, ok := find(t.texts, id[:])
	return ok
}

const idSize = len(objects.ID{})

// find looks a key up in a list of keys of its length. It begins where the key would
// be if keys were spread evenly, as hashes are, and takes ever larger steps from
// there: ids that somebody has chosen cost a few steps more.
func find(list, key []byte) (int, bool) {
	size := len(key)
	n := len(list) / size
	if n == 0 {
		return 0, false
	}
	at := func(i int) []byte { return list[i*size : i*size+size] }
	guess, _ := bits.Mul64(binary.BigEndian.Uint64(key), uint64(n))
	low, high := int(guess), int(guess) // list[low] <= key < list[high], once they are found
	step := 16
	if bytes.Compare(at(low), key) <= 0 {
		for high = low + step; high < n && bytes.Compare(at(high), key) <= 0; high += step {
			low = high
			step *= 2
		}
		high = min(high, n)
	} else {
		for low = high - step; low > 0 && bytes.Compare(at(low), key) > 0; low -= step {
			high = low
			step *= 2
		}
		low = max(low, 0)
	}
	for high-low > 1 {
		if middle := int(uint(low+high) / 2); bytes.Compare(at(middle), key) <= 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return low, bytes.Equal(at(low), key)
}
