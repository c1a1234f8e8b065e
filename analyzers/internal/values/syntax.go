package values

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// A syntax leads from the positions that go/ssa gives its instructions back to
// the expressions they were made from. Constants have no position in SSA form,
// so this is where tight regions come from.
type syntax struct {
	// stored maps the position of a store or map update to the expression stored:
	// the colon of a key-value pair, the start of an element, or the place that
	// go/ssa gives the left side of an assignment.
	stored  map[token.Pos]Span
	calls   map[token.Pos]*ast.CallExpr   // by left parenthesis
	returns map[token.Pos]*ast.ReturnStmt // by position
}

func newSyntax(files []*ast.File) *syntax {
	s := &syntax{
		stored:  make(map[token.Pos]Span),
		calls:   make(map[token.Pos]*ast.CallExpr),
		returns: make(map[token.Pos]*ast.ReturnStmt),
	}
	for _, f := range files {
		ast.Inspect(f, s.add)
	}
	return s
}

func (s *syntax) add(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		s.calls[n.Lparen] = n
	case *ast.ReturnStmt:
		s.returns[n.Return] = n
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				s.stored[kv.Colon] = Span{kv.Value.Pos(), kv.Value.End()}
			} else {
				s.stored[e.Pos()] = Span{e.Pos(), e.End()}
			}
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			right := n.Rhs[0]
			if len(n.Lhs) == len(n.Rhs) {
				right = n.Rhs[i]
			}
			s.stored[leftPos(left)] = Span{right.Pos(), right.End()}
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if len(n.Values) == 0 {
				break
			}
			right := n.Values[0]
			if len(n.Values) == len(n.Names) {
				right = n.Values[i]
			}
			s.stored[name.Pos()] = Span{right.Pos(), right.End()}
		}
	}
	return true
}

// leftPos is the position that go/ssa gives a store to e.
func leftPos(e ast.Expr) token.Pos {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		return e.Sel.Pos()
	case *ast.IndexExpr:
		return e.Lbrack
	case *ast.StarExpr:
		return e.Star
	default:
		return e.Pos()
	}
}

func (s *syntax) call(c ssa.CallInstruction) Span {
	if e := s.calls[c.Pos()]; e != nil {
		return Span{e.Pos(), e.End()}
	}
	// A go or defer statement's position is the keyword's.
	if c.Common().Pos().IsValid() {
		if e := s.calls[c.Common().Pos()]; e != nil {
			return Span{e.Pos(), e.End()}
		}
	}
	return Span{}
}

// callee is the part of a call expression before its arguments.
func (s *syntax) callee(c ssa.CallInstruction) Span {
	e := s.calls[c.Pos()]
	if e == nil {
		e = s.calls[c.Common().Pos()]
	}
	if e == nil {
		return Span{}
	}
	return Span{e.Fun.Pos(), e.Fun.End()}
}

func (s *syntax) arg(c ssa.CallInstruction, i int) Span {
	e := s.calls[c.Pos()]
	if e == nil {
		e = s.calls[c.Common().Pos()]
	}
	if e == nil || i >= len(e.Args) {
		return Span{}
	}
	last := i
	if sig := c.Common().Signature(); sig.Variadic() && i == sig.Params().Len()-1 {
		last = len(e.Args) - 1
	}
	return Span{e.Args[i].Pos(), e.Args[last].End()}
}

func (s *syntax) result(ret *ssa.Return, i int) Span {
	n := s.returns[ret.Pos()]
	if n == nil || len(n.Results) == 0 {
		return Span{}
	}
	if len(n.Results) != len(ret.Results) {
		i = 0 // return f() of several results
	}
	return Span{n.Results[i].Pos(), n.Results[i].End()}
}
