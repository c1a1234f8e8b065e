package leaks_test

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// acts returns how many separate acts an offender's leaks came by, of any author
// when there is none.
func acts(o *leaks.Offender) int {
	n := 0
	for _, l := range o.Leaks {
		n += len(l.Introductions)
	}
	return n
}

// TestProperties holds random histories to what is true of all.
func TestProperties(t *testing.T) {
	offenders, closed, again := 0, 0, 0
	for seed := range uint64(40) {
		h := random(seed, 150)
		if seed%2 > 0 { // everybody cleans up
			for _, branch := range slices.Sorted(maps.Keys(h.refs)) {
				h.on(branch, files{"README": branch})
			}
		}
		r := h.find(t)
		for _, o := range r.Offenders {
			offenders++
			if acts(o) < 2 {
				t.Errorf("seed %d: %s by %d acts", seed, o.Rule.ID, acts(o))
			}
			for i, l := range o.Leaks {
				if slices.Contains(o.Leaks[:i], l) {
					t.Errorf("seed %d: %s names a leak twice", seed, o.Rule.ID)
				}
			}
		}
		for _, l := range r.Leaks {
			before := int64(-1)
			if got, want := exposures(l), h.exposures(t, l.Secret.Redacted); !slices.Equal(got, want) {
				t.Errorf("seed %d: exposures %v, a replay of all commits says %v", seed, got, want)
			}
			for i, e := range l.Exposures {
				if e.From < before || !e.Open && e.To < e.From || e.Open && i < len(l.Exposures)-1 {
					t.Errorf("seed %d: exposures %v", seed, l.Exposures)
				}
				before = e.To
			}
			stands := l.State == leaks.AtHead || l.State == leaks.OnRefs
			if n := len(l.Exposures); n == 0 || l.Exposures[n-1].Open != stands {
				t.Errorf("seed %d: %s with exposures %v", seed, l.State, l.Exposures)
			}
			if l.Reintroduced() && (l.Times() < 2 || len(l.Exposures) < 2) {
				t.Errorf("seed %d: reintroduced, %d acts, exposures %v", seed, l.Times(), l.Exposures)
			}
			seen := make(map[int]bool)
			for _, intro := range l.Introductions {
				for _, i := range intro.Sightings {
					if seen[i] || l.Sightings[i].Event != leaks.Introduced {
						t.Errorf("seed %d: sighting %d is in two acts, or brought nothing", seed, i)
					}
					seen[i] = true
				}
			}
			for i, s := range l.Sightings {
				if s.Event == leaks.Introduced && !seen[i] {
					t.Errorf("seed %d: sighting %d is in no act", seed, i)
				}
			}
			if !stands {
				closed++
			}
			if l.Reintroduced() {
				again++
			}
		}
	}
	if offenders == 0 || closed == 0 || again == 0 {
		t.Errorf("the histories prove little: %d offenders, %d gone, %d reintroduced", offenders, closed, again)
	}
}

// exposures looks at every commit in the order in which they were made, and says
// when some branch had a secret in its newest tree. Each commit of these histories
// is on a branch, and branches only grow.
func (h *history) exposures(t *testing.T, secret string) []string {
	n := walkOf(t, h.Repo, slices.Collect(maps.Values(h.refs))...)
	order := slices.Clone(n.Commits)
	slices.SortFunc(order, func(a, b names.Commit) int { return cmp.Compare(a.Time, b.Time) })
	tips := make(map[names.ID]bool)
	pinned := slices.Collect(maps.Values(h.refs))
	var out []string
	for _, c := range order {
		tips[c.ID] = slices.Contains(textsOf(t, h.Repo, n.ID(c.Tree)), secret)
		for _, parent := range c.Parents {
			if id := n.Commits[parent].ID; !slices.Contains(pinned, id) {
				delete(tips, id)
			}
		}
		has := slices.Contains(slices.Collect(maps.Values(tips)), true)
		clock := time.Unix(c.Time, 0).UTC().Format("15:04")
		switch open := len(out) > 0 && strings.HasSuffix(out[len(out)-1], "-"); {
		case has && !open:
			out = append(out, clock+"-")
		case !has && open:
			out[len(out)-1] += clock
		}
	}
	return out
}

// textsOf returns what stands in the files of a tree.
func textsOf(t *testing.T, r names.Reader, tree id) []string {
	t.Helper()
	_, data, err := r.Read(tree)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for e, err := range objects.TreeEntries(slices.Clone(data)) {
		if err != nil {
			t.Fatal(err)
		}
		if e.IsTree() {
			out = append(out, textsOf(t, r, e.ID)...)
			continue
		}
		_, text, _ := r.Read(e.ID)
		for _, hit := range detect(e.ID, string(text)) {
			out = append(out, hit.Secret.Redacted)
		}
	}
	return out
}

// TestOrder proves that neither the order of refs nor that of commits made at one
// time matters.
func TestOrder(t *testing.T) {
	for seed := range uint64(10) {
		h := randomWith(seed, 100, func(c *memrepo.Commit) { c.Time = 1577840400 })
		roots := h.roots()
		want := everything(find(t, h.Repo, roots))
		next := rand.New(rand.NewPCG(seed, 2))
		for range 4 {
			next.Shuffle(len(roots), func(i, j int) { roots[i], roots[j] = roots[j], roots[i] })
			if got := everything(find(t, h.Repo, roots)); got != want {
				t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
			}
		}
	}
}
