package gosource

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
)

// bad reports whether something in n has no type, is in error, or uses what was
// cut. It does not look into the bodies of function literals, which are repaired
// by themselves.
func (r *repairer) bad(n ast.Node) bool {
	if isNil(n) {
		return false
	}
	found := false
	var bodies []*ast.BlockStmt
	ast.Inspect(n, func(n ast.Node) bool {
		if lit, ok := n.(*ast.FuncLit); ok {
			bodies = append(bodies, lit.Body)
			found = found || r.bad(lit.Type)
			return false
		}
		found = found || r.badNode(n)
		return !found
	})
	return found || r.errorIn(n, bodies)
}

func (r *repairer) badNode(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BadExpr, *ast.BadStmt:
		return true
	case *ast.Ident:
		return r.badIdent(n)
	case *ast.KeyValueExpr, *ast.Ellipsis:
		return false
	case *ast.TypeAssertExpr:
		if n.Type == nil { // x.(type): its parts have types, it has none
			return false
		}
	case *ast.CallExpr, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr, *ast.BinaryExpr, *ast.UnaryExpr,
		*ast.StarExpr, *ast.SliceExpr, *ast.CompositeLit, *ast.BasicLit, *ast.ParenExpr:
	default:
		return false
	}
	// Have: an expression that the type checker records.
	if lit, ok := n.(*ast.BasicLit); ok && r.info.Types[lit].Type == nil {
		return false // an import path or struct tag
	}
	tv, ok := r.info.Types[n.(ast.Expr)]
	return !ok || invalid(tv.Type)
}

func (r *repairer) badIdent(id *ast.Ident) bool {
	if id.Name == "_" {
		return false
	}
	obj, defined := r.info.Defs[id]
	if !defined {
		if obj = r.info.Uses[id]; obj == nil {
			return true
		}
	}
	switch obj := obj.(type) {
	case nil, *types.PkgName, *types.Label, *types.Builtin, *types.Nil:
		return false // nil: the symbol of a type switch, or a package clause
	default:
		return r.removed[obj] || invalid(obj.Type())
	}
}

// errorAt reports whether there is an error at exactly that position.
func (r *repairer) errorAt(pos token.Pos) bool {
	_, ok := slices.BinarySearch(r.errors, pos)
	return ok
}

// errorIn reports whether there is an error in n, outside of the bodies.
func (r *repairer) errorIn(n ast.Node, bodies []*ast.BlockStmt) bool {
	i, _ := slices.BinarySearch(r.errors, n.Pos())
	for ; i < len(r.errors) && r.errors[i] < n.End(); i++ {
		at := r.errors[i]
		if !slices.ContainsFunc(bodies, func(b *ast.BlockStmt) bool { return b.Pos() <= at && at < b.End() }) {
			return true
		}
	}
	return false
}

// dropErrors forgets the errors in a body that was cut.
func (r *repairer) dropErrors(body *ast.BlockStmt) {
	r.errors = slices.DeleteFunc(r.errors, func(at token.Pos) bool { return body.Pos() <= at && at < body.End() })
}

// invalid reports whether a type is unknown, or is composed of one that is. It
// does not look into named types: each use of such a field or method has a type
// of its own.
func invalid(t types.Type) bool {
	switch t := types.Unalias(t).(type) {
	case nil:
		return false // a call without result, a statement
	case *types.Basic:
		return t.Kind() == types.Invalid
	case *types.Pointer:
		return invalid(t.Elem())
	case *types.Slice:
		return invalid(t.Elem())
	case *types.Array:
		return invalid(t.Elem())
	case *types.Chan:
		return invalid(t.Elem())
	case *types.Map:
		return invalid(t.Key()) || invalid(t.Elem())
	case *types.Signature:
		return invalid(t.Params()) || invalid(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			if invalid(v.Type()) {
				return true
			}
		}
	case *types.Struct:
		for f := range t.Fields() {
			if invalid(f.Type()) {
				return true
			}
		}
	case *types.Named:
		for a := range t.TypeArgs().Types() {
			if invalid(a) {
				return true
			}
		}
		basic, ok := t.Underlying().(*types.Basic)
		return ok && basic.Kind() == types.Invalid
	}
	return false
}

// isNil reports whether an optional part of a node is absent: a nil interface or
// a nil pointer in one.
func isNil(n ast.Node) bool {
	return n == nil || reflect.ValueOf(n).IsNil()
}
