package handlers

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// maxElements is the length up to which a list is known.
const maxElements = 1000

// elements returns the elements of a slice or array in order: their values, or
// for structs written in place their addresses. known is false when there may be
// others.
func (w *walker) elements(list ref, depth int) (elems []ref, known bool) {
	if depth > 20 {
		return nil, false
	}
	list = w.chase(list, true)
	switch v := list.v.(type) {
	case *ssa.Const:
		return nil, v.Value == nil
	case *ssa.Slice:
		if v.Low != nil || v.High != nil {
			return nil, false
		}
		base := w.chase(ref{v.X, list.act}, true)
		if a, ok := base.v.(*ssa.Alloc); ok {
			return w.arrayElements(a, base.act)
		}
		return w.elements(base, depth+1)
	case *ssa.Alloc:
		return w.arrayElements(v, list.act)
	case *ssa.UnOp:
		if a, ok := v.X.(*ssa.Alloc); ok {
			return w.arrayElements(a, list.act)
		}
	case *ssa.Phi: // longer on some paths
		known = len(v.Edges) > 0
		for _, e := range v.Edges {
			more, moreKnown := w.elements(ref{e, list.act}, depth+maxNesting/10)
			for _, el := range more {
				if !slices.Contains(elems, el) {
					elems = append(elems, el)
				}
			}
			known = known && moreKnown
		}
		return elems, known
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			elems, known = w.elements(ref{v.Call.Args[0], list.act}, depth+1)
			more, moreKnown := w.elements(ref{v.Call.Args[1], list.act}, depth+1)
			return append(slices.Clip(elems), more...), known && moreKnown
		}
	}
	return nil, false
}

// arrayElements reads an array that a literal fills.
func (w *walker) arrayElements(a *ssa.Alloc, act *activation) ([]ref, bool) {
	p, ok := a.Type().Underlying().(*types.Pointer)
	if !ok {
		return nil, false
	}
	arr, ok := p.Elem().Underlying().(*types.Array)
	if !ok || arr.Len() > maxElements || a.Referrers() == nil {
		return nil, false
	}
	elems := make([]ref, arr.Len())
	for _, instr := range *a.Referrers() {
		ia, ok := instr.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		i, ok := intOf(ref{ia.Index, nil})
		if !ok || i < 0 || i >= len(elems) {
			continue
		}
		elems[i] = ref{ia, act}
		for _, use := range *ia.Referrers() {
			if s, ok := use.(*ssa.Store); ok && s.Addr == ia {
				elems[i] = ref{s.Val, act}
			}
		}
	}
	return slices.DeleteFunc(elems, func(r ref) bool { return r.v == nil }), true
}

// elementAt is one element of a list at an index that is known now.
func (w *walker) elementAt(list, index ref) (ref, bool) {
	i, ok := intOf(index)
	if !ok || index.act == nil {
		return ref{}, false
	}
	elems, known := w.elements(list, 0)
	if !known || i < 0 || i >= len(elems) {
		return ref{}, false
	}
	return elems[i], true
}

// entries returns the entries of a map that one function fills, sorted as written.
func (w *walker) entries(m ref) ([]pair, bool) {
	m = w.chase(m, true)
	mm, ok := m.v.(*ssa.MakeMap)
	if !ok || mm.Referrers() == nil {
		return nil, false
	}
	var out []pair
	for _, instr := range *mm.Referrers() {
		if u, ok := instr.(*ssa.MapUpdate); ok && u.Map == mm {
			out = append(out, pair{ref{u.Key, m.act}, ref{u.Value, m.act}})
		}
	}
	return out, len(out) <= maxElements
}

// entryAt is the entry of a known map under a constant key.
func (w *walker) entryAt(l *ssa.Lookup, act *activation) (ref, bool) {
	key, ok := w.chase(ref{l.Index, act}, true).v.(*ssa.Const)
	if !ok || l.CommaOk {
		return ref{}, false
	}
	entries, _ := w.entries(ref{l.X, act})
	for _, e := range entries {
		if c, ok := w.chase(e.key, true).v.(*ssa.Const); ok && c.Value != nil && key.Value != nil && c.Value.ExactString() == key.Value.ExactString() {
			return e.value, true
		}
	}
	return ref{}, false
}
