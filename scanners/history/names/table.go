package names

import (
	"encoding/binary"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// A table numbers object ids in the order in which they come. It is a map from ID
// to uint32 at half the memory and time of Go's. Trees may name any bytes as ids,
// so its hash has a seed that they cannot know.
type table struct {
	ids   []ID
	slots []uint32 // number + 1; 0 is free
	seed  uint64
}

func newTable() table { return table{slots: make([]uint32, 1<<10), seed: rand.Uint64() | 1} }

func (t *table) hash(id *ID) uint64 {
	hi, lo := bits.Mul64(binary.LittleEndian.Uint64(id[:])^t.seed, binary.LittleEndian.Uint64(id[8:])^0x9e3779b97f4a7c15)
	hi2, lo2 := bits.Mul64(hi^lo^uint64(binary.LittleEndian.Uint32(id[16:])), t.seed*0xbf58476d1ce4e5b9|1)
	return hi2 ^ lo2
}

// find returns the number of id.
func (t *table) find(id ID) (uint32, bool) {
	mask := uint64(len(t.slots) - 1)
	for at := t.hash(&id) & mask; ; at = (at + 1) & mask {
		switch n := t.slots[at]; {
		case n == 0:
			return 0, false
		case t.ids[n-1] == id:
			return n - 1, true
		}
	}
}

// add returns the number of id, a new one when it has none.
func (t *table) add(id ID) uint32 {
	mask := uint64(len(t.slots) - 1)
	at := t.hash(&id) & mask
	for ; t.slots[at] != 0; at = (at + 1) & mask {
		if n := t.slots[at] - 1; t.ids[n] == id {
			return n
		}
	}
	t.ids = append(t.ids, id)
	t.slots[at] = uint32(len(t.ids))
	if 4*len(t.ids) > 3*len(t.slots) {
		t.resize(2 * len(t.slots))
	}
	return uint32(len(t.ids) - 1)
}

// reserve makes room for n ids.
func (t *table) reserve(n int) {
	t.ids = slices.Grow(t.ids, max(0, n-len(t.ids)))
	size := len(t.slots)
	for 4*n > 3*size {
		size *= 2
	}
	if size > len(t.slots) {
		t.resize(size)
	}
}

// index makes ids that were read the content of the table. It reports whether each
// of them is there once.
func (t *table) index() bool {
	size := len(t.slots)
	for 4*len(t.ids) > 3*size {
		size *= 2
	}
	t.slots = make([]uint32, size)
	mask := uint64(size - 1)
	for i := range t.ids {
		at := t.hash(&t.ids[i]) & mask
		for ; t.slots[at] != 0; at = (at + 1) & mask {
			if t.ids[t.slots[at]-1] == t.ids[i] {
				return false
			}
		}
		t.slots[at] = uint32(i + 1)
	}
	return true
}

func (t *table) resize(size int) {
	t.slots = make([]uint32, size)
	mask := uint64(len(t.slots) - 1)
	for i := range t.ids {
		at := t.hash(&t.ids[i]) & mask
		for t.slots[at] != 0 {
			at = (at + 1) & mask
		}
		t.slots[at] = uint32(i + 1)
	}
}

// words numbers strings.
type words struct {
	list  []string
	index map[string]uint32
}

func (w *words) add(word []byte) uint32 {
	if n, ok := w.index[string(word)]; ok {
		return n
	}
	if w.index == nil {
		w.index = make(map[string]uint32)
	}
	n := uint32(len(w.list))
	s := string(word)
	w.list = append(w.list, s)
	w.index[s] = n
	return n
}

// reindex makes a list that was read the content, and reports whether each word is
// there once.
func (w *words) reindex() bool {
	w.index = make(map[string]uint32, len(w.list))
	for i, word := range w.list {
		w.index[word] = uint32(i)
	}
	return len(w.index) == len(w.list)
}
