package rules

import (
	"fmt"
	"slices"
)

// A Family is a set of rules that are found together: those of an analyzer, or
// of another part of the program.
type Family struct {
	// Name is the part of its rules' IDs before the slash.
	Name string
	// Title names in a few words what the family looks for, without a final period.
	Title string
	// Summary is the page's first paragraph as plain text.
	Summary string
	// Help is the whole page below the title as Markdown.
	Help string
	// Checklist is the row of the launch checklist that it answers; may be empty.
	Checklist string
	// Analyzer reports whether a go/analysis pass of that name finds its rules.
	Analyzer bool
}

// Doc returns what analysis.Analyzer.Doc holds: the title as its first line, as
// `go vet help` shows it, and the summary.
func (f *Family) Doc() string { return f.Title + "\n\n" + f.Summary }

// URL returns the address of the family's page.
func (f *Family) URL() string { return URL(f.Name) }

// Families returns the families that have a page, sorted by name. The slice is
// the caller's.
func Families() []*Family { return slices.Clone(embedded().families) }

// GetFamily returns the family with that name, or nil when it has no page.
func GetFamily(name string) *Family { return embedded().byName[name] }

// AnalyzerPage returns the page of the analyzer with that name, for its Doc and
// URL. It panics when there is none: rules/code/NAME.md must exist.
func AnalyzerPage(name string) *Family {
	f := GetFamily(name)
	if f == nil || !f.Analyzer {
		panic(fmt.Sprintf("rules: no page for the analyzer %q: add rules/code/%s.md", name, name))
	}
	return f
}

func (p *page) family() *Family {
	return &Family{
		Name:      p.name,
		Title:     p.front.Title,
		Summary:   p.summary,
		Help:      p.body,
		Checklist: string(p.front.Checklist),
		Analyzer:  p.front.Analyzer != "",
	}
}
