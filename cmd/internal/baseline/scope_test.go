package baseline

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/leaktext/leaktest"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// seen returns a finding of a scope.
func seen(rule, key, path, source string) *scanners.Finding {
	f := finding(rule, key, path)
	f.Provenance.Source = source
	return f
}

func tell(entries []Entry) []string {
	var out []string
	for _, e := range entries {
		line := e.Rule + " " + e.Key + " " + e.Path + " " + strings.Join(e.Scopes, ",")
		if e.byPlace() {
			line = fmt.Sprintf("%s at %s:%d-%d %s %s", e.Rule, e.Path, e.Line, e.EndLine, e.Commit, strings.Join(e.Scopes, ","))
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

func TestOneEntryForEachSecret(t *testing.T) {
	b := new(Baseline)
	b.Add(Entries([]*scanners.Finding{
		seen("secret/x", "k:1", "a.env", "worktree"), seen("secret/x", "k:1", "gone.env", "history"), seen("secret/x", "k:1", "b.env", "worktree"),
		seen("secret/y", "k:1", "a.env", "worktree"),
	})...)
	if got, want := tell(b.Entries), []string{"secret/x k:1 a.env history,worktree", "secret/y k:1 a.env worktree"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestScopesOfHistories(t *testing.T) {
	for state, want := range map[string]string{"head": "history", "removed": "history", "message": "history", "unreferenced": "reflog", "unattached": "unreachable"} {
		f := &scanners.Finding{Rule: leaktest.Rule, Provenance: scanners.Provenance{Source: "history", History: &scanners.History{State: state}}}
		if got := Entries([]*scanners.Finding{f})[0].Scopes; !slices.Equal(got, []string{want}) {
			t.Errorf("%s: scopes %q, want %s", state, got, want)
		}
	}
}

func TestPrune(t *testing.T) {
	entry := func(key, path string, scopes ...string) Entry {
		return Entry{Rule: "r", Key: key, Path: path, Scopes: scopes}
	}
	all := []Entry{
		entry("old", "a"),
		entry("code", "a/x.go", "code"), entry("tree", "b/x.env", "worktree"), entry("past", "b/y.env", "history"),
		entry("both", "a/z.env", "history", "worktree"), entry("lost", "", "reflog"),
		{Rule: "other", Key: "k", Path: "a", Scopes: []string{"code"}},
	}
	for name, c := range map[string]struct {
		found    []*scanners.Finding
		coverage Coverage
		want     []string
		pruned   Pruned
	}{
		"everything is gone": {nil, Coverage{Scopes: []string{"code", "worktree", "history", "reflog"}}, nil, Pruned{Dropped: 7}},
		"only the work tree": {
			nil,
			Coverage{Scopes: []string{"code", "worktree"}, Dir: "."},
			[]string{"r both a/z.env history", "r lost  reflog", "r past b/y.env history"},
			Pruned{4, 3},
		},
		"found elsewhere now": {
			[]*scanners.Finding{seen("r", "both", "c", "worktree"), seen("r", "tree", "c", "history"), seen("r", "old", "d", "code")},
			Coverage{Scopes: []string{"code", "worktree", "history"}},
			[]string{"r both a/z.env worktree", "r lost  reflog", "r old a code", "r tree b/x.env history"},
			Pruned{3, 1},
		},
		"found, and not looked for in the history": {
			[]*scanners.Finding{seen("r", "both", "c", "worktree")},
			Coverage{Scopes: []string{"worktree"}},
			[]string{"other k a code", "r both a/z.env history,worktree", "r code a/x.go code", "r lost  reflog", "r past b/y.env history"},
			Pruned{2, 4},
		},
		"one directory": {
			nil,
			Coverage{Scopes: []string{"code", "worktree", "history"}, Dir: "b"},
			[]string{"other k a code", "r both a/z.env history,worktree", "r code a/x.go code", "r lost  reflog", "r old a "},
			Pruned{2, 5},
		},
		"one rule": {
			nil,
			Coverage{Scopes: []string{"code"}, Looks: func(rule string) bool { return rule == "other" }},
			[]string{"r both a/z.env history,worktree", "r code a/x.go code", "r lost  reflog", "r old a ", "r past b/y.env history", "r tree b/x.env worktree"},
			Pruned{1, 6},
		},
	} {
		kept, pruned := (&Baseline{Entries: slices.Clone(all)}).Prune(c.found, c.coverage)
		if got := tell(kept.Entries); !slices.Equal(got, c.want) || pruned != c.pruned {
			t.Errorf("%s:\n got %q %+v\nwant %q %+v", name, got, pruned, c.want, c.pruned)
		}
	}
}

func TestCreateKeepsWhatWasNotScanned(t *testing.T) {
	old := &Baseline{Entries: []Entry{{Rule: "r", Key: "past", Path: "p", Scopes: []string{"history"}}, {Rule: "r", Key: "tree", Path: "t", Scopes: []string{"worktree"}}}}
	found := []*scanners.Finding{seen("r", "new", "n", "worktree")}
	b := new(Baseline)
	b.Add(Entries(found)...)
	if n := b.AddUnseen(old, found, Coverage{Scopes: []string{"worktree"}}); n != 1 {
		t.Errorf("%d entries kept", n)
	}
	if got, want := tell(b.Entries), []string{"r new n worktree", "r past p history"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestKeysOfAnotherRepository(t *testing.T) {
	past := []string{"history"}
	old := &Baseline{Repository: "0a", Entries: []Entry{
		{Rule: "secret/x", Key: "k", Path: "p", Scopes: past},
		{Rule: "offender/y", Key: "k", Path: "p", Scopes: past},
		{Rule: "secret/x", Path: "p", Line: 1, Scopes: past},
		{Rule: "deploy/z", Key: "k", Path: "p", Scopes: past},
	}}
	for repository, want := range map[string]int{"0a": 4, "0b": 2} {
		if n := (&Baseline{Repository: repository}).AddUnseen(old, nil, Coverage{Scopes: []string{"worktree"}}); n != want {
			t.Errorf("of %s: %d entries, want %d", repository, n, want)
		}
	}
}

func TestByPlace(t *testing.T) {
	rule := &rules.Rule{ID: "secret/x"}
	tree := func(line int) *scanners.Finding {
		return &scanners.Finding{Rule: rule, Location: scanners.Location{Path: "a/b.env", StartLine: line}}
	}
	past := func(commits []string, messages ...string) *scanners.Finding {
		f := &scanners.Finding{Rule: rule, Location: scanners.Location{Path: "a/b.env"}, Provenance: scanners.Provenance{Source: "history", History: &scanners.History{Commits: commits}}}
		for _, m := range messages {
			f.Flow = append(f.Flow, scanners.Step{Message: m})
		}
		return f
	}
	id, other := leaktest.Commit(1), leaktest.Commit(2)
	step := func(place, id string) string {
		return "2024-01-02 introduced in " + place + " by Ann (commit " + id[:12] + ")"
	}
	for name, c := range map[string]struct {
		e    Entry
		f    *scanners.Finding
		want bool
	}{
		"the line":                       {Entry{Path: "a/b.env", Line: 3}, tree(3), true},
		"another line":                   {Entry{Path: "a/b.env", Line: 3}, tree(4), false},
		"within a match":                 {Entry{Path: "a/b.env", Line: 3, EndLine: 5}, tree(4), true},
		"behind a match":                 {Entry{Path: "a/b.env", Line: 3, EndLine: 5}, tree(6), false},
		"another file":                   {Entry{Path: "b.env", Line: 3}, tree(3), false},
		"a commit, and a file":           {Entry{Path: "a/b.env", Line: 3, Commit: id}, tree(3), false},
		"a commit":                       {Entry{Path: "a/b.env", Line: 3, Commit: id}, past([]string{other, id}, step("a/b.env:9", other), step("a/b.env:3", id)), true},
		"a commit, another line":         {Entry{Path: "a/b.env", Line: 3, Commit: id}, past([]string{other, id}, step("a/b.env:3", other), step("a/b.env:9", id)), false},
		"a commit, a longer line number": {Entry{Path: "a/b.env", Line: 3, Commit: id}, past([]string{id}, step("a/b.env:33", id)), false},
		"a commit, a longer path":        {Entry{Path: "b.env", Line: 3, Commit: id}, past([]string{id}, step("a/b.env:3", id)), false},
		"a commit, several lines":        {Entry{Path: "a/b.env", Line: 1, EndLine: 9, Commit: id}, past([]string{id}, step("a/b.env:3", id)), true},
		"another commit":                 {Entry{Path: "a/b.env", Line: 3, Commit: other}, past([]string{id}, step("a/b.env:3", id)), false},
		"a short commit":                 {Entry{Path: "a/b.env", Line: 3, Commit: id[:8]}, past([]string{id[:8]}, step("a/b.env:3", id)), false},
		"no line, the whole past file":   {Entry{Path: "a/b.env"}, past(nil), true},
	} {
		c.e.Rule = rule.ID
		end := &sink{}
		if err := Mark(&Baseline{Entries: []Entry{c.e}}, nil, end).Finding(c.f); err != nil {
			t.Fatal(err)
		}
		if got := end.got[0].Suppression != nil; got != c.want {
			t.Errorf("%s: accepted %v", name, got)
		}
	}
}

// TestPlaceBecomesKey proves that an entry by place is replaced by what it was found
// to mean, which moves with the secret.
func TestPlaceBecomesKey(t *testing.T) {
	b := &Baseline{Entries: []Entry{{Rule: "r", Path: "a", Line: 2, Scopes: []string{"worktree"}}, {Rule: "r", Path: "gone", Line: 1, Scopes: []string{"worktree"}}, {Rule: "r", Path: "a", Line: 2, Commit: "0", Scopes: []string{"history"}}}}
	f := seen("r", "k:1", "a", "worktree")
	f.Location.StartLine = 2
	kept, n := b.Prune([]*scanners.Finding{f}, Coverage{Scopes: []string{"worktree"}})
	if got, want := tell(kept.Entries), []string{"r at a:2-0 0 history", "r k:1 a worktree"}; !slices.Equal(got, want) || n != (Pruned{1, 1}) {
		t.Errorf("got %q %+v, want %q", got, n, want)
	}
}
