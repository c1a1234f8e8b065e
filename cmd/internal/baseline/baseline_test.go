package baseline

import (
	"bytes"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// sink ends a chain and keeps what reached it.
type sink struct{ got []*scanners.Finding }

func (s *sink) Begin(*engine.Scan) error          { return nil }
func (s *sink) Finding(f *scanners.Finding) error { s.got = append(s.got, f); return nil }
func (s *sink) End(*engine.Summary) error         { return nil }

func finding(rule, key, path string) *scanners.Finding {
	return &scanners.Finding{Rule: &rules.Rule{ID: rule}, Location: scanners.Location{Path: path}, Fingerprint: scanners.Fingerprint{Baseline: key}}
}

func TestMarkByRuleAndKeyNotByPath(t *testing.T) {
	b := &Baseline{Entries: []Entry{{Rule: "a/b", Key: "k:1", Path: "old.go"}}}
	end := &sink{}
	m := Mark(b, &scanners.Location{Path: FileName}, end)
	suppressed := finding("a/b", "k:1", "x.go")
	suppressed.Suppression = &scanners.Suppression{Kind: "directive"}
	for _, f := range []*scanners.Finding{finding("a/b", "k:1", "new.go"), finding("a/b", "k:2", "old.go"), finding("a/c", "k:1", "old.go"), suppressed} {
		if err := m.Finding(f); err != nil {
			t.Fatal(err)
		}
	}
	var kinds []string
	for _, f := range end.got {
		kind := "active"
		if f.Suppression != nil {
			kind = f.Suppression.Kind
		}
		kinds = append(kinds, kind)
	}
	if got, want := strings.Join(kinds, " "), "baseline active active directive"; got != want {
		t.Errorf("marks: got %s, want %s", got, want)
	}
}

func TestRoundTripIsSorted(t *testing.T) {
	b := &Baseline{Entries: []Entry{
		{Rule: "r/2", Key: "b:1", Path: "z.go", Scopes: []string{"code"}},
		{Rule: "r/1", Key: "a:1", Path: "a<b>.go"},
		{Rule: "r/1", Path: "a<b>.go", Line: 3, EndLine: 4, Commit: "0f"},
	}}
	var first, second bytes.Buffer
	if err := b.Write(&first); err != nil {
		t.Fatal(err)
	}
	parsed, err := Parse("x", bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := parsed.Write(&second); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() || parsed.Entries[0].Path != "a<b>.go" {
		t.Errorf("round trip:\n%s\n%s", first.String(), second.String())
	}
}

func TestParseErrorsNameTheFile(t *testing.T) {
	for name, text := range map[string]string{
		"truncated": `{"version":1,`,
		"unknown":   `{"version":1,"extra":1}`,
		"version":   `{"version":9,"entries":[]}`,
		"no key":    `{"version":1,"entries":[{"rule":"a"}]}`,
		"empty":     ``,
		"deep":      `{"version":1,"entries":` + strings.Repeat("[", 20_000),
		"array":     `[1, 2]`,
	} {
		_, err := Parse("base.json", strings.NewReader(text))
		if err == nil || !strings.Contains(err.Error(), "base.json") {
			t.Errorf("%s: got %v, want an error that names the file", name, err)
		}
	}
}
