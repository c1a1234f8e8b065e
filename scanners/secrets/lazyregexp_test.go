package secrets

import (
	"slices"
	"strings"
	"testing"
)

// TestOwnExpressions parses what New leaves for its first use: the expressions of
// the allow-lists that come with the detector, joined and each by itself.
func TestOwnExpressions(t *testing.T) {
	for _, asLoaded := range []bool{true, false} {
		d, err := New(Options{AsLoaded: asLoaded})
		if err != nil {
			t.Fatal(err)
		}
		lists := slices.Clone(d.allow)
		for _, r := range d.rules {
			lists = append(lists, r.allow...)
		}
		parsed := 0
		for _, a := range lists {
			if err := checkLists([]AllowList{*a.AllowList}, d.limits); err != nil {
				t.Error(err)
			}
			for _, l := range []*lazyRegexp{a.paths, a.regexes} {
				if l != nil {
					l.tree() // panics
					parsed++
				}
			}
		}
		if parsed == 0 {
			t.Error("no list was parsed: this test looks in the wrong place")
		}
	}
}

func TestPatternListErrors(t *testing.T) {
	_, err := New(Options{Patterns: []Pattern{{ID: "x", Regex: "x", Allow: []AllowList{{Regexes: []string{"a)(b"}}}}}})
	if err == nil || !strings.Contains(err.Error(), "rule x: allowlist") {
		t.Errorf("got %v, want an error that names the rule", err)
	}
}
