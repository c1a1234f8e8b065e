package handlers

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// A walker is one imagined run of the registering code.
type walker struct {
	p             *program
	memory        map[cell]ref
	fields        map[*types.Var]ref
	globals       map[*ssa.Global]ref
	outsides      map[*ssa.Function]*activation
	fieldRouters  map[any]*router
	standard      *router // http.DefaultServeMux
	registrations []registration
	// keys are the functions that answer something, whether by a route or not.
	keys   map[string]bool
	shapes map[string]Shape // of handlers that a registration gives theirs
	joined map[string]bool
	walked map[*ssa.Function]bool
	// params are the routers that activations without callers were given.
	routers     []*router
	activations int
	instrs      int
	cut         bool
}

func newWalker(p *program) *walker {
	return &walker{
		p: p, memory: make(map[cell]ref), fields: make(map[*types.Var]ref), globals: make(map[*ssa.Global]ref),
		outsides: make(map[*ssa.Function]*activation), fieldRouters: make(map[any]*router),
		keys: make(map[string]bool), shapes: make(map[string]Shape), joined: make(map[string]bool), walked: make(map[*ssa.Function]bool),
	}
}

// walkAll walks from the functions that nothing in the package calls: those first
// that make routers, since others may find them in fields. What was then not
// reached, such as functions that call each other, follows.
func (w *walker) walkAll() {
	var makers, others []*ssa.Function
	for _, fn := range w.p.r.Funcs {
		switch {
		case !w.p.relevant[fn] || fn.Parent() != nil || w.p.called[fn]:
		case fn.Name() == "init" && fn.Synthetic != "" || w.makes(fn):
			makers = append(makers, fn)
		default:
			others = append(others, fn)
		}
	}
	for _, fn := range append(makers, others...) {
		w.walk(w.outside(fn))
	}
	for _, fn := range w.p.r.Funcs {
		if w.p.relevant[fn] && !w.walked[fn] && (fn.Parent() == nil || w.walked[fn.Parent()]) {
			w.walk(w.outside(fn))
		}
	}
}

// makes reports whether a function makes a router itself.
func (w *walker) makes(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				if op := w.p.operationOf(call.Common()); op.role == makes {
					return true
				}
			}
		}
	}
	return false
}

// walk runs a body.
func (w *walker) walk(act *activation) {
	w.walked[act.fn] = true
	w.walkBlocks(act, act.fn.Blocks)
	if act.fn.Signature.Results().Len() > 0 {
		w.returns(act)
	}
}

func (w *walker) walkBlocks(act *activation, blocks []*ssa.BasicBlock) {
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if loop := w.loopAt(b, act); loop != nil {
			body := dominated(blocks[i:], loop.body)
			for n := range loop.count {
				loop.bind(n)
				w.walkBody(act, body)
			}
			loop.release()
			blocks = slices.Concat(blocks[:i], slices.DeleteFunc(slices.Clone(blocks[i:]), func(x *ssa.BasicBlock) bool { return slices.Contains(body, x) }))
			i--
			continue
		}
		w.walkBlock(b, act)
	}
}

// walkBody walks the blocks of a loop's body, whose first is not looked at as a
// loop again.
func (w *walker) walkBody(act *activation, body []*ssa.BasicBlock) {
	if len(body) == 0 {
		return
	}
	w.walkBlock(body[0], act)
	w.walkBlocks(act, body[1:])
}

func (w *walker) walkBlock(b *ssa.BasicBlock, act *activation) {
	for _, instr := range b.Instrs {
		if w.instrs++; w.instrs > maxInstrs {
			w.cut = true
			return
		}
		switch instr := instr.(type) {
		case *ssa.Store:
			w.storeTo(instr, act)
		case *ssa.MapUpdate:
			w.registerSwagger(instr)
		case ssa.CallInstruction:
			w.call(instr, act)
		}
	}
}

func (w *walker) storeTo(s *ssa.Store, act *activation) {
	if g, ok := s.Addr.(*ssa.Global); ok {
		w.globals[g] = ref{s.Val, act}
		return
	}
	w.store(s, act)
	if fa, ok := s.Addr.(*ssa.FieldAddr); ok {
		w.fieldRole(fa, ref{s.Val, act})
	}
}

// fieldRole does what storing in a library's field means.
func (w *walker) fieldRole(fa *ssa.FieldAddr, val ref) {
	n, f := values.NamedOf(fa.X.Type()), values.FieldVar(fa.X.Type(), fa.Field)
	if n == nil || f == nil || n.Obj().Pkg() == nil || n.Obj().Pkg() == w.p.pass.Pkg {
		return
	}
	for _, row := range models.Lookup(n.Obj().Pkg().Path() + "." + n.Obj().Name() + "." + f.Name()) {
		switch row.Role {
		case models.Serve:
			w.serve(val)
		case models.Fallback:
			w.register(w.handler(val))
		}
	}
}

// serve puts what wraps a router outermost.
func (w *walker) serve(h ref) {
	if got := w.handler(h); got.router != nil {
		for _, rt := range got.router.each() {
			rt.outer = got.chain
		}
	} else if got.Key != "" {
		w.keys[got.Key] = true
	}
}

// returns notes the routers that a function returns.
func (w *walker) returns(act *activation) {
	results := act.fn.Signature.Results()
	for i := range results.Len() {
		t := results.At(i).Type()
		if w.p.routerType(t) == nil && !answers(t) {
			continue
		}
		for _, ret := range returnsOf(act.fn) {
			if i >= len(ret.Results) || isNil(ret.Results[i]) {
				continue
			}
			got := w.handler(ref{ret.Results[i], act})
			if got.router == nil {
				continue
			}
			for _, rt := range got.router.each() {
				if rt.parent != nil || rt.param != nil && rt.index >= 0 {
					continue
				}
				if len(got.chain) > 0 && len(rt.outer) == 0 {
					rt.outer = got.chain
				}
				if r := (result{act.fn, i}); !slices.Contains(rt.returned, r) {
					rt.returned = append(rt.returned, r)
				}
			}
		}
	}
}

// call runs one call: what a library does with it, or the function of this
// package, or what another package's function is known to register.
func (w *walker) call(call ssa.CallInstruction, act *activation) {
	c := call.Common()
	if op := w.p.operationOf(c); op.role != 0 {
		w.apply(op, call, act)
		return
	}
	if w.viaInterface(call, act) || w.registerService(call, act) {
		return
	}
	for _, target := range w.targets(c, act) {
		fn := values.Declared(target.fn)
		if !w.p.relevant[fn] {
			continue
		}
		child := w.enter(call, fn, act)
		if child == nil {
			continue
		}
		w.joined[values.Key(fn)] = true
		if c.IsInvoke() {
			child.args = append([]ref{{c.Value, act}}, child.args...)
		}
		child.closure = target.closure
		if mc, ok := target.closure.v.(*ssa.MakeClosure); ok {
			if target.fn != fn { // a bound method
				child.args = append([]ref{{mc.Bindings[0], target.closure.act}}, child.args...)
				child.closure = ref{}
			} else {
				child.frame = w.p.r.Within(fn, target.closure.act.frame)
			}
		}
		w.walk(child)
	}
	if f := values.Callee(c); f != nil {
		w.takeOver(f, call, act)
		if c.IsInvoke() && w.passesRouter(c) {
			_, others := w.p.implementers(f, c.Value.Type())
			for _, other := range others {
				w.takeOver(other, call, act)
			}
		}
	}
	w.closures(call, act)
}

type target struct {
	fn      *ssa.Function
	closure ref
}

// targets returns the functions of this package that a call can mean.
func (w *walker) targets(c *ssa.CallCommon, act *activation) []target {
	if c.IsInvoke() {
		if recv := w.chase(ref{c.Value, act}, true); !types.IsInterface(recv.v.Type()) {
			// A function that was converted, as to http.HandlerFunc, has lost its methods
			// on the way here.
			if has := act.fn.Prog.MethodSets.MethodSet(recv.v.Type()).Lookup(c.Method.Pkg(), c.Method.Name()); has != nil {
				if fn := act.fn.Prog.MethodValue(has); fn != nil {
					return []target{{fn: fn}}
				}
			}
		}
		if !w.passesRouter(c) {
			return nil
		}
		var out []target
		local, _ := w.p.implementers(c.Method, c.Value.Type())
		for _, fn := range local {
			out = append(out, target{fn: fn})
		}
		return out
	}
	if _, builtin := c.Value.(*ssa.Builtin); builtin {
		return nil
	}
	v := w.chase(ref{c.Value, act}, true)
	if fn := functionOf(v.v); fn != nil {
		if _, ok := v.v.(*ssa.MakeClosure); ok {
			return []target{{fn, v}}
		}
		return []target{{fn: fn}}
	}
	var out []target
	for _, f := range w.p.r.ValueIn(c.Value, act.frame).Funcs() {
		out = append(out, target{fn: f.Fn})
	}
	return out
}

func (w *walker) passesRouter(c *ssa.CallCommon) bool {
	return slices.ContainsFunc(c.Args, func(a ssa.Value) bool { return w.p.routerType(a.Type()) != nil })
}

// closures walks the function values that are passed to a function which is not
// seen, such as a dependency injector: it will call them.
func (w *walker) closures(call ssa.CallInstruction, act *activation) {
	c := call.Common()
	if fn := c.StaticCallee(); fn != nil && w.p.relevant[values.Declared(fn)] {
		return
	}
	for _, arg := range c.Args {
		list := []ref{{arg, act}}
		if _, ok := arg.(*ssa.Slice); ok {
			list, _ = w.elements(list[0], 0)
		}
		for _, r := range list {
			r = w.chase(r, false)
			fn := functionOf(r.v)
			if fn == nil || !w.p.relevant[values.Declared(fn)] || w.walked[values.Declared(fn)] {
				continue
			}
			if child := w.within(r, nil); child != nil {
				w.joined[values.Key(child.fn)] = true
				w.walk(child)
			}
		}
	}
}

func compareStrings(a, b string) int { return strings.Compare(a, b) }
