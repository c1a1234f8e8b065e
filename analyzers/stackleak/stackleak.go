// Package stackleak finds responses that tell a client how the server is built:
// stack traces, values of recovered panics and the text of internal errors.
//
// What reaches a client, and from where, is found by funcsum, which follows values
// through the program. This package turns what it found into verdicts:
//
//  1. part.go keeps of a package what verdicts need of its syntax, so that they
//     can still be made when other packages have shown what is behind an interface.
//  2. leaks.go closes the effects of all parts at hand, and leaves out what a
//     framework is kept from sending (implicit.go).
//  3. group.go puts together what one change would mend: a helper with its callers.
//  4. judge.go gives each group its rule, severity and place; message.go words it.
//
// The switches that make frameworks tell more are looked for in debugswitch.go.
package stackleak

import (
	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
	"github.com/launchlint/launchlint/analyzers/internal/report"
	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
)

// Analyzer reports what tells a client of the server's insides.
var Analyzer = &analysis.Analyzer{
	Name:       "stackleak",
	Doc:        rules.AnalyzerPage("stackleak").Doc(),
	URL:        rules.AnalyzerPage("stackleak").URL(),
	Run:        run,
	Requires:   append([]*analysis.Analyzer{funcsum.Analyzer, values.Analyzer}, report.Requires...),
	ResultType: verdict.ResultType,
}

func run(pass *analysis.Pass) (any, error) {
	r := report.New(pass)
	p := newPart(pass, pass.ResultOf[funcsum.Analyzer].(*funcsum.Unit))
	p.marker = r.Marker()
	resolver := pass.ResultOf[values.Analyzer].(*values.Resolver)
	p.settings = settingsOf(resolver)
	for _, v := range debugSwitches(pass, resolver) {
		r.Report(v)
		p.switches = append(p.switches, p.marker.Mark(v))
	}
	for _, v := range judge([]*part{p}, false)[0] {
		r.Report(v)
	}
	list := r.Done()
	list.Part = p
	return list, nil
}
