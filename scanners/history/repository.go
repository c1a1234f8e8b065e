package history

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/refs"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// A run is one call of Scan.
type run struct {
	options  Options
	sink     scanners.Sink
	repo     *gitdir.Repo
	store    *objects.Store
	set      *refs.Set
	troubles *trouble.List
	target   scanners.Target
	// below is the directory that was asked for, relative to the root and with a slash
	// at its end; "" for everything.
	below string

	// roots are what the walk starts at, and head the name among them of what is
	// checked out; "" before the first commit.
	roots []names.Root
	head  string
	// logged are objects that of all names only reflogs have, when those are not asked
	// for. Most are older commits of a branch, which the walk comes to.
	logged []objects.ID
	names  *names.Names
	span   *span // nil for everything
	tally  tally

	memory memory
	has    *stored // see run.stored
}

// open opens the repository of a target. It returns nil when there is none and
// none is needed.
func open(o Options, target scanners.Target, sink scanners.Sink) (*run, error) {
	repo, err := gitdir.Open(target.Root)
	if errors.Is(err, gitdir.ErrNone) {
		repo, err = gitdir.OpenBare(target.Root)
	}
	switch {
	case errors.Is(err, gitdir.ErrNone) && o.Optional:
		return nil, nil
	case errors.Is(err, gitdir.ErrNone):
		return nil, fmt.Errorf("%s is not in a git repository, or in one that is damaged: there is no history to scan; name a repository, or scan files with launchlint secrets --worktree", target.Dir)
	case err != nil:
		return nil, err
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	r := &run{options: o, sink: sink, repo: repo, target: target, troubles: trouble.New()}
	if rel, err := filepath.Rel(target.Root, target.Dir); err == nil && rel != "." && o.Narrow {
		r.below = filepath.ToSlash(rel) + "/"
	}
	r.remember()
	if r.store, err = objects.Open(repo, o.Limits); err != nil {
		r.memory.loaded()
		return nil, err
	}
	if r.set, err = refs.Read(repo, refs.Limits{}); err != nil {
		r.close()
		return nil, err
	}
	return r, nil
}

// close gives the files back. An error of closing what was only read is of no use
// to anyone.
func (r *run) close() {
	r.memory.loaded()
	_ = r.store.Close()
}

// choose makes the roots: what is named by refs, HEADs and commands under way, the
// stash with its older entries, and reflogs when asked.
func (r *run) choose() {
	for _, root := range r.set.Roots {
		if root.Source == refs.Reflog && !r.options.Reflog {
			r.logged = append(r.logged, root.ID)
			continue
		}
		r.roots = append(r.roots, names.Root{Name: root.Name, ID: root.ID})
	}
	if r.span != nil {
		r.roots = append(r.roots, r.span.roots...)
	}
	// A HEAD that is attached is no root of its own: its branch is.
	file := "HEAD"
	if rel, err := filepath.Rel(r.repo.Common, r.repo.Dir); err == nil && rel != "." {
		if !filepath.IsLocal(rel) {
			rel = filepath.Base(rel)
		}
		file = filepath.ToSlash(rel) + "/HEAD"
	}
	r.head = cmp.Or(r.set.Heads[file], file)
}

// headTree returns the number of the tree that is checked out.
func (r *run) headTree() uint32 {
	for i := range r.names.Roots {
		if r.names.Roots[i].Name == r.head {
			return r.names.Roots[i].Tree
		}
	}
	return names.NoObject
}

// errStale is the error of a scan that comes upon something damaged or missing which
// an earlier scan had read: what is kept of that hides it.
var errStale = errors.New("the repository has lost what an earlier scan has read")

// walk finds out what every object is called.
func (r *run) walk(ctx context.Context) error {
	r.memory.loaded()
	r.memory.recalls = r.memory.snapshot != nil
	err := r.walkFrom(ctx, r.roots)
	if err == nil && r.options.Unreachable {
		err = r.walkUnreachable(ctx)
	}
	switch {
	case r.memory.recalls && errors.Is(err, names.ErrSnapshot):
		return errStale
	case err != nil:
		return err
	}
	known := make(chan *paths, 1)
	go func() { known <- newPaths(r.names, r.memory.old, r.memory.classes) }()
	lost := r.memory.recalls && r.isLost()
	if r.memory.paths = <-known; lost {
		return errStale
	}
	return nil
}

func (r *run) walkFrom(ctx context.Context, roots []names.Root) error {
	var known *names.Snapshot
	if r.names != nil { // a walk from further roots
		known, r.names, r.has = r.names.Known(), nil, nil
	} else {
		known, r.memory.snapshot = r.memory.snapshot, nil
	}
	n, err := names.Scan(ctx, r.store, roots, names.Options{
		Known:   known,
		Shallow: r.store.Facts().Shallow, Workers: r.options.Workers,
		Progress: func(done int) { r.sink.Progress("names", done, 0) },
	})
	if err != nil {
		return err
	}
	r.names = n
	return nil
}
