package handlers

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// An activation is one run of a function's body, as the walker imagines it.
type activation struct {
	fn *ssa.Function
	up *activation
	// args are what the parameters are bound to, receiver first; nil when nothing
	// is known of the caller.
	args []ref
	// closure is the MakeClosure that the function was made by; zero when unknown.
	closure ref
	frame   *values.Frame
	depth   int
	// routers are the routers that calls of this body returned.
	routers  map[ssa.Value]*router
	children map[edge]*activation
	// index binds the index variables of loops that are walked per element, next
	// the iterators of maps.
	index map[ssa.Value]int
	next  map[*ssa.Next]pair
}

type edge struct {
	call ssa.CallInstruction
	fn   *ssa.Function
}

// A ref is a value in the body in which it is to be read.
type ref struct {
	v   ssa.Value
	act *activation
}

type pair struct{ key, value ref }

// A cell is a place in memory: a variable, or a field (with its index) of the
// struct that a pointer points to. field is -1 for the whole.
type cell struct {
	base  ref
	field int
}

func (w *walker) newActivation(fn *ssa.Function, up *activation) *activation {
	w.activations++
	a := &activation{fn: fn, up: up, routers: make(map[ssa.Value]*router), children: make(map[edge]*activation)}
	if up != nil {
		a.depth = up.depth + 1
	}
	return a
}

// enter returns the activation of a call of a function of this package, made now;
// nil when it is too deep or has no body.
func (w *walker) enter(call ssa.CallInstruction, fn *ssa.Function, up *activation) *activation {
	if fn = values.Declared(fn); len(fn.Blocks) == 0 || fn.Pkg != w.p.r.Pkg && fn.Parent() == nil || w.tooDeep(fn, up) {
		return nil
	}
	a := w.newActivation(fn, up)
	for _, arg := range call.Common().Args {
		a.args = append(a.args, ref{arg, up})
	}
	if call.Common().StaticCallee() == nil {
		a.frame = w.p.r.Within(fn, nil)
	} else {
		a.frame = w.p.r.Enter(fn, call, up.frame)
	}
	up.children[edge{call, fn}] = a
	return a
}

// child is enter for a look at what a call returns: it takes the activation in
// which the body was walked when there is one.
func (w *walker) child(call ssa.CallInstruction, fn *ssa.Function, up *activation) *activation {
	if a := up.children[edge{call, values.Declared(fn)}]; a != nil {
		return a
	}
	return w.enter(call, fn, up)
}

// within returns the activation of a function value that some library calls.
func (w *walker) within(f ref, args []ref) *activation {
	fn, maker := functionOf(f.v), f.act
	if fn == nil {
		return nil
	}
	real := values.Declared(fn)
	if len(real.Blocks) == 0 || w.tooDeep(real, maker) {
		return nil
	}
	a := w.newActivation(real, maker)
	mc, isClosure := f.v.(*ssa.MakeClosure)
	switch {
	case isClosure && real == fn:
		a.closure = f
		a.frame = w.p.r.Within(real, maker.frame)
	case isClosure: // a bound method: its receiver is what is bound
		args = append([]ref{{mc.Bindings[0], maker}}, args...)
		a.frame = w.p.r.Within(real, nil)
	default:
		a.frame = w.p.r.Within(real, nil)
	}
	a.args = args
	return a
}

// functionOf returns the function that a value is, or makes a closure of.
func functionOf(v ssa.Value) *ssa.Function {
	switch v := v.(type) {
	case *ssa.Function:
		return v
	case *ssa.MakeClosure:
		return v.Fn.(*ssa.Function)
	}
	return nil
}

const (
	maxActivations = 20000
	maxNesting     = 40
	maxChase       = 100
	maxInstrs      = 3_000_000
)

func (w *walker) tooDeep(fn *ssa.Function, up *activation) bool {
	if w.activations >= maxActivations {
		w.cut = true
		return true
	}
	if up != nil && up.depth >= maxNesting {
		w.cut = true
		return true
	}
	for a := up; a != nil; a = a.up {
		if a.fn == fn {
			return true // recursion registers nothing new
		}
	}
	return false
}

// chase follows a value to where it is made: through parameters, captured
// variables, memory and conversions, and with calls through the functions of this
// package that return it.
func (w *walker) chase(r ref, calls bool) ref {
	for range maxChase {
		next, ok := w.step(r, calls)
		if !ok {
			return r
		}
		r = next
	}
	return r
}

func (w *walker) step(r ref, calls bool) (ref, bool) {
	if r.act == nil || r.act.routers[r.v] != nil {
		return ref{}, false
	}
	switch v := r.v.(type) {
	case *ssa.Parameter:
		for i, p := range r.act.fn.Params {
			if p == v && i < len(r.act.args) && r.act.args[i].v != nil {
				return r.act.args[i], true
			}
		}
	case *ssa.FreeVar:
		if mc, ok := r.act.closure.v.(*ssa.MakeClosure); ok {
			for i, fv := range r.act.fn.FreeVars {
				if fv == v && i < len(mc.Bindings) {
					return ref{mc.Bindings[i], r.act.closure.act}, true
				}
			}
		}
	case *ssa.ChangeType:
		return ref{v.X, r.act}, true
	case *ssa.ChangeInterface:
		return ref{v.X, r.act}, true
	case *ssa.MakeInterface:
		return ref{v.X, r.act}, true
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return ref{v.X, r.act}, true
		}
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Call:
			if calls {
				return w.returned(t, v.Index, r.act)
			}
		case *ssa.TypeAssert:
			if v.Index == 0 {
				return ref{t.X, r.act}, true
			}
		case *ssa.Next:
			if p, ok := r.act.next[t]; ok && v.Index > 0 {
				return []ref{p.key, p.value}[v.Index-1], true
			}
		}
	case *ssa.Call:
		if calls {
			return w.returned(v, 0, r.act)
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return w.load(ref{v.X, r.act})
		}
	case *ssa.Field:
		return w.fieldOf(ref{v.X, r.act}, v.Field, 0)
	case *ssa.Index:
		return w.elementAt(ref{v.X, r.act}, ref{v.Index, r.act})
	case *ssa.Lookup:
		return w.entryAt(v, r.act)
	}
	return ref{}, false
}

// returned is the i-th result of a call of a function of this package, when there
// is one that is not nil.
func (w *walker) returned(call *ssa.Call, i int, act *activation) (ref, bool) {
	fn := call.Call.StaticCallee()
	closure := ref{}
	if fn == nil && !call.Call.IsInvoke() {
		closure = w.chase(ref{call.Call.Value, act}, true)
		fn = functionOf(closure.v)
	} else if mc, ok := call.Call.Value.(*ssa.MakeClosure); ok {
		closure = ref{mc, act}
	}
	if fn == nil {
		return ref{}, false
	}
	child := w.child(call, fn, act)
	if child == nil {
		return ref{}, false
	}
	if child.closure.v == nil && closure.v != nil {
		child.closure = closure
	}
	var found ref
	for _, ret := range returnsOf(child.fn) {
		if i >= len(ret.Results) || isNil(ret.Results[i]) {
			continue
		}
		if found.v != nil && found.v != ret.Results[i] {
			return ref{}, false
		}
		found = ref{ret.Results[i], child}
	}
	return found, found.v != nil
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

func returnsOf(fn *ssa.Function) []*ssa.Return {
	var out []*ssa.Return
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 || b == fn.Recover {
			continue
		}
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			out = append(out, ret)
		}
	}
	return out
}

// intOf is a constant integer, or what a loop's index is bound to now.
func intOf(r ref) (int, bool) {
	if c, ok := r.v.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Int {
		n, exact := constant.Int64Val(c.Value)
		return int(n), exact
	}
	if r.act == nil {
		return 0, false
	}
	n, ok := r.act.index[r.v]
	return n, ok
}
