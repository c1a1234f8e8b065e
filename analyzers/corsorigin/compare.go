package corsorigin

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// binary evaluates a comparison or a concatenation.
func (m *machine) binary(act *activation, v *ssa.BinOp) av {
	x, y := m.eval(act, v.X), m.eval(act, v.Y)
	switch v.Op {
	case token.ADD:
		if x.kind == text && y.kind == text {
			return str(x.s+y.s, x.hostile || y.hostile)
		}
		return av{hostile: x.hostile || y.hostile}
	case token.SUB:
		if x.kind == number && y.kind == number {
			return av{kind: number, n: x.n - y.n}
		}
		return av{}
	case token.EQL, token.NEQ:
		eq, ok := m.equal(act, v, x, y)
		if !ok {
			return av{}
		}
		return yes(eq == (v.Op == token.EQL))
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		if x.kind == number && y.kind == number {
			return yes(constant.Compare(constant.MakeInt64(int64(x.n)), v.Op, constant.MakeInt64(int64(y.n))))
		}
		if size, zero, ok := m.listLength(act, v); ok {
			// Have: len(list) compared with 0 or 1, list an allow-list.
			n := 1
			if size {
				n = 0
			}
			a, b := int64(n), int64(zero)
			if _, isConst := v.X.(*ssa.Const); isConst {
				a, b = b, a
			}
			return yes(constant.Compare(constant.MakeInt64(a), v.Op, constant.MakeInt64(b)))
		}
	}
	return av{}
}

// equal decides x == y; ok is false when it can be either.
func (m *machine) equal(act *activation, v *ssa.BinOp, x, y av) (eq, ok bool) {
	switch {
	case x.kind == text && y.kind == text:
		return x.s == y.s, true
	case x.kind == number && y.kind == number:
		return x.n == y.n, true
	case x.kind == boolean && y.kind == boolean:
		return x.b == y.b, true
	case x.kind == isNil && y.kind == isNil:
		return true, true
	case x.kind == isNil && y.kind == notNil, x.kind == notNil && y.kind == isNil:
		return false, true
	case x.hostile:
		// The program's own value is not the attacker's, unless it is one of these.
		return x.kind == text && has(m.memo.valueIn(v.Y, act.frame), x.s), true
	case y.hostile:
		return y.kind == text && has(m.memo.valueIn(v.X, act.frame), y.s), true
	}
	known, other := x, v.Y
	if known.kind == unknown {
		known, other = y, v.X
	}
	if empty, zero, ok := m.listLength(act, v); ok {
		return empty == (zero == 0), true
	}
	switch known.kind {
	case isNil:
		if isAllowList(m.names.of(other)) && !isError(other.Type()) {
			return m.world.empty, true
		}
	case text:
		return m.setting(act, known.s, other)
	}
	return false, false
}

// setting decides whether something that is not known is equal to a constant
// text: an entry to "*", an allow-list to "", the environment to "development".
func (m *machine) setting(act *activation, s string, other ssa.Value) (eq, ok bool) {
	name := m.names.of(other)
	set := m.memo.valueIn(other, act.frame)
	switch {
	case s == "*":
		return m.world.defaults && has(withDefaults(set), "*"), true
	case s == "":
		if isAllowList(name) && !isRequest(other.Type()) {
			if m.world.defaults {
				return !hasDefault(set) && isSetting(set), true
			}
			return m.world.empty, true
		}
	case isDevelopment(words(s)):
		return m.inDev(name+" "+s, equalTo(set, s)), true
	case isProduction(words(s)):
		return !m.inDev(name+" "+s, negated(equalTo(set, s))), true
	}
	return false, false
}

// equalTo is what set == s can be: what an absent setting makes of it.
func equalTo(set values.Set, s string) values.Set {
	out := make(values.Set, 0, len(set))
	for _, it := range set {
		have, known := values.StringOf(it.Value)
		if c, ok := it.Value.(values.Config); ok {
			known = c.Default != nil || c.Source == values.Env
			have = ""
			if c.Default != nil {
				have, _ = values.StringOf(c.Default)
			}
		}
		if !known {
			out = append(out, values.Item{Value: values.Opaque{Reason: "a setting"}})
			continue
		}
		b := values.Const{Val: constant.MakeBool(have == s), Type: types.Typ[types.Bool]}
		if _, ok := it.Value.(values.Config); ok {
			out = append(out, values.Item{Value: values.Config{Default: b}})
		} else {
			out = append(out, values.Item{Value: b})
		}
	}
	return out
}

func has(set values.Set, s string) bool {
	found := false
	set.Walk(func(it values.Item) bool {
		if have, ok := values.StringOf(it.Value); ok && strings.TrimSpace(have) == s {
			found = true
		}
		return true
	})
	return found
}

func hasDefault(set values.Set) bool {
	for _, it := range set {
		if c, ok := it.Value.(values.Config); ok && c.Default != nil {
			return true
		}
	}
	return false
}

// isSetting reports whether the set is a setting and nothing else.
func isSetting(set values.Set) bool {
	it, ok := set.Only()
	if !ok {
		return false
	}
	_, ok = it.Value.(values.Config)
	return ok
}

// listLength recognises the comparison of the length of an allow-list with a
// small constant. empty is the world's answer; zero is the constant.
func (m *machine) listLength(act *activation, v *ssa.BinOp) (empty bool, zero int, ok bool) {
	for _, side := range [][2]ssa.Value{{v.X, v.Y}, {v.Y, v.X}} {
		call, isCall := side[0].(*ssa.Call)
		if !isCall {
			continue
		}
		b, isBuiltin := call.Call.Value.(*ssa.Builtin)
		k, isConst := side[1].(*ssa.Const)
		if !isBuiltin || b.Name() != "len" || !isConst {
			continue
		}
		list := call.Call.Args[0]
		n := m.eval(act, k)
		if n.kind != number || n.n > 1 || !isAllowList(m.names.of(list)) {
			return false, 0, false
		}
		if it, only := m.memo.valueIn(list, act.frame).Only(); only {
			if l, isList := it.Value.(values.List); isList && !l.Open {
				return len(l.Elems) == 0, n.n, true
			}
			if c, isConfig := it.Value.(values.Config); isConfig && c.Default != nil && m.world.defaults {
				return false, n.n, true
			}
		}
		return m.world.empty, n.n, true
	}
	return false, 0, false
}
