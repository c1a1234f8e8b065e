package suppress

import (
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
)

type last struct{ f *scanners.Finding }

func (l *last) Begin(*engine.Scan) error          { return nil }
func (l *last) Finding(f *scanners.Finding) error { l.f = f; return nil }
func (l *last) End(*engine.Summary) error         { return nil }

const text = `version: 1
rules:
  a/b: {severity: error, reason: it is a bank}
  a/off: {enabled: false, reason: not ours}
exclude:
  - paths: [legacy]
    rules: [a]
    reason: replaced in May
`

func apply(t *testing.T, file string, f *scanners.Finding) *scanners.Finding {
	t.Helper()
	c, err := config.Parse("launchlint.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	end := &last{}
	if err := (Policy{Config: c, File: file}).Apply(end).Finding(f); err != nil {
		t.Fatal(err)
	}
	return end.f
}

func finding(id, path string) *scanners.Finding {
	return &scanners.Finding{Rule: &rules.Rule{ID: id}, Severity: rules.Warning, Location: scanners.Location{Path: path}}
}

func TestExclusionsAreRelativeToTheFile(t *testing.T) {
	for _, c := range []struct {
		file, path string
		want       bool
	}{
		{"launchlint.yaml", "legacy/x.go", true},
		{"launchlint.yaml", "api/legacy/x.go", false},
		{"api/launchlint.yaml", "api/legacy/x.go", true},
		{"api/launchlint.yaml", "legacy/x.go", false},
		{"", "legacy/x.go", true},
	} {
		f := apply(t, c.file, finding("a/b", c.path))
		if got := f.Suppression != nil; got != c.want {
			t.Errorf("file %q, path %q: hidden %v, want %v", c.file, c.path, got, c.want)
			continue
		}
		if !c.want {
			continue
		}
		if f.Suppression.Reason != "replaced in May" {
			t.Errorf("reason %q", f.Suppression.Reason)
		}
		if at := f.Suppression.Location; (at != nil) != (c.file != "") || at != nil && (at.Path != c.file || at.StartLine != 6) {
			t.Errorf("file %q: location %v, want its line 6", c.file, at)
		}
	}
}

func TestSeverityIsReplacedAlsoWhenHidden(t *testing.T) {
	for id, want := range map[string]rules.Severity{"a/b": rules.Error, "a/c": rules.Warning} {
		if got := apply(t, "", finding(id, "legacy/x.go")).Severity; got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
}

func TestEarlierSuppressionStays(t *testing.T) {
	f := finding("a/b", "legacy/x.go")
	f.Suppression = &scanners.Suppression{Kind: "directive"}
	if got := apply(t, "", f).Suppression.Kind; got != "directive" {
		t.Errorf("kind %q, want directive", got)
	}
}

func TestDisabledRuleIsMarked(t *testing.T) {
	f := apply(t, "launchlint.yaml", finding("a/off", "x.go"))
	if f.Suppression == nil || f.Suppression.Reason != "not ours" || f.Suppression.Location.StartLine != 4 {
		t.Errorf("suppression %+v, want the entry's reason and line 4", f.Suppression)
	}
}

func TestLift(t *testing.T) {
	end := &last{}
	f := finding("a/b", "x.go")
	f.Suppression = &scanners.Suppression{Kind: "directive"}
	if err := Lift(end).Finding(f); err != nil || end.f.Suppression != nil {
		t.Errorf("suppression %v, error %v", end.f.Suppression, err)
	}
}
