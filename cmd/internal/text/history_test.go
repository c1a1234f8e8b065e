package text

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/cmd/internal/leaktext/leaktest"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

var update = flag.Bool("update", false, "write the golden files anew")

type historic []scanners.Finding

func (historic) Name() string         { return "history" }
func (historic) Rules() []*rules.Rule { return leaktest.Rules() }
func (h historic) Scan(_ context.Context, _ scanners.Target, s scanners.Sink) error {
	for _, f := range h {
		s.Finding(f)
	}
	return nil
}

// writeHistory returns the report of findings over a work tree that has every file.
func writeHistory(t testing.TB, o Options, found []scanners.Finding) string {
	t.Helper()
	enabled, overlay := make(map[string]*rules.Rule), make(map[string][]byte)
	for _, r := range leaktest.Rules() {
		enabled[r.ID] = r
	}
	for _, f := range found {
		overlay[f.Location.Path] = []byte("today's text\ntoday's text\ntoday's text\n")
	}
	var out bytes.Buffer
	root := t.TempDir()
	req := engine.Request{Target: scanners.Target{Root: root}, Scanners: []scanners.Scanner{historic(found)}, Enabled: enabled, Sources: engine.NewSources(root, overlay), FailOn: rules.Warning}
	if _, err := engine.Run(context.Background(), req, engine.Tally(New(&out, o))); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestHistoryReport(t *testing.T) {
	for name, o := range map[string]Options{"history.txt": {}, "history-ascii.txt": {ASCII: true, Width: 40, IncludeSuppressed: true}} {
		got := writeHistory(t, o, leaktest.Findings())
		golden := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s (go test -update writes it anew): got:\n%s", golden, got)
		}
		if strings.Contains(got, "today's text") {
			t.Errorf("%s shows a line of the work tree", name)
		}
		for _, line := range strings.Split(got, "\n") {
			if escape.Text(line) != line {
				t.Errorf("%s: unsafe line %q", name, line)
			}
		}
		for _, r := range got {
			if r > 0x7f && o.ASCII && strings.ContainsRune("▁▂▃▄▅▆▇█│", r) {
				t.Errorf("%s holds %q", name, r)
			}
		}
	}
}

func spans(hash string, exposures ...scanners.Exposure) *scanners.Finding {
	return &scanners.Finding{
		Rule: leaktest.Rule, Secret: &scanners.Secret{Hash: hash},
		Provenance: scanners.Provenance{Source: "history", History: &scanners.History{Exposures: exposures}},
	}
}

func TestExposed(t *testing.T) {
	from := func(n int) scanners.Exposure { return scanners.Exposure{From: leaktest.Day(n)} }
	to := func(n, end int) scanners.Exposure {
		return scanners.Exposure{From: leaktest.Day(n), To: leaktest.Day(end)}
	}
	hidden := spans("c", to(1, 9))
	hidden.Suppression = &scanners.Suppression{Kind: "baseline"}
	again := spans("a", from(1))
	again.Rule = leaktest.Again
	told := &scanners.Finding{Rule: leaktest.Rule, Flow: []scanners.Step{{Message: "2024-01-05 mentioned"}}, Provenance: scanners.Provenance{History: &scanners.History{}}}
	unknown := scanners.Exposure{From: time.Unix(0, 0)}
	for name, c := range map[string]struct {
		found []*scanners.Finding
		now   int
		want  []int
	}{
		"open to the last date":     {[]*scanners.Finding{spans("a", from(1)), spans("b", to(3, 5))}, 1, []int{1, 1, 2, 2}},
		"one secret of two rules":   {[]*scanners.Finding{spans("a", to(1, 5)), spans("a", to(1, 5))}, 0, []int{1, 1, 1, 1}},
		"twice in one part":         {[]*scanners.Finding{spans("a", scanners.Exposure{From: leaktest.Day(1), To: leaktest.Day(1).Add(time.Hour)}, scanners.Exposure{From: leaktest.Day(1).Add(2 * time.Hour), To: leaktest.Day(1).Add(3 * time.Hour)}), spans("b", to(1, 5))}, 0, []int{2, 1, 1, 1}},
		"offenders are not counted": {[]*scanners.Finding{spans("b", to(1, 5)), again}, 0, []int{1, 1, 1, 1}},
		"hidden ones give the end":  {[]*scanners.Finding{spans("a", to(1, 3)), hidden}, 0, []int{1, 0, 0, 0}},
		"a day that is only told":   {[]*scanners.Finding{spans("a", to(1, 3)), told}, 0, []int{1, 1, 1, 0}},
		"an unknown beginning":      {[]*scanners.Finding{spans("a", unknown), spans("b", to(1, 5))}, 1, []int{2, 2, 2, 2}},
		"nothing known":             {[]*scanners.Finding{spans("a", unknown)}, 0, nil},
		"no history":                {[]*scanners.Finding{{Rule: leaktest.Rule}}, 0, nil},
		"beyond all calendars":      {[]*scanners.Finding{spans("a", scanners.Exposure{From: time.Unix(1<<62, 0)}), spans("b", scanners.Exposure{From: time.Unix(-1<<62, 0), To: leaktest.Day(1)})}, 1, []int{2, 0, 0, 0}},
	} {
		got := exposed(c.found, 4)
		if got.now != c.now || !equal(got.columns, c.want) {
			t.Errorf("%s: %d now, %v; want %d, %v", name, got.now, got.columns, c.now, c.want)
		}
	}
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestChartOfOneMoment(t *testing.T) {
	got := writeHistory(t, Options{}, []scanners.Finding{*spans("a", scanners.Exposure{From: leaktest.Day(1)})})
	if want := "exposed secrets over time: 1 now, at most 1\nsince 2024-01-01\n"; !strings.Contains(got, want) {
		t.Errorf("got:\n%s", got)
	}
}

// TestPastDoesNotHideToday proves that a secret which once stood in a file takes no
// source line from today's findings there, and that one at HEAD does.
func TestPastDoesNotHideToday(t *testing.T) {
	for line, shown := range map[int]bool{0: true, 1: false, 2: true} {
		got := write(t, Options{}, map[string]string{"a.go": "today()\nother()\n"}, func(s scanners.Sink) {
			s.Finding(scanners.Finding{Rule: ruleCORS, Message: "m", Location: scanners.Location{Path: "a.go", StartLine: 1}})
			s.Finding(scanners.Finding{
				Rule: ruleSecret, Message: "s", Location: scanners.Location{Path: "a.go", StartLine: line}, Secret: &scanners.Secret{},
				Provenance: scanners.Provenance{Source: "history", History: &scanners.History{}},
			})
		})
		if strings.Contains(got, "| today()") != shown {
			t.Errorf("secret on line %d:\n%s", line, got)
		}
	}
}
