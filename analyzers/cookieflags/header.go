package cookieflags

import (
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// headerWriters are the functions that set a response header, by the indices of
// name and value. Those of a net/http.Header are used for requests too, but a
// client sends Cookie, never Set-Cookie.
var headerWriters = []struct {
	fn         string
	key, value int
}{
	{"(net/http.Header).Set", 0, 1},
	{"(net/http.Header).Add", 0, 1},
	{ginContext + ".Header", 0, 1},
	{"(*github.com/gofiber/fiber/v2.Ctx).Set", 0, 1},
	{"(*github.com/gofiber/fiber/v2.Ctx).Append", 0, 1},
	{"(github.com/gofiber/fiber/v3.Ctx).Set", 0, 1},
	{"(github.com/gofiber/fiber/v3.Ctx).Append", 0, 1},
	{"(github.com/gofiber/fiber/v3.Res).Set", 0, 1},
	{"(github.com/gofiber/fiber/v3.Res).Append", 0, 1},
	{"(*github.com/valyala/fasthttp.ResponseHeader).Set", 0, 1},
	{"(*github.com/valyala/fasthttp.ResponseHeader).Add", 0, 1},
	{"(*github.com/beego/beego/v2/server/web/context.BeegoOutput).Header", 0, 1},
	{"(github.com/danielgtaylor/huma/v2.Context).SetHeader", 0, 1},
	{"(github.com/danielgtaylor/huma/v2.Context).AppendHeader", 0, 1},
}

// headerWrites are the Set-Cookie headers that the package writes itself: by a
// function of headerWriters, or into a map of headers.
func (p *pass) headerWrites() []write {
	var out []write
	for _, row := range headerWriters {
		for _, call := range p.r.Calls(row.fn) {
			args := values.Args(call.Common())
			if p.isSetCookie(args[row.key]) {
				out = append(out, p.headerWrite(call, args[row.value], p.r.ArgSpan(call, row.value)))
			}
		}
	}
	for _, fn := range p.r.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if m, ok := instr.(*ssa.MapUpdate); ok && p.isSetCookie(m.Key) {
					out = append(out, p.headerWrite(m, m.Value, p.r.StoreSpan(m)))
				}
			}
		}
	}
	return out
}

func (p *pass) isSetCookie(key ssa.Value) bool {
	if k, ok := key.(*ssa.Const); ok && k.Value == nil {
		return false
	}
	it, ok := p.r.Value(key).Only()
	name, isText := values.StringOf(it.Value)
	return ok && isText && strings.EqualFold(name, "Set-Cookie")
}

func (p *pass) headerWrite(instr ssa.Instruction, v ssa.Value, region values.Span) write {
	w := write{instr: instr, region: region}
	if call, ok := v.(*ssa.Call); ok && len(call.Call.Args) == 2 {
		if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			v = call.Call.Args[1] // header[key] = append(header[key], v)
		}
	}
	v = onlyElement(v)
	if call, ok := v.(*ssa.Call); ok && values.CalleeName(&call.Call) == "(*net/http.Cookie).String" {
		recv := values.Receiver(&call.Call)
		w.read = func(frame *values.Frame) *cookie { return p.structCookie(httpDialect, recv, call, frame) }
		return w
	}
	w.read = func(frame *values.Frame) *cookie { return parseSetCookie(p.render(v, frame, 8)) }
	return w
}

// onlyElement returns the element of a slice literal that has just one, such as
// []string{x} and variadic arguments; otherwise v.
func onlyElement(v ssa.Value) ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return v
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return v
	}
	var stored []ssa.Value
	for _, use := range *array.Referrers() {
		if ia, ok := use.(*ssa.IndexAddr); ok {
			for _, u := range *ia.Referrers() {
				if s, ok := u.(*ssa.Store); ok && s.Addr == ia {
					stored = append(stored, s.Val)
				}
			}
		}
	}
	if len(stored) != 1 {
		return v
	}
	return stored[0]
}
