package corsorigin

import (
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// load reads a variable.
func (m *machine) load(act *activation, v *ssa.UnOp) av {
	switch addr := v.X.(type) {
	case *ssa.FieldAddr:
		return m.field(act, addr.X, addr.Field, v)
	case *ssa.IndexAddr:
		if list := m.eval(act, addr.X); list.list != nil {
			if i := m.eval(act, addr.Index); i.kind == number && i.n >= 0 && i.n < len(list.list) {
				return str(list.list[i.n], list.hostile)
			}
			return av{}
		}
	case *ssa.Global:
		if addr.Name() == "init$guard" {
			return yes(false) // the package initialiser runs once
		}
	case *ssa.Alloc:
		return m.variable(act, addr, v)
	case *ssa.FreeVar:
		if b := m.captured(addr); b != nil {
			return m.variable(act, b, v)
		}
	}
	return m.assumed(act, v, m.resolve(act, v))
}

// captured is the one variable that a free variable stands for, or nil.
func (m *machine) captured(fv *ssa.FreeVar) *ssa.Alloc {
	var found *ssa.Alloc
	for _, use := range m.r.Uses(fv.Parent()) {
		mc, ok := use.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for i, f := range fv.Parent().FreeVars {
			if f != fv {
				continue
			}
			switch b := mc.Bindings[i].(type) {
			case *ssa.Alloc:
				if found != nil && found != b {
					return nil
				}
				found = b
			case *ssa.FreeVar:
				return m.captured(b)
			}
		}
	}
	return found
}

// variable reads a variable that closures share: what the stores that the world
// reaches have put there.
func (m *machine) variable(act *activation, alloc *ssa.Alloc, load *ssa.UnOp) av {
	key := question{alloc, act.frame}
	if act.fn != alloc.Parent() {
		key.frame = nil
	}
	have, ok := m.held[key]
	if !ok {
		have = m.stored(act, alloc, load)
		m.held[key] = have
	}
	return m.assumed(act, load, have)
}

func (m *machine) stored(act *activation, alloc *ssa.Alloc, load *ssa.UnOp) av {
	var all []av
	first := true
	for _, ref := range *alloc.Referrers() {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Addr != ssa.Value(alloc) {
			continue
		}
		if _, isParam := st.Val.(*ssa.Parameter); isParam || first && st.Block().Index == 0 {
			// The initial value: it holds unless a later store is reached.
			first = false
			all = append(all, m.eval(m.at(act, st), st.Val))
			continue
		}
		where := &activation{fn: st.Parent()}
		if st.Parent() == act.fn {
			where = act
		}
		var got []av
		if m.reach(&activation{fn: where.fn, params: where.params, frame: where.frame}, st, func(here *activation) {
			got = append(got, m.eval(here, st.Val))
		}) {
			all = append(all, got...)
		}
	}
	if len(all) == 0 {
		return m.resolve(act, load)
	}
	return merge(all)
}

// at is act when st stands in its function, else a run of st's function of which
// nothing is known.
func (m *machine) at(act *activation, st *ssa.Store) *activation {
	if st.Parent() == act.fn {
		return act
	}
	return &activation{fn: st.Parent()}
}

// field reads a field: of a parsed URL, or one that the package sets on objects
// of its own.
func (m *machine) field(act *activation, x ssa.Value, i int, whole ssa.Value) av {
	f := values.FieldVar(x.Type(), i)
	if f == nil {
		return av{}
	}
	if isNamed(x.Type(), "net/url", "URL") {
		return m.urlPart(act, x, f.Name())
	}
	got := m.resolve(act, whole)
	if got.kind != unknown || !isBool(f.Type()) || f.Exported() {
		return m.assumed(act, whole, got)
	}
	// A private switch, such as one that remembers that the list had a "*": true
	// only where the world reaches a store of true.
	stores := m.r.Stores(f)
	all := []av{yes(false)}
	for _, st := range stores {
		if m.depth > 2 {
			return av{}
		}
		m.depth++
		m.reach(&activation{fn: st.Parent()}, st, func(here *activation) {
			all = append(all, m.eval(here, st.Val))
		})
		m.depth--
	}
	if len(stores) == 0 {
		return m.assumed(act, whole, av{})
	}
	return m.assumed(act, whole, merge(all))
}
