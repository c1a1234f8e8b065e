package cookieflags

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// literals finds the composite literal that an allocation in SSA form was made
// from: go/ssa gives &T{} the position of its brace, and a variable that of its
// name.
type literals struct {
	byBrace map[token.Pos]*ast.CompositeLit
	byName  map[token.Pos]*ast.CompositeLit
}

func newLiterals(files []*ast.File) *literals {
	l := &literals{byBrace: make(map[token.Pos]*ast.CompositeLit), byName: make(map[token.Pos]*ast.CompositeLit)}
	for _, f := range files {
		ast.Inspect(f, l.add)
	}
	return l
}

func (l *literals) add(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CompositeLit:
		l.byBrace[n.Lbrace] = n
	case *ast.AssignStmt:
		if len(n.Lhs) == len(n.Rhs) {
			for i, left := range n.Lhs {
				if lit, ok := ast.Unparen(n.Rhs[i]).(*ast.CompositeLit); ok {
					l.byName[left.Pos()] = lit
				}
			}
		}
	case *ast.ValueSpec:
		if len(n.Names) == len(n.Values) {
			for i, name := range n.Names {
				if lit, ok := ast.Unparen(n.Values[i]).(*ast.CompositeLit); ok {
					l.byName[name.Pos()] = lit
				}
			}
		}
	}
	return true
}

// of returns the literal that v was made from, or nil when there is none, more
// than one, or one in code that is not seen.
func (l *literals) of(v ssa.Value) *ast.CompositeLit {
	allocs := made(v, 6)
	if len(allocs) != 1 {
		return nil
	}
	pos := allocs[0].Pos()
	if lit := l.byBrace[pos]; lit != nil {
		return lit
	}
	return l.byName[pos]
}

// made returns the variables that v can be, or point to, following local
// variables, branches and the results of functions with bodies here.
func made(v ssa.Value, depth int) []*ssa.Alloc {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		if isStruct(v) {
			return []*ssa.Alloc{v}
		}
		var out []*ssa.Alloc // a variable that holds the pointer
		for _, use := range *v.Referrers() {
			if s, ok := use.(*ssa.Store); ok && s.Addr == v {
				out = append(out, made(s.Val, depth-1)...)
			}
		}
		return out
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return made(v.X, depth-1)
		}
	case *ssa.Phi:
		var out []*ssa.Alloc
		for _, e := range v.Edges {
			out = append(out, made(e, depth-1)...)
		}
		return out
	case *ssa.Call:
		fn := v.Call.StaticCallee()
		if fn == nil {
			return nil
		}
		var out []*ssa.Alloc
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) == 1 {
				out = append(out, made(ret.Results[0], depth-1)...)
			}
		}
		return out
	}
	return nil
}

// span is the whole of a node.
func span(n ast.Node) values.Span { return values.Span{Pos: n.Pos(), End: n.End()} }

// contains reports whether outer holds all of inner.
func contains(outer, inner values.Span) bool {
	return outer.Known() && inner.Known() && outer.Pos <= inner.Pos && inner.End <= outer.End
}

// isStruct reports whether a variable holds a struct itself, not a pointer.
func isStruct(v *ssa.Alloc) bool {
	_, ok := v.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
	return ok
}
