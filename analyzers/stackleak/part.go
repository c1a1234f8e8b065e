package stackleak

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
	"github.com/launchlint/launchlint/analyzers/internal/report"
	"github.com/launchlint/launchlint/analyzers/verdict"
)

// A part is what verdicts need to know of one package. It holds no syntax.
type part struct {
	unit *funcsum.Unit
	// spots are the places of the package that ways can lead through.
	spots map[place]spot
	// switches are the verdicts on debug switches, which other packages do not change.
	switches []verdict.Verdict
	marker   *report.Marker
	// imports are the paths of what the package imports; whole and sets say what of
	// frameworks is known to be set up by the package alone.
	imports []string
	whole   bool
	sets    []string
	// settings are what the package gives to switches.
	settings map[string][]setting
}

// A place is a funcsum.Place in the form in which it can be looked up: it is the
// same in every package that came to know of it.
type place struct {
	fn, pkg, file string
	line, column  int
}

func placeOf(p funcsum.Place) place { return place{p.Func, p.Package, p.File, p.Line, p.Column} }

// A spot is a place with what its syntax says.
type spot struct {
	pos, end token.Pos
	// hands says what is handed over there when it is an argument of a call.
	hands hand
	// asks is the field that the condition around it asks for, a debug switch; "" for none.
	asks string
	// fix is the edit that mends it when it is the text of an error; nil when there is none that is safe.
	fix *analysis.SuggestedFix
}

// A hand says what a caller hands to a helper.
type hand int

const (
	nothing  hand = iota // it is no argument
	anError              // an error, or a value that could be one: the helper decides what to show
	someText             // what the helper is made to show
)

func newPart(pass *analysis.Pass, unit *funcsum.Unit) *part {
	p := &part{unit: unit, spots: make(map[place]spot), whole: isWhole(pass), sets: setsUp(pass)}
	for _, dep := range pass.Pkg.Imports() {
		p.imports = append(p.imports, dep.Path())
	}
	s := newSyntax(pass)
	note := func(at funcsum.Place) {
		pos, end, ok := at.Span()
		if !ok || at.Package != unit.Package {
			return
		}
		if _, have := p.spots[placeOf(at)]; !have {
			p.spots[placeOf(at)] = spot{pos: pos, end: end, hands: s.handed(pos, end), asks: s.switchAround(pos)}
		}
	}
	effects := func(list []funcsum.Effect) {
		for i := range list {
			e := &list[i]
			for _, at := range e.Via {
				note(at)
			}
			note(e.Source.At)
		}
	}
	effects(unit.Effects)
	for _, sum := range unit.Summaries {
		effects(sum.Effects)
		for i := range sum.Flows {
			note(sum.Flows[i].Source.At)
		}
	}
	s.addFixes(p)
	return p
}

// syntax finds what stands at a position.
type syntax struct {
	*analysis.Pass
	args map[token.Pos]argument
	// replaceable are the spans, by their beginnings, that a fix may replace.
	replaceable map[token.Pos]token.Pos
}

// An argument is one of a call.
type argument struct {
	call  *ast.CallExpr
	index int
}

func newSyntax(pass *analysis.Pass) *syntax {
	s := &syntax{Pass: pass, args: make(map[token.Pos]argument), replaceable: make(map[token.Pos]token.Pos)}
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				for i, arg := range call.Args {
					// Of arguments that begin at the same place the outer one counts.
					if _, have := s.args[arg.Pos()]; !have {
						s.args[arg.Pos()] = argument{call, i}
					}
				}
			}
			return true
		})
	}
	return s
}

// handed says what the arguments that stand at a span hand over: several, when
// they are those of a variadic parameter.
func (s *syntax) handed(pos, end token.Pos) hand {
	a, ok := s.args[pos]
	if !ok {
		return nothing
	}
	out := nothing
	for _, arg := range a.call.Args[a.index:] {
		if arg.End() > end {
			break
		}
		switch t := s.TypesInfo.TypeOf(arg); {
		case t == nil:
		case couldBeError(t):
			return anError
		case out == nothing:
			out = someText
			if _, ok := t.Underlying().(*types.Signature); ok {
				out = nothing // it is called, and the error is what it returns
			}
		}
	}
	return out
}

var errorInterface = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// couldBeError reports whether a value of the type is an error or may hold one.
func couldBeError(t types.Type) bool {
	if types.Implements(t, errorInterface) || types.Implements(types.NewPointer(t), errorInterface) {
		return true
	}
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}
