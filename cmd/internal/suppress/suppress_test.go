package suppress

import (
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

type last struct{ f *scanners.Finding }

func (l *last) Begin(*engine.Scan) error          { return nil }
func (l *last) Finding(f *scanners.Finding) error { l.f = f; return nil }
func (l *last) End(*engine.Summary) error         { return nil }

func TestExcludes(t *testing.T) {
	for _, c := range []struct {
		name    string
		exclude Exclude
		path    string
		want    bool
	}{
		{"directory", Exclude{Paths: []string{"legacy"}}, "legacy/a/b.go", true},
		{"directory with slash", Exclude{Paths: []string{"./legacy/"}}, "legacy/b.go", true},
		{"no prefix match", Exclude{Paths: []string{"legacy"}}, "legacy2/b.go", false},
		{"double star", Exclude{Paths: []string{"**/*_gen.go"}}, "x/y_gen.go", true},
		{"single star stays in its directory", Exclude{Paths: []string{"x/*.go"}}, "x/y/z.go", false},
		{"rule and path", Exclude{Rules: []string{"a/b"}, Paths: []string{"x"}}, "x/y.go", true},
		{"family", Exclude{Rules: []string{"a"}}, "x/y.go", true},
		{"other rule", Exclude{Rules: []string{"a/c"}}, "x/y.go", false},
	} {
		end := &last{}
		f := &scanners.Finding{Rule: &rules.Rule{ID: "a/b"}, Location: scanners.Location{Path: c.path}}
		if err := Apply(Policy{Excludes: []Exclude{c.exclude}}, end).Finding(f); err != nil {
			t.Fatal(err)
		}
		if got := end.f.Suppression != nil; got != c.want {
			t.Errorf("%s: hidden %v, want %v", c.name, got, c.want)
		}
	}
}

func TestSeverityByIDWinsOverFamily(t *testing.T) {
	end := &last{}
	p := Policy{Severity: map[string]rules.Severity{"a": rules.Note, "a/b": rules.Error}}
	for id, want := range map[string]rules.Severity{"a/b": rules.Error, "a/c": rules.Note, "x/y": rules.Warning} {
		f := &scanners.Finding{Rule: &rules.Rule{ID: id}, Severity: rules.Warning}
		if err := Apply(p, end).Finding(f); err != nil {
			t.Fatal(err)
		}
		if end.f.Severity != want {
			t.Errorf("%s: %v, want %v", id, end.f.Severity, want)
		}
	}
}

func TestEarlierSuppressionStays(t *testing.T) {
	end := &last{}
	f := &scanners.Finding{Rule: &rules.Rule{ID: "a/b"}, Suppression: &scanners.Suppression{Kind: "directive"}}
	if err := Apply(Policy{Excludes: []Exclude{{}}}, end).Finding(f); err != nil {
		t.Fatal(err)
	}
	if end.f.Suppression.Kind != "directive" {
		t.Errorf("kind %q, want directive", end.f.Suppression.Kind)
	}
}

func TestMalformedGlob(t *testing.T) {
	if err := (Policy{Excludes: []Exclude{{Paths: []string{"a[b"}}}}).Check(); err == nil {
		t.Error("malformed glob accepted")
	}
}
