package names

import (
	"context"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// scan enters all commits, trees and tags that a store has packed, whether the
// roots reach them or not. It takes each tree right after the one that it is
// stored as a difference to, which is several times faster than asking for them
// one by one.
//
// Loose objects are left out: nobody knows which of them are blobs without reading
// them, and asking for the others one by one costs no more. What cannot be read is
// left out as well. Whatever of it is reached will be asked for, and a Reader says
// then what is wrong with it.
func (c *collector) scan(ctx context.Context, store *objects.Store, workers int) error {
	c.reserve(store)
	known := len(c.commits)+len(c.trees) > 0
	return store.Scan(ctx, objects.Scan{
		Workers: workers,
		Want: func(id ID, kind objects.Kind) bool {
			return (kind == objects.Commit || kind == objects.Tree || kind == objects.Tag) && !(known && c.has(id))
		},
		Visitor: func(int) objects.Visitor {
			return &visitor{c: c, s: scratch{ctx: ctx, most: c.limits.Entries}}
		},
	})
}

// has reports whether an object was read.
func (c *collector) has(id ID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, ok := c.table.find(id)
	return ok && c.objects[n].kind != objects.Unknown
}

// worthScan returns how many objects may be asked for one by one before it is
// better to scan all that is packed: one costs about three times as much as in a
// scan.
func worthScan(store *objects.Store) int {
	packed := 0
	for _, p := range store.Packs() {
		packed += p.Len()
	}
	return 1000 + packed/10
}

// reserve makes room for as many ids as there are packed objects: nearly each has
// a name. There are 20 bytes of index behind each of them.
func (c *collector) reserve(store *objects.Store) {
	n := 0
	for _, p := range store.Packs() {
		n += p.Len()
	}
	c.table.reserve(n)
}

// A visitor enters what one worker of the scan reads.
type visitor struct {
	c       *collector
	s       scratch
	entries arena[Entry]
	starts  arena[uint32]
}

// Visit returns the base that trees stored as a difference to this one need.
func (v *visitor) Visit(o *objects.Object) any {
	s := &v.s
	from, _ := o.BaseState.(*base)
	if o.Kind == objects.Tree && from != nil {
		s.kind = objects.Tree
		s.parseTree(o.Data, from, o.Delta)
	} else {
		s.parse(o.Kind, o.Data)
	}
	s.keep(&v.entries)
	v.c.mu.Lock()
	v.c.take(v.c.add(o.ID), s)
	v.c.count()
	v.c.mu.Unlock()
	if o.Kind != objects.Tree || s.malformed || s.tree.odd != (oddTree{}) {
		return nil // what is odd is counted entry by entry
	}
	return &base{entries: s.tree.entries, starts: append(v.starts.take(len(s.tree.starts)), s.tree.starts...)}
}

// Failed does nothing: see scan.
func (v *visitor) Failed(ID, objects.Kind, error) {}
