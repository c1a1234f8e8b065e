package names

import (
	"context"
	"fmt"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// An expander gives blobs their paths: it looks at each tree once for each
// directory that it stands in. It runs alone and in the order of the commits, so
// that which paths are first depends on the repository only.
type expander struct {
	*Names
	limits Limits
	faults faults
	seen   set64               // tree << 32 | directory
	inDirs map[uint32]int      // how many directories a tree is in, once more than one
	once   []uint64            // bits: the tree is in one directory
	cut    map[uint32]struct{} // trees that were not followed everywhere
	links  map[[2]uint32]struct{}
	stack  []expansion
	steps  int
	last   []uint32 // by directory: the tree that was looked at last in it
}

type expansion struct{ tree, dir uint32 }

// An expanded is a tree, and the one that was looked at before it in the same
// directory, from which it differs little; NoObject for none.
type expanded struct{ tree, base uint32 }

func newExpander(n *Names, limits Limits) *expander {
	n.places = newPlaces(len(n.store.objects))
	return &expander{
		Names: n, limits: limits, faults: faults{names: n, most: limits.Faults},
		seen: newSet64(), inDirs: make(map[uint32]int), once: make([]uint64, len(n.store.objects)/64+1),
		cut: make(map[uint32]struct{}), links: make(map[[2]uint32]struct{}),
	}
}

// expand gives blobs their paths, and makes the counts.
// known says that not all was read by this walk.
func (n *Names) expand(ctx context.Context, limits Limits, known bool) error {
	x := newExpander(n, limits)
	if err := x.run(ctx); err != nil {
		return err
	}
	if known {
		if err := x.verify(); err != nil {
			return err
		}
	}
	return x.finish(ctx)
}

func (x *expander) run(ctx context.Context) error {
	for i := range x.Roots {
		x.faults.root(&x.Roots[i])
	}
	for i := range x.Commits {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c := &x.Commits[i]
		x.faults.commit(c)
		if c.Tree == NoObject {
			continue
		}
		if x.store.objects[c.Tree].kind != objects.Tree {
			x.notTree(c.Tree, func() string { return "commit " + c.ID.String() })
			continue
		}
		if err := x.expand(ctx, c.Tree); err != nil {
			return err
		}
	}
	for i := range x.Roots {
		r := &x.Roots[i]
		number, _ := x.store.end(r.ID)
		switch x.store.objects[number].kind {
		case objects.Tree:
			if err := x.expand(ctx, number); err != nil {
				return err
			}
		case objects.Blob:
			x.places.blob(number)
		}
	}
	return nil
}

// notTree deals with an object that is named as a tree and is none. A blob is
// still a blob, and what it holds can be fetched.
func (x *expander) notTree(number uint32, from func() string) {
	o := &x.store.objects[number]
	if o.fault == 0 {
		o.setFault(Mismatched)
	}
	if o.kind == objects.Blob {
		x.places.blob(number)
	}
	x.faults.add(number, objects.Tree, from)
}

// expand goes through everything below a tree at the top.
func (x *expander) expand(ctx context.Context, tree uint32) error {
	x.enter(tree, top)
	for len(x.stack) > 0 {
		at := x.stack[len(x.stack)-1]
		x.stack = x.stack[:len(x.stack)-1]
		for _, e := range x.store.trees[x.store.objects[at.tree].ref] {
			if x.steps++; x.steps%checkEvery == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			switch e.Class() {
			case File:
				x.places.add(e.Object(), at.dir, e.Name, x.limits.KnownPaths)
			case Gitlink:
				if len(x.links) < 1<<20 {
					x.links[[2]uint32{at.dir, e.Name}] = struct{}{}
				}
			case Directory:
				x.directory(at.dir, e)
			}
		}
	}
	return nil
}

func (x *expander) directory(dir uint32, e Entry) {
	number := e.Object()
	o := &x.store.objects[number]
	if o.fault != 0 && !o.named {
		x.faults.add(number, objects.Tree, func() string { return x.places.path(x.Names, dir, e.Name) })
	}
	if o.kind != objects.Tree {
		x.notTree(number, func() string { return x.places.path(x.Names, dir, e.Name) })
		if o.kind == objects.Blob {
			x.places.add(number, dir, e.Name, x.limits.KnownPaths)
		}
		return
	}
	length := x.places.dirs[dir].length + len(x.Name(e.Name)) + 1
	switch {
	case int(x.places.dirs[dir].depth) >= x.limits.Depth:
		x.Counts.CutDepth++
		x.cut[number] = struct{}{}
	case length > x.limits.Path:
		x.Counts.CutPaths++
		x.cut[number] = struct{}{}
	default:
		x.enter(number, x.places.sub(dir, e.Name, length))
	}
}

// enter puts a tree in a directory on the stack, unless it was there or is in too
// many.
func (x *expander) enter(tree, dir uint32) {
	key := uint64(tree)<<32 | uint64(dir)
	if x.seen.has(key) {
		return
	}
	bit := uint64(1) << (tree % 64)
	word := &x.once[tree/64]
	if *word&bit != 0 {
		n := max(1, x.inDirs[tree])
		if n >= x.limits.Directories || x.Counts.Expansions >= x.limits.Expansions {
			x.Counts.CutTrees++
			x.cut[tree] = struct{}{}
			return
		}
		x.inDirs[tree] = n + 1
	} else if x.Counts.Expansions >= x.limits.Expansions {
		x.Counts.CutTrees++
		x.cut[tree] = struct{}{}
		return
	}
	for len(x.last) <= int(dir) {
		x.last = append(x.last, NoObject)
	}
	if *word&bit == 0 {
		x.trees = append(x.trees, expanded{tree, x.last[dir]})
	}
	x.last[dir] = tree
	*word |= bit
	x.seen.add(key)
	x.Counts.Expansions++
	x.stack = append(x.stack, expansion{tree, dir})
}

// finish marks what limits cut, and counts.
func (x *expander) finish(ctx context.Context) error {
	whole := len(x.trees)
	marked := make(map[uint32]struct{}, len(x.cut))
	var todo []uint32
	for tree := range x.cut {
		todo = append(todo, tree)
		marked[tree] = struct{}{}
	}
	for len(todo) > 0 {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		tree := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if word, bit := &x.once[tree/64], uint64(1)<<(tree%64); *word&bit == 0 {
			*word |= bit
			x.trees = append(x.trees, expanded{tree, NoObject})
		}
		for _, e := range x.store.entries(tree) {
			switch e.Class() {
			case File:
				x.places.blob(e.Object())
				x.places.more(e.Object())
			case Directory:
				n := e.Object()
				if _, ok := marked[n]; !ok && x.store.objects[n].kind == objects.Tree {
					marked[n] = struct{}{}
					todo = append(todo, n)
				}
			}
		}
	}
	slices.SortFunc(x.trees[whole:], func(a, b expanded) int { return x.ID(a.tree).Compare(x.ID(b.tree)) })
	x.Counts.Trees = len(x.trees)
	for _, t := range x.trees {
		x.Counts.Entries += len(x.store.entries(t.tree))
		x.countOdd(t.tree)
	}
	x.Counts.Blobs = x.places.blobs
	x.Counts.CutKnown = x.places.dropped
	x.Counts.Directories = len(x.places.dirs)
	x.Counts.Gitlinks = len(x.links)
	for link := range x.links {
		x.Gitlinks = append(x.Gitlinks, x.places.path(x.Names, link[0], link[1]))
	}
	slices.Sort(x.Gitlinks)
	x.Gitlinks = x.Gitlinks[:min(len(x.Gitlinks), x.limits.Gitlinks)]
	x.Names.Faults = x.faults.list()
	return ctx.Err()
}

func (x *expander) countOdd(tree uint32) {
	odd := x.store.odd[x.store.objects[tree].ref]
	x.Counts.OddModes += odd.modes
	x.Counts.OddNames += odd.names
	if odd.cut {
		x.Counts.CutEntries++
	}
}

// faults counts what could not be used, each object once.
type faults struct {
	names    *Names
	most     int
	byReason [Reasons][]Fault
}

func (f *faults) add(number uint32, want objects.Kind, from func() string) {
	o := &f.names.store.objects[number]
	reason, ok := o.reason()
	if !ok || o.named {
		return
	}
	o.named = true
	f.names.Counts.Unreadable[reason]++
	if list := &f.byReason[reason]; len(*list) < f.most {
		*list = append(*list, Fault{f.names.ID(number), reason, want, from()})
	}
}

// root names what went wrong between a root and the object that it leads to.
func (f *faults) root(r *Resolved) {
	number, _ := f.names.store.table.find(r.ID)
	for {
		f.add(number, objects.Unknown, func() string { return r.Name })
		o := &f.names.store.objects[number]
		if o.kind != objects.Tag || o.ref == NoObject {
			return
		}
		number = o.ref
	}
}

// commit names what went wrong with a commit and its parents.
func (f *faults) commit(c *Commit) {
	s := f.names.store
	number, _ := s.table.find(c.ID)
	f.add(number, objects.Commit, func() string { return "commit " + c.ID.String() })
	for _, parent := range s.commits[s.objects[number].ref].parents {
		if o := &s.objects[parent]; o.kind != objects.Commit && o.fault == 0 {
			o.setFault(Mismatched)
		}
		f.add(parent, objects.Commit, func() string { return "commit " + c.ID.String() })
	}
	if c.Tree != NoObject {
		f.add(c.Tree, objects.Tree, func() string { return "commit " + c.ID.String() })
	}
}

func (f *faults) list() []Fault {
	var all []Fault
	for _, list := range f.byReason {
		all = append(all, list...)
	}
	return all
}

// String says in one line what could not be used.
func (f Fault) String() string {
	what := "object"
	switch f.Want {
	case objects.Commit:
		what = "commit"
	case objects.Tree:
		what = "tree"
	}
	return fmt.Sprintf("%s %s is %s (named by %s)", what, f.ID, f.Reason, f.From)
}
