package handlers

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// given is what the arguments of one call of an operation are.
type given struct {
	on       *router
	methods  []string
	paths    []string
	handlers []ref // of which the last answers
	wares    []Middleware
	body     ref
}

// apply does to the imagined routers what a library's function does.
func (w *walker) apply(fw *framework, op operation, call ssa.CallInstruction, act *activation) {
	v, _ := call.(ssa.Value)
	if op.role == makes {
		rt := w.newRouter(fw)
		act.routers[v] = rt
		return
	}
	if op.role == wraps || op.role == strips {
		return // read where the handler is used
	}
	g := w.read(fw, op, call, act)
	if op.role == serves {
		if len(g.handlers) > 0 {
			w.serve(g.handlers[0], act)
		}
		return
	}
	if g.on == nil {
		if fw.path != netHTTP || values.Receiver(call.Common()) != nil {
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
		g.on.own = append(g.on.own, w.conditional(g.wares, call)...)
		if len(g.handlers) > 0 {
			w.mount(g, op, call, act)
		}
		w.keep(v, g.on, act)
	case mounts:
		w.mount(g, op, call, act)
		w.keep(v, g.on, act)
	case fallback:
		for _, h := range g.handlers {
			w.register(w.handler(h))
		}
	case same:
		w.keep(v, g.on, act)
	case adapts:
		rt := w.newRouter(fw)
		rt.parent, rt.seen, rt.prefix = g.on, len(g.on.own), g.paths
		w.keep(v, rt, act)
	case builds:
		w.build(g, op, call, act)
	}
}

// keep notes that a call returns a router: for libraries whose calls chain.
func (w *walker) keep(v ssa.Value, rt *router, act *activation) {
	if v != nil && w.p.routerType(v.Type()) != nil {
		act.routers[v] = rt
	}
}

// read takes the arguments apart.
func (w *walker) read(fw *framework, op operation, call ssa.CallInstruction, act *activation) given {
	var g given
	c := call.Common()
	if recv := values.Receiver(c); recv != nil {
		g.on = w.routerOf(ref{recv, act})
	}
	args := values.Args(c)
	if op.method != "" {
		g.methods = []string{op.method}
	}
	for i, kind := range op.args {
		if i >= len(args) {
			break
		}
		arg := ref{args[i], act}
		switch kind {
		case 'r':
			g.on = w.routerOf(arg)
		case 'p':
			if _, several := arg.v.Type().Underlying().(*types.Slice); several {
				g.paths = append(g.paths, w.list(arg)...)
			} else {
				g.paths = append(g.paths, w.texts(arg)...)
			}
		case 'm':
			g.methods = w.texts(arg)
		case 'M':
			g.methods = w.list(arg)
		case 'h':
			g.handlers = append(g.handlers, arg)
		case 'H':
			g.handlers = append(g.handlers, w.several(arg)...)
		case 'w':
			for _, m := range w.several(arg) {
				g.wares = append(g.wares, w.middleware(m))
			}
		case 'b':
			g.body = arg
		case 'o':
			w.operation(&g, arg)
		case 'a':
			w.fiberUse(&g, arg)
		}
	}
	return g
}

// operation reads huma's description of a route.
func (w *walker) operation(g *given, op ref) {
	st, ok := op.v.Type().Underlying().(*types.Struct)
	if !ok {
		return
	}
	g.methods, g.paths = []string{Unknown}, []string{Unknown}
	for i := range st.NumFields() {
		val, known := w.fieldOf(op, i, 0)
		if !known {
			continue
		}
		switch st.Field(i).Name() {
		case "Method":
			g.methods = w.texts(val)
		case "Path":
			g.paths = w.texts(val)
		case "Middlewares":
			for _, m := range w.several(val) {
				g.wares = append(g.wares, w.middleware(m))
			}
		}
	}
}

// fiberUse reads the arguments of fiber's Use: paths, middleware and routers in
// any mixture.
func (w *walker) fiberUse(g *given, list ref) {
	for _, arg := range w.several(list) {
		arg = w.chase(arg, false)
		if b, ok := arg.v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			g.paths = append(g.paths, w.texts(arg)...)
			continue
		}
		if w.p.routerType(arg.v.Type()) != nil {
			g.handlers = append(g.handlers, arg)
			continue
		}
		g.wares = append(g.wares, w.middleware(arg))
	}
}

// several returns the elements of a variadic argument, or the argument itself.
func (w *walker) several(arg ref) []ref {
	if _, ok := arg.v.Type().Underlying().(*types.Slice); !ok {
		return []ref{arg}
	}
	elems, known := w.elements(arg, 0)
	if !known {
		if len(elems) == 0 {
			return []ref{arg} // named as a whole: what it is, is not known
		}
		elems = append(elems, arg)
	}
	return elems
}

// add notes a route.
func (w *walker) add(g given, op operation, call ssa.CallInstruction, act *activation) {
	var h resolved
	chain := g.wares
	if n := len(g.handlers); n > 0 {
		h = w.handler(g.handlers[n-1])
		for _, m := range g.handlers[:n-1] {
			chain = append(chain, w.middleware(m))
		}
	} else if op.args == "pH" || op.args == "mpH" {
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
		if g.on.fw.path == netHTTP && len(methods) == 0 {
			methods, path = splitPattern(path)
		}
		if len(methods) == 0 {
			methods = []string{AnyMethod}
		}
		for _, m := range methods {
			w.note(g.on, Route{Method: m, Pattern: path + op.suffix, Handler: h.Handler, Chain: chain, Registered: call.Pos()})
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
		w.shapes[keyOf(h.Func)] = shape
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
func (w *walker) group(g given, call ssa.CallInstruction, act *activation) {
	rt := w.newRouter(g.on.fw)
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
	w.joined[keyOf(child.fn)] = true
	// The router is the last parameter; a bound receiver stands before it.
	last := child.fn.Params[len(child.fn.Params)-1]
	child.routers[last] = rt
	w.walk(child)
}

// mount hangs a router, or a handler that is not seen through, below a prefix.
func (w *walker) mount(g given, op operation, call ssa.CallInstruction, act *activation) {
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
func (w *walker) hang(h resolved, g given, chain []Middleware) {
	m := mount{in: g.on, seen: len(g.on.own), chain: chain}
	switch {
	case h.strip != nil:
		m.prefix = h.strip
	case h.router.fw == g.on.fw && g.on.fw.path != netHTTP && g.on.fw.path != "github.com/gorilla/mux":
		m.prefix = g.paths
	default:
		m.whole = true
	}
	h.router.mounts = append(h.router.mounts, m)
}

// build does one step of a gorilla route.
func (w *walker) build(g given, op operation, call ssa.CallInstruction, act *activation) {
	rt := g.on
	if rt.builder == nil {
		rt = w.newRouter(g.on.fw)
		rt.parent, rt.seen, rt.builder = g.on, len(g.on.own), &building{of: g.on}
	}
	b := rt.builder
	if len(g.paths) > 0 {
		b.path, b.suffix = joinAll(b.path, g.paths), op.suffix
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
		w.hang(h, given{on: b.of, paths: b.path}, h.chain)
		return
	}
	w.register(h)
	methods := b.methods
	if len(methods) == 0 {
		methods = []string{AnyMethod}
	}
	for _, path := range alternatives(b.path) {
		for _, m := range methods {
			w.note(rt, Route{Method: m, Pattern: path + b.suffix, Handler: h.Handler, Chain: h.chain, Registered: call.Pos()})
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

// conditional marks middleware that is added on some paths of its function only.
func (w *walker) conditional(wares []Middleware, call ssa.CallInstruction) []Middleware {
	b := call.Block()
	for _, ret := range returnsOf(b.Parent()) {
		if !b.Dominates(ret.Block()) && ret.Block() != b && reachable(b, ret.Block()) {
			wares = slices.Clone(wares)
			for i := range wares {
				wares[i].Conditional = true
			}
			return wares
		}
	}
	return wares
}

func reachable(from, to *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
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
