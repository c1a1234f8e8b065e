package gosource_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"

	"github.com/launchlint/launchlint/analyzers/directive"
	"github.com/launchlint/launchlint/analyzers/verdict"
)

var testAnalyzers = []*analysis.Analyzer{flaw, traps, tainted}

// flaw reports each call of a function called flaw, with a place that explains
// it, a flow, and a fix that renames the callee.
var flaw = &analysis.Analyzer{
	Name: "flaw", Doc: "report calls of flaw", ResultType: verdict.ResultType,
	Requires: []*analysis.Analyzer{directive.Analyzer, buildssa.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		list := new(verdict.List)
		index := pass.ResultOf[directive.Analyzer].(*directive.Index)
		calls(pass, func(call *ast.CallExpr, name *ast.Ident) {
			if name.Name != "flaw" {
				return
			}
			v := verdict.Verdict{Diagnostic: analysis.Diagnostic{
				Pos: call.Pos(), End: call.End(), Category: "flaw/call", Message: "flaw is called: call better",
				Related: []analysis.RelatedInformation{{Pos: name.Pos(), End: name.End(), Message: "it is named here"}},
				SuggestedFixes: []analysis.SuggestedFix{{Message: "call better", TextEdits: []analysis.TextEdit{
					{Pos: name.Pos(), End: name.End(), NewText: []byte("better")},
				}}},
			}}
			v.Flow = []verdict.Step{{Pos: call.Lparen, End: call.Rparen, Message: "from here"}}
			if d := index.Covers(v.Pos, v.Category); d != nil {
				v.Ignored = &verdict.Ignore{Pos: d.Pos, Reason: d.Reason}
			}
			list.Verdicts = append(list.Verdicts, v)
		})
		return list, nil
	},
}

// traps panics in packages that declare panicHere, sleeps in packages that
// declare sleepHere, and reads the file in packages that declare readHere.
var traps = &analysis.Analyzer{
	Name: "traps", Doc: "misbehave on demand", ResultType: verdict.ResultType,
	Run: func(pass *analysis.Pass) (any, error) {
		list := new(verdict.List)
		switch scope := pass.Pkg.Scope(); {
		case scope.Lookup("panicHere") != nil:
			panic("trapped")
		case scope.Lookup("sleepHere") != nil:
			time.Sleep(5 * time.Second)
		case scope.Lookup("readHere") != nil:
			f := pass.Files[0]
			text, err := pass.ReadFile(pass.Fset.File(f.FileStart).Name())
			if err != nil {
				return nil, err
			}
			list.Verdicts = append(list.Verdicts, verdict.Verdict{Diagnostic: analysis.Diagnostic{Pos: f.Name.Pos(), Category: "traps/trap", Message: string(text[:12])}})
		}
		return list, nil
	},
}

// isTainted is a fact about a function that calls flaw.
type isTainted struct{}

func (*isTainted) AFact() {}

// tainted reports calls of functions in other packages that call flaw.
var tainted = &analysis.Analyzer{
	Name: "tainted", Doc: "report calls of tainted functions", ResultType: verdict.ResultType,
	FactTypes: []analysis.Fact{new(isTainted)},
	Run: func(pass *analysis.Pass) (any, error) {
		list := new(verdict.List)
		for _, f := range pass.Files {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
					ast.Inspect(fn.Body, func(n ast.Node) bool {
						if call, ok := n.(*ast.CallExpr); ok && callee(call) != nil && callee(call).Name == "flaw" {
							pass.ExportObjectFact(pass.TypesInfo.Defs[fn.Name], new(isTainted))
						}
						return true
					})
				}
			}
		}
		calls(pass, func(call *ast.CallExpr, name *ast.Ident) {
			if fn, ok := pass.TypesInfo.Uses[name].(*types.Func); ok && fn.Pkg() != pass.Pkg && pass.ImportObjectFact(fn, new(isTainted)) {
				list.Verdicts = append(list.Verdicts, verdict.Verdict{Diagnostic: analysis.Diagnostic{Pos: call.Pos(), End: call.End(), Category: "tainted/call", Message: "the callee calls flaw"}})
			}
		})
		return list, nil
	},
}

func calls(pass *analysis.Pass, visit func(*ast.CallExpr, *ast.Ident)) {
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if name := callee(call); name != nil {
					visit(call, name)
				}
			}
			return true
		})
	}
}

func callee(call *ast.CallExpr) *ast.Ident {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f
	case *ast.SelectorExpr:
		return f.Sel
	}
	return nil
}

// halves reports calls of half in functions that another package's function of the
// same name completes: alone, a package only has what it completes itself.
var halves = &analysis.Analyzer{
	Name: "flaw", Doc: "report calls of half", ResultType: verdict.ResultType,
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		p := &halvesPart{pkg: pass.Pkg.Path(), index: pass.ResultOf[directive.Analyzer].(*directive.Index)}
		calls(pass, func(call *ast.CallExpr, name *ast.Ident) {
			switch name.Name {
			case "half":
				p.calls = append(p.calls, call.Pos())
			case "breakLink":
				p.breaks = true
			}
		})
		return &verdict.List{Verdicts: p.verdicts(1), Part: p}, nil
	},
}

type halvesPart struct {
	pkg    string
	index  *directive.Index
	calls  []token.Pos
	breaks bool
}

func (p *halvesPart) verdicts(units int) []verdict.Verdict {
	var out []verdict.Verdict
	for _, pos := range p.calls {
		v := verdict.Verdict{Diagnostic: analysis.Diagnostic{Pos: pos, Category: "flaw/call", Message: fmt.Sprintf("seen in %s among %d", p.pkg, units)}}
		if d := p.index.Covers(pos, v.Category); d != nil {
			v.Ignored = &verdict.Ignore{Pos: d.Pos, Reason: d.Reason}
		}
		out = append(out, v)
	}
	return out
}

func (p *halvesPart) Link(parts []verdict.Part) [][]verdict.Verdict {
	var out [][]verdict.Verdict
	for _, part := range parts {
		h := part.(*halvesPart)
		if h.breaks {
			panic("cannot link")
		}
		out = append(out, h.verdicts(len(parts)))
	}
	return out
}
