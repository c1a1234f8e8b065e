package analyzers_test

import (
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers"
	"github.com/launchlint/launchlint/analyzers/internal/report"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
)

// TestSuite holds the registry and the pages to each other: an analyzer without
// a page cannot report, and a page without an analyzer promises what nobody does.
func TestSuite(t *testing.T) {
	if err := analysis.Validate(analyzers.Suite); err != nil {
		t.Error(err)
	}
	var names []string
	for _, a := range analyzers.Suite {
		names = append(names, a.Name)
		page := rules.GetFamily(a.Name)
		switch {
		case page == nil || !page.Analyzer:
			t.Errorf("%s has no page: add rules/code/%s.md", a.Name, a.Name)
		case a.Doc != page.Doc() || a.URL != page.URL():
			t.Errorf("%s: Doc and URL are not those of its page: take them from rules.AnalyzerPage(%q)", a.Name, a.Name)
		}
		if a.ResultType != verdict.ResultType {
			t.Errorf("%s: the result is %v, want verdict.ResultType", a.Name, a.ResultType)
		}
		for _, r := range report.Requires {
			if !slices.Contains(a.Requires, r) {
				t.Errorf("%s does not require %s, which reports need", a.Name, r.Name)
			}
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("the suite is not in alphabetical order: %q", names)
	}
	for _, page := range rules.Families() {
		if page.Analyzer && !slices.Contains(names, page.Name) {
			t.Errorf("rules/code/%s.md has no analyzer in the suite: add %s.Analyzer to analyzers.go", page.Name, page.Name)
		}
	}
}
