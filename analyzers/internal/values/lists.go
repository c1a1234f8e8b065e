package values

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// maxElems is the number of elements up to which a list is kept whole.
const maxElems = 64

// slice reads a slicing expression: most often the whole of an array that a
// composite literal or a variadic call has just filled.
func (q *query) slice(v *ssa.Slice, frame *Frame, at Span) Set {
	alloc, isAlloc := v.X.(*ssa.Alloc)
	if !isAlloc {
		set := q.eval(v.X, frame, at)
		if v.Low == nil && v.High == nil {
			return set
		}
		return reopened(set)
	}
	list := q.array(alloc, frame, at)
	switch n, known := constIndex(v.High); {
	case v.Low == nil && v.High == nil:
	case v.Low == nil && known && n <= len(list.Elems) && !list.Open: // make([]T, n, m)
		list.Elems = list.Elems[:n]
	default:
		list.Open = true
	}
	return one(list, at)
}

// array reads the elements that are stored in an array variable.
func (q *query) array(alloc *ssa.Alloc, frame *Frame, at Span) List {
	arr, ok := deref(alloc.Type()).Underlying().(*types.Array)
	if !ok || arr.Len() > maxElems {
		return List{Open: true}
	}
	list := List{Elems: make([]Set, arr.Len())}
	for _, ref := range *alloc.Referrers() {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		i, known := constIndex(ia.Index)
		for _, use := range *ia.Referrers() {
			switch use := use.(type) {
			case *ssa.Store:
				if use.Addr != ia {
					continue
				}
				tight := q.r.syntax.stored[use.Pos()]
				if !tight.Known() {
					tight = at
				}
				set := q.eval(use.Val, frame, tight)
				if known && i < len(list.Elems) {
					list.Elems[i] = list.Elems[i].union(set)
				} else if len(list.Elems) > 0 {
					list.Open = true
					list.Elems[0] = list.Elems[0].union(set.conditional())
				}
			case *ssa.FieldAddr:
				if known && i < len(list.Elems) && len(list.Elems[i]) == 0 {
					list.Elems[i] = one(Struct{Type: arr.Elem(), Src: ia, Frame: frame}, at)
				}
			}
		}
	}
	for i, e := range list.Elems {
		if len(e) == 0 {
			list.Elems[i] = Set{{Value: zeroOf(arr.Elem()), Implicit: true}}
		}
	}
	return list
}

func constIndex(v ssa.Value) (int, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	n, ok := constant.Int64Val(c.Value)
	return int(n), ok && n >= 0
}

func (q *query) makeSlice(v *ssa.MakeSlice, at Span) Set {
	n, known := constIndex(v.Len)
	return one(List{Open: !known || n > 0}, at)
}

// reopened marks every list of the set as one that may have other elements.
func reopened(set Set) Set {
	out := make(Set, len(set))
	for i, it := range set {
		if l, ok := it.Value.(List); ok {
			l.Open = true
			it.Value = l
		}
		out[i] = it
	}
	return out
}

// appended joins the lists of append's two SSA arguments. Appending in a loop
// gives an open list of what is appended.
func (q *query) appended(args []ssa.Value, frame *Frame, at Span) Set {
	met := q.cycles
	base := q.eval(args[0], frame, at)
	if len(args) == 1 {
		return base
	}
	more := q.eval(args[1], frame, at)
	joined := List{Open: met != q.cycles}
	for n, side := range []Set{base, more} {
		if len(side) != 1 {
			joined.Open = true // alternatives, or a loop's back edge
		}
		for _, it := range side {
			switch v := it.Value.(type) {
			case List:
				for _, e := range v.Elems {
					for _, b := range it.Via {
						e = e.via(b)
					}
					joined.Elems = append(joined.Elems, e)
				}
				joined.Open = joined.Open || v.Open
			case Const:
				if s, ok := StringOf(v); ok && n == 1 { // append([]byte, string...)
					joined.Elems = append(joined.Elems, one(Const{constant.MakeString(s), v.Type}, it.At))
				}
			default:
				joined.Open = true
				joined.Elems = append(joined.Elems, Set{it})
			}
		}
	}
	if len(joined.Elems) > maxElems {
		joined.Elems, joined.Open = joined.Elems[:maxElems], true
	}
	return one(joined, at)
}

// split is strings.Split and its kin: constants are split for real, and a
// setting's default with it.
func (q *query) split(name string, args []ssa.Value, frame *Frame, at Span) Set {
	sep := ""
	if len(args) > 1 && isString(args[1].Type()) {
		if it, ok := q.eval(args[1], frame, Span{}).Only(); ok {
			sep, _ = StringOf(it.Value)
		}
	}
	cut := func(s string) []string {
		if sep == "" || strings.HasPrefix(name, "Fields") {
			return strings.Fields(s)
		}
		return strings.Split(s, sep)
	}
	var set Set
	for _, it := range q.eval(args[0], frame, at) {
		switch v := it.Value.(type) {
		case Const:
			s, ok := StringOf(v)
			if !ok {
				set = append(set, it)
				continue
			}
			list := List{}
			for _, part := range cut(s) {
				list.Elems = append(list.Elems, one(Const{constant.MakeString(part), v.Type}, it.At))
			}
			it.Value = list
		case Config:
			if v.Default != nil {
				if s, ok := StringOf(v.Default); ok {
					list := List{}
					for _, part := range cut(s) {
						list.Elems = append(list.Elems, one(Const{constant.MakeString(part), types.Typ[types.String]}, it.At))
					}
					v.Default = list
				}
			}
			it.Value = v
			if v.Default == nil && !strings.HasPrefix(name, "Fields") {
				// Splitting an empty text gives one empty part, not none.
				it.Value = List{Elems: []Set{{it}}, Open: true}
			}
		case Opaque:
		default:
			it.Value = List{Elems: []Set{{it}}, Open: true}
		}
		set = set.union(Set{it})
	}
	return set
}

// element reads one element of each list in set.
func (q *query) element(set Set, index ssa.Value, frame *Frame, at Span, src ssa.Value) Set {
	i, known := -1, false
	if index != nil {
		i, known = constIndex(index)
	}
	var out Set
	for _, it := range set {
		switch v := it.Value.(type) {
		case List:
			if known && i < len(v.Elems) && !v.Open {
				out = out.union(v.Elems[i])
				continue
			}
			for _, e := range v.Elems {
				out = out.union(e.conditional())
			}
			if v.Open && len(v.Elems) == 0 {
				out = out.union(one(Opaque{Reason: "an element of a list", Src: src, Frame: frame}, at))
			}
		case Map:
			for _, e := range v.Entries {
				out = out.union(e.Value.conditional())
			}
		case Request, Config, Opaque, Text:
			out = out.union(Set{it})
		}
	}
	return out
}

func (q *query) makeMap(v *ssa.MakeMap, frame *Frame, at Span) Set {
	m := Map{}
	for _, ref := range *v.Referrers() {
		switch use := ref.(type) {
		case *ssa.MapUpdate:
			if use.Map != v || len(m.Entries) >= maxElems {
				m.Open = true
				continue
			}
			tight := q.r.syntax.stored[use.Pos()]
			if !tight.Known() {
				tight = at
			}
			m.Entries = append(m.Entries, Entry{Key: q.eval(use.Key, frame, Span{}), Value: q.eval(use.Value, frame, tight)})
		case *ssa.Lookup, *ssa.Range, *ssa.DebugRef:
		case ssa.CallInstruction:
			if b, ok := use.Common().Value.(*ssa.Builtin); !ok || b.Name() != "len" {
				m.Open = true
			}
		default:
			m.Open = true // stored away: entries may be added elsewhere
		}
	}
	return one(m, at)
}

// lookup reads an entry of a map, or a byte of a string.
func (q *query) lookup(v *ssa.Lookup, frame *Frame, at Span) Set {
	if set, ok := q.headerLookup(v, frame, at); ok {
		return set
	}
	if isString(v.X.Type()) {
		return one(Opaque{Reason: "a byte of a string", Src: v, Frame: frame}, at)
	}
	key := q.eval(v.Index, frame, Span{})
	want, isConst := "", false
	if it, ok := key.Only(); ok {
		want, isConst = StringOf(it.Value)
	}
	var out Set
	for _, it := range q.eval(v.X, frame, at) {
		m, ok := it.Value.(Map)
		if !ok {
			out = out.union(one(Opaque{Reason: "an entry of a map", Src: v, Frame: frame}, at))
			continue
		}
		for _, e := range m.Entries {
			if k, ok := e.Key.Only(); ok && isConst {
				if s, isStr := StringOf(k.Value); isStr && s != want {
					continue
				}
			}
			out = out.union(e.Value.conditional())
		}
		if m.Open || !isConst {
			out = out.union(one(Opaque{Reason: "an entry of a map", Src: v, Frame: frame}, at))
		}
	}
	return out
}

// ranged is what a range statement over a map yields. (Over a slice it becomes
// indexing.)
func (q *query) ranged(v *ssa.Next, result int, frame *Frame, at Span) Set {
	rng, ok := v.Iter.(*ssa.Range)
	if !ok || v.IsString {
		return one(Opaque{Reason: "an element of a range", Src: v, Frame: frame}, at)
	}
	var out Set
	for _, it := range q.eval(rng.X, frame, at) {
		m, ok := it.Value.(Map)
		if !ok {
			out = out.union(one(Opaque{Reason: "an element of a range", Src: v, Frame: frame}, at))
			continue
		}
		for _, e := range m.Entries {
			if result == 1 {
				out = out.union(e.Key.conditional())
			} else {
				out = out.union(e.Value.conditional())
			}
		}
	}
	return out
}
