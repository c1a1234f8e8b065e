package cookieflags

import (
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A write is one place that sends a cookie.
type write struct {
	instr ssa.Instruction
	// read returns the cookie as sent in the calls that frame stands for; nil
	// when nothing is known of it.
	read func(frame *values.Frame) *cookie
	// region is the cookie's expression; flagAt is where a flag of its own
	// argument stands.
	region values.Span
	flagAt [3]values.Span
	// function is the name of the function that writes, for its words.
	function string
	// role, when not nil, is what the cookie is for whatever its name.
	role *role
}

// structWrites are the functions that take a cookie struct: its argument's
// index, receiver not counted.
var structWrites = []struct {
	fn      string
	arg     int
	dialect *dialect
}{
	{"net/http.SetCookie", 1, httpDialect},
	{"(github.com/labstack/echo/v4.Context).SetCookie", 0, httpDialect},
	{"(*github.com/labstack/echo/v5.Context).SetCookie", 0, httpDialect},
	{"(*github.com/gofiber/fiber/v2.Ctx).Cookie", 0, fiberDialect},
	{"(github.com/gofiber/fiber/v3.Ctx).Cookie", 0, fiber3Dialect},
	{"(github.com/gofiber/fiber/v3.Res).Cookie", 0, fiber3Dialect},
}

var fiberDialect = &dialect{
	hint:   [3]string{"set Secure: true", "set HTTPOnly: true", `leave SameSite empty, which is "Lax"`},
	fields: [3]string{"Secure", "HTTPOnly", "SameSite"},
	mode:   fiberMode,
	// fasthttp's SetSameSite turns Secure on for None.
	noneIsSecure: true,
}

var fiber3Dialect = &dialect{
	hint: fiberDialect.hint, fields: fiberDialect.fields, mode: fiberMode,
	noneIsSecure: true, rootPath: true,
}

// ginDialect is for a cookie struct that gin completes from its context.
var ginDialect = &dialect{
	hint:   [3]string{"set Secure: true", "set HttpOnly: true", "set SameSite: http.SameSiteLaxMode"},
	fields: httpDialect.fields, mode: httpMode, rootPath: true,
}

const ginContext = "(*github.com/gin-gonic/gin.Context)"

// writes returns every place of the package that sends a cookie.
func (p *pass) writes() []write {
	var out []write
	for _, row := range structWrites {
		for _, call := range p.r.Calls(row.fn) {
			arg := values.Args(call.Common())[row.arg]
			out = append(out, write{
				instr:  call,
				region: p.r.ArgSpan(call, row.arg),
				read: func(frame *values.Frame) *cookie {
					return p.structCookie(row.dialect, arg, call, frame)
				},
			})
		}
	}
	for _, call := range p.r.Calls(ginContext + ".SetCookieData") {
		out = append(out, p.ginData(call))
	}
	out = append(out, p.positionalWrites()...)
	out = append(out, p.setterWrites()...)
	out = append(out, p.headerWrites()...)
	out = append(out, p.baseCookieWrites()...)
	out = append(out, p.taggedWrites()...)
	out = append(out, p.foreignWrites()...)
	return append(out, p.optionWrites()...)
}

// ginData is gin's SetCookieData, which replaces SameSiteDefaultMode, but not the
// zero value, by the context's mode (gin v1.12, context.go).
func (p *pass) ginData(call ssa.CallInstruction) write {
	arg := values.Args(call.Common())[0]
	return write{
		instr:  call,
		region: p.r.ArgSpan(call, 0),
		read: func(frame *values.Frame) *cookie {
			c := p.structCookie(ginDialect, arg, call, frame)
			if it, ok := c.flags[sameSite].Only(); ok {
				if n, _ := values.IntOf(it.Value); n == 1 {
					c.flags[sameSite] = p.ginMode(call, frame)
				}
			}
			return c
		},
	}
}
