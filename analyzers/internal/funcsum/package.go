package funcsum

import (
	"go/token"
	"go/types"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/handlers"
	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// maxRounds bounds how often the functions of a package are gone through. Each
// round carries what is known one call further against the order of source.
const maxRounds = 12

// A pkg is the package under analysis with what was found out so far.
type pkg struct {
	pass   *analysis.Pass
	r      *values.Resolver
	routes *handlers.Result

	// cells holds what values carry; for a pointer also what it points to. A
	// variable that closures share has one cell.
	cells   map[ssa.Value]*set
	tuples  map[tuple]*set
	bodies  map[*ssa.Function]*body
	byKey   map[string]*body
	bound   map[*ssa.FreeVar]ssa.Value
	facts   map[*types.Func]*Summary
	named   map[string]*types.Func // functions that are used as values, by key
	changed bool
	cut     bool

	knownOf  map[*types.Func]*known
	fields   map[field][]*models.Row
	carrier  map[types.Type]bool
	response map[types.Type]bool

	unit *Unit
}

// tuple is one result of a call that has several.
type tuple struct {
	call  ssa.Value
	index int
}

// A body is a function with its summary in the making.
type body struct {
	fn  *ssa.Function
	key string
	// flows are the results, effects what it does, each with its index by identity.
	flows     []Flow
	hasFlow   map[Flow]bool
	effects   []*Effect
	hasEffect map[identity]*Effect
	// guards, debug and client are made when they are first asked for.
	guards map[ssa.Value][]bool
	debug  []bool
	client []bool
	// rulings are the types of error that are ruled out, by what they are ruled out for.
	rulings map[ssa.Value][]ruling
	// framework answers for the error that it returns; "" for none.
	framework string
	// encoded is the full name of what it was installed as when its result is
	// encoded into the response; "" otherwise.
	encoded string
}

// identity is what tells effects of a function apart: the way does not.
type identity struct {
	source Source
	form   Form
	dest   Dest
	sink   Place
	not    string
}

func run(pass *analysis.Pass) *Unit {
	r := pass.ResultOf[values.Analyzer].(*values.Resolver)
	p := &pkg{
		pass: pass, r: r, routes: pass.ResultOf[handlers.Analyzer].(*handlers.Result),
		cells: make(map[ssa.Value]*set), tuples: make(map[tuple]*set),
		bodies: make(map[*ssa.Function]*body), byKey: make(map[string]*body),
		bound: make(map[*ssa.FreeVar]ssa.Value), facts: make(map[*types.Func]*Summary), named: make(map[string]*types.Func),
		knownOf: make(map[*types.Func]*known), fields: make(map[field][]*models.Row), carrier: make(map[types.Type]bool), response: make(map[types.Type]bool),
	}
	p.unit = &Unit{Package: pass.Pkg.Path(), Summaries: make(map[string]*Summary), Interfaces: make(map[string]Interface), Converted: make(map[string][]string)}
	if !p.matters() {
		return p.unit
	}
	for _, fn := range r.Funcs {
		b := &body{fn: fn, key: values.Key(fn), hasFlow: make(map[Flow]bool), hasEffect: make(map[identity]*Effect)}
		p.bodies[fn], p.byKey[b.key] = b, b
		p.seed(b)
	}
	for round := 0; ; round++ {
		p.changed = false
		for _, fn := range r.Funcs {
			p.transfer(p.bodies[fn])
		}
		if !p.changed {
			break
		}
		if round == maxRounds {
			p.cut = true
			break
		}
	}
	p.finish()
	return p.unit
}

// matters reports whether anything of the package could be of interest: it is
// part of the program, not of a library, whose functions rules/models describes.
func (p *pkg) matters() bool {
	if m := p.pass.Module; m != nil && m.Version != "" {
		return false
	}
	return !standard(p.pass)
}

// seed gives parameters their atoms and free variables their bindings.
func (p *pkg) seed(b *body) {
	b.framework = p.answering(b.fn)
	for i, param := range b.fn.Params {
		if p.carries(param.Type()) && !requests[typeName(param.Type())] {
			p.add(param, Atom{Source: Source{Kind: Param, Index: i, owner: b.fn}})
		}
	}
	for _, blk := range b.fn.Blocks {
		for _, instr := range blk.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok {
				fn := mc.Fn.(*ssa.Function)
				for i, fv := range fn.FreeVars {
					if p.bound[fv] == nil {
						p.bound[fv] = mc.Bindings[i]
					}
				}
			}
		}
	}
}

// requests are the types of what carries a request along: nothing that is looked
// for comes in by them.
var requests = map[string]bool{"net/http.Request": true, "context.Context": true, "net/http.ResponseWriter": true}

// answering returns the framework that answers for the error that a function
// returns, by its module's path in rules/models; "" for none.
func (p *pkg) answering(fn *ssa.Function) string {
	shape, ok := p.routes.ShapeOf(fn)
	if !ok || shape.Error < 0 {
		return ""
	}
	module, _ := answering(shape.Framework)
	return module
}

// base finds what a pointer or a container stands for: the variable, parameter or
// value that it points into, and the way there.
func (p *pkg) base(v ssa.Value) (root ssa.Value, path string) {
	for range 64 {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			path = step(x.X.Type(), x.Field) + path
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.FreeVar:
			to := p.bound[x]
			if to == nil {
				return x, shorten(path)
			}
			v = to
		case *ssa.ChangeType:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			if errorLike(x.X.Type()) {
				return v, shorten(path)
			}
			v = x.X
		case *ssa.Slice:
			v = x.X
		case *ssa.TypeAssert:
			if x.CommaOk || errorLike(x.AssertedType) {
				return v, shorten(path)
			}
			v = x.X
		case *ssa.UnOp:
			// What a variable that holds a pointer points to is kept with the variable.
			if x.Op != token.MUL {
				return v, shorten(path)
			}
			v = x.X
		case *ssa.Call:
			to := p.wrapped(x)
			if to == nil {
				return v, shorten(path)
			}
			v = to
		default:
			return v, shorten(path)
		}
	}
	return v, shorten(path)
}

// add adds an atom to what a value, or what it points to, carries.
func (p *pkg) add(v ssa.Value, a Atom) {
	root, path := p.base(v)
	if a.In = shorten(path + a.In); root == nil {
		return
	}
	put(p, p.cells, root, a)
}

func (p *pkg) addAll(v ssa.Value, atoms set) {
	for _, a := range atoms {
		p.add(v, a)
	}
}

// own adds atoms to a value itself, for values that point nowhere.
func (p *pkg) own(v ssa.Value, atoms set) {
	put(p, p.cells, v, atoms...)
}

// tuple adds atoms to one of the results of a call, or of an operation, that has
// several.
func (p *pkg) tuple(v ssa.Value, index int, atoms set) {
	put(p, p.tuples, tuple{v, index}, atoms...)
}

// put adds atoms to the set of a key, which is made when there is something to add.
func put[K comparable](p *pkg, sets map[K]*set, key K, atoms ...Atom) {
	for _, a := range atoms {
		s := sets[key]
		if s == nil {
			s = new(set)
			sets[key] = s
		}
		changed, cut := s.add(a)
		p.changed, p.cut = p.changed || changed, p.cut || cut
	}
}

// at returns what a value carries where it is used in a block. Of an error that is
// known there to be a certain one only its fields count, not its text.
func (p *pkg) at(b *body, v ssa.Value, block *ssa.BasicBlock) set {
	atoms := p.of(v)
	if slices.ContainsFunc(atoms, ofHandler) && p.expected(b, block) {
		atoms = slices.DeleteFunc(slices.Clone(atoms), ofHandler)
	}
	if len(atoms) == 0 || !guardable(v.Type()) {
		return atoms
	}
	if !p.guarded(b, v, block) {
		return atoms.without(p.ruledOut(b, v, block))
	}
	return atoms.fields()
}

// ofHandler reports whether an atom is the error of a handler that is not known: of
// one that a framework calls, or that an adapter of the program's own does.
func ofHandler(a Atom) bool {
	return a.Source.Kind == Answered || a.Source.Kind == Hole && a.Form == Value
}

// of returns what a value carries.
func (p *pkg) of(v ssa.Value) set {
	switch x := v.(type) {
	case *ssa.Function:
		return p.funcValue(x)
	case *ssa.Const, *ssa.Builtin, nil:
		return nil
	}
	if !p.carries(v.Type()) {
		return nil
	}
	var own set
	if c := p.cells[v]; c != nil {
		own = *c
	}
	root, path := p.base(v)
	if root == v {
		return own
	}
	if fn, ok := root.(*ssa.Function); ok && path == "" {
		return p.funcValue(fn) // of a named function type
	}
	c := p.cells[root]
	if c == nil {
		return own
	}
	below := c.within(path)
	if len(own) == 0 {
		return below
	}
	out := append(set(nil), own...)
	for _, a := range below {
		out.add(a)
	}
	return out
}

// funcValue is what a function carries that is used as a value.
func (p *pkg) funcValue(fn *ssa.Function) set {
	key := values.Key(fn)
	if f, ok := fn.Object().(*types.Func); ok && fn.Parent() == nil {
		p.named[key] = f.Origin()
	}
	return set{{Source: Source{Kind: Func, Name: key}}}
}

// place names a place of the package.
func (p *pkg) place(fn *ssa.Function, at values.Span) Place {
	out := Place{Func: p.bodies[fn].key, Package: p.unit.Package, pos: at.Pos, end: at.End}
	if at.Pos.IsValid() {
		pos := p.pass.Fset.Position(at.Pos)
		out.File, out.Line, out.Column = filepath.Base(pos.Filename), pos.Line, pos.Column
	}
	if !out.end.IsValid() {
		out.end = out.pos
	}
	return out
}
