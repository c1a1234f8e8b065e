package cookieflags

import (
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A middleware is a constructor of something that writes a cookie by itself and
// is configured by a struct, given to the constructor or left out.
type middleware struct {
	fn   string
	what string
	// config is the index of the configuration's argument, receiver not counted;
	// -1 for the receiver itself, -2 when there is none.
	config int
	role   role
	*dialect
	// always says which attributes the library writes whatever the
	// configuration says, or when it says nothing.
	always [3]bool
	// needs is a bool field without which no cookie is written.
	needs string
}

// inConfig is the dialect of a configuration whose fields have these names.
func inConfig(mode func(values.Item) (mode, bool), sameSiteValue string, fields ...string) *dialect {
	d := &dialect{mode: mode, rootPath: true}
	for i, f := range fields {
		d.fields[i] = f
		if f != "" {
			d.hint[i] = "set " + f + ": " + [...]string{"true", "true", sameSiteValue}[i]
		}
	}
	return d
}

var (
	fiberConfig  = inConfig(fiberMode, `"Lax"`, "CookieSecure", "CookieHTTPOnly", "CookieSameSite")
	echoConfig   = inConfig(httpMode, "http.SameSiteLaxMode", "CookieSecure", "CookieHTTPOnly", "CookieSameSite")
	ginJWTConfig = inConfig(httpMode, "http.SameSiteLaxMode", "SecureCookie", "CookieHTTPOnly", "CookieSameSite")
	goChiConfig  = inConfig(httpMode, "http.SameSiteLaxMode", "Secure", "", "SameSite")
	macaronCSRF  = inConfig(httpMode, "", "Secure", "CookieHttpOnly", "")
	macaronOpts  = inConfig(httpMode, "", "Secure", "", "")
)

// middlewares were read in fiber v2.52.15 and v3.1.0, echo v4.16.0 and v5.4.4,
// gin-jwt v2.10.3, go-chi/session and go-macaron's csrf and session.
var middlewares = []middleware{
	{"github.com/gofiber/fiber/v2/middleware/session.New", "fiber's session store", 0, session, fiberConfig, [3]bool{}, ""},
	{"github.com/gofiber/fiber/v3/middleware/session.New", "fiber's session middleware", 0, session, fiberConfig, [3]bool{}, ""},
	{"github.com/gofiber/fiber/v3/middleware/session.NewWithStore", "fiber's session middleware", 0, session, fiberConfig, [3]bool{}, ""},
	{"github.com/gofiber/fiber/v3/middleware/session.NewStore", "fiber's session store", 0, session, fiberConfig, [3]bool{}, ""},
	{"github.com/gofiber/fiber/v2/middleware/csrf.New", "fiber's CSRF middleware", 0, antiForgery, fiberConfig, [3]bool{}, ""},
	{"github.com/gofiber/fiber/v3/middleware/csrf.New", "fiber's CSRF middleware", 0, antiForgery, fiberConfig, [3]bool{}, ""},
	{"github.com/labstack/echo/v4/middleware.CSRF", "echo's CSRF middleware", -2, antiForgery, echoConfig, [3]bool{}, ""},
	{"github.com/labstack/echo/v4/middleware.CSRFWithConfig", "echo's CSRF middleware", 0, antiForgery, echoConfig, [3]bool{}, ""},
	{"github.com/labstack/echo/v5/middleware.CSRF", "echo's CSRF middleware", -2, antiForgery, echoConfig, [3]bool{}, ""},
	{"github.com/labstack/echo/v5/middleware.CSRFWithConfig", "echo's CSRF middleware", 0, antiForgery, echoConfig, [3]bool{}, ""},
	{"(github.com/labstack/echo/v5/middleware.CSRFConfig).ToMiddleware", "echo's CSRF middleware", -1, antiForgery, echoConfig, [3]bool{}, ""},
	{"github.com/appleboy/gin-jwt/v2.New", "gin-jwt", 0, session, ginJWTConfig, [3]bool{}, "SendCookie"},
	{"github.com/appleboy/gin-jwt/v3.New", "gin-jwt", 0, session, ginJWTConfig, [3]bool{}, "SendCookie"},
	{"github.com/go-macaron/csrf.Csrfer", "macaron's CSRF middleware", 0, antiForgery, macaronCSRF, [3]bool{}, "SetCookie"},
	{"github.com/go-macaron/csrf.Generate", "macaron's CSRF middleware", 0, antiForgery, macaronCSRF, [3]bool{}, "SetCookie"},
	{"github.com/go-macaron/session.Sessioner", "macaron's session middleware", 0, session, macaronOpts, [3]bool{httpOnly: true, sameSite: true}, ""},
	{"gitea.com/go-chi/session.Sessioner", "go-chi/session", 0, session, goChiConfig, [3]bool{httpOnly: true}, ""},
}

func (p *pass) judgeMiddlewares() {
	for _, m := range middlewares {
		for _, call := range p.r.Calls(m.fn) {
			p.judgeMiddleware(m, call)
		}
	}
}

// judgeMiddleware reports together what the configuration does not mention, and
// each flag that it turns off by its own rule.
func (p *pass) judgeMiddleware(m middleware, call ssa.CallInstruction) {
	config, region, given := p.config(m, call)
	var s values.Struct
	if given {
		if config == nil {
			return
		}
		s = p.r.StructOf(config, call, nil)
		if m.needs != "" && !p.r.Field(s, m.needs).Set.True() || p.isHeaderBased(s) {
			return
		}
	} else if m.needs != "" {
		return
	}
	c := &cookie{dialect: m.dialect, base: true}
	if given {
		c.literal = p.literals.of(config)
	}
	v := view{write: &write{instr: call, region: region}, cookie: c, role: m.role}
	var lacks []attribute
	for _, a := range attributes {
		switch {
		case m.always[a] || m.fields[a] == "":
			continue
		case !given:
			// fiber writes SameSite=Lax where nothing is said.
			if mode, _ := m.mode(textSet("")[0]); a != sameSite || mode == absent {
				lacks = append(lacks, a)
			}
			continue
		}
		c.flags[a] = p.r.Field(s, m.fields[a]).Set
		v.flags[a] = c.flag(a, call)
		severity, demanded := m.role.demands(a)
		switch {
		case !demanded || !v.flags[a].bad():
		case v.flags[a].state == off && v.flags[a].by.Implicit:
			lacks = append(lacks, a)
		default:
			p.reportFlag(v, a, severity)
		}
	}
	if len(lacks) > 0 {
		p.reportLacks(v, m, lacks)
	}
}

// config returns the value that configures a middleware; given is false when the
// call leaves it out, and the value nil when it cannot be followed.
func (p *pass) config(m middleware, call ssa.CallInstruction) (config ssa.Value, region values.Span, given bool) {
	region = p.r.CallSpan(call)
	switch m.config {
	case -2:
		return nil, region, false
	case -1:
		return values.Receiver(call.Common()), region, true
	}
	args := values.Args(call.Common())
	if m.config >= len(args) {
		return nil, region, false
	}
	arg := args[m.config]
	if !call.Common().Signature().Variadic() {
		return arg, p.r.ArgSpan(call, m.config), true
	}
	if k, ok := arg.(*ssa.Const); ok && k.Value == nil {
		return nil, region, false
	}
	arg = onlyElement(arg)
	if _, isSlice := arg.(*ssa.Slice); isSlice {
		return nil, region, true
	}
	return arg, p.r.ArgSpan(call, m.config), true
}

// isHeaderBased reports whether fiber's session is carried by something other
// than a cookie: a KeyLookup of another kind (v2), or an extractor (v3).
func (p *pass) isHeaderBased(s values.Struct) bool {
	for _, it := range p.r.Field(s, "KeyLookup").Set {
		if t := text(it); t != "" && !strings.HasPrefix(t, "cookie:") && p.r.Field(s, "CookieName").Set != nil && !p.isCSRF(s) {
			return true
		}
	}
	for _, it := range p.r.Field(s, "Extractor").Set {
		switch v := it.Value.(type) {
		case values.Opaque:
			if v.Callee == nil || v.Callee.Name() != "FromCookie" {
				return true
			}
		case values.Struct:
			return true
		}
	}
	return false
}

// isCSRF reports whether s configures a CSRF middleware, whose token is looked up
// in a header and kept in a cookie.
func (p *pass) isCSRF(s values.Struct) bool { return strings.Contains(s.Type.String(), "/csrf.") }

// reportLacks reports what a configuration does not mention, with the edit that
// adds it when there is just one.
func (p *pass) reportLacks(v view, m middleware, lacks []attribute) {
	var hints []string
	var fixes []analysis.SuggestedFix
	for _, a := range lacks {
		if _, demanded := v.role.demands(a); !demanded {
			continue
		}
		hints = append(hints, strings.TrimPrefix(m.hint[a], "set "))
		if fix := p.fix(v, a); fix != nil {
			fixes = append(fixes, *fix)
		}
	}
	if len(fixes) > 1 {
		fixes = nil
	}
	p.reportDefaults(v.region, v.role, m.what, lacks, "set "+list(hints), fixes)
}
