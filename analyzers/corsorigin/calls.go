package corsorigin

import (
	"go/types"
	"net"
	"net/url"
	"slices"
	"strings"

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

// cut evaluates s[i:j] of a known text.
func (m *machine) cut(act *activation, v *ssa.Slice) av {
	x := m.eval(act, v.X)
	if x.kind != text || x.list != nil {
		return av{hostile: x.hostile}
	}
	low, high := 0, len(x.s)
	if v.Low != nil {
		n := m.eval(act, v.Low)
		if n.kind != number {
			return av{hostile: x.hostile}
		}
		low = n.n
	}
	if v.High != nil {
		n := m.eval(act, v.High)
		if n.kind != number {
			return av{hostile: x.hostile}
		}
		high = n.n
	}
	if low < 0 || high > len(x.s) || low > high {
		return av{} // the program would panic
	}
	return str(x.s[low:high], x.hostile)
}

// urlPart reads a field of the URL that the origin was parsed into.
func (m *machine) urlPart(act *activation, u ssa.Value, name string) av {
	raw := m.parsed(act, u)
	if raw.kind != text {
		return av{}
	}
	parsed, err := url.Parse(raw.s)
	if err != nil {
		return av{}
	}
	switch name {
	case "Host":
		return str(parsed.Host, raw.hostile)
	case "Scheme":
		return str(parsed.Scheme, raw.hostile)
	case "Path":
		return str(parsed.Path, raw.hostile)
	case "Hostname":
		return str(parsed.Hostname(), raw.hostile)
	case "Port":
		return str(parsed.Port(), raw.hostile)
	case "String":
		return str(parsed.String(), raw.hostile)
	}
	return av{}
}

// parsed returns the text that a *url.URL was parsed from.
func (m *machine) parsed(act *activation, u ssa.Value) av {
	ex, ok := u.(*ssa.Extract)
	if !ok || ex.Index != 0 {
		return av{}
	}
	c, ok := ex.Tuple.(*ssa.Call)
	if !ok {
		return av{}
	}
	switch values.CalleeName(&c.Call) {
	case "net/url.Parse", "net/url.ParseRequestURI":
		return m.eval(act, c.Call.Args[0])
	}
	return av{}
}

// known evaluates calls of the standard library that take the origin apart or
// test it.
func (m *machine) known(act *activation, c *ssa.Call, f *types.Func, args []ssa.Value, i int) (av, bool) {
	switch f.Pkg().Path() {
	case "strings":
		return m.stringsCall(act, c, f.Name(), args, i)
	case "net/url":
		switch f.FullName() {
		case "net/url.Parse", "net/url.ParseRequestURI":
			raw := m.eval(act, args[0])
			if i == 1 && raw.kind == text {
				if _, err := url.Parse(raw.s); err != nil {
					return av{kind: notNil}, true
				}
				return av{kind: isNil}, true
			}
			if i == 0 && raw.kind == text {
				return av{kind: notNil}, true
			}
			return av{}, true
		case "(*net/url.URL).Hostname", "(*net/url.URL).Port", "(*net/url.URL).String":
			return m.urlPart(act, values.Receiver(&c.Call), f.Name()), true
		}
	case "net":
		if f.Name() == "SplitHostPort" {
			if raw := m.eval(act, args[0]); raw.kind == text {
				host, port, err := net.SplitHostPort(raw.s)
				switch i {
				case 0:
					return str(host, raw.hostile), true
				case 1:
					return str(port, raw.hostile), true
				}
				if err != nil {
					return av{kind: notNil}, true
				}
				return av{kind: isNil}, true
			}
		}
	case "regexp":
		return m.regexpCall(act, c, f, args, i)
	case "path", "path/filepath":
		if f.Name() == "Match" {
			return m.globCall(act, c, args, i)
		}
	case "slices":
		return m.slicesCall(act, f.Name(), args)
	case "net/http", "net/textproto":
		// Reading a header: Origin, Referer.
		if in := m.resolve(act, c); in.kind == text {
			return in, true
		}
	}
	return av{}, false
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
