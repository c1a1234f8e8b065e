package funcsum

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// An error that a framework answers with is made in one function and sent when a
// handler returns it. Between the two may lie any number of functions, each of
// which hands the error of the next on, or drops it. What hands what on is kept
// by name, not by what is in the errors: of that only so much is kept.

// A Handing is a function that returns the error of another.
type Handing struct {
	// From is the key of the function, or of the hole, whose error it is.
	From string
	// By is the key of the function that returns it.
	By string
}

// handings finds what the package's functions hand on, which of them answer
// requests, and which are used as values and so called by who knows whom.
func (p *pkg) handings() {
	seen := make(map[Handing]bool)
	for _, fn := range p.r.Funcs {
		b := p.bodies[fn]
		if shape, ok := p.routes.ShapeOf(fn); ok && shape.Error >= 0 {
			p.unit.Answering = append(p.unit.Answering, b.key)
		}
		for _, blk := range fn.Blocks {
			for _, instr := range blk.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				h := Handing{p.calledKey(call), b.key}
				if h.From == "" || seen[h] || !p.handsOn(call) {
					continue
				}
				seen[h] = true
				p.unit.Handings = append(p.unit.Handings, h)
			}
		}
	}
	for key := range p.named {
		p.unit.Valued = append(p.unit.Valued, key)
	}
	slices.Sort(p.unit.Valued)
}

// calledKey returns the key of the function of the program, or of the hole, that a
// call is of; "" for functions of libraries and function values.
func (p *pkg) calledKey(call *ssa.Call) string {
	f := values.Callee(&call.Call)
	if f == nil || f.Pkg() == nil || !p.sameModule(f.Pkg().Path()) {
		return ""
	}
	if call.Call.IsInvoke() {
		return "(" + typeName(call.Call.Value.Type()) + ")." + f.Name()
	}
	return f.Origin().FullName()
}

// handsOn reports whether the function around a call may return the error that the
// call gives.
func (p *pkg) handsOn(call *ssa.Call) bool {
	res := call.Call.Signature().Results()
	last := res.Len() - 1
	if last < 0 || !errorLike(res.At(last).Type()) {
		return false
	}
	if last == 0 {
		return returned(call, 0)
	}
	for _, ref := range *call.Referrers() {
		switch x := ref.(type) {
		case *ssa.Extract:
			if x.Index == last && returned(x, 0) {
				return true
			}
		case *ssa.Return:
			return true
		}
	}
	return false
}

// returned reports whether a value may be returned: as it is, or in an error that
// a call makes of it. What is stored may be.
func returned(v ssa.Value, depth int) bool {
	if depth > 8 || v.Referrers() == nil {
		return true
	}
	for _, ref := range *v.Referrers() {
		switch x := ref.(type) {
		case *ssa.Return, *ssa.Send, *ssa.MapUpdate, *ssa.MakeClosure:
			return true
		case *ssa.Store:
			args := variadic(x)
			if args == nil || returned(args, depth+1) {
				return true
			}
		case *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.TypeAssert, *ssa.Extract:
			if returned(x.(ssa.Value), depth+1) {
				return true
			}
		case *ssa.Call:
			res := x.Call.Signature().Results()
			if n := res.Len(); n == 0 || !errorLike(res.At(n-1).Type()) {
				continue
			}
			if returned(x, depth+1) {
				return true
			}
		}
	}
	return false
}

// variadic returns the arguments of a variadic call that a store fills in; nil when
// it stores elsewhere.
func variadic(st *ssa.Store) ssa.Value {
	ia, ok := st.Addr.(*ssa.IndexAddr)
	if !ok {
		return nil
	}
	array, ok := ia.X.(*ssa.Alloc)
	if !ok || array.Comment != "varargs" {
		return nil
	}
	for _, ref := range *array.Referrers() {
		if s, ok := ref.(*ssa.Slice); ok {
			return s
		}
	}
	return nil
}

// Handed reports whether the error of a function may be returned by a function that
// answers requests. It is true for what is called in ways that are not followed.
func (p *Program) Handed(key string) bool {
	if p.by == nil {
		p.by, p.answering = make(map[string][]string), make(map[string]bool)
		for _, u := range p.units {
			for _, h := range u.Handings {
				for _, from := range p.functionsOf(h.From) {
					p.by[from] = append(p.by[from], h.By)
				}
			}
			for _, key := range slices.Concat(u.Answering, u.Valued) {
				p.answering[key] = true
			}
		}
	}
	seen := map[string]bool{key: true}
	for todo := []string{key}; len(todo) > 0; {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if p.answering[next] || strings.Contains(next, "$") {
			return true
		}
		for _, by := range p.by[next] {
			if !seen[by] {
				seen[by] = true
				todo = append(todo, by)
			}
		}
	}
	return false
}

// functionsOf returns what a key can be: what is behind it when it is a hole's.
func (p *Program) functionsOf(key string) []string {
	if _, ok := p.interfaces[key]; ok {
		return p.behindName(key)
	}
	return []string{key}
}
