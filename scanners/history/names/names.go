// Package names says what every object of a repository is called: it walks from
// the roots (refs, HEADs, tags, reflogs) over all commits and all their trees and
// gives each blob the paths that it stands at, and the graph of commits with
// their authors and dates.
//
// It costs the reading of every commit and tree once, and no blob. Scan reads them
// in the order of the packs, Walk asks for one after the other. A tree that many
// commits share is looked at once for each directory that it stands in, so a
// history costs what changed in it, not commits times files. A Snapshot keeps what
// was read for the next time, which then costs what is new.
//
// Objects are numbered, and tables are flat slices over those numbers: a large
// repository has tens of millions of tree entries, which as maps of strings would
// be gigabytes. Reading goes on in parallel and numbers objects as they come;
// everything that is handed out is put in an order that depends on the repository
// alone.
//
// Nothing here trusts the repository. Objects that cannot be read are counted by
// reason and the first ones named, trees that multiply (a tree that holds itself
// ten times over, ten levels deep) are stopped by limits that are counted too, and
// odd modes, odd names and malformed dates are taken as they are.
package names

import (
	"context"
	"fmt"
	"iter"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A Root is an object that the walk starts at.
type Root struct {
	// Name says where the id was found: "refs/heads/main", "HEAD", "refs/stash@{1}".
	Name string
	ID   ID
}

// Options say what to walk. The zero value is ready for use.
type Options struct {
	Limits Limits
	// Shallow are the commits whose parents a shallow clone does not have.
	Shallow []ID
	// Workers is how many goroutines read, each with its own Reader; default 1.
	Workers int
	// Known is where to start from; nil: from nothing. It is used up.
	Known *Snapshot
	// Progress is told now and then how many objects were read; may be nil. It is
	// called by one goroutine at a time.
	Progress func(objects int)
}

// Names is the result of a walk. It does not change any more and is safe for
// concurrent use.
type Names struct {
	// Commits are all commits reached, children before their parents, otherwise
	// the newest first.
	Commits []Commit
	// Roots are the roots as given, with what they lead to.
	Roots []Resolved
	// People are the authors and committers, one for each spelling.
	People []Person
	Counts Counts
	// Faults name the first objects of each reason that could not be used.
	Faults []Fault
	// Gitlinks are the paths of submodules, sorted; at most Limits.Gitlinks.
	Gitlinks []string
	// Fresh is how many commits, trees and tags were read that are not in
	// Options.Known, whether the roots reach them or not. When it is 0, a new snapshot
	// holds nothing more.
	Fresh int

	store  *store
	places *places
	trees  []expanded // those that the roots reach
	sorted []int32    // index in store.commits to index in Commits, -1 when not reached
}

// A Resolved root says what a root leads to.
type Resolved struct {
	Root
	// Kind is what the root's id names itself; Unknown when it cannot be read.
	Kind objects.Kind
	// Commit is the index in Names.Commits of the commit at the end of the chain
	// of tags, -1 when there is none.
	Commit int32
	// Tree is the number of the tree that the root stands for: that commit's, or
	// the tree that a tag names; NoObject when there is none.
	Tree uint32
}

// Walk reads all commits and trees that can be reached from roots. open returns a
// Reader for one goroutine. It errs only when ctx is done: everything else that
// goes wrong is in Counts and Faults.
func Walk(ctx context.Context, open func() Reader, roots []Root, options Options) (*Names, error) {
	return walk(ctx, nil, open, roots, options)
}

// Scan does what Walk does with a Reader of the store, and returns the same. It
// reads what is packed in the order of the packs first, which costs half the
// time and memory, but also what the roots do not reach. That is not handed out. With
// Options.Known it does so only when much is new.
func Scan(ctx context.Context, store *objects.Store, roots []Root, options Options) (*Names, error) {
	return walk(ctx, store, func() Reader { return store.Reader() }, roots, options)
}

// walk reads all and makes the result. The store may be nil.
func walk(ctx context.Context, store *objects.Store, open func() Reader, roots []Root, o Options) (*Names, error) {
	o.Limits = o.Limits.withDefaults()
	c := newCollector(o)
	n, err := func() (*Names, error) {
		if o.Known != nil {
			if err := c.adopt(o.Known); err != nil {
				return nil, err
			}
		}
		if err := c.run(ctx, store, open, roots, max(1, o.Workers)); err != nil {
			return nil, err
		}
		n := &Names{store: c.store, Fresh: c.fresh}
		if err := n.order(ctx, roots); err != nil {
			return nil, err
		}
		return n, n.expand(ctx, o.Limits, o.Known != nil)
	}()
	if err != nil {
		return nil, fmt.Errorf("walk history: %w", err)
	}
	return n, nil
}

// Number returns the number of the object with that id, if the walk met it. It may
// have met objects that the roots do not reach.
func (n *Names) Number(id ID) (uint32, bool) { return n.store.table.find(id) }

// Reached reports whether a root leads to the object with that id.
func (n *Names) Reached(id ID) bool {
	number, ok := n.Number(id)
	return ok && n.ReachedNumber(number)
}

// ReachedNumber reports whether a root leads to the object with that number.
func (n *Names) ReachedNumber(number uint32) bool {
	return n.store.objects[number].queued || n.IsBlob(number)
}

// Tags yields the annotated tags that the roots lead to, each once.
func (n *Names) Tags() iter.Seq[ID] {
	return func(yield func(ID) bool) {
		met := make(map[uint32]bool)
		for i := range n.Roots {
			number, _ := n.store.table.find(n.Roots[i].ID)
			for o := &n.store.objects[number]; o.kind == objects.Tag && !met[number]; o = &n.store.objects[number] {
				met[number] = true
				if !yield(n.ID(number)) {
					return
				}
				if number = o.ref; number == NoObject {
					break
				}
			}
		}
	}
}

// ID returns the id of the object with that number.
func (n *Names) ID(number uint32) ID { return n.store.table.ids[number] }

// CommitIndex returns the index in Commits of the commit with that id.
func (n *Names) CommitIndex(id ID) (int32, bool) {
	number, ok := n.Number(id)
	if !ok {
		return 0, false
	}
	index := n.commitIndex(number)
	return max(0, index), index >= 0
}

// commitIndex returns the index in Commits of the object with that number, -1
// when it is no commit or not reached.
func (n *Names) commitIndex(number uint32) int32 {
	if o := &n.store.objects[number]; o.kind == objects.Commit {
		return n.sorted[o.ref]
	}
	return -1
}

// Entries returns the entries of the tree with that number, in the order in which
// they are stored; nil when it could not be read. The slice is not the caller's.
func (n *Names) Entries(tree uint32) []Entry { return n.store.entries(tree) }

// Name returns the file name with that number, which may hold any bytes but NUL.
func (n *Names) Name(number uint32) string { return n.store.words.list[number] }

// Objects returns the number of objects that the walk met: their numbers are
// below it.
func (n *Names) Objects() int { return len(n.store.table.ids) }

// File returns the id of the file of that name at the top of a tree, such as
// ".mailmap".
func (n *Names) File(tree uint32, name string) (ID, bool) {
	for _, e := range n.Entries(tree) {
		if e.Class() == File && n.Name(e.Name) == name {
			return n.ID(e.Object()), true
		}
	}
	return ID{}, false
}
