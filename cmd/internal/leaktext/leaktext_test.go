package leaktext

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners"
)

func steps(n int) []scanners.Step {
	var out []scanners.Step
	for i := range n {
		out = append(out, scanners.Step{Message: fmt.Sprint("step ", i)})
	}
	return out
}

func TestTimeline(t *testing.T) {
	for _, c := range []struct {
		n, lines int
		want     string
	}{
		{0, 6, ""},
		{1, 6, "step 0"},
		{6, 6, "step 0|step 1|step 2|step 3|step 4|step 5"},
		{7, 6, "step 0|step 1|step 2|... 2 more|step 5|step 6"},
		{99, 6, "step 0|step 1|step 2|... 94 more|step 97|step 98"},
		{100, 6, "step 0|step 1|step 2|... 95 or more|step 98|step 99"},
		{5, 3, "step 0|... 3 more|step 4"},
	} {
		if got := strings.Join(Timeline(steps(c.n), c.lines), "|"); got != c.want {
			t.Errorf("%d steps on %d lines: got %s, want %s", c.n, c.lines, got, c.want)
		}
	}
}

func TestFacts(t *testing.T) {
	many := make([]string, Most)
	for i := range many {
		many[i] = fmt.Sprintf("refs/heads/b%02d", i)
	}
	secret := &scanners.Secret{}
	for _, c := range []struct {
		f    scanners.Finding
		want string
	}{
		{scanners.Finding{Secret: secret, Provenance: scanners.Provenance{History: &scanners.History{State: "head", Introduced: 1, Occurrences: 1, Refs: []string{"refs/heads/main"}}}}, "at HEAD; still on main"},
		{scanners.Finding{Secret: secret, Provenance: scanners.Provenance{History: &scanners.History{State: "refs", Introduced: 3, Occurrences: 2, Refs: []string{"refs/heads/a", "refs/tags/v1", "refs/remotes/origin/a", "refs/notes/x"}}}}, "on a branch or tag; introduced 3 times; seen at 2 places; still on a, v1 and 2 more"},
		{scanners.Finding{Secret: secret, Provenance: scanners.Provenance{History: &scanners.History{State: "removed", Introduced: 1, Occurrences: 1}}}, ""},
		{scanners.Finding{Secret: secret, Provenance: scanners.Provenance{History: &scanners.History{State: "refs", Refs: many}}}, "on a branch or tag; still on b00, b01 and 98 or more"},
		{scanners.Finding{Provenance: scanners.Provenance{History: &scanners.History{State: "unreferenced", Introduced: 4}}}, "the last of them is in commits that no branch has"},
		{scanners.Finding{Secret: secret, Provenance: scanners.Provenance{History: &scanners.History{State: "a new state", Introduced: 2}}}, "a new state; introduced 2 times"},
	} {
		if got := Facts(&c.f, 2); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestFirstSeen(t *testing.T) {
	day := time.Date(2024, 1, 2, 23, 0, 0, 0, time.FixedZone("", -7200))
	exposed := scanners.Finding{Provenance: scanners.Provenance{History: &scanners.History{Exposures: []scanners.Exposure{{From: day}}}}}
	told := scanners.Finding{Flow: []scanners.Step{{Message: "2023-05-06 introduced in a:1 (commit 0)"}, {Message: "2024-01-01 removed"}}}
	unknown := scanners.Finding{Flow: []scanners.Step{{Message: "introduced in a:1"}}}
	got := []string{FirstSeen(&exposed), FirstSeen(&told), FirstSeen(&unknown), FirstSeen(&scanners.Finding{})}
	if want := []string{"2024-01-03", "2023-05-06", "", ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCut(t *testing.T) {
	if got := Cut("ééé", 3); got != "é…" {
		t.Errorf("got %q", got)
	}
}
