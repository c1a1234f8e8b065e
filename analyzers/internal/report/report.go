// Package report is the one door by which verdicts leave an analyzer. It marks
// what a directive ignores or a generated file holds, keeps every verdict in the
// analyzer's result, and passes only the active ones to the driver: not those of
// rules that the configuration turns off, which launchlint's own driver reads in
// the result and counts.
package report

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/directive"
	"github.com/launchlint/launchlint/analyzers/settings"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
)

// Requires is what every analyzer that reports must require.
var Requires = []*analysis.Analyzer{directive.Analyzer, settings.Analyzer}

// A Marker marks the verdicts of one package. It holds no syntax, so it can be
// kept for verdicts that come when other packages are in view.
type Marker struct {
	fset       *token.FileSet
	directives *directive.Index
	generated  map[*token.File]bool
}

// NewMarker returns the marker of the pass, whose analyzer requires Requires.
func NewMarker(pass *analysis.Pass) *Marker {
	m := &Marker{
		fset:       pass.Fset,
		directives: pass.ResultOf[directive.Analyzer].(*directive.Index),
		generated:  make(map[*token.File]bool),
	}
	for _, f := range pass.Files {
		if ast.IsGenerated(f) {
			m.generated[pass.Fset.File(f.Pos())] = true
		}
	}
	return m
}

// Mark fills in what a verdict leaves to its rule, and marks it when a directive
// covers its place or the file is generated. Category must be the ID of a rule
// with a page.
func (m *Marker) Mark(v verdict.Verdict) verdict.Verdict {
	rule := rules.MustGet(v.Category)
	v.Severity = cmp.Or(v.Severity, rule.Severity)
	v.Confidence = cmp.Or(v.Confidence, rule.Confidence)
	v.URL = cmp.Or(v.URL, rule.URL())
	v.Generated = m.generated[m.fset.File(v.Pos)]
	if d := m.directives.Covers(v.Pos, v.Category); d != nil {
		v.Ignored = &verdict.Ignore{Pos: d.Pos, Reason: d.Reason}
	}
	return v
}

// A Reporter collects the verdicts of one analyzer on one package.
type Reporter struct {
	pass     *analysis.Pass
	config   *config.Config
	marker   *Marker
	seen     map[key]bool
	verdicts []verdict.Verdict
}

// key tells verdicts apart: the same rule at the same place is said once, on
// whatever paths it was reached.
type key struct {
	pos, end token.Pos
	rule     string
}

// New returns a reporter for the pass, whose analyzer requires Requires.
func New(pass *analysis.Pass) *Reporter {
	return &Reporter{
		pass: pass, marker: NewMarker(pass), seen: make(map[key]bool),
		config: pass.ResultOf[settings.Analyzer].(*config.Config),
	}
}

// Report takes one verdict and marks it.
func (r *Reporter) Report(v verdict.Verdict) {
	k := key{v.Pos, v.End, v.Category}
	if r.seen[k] {
		return
	}
	r.seen[k] = true
	r.verdicts = append(r.verdicts, r.marker.Mark(v))
}

// Marker returns the marker that the reporter uses.
func (r *Reporter) Marker() *Marker { return r.marker }

// Done passes the active verdicts to the driver, in order of position, and
// returns all of them: the analyzer's result. Verdicts in test files are left
// out unless the package under analysis is asked for with its tests on.
func (r *Reporter) Done() *verdict.List {
	Sort(r.verdicts)
	for _, v := range r.verdicts {
		if v.Ignored == nil && !v.Generated && r.config.Disabled(v.Category) == nil {
			r.pass.Report(v.Diagnostic)
		}
	}
	return &verdict.List{Verdicts: r.verdicts}
}

// Sort puts verdicts in the order in which they are reported.
func Sort(list []verdict.Verdict) {
	slices.SortStableFunc(list, func(a, b verdict.Verdict) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.End, b.End), strings.Compare(a.Category, b.Category), strings.Compare(a.Message, b.Message))
	})
}
