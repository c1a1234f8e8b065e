package names

import (
	"cmp"
	"container/heap"
	"context"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A Commit is one commit, in numbers.
type Commit struct {
	ID ID
	// Tree is the number of its tree; NoObject when it names none.
	Tree uint32
	// Parents are indexes in Names.Commits, in the commit's own order and without
	// those that cannot be read.
	Parents []int32
	// Author and Committer are indexes in Names.People.
	Author, Committer int32
	// AuthorTime and Time are what the commit says of when it was written and when
	// it was made, in seconds since 1970; 0 when it does not say.
	AuthorTime, Time int64
	// Reverts is the index of the commit that this one undoes by its own message,
	// -1 for none.
	Reverts int32
	// Shallow is set when a shallow clone cut its parents off, Orphaned when a parent
	// cannot be read. Then it seems to bring things that were there before.
	Shallow, Orphaned bool
}

// order makes Commits and Roots of what was collected.
func (n *Names) order(ctx context.Context, roots []Root) error {
	s := n.store
	n.sorted = make([]int32, len(s.commits))
	for i := range n.sorted {
		n.sorted[i] = -1
	}
	reached := make([]bool, len(s.commits))
	children := make([]int32, len(s.commits))
	var todo []uint32
	count := 0
	reach := func(object uint32) {
		if o := &s.objects[object]; o.kind == objects.Commit && !reached[o.ref] {
			count++
			reached[o.ref] = true
			todo = append(todo, o.ref)
		}
	}
	ends := make([]uint32, len(roots))
	for i, root := range roots {
		end, ok := s.end(root.ID)
		if !ok {
			return snapshotError("tags name each other in a circle")
		}
		ends[i] = end
		reach(end)
	}
	for steps := 0; len(todo) > 0; steps++ {
		if steps%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		ref := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, parent := range s.commits[ref].parents {
			reach(parent)
			if o := &s.objects[parent]; o.kind == objects.Commit {
				children[o.ref]++
			}
		}
	}

	ready := &commitHeap{store: s}
	for ref, ok := range reached {
		if ok && children[ref] == 0 {
			ready.list = append(ready.list, uint32(ref))
		}
	}
	heap.Init(ready)
	var sorted []uint32
	for ready.Len() > 0 {
		if len(sorted)%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		ref := heap.Pop(ready).(uint32)
		n.sorted[ref] = int32(len(sorted))
		sorted = append(sorted, ref)
		for _, parent := range s.commits[ref].parents {
			o := &s.objects[parent]
			if o.kind != objects.Commit {
				continue
			}
			if children[o.ref]--; children[o.ref] == 0 {
				heap.Push(ready, o.ref)
			}
		}
	}
	if len(sorted) < count {
		return snapshotError("commits are each other's parents in a circle")
	}
	if err := n.number(ctx, s, sorted); err != nil {
		return err
	}
	n.resolve(s, roots, ends)
	return ctx.Err()
}

// number makes the commits of the sorted list, and numbers people by them.
func (n *Names) number(ctx context.Context, s *store, sorted []uint32) error {
	n.Commits = make([]Commit, len(sorted))
	reverts := make(map[uint32]ID, len(s.reverts))
	for _, r := range s.reverts {
		reverts[r.commit] = r.id
	}
	people := make([]int32, len(s.people.list)) // index in n.People + 1
	n.People = nil
	person := func(old int32) int32 {
		if people[old] == 0 {
			n.People = append(n.People, s.people.list[old])
			people[old] = int32(len(n.People))
		}
		return people[old] - 1
	}
	var all arena[int32]
	for i, ref := range sorted {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		r := &s.commits[ref]
		c := Commit{
			ID: s.table.ids[r.object], Tree: r.tree,
			Author: person(r.author), Committer: person(r.committer),
			AuthorTime: r.authorTime, Time: r.time, Reverts: -1, Shallow: r.shallow,
		}
		c.Parents = all.take(len(r.parents))
		for _, parent := range r.parents {
			if index := n.commitIndex(parent); index >= 0 {
				c.Parents = append(c.Parents, index)
			}
		}
		c.Orphaned = len(c.Parents) < len(r.parents)
		if id, ok := reverts[ref]; ok {
			if number, ok := s.table.find(id); ok {
				if index := n.commitIndex(number); index > int32(i) {
					c.Reverts = index
				}
			}
		}
		if r.shallow {
			n.Counts.ShallowCommits++
		}
		if r.oddIdent {
			n.Counts.OddIdents++
		}
		n.Commits[i] = c
	}
	n.Counts.Commits = len(n.Commits)
	return nil
}

// resolve says what each root leads to.
func (n *Names) resolve(s *store, roots []Root, ends []uint32) {
	n.Roots = make([]Resolved, len(roots))
	tags := make(map[uint32]bool)
	for i, root := range roots {
		r := Resolved{Root: root, Commit: -1, Tree: NoObject}
		number, _ := s.table.find(root.ID)
		r.Kind = s.objects[number].kind
		for at := number; s.objects[at].kind == objects.Tag; at = s.objects[at].ref {
			tags[at] = true
			if s.objects[at].ref == NoObject {
				break
			}
		}
		switch end := ends[i]; s.objects[end].kind {
		case objects.Commit:
			r.Commit = n.commitIndex(end)
			r.Tree = n.Commits[r.Commit].Tree
		case objects.Tree:
			r.Tree = end
		}
		n.Roots[i] = r
	}
	n.Counts.Tags = len(tags)
}

// end follows tags from an object, as far as they lead. It is false when they lead
// nowhere.
func (s *store) end(id ID) (uint32, bool) {
	number, _ := s.table.find(id)
	for range s.objects {
		o := &s.objects[number]
		if o.kind != objects.Tag || o.ref == NoObject {
			return number, true
		}
		number = o.ref
	}
	return number, false
}

// A commitHeap gives the newest commit first; of two of one time the one with the
// smaller id.
type commitHeap struct {
	list  []uint32
	store *store
}

func (h *commitHeap) Len() int { return len(h.list) }
func (h *commitHeap) Less(i, j int) bool {
	a, b := &h.store.commits[h.list[i]], &h.store.commits[h.list[j]]
	if c := cmp.Compare(b.time, a.time); c != 0 {
		return c < 0
	}
	idA, idB := &h.store.table.ids[a.object], &h.store.table.ids[b.object]
	return string(idA[:]) < string(idB[:])
}
func (h *commitHeap) Swap(i, j int) { h.list[i], h.list[j] = h.list[j], h.list[i] }
func (h *commitHeap) Push(x any)    { h.list = append(h.list, x.(uint32)) }
func (h *commitHeap) Pop() any {
	last := h.list[len(h.list)-1]
	h.list = h.list[:len(h.list)-1]
	return last
}
