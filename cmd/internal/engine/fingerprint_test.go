package engine

import (
	"testing"

	"github.com/launchlint/launchlint/scanners"
)

func TestFingerprints(t *testing.T) {
	hashed := func(path, hash string) *scanners.Finding {
		return &scanners.Finding{Rule: ruleA, Location: at(path, 2), Secret: &scanners.Secret{Hash: hash}}
	}
	found := []*scanners.Finding{
		{Rule: ruleA, Location: at("a", 2)},
		{Rule: ruleA, Location: at("a", 0)},
		{Rule: ruleA, Location: at("a", 4)},
		{Rule: ruleA, Location: at("a", 99)},
		{Rule: ruleA, Location: at("absent", 1)},
		{Rule: ruleA, Location: at("a", 2), Secret: &scanners.Secret{}},
		hashed("a", "0123"),
		hashed("b", "0123"),
		hashed("b", "4567"),
	}
	fingerprint(found, NewSources(t.TempDir(), map[string][]byte{"a": []byte(" a\nb\n  \t\tc\n d"), "b": []byte("x\ny\n")}))

	for i, want := range []string{"54703d4cd895b18:1", "271789c17abda88f:1", "a23a3dc5e078b07b:1"} {
		if got := found[i].Fingerprint.Line; got != want {
			t.Errorf("finding %d: line hash %s, want GitHub's %s", i, got, want)
		}
	}
	lines, keys := map[string]int{}, map[string]int{}
	for i, f := range found {
		lines[f.Fingerprint.Line] = i
		keys[f.Fingerprint.Baseline] = i
	}
	if len(lines) != len(found) || len(keys) != len(found)-1 { // two are one secret
		t.Errorf("%d line hashes and %d baseline keys for %d findings", len(lines), len(keys), len(found))
	}
	if found[5].Fingerprint.Line == found[0].Fingerprint.Line {
		t.Error("a secret's line was hashed")
	}
	first, second := found[6].Fingerprint, found[7].Fingerprint
	if first.Baseline != second.Baseline || first.Line[:16] != second.Line[:16] {
		t.Errorf("equal secrets in two files: %v and %v differ in more than the line's occurrence", first, second)
	}
}

// TestHistoryFingerprint proves that a secret is one thing to the baseline wherever
// it is seen, and that the history's finding is the same whatever stands beside it.
func TestHistoryFingerprint(t *testing.T) {
	history := func() *scanners.Finding {
		return &scanners.Finding{Rule: ruleA, Location: scanners.Location{Path: "gone"}, Secret: &scanners.Secret{Hash: "0123"}, Provenance: scanners.Provenance{Source: "history"}}
	}
	tree := &scanners.Finding{Rule: ruleA, Location: at("a", 2), Secret: &scanners.Secret{Hash: "0123"}}
	alone, beside := history(), history()
	sources := NewSources(t.TempDir(), nil)
	fingerprint([]*scanners.Finding{alone}, sources)
	fingerprint([]*scanners.Finding{tree, beside}, sources)
	if alone.Fingerprint != beside.Fingerprint || alone.Fingerprint.Baseline != tree.Fingerprint.Baseline {
		t.Errorf("alone %v, beside the work tree's %v that %v", alone.Fingerprint, tree.Fingerprint, beside.Fingerprint)
	}
	if line := alone.Fingerprint.Line; len(line) != 18 || line[16:] != ":1" {
		t.Errorf("line hash %q", line)
	}
}

// TestIdentity proves that a finding which says what it is about keeps its
// fingerprint wherever it is shown.
func TestIdentity(t *testing.T) {
	about := func(identity, path string) *scanners.Finding {
		return &scanners.Finding{Rule: ruleA, Location: at(path, 2), Identity: identity}
	}
	fingerprintOf := func(f *scanners.Finding) scanners.Fingerprint {
		fingerprint([]*scanners.Finding{f}, NewSources(t.TempDir(), map[string][]byte{"a": []byte("x\ny\n"), "b": []byte("z\n")}))
		return f.Fingerprint
	}
	one := fingerprintOf(about("one", "a"))
	if moved := fingerprintOf(about("one", "b")); moved != one {
		t.Errorf("%v at another place is %v", one, moved)
	}
	if other := fingerprintOf(about("two", "a")); other.Line == one.Line || other.Baseline == one.Baseline {
		t.Errorf("two things have the fingerprint %v", one)
	}
	if place := fingerprintOf(about("", "a")); place.Line == one.Line {
		t.Errorf("the line was hashed: %v", one)
	}
}

func TestLine(t *testing.T) {
	s := NewSources(t.TempDir(), map[string][]byte{"a": []byte("one\r\ntwo\n\nlast"), "empty": {}})
	for _, c := range []struct {
		path string
		line int
		want string
	}{{"a", 1, "one"}, {"a", 2, "two"}, {"a", 3, ""}, {"a", 4, "last"}, {"empty", 1, ""}} {
		if got := s.Line(c.path, c.line); got == nil || string(got) != c.want {
			t.Errorf("%s:%d: got %q, want %q", c.path, c.line, got, c.want)
		}
	}
	for _, line := range []int{-1, 0, 5} {
		if got := s.Line("a", line); got != nil {
			t.Errorf("line %d: got %q, want none", line, got)
		}
	}
	if got := s.Line("absent", 1); got != nil {
		t.Errorf("absent file: got %q, want none", got)
	}
}
