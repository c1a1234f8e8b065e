package cookieflags

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A store is a constructor of something that writes the session's cookie by
// itself, and whose options are set afterwards.
type store struct {
	fn string
	// what it is in messages, and how its options are set.
	what, hint string
	// options is the package of the Options type that configures it.
	options string
	// defaults says which attributes the cookie has when nobody sets options.
	defaults func(p *pass, ctor *types.Func) [3]bool
}

// allOff is what most stores leave the cookie with: nothing.
func allOff(*pass, *types.Func) [3]bool { return [3]bool{} }

// gorillaCookie is what gorilla/sessions' NewCookieStore starts with: nothing
// before v1.3.0, then Secure and SameSite=None (store.go of both). SameSite=None
// is written, so it does not count as lacking here. When the version is not known
// only what every version lacks does.
func gorillaCookie(p *pass, ctor *types.Func) [3]bool {
	v := p.moduleVersion(ctor)
	if v != "" && olderVersion(v, "v1.3.0") {
		return [3]bool{}
	}
	return [3]bool{secure: true, sameSite: true}
}

// ginCookie is the same store behind gin-contrib/sessions: what counts is which
// gorilla/sessions the build has.
func ginCookie(p *pass, ctor *types.Func) [3]bool {
	if pkg := p.imported(gorillaSessions); pkg != nil {
		if obj, ok := pkg.Scope().Lookup("NewCookieStore").(*types.Func); ok {
			return gorillaCookie(p, obj)
		}
	}
	return [3]bool{secure: true, sameSite: true}
}

const (
	setOptions  = "set the store's Options with Secure, HttpOnly and SameSite"
	callOptions = "call the store's Options with Secure, HttpOnly and SameSite"
)

// stores were read in gorilla/sessions v1.2.0 to v1.4.0, gin-contrib/sessions
// v1.0.4, boj/redistore v1.4.1, antonlindstrom/pgstore, quasoft/memstore,
// wader/gormstore v2.0.3 and rbcervilla/redisstore.
var stores = []store{
	{gorillaSessions + ".NewCookieStore", "gorilla/sessions' cookie store", setOptions, gorillaSessions, gorillaCookie},
	{gorillaSessions + ".NewFilesystemStore", "gorilla/sessions' filesystem store", setOptions, gorillaSessions, allOff},
	{"github.com/boj/redistore.NewRediStore", "redistore's session store", setOptions, gorillaSessions, allOff},
	{"github.com/boj/redistore.NewRediStoreWithDB", "redistore's session store", setOptions, gorillaSessions, allOff},
	{"github.com/boj/redistore.NewRediStoreWithPool", "redistore's session store", setOptions, gorillaSessions, allOff},
	{"github.com/antonlindstrom/pgstore.NewPGStore", "pgstore's session store", setOptions, gorillaSessions, allOff},
	{"github.com/antonlindstrom/pgstore.NewPGStoreFromPool", "pgstore's session store", setOptions, gorillaSessions, allOff},
	{"github.com/quasoft/memstore.NewMemStore", "memstore's session store", setOptions, gorillaSessions, allOff},
	{"github.com/wader/gormstore/v2.New", "gormstore's session store", "set the store's SessionOpts with Secure, HttpOnly and SameSite", gorillaSessions, allOff},
	{"github.com/wader/gormstore/v2.NewOptions", "gormstore's session store", "set the store's SessionOpts with Secure, HttpOnly and SameSite", gorillaSessions, allOff},
	{"github.com/rbcervilla/redisstore/v8.NewRedisStore", "redisstore's session store", callOptions, gorillaSessions, allOff},
	{"github.com/rbcervilla/redisstore/v9.NewRedisStore", "redisstore's session store", callOptions, gorillaSessions, allOff},
	{ginSessions + "/cookie.NewStore", "gin-contrib/sessions' cookie store", callOptions, ginSessions, ginCookie},
	{ginSessions + "/redis.NewStore", "gin-contrib/sessions' Redis store", callOptions, ginSessions, allOff},
	{ginSessions + "/redis.NewStoreWithDB", "gin-contrib/sessions' Redis store", callOptions, ginSessions, allOff},
	{ginSessions + "/redis.NewStoreWithPool", "gin-contrib/sessions' Redis store", callOptions, ginSessions, allOff},
	{ginSessions + "/memstore.NewStore", "gin-contrib/sessions' memory store", callOptions, ginSessions, allOff},
	{ginSessions + "/postgres.NewStore", "gin-contrib/sessions' PostgreSQL store", callOptions, ginSessions, allOff},
	{ginSessions + "/gorm.NewStore", "gin-contrib/sessions' gorm store", callOptions, ginSessions, allOff},
	{ginSessions + "/mongo/mongodriver.NewStore", "gin-contrib/sessions' MongoDB store", callOptions, ginSessions, allOff},
	{ginSessions + "/memcached.NewStore", "gin-contrib/sessions' memcached store", callOptions, ginSessions, allOff},
}

// judgeStores reports stores and middlewares that are left to their defaults.
func (p *pass) judgeStores() {
	for _, s := range stores {
		for _, call := range p.r.Calls(s.fn) {
			p.judgeStore(s, call)
		}
	}
	p.judgeSCS()
	p.judgeNosurf()
	p.judgeGorillaCSRF()
	p.judgeMiddlewares()
}

// judgeStore reports a store whose options the package never sets. Options set
// anywhere in the package count, since a store is seldom set up where it is made.
func (p *pass) judgeStore(s store, call ssa.CallInstruction) {
	if p.isConfigured(s.options) || leavesBare(call) {
		return
	}
	ctor := values.Callee(call.Common())
	defaults := s.defaults(p, ctor)
	var lacks []attribute
	for _, a := range attributes {
		if set := p.tuning(s.options, a); len(set) > 0 {
			defaults[a] = p.isTuned(s.options, a)
		}
		if !defaults[a] {
			lacks = append(lacks, a)
		}
	}
	if len(lacks) == 0 {
		return
	}
	what := s.what
	if v := p.moduleVersion(ctor); v != "" {
		what += " (" + v + ")"
	}
	p.reportDefaults(p.r.CallSpan(call), session, what, lacks, s.hint, nil)
}

// isConfigured reports whether the package gives options of that family to a
// store or a session, other than to end one.
func (p *pass) isConfigured(family string) bool {
	for _, site := range p.options {
		if site.family == family && !p.isDeletion(p.structCookie(optionsDialect, site.options, site.instr, nil)) {
			return true
		}
	}
	return false
}

// leavesBare reports whether a store leaves the package as it was made: returned
// as a concrete type by an exported function, whose callers may set its options.
func leavesBare(call ssa.CallInstruction) bool {
	fn := call.Parent()
	obj, _ := fn.Object().(*types.Func)
	if obj == nil || !obj.Exported() || fn.Pkg.Pkg.Name() == "main" || call.Value() == nil {
		return false
	}
	returned := func(v ssa.Value) bool {
		for _, use := range *v.Referrers() {
			if _, ok := use.(*ssa.Return); ok {
				return !types.IsInterface(v.Type())
			}
		}
		return false
	}
	if returned(call.Value()) {
		return true
	}
	for _, use := range *call.Value().Referrers() {
		if ex, ok := use.(*ssa.Extract); ok && returned(ex) {
			return true
		}
	}
	return false
}
