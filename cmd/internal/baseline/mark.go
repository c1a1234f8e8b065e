package baseline

import (
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/scanners"
)

// Mark returns a handler that marks the findings that are in b, and passes all
// on to next. at is where the baseline file stands in the scanned tree, nil when
// it comes from elsewhere. A finding that is suppressed already stays as it is.
func Mark(b *Baseline, at *scanners.Location, next engine.Handler) engine.Handler {
	return &marker{Handler: next, at: at, known: newIndex(b)}
}

type marker struct {
	engine.Handler
	at    *scanners.Location
	known *index
}

func (m *marker) Finding(f *scanners.Finding) error {
	if f.Suppression == nil && len(m.known.find(f)) > 0 {
		f.Suppression = &scanners.Suppression{Kind: "baseline", Reason: "accepted in the baseline", Location: m.at}
	}
	return m.Handler.Finding(f)
}

// An index finds the entries that mean a finding.
type index struct {
	entries []Entry
	byKey   map[[2]string]int
	// byRule are the entries by place.
	byRule map[string][]int
}

func newIndex(b *Baseline) *index {
	x := &index{entries: b.Entries, byKey: make(map[[2]string]int, len(b.Entries)), byRule: make(map[string][]int)}
	for i := range b.Entries {
		if e := &b.Entries[i]; e.byPlace() {
			x.byRule[e.Rule] = append(x.byRule[e.Rule], i)
		} else {
			x.byKey[[2]string{e.Rule, e.Key}] = i
		}
	}
	return x
}

// find returns the indexes of the entries that mean f.
func (x *index) find(f *scanners.Finding) []int {
	var out []int
	if i, ok := x.byKey[[2]string{f.Rule.ID, f.Fingerprint.Baseline}]; ok {
		out = append(out, i)
	}
	for _, i := range x.byRule[f.Rule.ID] {
		if x.entries[i].standsAt(f) {
			out = append(out, i)
		}
	}
	return out
}

// mostLines bounds the lines of an entry that are looked at one by one.
const mostLines = 200

// standsAt reports whether f is at the place of e: on its lines of today's file, or
// for an entry with a commit, brought by that commit on these lines. It takes all of
// it: another secret of the same rule may stand beside the one that was accepted.
func (e *Entry) standsAt(f *scanners.Finding) bool {
	if e.Commit == "" {
		return e.Path == f.Location.Path && e.Line <= f.Location.StartLine && f.Location.StartLine <= max(e.Line, e.EndLine)
	}
	h := f.Provenance.History
	if h == nil || len(e.Commit) < shortCommit {
		return false
	}
	known := false
	for _, id := range h.Commits {
		known = known || strings.EqualFold(id, e.Commit)
	}
	if !known {
		return false
	}
	// A place of the past has its line in the words of its step alone, since it is not
	// a line of today's file: "... in a/b.env:3 by Ann (commit 0123456789ab)".
	by := fmt.Sprintf(" (commit %s)", strings.ToLower(e.Commit[:shortCommit]))
	for _, s := range f.Flow {
		if !strings.HasSuffix(s.Message, by) {
			continue
		}
		for line := e.Line; line <= min(max(e.Line, e.EndLine), e.Line+mostLines); line++ {
			if strings.Contains(s.Message, fmt.Sprintf(" %s:%d ", e.Path, line)) {
				return true
			}
		}
	}
	return false
}

// shortCommit is how many digits of a commit's id a step names.
const shortCommit = 12
