package handlers

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// apply does to the imagined routers what a library's function does.
func (w *walker) apply(op operation, call ssa.CallInstruction, act *activation) {
	v, _ := call.(ssa.Value)
	switch op.role {
	case makes:
		w.keep(v, w.newRouter(w.p.routerType(firstResult(call))), act)
		return
	case wraps, strips:
		return // read where the handler is used
	}
	g := w.read(op, call, act)
	if op.role == serves {
		if len(g.handlers) > 0 {
			w.serve(g.handlers[0])
		}
		return
	}
	if g.on == nil {
		if f := values.Callee(call.Common()); f == nil || f.Pkg() == nil || f.Pkg().Path() != netHTTP || f.Signature().Recv() != nil {
			return
		}
		g.on = w.defaultMux()
	}
	switch op.role {
	case adds:
		w.add(g, op, call, act)
		w.keep(v, g.on, act)
	case groups:
		w.group(g, call, act)
	case uses:
		if len(g.handlers) > 0 {
			w.mount(g, call)
		} else {
			wares := w.conditional(g.wares, call, g.paths)
			for _, rt := range g.on.each() {
				rt.own = append(rt.own, wares...)
			}
		}
		w.keep(v, g.on, act)
	case mounts:
		w.mount(g, call)
		w.keep(v, g.on, act)
	case fallback:
		for _, h := range g.handlers {
			w.register(w.handler(h))
		}
	case same:
		w.keep(v, g.on, act)
	case builds:
		w.build(g, op, call, act)
	}
}

func firstResult(call ssa.CallInstruction) types.Type {
	return call.Common().Signature().Results().At(0).Type()
}

// keep notes that a call returns a router: for libraries whose calls chain.
func (w *walker) keep(v ssa.Value, rt *router, act *activation) {
	if v != nil && w.p.routerType(v.Type()) != nil {
		act.routers[v] = rt
	}
}

// add notes a route.
func (w *walker) add(g arguments, op operation, call ssa.CallInstruction, act *activation) {
	var h resolved
	chain := g.wares
	if n := len(g.handlers); n > 0 {
		h = w.handler(g.handlers[n-1])
		for _, m := range g.handlers[:n-1] {
			chain = append(chain, w.middleware(m))
		}
	} else if op.has(models.Chain) {
		h.Handler = Handler{Name: "none"} // gin: the middleware answers
	} else {
		f := values.Callee(call.Common())
		h.Handler = Handler{Name: nameOf(f), Key: f.FullName(), Object: f}
	}
	if len(g.paths) == 0 {
		g.paths = []string{""}
	}
	chain = append(chain, h.chain...)
	if h.router != nil && h.router != g.on && !within(g.on, h.router, 0) {
		w.hang(h, g, chain)
		return
	}
	w.register(h)
	w.shape(g.on.fw, h.Handler)
	for _, path := range g.paths {
		methods := g.methods
		if g.patterns {
			if split, rest := splitPattern(path); len(split) > 0 {
				methods, path = split, rest
			}
		}
		if op.below {
			path = g.on.fw.join(path, g.on.fw.rest)
		}
		if len(methods) == 0 {
			methods = []string{AnyMethod}
		}
		for _, m := range methods {
			w.note(g.on, Route{Method: m, Pattern: path, Handler: h.Handler, Chain: chain, Registered: call.Pos()})
		}
	}
}

// note keeps one registration.
func (w *walker) note(on *router, rt Route) {
	if len(w.registrations) >= maxRoutes {
		w.cut = true
		return
	}
	rt.Framework = on.fw.path
	w.registrations = append(w.registrations, registration{rt, on, len(on.own)})
}

const maxRoutes = 20000

// shape keeps the shape of a handler that has it by being registered.
func (w *walker) shape(fw *framework, h Handler) {
	if fw.path != humaPath || h.Func == nil {
		return
	}
	if shape, ok := humaShape(h.Func.Signature); ok {
		w.shapes[values.Key(h.Func)] = shape
	}
}

// register notes that a function answers something.
func (w *walker) register(h resolved) {
	if h.Key != "" {
		w.keys[h.Key] = true
	}
	if h.Object != nil {
		w.keys[h.Object.FullName()] = true
	}
	for _, m := range h.chain {
		w.keys[m.Key] = true
	}
}

// group makes a router below another.
func (w *walker) group(g arguments, call ssa.CallInstruction, act *activation) {
	// huma's adapters make a router of one library below one of another.
	fw := g.on.fw
	if results := call.Common().Signature().Results(); results.Len() > 0 {
		if other := w.p.routerType(results.At(0).Type()); other != nil {
			fw = other
		}
	}
	rt := w.newRouter(fw)
	rt.parent, rt.seen, rt.prefix, rt.own = g.on, len(g.on.own), g.paths, g.wares
	if b := g.on.builder; b != nil {
		rt.parent, rt.seen, rt.prefix = b.of, len(b.of.own), b.path
	}
	v, _ := call.(ssa.Value)
	w.keep(v, rt, act)
	if g.body.v == nil {
		return
	}
	body := w.chase(g.body, true)
	child := w.within(body, nil)
	if child == nil {
		return
	}
	if len(child.fn.Params) == 0 {
		return
	}
	w.joined[values.Key(child.fn)] = true
	// The router is the last parameter; a bound receiver stands before it.
	last := child.fn.Params[len(child.fn.Params)-1]
	child.routers[last] = rt
	w.walk(child)
}

// mount hangs a router, or a handler that is not seen through, below a prefix.
func (w *walker) mount(g arguments, call ssa.CallInstruction) {
	for _, arg := range g.handlers {
		h := w.handler(arg)
		chain := slices.Concat(g.wares, h.chain)
		if h.router != nil && h.router != g.on && !within(g.on, h.router, 0) {
			w.hang(h, g, chain)
			continue
		}
		w.register(h)
		for _, path := range alternatives(g.paths) {
			w.note(g.on, Route{Method: AnyMethod, Pattern: joinSlash(path, "/*"), Handler: h.Handler, Chain: chain, Registered: call.Pos()})
		}
	}
}

// hang puts a router below another. A library takes the prefix off for its own
// routers; for others only http.StripPrefix does.
func (w *walker) hang(h resolved, g arguments, chain []Middleware) {
	m := mount{in: g.on, seen: len(g.on.own), chain: chain}
	switch {
	case h.strip != nil:
		m.prefix, m.sees = h.strip, stripped
	case h.router.fw == g.on.fw && g.on.fw.path != netHTTP && g.on.fw.path != gorillaMux:
		m.prefix = g.paths
	default:
		m.sees = whole
	}
	for _, rt := range h.router.each() {
		rt.mounts = append(rt.mounts, m)
	}
}

// build does one step of a gorilla route.
func (w *walker) build(g arguments, op operation, call ssa.CallInstruction, act *activation) {
	rt := g.on
	if rt.builder == nil {
		rt = w.newRouter(g.on.fw)
		rt.parent, rt.seen, rt.builder = g.on, len(g.on.own), &building{of: g.on}
	}
	b := rt.builder
	if len(g.paths) > 0 {
		b.path, b.below = joinAll(b.path, g.paths), op.below
	}
	if len(g.methods) > 0 {
		b.methods = g.methods
		for i := range w.registrations {
			// Methods after the handler: the route stands already.
			if r := &w.registrations[i]; r.on == rt && r.route.Method == AnyMethod {
				r.route.Method = g.methods[0]
				for _, m := range g.methods[1:] {
					more := r.route
					more.Method = m
					w.registrations = append(w.registrations, registration{more, rt, r.seen})
				}
				break
			}
		}
	}
	v, _ := call.(ssa.Value)
	w.keep(v, rt, act)
	if len(g.handlers) == 0 {
		return
	}
	h := w.handler(g.handlers[0])
	if h.router != nil && h.router != b.of && !within(b.of, h.router, 0) {
		w.hang(h, arguments{on: b.of, paths: b.path}, h.chain)
		return
	}
	w.register(h)
	methods := b.methods
	if len(methods) == 0 {
		methods = []string{AnyMethod}
	}
	for _, path := range alternatives(b.path) {
		if b.below {
			path += g.on.fw.rest
		}
		for _, m := range methods {
			w.note(rt, Route{Method: m, Pattern: path, Handler: h.Handler, Chain: h.chain, Registered: call.Pos()})
		}
	}
}

func joinAll(prefixes, paths []string) []string {
	var out []string
	for _, a := range alternatives(prefixes) {
		for _, b := range paths {
			out = append(out, joinSlash(a, b))
		}
	}
	return out
}

// conditional marks middleware that is added on some paths of its function only,
// or for requests below a prefix.
func (w *walker) conditional(wares []Middleware, call ssa.CallInstruction, prefixes []string) []Middleware {
	if slices.ContainsFunc(prefixes, func(p string) bool { return p != "" && p != "/" }) {
		wares = slices.Clone(wares)
		for i := range wares {
			wares[i].Conditional = true
		}
		return wares
	}
	b := call.Block()
	for _, ret := range returnsOf(b.Parent()) {
		if !b.Dominates(ret.Block()) && ret.Block() != b && values.LeadsTo(b, ret.Block()) {
			wares = slices.Clone(wares)
			for i := range wares {
				wares[i].Conditional = true
			}
			return wares
		}
	}
	return wares
}
