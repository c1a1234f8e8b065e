// Package corsorigin finds servers that let websites they do not know read their
// responses: the Access-Control-Allow-Origin header and its libraries, the origin
// checks of WebSocket handshakes, and the holes made in net/http's
// CrossOriginProtection.
//
// It judges by effect, which is what a browser will do: whether a hostile page's
// Origin is let in, and whether the user's cookies come with it. world.go tells
// how that is found out.
package corsorigin

import (
	goanalysis "golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/report"
	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
)

// Analyzer reports the rules corsorigin/*.
var Analyzer = &goanalysis.Analyzer{
	Name:       "corsorigin",
	Doc:        rules.AnalyzerPage("corsorigin").Doc(),
	URL:        rules.URL("corsorigin"),
	Run:        run,
	Requires:   append([]*goanalysis.Analyzer{values.Analyzer}, report.Requires...),
	ResultType: verdict.ResultType,
}

// An analysis is one run on one package.
type analysis struct {
	pass  *goanalysis.Pass
	r     *values.Resolver
	memo  *memo
	names *namer
	rep   *report.Reporter
	signs signs
	// origins and credentials are the writes of the two headers.
	origins, credentials []headerWrite
}

func run(pass *goanalysis.Pass) (any, error) {
	r := pass.ResultOf[values.Analyzer].(*values.Resolver)
	kept := newMemo(r)
	a := &analysis{pass: pass, r: r, memo: kept, names: &namer{kept, make(map[ssa.Value]string)}, rep: report.New(pass), signs: readSigns(pass)}
	for _, fn := range r.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				a.instruction(instr)
				switch w, name := a.headerWrite(instr); name {
				case allowOrigin:
					a.origins = append(a.origins, w)
				case allowCredentials:
					a.credentials = append(a.credentials, w)
				}
			}
		}
	}
	for _, w := range a.origins {
		a.checkHeader(w)
	}
	return a.rep.Done(), nil
}

// instruction looks at one instruction for a library's policy.
func (a *analysis) instruction(instr ssa.Instruction) {
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		a.checkLibrary(instr)
		a.checkGorilla(instr)
		a.checkProtection(instr)
	case *ssa.Store:
		a.checkUpgrader(instr)
	case *ssa.Return:
		a.checkReturned(instr)
	}
}
