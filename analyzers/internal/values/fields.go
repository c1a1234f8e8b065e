package values

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// A Field is one field of a struct, with what it can be.
type Field struct {
	Name string
	Set  Set
	// Written reports whether some store or literal names the field.
	Written bool
	// At is the expression that is first written to the field; unknown when none is.
	At Span
}

// StructOf returns the struct, or the struct behind the pointer, that v is when
// the instruction use reads it. It is what Field and Fields take.
func (r *Resolver) StructOf(v ssa.Value, use ssa.Instruction, frame *Frame) Struct {
	return Struct{Type: deref(v.Type()), Src: v, Use: use, Frame: frame}
}

// Field returns what the named field of s can be. A field that s does not have
// gives a Field with an empty Set.
func (r *Resolver) Field(s Struct, name string) Field {
	st := structOf(s.Type)
	if st == nil {
		return Field{Name: name}
	}
	for i := range st.NumFields() {
		if st.Field(i).Name() == name {
			return r.fieldAt(s, i, name)
		}
	}
	return Field{Name: name}
}

// Fields returns all fields of s in order of declaration.
func (r *Resolver) Fields(s Struct) []Field {
	st := structOf(s.Type)
	if st == nil {
		return nil
	}
	out := make([]Field, st.NumFields())
	for i := range out {
		out[i] = r.fieldAt(s, i, st.Field(i).Name())
	}
	return out
}

func (r *Resolver) fieldAt(s Struct, i int, name string) Field {
	q := r.newQuery()
	f := Field{Name: name, Set: q.field(s.Src, []int{i}, s.Use, s.Frame, Span{}), At: q.first}
	for _, it := range f.Set {
		f.Written = f.Written || !it.Implicit
	}
	return f
}

// Origins returns the values that s starts from and whose fields are not known
// one by one: a call such as cors.DefaultConfig(), a parameter, a decoded struct.
// It is empty when s is made of literals and field writes alone.
func (r *Resolver) Origins(s Struct) []Opaque {
	var out []Opaque
	seen := make(map[Opaque]bool)
	for _, f := range r.Fields(s) {
		for _, it := range f.Set {
			if o, ok := it.Value.(Opaque); ok && !seen[o] {
				seen[o] = true
				out = append(out, o)
			}
		}
	}
	return out
}

// field returns what the field at path of the struct v, or of the struct that v
// points to, can be at use.
func (q *query) field(v ssa.Value, path []int, use ssa.Instruction, frame *Frame, at Span) Set {
	if !q.spend() || q.depth > maxDepth {
		return bounded(at)
	}
	t := typeAt(v.Type(), path)
	if _, ok := v.Type().Underlying().(*types.Pointer); ok {
		locs := q.locations(v, frame)
		for i := range locs {
			for _, step := range path {
				locs[i] = extend(locs[i:i+1], step)[0]
			}
		}
		if use == nil {
			use, _ = v.(ssa.Instruction)
			if _, ok := v.(*ssa.Alloc); ok {
				use = nil
			}
		}
		return q.read(locs, t, use, frame, at)
	}
	q.depth++
	defer func() { q.depth-- }()
	switch v := v.(type) {
	case *ssa.Const:
		return Set{{Value: zeroOf(t), Implicit: true}}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			locs := q.locations(v.X, frame)
			for i := range locs {
				for _, step := range path {
					locs[i] = extend(locs[i:i+1], step)[0]
				}
			}
			return q.read(locs, t, v, frame, at)
		}
	case *ssa.Phi:
		key := visit{v, frame}
		if q.busy[key] {
			return nil
		}
		q.busy[key] = true
		defer delete(q.busy, key)
		var set Set
		for i, e := range v.Edges {
			set = set.union(q.field(e, path, use, frame, at).conditional().via(v.Block().Preds[i]))
		}
		return set
	case *ssa.Field:
		return q.field(v.X, append([]int{v.Field}, path...), use, frame, at)
	case *ssa.ChangeType:
		return q.field(v.X, path, use, frame, at)
	case *ssa.Convert:
		return q.field(v.X, path, use, frame, at)
	case *ssa.MakeInterface:
		return q.field(v.X, path, use, frame, at)
	case *ssa.TypeAssert:
		if !v.CommaOk {
			return q.field(v.X, path, use, frame, at)
		}
	case *ssa.Parameter:
		return q.parameterField(v, path, frame, at)
	case *ssa.FreeVar:
		var set Set
		for _, b := range q.r.bindings(v) {
			set = set.union(q.field(b, path, nil, frame.of(b.Parent()), at))
		}
		return set
	case *ssa.Call:
		return q.resultField(v, 0, path, frame, at)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return q.resultField(call, v.Index, path, frame, at)
		}
	}
	return q.unknownField(v, path, t, frame, at)
}

// typeAt returns the type of the field at path.
func typeAt(t types.Type, path []int) types.Type {
	for _, i := range path {
		if i == elem {
			t = elemOf(t)
			continue
		}
		st := structOf(t)
		if st == nil || i >= st.NumFields() {
			return t
		}
		t = st.Field(i).Type()
	}
	return t
}

func (q *query) parameterField(p *ssa.Parameter, path []int, frame *Frame, at Span) Set {
	i := paramIndex(p)
	if f := frame.of(p.Parent()); f != nil && i >= 0 && i < len(f.args) {
		return q.field(f.args[i], path, nil, f.up, at)
	}
	if frame.of(p.Parent()) != nil {
		return q.unknownField(p, path, typeAt(p.Type(), path), frame, at)
	}
	key := visit{p, frame}
	if i < 0 || q.busy[key] {
		return nil
	}
	q.busy[key] = true
	defer delete(q.busy, key)
	var set Set
	for n, site := range q.r.index.callers[Generic(p.Parent())] {
		if n == maxSites {
			return set.union(bounded(at))
		}
		if i < len(site.Common().Args) {
			set = set.union(q.field(site.Common().Args[i], path, site, nil, at).via(site.Block()))
		}
	}
	if len(set) == 0 || q.r.index.open(p.Parent()) {
		set = set.conditional().union(q.unknownField(p, path, typeAt(p.Type(), path), frame, at))
	}
	return set
}

func (q *query) resultField(call *ssa.Call, i int, path []int, frame *Frame, at Span) Set {
	fn := call.Call.StaticCallee()
	if fn != nil {
		fn = Generic(fn)
	}
	if fn == nil || len(fn.Blocks) == 0 || tooDeep(frame) {
		return one(Opaque{Reason: "the result of a call", Src: call, Callee: Callee(&call.Call), Frame: frame}, at)
	}
	inner := enter(fn, call, frame)
	var set Set
	rets := returns(fn)
	for _, ret := range rets {
		if i < len(ret.Results) {
			got := q.field(ret.Results[i], path, ret, inner, at)
			if len(rets) > 1 {
				got = got.via(ret.Block())
			}
			set = set.union(got)
		}
	}
	if len(rets) > 1 {
		set = set.conditional()
	}
	return set
}

// unknownField reads a field of a struct whose making is not seen.
func (q *query) unknownField(v ssa.Value, path []int, t types.Type, frame *Frame, at Span) Set {
	return q.unknownObject(location{root: v, path: path, frame: frame}, t, frame, at)
}
