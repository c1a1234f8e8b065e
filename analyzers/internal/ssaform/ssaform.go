// Package ssaform builds the SSA form of a package with x/tools' buildssa, in
// every driver with the same knowledge of which functions do not return to their
// caller: code behind a call of one is not part of the form.
//
// buildssa has that from facts, which some drivers do not have for the standard
// library: nogo never, launchlint's own because it reads it from export data. Code
// behind log.Fatal would be judged there and nowhere else.
//
// Packages of other modules have no functions in it, see dependency.
package ssaform

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"
	"golang.org/x/tools/go/analysis/passes/ctrlflow"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ssa"
)

// Analyzer builds the SSA form. Its result is a *buildssa.SSA. It has the facts of
// ctrlflow, so no analyzer beside it may require ctrlflow or buildssa themselves.
var Analyzer = &analysis.Analyzer{
	Name:       "ssaform",
	Doc:        "build the SSA form of a package",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	FactTypes:  ctrlflow.Analyzer.FactTypes,
	ResultType: reflect.TypeFor[*buildssa.SSA](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	flow := *pass
	flow.Analyzer = ctrlflow.Analyzer
	flow.ImportObjectFact = func(obj types.Object, fact analysis.Fact) bool {
		return neverReturns(obj) || pass.ImportObjectFact(obj, fact)
	}
	graphs, err := ctrlflow.Analyzer.Run(&flow)
	if err != nil {
		return nil, err
	}
	if dependency(pass) {
		return &buildssa.SSA{Pkg: ssa.NewProgram(pass.Fset, 0).CreatePackage(pass.Pkg, nil, nil, true)}, nil
	}
	build := *pass
	build.Analyzer = buildssa.Analyzer
	build.ResultOf = map[*analysis.Analyzer]any{ctrlflow.Analyzer: graphs}
	return buildssa.Analyzer.Run(&build)
}

// dependency reports whether a package is of another module than the one under
// analysis. Such packages are only looked at for facts, by drivers that do so at
// all: rules/models says what libraries do, and says it in every driver alike. So
// they have no bodies, which most of the time of go vet would go into.
func dependency(pass *analysis.Pass) bool { return pass.Module != nil && pass.Module.Version != "" }
