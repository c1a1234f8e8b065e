package values

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A location is a variable, or a field in it: what an address can stand for.
type location struct {
	// root is an *ssa.Alloc or *ssa.Global, or else a value that could not be
	// followed further and stands for an unknown object.
	root  ssa.Value
	path  []int // field indices from the root; elem stands for any element
	frame *Frame
}

// elem in a path stands for an element of an array.
const elem = -1

// locations returns what the address addr can stand for.
func (q *query) locations(addr ssa.Value, frame *Frame) []location {
	if !q.spend() || q.depth > maxDepth {
		return []location{{root: addr, frame: frame}}
	}
	key := visit{addr, frame}
	if q.busy[key] {
		return nil
	}
	q.busy[key] = true
	q.depth++
	defer func() {
		q.depth--
		delete(q.busy, key)
	}()
	switch v := addr.(type) {
	case *ssa.Alloc, *ssa.Global:
		return []location{{root: addr, frame: frame}}
	case *ssa.FieldAddr:
		return extend(q.locations(v.X, frame), v.Field)
	case *ssa.IndexAddr:
		return extend(q.locations(v.X, frame), elem)
	case *ssa.Slice:
		return q.locations(v.X, frame)
	case *ssa.ChangeType:
		return q.locations(v.X, frame)
	case *ssa.Convert:
		return q.locations(v.X, frame)
	case *ssa.MakeInterface:
		return q.locations(v.X, frame)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return q.locations(v.X, frame)
		}
	case *ssa.Phi:
		var out []location
		for _, e := range v.Edges {
			out = append(out, q.locations(e, frame)...)
		}
		return out
	case *ssa.Parameter:
		return q.parameterLocations(v, frame)
	case *ssa.FreeVar:
		var out []location
		for _, b := range q.r.bindings(v) {
			out = append(out, q.locations(b, frame.of(b.Parent()))...)
		}
		if len(out) > 0 {
			return out
		}
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil {
			if out := q.resultLocations(fn, v, 0, frame); len(out) > 0 {
				return out
			}
		}
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			if fn := call.Call.StaticCallee(); fn != nil {
				if out := q.resultLocations(fn, call, v.Index, frame); len(out) > 0 {
					return out
				}
			}
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return q.pointed(v, frame)
		}
	}
	return []location{{root: addr, frame: frame}}
}

func extend(locs []location, step int) []location {
	out := make([]location, len(locs))
	for i, l := range locs {
		l.path = append(slices.Clone(l.path), step)
		out[i] = l
	}
	return out
}

func (q *query) parameterLocations(p *ssa.Parameter, frame *Frame) []location {
	i := paramIndex(p)
	if f := frame.of(p.Parent()); f != nil && i >= 0 && i < len(f.args) {
		return q.locations(f.args[i], f.up)
	}
	unknown := []location{{root: p, frame: frame}}
	if i < 0 || q.r.index.open(p.Parent()) || frame.of(p.Parent()) != nil {
		return unknown
	}
	var out []location
	for n, site := range q.r.index.callers[Generic(p.Parent())] {
		if n == maxSites {
			return unknown
		}
		out = append(out, q.locations(site.Common().Args[i], nil)...)
	}
	if len(out) == 0 {
		return unknown
	}
	return out
}

func (q *query) resultLocations(fn *ssa.Function, call *ssa.Call, i int, frame *Frame) []location {
	fn = Generic(fn)
	if len(fn.Blocks) == 0 || tooDeep(frame) {
		return nil
	}
	inner := enter(fn, call, frame)
	var out []location
	for _, ret := range returns(fn) {
		if i < len(ret.Results) {
			if k, ok := ret.Results[i].(*ssa.Const); ok && k.Value == nil {
				continue // nil, err
			}
			out = append(out, q.locations(ret.Results[i], inner)...)
		}
	}
	return out
}

// pointed returns what the pointer that load reads can point to.
func (q *query) pointed(load *ssa.UnOp, frame *Frame) []location {
	var out []location
	for _, l := range q.locations(load.X, frame) {
		writes, _, _ := q.reaching(l, load)
		for _, w := range writes {
			if w.rest != nil {
				continue
			}
			out = append(out, q.locations(w.value, w.frame)...)
		}
	}
	if len(out) == 0 {
		return []location{{root: load, frame: frame}}
	}
	return out
}

// load returns what the variable behind an address can hold when load reads it.
func (q *query) load(load *ssa.UnOp, frame *Frame, at Span) Set {
	if structOf(load.Type()) != nil {
		if _, isPtr := load.Type().Underlying().(*types.Pointer); !isPtr {
			return one(Struct{Type: load.Type(), Src: load, Use: load, Frame: frame}, at)
		}
	}
	if set, ok := q.special(load, frame, at); ok {
		return set
	}
	return q.read(q.locations(load.X, frame), load.Type(), load, frame, at)
}

// read returns what the locations can hold at the instruction use.
func (q *query) read(locs []location, t types.Type, use ssa.Instruction, frame *Frame, at Span) Set {
	var set Set
	for _, l := range locs {
		set = set.union(q.readOne(l, t, use, frame, at))
	}
	if len(locs) > 1 {
		set = set.conditional()
	}
	return set
}

func (q *query) readOne(l location, t types.Type, use ssa.Instruction, frame *Frame, at Span) Set {
	known := true // that it starts as a zero value
	switch root := l.root.(type) {
	case *ssa.Alloc:
	case *ssa.Global:
		if root.Pkg != q.r.Pkg {
			return q.foreign(l, at)
		}
	default:
		if birth(l, use) == nil {
			return q.unknownObject(l, t, frame, at)
		}
		known = false
	}
	writes, first, escapes := q.reaching(l, use)
	var set Set
	switch {
	case first && known:
		set = append(set, Item{Value: zeroOf(t), Implicit: true})
	case first:
		set = q.unknownObject(l, t, frame, at)
	}
	for _, w := range writes {
		tight := at
		if s := q.r.syntax.stored[w.instr.Pos()]; s.Known() {
			tight = s
			if w.rest == nil && !q.first.Known() {
				q.first = s
			}
		}
		var got Set
		if w.rest != nil {
			got = q.field(w.value, w.rest, w.instr, w.frame, tight)
		} else {
			got = q.eval(w.value, w.frame, tight)
		}
		if len(writes) > 1 || first {
			got = got.via(w.instr.Block())
		}
		set = set.union(got)
	}
	if len(writes) > 1 || first && len(writes) > 0 {
		set = set.conditional()
	}
	if g, ok := l.root.(*ssa.Global); ok && g.Object() != nil && g.Object().Exported() && g.Pkg.Pkg.Name() != "main" {
		set = set.shared()
	}
	for _, e := range escapes {
		set = q.written(set, l, e, frame, at)
	}
	return withDefault(set, func(Config) bool { return true })
}

// unknownObject reads a field of an object whose making is not seen: what the
// package stores in that field of any object, and what its tags say.
func (q *query) unknownObject(l location, t types.Type, frame *Frame, at Span) Set {
	f, owner := lastField(l)
	o := Opaque{Reason: "an object made elsewhere", Src: l.root, Frame: frame}
	if f != nil && len(l.path) == 1 {
		o.Field = f.Name()
	}
	opaque := one(o, at)
	if f == nil {
		if k, ok := l.root.(*ssa.Call); ok && len(l.path) == 0 {
			// The pointer that a call returned: flag.String and the like.
			return q.flagPointer(k, frame, at)
		}
		return opaque
	}
	var set Set
	for _, s := range q.r.index.fields[f] {
		tight := at
		if sp := q.r.syntax.stored[s.Pos()]; sp.Known() {
			tight = sp
			if !q.first.Known() {
				q.first = sp
			}
		}
		set = set.union(q.eval(s.Val, nil, tight).via(s.Block()).elsewhere())
	}
	if c, ok := tagged(f, owner); ok {
		return set.conditional().union(one(c, at))
	}
	set = set.conditional()
	if f.Exported() && f.Pkg() != nil && f.Pkg().Name() != "main" {
		set = set.shared()
	}
	if len(set) == 0 || f.Exported() || f.Pkg() != q.r.Pkg.Pkg {
		return set.union(opaque)
	}
	return set
}

// lastField returns the field at the end of a location's path and its struct.
func lastField(l location) (*types.Var, *types.Struct) {
	t := l.root.Type()
	var f *types.Var
	var owner *types.Struct
	for _, i := range l.path {
		if i == elem {
			t = elemOf(t)
			f = nil
			continue
		}
		owner = structOf(t)
		if owner == nil || i >= owner.NumFields() {
			return nil, nil
		}
		f = owner.Field(i).Origin()
		t = owner.Field(i).Type()
	}
	return f, owner
}

func elemOf(t types.Type) types.Type {
	switch u := deref(t).Underlying().(type) {
	case *types.Array:
		return u.Elem()
	case *types.Slice:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	}
	return t
}

// foreign reads a variable of another package.
func (q *query) foreign(l location, at Span) Set {
	if f, owner := lastField(l); f != nil {
		if c, ok := tagged(f, owner); ok {
			return one(c, at)
		}
	}
	return one(Opaque{Reason: "a variable of another package", Src: l.root}, at)
}
