package objects

import (
	"container/heap"
	"slices"
)

// Each calls f with every object that the store lists, once each and in a fixed
// order: the packed ones by id, then the loose ones. The kind is Unknown for loose
// objects and for entries whose head or base cannot be read.
func (s *Store) Each(f func(id ID, kind Kind)) {
	l := s.current.Load()
	l.merge(func(id ID, pack int, position uint32, first bool) {
		if !first {
			return
		}
		p := l.packs[pack]
		kind := Unknown
		if rank, ok := p.rankOf(p.offsets[position]); ok {
			kind = p.families().kinds[rank]
		}
		f(id, kind)
	})
	l.eachLoose(func(id ID) { f(id, Unknown) })
}

// hasBefore reports whether a pack, or an object directory before the given one,
// has an object.
func (l *listing) hasBefore(id ID, dir int) bool {
	for _, p := range l.packs {
		if _, ok := p.find(id); ok {
			return true
		}
	}
	for _, ids := range l.loose[:dir] {
		if _, ok := slices.BinarySearchFunc(ids, id, ID.Compare); ok {
			return true
		}
	}
	return false
}

// copies tells, by pack and rank, which entries are copies of one in an earlier
// pack, or earlier in the same one.
func (l *listing) copies() [][]bool {
	all := make([][]bool, len(l.packs))
	l.merge(func(_ ID, pack int, position uint32, first bool) {
		if first {
			return
		}
		p := l.packs[pack]
		if all[pack] == nil {
			all[pack] = make([]bool, p.Len())
		}
		for rank, ok := p.rankOf(p.offsets[position]); ok; ok = false {
			all[pack][rank] = true
		}
	})
	return all
}

// merge calls f with every entry of every pack in the order of their ids; first
// is set for the one of an id in the first pack that has it.
func (l *listing) merge(f func(id ID, pack int, position uint32, first bool)) {
	if len(l.packs) == 1 {
		ids := l.packs[0].ids
		for i, id := range ids {
			f(id, 0, uint32(i), i == 0 || ids[i-1] != id)
		}
		return
	}
	h := make(cursors, 0, len(l.packs))
	for i, p := range l.packs {
		if p.Len() > 0 {
			h = append(h, cursor{ids: p.ids, pack: i})
		}
	}
	heap.Init(&h)
	var last ID
	started := false
	for len(h) > 0 {
		c := &h[0]
		id := c.ids[c.at]
		f(id, c.pack, uint32(c.at), !started || id != last)
		last, started = id, true
		if c.at++; c.at == len(c.ids) {
			heap.Pop(&h)
		} else {
			heap.Fix(&h, 0)
		}
	}
}

// A cursor is a place in the ids of a pack.
type cursor struct {
	ids  []ID
	pack int
	at   int
}

type cursors []cursor

func (c cursors) Len() int { return len(c) }

func (c cursors) Less(i, j int) bool {
	if n := c[i].ids[c[i].at].Compare(c[j].ids[c[j].at]); n != 0 {
		return n < 0
	}
	return c[i].pack < c[j].pack
}

func (c cursors) Swap(i, j int) { c[i], c[j] = c[j], c[i] }
func (c *cursors) Push(x any)   { *c = append(*c, x.(cursor)) }

func (c *cursors) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}
