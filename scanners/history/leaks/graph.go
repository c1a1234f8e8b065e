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
	seen   []int32 // marks of the last search
	mark   int32
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

// reaches reports whether old is new, or one of its ancestors. A parent's index is
// above its children's, so nothing past old is looked at.
func (g *graph) reaches(newer, old int32) bool {
	if newer >= old {
		return newer == old
	}
	g.mark++
	todo := []int32{newer}
	for len(todo) > 0 {
		c := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, parent := range g.commits[c].Parents {
			if parent == old {
				return true
			}
			if parent < old && g.seen[parent] != g.mark {
				g.seen[parent] = g.mark
				todo = append(todo, parent)
			}
		}
	}
	return false
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

// isReflog reports whether a root is an entry of a reflog, such as "HEAD@{2}".
func isReflog(name string) bool { return strings.Contains(name, "@{") }
