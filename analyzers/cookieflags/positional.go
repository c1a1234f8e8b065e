package cookieflags

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A positional is a function that takes a cookie's attributes one by one: their
// argument indices, receiver not counted, -1 for none.
type positional struct {
	fn                                string
	name, value, maxAge, path, domain int
	secure, httpOnly, sameSite        int
	dialect                           *dialect
}

var positionals = []positional{
	{ // SameSite comes from the context: see ginMode
		ginContext + ".SetCookie", 0, 1, 2, 3, 4, 5, 6, -1,
		&dialect{
			hint:     [3]string{"pass true for secure", "pass true for httpOnly", "call c.SetSameSite(http.SameSiteLaxMode) before it"},
			mode:     httpMode,
			rootPath: true,
		},
	},
	{
		"(*github.com/cloudwego/hertz/pkg/app.RequestContext).SetCookie", 0, 1, 2, 3, 4, 6, 7, 5,
		&dialect{
			hint:         [3]string{"pass true for secure", "pass true for httpOnly", "pass protocol.CookieSameSiteLaxMode"},
			mode:         httpMode,
			noneIsSecure: true,
			rootPath:     true,
		},
	},
}

func (p *pass) positionalWrites() []write {
	var out []write
	for _, row := range positionals {
		for _, call := range p.r.Calls(row.fn) {
			w := write{instr: call, region: p.r.CallSpan(call)}
			w.flagAt[secure] = p.r.ArgSpan(call, row.secure)
			w.flagAt[httpOnly] = p.r.ArgSpan(call, row.httpOnly)
			if row.sameSite >= 0 {
				w.flagAt[sameSite] = p.r.ArgSpan(call, row.sameSite)
			}
			w.read = func(frame *values.Frame) *cookie { return p.positionalCookie(row, call, frame) }
			out = append(out, w)
		}
	}
	for _, row := range variadics {
		for _, call := range p.r.Calls(row.fn) {
			w := write{instr: call, region: p.r.CallSpan(call)}
			w.read = func(frame *values.Frame) *cookie { return p.variadicCookie(row, call, frame) }
			out = append(out, w)
		}
	}
	return out
}

func (p *pass) positionalCookie(row positional, call ssa.CallInstruction, frame *values.Frame) *cookie {
	arg := func(i int) values.Set {
		set, _ := p.r.ArgIn(call, i, frame)
		return set
	}
	c := &cookie{
		dialect: row.dialect,
		name:    arg(row.name), value: arg(row.value), maxAge: arg(row.maxAge), path: arg(row.path), domain: arg(row.domain),
	}
	c.flags = [3]values.Set{arg(row.secure), arg(row.httpOnly), arg(row.sameSite)}
	if row.sameSite < 0 {
		c.flags[sameSite] = p.ginMode(call, frame)
	}
	return c
}

// A variadic is a function that takes name, value and then, as ...any, max age,
// path, domain, secure and httpOnly; sameSite is the index of that, -1 for none.
type variadic struct {
	fn                  string
	name, value, others int
	sameSite            int
	dialect             *dialect
}

var macaronDialect = &dialect{
	hint: [3]string{
		"pass true as the sixth argument", "pass true as the seventh argument",
		"pass a func(*http.Cookie) that sets SameSite",
	},
	mode: textMode, rootPath: true,
}

var beegoDialect = &dialect{
	hint: [3]string{
		"pass true as the sixth argument", "pass true as the seventh argument", `pass "Lax" as the eighth argument`,
	},
	mode: textMode, rootPath: true,
}

// variadics were read in macaron v1.4.0 (context.go) and beego v2
// (server/web/context/output.go).
var variadics = []variadic{
	{"(*gopkg.in/macaron.v1.Context).SetCookie", 0, 1, 2, -1, macaronDialect},
	{"(*gopkg.in/macaron.v1.Context).SetSecureCookie", 0, 1, 2, -1, macaronDialect},
	{"(*gopkg.in/macaron.v1.Context).SetSuperSecureCookie", 1, 2, 3, -1, macaronDialect},
	{"(*github.com/beego/beego/v2/server/web/context.Context).SetCookie", 0, 1, 2, 5, beegoDialect},
	{"(*github.com/beego/beego/v2/server/web/context.Context).SetSecureCookie", 1, 2, 3, 5, beegoDialect},
	{"(*github.com/beego/beego/v2/server/web/context.BeegoOutput).Cookie", 0, 1, 2, 5, beegoDialect},
}

func (p *pass) variadicCookie(row variadic, call ssa.CallInstruction, frame *values.Frame) *cookie {
	others, _ := p.r.ArgIn(call, row.others, frame)
	var list values.List
	if it, ok := others.Only(); ok && !values.IsNil(it.Value) {
		if list, ok = it.Value.(values.List); !ok || list.Open {
			return nil
		}
	} else if !ok {
		return nil
	}
	other := func(i int, otherwise values.Set) values.Set {
		if i < 0 || i >= len(list.Elems) {
			return otherwise
		}
		return list.Elems[i]
	}
	for _, e := range list.Elems {
		if len(e.Funcs()) > 0 || takesCookie(e) {
			return nil // a function that completes the cookie
		}
	}
	c := &cookie{
		dialect: row.dialect,
		maxAge:  other(0, nil), path: other(1, textSet("/")), domain: other(2, textSet("")),
	}
	c.name, _ = p.r.ArgIn(call, row.name, frame)
	c.value, _ = p.r.ArgIn(call, row.value, frame)
	c.flags = [3]values.Set{other(3, boolSet(false)), other(4, boolSet(false)), other(row.sameSite, textSet(""))}
	return c
}

// takesCookie reports whether a member is a function that could not be followed.
func takesCookie(set values.Set) bool {
	for _, it := range set {
		if o, ok := it.Value.(values.Opaque); ok && o.Src != nil {
			if _, isFunc := o.Src.Type().Underlying().(*types.Signature); isFunc {
				return true
			}
		}
	}
	return false
}
