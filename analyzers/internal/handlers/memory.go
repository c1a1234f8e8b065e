package handlers

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// store notes what is written where, while a body is walked.
func (w *walker) store(s *ssa.Store, act *activation) {
	val := ref{s.Val, act}
	if fa, ok := s.Addr.(*ssa.FieldAddr); ok {
		w.memory[cell{w.chase(ref{fa.X, act}, true), fa.Field}] = val
		if f := values.FieldVar(fa.X.Type(), fa.Field); f != nil {
			w.fields[f.Origin()] = val
		}
		return
	}
	w.memory[cell{w.chase(ref{s.Addr, act}, false), -1}] = val
}

// load is what stands at an address.
func (w *walker) load(addr ref) (ref, bool) {
	if ia, ok := addr.v.(*ssa.IndexAddr); ok {
		return w.elementAt(ref{ia.X, addr.act}, ref{ia.Index, addr.act})
	}
	if fa, ok := addr.v.(*ssa.FieldAddr); ok {
		return w.fieldOf(ref{fa.X, addr.act}, fa.Field, 0)
	}
	if next, ok := w.step(addr, true); ok {
		return w.load(next)
	}
	if val, ok := w.memory[cell{addr, -1}]; ok {
		return val, true
	}
	switch a := addr.v.(type) {
	case *ssa.Alloc:
		if s := onlyStore(a); s != nil {
			return ref{s.Val, addr.act}, true
		}
	case *ssa.Global:
		if val, ok := w.globals[a]; ok {
			return val, true
		}
		if stores := w.p.globals[a]; len(stores) == 1 {
			return ref{stores[0].Val, w.outside(stores[0].Parent())}, true
		}
	}
	return ref{}, false
}

// onlyStore returns the one store to a variable as a whole, or nil.
func onlyStore(a *ssa.Alloc) *ssa.Store {
	var found *ssa.Store
	if a.Referrers() == nil {
		return nil
	}
	for _, instr := range *a.Referrers() {
		if s, ok := instr.(*ssa.Store); ok && s.Addr == a {
			if found != nil {
				return nil
			}
			found = s
		}
	}
	return found
}

// outside is the activation of a function of which no call was walked.
func (w *walker) outside(fn *ssa.Function) *activation {
	if a := w.outsides[fn]; a != nil {
		return a
	}
	a := w.newActivation(fn, nil)
	a.frame = w.p.r.Outside(fn)
	w.outsides[fn] = a
	return a
}

// fieldOf is the value of a field of a struct, or of the struct that a pointer
// points to.
func (w *walker) fieldOf(s ref, field, depth int) (ref, bool) {
	if depth > maxNesting {
		return ref{}, false
	}
	s = w.chase(s, true)
	if val, ok := w.memory[cell{s, field}]; ok {
		return val, true
	}
	switch v := s.v.(type) {
	case *ssa.Alloc:
		if val := writtenField(v, field); val != nil {
			return ref{val, s.act}, true
		}
		if whole := onlyStore(v); whole != nil {
			return w.fieldOf(ref{whole.Val, s.act}, field, depth+1)
		}
	case *ssa.IndexAddr: // an element, written in place by a literal
		if val := writtenField(v, field); val != nil {
			return ref{val, s.act}, true
		}
		if el, ok := w.elementAt(ref{v.X, s.act}, ref{v.Index, s.act}); ok && el != s {
			return w.fieldOf(el, field, depth+1)
		}
	case *ssa.FieldAddr:
		if val := writtenField(v, field); val != nil {
			return ref{val, s.act}, true
		}
		if inner, ok := w.fieldOf(ref{v.X, s.act}, v.Field, depth+1); ok {
			return w.fieldOf(inner, field, depth+1)
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return w.fieldOf(ref{v.X, s.act}, field, depth+1)
		}
	case *ssa.Const:
		return ref{}, false
	}
	f := values.FieldVar(s.v.Type(), field)
	if f == nil {
		return ref{}, false
	}
	if val, ok := w.fields[f.Origin()]; ok {
		return val, true
	}
	if stores := w.p.r.Stores(f); len(stores) == 1 {
		return ref{stores[0].Val, w.outside(stores[0].Parent())}, true
	}
	return ref{}, false
}

// writtenField returns what is stored in a field of the struct at an address; nil
// when nothing or more than one thing is.
func writtenField(addr ssa.Value, field int) ssa.Value {
	if addr.Referrers() == nil {
		return nil
	}
	var found ssa.Value
	for _, instr := range *addr.Referrers() {
		fa, ok := instr.(*ssa.FieldAddr)
		if !ok || fa.Field != field || fa.Referrers() == nil {
			continue
		}
		for _, use := range *fa.Referrers() {
			if s, ok := use.(*ssa.Store); ok && s.Addr == fa {
				if found != nil && found != s.Val {
					return nil
				}
				found = s.Val
			}
		}
	}
	return found
}
