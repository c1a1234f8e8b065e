package revision

import (
	"errors"
	"maps"
	"math/rand"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners/history/names"
)

func itoa(n int) string { return strconv.Itoa(n) }

// An oracle asks git which commits a range has: what the terms mean, and what can
// be reached from one commit. Not for all at once: where clocks are wrong git stops
// too early, and lists commits that it should leave out (git 2.39, rev-list A..B
// with B an ancestor of A).
type oracle struct {
	s     *sandbox
	known map[string][]string
}

func (o *oracle) commits(expr string) ([]string, error) {
	out, err := o.s.command("", append([]string{"rev-parse"}, strings.Fields(expr)...)...)
	if err != nil {
		return nil, err
	}
	in := make(map[string]bool)
	var without []string
	for _, id := range strings.Fields(out) {
		if id, ok := strings.CutPrefix(id, "^"); ok {
			without = append(without, o.reachable(id)...)
			continue
		}
		for _, id := range o.reachable(id) {
			in[id] = true
		}
	}
	for _, id := range without {
		delete(in, id)
	}
	return slices.Sorted(maps.Keys(in)), nil
}

func (o *oracle) reachable(id string) []string {
	if o.known[id] == nil {
		o.known[id] = strings.Fields(o.s.git("rev-list", id))
	}
	return o.known[id]
}

// Random histories, with many merges (criss-crosses among them), roots and wrong
// clocks: every range is what git says.
func TestRangesAsGitDoes(t *testing.T) {
	for seed := range int64(3) {
		rng := rand.New(rand.NewSource(seed))
		s := newSandbox(t)
		n := 40 + rng.Intn(80)
		s.random(rng, n)
		all := strings.Fields(s.git("rev-list", "--all"))
		r, walked := s.resolver(), s.walk()
		if len(walked.Commits) != len(all) {
			t.Fatalf("seed %d: walked %d commits of %d", seed, len(walked.Commits), len(all))
		}
		pick := func() string { return all[rng.Intn(len(all))][:10+rng.Intn(31)] }
		o := &oracle{s: s, known: make(map[string][]string)}
		merges, empty := 0, 0
		for range 15 {
			for _, expr := range []string{
				pick(), pick() + ".." + pick(), pick() + "..." + pick(), "^" + pick() + " " + pick() + " " + pick(), pick() + "..", ".." + pick(), "..." + pick(),
				pick() + "^!", pick() + "..." + pick() + " " + pick() + "..." + pick() + " ^" + pick(), pick() + "^2.." + pick(),
			} {
				want, gitErr := o.commits(expr)
				g, err := r.Range(expr)
				if (gitErr == nil) != (err == nil) {
					t.Fatalf("seed %d, %s: git %v, we %v", seed, expr, gitErr, err)
				}
				if err != nil {
					continue
				}
				set, err := g.Select(walked)
				if err != nil {
					t.Fatal(err)
				}
				if got := ids(walked, set); !slices.Equal(got, want) || set.Len() != len(want) {
					t.Fatalf("seed %d, %s: got %d commits, want %d", seed, expr, len(got), len(want))
				}
				if len(want) == 0 {
					empty++
				}
				for i := range set.All() {
					if len(walked.Commits[i].Parents) > 1 {
						merges++
					}
				}
			}
		}
		if merges == 0 || empty == 0 {
			t.Errorf("seed %d does not test: %d merges, %d empty ranges", seed, merges, empty)
		}
	}
}

func TestRangeErrors(t *testing.T) {
	s := newSandbox(t)
	s.commit("one")
	r := s.resolver()
	for _, c := range []struct {
		expr string
		is   error
	}{
		{"", ErrSyntax},
		{" ", ErrSyntax},
		{"..", ErrSyntax},
		{"^HEAD", ErrSyntax},
		{"nothing..HEAD", ErrUnknown},
		{"HEAD..nothing", ErrUnknown},
		{"HEAD....HEAD", ErrUnknown},
		{"^nothing HEAD", ErrUnknown},
		{"HEAD^..", ErrUnknown},
		{strings.Repeat("HEAD ", 2000), ErrSyntax},
	} {
		if g, err := r.Range(c.expr); !errors.Is(err, c.is) {
			t.Errorf("%.20q: got %v (%v), want %v", c.expr, g, err, c.is)
		}
	}
}

// A commit that no ref leads to is selected when the walk was told of it, and an
// error when it was not.
func TestRangeOfWhatNoRefReaches(t *testing.T) {
	s := newSandbox(t)
	s.commit("one")
	lost := s.commit("two")
	s.git("reset", "-q", "--hard", "HEAD^")
	g, err := s.resolver().Range("HEAD.." + lost)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := g.Select(s.walk()); err == nil || !strings.Contains(err.Error(), lost) {
		t.Errorf("got %v, want an error that names %s", err, lost)
	}
	walked := s.walk(g.Roots()...)
	set, err := g.Select(walked)
	if got := ids(walked, set); err != nil || !slices.Equal(got, []string{lost}) {
		t.Errorf("got %v (%v), want %s", got, err, lost)
	}
	// Without Include, it is everything that was walked.
	all := &Range{Exclude: g.Exclude}
	set, err = all.Select(walked)
	if got := ids(walked, set); err != nil || !slices.Equal(got, []string{lost}) {
		t.Errorf("everything but: got %v (%v), want %s", got, err, lost)
	}
}

// Every commit counts by its own date, whatever stands before and after it.
func TestSinceWithWrongClocks(t *testing.T) {
	s := newSandbox(t)
	s.random(rand.New(rand.NewSource(7)), 100)
	walked := s.walk()
	at := time.Unix(1_600_050_000, 0)
	set, skewed := Since(walked, at)
	var want []string
	wantSkewed := 0
	for i := range walked.Commits {
		c := &walked.Commits[i]
		if c.Time >= at.Unix() {
			want = append(want, c.ID.String())
		} else if slices.ContainsFunc(c.Parents, func(p int32) bool { return walked.Commits[p].Time >= at.Unix() }) {
			wantSkewed++
		}
	}
	slices.Sort(want)
	if got := ids(walked, set); !slices.Equal(got, want) || len(want) == 0 || len(want) == len(walked.Commits) {
		t.Errorf("got %d commits, want %d of %d", len(got), len(want), len(walked.Commits))
	}
	if skewed != wantSkewed || skewed == 0 {
		t.Errorf("got %d skewed commits, want %d", skewed, wantSkewed)
	}
	undated := &names.Names{Commits: []names.Commit{{Time: 0}, {Time: 1}}}
	if set, _ := Since(undated, at); !set.Has(0) || set.Has(1) {
		t.Error("a commit without a date must count, one with an old date not")
	}
}
