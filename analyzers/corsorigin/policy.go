package corsorigin

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// checkLibrary judges the call of a CORS library's constructor.
func (a *analysis) checkLibrary(call ssa.CallInstruction) {
	f := values.Callee(call.Common())
	if f == nil || f.Pkg() == nil {
		return
	}
	for _, m := range models {
		if m.pkg != f.Pkg().Path() {
			continue
		}
		a.checkMaker(m, f, call)
	}
}

func (a *analysis) checkMaker(m *libraryModel, f *types.Func, call ssa.CallInstruction) {
	fun := a.r.CalleeSpan(call)
	if how, ok := m.open[f.Name()]; ok {
		a.reportAt(call, opening{admission: admission{who: everyone}, subject: library, at: fun, unset: how}, nil)
		return
	}
	if m.pkg == echo5Middleware && f.Name() == "CORS" {
		set, at := a.r.Arg(call, 0)
		a.judgeList(m, &policy{call: call, fun: fun, list: values.Field{Set: set, At: at, Written: len(set) > 0}})
		return
	}
	i, ok := m.makers[f.Name()]
	if !ok {
		return
	}
	for _, s := range a.optionStructs(call, i, f) {
		p := a.readPolicy(m, s, call, fun)
		a.judgePolicy(m, p)
	}
}

const echo5Middleware = "github.com/labstack/echo/v5/middleware"

// optionStructs returns the options structs that a constructor is given: by
// value, by pointer or, for fiber, as the one entry of a variadic parameter. A
// variadic parameter without entries gives one struct of zero fields.
func (a *analysis) optionStructs(call ssa.CallInstruction, i int, f *types.Func) []values.Struct {
	if i < 0 { // a method of the options
		return []values.Struct{a.r.StructOf(values.Receiver(call.Common()), call, nil)}
	}
	args := values.Args(call.Common())
	if i >= len(args) {
		return nil
	}
	if !f.Signature().Variadic() {
		return []values.Struct{a.r.StructOf(args[i], call, nil)}
	}
	if k, ok := args[i].(*ssa.Const); ok && k.Value == nil {
		return []values.Struct{{}}
	}
	var out []values.Struct
	for _, it := range a.r.Value(args[i]) {
		l, ok := it.Value.(values.List)
		if !ok {
			continue
		}
		for _, e := range l.Elems {
			for _, member := range e {
				switch s := member.Value.(type) {
				case values.Struct:
					if s.Use == nil {
						s.Use = call
					}
					out = append(out, s)
				case values.Const: // Config{}
					out = append(out, values.Struct{})
				}
			}
		}
	}
	return out
}

// A policy is a library's options as far as they are known.
type policy struct {
	call        ssa.Instruction
	fun         values.Span // the constructor, to report what is not written
	list        values.Field
	all         values.Field
	funcs       []values.Field
	credentials values.Field
	guarded     bool // entries may have wildcards
	unsafe      values.Field
}

func (a *analysis) readPolicy(m *libraryModel, s values.Struct, call ssa.Instruction, fun values.Span) *policy {
	p := &policy{call: call, fun: fun, guarded: m.guarded == ""}
	if s.Src == nil {
		return p
	}
	field := func(name string) values.Field {
		if name == "" {
			return values.Field{}
		}
		f := a.r.Field(s, name)
		f.Set, f.Written = m.ownDefaults(f.Set), false
		for _, it := range f.Set {
			f.Written = f.Written || !it.Implicit
		}
		return f
	}
	p.list = field(m.list)
	p.all = field(m.all)
	p.credentials = field(m.credentials)
	p.unsafe = a.r.Field(s, unsafeStar)
	if m.guarded != "" {
		t, _, unknown := field(m.guarded).Set.Bool()
		p.guarded = t || unknown
	}
	for _, name := range m.funcs {
		if f := field(name); f.Written {
			p.funcs = append(p.funcs, f)
		}
	}
	return p
}

// ownDefaults leaves out what comes from the library itself: a function such as
// gin-contrib's DefaultConfig or a variable such as echo's DefaultCORSConfig, in
// which the fields that matter here are zero or what zero means, and methods of
// the options, which set other fields.
func (m *libraryModel) ownDefaults(set values.Set) values.Set {
	var out values.Set
	for _, it := range set {
		if o, ok := it.Value.(values.Opaque); ok {
			if o.Callee != nil && o.Callee.Pkg() != nil && o.Callee.Pkg().Path() == m.pkg {
				continue
			}
			if g, ok := o.Src.(*ssa.Global); ok && g.Pkg != nil && g.Pkg.Pkg.Path() == m.pkg {
				continue
			}
		}
		out = append(out, it)
	}
	return out
}

// judgePolicy reports the first of: a function that lets everyone in, a list that does.
func (a *analysis) judgePolicy(m *libraryModel, p *policy) {
	asked := false
	for _, f := range p.funcs {
		if f.Set.Nil() {
			continue
		}
		asked = true
		a.judgeFuncs(p, f)
		if m.funcsFirst && !maybeNil(f.Set) {
			return // the list is not read
		}
	}
	if t, _, _ := p.all.Set.Bool(); t {
		a.judgeStar(m, p, p.all.At, truths(p.all.Set))
		return
	}
	a.judgeList(m, p)
	if !asked && m.empty == meansAll {
		a.judgeEmpty(m, p)
	}
}

func maybeNil(set values.Set) bool {
	return slices.ContainsFunc(set, func(it values.Item) bool { return values.IsNil(it.Value) })
}

func truths(set values.Set) []values.Item {
	var out []values.Item
	for _, it := range set {
		if b, ok := values.BoolOf(it.Value); ok && b {
			out = append(out, it)
		}
	}
	return out
}

// starEffect says what a "*" comes to with this library and these credentials.
func (a *analysis) starEffect(m *libraryModel, p *policy, o *opening) {
	if credentialsOf(p.credentials.Set) == no {
		return
	}
	effect := literal
	if m.star != nil {
		if pkg := a.imported(m.pkg); pkg != nil {
			effect = m.star(pkg)
		}
	}
	if t, _, _ := p.unsafe.Set.Bool(); t {
		effect = reflects
	}
	o.reflects = effect == reflects
	o.refused = effect == panics
}

// imported returns the types of a package that the one under analysis imports.
func (a *analysis) imported(path string) *types.Package {
	for _, p := range a.pass.Pkg.Imports() {
		if p.Path() == path {
			return p
		}
	}
	return nil
}

// tight is the span to report: where the value itself stands when that is inside
// the expression written to the field, else that expression.
func (a *analysis) tight(field, value values.Span) values.Span {
	if !field.Known() {
		return value
	}
	if value.Known() && field.Pos <= value.Pos && value.End <= field.End {
		return value
	}
	return field
}

// reportAt reports an opening of a policy made by call: with its credentials, in
// the worlds in which the call, and the choice of the value, can be reached.
func (a *analysis) reportAt(call ssa.Instruction, o opening, p *policy, via ...*ssa.BasicBlock) {
	if p != nil {
		o.credentials = credentialsOf(p.credentials.Set)
		o.credentialsAt = p.credentials.At
	}
	w, switches, ok := a.whenReached(call, via)
	if !ok {
		return
	}
	if w > o.when {
		o.when, o.switches = w, switches
	}
	if o.subject == library && !o.reflects && o.who == everyone && o.credentials == sure && !o.refused && p != nil {
		o.fix = a.dropField(p.credentials.At)
	}
	a.report(o)
}

// whenReached finds the first world in which the call and all the blocks that the
// value depends on can run.
func (a *analysis) whenReached(call ssa.Instruction, via []*ssa.BasicBlock) (when, []values.Set, bool) {
	for _, try := range []struct {
		w    world
		when when
	}{
		{world{origin: anyone}, always},
		{world{origin: anyone, defaults: true}, byDefault},
		{world{origin: anyone, empty: true}, whenEmpty},
	} {
		if a.runs(newMachine(a, try.w), call, via) {
			return try.when, nil, true
		}
	}
	m := newMachine(a, world{origin: anyone, dev: true})
	if !a.runs(m, call, via) {
		return 0, nil, false
	}
	return inDevelopment, responsible(m.switches, func(name string) bool {
		return a.runs(newMachine(a, world{origin: anyone, dev: true, only: name}), call, via)
	}), true
}

// runs reports whether the call and the last instructions of the blocks can all
// be executed in the machine's world.
func (a *analysis) runs(m *machine, call ssa.Instruction, via []*ssa.BasicBlock) bool {
	if !m.reachable(call, 0, nil) {
		return false
	}
	for _, b := range via {
		if len(b.Instrs) == 0 || b == call.Block() {
			continue
		}
		m.steps = maxSteps
		if !m.reachable(b.Instrs[len(b.Instrs)-1], 0, nil) {
			return false
		}
	}
	return true
}

// checkReturned judges options that a function of the package makes for others:
// nothing in the package hands them to the library.
func (a *analysis) checkReturned(ret *ssa.Return) {
	fn := ret.Parent()
	calls, _ := a.r.Callers(fn)
	if len(calls) > 0 {
		return
	}
	for _, v := range ret.Results {
		for _, m := range models {
			if m.options != "" && isNamed(v.Type(), m.pkg, m.options) && !isZero(v) {
				a.judgePolicy(m, a.readPolicy(m, a.r.StructOf(v, ret, nil), ret, a.r.ReturnSpan(ret, slices.Index(ret.Results, v))))
			}
		}
	}
}

func isZero(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}
