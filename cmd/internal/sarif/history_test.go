package sarif

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/leaktext/leaktest"
	"github.com/launchlint/launchlint/cmd/internal/sarif/sariftest"
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

func writeHistory(t testing.TB, o Options, files map[string]string, found []scanners.Finding) []byte {
	t.Helper()
	enabled, overlay := make(map[string]*rules.Rule), make(map[string][]byte)
	for _, r := range leaktest.Rules() {
		enabled[r.ID] = r
	}
	for name, text := range files {
		overlay[name] = []byte(text)
	}
	var out bytes.Buffer
	req := engine.Request{Scanners: []scanners.Scanner{historic(found)}, Sources: engine.NewSources(t.TempDir(), overlay), Enabled: enabled, FailOn: rules.Warning}
	if _, err := engine.Run(context.Background(), req, engine.Tally(New(&out, o))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var tree = map[string]string{"config/app.env": "A=1\n\nKEY = \"0123456789abcdefghij\"\n", "api/keys.go": "package api // another one\n", "README.md": "# x\n"}

func TestHistoryResults(t *testing.T) {
	text := writeHistory(t, Options{Version: "v1.2.3", IncludeSuppressed: true}, tree, leaktest.Findings())
	got, err := json.MarshalIndent(at(t, parse(t, text), "results"), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/history.json"
	if *update {
		if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(got)+"\n" != string(want) {
		t.Errorf("%s (go test -update writes it anew): got:\n%s", golden, got)
	}
}

func TestHistoryIsAccepted(t *testing.T) {
	plain := writeHistory(t, Options{}, tree, leaktest.Findings())
	full := writeHistory(t, Options{IncludeSuppressed: true}, nil, leaktest.Findings())
	checker, err := NewChecker()
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range checker.Check("plain", plain) {
		t.Error("plain: ", fault)
	}
	checker, _ = NewChecker()
	for _, fault := range checker.Check("full", full) {
		t.Error("full: ", fault)
	}
	for _, line := range append(sariftest.Multitool(t, plain), sariftest.Multitool(t, full)...) {
		t.Error(line)
	}
}

// uris matches the members that hold a URI of a place.
var uris = regexp.MustCompile(`"uri": "([^"]*)"`)

func TestHistoryKeepsToItself(t *testing.T) {
	text := writeHistory(t, Options{IncludeSuppressed: true}, tree, leaktest.Findings())
	found := uris.FindAllSubmatch(text, -1)
	if len(found) < 20 {
		t.Fatalf("%d URIs: this test looks for the wrong thing", len(found))
	}
	for _, m := range found {
		for n := range 40 {
			if bytes.Contains(m[1], []byte(leaktest.Commit(n)[:12])) {
				t.Errorf("the URI %s names a commit", m[1])
			}
		}
	}
	var prints []string
	for i, r := range list(at(t, parse(t, text), "results")) {
		fingerprints := at(t, r, "partialFingerprints")
		if line := at(t, fingerprints, "primaryLocationLineHash").(string); !strings.HasSuffix(line, ":1") {
			t.Errorf("result %d: line hash %s", i, line)
		}
		for _, v := range fingerprints.(map[string]any) {
			prints = append(prints, v.(string))
		}
		if len(list(at(t, r, "locations"))) != 1 {
			t.Errorf("result %d: %s", i, show(at(t, r, "locations")))
		}
	}
	for _, p := range prints {
		if !regexp.MustCompile(`^[0-9a-f]{16,32}:\d+$`).MatchString(p) {
			t.Errorf("fingerprint %q", p)
		}
	}
}

func TestHistoryOrder(t *testing.T) {
	found := leaktest.Findings()
	first := writeHistory(t, Options{IncludeSuppressed: true}, tree, leaktest.Findings())
	slices.Reverse(found)
	if !bytes.Equal(first, writeHistory(t, Options{IncludeSuppressed: true}, tree, found)) {
		t.Error("the report depends on the order in which findings come")
	}
}

// TestHistoryHasAPlace proves that every result has a location that is a file, and
// which one: GitHub rejects the file otherwise.
func TestHistoryHasAPlace(t *testing.T) {
	past := scanners.Provenance{Source: "history", History: &scanners.History{State: "message"}}
	gone := scanners.Location{Path: "gone.env"}
	for want, f := range map[string]scanners.Finding{
		`"README.md" {"endColumn":1,"endLine":1,"startColumn":1,"startLine":1}`: {Flow: []scanners.Step{{Message: "told"}}},
		`"gone.env" {"endColumn":1,"endLine":1,"startColumn":1,"startLine":1}`:  {Flow: []scanners.Step{{Message: "told"}, {Location: gone}}},
		`"b.env" {"endLine":4,"startColumn":1,"startLine":4}`:                   {Related: []scanners.Related{{Message: "m"}, {Location: scanners.Location{Path: "b.env", StartLine: 4}, Message: "m"}}, Flow: []scanners.Step{{Location: gone}}},
	} {
		f.Rule, f.Provenance = leaktest.Rule, past
		r := at(t, parse(t, writeHistory(t, Options{}, map[string]string{"README.md": "# title\n"}, []scanners.Finding{f})), "results", 0)
		p := at(t, r, "locations", 0, "physicalLocation")
		if got := show(at(t, p, "artifactLocation", "uri")) + " " + show(at(t, p, "region")); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		for i := range list(at(t, r, "codeFlows", 0, "threadFlows", 0, "locations")) {
			if at(t, r, "codeFlows", 0, "threadFlows", 0, "locations", i, "location", "physicalLocation", "artifactLocation", "uri") == nil {
				t.Errorf("%s: step %d has no place", want, i)
			}
		}
	}
}

// TestNoteIsNoPlace proves that a comment in a note, which is kept under the id of a
// commit, makes no URI of it.
func TestNoteIsNoPlace(t *testing.T) {
	note := scanners.Location{Path: leaktest.Commit(3), StartLine: 1, EndLine: 1}
	text := writeHistory(t, Options{IncludeSuppressed: true}, nil, []scanners.Finding{{
		Rule: leaktest.Rule, Provenance: scanners.Provenance{Source: "history", History: &scanners.History{State: "refs"}},
		Suppression: &scanners.Suppression{Kind: "comment", Reason: "made up", Location: &note},
	}})
	if !bytes.Contains(text, []byte("comment: made up")) || bytes.Contains(text, []byte(leaktest.Commit(3))) {
		t.Errorf("got %s", text)
	}
}
