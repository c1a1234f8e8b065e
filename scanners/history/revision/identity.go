package revision

import (
	"errors"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/refs"
)

// IdentityOptions say how an identity is found. The zero value is ready for use.
type IdentityOptions struct {
	// Store has the repository's objects, where the caller has opened it; nil: it is
	// opened when it is needed.
	Store *objects.Store
	// CacheDir is the user's cache directory, in which is kept what was found; empty
	// for none. It must not be one of the repository's: it is trusted.
	CacheDir string
}

// Identity returns what makes a repository the same in all its clones: the id in
// hex of its root commit, the one that has no parent. It is found along the first
// parents of HEAD. Where HEAD has no commit it is the smallest of those found from
// branches, remote branches and tags.
//
// ok is false when there is none or it is not known: no commit yet, a shallow
// clone, which does not have its root, a commit on the way that cannot be read, or
// a format that is not supported.
//
// # Cost
//
// To follow tens of thousands of parents takes seconds, which a pre-commit hook
// does not have. What was found is therefore kept in the cache directory: the root,
// and some commits that lead to it. That a commit leads to a root is true for ever
// and in every repository, since an id is a digest of all that a commit came from:
// it needs no check against this repository and no cleaning up, and holds in a
// shallow clone of it as well. With it only the commits made since are read, from
// their loose files: no pack is opened. The commit-graph, which has the same
// answer, is not used: fresh clones have none, and it would have to be believed.
func Identity(repo *gitdir.Repo, o IdentityOptions) (key string, ok bool) {
	w := newAncestry(repo, o)
	defer w.close()
	_, head, err := refs.Lookup(repo, "HEAD")
	var root objects.ID
	switch {
	case err == nil:
		root, ok = w.root(head)
	case errors.Is(err, refs.ErrNone):
		root, ok = w.smallest()
	}
	if !ok {
		return "", false
	}
	return root.String(), true
}

// maxAncestors bounds how many parents are followed.
const maxAncestors = 5_000_000

// spacing is how many commits lie between two that are kept in the cache, and how
// many may be read anew without keeping more.
const spacing = 64

// root follows the first parents of a commit.
func (w *ancestry) root(id objects.ID) (objects.ID, bool) {
	known := loadRoots(w.cache)
	var passed []objects.ID
	for n := 0; n < maxAncestors; n++ {
		if known.leads[id] {
			if n >= spacing || w.opened != nil {
				known.save(w.cache, known.root, passed)
			}
			return known.root, true
		}
		if n%spacing == 0 {
			passed = append(passed, id)
		}
		parent, is := w.parent(id)
		switch is {
		case isRoot:
			if n >= spacing || w.opened != nil {
				known.save(w.cache, id, passed)
			}
			return id, true
		case isCut:
			return id, false
		}
		id = parent
	}
	return id, false
}

// smallest returns the smallest of the roots that branches and tags lead to.
func (w *ancestry) smallest() (least objects.ID, ok bool) {
	set, err := refs.Read(w.repo, refs.Limits{})
	if err != nil {
		return least, false
	}
	seen := make(map[objects.ID]bool)
	for _, ref := range set.Roots {
		// Notes and the like have roots of their own, and not every clone has them.
		if !slices.ContainsFunc([]string{"refs/heads/", "refs/remotes/", "refs/tags/"}, func(prefix string) bool { return strings.HasPrefix(ref.Name, prefix) }) {
			continue
		}
		for id := ref.ID; !seen[id] && len(seen) < maxAncestors; {
			seen[id] = true
			parent, is := w.parent(id)
			if is == isRoot && (!ok || id.Compare(least) < 0) {
				least, ok = id, true
			}
			if is != isChild {
				break
			}
			id = parent
		}
	}
	return least, ok
}
