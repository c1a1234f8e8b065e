package corsorigin

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// assumed decides what the world says of a value that is not known: whether
// development switches are on, and that no switch opens everything.
func (m *machine) assumed(act *activation, v ssa.Value, got av) av {
	if got.kind != unknown || !isBool(v.Type()) {
		return got
	}
	return m.assume(act, v)
}

func (m *machine) assume(act *activation, v ssa.Value) av {
	name := m.names.of(v)
	set := m.memo.valueIn(v, act.frame)
	switch {
	case isDevelopment(name):
		return yes(m.inDev(name, set))
	case isProduction(name):
		return yes(!m.inDev(name, negated(set)))
	case isOpenSwitch(name):
		t, _, _ := withDefaults(set).Bool()
		return yes(m.world.defaults && t)
	}
	return av{}
}

// negated is the set of the opposite bools.
func negated(set values.Set) values.Set {
	out := make(values.Set, len(set))
	for i, it := range set {
		if b, ok := values.BoolOf(it.Value); ok {
			it.Value = values.Const{Val: constant.MakeBool(!b), Type: types.Typ[types.Bool]}
		}
		if c, ok := it.Value.(values.Config); ok && c.Default != nil {
			if b, ok := values.BoolOf(c.Default); ok {
				c.Default = values.Const{Val: constant.MakeBool(!b), Type: types.Typ[types.Bool]}
				it.Value = c
			}
		}
		out[i] = it
	}
	return out
}

// withDefaults replaces settings by their defaults.
func withDefaults(set values.Set) values.Set {
	out := make(values.Set, len(set))
	for i, it := range set {
		if c, ok := it.Value.(values.Config); ok && c.Default != nil {
			it.Value = c.Default
		}
		out[i] = it
	}
	return out
}
