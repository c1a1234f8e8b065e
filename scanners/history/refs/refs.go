// Package refs finds the roots of a repository's history: every object that a ref
// file, packed-refs, a HEAD of any work tree, a command under way or a reflog
// names. What cannot be read is counted and named, and never stops the rest: one
// empty ref file must not hide a thousand good ones.
//
// It reads files itself. go-git gives up all refs for one that is empty or a lock
// file, takes garbage for the zero id, and sees neither the other work trees nor
// what stands in reflogs.
package refs

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// ErrStorage is what Read returns for a repository that does not keep its refs in
// files: git's reftable format. Its objects can be read all the same.
var ErrStorage = errors.New("ref storage is not supported")

// A Source is what kind of file names a root.
type Source uint8

// The sources, in the order in which Read sorts them.
const (
	// Ref: a branch, a tag, a note, the stash: all below refs/.
	Ref Source = iota
	// Head: the HEAD of a work tree that is detached.
	Head
	// Pseudo: what a merge, rebase, cherry-pick, bisect or fetch has left, such as
	// ORIG_HEAD.
	Pseudo
	// Stash: an entry of the reflog of refs/stash, which is where older stashes are.
	Stash
	// Reflog: an entry of another reflog.
	Reflog
)

// String returns a word for the source.
func (s Source) String() string {
	return [...]string{"ref", "head", "pseudo-ref", "stash", "reflog"}[s]
}

// A Root is one object that is named.
type Root struct {
	// Name is the full name of the ref ("refs/heads/main"), or the path of the file
	// relative to the common git directory ("worktrees/x/HEAD", "logs/HEAD"). It is
	// as the repository has it and may hold anything.
	Name   string
	Source Source
	ID     objects.ID
}

// A Damage is a file, or a line of one, that names no object and should.
type Damage struct {
	Name   string
	Source Source
	Err    error
}

// A Set is all that was found.
type Set struct {
	// Roots are sorted by source and name. An object stands here once for each name,
	// and only once for all reflogs: not at all, when another source names it.
	Roots []Root
	// Damage are the first maxDamage things that could not be read; Damaged is how
	// many there were.
	Damage  []Damage
	Damaged int
	// Heads are the symbolic HEADs by the path of their file: what is checked out.
	// The ref need not exist: it is unborn then.
	Heads map[string]string
	// Dangling is how many symbolic refs name a ref that does not exist, which is an
	// everyday thing (refs/remotes/origin/HEAD) and no damage.
	Dangling int
}

// Limits bound what is read. A zero field takes its default.
type Limits struct {
	// Refs is how many refs are read; default 5 million.
	Refs int
	// Logs is how many different objects the reflogs may add; default 5 million.
	Logs int
}

const maxDamage = 1000

// A reader collects a Set.
type reader struct {
	repo   *gitdir.Repo
	limits Limits
	set    *Set
	refs   map[string]value
	logged int  // objects that only reflogs name
	full   bool // the limit was met and has been told
}

// A value is what a ref file holds: an id, or the name of another ref.
type value struct {
	id     objects.ID
	target string
}

// Read finds all roots. The error is ErrStorage, or that of the refs directory
// itself; anything else is Damage.
func Read(repo *gitdir.Repo, limits Limits) (*Set, error) {
	if storage, ok := repo.Settings.Extensions["refstorage"]; ok && storage != "files" {
		return nil, fmt.Errorf("read refs: %w: %q; git refs migrate --ref-format=files converts a copy", ErrStorage, storage)
	}
	if limits.Refs <= 0 {
		limits.Refs = 5_000_000
	}
	if limits.Logs <= 0 {
		limits.Logs = 5_000_000
	}
	r := &reader{repo: repo, limits: limits, refs: make(map[string]value), set: &Set{Heads: make(map[string]string)}}
	if _, err := os.ReadDir(filepath.Join(repo.Common, "refs")); err != nil {
		return nil, fmt.Errorf("read refs: %w", err)
	}
	dirs := r.gitDirs()
	// Loose refs first: git writes packed-refs before it deletes what it packed.
	for _, dir := range dirs {
		r.readLoose(dir)
	}
	r.readPacked()
	for _, dir := range dirs {
		r.readHead(dir)
		r.readPseudo(dir)
	}
	r.resolve()
	r.readLogs(dirs)
	slices.SortFunc(r.set.Roots, func(a, b Root) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Name, b.Name), a.ID.Compare(b.ID))
	})
	r.set.Roots = slices.Compact(r.set.Roots)
	return r.set, nil
}

// A gitDir is a directory with a HEAD and refs of its own: the common one, and one
// for each linked work tree.
type gitDir struct {
	path string
	// prefix is its path relative to the common one, with a slash at its end.
	prefix string
}

func (r *reader) gitDirs() []gitDir {
	dirs := []gitDir{{path: r.repo.Common}}
	own := r.repo.Dir == r.repo.Common
	all := filepath.Join(r.repo.Common, "worktrees")
	entries, err := os.ReadDir(all)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		r.damage("worktrees", Head, err)
	}
	for _, e := range entries {
		path := filepath.Join(all, e.Name())
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			continue
		}
		own = own || path == r.repo.Dir
		dirs = append(dirs, gitDir{path, "worktrees/" + e.Name() + "/"})
	}
	if !own {
		dirs = append(dirs, gitDir{r.repo.Dir, filepath.Base(r.repo.Dir) + "/"})
	}
	return dirs
}

func (r *reader) damage(name string, source Source, err error) {
	r.set.Damaged++
	if len(r.set.Damage) < maxDamage {
		r.set.Damage = append(r.set.Damage, Damage{name, source, err})
	}
}

func (r *reader) root(name string, source Source, id objects.ID) {
	r.set.Roots = append(r.set.Roots, Root{name, source, id})
}

// maxSymbolic is how many steps a symbolic ref may take, as in git.
const maxSymbolic = 5

// resolve makes roots of the refs, and looks where the symbolic ones lead: what
// they name is a root by its own name, if it is one at all.
func (r *reader) resolve() {
	for _, name := range slices.Sorted(maps.Keys(r.refs)) {
		v := r.refs[name]
		if v.target == "" {
			if strings.HasPrefix(name, "refs/") || strings.Contains(name, "/refs/") {
				r.root(name, Ref, v.id)
			} else {
				r.root(name, Head, v.id)
			}
			continue
		}
		steps, ok := 0, true
		for ok && v.target != "" && steps <= maxSymbolic {
			v, ok = r.refs[v.target]
			steps++
		}
		switch {
		case !ok:
			r.set.Dangling++
		case v.target != "":
			r.damage(name, Ref, errors.New("symbolic ref leads to itself, or further than git follows"))
		}
	}
}
