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

// A Reporter collects the verdicts of one analyzer on one package.
type Reporter struct {
	pass       *analysis.Pass
	directives *directive.Index
	config     *config.Config
	generated  map[*token.File]bool
	seen       map[key]bool
	verdicts   []verdict.Verdict
}

// key tells verdicts apart: the same rule at the same place is said once, on
// whatever paths it was reached.
type key struct {
	pos, end token.Pos
	rule     string
}

// New returns a reporter for the pass, whose analyzer requires Requires.
func New(pass *analysis.Pass) *Reporter {
	r := &Reporter{
		pass:       pass,
		directives: pass.ResultOf[directive.Analyzer].(*directive.Index),
		config:     pass.ResultOf[settings.Analyzer].(*config.Config),
		generated:  make(map[*token.File]bool),
		seen:       make(map[key]bool),
	}
	for _, f := range pass.Files {
		if ast.IsGenerated(f) {
			r.generated[pass.Fset.File(f.Pos())] = true
		}
	}
	return r
}

// Report takes one verdict. Category must be the ID of a rule with a page;
// severity, confidence and URL default to the rule's.
func (r *Reporter) Report(v verdict.Verdict) {
	rule := rules.MustGet(v.Category)
	v.Severity = cmp.Or(v.Severity, rule.Severity)
	v.Confidence = cmp.Or(v.Confidence, rule.Confidence)
	v.URL = cmp.Or(v.URL, rule.URL())
	k := key{v.Pos, v.End, v.Category}
	if r.seen[k] {
		return
	}
	r.seen[k] = true
	file := r.pass.Fset.File(v.Pos)
	v.Generated = r.generated[file]
	if d := r.directives.Covers(v.Pos, v.Category); d != nil {
		v.Ignored = &verdict.Ignore{Pos: d.Pos, Reason: d.Reason}
	}
	r.verdicts = append(r.verdicts, v)
}

// Done passes the active verdicts to the driver, in order of position, and
// returns all of them: the analyzer's result. Verdicts in test files are left
// out unless the package under analysis is asked for with its tests on.
func (r *Reporter) Done() *verdict.List {
	slices.SortStableFunc(r.verdicts, func(a, b verdict.Verdict) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.End, b.End), strings.Compare(a.Category, b.Category), strings.Compare(a.Message, b.Message))
	})
	for _, v := range r.verdicts {
		if v.Ignored == nil && !v.Generated && r.config.Disabled(v.Category) == nil {
			r.pass.Report(v.Diagnostic)
		}
	}
	return &verdict.List{Verdicts: r.verdicts}
}
