package cookieflags

import (
	"cmp"
	"go/ast"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// carriers are methods and fields that pass on what their receiver is, and say
// nothing themselves.
var carriers = map[string]bool{
	"String": true, "Value": true, "ID": true, "Id": true, "Raw": true, "Encode": true, "EncodeToString": true,
	"QueryEscape": true, "PathEscape": true, "Sprintf": true, "Sprint": true, "Itoa": true, "FormatInt": true, "Text": true,
}

// headsOf returns the names of what a value is: of its variable, field or
// function, but not of what that was computed from, since nearly everything in a
// web application comes from a session in the end.
func (p *pass) headsOf(set values.Set) []string {
	var names []string
	for _, it := range set {
		if e, ok := p.nodeAt(it.At).(ast.Expr); ok {
			names = append(names, heads(e)...)
		}
		if o, ok := it.Value.(values.Opaque); ok {
			switch v := o.Src.(type) {
			case *ssa.Parameter:
				names = append(names, cmp.Or(o.Field, v.Name()))
			case *ssa.Call:
				if f := values.Callee(&v.Call); f != nil {
					names = append(names, f.Name())
				}
			}
		}
	}
	return names
}

// heads returns the names that an expression goes by.
func heads(e ast.Expr) []string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return []string{e.Name}
	case *ast.SelectorExpr:
		if carriers[e.Sel.Name] {
			return append(heads(e.X), e.Sel.Name)
		}
		return []string{e.Sel.Name}
	case *ast.StarExpr:
		return heads(e.X)
	case *ast.BinaryExpr:
		return append(heads(e.X), heads(e.Y)...)
	case *ast.CallExpr:
		names := heads(e.Fun)
		if len(names) > 0 && (carriers[names[len(names)-1]] || names[len(names)-1] == "string") {
			for _, arg := range e.Args {
				names = append(names, heads(arg)...)
			}
		}
		return names
	}
	return nil
}
