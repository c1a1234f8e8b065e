package corsorigin

import (
	"go/constant"
	"go/token"
	"go/types"
	"net/textproto"
	"regexp"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// eval returns what is known of v where act stands.
func (m *machine) eval(act *activation, v ssa.Value) av {
	if m.steps--; m.steps < 0 || m.busy[v] {
		return av{}
	}
	m.busy[v] = true
	defer delete(m.busy, v)
	if m.seeds[v] {
		return str(m.world.origin, true)
	}
	switch v := v.(type) {
	case *ssa.Const:
		return constantOf(values.Const{Val: v.Value, Type: v.Type()})
	case *ssa.Function, *ssa.MakeClosure, *ssa.MakeMap, *ssa.Alloc:
		return av{kind: notNil}
	case *ssa.Parameter:
		for i, p := range act.fn.Params {
			if p == v && i < len(act.params) && act.params[i].kind != unknown {
				return act.params[i]
			}
		}
	case *ssa.Phi:
		if have, ok := act.phis[v]; ok {
			return have
		}
	case *ssa.ChangeType:
		return m.eval(act, v.X)
	case *ssa.Convert:
		return m.eval(act, v.X)
	case *ssa.ChangeInterface:
		return m.eval(act, v.X)
	case *ssa.MakeInterface:
		if x := m.eval(act, v.X); x.kind == text || x.kind == boolean {
			return x
		}
		return av{kind: notNil}
	case *ssa.UnOp:
		return m.unary(act, v)
	case *ssa.BinOp:
		return m.binary(act, v)
	case *ssa.Call:
		return m.call(act, v, 0)
	case *ssa.Extract:
		return m.extract(act, v)
	case *ssa.Lookup:
		if !v.CommaOk {
			return m.lookup(act, v, 0)
		}
	case *ssa.Slice:
		return m.cut(act, v)
	case *ssa.Field:
		return m.field(act, v.X, v.Field, v)
	}
	return m.assumed(act, v, m.resolve(act, v))
}

func constantOf(c values.Const) av {
	if c.Val == nil {
		if values.IsNil(c) {
			return av{kind: isNil}
		}
		return av{}
	}
	switch c.Val.Kind() {
	case constant.Bool:
		return yes(constant.BoolVal(c.Val))
	case constant.String:
		return str(constant.StringVal(c.Val), false)
	case constant.Int:
		if n, ok := constant.Int64Val(c.Val); ok {
			return av{kind: number, n: int(n)}
		}
	}
	return av{}
}

// resolve asks what v can be anywhere in the package.
func (m *machine) resolve(act *activation, v ssa.Value) av {
	key := question{v, act.frame}
	if have, ok := m.resolved[key]; ok {
		return have
	}
	out := m.merged(m.memo.valueIn(v, act.frame))
	m.resolved[key] = out
	return out
}

// merged is what is known of all members of a set. Where settings have their
// defaults, what else somebody may have put there does not count.
func (m *machine) merged(set values.Set) av {
	var all, defaults []av
	for _, it := range set {
		got := m.item(it)
		all = append(all, got)
		if it.Shared && got.kind == text {
			defaults = append(defaults, got)
		}
	}
	if len(defaults) > 0 {
		return merge(defaults)
	}
	return merge(all)
}

func (m *machine) item(it values.Item) av {
	if _, isConst := it.Value.(values.Const); isConst && it.Shared && !m.world.defaults {
		return av{}
	}
	switch v := it.Value.(type) {
	case values.Const:
		return constantOf(v)
	case values.Request:
		return m.input(v)
	case values.Config:
		// Switches have a say of their own, in assume.
		if d := (values.Item{Value: v.Default}); v.Default != nil && m.world.defaults {
			if got := m.item(d); got.kind != boolean {
				return got
			}
		}
	case values.Func:
		return av{kind: notNil}
	case values.Opaque:
		if v.Src != nil && m.seeds[v.Src] {
			return str(m.world.origin, true)
		}
		if v.Callee != nil && makesError(v.Callee) {
			return av{kind: notNil}
		}
	case values.Text:
		return m.join(v)
	}
	return av{}
}

// makesError reports whether a function is one that makes a new error.
func makesError(f *types.Func) bool {
	if f.Pkg() == nil {
		return false
	}
	res := f.Signature().Results()
	if res.Len() != 1 || !isError(res.At(0).Type()) {
		return false
	}
	switch f.Pkg().Path() {
	case "errors", "fmt":
		return true
	}
	return errorMaker.MatchString(f.Name())
}

var errorMaker = regexp.MustCompile(`^(New|Err|Error|Errorf|Wrap|Wrapf|Forbidden|Unauthorized|PermissionDenied)$`)

// input is what a hostile page makes a browser send.
func (m *machine) input(in values.Request) av {
	switch in.Kind {
	case values.Header:
		switch textproto.CanonicalMIMEHeaderKey(in.Name) {
		case "Origin":
			return str(m.world.origin, true)
		case "Referer":
			return str(m.world.origin+"/", true)
		case "Sec-Fetch-Site":
			return str("cross-site", false)
		}
	case values.Host:
		return str(ownHost, false)
	}
	return av{}
}

// ownHost is the host that the server is reached by.
const ownHost = "api.example.com"

// join is a text put together from parts that are all known.
func (m *machine) join(t values.Text) av {
	out := str("", false)
	for _, part := range t.Parts {
		it, ok := part.Only()
		if !ok {
			return av{}
		}
		p := m.item(it)
		if p.kind != text || p.s == "%s" {
			return av{}
		}
		out.s += p.s
		out.hostile = out.hostile || p.hostile
	}
	return out
}

func (m *machine) unary(act *activation, v *ssa.UnOp) av {
	switch v.Op {
	case token.NOT:
		x := m.eval(act, v.X)
		if x.kind == boolean {
			x.b = !x.b
		}
		return x
	case token.MUL:
		return m.load(act, v)
	}
	return av{}
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isNamed(t types.Type, pkg, name string) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == pkg
}
