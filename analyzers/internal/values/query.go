package values

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// The bounds of one query. Measured on services of up to 200,000 lines, real
// answers need fewer than 300 steps; the bounds only stop the pathological.
const (
	maxSteps  = 6000
	maxDepth  = 60 // of nested evaluation
	maxFrames = 6  // of calls entered
	maxSites  = 24 // call sites whose arguments a parameter is read from
)

// A query is the state of one question: what it has visited and how much it has
// left to spend.
type query struct {
	r     *Resolver
	steps int
	depth int
	busy  map[visit]bool // on the stack: a cycle adds nothing to a union
	// cycles counts how often one was met. What is computed from a set, rather
	// than joined, is not known when evaluating the set met one.
	cycles int
	// first is the first expression met that is stored in what was asked for.
	first Span
}

type visit struct {
	v     ssa.Value
	frame *Frame
}

func (r *Resolver) newQuery() *query {
	return &query{r: r, steps: maxSteps, busy: make(map[visit]bool)}
}

// spend reports whether there is budget for one more step.
func (q *query) spend() bool {
	q.steps--
	return q.steps > 0
}

func bounded(at Span) Set {
	return one(Opaque{Reason: "the search for its value was cut short"}, at)
}

// eval returns what v can be in the body that frame stands for. at is where the
// value is written as far as known: it gets tighter on the way down.
func (q *query) eval(v ssa.Value, frame *Frame, at Span) Set {
	if !q.spend() || q.depth > maxDepth {
		return bounded(at)
	}
	key := visit{v, frame}
	if q.busy[key] {
		q.cycles++
		return nil
	}
	q.busy[key] = true
	q.depth++
	defer func() {
		q.depth--
		delete(q.busy, key)
	}()
	switch v := v.(type) {
	case *ssa.Const:
		return one(Const{v.Value, v.Type()}, at)
	case *ssa.Function:
		return one(Func{Fn: target(v)}, at)
	case *ssa.MakeClosure:
		return one(Func{Fn: target(v.Fn.(*ssa.Function)), Frame: frame}, at)
	case *ssa.Parameter:
		return q.parameter(v, frame, at)
	case *ssa.FreeVar:
		return q.freeVar(v, frame, at)
	case *ssa.Phi:
		return q.phi(v, frame, at)
	case *ssa.UnOp:
		return q.unary(v, frame, at)
	case *ssa.BinOp:
		return q.binary(v, frame, at)
	case *ssa.ChangeType:
		return q.eval(v.X, frame, at)
	case *ssa.Convert:
		return q.eval(v.X, frame, at)
	case *ssa.MultiConvert:
		return q.eval(v.X, frame, at)
	case *ssa.ChangeInterface:
		return q.eval(v.X, frame, at)
	case *ssa.MakeInterface:
		return q.eval(v.X, frame, at)
	case *ssa.TypeAssert:
		if v.CommaOk {
			return one(Opaque{Reason: "a type assertion", Src: v, Frame: frame}, at)
		}
		return q.eval(v.X, frame, at)
	case *ssa.SliceToArrayPointer:
		return q.eval(v.X, frame, at)
	case *ssa.Slice:
		return q.slice(v, frame, at)
	case *ssa.MakeSlice:
		return q.makeSlice(v, at)
	case *ssa.MakeMap:
		return q.makeMap(v, frame, at)
	case *ssa.Index:
		return q.element(q.eval(v.X, frame, at), v.Index, frame, at, v)
	case *ssa.Lookup:
		return q.lookup(v, frame, at)
	case *ssa.Extract:
		return q.extract(v, frame, at)
	case *ssa.Field:
		return q.field(v.X, []int{v.Field}, nil, frame, at)
	case *ssa.Call:
		return q.call(v, 0, frame, at)
	case *ssa.Alloc, *ssa.Global, *ssa.FieldAddr, *ssa.IndexAddr:
		if structOf(v.Type()) != nil {
			return one(Struct{Type: deref(v.Type()), Src: v, Frame: frame}, at)
		}
	}
	return one(Opaque{Reason: "an expression that is not followed", Src: v, Frame: frame}, at)
}

func deref(t types.Type) types.Type {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

func (q *query) parameter(p *ssa.Parameter, frame *Frame, at Span) Set {
	fn := p.Parent()
	i := paramIndex(p)
	if i < 0 {
		return one(Opaque{Reason: "a parameter", Src: p, Frame: frame}, at)
	}
	if f := frame.of(fn); f != nil {
		if i < len(f.args) {
			return q.eval(f.args[i], f.up, q.argSpan(f.call, fn, i, at))
		}
		return one(Opaque{Reason: "a parameter", Src: p, Frame: frame}, at)
	}
	var set Set
	sites := q.r.index.callers[Generic(fn)]
	for n, site := range sites {
		if n == maxSites {
			set = set.union(bounded(at))
			break
		}
		args := site.Common().Args
		if i < len(args) {
			set = set.union(q.eval(args[i], nil, q.argSpan(site, fn, i, at)).via(site.Block()))
		}
	}
	if len(sites) > 1 {
		set = set.conditional()
	}
	if len(sites) == 0 || q.r.index.open(fn) {
		set = set.union(one(Opaque{Reason: "a parameter of a function that others may call", Src: p, Frame: frame}, at))
	}
	return set
}

func paramIndex(p *ssa.Parameter) int {
	for i, x := range p.Parent().Params {
		if x == p {
			return i
		}
	}
	return -1
}

// argSpan is where the argument for fn's i-th SSA parameter stands, else at.
func (q *query) argSpan(call ssa.CallInstruction, fn *ssa.Function, i int, at Span) Span {
	if call == nil {
		return at
	}
	if fn.Signature.Recv() != nil {
		i--
	}
	if i < 0 {
		return at
	}
	if s := q.r.syntax.arg(call, i); s.Known() {
		return s
	}
	return at
}

// freeVar reads a captured variable or value where its closure is made.
func (q *query) freeVar(v *ssa.FreeVar, frame *Frame, at Span) Set {
	var set Set
	for _, b := range q.r.bindings(v) {
		set = set.union(q.eval(b, frame.of(b.Parent()), at))
	}
	if len(set) == 0 {
		return one(Opaque{Reason: "a captured variable", Src: v, Frame: frame}, at)
	}
	return set
}

// bindings returns what a free variable is bound to, wherever its closure is made.
func (r *Resolver) bindings(v *ssa.FreeVar) []ssa.Value {
	fn := v.Parent()
	var out []ssa.Value
	for i, fv := range fn.FreeVars {
		if fv != v {
			continue
		}
		for _, mc := range r.index.closures[fn] {
			if i < len(mc.Bindings) {
				out = append(out, mc.Bindings[i])
			}
		}
	}
	return out
}

func (q *query) unary(v *ssa.UnOp, frame *Frame, at Span) Set {
	switch v.Op {
	case token.MUL:
		return q.load(v, frame, at)
	case token.NOT:
		met := q.cycles
		var set Set
		for _, it := range q.eval(v.X, frame, at) {
			if b, ok := BoolOf(it.Value); ok {
				it.Value = Const{constant.MakeBool(!b), v.Type()}
			} else if t, ok := it.Value.(Test); ok {
				t.Op = negate(t.Op)
				it.Value = t
			} else if _, ok := it.Value.(Opaque); !ok {
				it.Value = Opaque{Reason: "a negation", Src: v, Frame: frame}
			}
			set = set.union(Set{it})
		}
		if met != q.cycles {
			set = set.union(one(Opaque{Reason: "a value that changes in a loop", Src: v, Frame: frame}, at))
		}
		return set
	}
	return one(Opaque{Reason: "an operation that is not followed", Src: v, Frame: frame}, at)
}

func negate(op token.Token) token.Token {
	switch op {
	case token.EQL:
		return token.NEQ
	case token.NEQ:
		return token.EQL
	case token.LSS:
		return token.GEQ
	case token.GEQ:
		return token.LSS
	case token.GTR:
		return token.LEQ
	case token.LEQ:
		return token.GTR
	}
	return op
}

// binary folds constants, joins strings and keeps comparisons as tests.
func (q *query) binary(v *ssa.BinOp, frame *Frame, at Span) Set {
	met := q.cycles
	x, y := q.eval(v.X, frame, at), q.eval(v.Y, frame, at)
	if a, ok := x.Only(); ok && met == q.cycles {
		if b, ok := y.Only(); ok {
			if c := fold(v, a.Value, b.Value); c != nil {
				return one(c, at)
			}
		}
	}
	switch v.Op {
	case token.ADD:
		if isString(v.Type()) {
			return one(Text{Parts: []Set{x, y}}, at)
		}
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return one(Test{Op: v.Op, X: x, Y: y}, at)
	}
	return one(Opaque{Reason: "an operation that is not followed", Src: v, Frame: frame}, at)
}

func fold(v *ssa.BinOp, x, y Value) Value {
	a, ok := x.(Const)
	b, ok2 := y.(Const)
	if !ok || !ok2 || a.Val == nil || b.Val == nil || a.Val.Kind() != b.Val.Kind() {
		return nil
	}
	switch v.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		if a.Val.Kind() == constant.Bool && v.Op != token.EQL && v.Op != token.NEQ {
			return nil
		}
		return Const{constant.MakeBool(constant.Compare(a.Val, v.Op, b.Val)), v.Type()}
	case token.ADD:
		if a.Val.Kind() == constant.String || a.Val.Kind() == constant.Int {
			return Const{constant.BinaryOp(a.Val, v.Op, b.Val), v.Type()}
		}
	case token.SUB, token.MUL, token.OR, token.AND:
		if a.Val.Kind() == constant.Int {
			return Const{constant.BinaryOp(a.Val, v.Op, b.Val), v.Type()}
		}
	}
	return nil
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// extract reads one result of several.
func (q *query) extract(v *ssa.Extract, frame *Frame, at Span) Set {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		return q.call(t, v.Index, frame, at)
	case *ssa.Lookup:
		if v.Index == 0 {
			return q.lookup(t, frame, at)
		}
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return q.eval(t.X, frame, at)
		}
	case *ssa.Next:
		return q.ranged(t, v.Index, frame, at)
	}
	return one(Opaque{Reason: "one of several results", Src: v, Frame: frame}, at)
}
