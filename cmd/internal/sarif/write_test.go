package sarif

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

var (
	ruleCORS = &rules.Rule{
		ID: "corsorigin/reflected", Title: "Any origin is reflected with credentials allowed", Summary: "Any site can read the answers of a signed-in user. Compare the origin with a list.",
		Help: "Any site can read.\n\n## How to fix\n\nCompare.\n", Severity: rules.Error, SecuritySeverity: "8.8", Confidence: rules.High, CWE: []int{942, 346}, OWASP: "API8:2023", Checklist: "CORS",
	}
	ruleStyle  = &rules.Rule{ID: "style", Title: "A rule that is not about security", Severity: rules.Note, Confidence: rules.VeryHigh}
	ruleSecret = &rules.Rule{
		ID: "secret/token", Title: "A token", Summary: "A token stands in the work tree.", Help: "Rotate it.", Severity: rules.Warning, SecuritySeverity: "7.5", Confidence: rules.Medium,
		CWE: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, Checklist: "secrets",
	}
)

// A planted scanner emits what the test gives it.
type planted func(scanners.Sink)

func (planted) Name() string         { return "planted" }
func (planted) Rules() []*rules.Rule { return []*rules.Rule{ruleCORS, ruleStyle, ruleSecret} }
func (p planted) Scan(_ context.Context, _ scanners.Target, s scanners.Sink) error {
	p(s)
	return nil
}

// write returns the report of what emit gives, over the files.
func write(t testing.TB, o Options, files map[string]string, emit func(scanners.Sink)) []byte {
	t.Helper()
	overlay := make(map[string][]byte)
	for name, text := range files {
		overlay[name] = []byte(text)
	}
	enabled := make(map[string]*rules.Rule)
	for _, r := range planted(nil).Rules() {
		enabled[r.ID] = r
	}
	var out bytes.Buffer
	req := engine.Request{Scanners: []scanners.Scanner{planted(emit)}, Sources: engine.NewSources(t.TempDir(), overlay), Enabled: enabled, FailOn: rules.Warning}
	if _, err := engine.Run(context.Background(), req, engine.Tally(New(&out, o))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// nasty holds the places that are hard to write down.
var nasty = map[string]string{
	"plain.go":                      "package a\n\n\tx := \"😀é\"; call(x)\n",
	"with space.go":                 "a\n",
	"100%/a#b?c.go":                 "a\n",
	"new\nline.go":                  "a\n",
	"esc\x1b[31m.go":                "a\n",
	"bad\xff\xfe.go":                "a\n",
	"drive:c/x.go":                  "a\n",
	"https:/evil/x.go":              "a\n",
	"\u202egnp.go":                  "a\n",
	"日本/😀.go":                       "a\n",
	"latin1.go":                     "caf\xe9 := x\n",
	strings.Repeat("d/", 300) + "x": "a\n",
}

func emitNasty(s scanners.Sink) {
	for name := range nasty {
		s.Finding(scanners.Finding{Rule: ruleCORS, Message: "a message [click](https://e.example) \x1b[31m\u202e ::error::x\nnext", Location: scanners.Location{Path: name, StartLine: 1, StartColumn: 1, EndLine: 1, EndColumn: 2}})
	}
	at := func(line, column, end int) scanners.Location {
		return scanners.Location{Path: "plain.go", StartLine: line, StartColumn: column, EndLine: line, EndColumn: end}
	}
	s.Finding(scanners.Finding{
		Rule: ruleCORS, Severity: rules.Warning, Message: "the origin is reflected; compare it with a list", Location: at(3, 17, 24),
		Related: []scanners.Related{{Location: at(1, 1, 8), Message: "read [here]"}, {Location: at(3, 2, 3)}, {Location: scanners.Location{Path: "plain.go"}, Message: "whole file"}},
		Flow:    []scanners.Step{{Location: at(1, 1, 8), Message: "source"}, {Location: at(3, 2, 3)}, {Location: at(3, 17, 24), Message: "sink"}},
		Fixes: []scanners.Fix{
			{Message: "compare the origin", Edits: []scanners.Edit{{Location: at(3, 17, 17), NewText: "check();\n"}, {Location: at(3, 2, 3)}}},
			{Message: "not text", Edits: []scanners.Edit{{Location: at(1, 1, 2), NewText: "\xff"}}},
			{Message: "no edits"},
		},
	})
	for _, l := range []scanners.Location{
		{},
		{Path: "plain.go"},
		{Path: "plain.go", StartLine: 3},
		{Path: "plain.go", StartLine: 3, StartColumn: 4},
		{Path: "plain.go", StartLine: 1, StartColumn: 2, EndLine: 3, EndColumn: 1},
		{Path: "plain.go", StartLine: 99, StartColumn: 7, EndLine: 99, EndColumn: 9},
		{Path: "plain.go", StartLine: 3, StartColumn: 9, EndLine: 3, EndColumn: 2},
		{Path: "absent.go", StartLine: 5, StartColumn: 1},
		{Path: "absent.go", StartLine: 5},
		{Path: "../outside/x.go", StartLine: 1},
		{Path: "/etc/passwd", StartLine: 1},
		{Path: "..", StartLine: 1},
		{Path: "a/../../b", StartLine: 1},
		{Path: ".", StartLine: 1},
	} {
		s.Finding(scanners.Finding{Rule: ruleStyle, Message: "a place", Location: l})
	}
	for i, sup := range []*scanners.Suppression{nil, {Kind: "directive", Reason: "a test\nvalue", Location: &scanners.Location{Path: "plain.go", StartLine: 1}}, {Kind: "baseline"}, {Kind: "config", Reason: "generated", Location: &scanners.Location{Path: "launchlint.yaml"}}} {
		s.Finding(scanners.Finding{
			Rule: ruleSecret, Message: "a token (abcd…, 40 characters); rotate it", Location: at(3, 8+i, 16), Suppression: sup,
			Secret:     &scanners.Secret{Redacted: "abcd… (40)", Hash: fmt.Sprintf("%064x", i)},
			Provenance: scanners.Provenance{Source: "worktree", Untracked: true, GitIgnored: i%2 == 0},
		})
	}
	s.Finding(scanners.Finding{
		Rule: ruleSecret, Message: "a token (wxyz…, 40 characters) is in the history; revoke it", Location: scanners.Location{Path: "gone.env"},
		Secret: &scanners.Secret{Redacted: "wxyz… (40)", Hash: fmt.Sprintf("%064x", 77)},
		Provenance: scanners.Provenance{Source: "history", History: &scanners.History{
			State: "removed", Introduced: 2, Occurrences: 3, Commits: []string{strings.Repeat("0a", 20)}, Refs: []string{"refs/heads/x\x1b"},
			Exposures: []scanners.Exposure{{From: time.Unix(1000000000, 0), To: time.Unix(1100000000, 0)}, {From: time.Unix(1200000000, 0)}},
		}},
	})
	s.Notice(scanners.Notice{ID: "unreadable-file", Level: rules.Error, Incomplete: true, Message: "cannot read x; check its mode", Location: &scanners.Location{Path: "bad\xff.go"}})
	s.Notice(scanners.Notice{ID: "lfs-pointer", Message: "2 files are LFS pointers", Location: &scanners.Location{Path: "plain.go", StartLine: 1, StartColumn: 1}})
	s.Notice(scanners.Notice{Message: "without an ID"})
	s.Scanned("files", 12)
	s.Skipped("binary", 3)
}

var full = Options{
	Version: "v1.2.3", Category: "api", IncludeSuppressed: true,
	VersionControl: &VersionControl{Remote: "https://user:pass@github.com/o/r.git?x=y", Revision: "0123456789abcdef0123456789abcdef01234567", Branch: "main"},
}
