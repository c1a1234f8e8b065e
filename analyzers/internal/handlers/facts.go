package handlers

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// registers is the fact of a function that registers routes on a router which it
// is given or returns.
type registers struct {
	Bases []base
	// Links and Origins are what the bases name by index: most routes share theirs.
	Links   []link
	Origins []Origin
}

// A base is one such router: the parameter (receiver first) or the result with
// that index; the other is -1.
type base struct {
	Param, Result int
	// Fields lead from the parameter to the router.
	Fields    []string
	Framework string
	// Uses is the middleware that the function adds to the router itself.
	Uses   []int
	Routes []exported
}

// exported is a route relative to its base. Seen is how many of Uses came before.
// Line is that of its Origin.
type exported struct {
	Method, Pattern string
	Handler         int
	Chain           []int
	Seen            int
	Framework       string
	Origin, Line    int
}

// A link is a function by name. File is the base name of its file, so that facts
// do not depend on where the package lies.
type link struct {
	Name, Key   string
	Conditional bool
	File        string
	Line        int
}

// AFact marks registers as a fact.
func (*registers) AFact() {}

func (r *registers) String() string {
	n := 0
	for _, b := range r.Bases {
		n += len(b.Routes)
	}
	return fmt.Sprintf("registers %d routes", n)
}

// The bounds of what one package exports: routes, functions, and bytes, as far as
// they can be told before facts are encoded.
const (
	maxFactRoutes = 2000
	maxFactFuncs  = 400
	maxFactBytes  = 700 << 10
)

// link returns the index of a function, which it adds when it is new.
func (r *registers) link(l link) int {
	if i := slices.Index(r.Links, l); i >= 0 {
		return i
	}
	r.Links = append(r.Links, l)
	return len(r.Links) - 1
}

// origin is link for origins, whose line stands with the route.
func (r *registers) origin(o Origin) int {
	o.Line = 0
	if i := slices.Index(r.Origins, o); i >= 0 {
		return i
	}
	r.Origins = append(r.Origins, o)
	return len(r.Origins) - 1
}

// size is about what the fact takes when it is encoded.
func (r *registers) size() int {
	n := 0
	for _, l := range r.Links {
		n += len(l.Name) + len(l.Key) + len(l.File) + 12
	}
	for _, o := range r.Origins {
		n += len(o.Func) + len(o.Package) + len(o.File) + 8
	}
	for _, b := range r.Bases {
		n += 3*len(b.Uses) + 30
		for _, e := range b.Routes {
			n += len(e.Method) + len(e.Pattern) + len(e.Framework) + 3*len(e.Chain) + 24
		}
	}
	return n
}

// exportFacts exports what the package's functions register for their callers.
func (w *walker) exportFacts() {
	left, bytes := maxFactRoutes, maxFactBytes
	// Functions that only keep what they are given register through methods.
	keepers := make(map[*ssa.Function]bool)
	for _, rt := range w.routers {
		if rt.param != nil && rt.index >= 0 {
			keepers[rt.param.fn] = true
		}
	}
	funcs := 0
	for _, fn := range w.p.r.Funcs {
		f, ok := fn.Object().(*types.Func)
		if !ok || fn.Synthetic != "" || !w.p.relevant[fn] && !keepers[fn] || f.Signature().Recv() == nil && !f.Exported() {
			continue
		}
		if funcs++; funcs > maxFactFuncs {
			w.cut = true
			return
		}
		fact := w.factOf(fn)
		for i := range fact.Bases {
			b := &fact.Bases[i]
			if len(b.Routes) > left {
				b.Routes, w.cut = b.Routes[:left], true
			}
			left -= len(b.Routes)
		}
		fact.Bases = slices.DeleteFunc(fact.Bases, func(b base) bool { return len(b.Routes) == 0 && len(b.Uses) == 0 })
		if len(fact.Bases) == 0 {
			continue
		}
		if bytes -= fact.size(); bytes < 0 {
			w.cut = true
			return
		}
		w.p.pass.ExportObjectFact(f, fact)
	}
}

func (w *walker) factOf(fn *ssa.Function) *registers {
	fact := new(registers)
	alone := w
	if w.p.called[fn] && slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return w.p.holdsRouter(p.Type(), 0) }) {
		// Seen from within, its parameters are what its callers pass.
		alone = newWalker(w.p)
		alone.walk(alone.outside(fn))
		w.cut = w.cut || alone.cut
	}
	for _, rt := range alone.routers {
		if rt.param != nil && rt.index >= 0 && rt.param == alone.outsides[fn] {
			fact.Bases = append(fact.Bases, alone.baseOf(fact, rt, rt.index, -1))
		}
	}
	for _, rt := range w.routers {
		for _, r := range rt.returned {
			if r.fn == fn && !slices.ContainsFunc(fact.Bases, func(b base) bool { return b.Result == r.index }) {
				fact.Bases = append(fact.Bases, w.baseOf(fact, rt, -1, r.index))
			}
		}
	}
	return fact
}

// baseOf collects the routes on and below a router.
func (w *walker) baseOf(fact *registers, rt *router, param, result int) base {
	b := base{Param: param, Result: result, Fields: rt.fields, Framework: rt.fw.path}
	for _, m := range slices.Concat(rt.outer, rt.own) {
		b.Uses = append(b.Uses, fact.link(w.p.linkOf(Handler{Name: m.Name, Key: m.Key, Pos: m.Pos}, m.Conditional)))
	}
	for _, reg := range w.registrations {
		if !within(reg.on, rt, 0) {
			continue
		}
		for _, route := range w.resolve(reg, rt) {
			if len(b.Routes) >= maxFactRoutes {
				w.cut = true
				return b
			}
			e := exported{
				Method: route.Method, Pattern: route.Pattern, Framework: route.Framework, Seen: len(rt.outer) + route.seen,
				Handler: fact.link(w.p.linkOf(route.Handler, false)),
			}
			for _, m := range route.Chain {
				e.Chain = append(e.Chain, fact.link(w.p.linkOf(Handler{Name: m.Name, Key: m.Key, Pos: m.Pos}, m.Conditional)))
			}
			from := Origin{Package: w.p.pass.Pkg.Path()}
			if route.Origin != nil {
				from = *route.Origin
			} else {
				from.File, from.Line = w.p.place(route.Registered)
			}
			e.Origin, e.Line = fact.origin(from), from.Line
			b.Routes = append(b.Routes, e)
		}
	}
	return b
}

func (p *program) place(pos token.Pos) (file string, line int) {
	if !pos.IsValid() {
		return "", 0
	}
	at := p.pass.Fset.Position(pos)
	return filepath.Base(at.Filename), at.Line
}

func (p *program) linkOf(h Handler, conditional bool) link {
	l := link{Name: h.Name, Key: h.Key, Conditional: conditional, File: h.File, Line: h.Line}
	if h.Pos.IsValid() {
		l.File, l.Line = p.place(h.Pos)
	}
	return l
}

// takeOver registers what a function of another package registers, on the routers
// that it is given here, or on the one it returns.
func (w *walker) takeOver(f *types.Func, call ssa.CallInstruction, act *activation) {
	fact := w.p.fact(f)
	if fact == nil {
		return
	}
	c := call.Common()
	args := c.Args
	if c.IsInvoke() {
		args = append([]ssa.Value{c.Value}, args...)
	}
	for _, b := range fact.Bases {
		var rt *router
		switch {
		case b.Param >= 0 && b.Param < len(args):
			rt = w.routerIn(ref{args[b.Param], act}, b.Fields)
		case b.Result >= 0:
			rt = w.imported(b, call, act)
		}
		if rt == nil {
			continue
		}
		w.joined[f.Origin().FullName()] = true
		had := len(rt.own)
		for _, u := range b.Uses {
			rt.own = append(rt.own, w.imports(fact.Links[u]))
		}
		for _, e := range b.Routes {
			w.takeRoute(f, fact, rt, e, had, call)
		}
	}
}

// routerIn is the router that an argument is, or that fields of it lead to.
func (w *walker) routerIn(arg ref, fields []string) *router {
	for _, name := range fields {
		var ok bool
		if arg, ok = w.namedField(arg, name); !ok {
			return nil
		}
	}
	return w.routerOf(arg)
}

// holdsRouter reports whether a parameter of that type can bring a router.
func (p *program) holdsRouter(t types.Type, depth int) bool {
	if p.routerType(t) != nil {
		return true
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 2 {
		return false
	}
	for i := range st.NumFields() {
		if p.holdsRouter(st.Field(i).Type(), depth+1) {
			return true
		}
	}
	return false
}

// imported is the router that a call of another package's function returns.
func (w *walker) imported(b base, call ssa.CallInstruction, act *activation) *router {
	v, ok := call.(ssa.Value)
	if !ok || w.p.framework(b.Framework) == nil {
		return nil
	}
	if call.Common().Signature().Results().Len() > 1 {
		v = nil
		for _, use := range *call.(ssa.Value).Referrers() {
			if e, ok := use.(*ssa.Extract); ok && e.Index == b.Result {
				v = e
			}
		}
	}
	if v == nil {
		return nil
	}
	rt := w.newRouter(w.p.framework(b.Framework))
	act.routers[v] = rt
	return rt
}

func (w *walker) takeRoute(f *types.Func, fact *registers, rt *router, e exported, had int, call ssa.CallInstruction) {
	if len(w.registrations) >= maxRoutes {
		w.cut = true
		return
	}
	l, from := fact.Links[e.Handler], fact.Origins[e.Origin]
	from.Line = e.Line
	h := Handler{Name: l.Name, Key: l.Key, File: l.File, Line: l.Line}
	w.keys[h.Key] = true
	route := Route{Method: e.Method, Pattern: e.Pattern, Handler: h, Registered: call.Pos(), Framework: e.Framework, Origin: &from}
	if route.Origin.Func == "" {
		route.Origin.Func = f.Origin().FullName()
	}
	for _, m := range e.Chain {
		route.Chain = append(route.Chain, w.imports(fact.Links[m]))
	}
	w.registrations = append(w.registrations, registration{route, rt, had + e.Seen})
}

// imports is the middleware that a fact names.
func (w *walker) imports(l link) Middleware {
	w.keys[l.Key] = true
	return Middleware{Name: l.Name, Key: l.Key, Conditional: l.Conditional}
}
