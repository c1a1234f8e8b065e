package names

import "github.com/launchlint/launchlint/scanners/history/objects"

// A store holds what was read, by object number.
type store struct {
	table   table
	words   words
	objects []object
	trees   [][]Entry
	commits []rawCommitEntry
	people  people
	reverts []reverted
	odd     map[uint32]oddTree // by index in trees
	// read are bits, by object number, of what a snapshot has said.
	read []uint64
}

func newStore() *store { return &store{table: newTable(), odd: make(map[uint32]oddTree)} }

// An object is what is known of one id.
type object struct {
	// ref is the index in trees or commits, or the number of what a tag names.
	ref  uint32
	kind objects.Kind
	// fault is a Reason + 1; 0 for none.
	fault  uint8
	queued bool
	// named is set once the fault is among the counts.
	named bool
}

// A rawCommitEntry is a commit as it was read: it names objects, not commits.
type rawCommitEntry struct {
	object, tree      uint32
	parents           []uint32
	author, committer int32
	authorTime, time  int64
	shallow, oddIdent bool
}

type reverted struct {
	commit uint32 // index in commits
	id     ID
}

// add returns the number of id.
func (s *store) add(id ID) uint32 {
	n := s.table.add(id)
	if int(n) == len(s.objects) {
		s.objects = append(s.objects, object{})
	}
	return n
}

func (s *store) entries(number uint32) []Entry {
	if int(number) >= len(s.objects) {
		return nil
	}
	if o := &s.objects[number]; o.kind == objects.Tree {
		return s.trees[o.ref]
	}
	return nil
}

func (o *object) reason() (Reason, bool) {
	if o.fault == 0 {
		return 0, false
	}
	return Reason(o.fault - 1), true
}

func (o *object) setFault(r Reason) { o.fault = uint8(r) + 1 }

// An arena gives out small slices of large ones.
type arena[T any] struct{ free []T }

// take returns an empty slice with room for n.
func (a *arena[T]) take(n int) []T {
	if n > cap(a.free) {
		if n > 1<<14 {
			return make([]T, 0, n)
		}
		a.free = make([]T, 0, 1<<16)
	}
	out := a.free[:0:n]
	a.free = a.free[n:cap(a.free)][:0]
	return out
}
