package gosource

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/directive"
	"github.com/launchlint/launchlint/analyzers/verdict"
)

// A suite runs all analyzers on one package as one analyzer, for
// checker.Analyze. The checker orders packages and carries facts between them;
// the suite orders the analyzers within a package, and adds what the checker has
// not: an analyzer that panics or takes too long costs one package and not the
// process, the scan can be cancelled, and the results of a package (its SSA form
// above all) are released when it is done instead of when all are.
type suite struct {
	scan *scan
	ctx  context.Context
	// order holds the wanted analyzers and all that they require, prerequisites first.
	order []*analysis.Analyzer
	// slots bounds how many packages are analysed at a time.
	slots chan struct{}
	// done takes the outcome of each package. It is called from several goroutines.
	done func(*analysis.Pass, *outcome)
}

// An outcome is what the analyzers concluded on one package.
type outcome struct {
	// lists holds the verdicts by analyzer. An analyzer that failed has none.
	lists      map[*analysis.Analyzer]*verdict.List
	directives *directive.Index
	// extra holds the results of the analyzers in Options.Extra.
	extra  map[*analysis.Analyzer]any
	faults []fault
}

// A fault is one analyzer that did not finish on a package.
type fault struct {
	analyzer string
	reason   string
	// wanted reports whether the analyzer's own verdicts are lost; else it only
	// failed others that require it.
	wanted bool
}

// analyzer returns the suite as one analyzer.
func (s *suite) analyzer() *analysis.Analyzer {
	all := &analysis.Analyzer{
		Name: "launchlint",
		Doc:  "run the analyzers of launchlint on one package",
		Run:  s.run,
		// Which packages with errors are analysed was decided before.
		RunDespiteErrors: true,
	}
	for _, a := range s.order {
		all.FactTypes = append(all.FactTypes, a.FactTypes...)
	}
	return all
}

// prerequisitesFirst returns the analyzers and what they require, each after all
// that it requires.
func prerequisitesFirst(analyzers []*analysis.Analyzer) []*analysis.Analyzer {
	var order []*analysis.Analyzer
	seen := make(map[*analysis.Analyzer]bool)
	var visit func(a *analysis.Analyzer)
	visit = func(a *analysis.Analyzer) {
		if seen[a] {
			return
		}
		seen[a] = true
		for _, r := range a.Requires {
			visit(r)
		}
		order = append(order, a)
	}
	for _, a := range analyzers {
		visit(a)
	}
	return order
}

// run analyses one package within the time budget.
func (s *suite) run(pass *analysis.Pass) (any, error) {
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-s.ctx.Done():
		return nil, s.ctx.Err()
	}
	w := &worker{suite: s, pass: *pass, outcome: outcome{lists: make(map[*analysis.Analyzer]*verdict.List), extra: make(map[*analysis.Analyzer]any)}}
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		w.work()
	}()
	timer := time.NewTimer(s.scan.opts.Budget)
	defer timer.Stop()
	select {
	case <-finished:
	case <-timer.C:
		w.abandon(fmt.Sprintf("took longer than %v", s.scan.opts.Budget))
	case <-s.ctx.Done():
		w.abandon("was interrupted")
		return nil, s.ctx.Err()
	}
	s.done(pass, &w.outcome)
	// The checker holds on to the pass until all packages are done.
	pass.Files, pass.TypesInfo, pass.ResultOf = nil, nil, nil
	return nil, nil
}
