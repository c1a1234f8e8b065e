// Package cookieflags finds cookies that a server writes without the flags that
// keep them from thieves, and session stores and CSRF middlewares that do so by
// default.
//
// A cookie is judged where it is written, not where its literal stands: between
// the two the code may set a flag, copy the cookie into a helper or decide by the
// request. Four steps lead to a verdict:
//
//  1. write.go and the files beside it know the calls that write a cookie, and
//     read each attribute as the set of what it can be there (package values).
//  2. flag.go turns such a set into a state: on, off, off on some paths, off by
//     default, or unknown. Unknown is silent.
//  3. role.go says what the cookie is for, from its name and from the words
//     around it: what nobody would steal is not held to the same rules.
//  4. judge.go joins the calls that lead to a shared write: a flag that the
//     helper fixes is reported once, in the helper; one that a caller chooses is
//     reported at that caller.
package cookieflags

import (
	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/report"
	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/analyzers/settings"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
)

// Analyzer reports cookies without the flags that they need.
var Analyzer = &analysis.Analyzer{
	Name:       "cookieflags",
	Doc:        rules.AnalyzerPage("cookieflags").Doc(),
	URL:        rules.AnalyzerPage("cookieflags").URL(),
	Run:        run,
	Requires:   append([]*analysis.Analyzer{values.Analyzer}, report.Requires...),
	FactTypes:  []analysis.Fact{new(makerFact), new(writerFact)},
	ResultType: verdict.ResultType,
}

// A pass is the state of the analyzer on one package.
type pass struct {
	*analysis.Pass
	r        *values.Resolver
	cookies  config.Cookies
	report   *report.Reporter
	literals *literals
	options  []optionSite
}

func run(ap *analysis.Pass) (any, error) {
	p := &pass{
		Pass:     ap,
		r:        ap.ResultOf[values.Analyzer].(*values.Resolver),
		cookies:  ap.ResultOf[settings.Analyzer].(*config.Config).Cookies,
		report:   report.New(ap),
		literals: newLiterals(ap.Files),
	}
	p.options = p.optionSites()
	writes := p.writes()
	for _, w := range writes {
		p.judge(w)
	}
	p.exportFacts(writes)
	p.judgeStores()
	return p.report.Done(), nil
}
