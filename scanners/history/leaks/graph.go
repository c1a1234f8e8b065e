package leaks

import (
	"cmp"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/names"
)

// A graph answers questions about the order of commits.
type graph struct {
	commits []names.Commit
	// time is when each commit was made, never before its parents: clocks go wrong,
	// and exposure is computed from them.
	time []int64
	// oldest lists the commits by time, parents before children.
	oldest []int32
	// seen has mark for the ancestors of searched up to limit.
	seen                  []int32
	mark, searched, limit int32
}

func newGraph(n *names.Names) *graph {
	g := &graph{commits: n.Commits, time: make([]int64, len(n.Commits)), oldest: make([]int32, len(n.Commits)), seen: make([]int32, len(n.Commits))}
	for i := len(g.commits) - 1; i >= 0; i-- {
		c := &g.commits[i]
		g.time[i] = c.Time
		for _, parent := range c.Parents {
			g.time[i] = max(g.time[i], g.time[parent])
		}
		g.oldest[len(g.commits)-1-i] = int32(i)
	}
	slices.SortStableFunc(g.oldest, func(a, b int32) int { return cmp.Compare(g.time[a], g.time[b]) })
	return g
}

// before orders commits by time, parents before children.
func (g *graph) before(a, b int32) int {
	return cmp.Or(cmp.Compare(g.time[a], g.time[b]), cmp.Compare(b, a))
}

// reaches reports whether old is newer, or one of its ancestors. A parent's index
// is above its children's, so nothing past the oldest commit asked for is looked at.
// The last search is kept: a commit is mostly compared with several others.
func (g *graph) reaches(newer, old, oldest int32) bool {
	if newer >= old {
		return newer == old
	}
	if g.mark == 0 || g.searched != newer || g.limit < max(old, oldest) {
		g.searched, g.limit = newer, max(old, oldest)
		g.mark++
		todo := []int32{newer}
		for len(todo) > 0 {
			c := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for _, parent := range g.commits[c].Parents {
				if parent <= g.limit && g.seen[parent] != g.mark {
					g.seen[parent] = g.mark
					todo = append(todo, parent)
				}
			}
		}
	}
	return g.seen[old] == g.mark
}

// reachable marks everything that the given commits lead to.
func (g *graph) reachable(from []int32) []bool {
	seen := make([]bool, len(g.commits))
	todo := slices.Clone(from)
	for len(todo) > 0 {
		c := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[c] {
			continue
		}
		seen[c] = true
		todo = append(todo, g.commits[c].Parents...)
	}
	return seen
}

// isShared reports whether a root is a branch, tag or note, which others get as
// well: not the stash, an entry of a reflog or what a merge has left.
func isShared(name string) bool {
	return strings.HasPrefix(name, "refs/") && name != "refs/stash" && !strings.Contains(name, "@{")
}
