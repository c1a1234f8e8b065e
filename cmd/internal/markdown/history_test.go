package markdown

import (
	"bytes"
	"context"
	"flag"
	"html"
	"os"
	"strings"
	"testing"

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

func TestHistoryTable(t *testing.T) {
	enabled := make(map[string]*rules.Rule)
	for _, r := range leaktest.Rules() {
		enabled[r.ID] = r
	}
	found := leaktest.Findings()
	found[1].Severity = rules.Note
	var out bytes.Buffer
	req := engine.Request{Scanners: []scanners.Scanner{historic(found)}, Sources: engine.NewSources(t.TempDir(), nil), Enabled: enabled}
	if _, err := engine.Run(context.Background(), req, engine.Tally(New(&out, Options{Blob: "https://github.com/o/r/blob/0123/"}))); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	const golden = "testdata/history.md"
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
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
	if strings.Contains(got, "blob/0123/gone.env") || strings.Contains(got, "blob/0123/api/keys.go") || !strings.Contains(got, "blob/0123/config/app.env#L3") {
		t.Error("links to files that are gone, or none to those that are there")
	}
	if rest := element.ReplaceAllString(got, ""); strings.ContainsAny(rest, "<`") {
		t.Error("markup from outside")
	}
	for _, line := range strings.Split(got, "\n") {
		for _, r := range html.UnescapeString(line) {
			if escape.Unsafe(r) {
				t.Errorf("%q holds %U", line, r)
			}
		}
	}
}
