package cache

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A Builder makes the next table of a repository: what the old one has, and what is
// new. It is used by one goroutine.
type Builder struct {
	old           *Table
	classes, sets index
	paths         []newPath
	blobs         []newBlob
	texts         []objects.ID
	hot           []Hot
}

type newPath struct {
	hash uint64
	mark uint16
}

type newBlob struct {
	id   objects.ID
	mark uint16
}

// An index numbers digests.
type index struct {
	list [][16]byte
	of   map[[16]byte]int
	most int
}

func newIndex(list [][16]byte, most int) index {
	x := index{list: slices.Clone(list), of: make(map[[16]byte]int, len(list)), most: most}
	for i, d := range list {
		x.of[d] = i
	}
	return x
}

func (x *index) number(d [16]byte) (int, bool) {
	n, ok := x.of[d]
	if !ok && len(x.list) < x.most {
		n, ok = len(x.list), true
		x.of[d] = n
		x.list = append(x.list, d)
	}
	return n, ok
}

// Build returns a Builder that begins with what t has.
func (t *Table) Build() *Builder {
	return &Builder{old: t, classes: newIndex(t.classes, maxClasses), sets: newIndex(t.sets, maxSets)}
}

// Retain leaves out the old objects that keep says no to, and all old paths.
func (b *Builder) Retain(keep func(objects.ID) bool) {
	old := &Table{seed: b.old.seed}
	for at := 0; at < len(b.old.blobs); at += idSize {
		if id := objects.ID(b.old.blobs[at : at+idSize]); keep(id) {
			old.blobs = append(old.blobs, id[:]...)
			old.blobMarks = append(old.blobMarks, b.old.blobMarks[at/idSize*2:][:2]...)
		}
	}
	for at := 0; at < len(b.old.texts); at += idSize {
		if id := objects.ID(b.old.texts[at : at+idSize]); keep(id) {
			old.texts = append(old.texts, id[:]...)
		}
	}
	for _, h := range b.old.hot {
		if keep(h.Object) {
			old.hot = append(old.hot, h)
		}
	}
	b.old = old
}

// Path returns what of the old table is known of a path.
func (b *Builder) Path(hash uint64) (Path, bool) { return b.old.Path(hash) }

// AddPath adds, or replaces, what is known of the path with that hash.
func (b *Builder) AddPath(hash uint64, class [16]byte, hot bool) {
	n, ok := b.classes.number(class)
	if !ok {
		return // it will be asked for again
	}
	mark := uint16(n) << 1
	if hot {
		mark |= 1
	}
	b.paths = append(b.paths, newPath{hash, mark})
}

// AddBlob adds, or replaces, what is known of a blob whose paths have that set of
// classes. With it go the matches that it held; see AddHot.
func (b *Builder) AddBlob(id objects.ID, set [16]byte, excluded, pointer bool) {
	if n, ok := b.sets.number(set); ok {
		b.blobs = append(b.blobs, newBlob{id, Blob{Set: n, Excluded: excluded, Pointer: pointer}.mark()})
	}
}

// AddText adds a commit or tag.
func (b *Builder) AddText(id objects.ID) { b.texts = append(b.texts, id) }

// AddHot says what an object that was added holds.
func (b *Builder) AddHot(h Hot) { b.hot = append(b.hot, h) }

// New returns how many things were added.
func (b *Builder) New() int { return len(b.paths) + len(b.blobs) + len(b.texts) }

// Table returns the table that was built.
func (b *Builder) Table() *Table {
	slices.SortFunc(b.paths, func(a, b newPath) int { return cmp.Compare(a.hash, b.hash) })
	slices.SortFunc(b.blobs, func(a, b newBlob) int { return a.id.Compare(b.id) })
	slices.SortFunc(b.texts, objects.ID.Compare)
	b.paths = slices.CompactFunc(b.paths, func(a, b newPath) bool { return a.hash == b.hash })
	b.blobs = slices.CompactFunc(b.blobs, func(a, b newBlob) bool { return a.id == b.id })
	b.texts = slices.Compact(b.texts)
	t := &Table{seed: b.old.seed, classes: b.classes.list, sets: b.sets.list}
	t.paths, t.pathMarks = merge(b.old.paths, b.old.pathMarks, len(b.paths), func(i int, key []byte) uint16 {
		binary.BigEndian.PutUint64(key, b.paths[i].hash)
		return b.paths[i].mark
	}, 8)
	t.blobs, t.blobMarks = merge(b.old.blobs, b.old.blobMarks, len(b.blobs), func(i int, key []byte) uint16 {
		copy(key, b.blobs[i].id[:])
		return b.blobs[i].mark
	}, idSize)
	t.texts, _ = merge(b.old.texts, make([]byte, 2*b.old.Texts()), len(b.texts), func(i int, key []byte) uint16 {
		copy(key, b.texts[i][:])
		return 0
	}, idSize)
	t.hot = b.mergeHot()
	return t
}

// merge puts a sorted list of keys with their marks and n new ones, which are sorted
// as well, together. A new one replaces an old one with its key.
func merge(keys, marks []byte, n int, fresh func(i int, key []byte) uint16, size int) (allKeys, allMarks []byte) {
	allKeys = make([]byte, 0, len(keys)+n*size)
	allMarks = make([]byte, 0, len(marks)+n*2)
	key := make([]byte, size)
	at, old := 0, len(keys)/size
	take := func(to int) {
		allKeys = append(allKeys, keys[at*size:to*size]...)
		allMarks = append(allMarks, marks[at*2:to*2]...)
		at = to
	}
	for i := range n {
		mark := fresh(i, key)
		to := at
		for to < old && bytes.Compare(keys[to*size:(to+1)*size], key) < 0 {
			to++
		}
		take(to)
		if at < old && bytes.Equal(keys[at*size:(at+1)*size], key) {
			at++
		}
		allKeys = append(allKeys, key...)
		allMarks = binary.LittleEndian.AppendUint16(allMarks, mark)
	}
	take(old)
	return allKeys, allMarks
}

// mergeHot takes over the matches of the objects that were not added anew.
func (b *Builder) mergeHot() []Hot {
	again := func(id objects.ID) bool {
		_, blob := slices.BinarySearchFunc(b.blobs, id, func(n newBlob, id objects.ID) int { return n.id.Compare(id) })
		_, text := slices.BinarySearchFunc(b.texts, id, objects.ID.Compare)
		return blob || text
	}
	var all []Hot
	for _, h := range b.old.hot {
		if !again(h.Object) {
			all = append(all, h)
		}
	}
	for _, h := range b.hot {
		if again(h.Object) { // not when there was no room for it
			all = append(all, h)
		}
	}
	slices.SortFunc(all, func(a, b Hot) int { return a.Object.Compare(b.Object) })
	return all
}
