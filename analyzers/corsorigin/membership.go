package corsorigin

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// lookup looks the origin up in a map: it is not there, unless the map's keys are
// known and one is the origin.
func (m *machine) lookup(act *activation, v *ssa.Lookup, i int) av {
	key := m.eval(act, v.Index)
	if isNamed(v.X.Type(), "net/http", "Header") {
		if i == 1 {
			return av{}
		}
		if in := m.resolve(act, v); in.kind == text {
			return av{kind: text, s: in.s, hostile: in.hostile, list: []string{in.s}}
		}
		return av{}
	}
	if !key.hostile {
		// An open switch kept in the same map: allowed["*"].
		if key.kind == text && key.s == "*" {
			found := m.world.defaults && hasKey(m.memo.valueIn(v.X, act.frame), "*")
			if i == 1 || isBool(elemType(v.X.Type())) {
				return yes(found)
			}
		}
		return m.resolve(act, v)
	}
	found := hasKey(m.memo.valueIn(v.X, act.frame), key.s)
	switch {
	case i == 1:
		return yes(found)
	case isBool(elemType(v.X.Type())):
		return yes(found)
	case isText(elemType(v.X.Type())):
		return str("", false)
	}
	return av{}
}

func elemType(t types.Type) types.Type {
	if mt, ok := t.Underlying().(*types.Map); ok {
		return mt.Elem()
	}
	return types.Typ[types.Invalid]
}

func hasKey(set values.Set, key string) bool {
	for _, it := range set {
		if mp, ok := it.Value.(values.Map); ok {
			for _, e := range mp.Entries {
				if has(e.Key, key) {
					return true
				}
			}
		}
	}
	return false
}

// slicesCall looks the origin up in a list.
func (m *machine) slicesCall(act *activation, name string, args []ssa.Value) (av, bool) {
	switch name {
	case "Contains", "Index", "BinarySearch":
	case "ContainsFunc", "IndexFunc":
		// The function is run on an entry that is not known.
		for _, f := range m.memo.valueIn(args[1], act.frame).Funcs() {
			if len(f.Fn.Blocks) == 0 || len(f.Fn.Params) == 0 {
				continue
			}
			rows, whole := m.results(&activation{fn: f.Fn, params: []av{m.entry()}})
			for _, row := range rows {
				if whole && len(row) == 1 && !(row[0].kind == boolean && !row[0].b) {
					return av{}, true
				}
			}
			return found(name, false), true
		}
		return av{}, false
	default:
		return av{}, false
	}
	list := m.memo.valueIn(args[0], act.frame)
	key := m.eval(act, args[1])
	switch {
	case key.hostile:
		return found(name, has(list, key.s)), true
	case key.kind == text && key.s == "*":
		return found(name, m.world.defaults && has(list, "*") || hasLiteral(list, "*")), true
	}
	return av{}, false
}

// hasLiteral reports whether a list certainly holds s, setting or no setting.
func hasLiteral(set values.Set, s string) bool {
	it, ok := set.Only()
	if !ok {
		return false
	}
	l, ok := it.Value.(values.List)
	return ok && slices.ContainsFunc(l.Elems, func(e values.Set) bool { return has(e, s) })
}

func found(name string, in bool) av {
	if strings.HasPrefix(name, "Index") {
		if in {
			return av{kind: number, n: 0}
		}
		return av{kind: number, n: -1}
	}
	return yes(in)
}
