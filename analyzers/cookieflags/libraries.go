package cookieflags

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

const scsPath = "github.com/alexedwards/scs/v2"

var scsDialect = &dialect{
	hint:   [3]string{"set Cookie.Secure = true", "leave Cookie.HttpOnly on", "leave Cookie.SameSite at Lax"},
	fields: httpDialect.fields, mode: httpMode, rootPath: true,
}

// judgeSCS reports scs session managers. Their cookie starts with HttpOnly and
// SameSite=Lax but without Secure (scs v2.9.0, session.go), and is changed by
// writing to the manager's Cookie, wherever that is.
func (p *pass) judgeSCS() {
	for _, fn := range []string{scsPath + ".New", scsPath + ".NewSession"} {
		for _, call := range p.r.Calls(fn) {
			p.judgeManager(call)
		}
	}
}

func (p *pass) judgeManager(call ssa.CallInstruction) {
	c := &cookie{dialect: scsDialect, base: true}
	v := view{write: &write{instr: call, region: p.r.CallSpan(call)}, cookie: c, role: session}
	touched := false
	for _, a := range attributes {
		if field := p.field(scsPath, "SessionCookie", scsDialect.fields[a]); field != nil {
			c.flags[a] = p.stored(field)
			touched = touched || len(c.flags[a]) > 0
		}
	}
	if field := p.field(scsPath, "SessionManager", "Cookie"); field != nil && len(p.r.Stores(field)) > 0 {
		return // replaced as a whole by a value made elsewhere
	}
	for _, a := range attributes {
		if len(c.flags[a]) == 0 {
			continue
		}
		v.flags[a] = c.flag(a, call)
		if severity, ok := v.role.demands(a); ok && v.flags[a].bad() {
			flagged := v
			if at := v.flags[a].by.At; at.Known() {
				flagged.write = &write{instr: call, region: at}
			}
			p.reportFlag(flagged, a, severity)
		}
	}
	if len(c.flags[secure]) == 0 && (touched || !leavesBare(call)) {
		p.reportDefaults(v.region, session, "scs", []attribute{secure}, scsDialect.hint[secure], nil)
	}
}

// stored joins what the package stores to a field, of whatever object.
func (p *pass) stored(field *types.Var) values.Set {
	var set values.Set
	for _, s := range p.r.Stores(field) {
		for _, it := range p.r.Value(s.Val) {
			if !it.At.Known() {
				it.At = p.r.StoreSpan(s)
			}
			set = append(set, it)
		}
	}
	return set
}

const nosurf = "github.com/justinas/nosurf"

// baseCookieWrites are the templates that nosurf is given for its cookie.
func (p *pass) baseCookieWrites() []write {
	csrf := antiForgery
	var out []write
	for _, call := range p.r.Calls("(*" + nosurf + ".CSRFHandler).SetBaseCookie") {
		arg := values.Args(call.Common())[0]
		out = append(out, write{
			instr: call, region: p.r.ArgSpan(call, 0), role: &csrf,
			read: func(frame *values.Frame) *cookie {
				c := p.structCookie(httpDialect, arg, call, frame)
				c.base = true
				return c
			},
		})
	}
	return out
}

// judgeNosurf reports nosurf handlers that keep its bare base cookie.
func (p *pass) judgeNosurf() {
	if len(p.r.Calls("(*"+nosurf+".CSRFHandler).SetBaseCookie")) > 0 {
		return
	}
	for _, call := range p.r.Calls(nosurf + ".New") {
		if !leavesBare(call) {
			p.reportDefaults(p.r.CallSpan(call), antiForgery, "nosurf", []attribute{secure}, "call SetBaseCookie with Secure", nil)
		}
	}
}

const gorillaCSRF = "github.com/gorilla/csrf"

// judgeGorillaCSRF reports gorilla/csrf's options that turn its good default off.
// HttpOnly(false) is the double-submit pattern's, and not reported.
func (p *pass) judgeGorillaCSRF() {
	for _, call := range p.r.Calls(gorillaCSRF + ".Secure") {
		set, at := p.r.Arg(call, 0)
		c := &cookie{dialect: &dialect{hint: [3]string{"leave it on"}, mode: httpMode}, base: true}
		c.flags[secure] = set
		v := view{write: &write{instr: call, region: at}, cookie: c, role: antiForgery}
		v.flags[secure] = c.flag(secure, call)
		if severity, _ := v.role.demands(secure); v.flags[secure].bad() {
			p.reportFlag(v, secure, severity)
		}
	}
}
