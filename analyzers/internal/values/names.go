package values

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Declared returns the function that a bound method, a method expression or an
// instance of a generic function stands for, when it has a body here.
func Declared(fn *ssa.Function) *ssa.Function {
	fn = Generic(fn)
	if fn.Synthetic == "" || len(fn.Blocks) == 0 {
		return fn
	}
	if f, ok := fn.Object().(*types.Func); ok {
		if d := fn.Prog.FuncValue(f.Origin()); d != nil {
			return d
		}
	}
	return fn
}

// Key names a function in a way that is the same in every package: a declared one
// by its full name, a literal by that of the function around it and its number
// ("pkg.Func$1").
func Key(fn *ssa.Function) string {
	fn = Generic(fn)
	if f, ok := fn.Object().(*types.Func); ok {
		return f.Origin().FullName()
	}
	return fn.RelString(nil)
}

// NamedOf returns the named type that t is or points to, or nil.
func NamedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}

// FieldVar returns the i-th field of the struct that t is or points to: what an
// *ssa.FieldAddr or *ssa.Field selects; nil when there is none.
func FieldVar(t types.Type, i int) *types.Var {
	st := structOf(t)
	if st == nil || i >= st.NumFields() {
		return nil
	}
	return st.Field(i)
}

// ConstText returns the text of a constant; ok is false for what is none.
func ConstText(v ssa.Value) (text string, ok bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(c.Value), true
}

// LeadsTo reports whether control can pass from one block to another, which may be
// the same one, by at least one edge.
func LeadsTo(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	for work := slices.Clone(from.Succs); len(work) > 0; {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == to {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}
