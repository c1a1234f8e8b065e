package revision

import (
	"fmt"
	"iter"
	"math/bits"
	"time"

	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// Commits is a set of the commits of a walk, by their index in Names.Commits: one
// bit each. The zero value is empty.
type Commits struct{ words []uint64 }

func newCommits(n *names.Names) Commits {
	return Commits{make([]uint64, (len(n.Commits)+63)/64)}
}

func (c Commits) add(i int32) { c.words[i/64] |= 1 << (i % 64) }

// Has reports whether the commit of an index is in the set.
func (c Commits) Has(i int32) bool {
	return i >= 0 && int(i/64) < len(c.words) && c.words[i/64]&(1<<(i%64)) != 0
}

// Len returns the number of commits in the set.
func (c Commits) Len() int {
	n := 0
	for _, w := range c.words {
		n += bits.OnesCount64(w)
	}
	return n
}

// All yields the indexes in order.
func (c Commits) All() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for at, w := range c.words {
			for ; w != 0; w &= w - 1 {
				if !yield(int32(at*64 + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}

// reach adds what can be reached from the starts to an empty set.
func (c Commits) reach(n *names.Names, starts ...objects.ID) error {
	first := len(n.Commits)
	for _, id := range starts {
		i, ok := n.CommitIndex(id)
		if !ok {
			return fmt.Errorf("select commits: the walk did not reach %s", id)
		}
		c.add(i)
		first = min(first, int(i))
	}
	for i := first; i < len(n.Commits); i++ {
		if c.Has(int32(i)) {
			for _, parent := range n.Commits[i].Parents {
				c.add(parent)
			}
		}
	}
	return nil
}

// Since returns the commits of a walk that were made at a time or later, by the
// committer's clock, and those that do not say when.
//
// Each commit is judged by its own date. git log --since stops at commits that are
// older and does not see that some before them claim to be newer; nothing of the
// kind is left out here. skewed is how many commits were left out though a parent
// is in: one of the two clocks was wrong. A date proves nothing, for whoever
// commits sets it: where that matters, name a commit to start after.
func Since(n *names.Names, t time.Time) (selected Commits, skewed int) {
	selected = newCommits(n)
	for i := len(n.Commits) - 1; i >= 0; i-- {
		commit := &n.Commits[i]
		if commit.Time == 0 || commit.Time >= t.Unix() {
			selected.add(int32(i))
			continue
		}
		for _, parent := range commit.Parents {
			if selected.Has(parent) {
				skewed++
				break
			}
		}
	}
	return selected, skewed
}
