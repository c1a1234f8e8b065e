package leaks_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/leaks"
)

// checkFinding holds a finding to what every finding of the history must be.
func checkFinding(t *testing.T, f scanners.Finding) {
	t.Helper()
	text := fmt.Sprintf("%+v %+v %+v %v %+v", f.Message, f.Related, f.Flow, f.Identity, *f.Provenance.History)
	if strings.Contains(text, "@") {
		t.Errorf("an address is in %s", text)
	}
	if f.Provenance.Source != "history" || f.Message == "" || strings.HasSuffix(f.Message, ".") || strings.Contains(f.Message, "\n") {
		t.Errorf("finding %+v", f)
	}
	if len(f.Related) > 100 || len(f.Flow) > 100 {
		t.Errorf("%d related, %d steps", len(f.Related), len(f.Flow))
	}
	places := []scanners.Location{f.Location}
	for _, r := range f.Related {
		places = append(places, r.Location)
	}
	for _, s := range f.Flow {
		places = append(places, s.Location)
	}
	for _, commit := range f.Provenance.History.Commits {
		for _, at := range places {
			if strings.Contains(at.Path, commit[:8]) {
				t.Errorf("path %q names a commit", at.Path)
			}
		}
	}
}

func tell(f scanners.Finding) []string {
	out := []string{fmt.Sprintf("%s %s: %s", f.Rule.ID, f.Location, f.Message)}
	for _, r := range f.Related {
		out = append(out, fmt.Sprintf("  related %s: %s", r.Location, r.Message))
	}
	for _, s := range f.Flow {
		message, _, _ := strings.Cut(s.Message, " (commit ")
		out = append(out, fmt.Sprintf("  step %s: %s", s.Location, message))
	}
	h := f.Provenance.History
	out = append(out, fmt.Sprintf("  %s introduced=%d occurrences=%d commits=%d refs=%v exposures=%d", h.State, h.Introduced, h.Occurrences, len(h.Commits), h.Refs, len(h.Exposures)))
	return out
}

func TestFindings(t *testing.T) {
	h := newHistory()
	h.on("main", files{".env": env})
	h.on("main", files{"f": "x"}, by("bo@example.com <bo@example.com>"))
	h.on("main", files{"f": "x", "deploy/prod": env2, "z": env}, by("B@x Bo <bo@example.com>"))
	r := h.find(t)
	var got []string
	for _, f := range r.Findings() {
		checkFinding(t, f)
		got = append(got, tell(f)...)
	}
	timeline := []string{
		"  step .env: 2020-01-01 introduced in .env:2 by Ada",
		"  step .env: 2020-01-01 removed from .env:2 by Bo",
		"  step deploy/prod:3:5: 2020-01-01 introduced again in deploy/prod:3 and 1 more places by Bo",
		"  head introduced=2 occurrences=3 commits=3 refs=[refs/heads/main] exposures=2",
	}
	want := append([]string{
		"secret/demo deploy/prod:3:5: demo secret a… is at HEAD, committed 2020-01-01: revoke it first, then remove it; history keeps it until it is rewritten",
		"  related z:2:5: it stands here too",
		"  related .env: it stood here",
	}, timeline...)
	want = append(want, "offender/reintroduced-secret deploy/prod:3:5: a… was committed 2 times, again after it was removed: revoke it, and find out where it comes back from")
	wantLines(t, "findings", got, append(want, timeline...)...)
}

func TestFindingStates(t *testing.T) {
	h := newHistory()
	h.on("main", files{"f": "SECRET(gone) SECRET(kept)"}, message("SECRET(told)\n"))
	h.refs["old"] = h.refs["main"]
	h.on("main", files{"f": "SECRET(gone)"})
	h.refs["main@{1}"] = h.refs["main"]
	h.on("main@{1}", files{"r": "SECRET(reset)"})
	h.refs["old"] = h.on("old", files{"f": "SECRET(kept)"})
	h.on("main", files{"f": "x"})
	var got []string
	for _, f := range h.find(t).Findings() {
		checkFinding(t, f)
		if f.Secret != nil {
			got = append(got, fmt.Sprintf("%s: %s", f.Location, f.Message))
		}
	}
	slices.Sort(got)
	wantLines(t, "findings", got,
		": demo secret told… is in the message of a commit or tag: revoke it first, then rewrite history if it is shared further",
		"f: demo secret gone… is in the history from 2020-01-01 to 2020-01-01: revoke it if that was not done, then rewrite history if it is shared further",
		"f: demo secret kept… is on old, committed 2020-01-01: revoke it first, then remove it there",
		"r: demo secret reset… is in commits that no branch has: revoke it if it was ever pushed, then let reflog and objects expire",
	)
}

func TestUses(t *testing.T) {
	h := newHistory()
	h.on("main", files{".env": env, "f": "ALLOWED(b)"})
	at := scanners.Location{Path: "main.go", StartLine: 7}
	report := h.findWith(t, leaks.Options{Uses: func(l *leaks.Leak) []leaks.Use {
		return []leaks.Use{{Name: "THE_KEY", Places: 1, References: []scanners.Location{at}}, {Name: "theKey", Places: 312}}
	}})
	for _, f := range report.Findings() {
		checkFinding(t, f)
		if f.Suppression != nil {
			if len(f.Related) > 0 || strings.Contains(f.Message, "KEY") {
				t.Errorf("what is let pass is looked up: %s", f.Message)
			}
			continue
		}
		if len(f.Related) != 1 || f.Related[0] != (scanners.Related{Location: at, Message: "THE_KEY is used here"}) {
			t.Errorf("related %+v", f.Related)
		}
		if !strings.HasSuffix(f.Message, "; HEAD uses THE_KEY in 1 place, theKey in 312 places") {
			t.Errorf("message %q", f.Message)
		}
	}
}

func TestChart(t *testing.T) {
	h := newHistory()
	h.on("main", files{"f": "x"})
	h.on("main", files{"a": "SECRET(one)"})
	h.on("main", files{"a": "SECRET(one) SECRET(two)"})
	h.on("main", files{"a": "SECRET(two)"})
	h.on("main", files{"a": "SECRET(two)", "f": "x"})
	h.on("main", files{"f": "x"})
	chart := h.find(t).Chart(4)
	if !slices.Equal(chart.Exposed, []int{1, 2, 1, 1}) {
		t.Errorf("chart %+v", chart)
	}
	if empty := newHistory(); len(empty.find(t).Chart(4).Exposed) != 0 {
		t.Error("a chart of nothing")
	}
}

func TestTimeline(t *testing.T) {
	h := newHistory()
	h.on("main", files{"a": "SECRET(one)"})
	h.on("main", files{"b": "SECRET(one)"}, message("not SECRET(one)"))
	var got []string
	for _, line := range h.find(t).Leaks[0].Timeline() {
		before, _, _ := strings.Cut(line, " (commit ")
		got = append(got, before)
	}
	wantLines(t, "timeline", got, "2020-01-01 introduced in a:1 by Ada", "2020-01-01 moved from a to b:1 by Ada", "2020-01-01 mentioned in a message by Ada")
}
