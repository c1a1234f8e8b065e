package corsorigin

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// call evaluates the i-th result of a call.
func (m *machine) call(act *activation, c *ssa.Call, i int) av {
	if b, ok := c.Call.Value.(*ssa.Builtin); ok {
		return m.builtin(act, b, c)
	}
	f := values.Callee(&c.Call)
	args := values.Args(&c.Call)
	if f != nil && f.Pkg() != nil {
		if out, ok := m.known(act, c, f, args, i); ok {
			return out
		}
	}
	hostile := m.givenOrigin(act, c)
	// An instance of a generic function is a wrapper; the body is the origin's.
	if fn := asWritten(c.Call.StaticCallee()); fn != nil && len(fn.Blocks) > 0 {
		if !hostile && !worthRunning(c, fn, i) {
			return m.assumed(act, c, av{})
		}
		return m.enter(act, c, fn, i)
	}
	if c.Call.IsInvoke() || c.Call.StaticCallee() != nil {
		if i == 0 {
			// Reading the request, as frameworks do it.
			if in := m.resolve(act, c); in.kind != unknown {
				return in
			}
		}
		return m.elsewhere(act, c, i, hostile)
	}
	// A function value: each function that it can be is run.
	set := m.memo.valueIn(c.Call.Value, act.frame)
	fns := set.Funcs()
	var all []av
	for _, f := range fns {
		if len(f.Fn.Blocks) == 0 {
			return m.elsewhere(act, c, i, hostile)
		}
		all = append(all, m.enter(act, c, f.Fn, i))
	}
	if len(all) == 0 || len(fns) != len(set) {
		return m.elsewhere(act, c, i, hostile)
	}
	return merge(all)
}

// enter runs a function of the package.
func (m *machine) enter(act *activation, c *ssa.Call, fn *ssa.Function, i int) av {
	if isBool(resultType(c, i)) {
		if name := words(fn.Name()); len(c.Call.Args) == 0 && (isDevelopment(name) || isProduction(name)) {
			return m.assume(act, c)
		}
	}
	rows, whole := m.results(m.called(fn, c, act))
	if !whole {
		return m.elsewhere(act, c, i, m.givenOrigin(act, c))
	}
	var all []av
	for _, row := range rows {
		if i < len(row) {
			all = append(all, row[i])
		}
	}
	out := merge(all)
	if out.kind == unknown && len(all) > 1 && isBool(resultType(c, i)) {
		return out // it can be both
	}
	if out.kind == unknown && isText(resultType(c, i)) && i == 0 {
		return m.resolve(act, c)
	}
	if out.kind == unknown && len(c.Call.Args) <= 1 {
		return m.assumed(act, c, out)
	}
	return out
}

// asWritten returns the function that was written, for an instance of a generic one.
func asWritten(fn *ssa.Function) *ssa.Function {
	if fn != nil && fn.Origin() != nil {
		return fn.Origin()
	}
	return fn
}

// worthRunning reports whether a helper that is not given the origin can still
// decide about it: because it is given the request, or is a small predicate.
func worthRunning(c *ssa.Call, fn *ssa.Function, i int) bool {
	for _, a := range c.Call.Args {
		if isRequest(a.Type()) {
			return true
		}
	}
	t := resultType(c, i)
	return (isBool(t) || isText(t)) && len(fn.Blocks) <= 12
}

// givenOrigin reports whether a call is given the origin, or a request to read it from.
func (m *machine) givenOrigin(act *activation, c *ssa.Call) bool {
	name := ""
	if f := values.Callee(&c.Call); f != nil {
		name = words(f.Name())
	} else {
		name = m.names.of(c.Call.Value)
	}
	for _, a := range c.Call.Args {
		if canHoldText(a.Type()) && m.eval(act, a).hostile {
			return true
		}
		if isRequest(a.Type()) && (isAllowList(name) || isDenial(name)) {
			return true
		}
	}
	return false
}

// canHoldText reports whether a value of the type can be the origin, or hold it.
func canHoldText(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		return canHoldText(u.Elem()) || isBytes(t)
	case *types.Interface:
		return u.Empty()
	}
	return false
}

// elsewhere is the result of code that is not seen. Given the origin, it refuses.
func (m *machine) elsewhere(act *activation, c *ssa.Call, i int, hostile bool) av {
	t := resultType(c, i)
	if !hostile {
		return m.assumed(act, c, av{})
	}
	switch {
	case isBool(t):
		name := ""
		if f := values.Callee(&c.Call); f != nil {
			name = words(f.Name())
		}
		return yes(isDenial(name))
	case isError(t):
		return av{kind: notNil}
	case isText(t):
		return str("", false) // no origin
	}
	return av{hostile: true}
}

func resultType(c *ssa.Call, i int) types.Type {
	res := c.Call.Signature().Results()
	if i < res.Len() {
		return res.At(i).Type()
	}
	return types.Typ[types.Invalid]
}

func (m *machine) builtin(act *activation, b *ssa.Builtin, c *ssa.Call) av {
	if b.Name() == "len" && len(c.Call.Args) == 1 {
		switch x := m.eval(act, c.Call.Args[0]); {
		case x.list != nil:
			return av{kind: number, n: len(x.list)}
		case x.kind == text:
			return av{kind: number, n: len(x.s)}
		}
	}
	return av{}
}

// extract evaluates one of several results.
func (m *machine) extract(act *activation, v *ssa.Extract) av {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		return m.call(act, t, v.Index)
	case *ssa.Lookup:
		return m.lookup(act, t, v.Index)
	}
	return m.resolve(act, v)
}
