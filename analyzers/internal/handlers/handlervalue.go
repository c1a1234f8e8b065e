package handlers

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// A resolved is what a value that answers requests turned out to be: a function
// or a router, and what is wrapped around it, outermost first.
type resolved struct {
	Handler
	router *router
	chain  []Middleware
	// strip holds the prefix that http.StripPrefix takes off, nil for none.
	strip []string
}

// handler follows a value that answers requests.
func (w *walker) handler(r ref) resolved { return w.handlerAt(r, 0) }

func (w *walker) handlerAt(r ref, depth int) resolved {
	r = w.chase(r, false)
	if depth > maxNesting/2 || r.v == nil {
		return resolved{Handler: Handler{Name: Unknown}}
	}
	if r.act != nil && r.act.routers[r.v] != nil || w.p.routerType(r.v.Type()) != nil {
		if rt := w.routerOf(r); rt != nil && rt.builder == nil {
			return resolved{router: rt}
		}
	}
	switch v := r.v.(type) {
	case *ssa.Function, *ssa.MakeClosure:
		return resolved{Handler: w.function(functionOf(r.v))}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return w.handlerOfCall(call, v.Index, r.act, depth)
		}
	case *ssa.Call:
		return w.handlerOfCall(v, 0, r.act, depth)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if e == v || isNil(e) {
				continue
			}
			if got := w.handlerAt(ref{e, r.act}, depth+maxNesting/8); got.router != nil || got.Name != Unknown {
				return got
			}
		}
	case *ssa.Const:
		return resolved{Handler: Handler{Name: "nil"}}
	}
	if f := serveHTTP(r.v.Type()); f != nil && !types.IsInterface(r.v.Type()) && !isFuncType(r.v.Type()) {
		return resolved{Handler: w.method(f)}
	}
	if r.act != nil {
		if fn := w.functionIn(r); fn != nil {
			return resolved{Handler: w.function(fn)}
		}
	}
	return resolved{Handler: Handler{Name: unknownName(r.v)}}
}

// functionIn returns the first function that a value is known to be able to be.
func (w *walker) functionIn(r ref) *ssa.Function {
	for _, it := range w.p.r.ValueIn(r.v, r.act.frame) {
		if f, ok := it.Value.(values.Func); ok && !it.Elsewhere {
			return f.Fn
		}
	}
	return nil
}

func isFuncType(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// unknownName names a value by the field or variable it was read from.
func unknownName(v ssa.Value) string {
	if u, ok := v.(*ssa.UnOp); ok {
		switch a := u.X.(type) {
		case *ssa.FieldAddr:
			if n := values.NamedOf(a.X.Type()); n != nil {
				return n.Obj().Name() + "." + values.FieldVar(a.X.Type(), a.Field).Name() + Unknown
			}
		case *ssa.Global:
			return a.Pkg.Pkg.Name() + "." + a.Name() + Unknown
		}
	}
	if p, ok := v.(*ssa.Parameter); ok {
		return p.Name() + Unknown
	}
	return Unknown
}

// handlerOfCall follows the result of a call: a wrapper around a handler that is
// among its arguments, a constructor of this package, or one that is not seen.
func (w *walker) handlerOfCall(call *ssa.Call, i int, act *activation, depth int) resolved {
	c := &call.Call
	if op := w.p.operationOf(c); (op.role == wraps || op.role == strips) && op.has(models.HandlerArg) {
		g := w.read(op, call, act)
		if len(g.handlers) == 1 {
			got := w.handlerAt(g.handlers[0], depth+1)
			if op.role == strips {
				got.strip = g.paths
			}
			return got
		}
	}
	if rt := act.routers[call]; rt != nil {
		return resolved{router: rt}
	}
	name := w.calleeName(c, act)
	if got, ok := w.alice(c, act, depth); ok {
		return got
	}
	var inner *resolved
	var others []Middleware
	for _, arg := range argumentsOf(w, c, act) {
		sig := signatureOf(w.chase(arg, false).v)
		switch {
		case sig != nil && isMiddleware(sig):
			others = append(others, w.middleware(arg))
		case inner == nil && w.answersHere(arg, sig):
			got := w.handlerAt(arg, depth+1)
			inner = &got
		}
	}
	if inner != nil {
		inner.chain = append(append([]Middleware{name}, others...), inner.chain...)
		return *inner
	}
	if next, ok := w.returned(call, i, act); ok {
		got := w.handlerAt(next, depth+1)
		if got.router == nil && got.Name == "" {
			// A closure is known by the constructor that it comes from.
			got.Name, got.Object = name.Name+"()", name.Object
		}
		return got
	}
	h := Handler{Name: name.Name + "()", Key: name.Key, Object: name.Object, Func: nil}
	if name.Name == Unknown {
		h.Name = Unknown
	}
	if f := serveHTTP(call.Type()); f != nil && !types.IsInterface(call.Type()) && !isFuncType(call.Type()) {
		h = w.method(f)
	}
	return resolved{Handler: h}
}

// answersHere reports whether an argument is what a wrapper passes requests to.
func (w *walker) answersHere(arg ref, sig *types.Signature) bool {
	if sig != nil {
		return takesRequest(sig)
	}
	t := arg.v.Type()
	if w.p.routerType(t) != nil {
		return answers(t)
	}
	return answers(t) && !isContext(t)
}

func isContext(t types.Type) bool {
	_, ok := contexts[types.TypeString(types.Unalias(t), nil)]
	return ok
}

// argumentsOf returns the arguments of a call without the receiver, variadic ones one by one.
func argumentsOf(w *walker, c *ssa.CallCommon, act *activation) []ref {
	var out []ref
	for _, arg := range values.Args(c) {
		r := ref{arg, act}
		if _, ok := arg.Type().Underlying().(*types.Slice); ok {
			elems, _ := w.elements(r, 0)
			out = append(out, elems...)
			continue
		}
		out = append(out, r)
	}
	return out
}

func signatureOf(v ssa.Value) *types.Signature {
	if v == nil {
		return nil
	}
	sig, _ := v.Type().Underlying().(*types.Signature)
	return sig
}

// alice reads the chains of justinas/alice, which are values.
func (w *walker) alice(c *ssa.CallCommon, act *activation, depth int) (resolved, bool) {
	f := values.Callee(c)
	if f == nil || f.Pkg() == nil || f.Pkg().Path() != "github.com/justinas/alice" || f.Name() != "Then" && f.Name() != "ThenFunc" {
		return resolved{}, false
	}
	got := w.handlerAt(ref{values.Args(c)[0], act}, depth+1)
	got.chain = append(w.aliceChain(ref{values.Receiver(c), act}, depth+1), got.chain...)
	return got, true
}

func (w *walker) aliceChain(r ref, depth int) []Middleware {
	r = w.chase(r, true)
	call, ok := r.v.(*ssa.Call)
	if !ok || depth > maxNesting {
		return []Middleware{{Name: Unknown}}
	}
	var chain []Middleware
	if recv := values.Receiver(&call.Call); recv != nil {
		chain = w.aliceChain(ref{recv, r.act}, depth+1)
	}
	for _, arg := range values.Args(&call.Call) {
		if f := values.Callee(&call.Call); f != nil && f.Name() == "Extend" {
			return append(chain, w.aliceChain(ref{arg, r.act}, depth+1)...)
		}
		for _, m := range w.several(ref{arg, r.act}) {
			chain = append(chain, w.middleware(m))
		}
	}
	return chain
}

// calleeName is the function that a call names, as a link of a chain.
func (w *walker) calleeName(c *ssa.CallCommon, act *activation) Middleware {
	if f := values.Callee(c); f != nil {
		m := Middleware{Name: nameOf(f), Key: f.FullName(), Object: f, Pos: f.Pos()}
		if !c.IsInvoke() {
			m.Func = w.p.body(c.StaticCallee())
		}
		return m
	}
	return w.middleware(ref{c.Value, act})
}

// middleware names one link of a chain.
func (w *walker) middleware(r ref) Middleware {
	r = w.chase(r, false)
	if fn := functionOf(r.v); fn != nil {
		h := w.function(fn)
		w.keys[h.Key] = true
		return Middleware{Name: h.Name, Key: h.Key, Func: h.Func, Object: h.Object, Pos: h.Pos}
	}
	if e, ok := r.v.(*ssa.Extract); ok {
		if call, ok := e.Tuple.(*ssa.Call); ok {
			r.v = call
		}
	}
	if call, ok := r.v.(*ssa.Call); ok {
		if op := w.p.operationOf(&call.Call); op.role == wraps && len(values.Args(&call.Call)) > 0 {
			return w.middleware(ref{values.Args(&call.Call)[0], r.act})
		}
		if f := values.Callee(&call.Call); f != nil {
			m := Middleware{Name: nameOf(f), Key: f.FullName(), Object: f, Pos: call.Pos()}
			if next, ok := w.returned(call, 0, r.act); ok {
				if fn := functionOf(w.chase(next, true).v); fn != nil {
					m.Func = w.p.body(fn)
				}
			}
			w.keys[m.Key] = true
			return m
		}
	}
	if r.act != nil {
		if fn := w.functionIn(r); fn != nil {
			h := w.function(fn)
			w.keys[h.Key] = true
			return Middleware{Name: h.Name, Key: h.Key, Func: h.Func, Object: h.Object, Pos: h.Pos}
		}
	}
	return Middleware{Name: unknownName(r.v), Pos: r.v.Pos()}
}

// function describes a function value.
func (w *walker) function(fn *ssa.Function) Handler {
	h := Handler{Func: w.p.body(fn)}
	if f, ok := fn.Object().(*types.Func); ok {
		f = f.Origin()
		h.Name, h.Key, h.Object, h.Pos = nameOf(f), f.FullName(), f, f.Pos()
		return h
	}
	h.Key, h.Pos = values.Key(fn), fn.Pos()
	return h
}

func (w *walker) method(f *types.Func) Handler {
	f = f.Origin()
	h := Handler{Name: nameOf(f), Key: f.FullName(), Object: f, Pos: f.Pos()}
	if fn := w.p.r.Pkg.Prog.FuncValue(f); fn != nil {
		h.Func = w.p.body(fn)
	}
	return h
}

// body returns the function with its body in this package, or nil.
func (p *program) body(fn *ssa.Function) *ssa.Function {
	if fn == nil {
		return nil
	}
	if fn = values.Declared(fn); len(fn.Blocks) == 0 {
		return nil
	}
	return fn
}

// nameOf is "pkg.Func" or "pkg.Type.Method".
func nameOf(f *types.Func) string {
	if f.Pkg() == nil {
		return f.Name()
	}
	name := f.Name()
	if recv := f.Signature().Recv(); recv != nil {
		if n := values.NamedOf(recv.Type()); n != nil {
			name = n.Obj().Name() + "." + name
		}
	}
	return strings.TrimSuffix(f.Pkg().Name(), "_test") + "." + name
}
