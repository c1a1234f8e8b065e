package cookieflags

import (
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

var foreignDialect = &dialect{
	hint: [3]string{"ask for it in the arguments", "ask for it in the arguments", "ask for it in the arguments"},
	mode: httpMode,
}

var foreignTextDialect = &dialect{hint: foreignDialect.hint, mode: fiberMode, noneIsSecure: true}

// foreignWrites are the calls of functions of other packages that write a cookie
// with flags that the caller chooses. What the function fixes by itself is
// reported there.
func (p *pass) foreignWrites() []write {
	var out []write
	for _, fn := range p.r.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				callee := values.Callee(call.Common())
				if callee == nil || callee.Pkg() == nil || callee.Pkg() == p.Pkg || isModelled(callee.Pkg().Path()) {
					continue
				}
				var fact writerFact
				if !p.ImportObjectFact(callee, &fact) {
					continue
				}
				for _, r := range fact.Recipes {
					out = append(out, write{
						instr: call, region: p.r.CallSpan(call), function: callee.Name(),
						read: func(frame *values.Frame) *cookie { return p.foreignCookie(r, call, frame) },
					})
				}
			}
		}
	}
	return out
}

func (p *pass) foreignCookie(r recipe, call ssa.CallInstruction, frame *values.Frame) *cookie {
	known := func(field string) values.Set { return p.bind(r.symbol(field), call, frame) }
	c := &cookie{
		dialect: foreignDialect,
		name:    known("Name"), value: known("Value"), path: known("Path"), domain: known("Domain"),
		maxAge: known("MaxAge"), expires: known("Expires"),
	}
	if r.Text {
		c.dialect = foreignTextDialect
	}
	for i, field := range httpDialect.fields {
		if s := r.symbol(field); s.Kind == paramSymbol {
			c.flags[i] = p.bind(s, call, frame)
			if lit := p.literals.of(p.argument(values.Args(call.Common())[s.Param], frame)); lit != nil && s.Field != "" {
				c.literal = lit
			}
		}
	}
	return c
}
