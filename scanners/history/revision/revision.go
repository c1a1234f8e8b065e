// Package revision finds out what people mean by "HEAD~3", "v1.2..main" or
// "2 weeks ago": it resolves expressions of git's grammar (gitrevisions(7)) over
// the objects and refs of a repository, and selects the commits of a range among
// those that a walk has reached. It also finds a repository's identity, the id of
// its root commit.
//
// No process is started and nothing is fetched. What is known of the grammar:
//
//	0123abcd…          an object id, in full or its first digits, at least four
//	main, tags/v1, …   a ref, by git's order of places (see Resolver.Object)
//	HEAD, @            what is checked out in the work tree in use
//	REF@{n}, @{n}      what a ref was at n changes ago, by its reflog
//	v1-3-g0123abcd     what git describe prints
//	REV~n, REV^n       the n-th generation before, the n-th parent
//	REV^{commit}, ^{tree}, ^{blob}, ^{tag}, ^{object}, ^{}
//	                   the object of that kind that it leads to; of ^{}, past tags
//	REV:PATH           the file or directory at a path from the root of a revision
//
// and of ranges, separated by blanks: A, ^A, A..B, A...B, A^!, where a side that
// is left empty is HEAD. Everything else of the grammar is an error that says so.
package revision

import (
	"errors"
	"fmt"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/refs"
)

var (
	// ErrUnknown: nothing in this repository has the name.
	ErrUnknown = errors.New("unknown revision")
	// ErrAmbiguous: several things have the name.
	ErrAmbiguous = errors.New("ambiguous revision")
	// ErrSyntax: the expression is none, or of a kind that is not known here.
	ErrSyntax = errors.New("not a revision")
	// ErrPath: the revision has nothing at the path.
	ErrPath = errors.New("no such path")
)

// A Resolver resolves expressions in one repository. It is for one goroutine.
type Resolver struct {
	repo    *gitdir.Repo
	store   *objects.Store
	reader  *objects.Reader
	shallow map[objects.ID]bool
}

// NewResolver returns a resolver of a repository, whose objects the store has.
func NewResolver(repo *gitdir.Repo, store *objects.Store) *Resolver {
	r := &Resolver{repo: repo, store: store, reader: store.Reader(), shallow: make(map[objects.ID]bool)}
	for _, id := range store.Facts().Shallow {
		r.shallow[id] = true
	}
	return r
}

// An Object is what an expression leads to.
type Object struct {
	ID   objects.ID
	Kind objects.Kind
	// Mode is that of the tree entry, for an expression with a path; else 0.
	Mode uint32
}

// Commit returns the commit that an expression leads to, past tags.
func (r *Resolver) Commit(expr string) (objects.ID, error) {
	o, err := r.resolve(expr, objects.Commit)
	if err == nil {
		o, err = r.peel(o, objects.Commit)
	}
	if err != nil {
		return objects.ID{}, fmt.Errorf("resolve revision %q: %w", expr, err)
	}
	return o.ID, nil
}

// Object returns what an expression leads to. A name is looked for where git does:
// as it is (HEAD and its kin, refs/heads/main), then below refs/, refs/tags/,
// refs/heads/, refs/remotes/, and as refs/remotes/NAME/HEAD; then as the first
// digits of an object id. Errors are ErrUnknown, ErrAmbiguous, ErrSyntax, ErrPath,
// and those of reading objects and refs.
func (r *Resolver) Object(expr string) (Object, error) {
	o, err := r.resolve(expr, objects.Unknown)
	if err != nil {
		return Object{}, fmt.Errorf("resolve revision %q: %w", expr, err)
	}
	return o, nil
}

// File returns the content of the blob that an expression such as "REV:PATH"
// leads to. It is valid until the next call of any method.
func (r *Resolver) File(expr string) (Object, []byte, error) {
	o, err := r.Object(expr)
	if err != nil {
		return Object{}, nil, err
	}
	kind, data, err := r.read(o.ID)
	if err == nil && kind != objects.Blob {
		err = fmt.Errorf("it is a %s, not a file", kind)
	}
	if err != nil {
		return o, nil, fmt.Errorf("resolve revision %q: %w", expr, err)
	}
	return o, data, nil
}

// read reads an object; its errors say what to do.
func (r *Resolver) read(id objects.ID) (objects.Kind, []byte, error) {
	kind, data, err := r.reader.Read(id)
	switch {
	case err == nil:
		return kind, data, nil
	case errors.Is(err, objects.ErrMissing) && len(r.shallow) > 0:
		err = fmt.Errorf("%w: this is a shallow clone: fetch it, or deepen the clone (git fetch --unshallow)", err)
	case errors.Is(err, objects.ErrMissing):
		err = fmt.Errorf("%w: fetch it", err)
	case errors.Is(err, objects.ErrPromised):
		err = fmt.Errorf("%w: read it once with git, which fetches it (git cat-file -t %s)", err, id)
	}
	return kind, nil, err
}

// unknown is the error for a name that nothing has.
func (r *Resolver) unknown(name string) error {
	if len(r.shallow) > 0 {
		return fmt.Errorf("%w %q: check its spelling; this is a shallow clone: fetch it, or deepen the clone (git fetch --unshallow)", ErrUnknown, name)
	}
	return fmt.Errorf("%w %q: check its spelling, or fetch it", ErrUnknown, name)
}

// unborn is the error for a ref that leads to one that does not exist.
func unborn(err error) error {
	return fmt.Errorf("%w: %w; commit first, or name another revision", ErrUnknown, err)
}

// isUnborn reports whether a ref is there and what it leads to is not.
func isUnborn(name string, err error) bool { return name != "" && errors.Is(err, refs.ErrNone) }
