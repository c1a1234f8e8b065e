package cookieflags

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// The packages whose Options type says how a store writes its cookie.
const (
	gorillaSessions = "github.com/gorilla/sessions"
	ginSessions     = "github.com/gin-contrib/sessions"
)

var optionsDialect = &dialect{
	hint:   [3]string{"set Secure: true", "set HttpOnly: true", "set SameSite: http.SameSiteLaxMode"},
	fields: httpDialect.fields, mode: httpMode, rootPath: true,
}

// An optionSite is a place that gives a session store, or one session, its
// cookie's options.
type optionSite struct {
	instr   ssa.Instruction
	options ssa.Value
	region  values.Span
	name    values.Set
	// family is the package of the Options type.
	family string
}

// optionSites are the assignments to a field such as store.Options, the calls of
// a method Options, and those of gorilla's NewCookie.
func (p *pass) optionSites() []optionSite {
	var out []optionSite
	for _, fn := range p.r.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					family := optionsFamily(instr.Val.Type())
					if _, isField := instr.Addr.(*ssa.FieldAddr); isField && family != "" && isPointer(instr.Val.Type()) {
						out = append(out, optionSite{instr, instr.Val, p.r.StoreSpan(instr), nil, family})
					}
				case ssa.CallInstruction:
					i, ok := optionsArgument(instr.Common())
					if !ok {
						continue
					}
					site := optionSite{instr: instr, options: values.Args(instr.Common())[i], region: p.r.ArgSpan(instr, i)}
					site.family = optionsFamily(site.options.Type())
					if i > 0 {
						site.name, _ = p.r.Arg(instr, 0)
					}
					out = append(out, site)
				}
			}
		}
	}
	return out
}

// optionWrites judges option sites as cookie writes: a sessions.Options says all
// about the cookie, as a cookie's literal does, so each lack is reported on its own.
func (p *pass) optionWrites() []write {
	isSession := session
	var out []write
	for _, site := range p.options {
		out = append(out, write{
			instr: site.instr, region: site.region, role: &isSession,
			read: func(frame *values.Frame) *cookie {
				c := p.structCookie(optionsDialect, site.options, site.instr, frame)
				c.name = site.name
				for _, a := range attributes {
					if p.isTuned(site.family, a) {
						c.flags[a] = unknownSet("set through the store's options elsewhere")
					}
				}
				return c
			},
		})
	}
	return out
}

// optionsArgument returns which argument of a call is the options of a session's
// cookie.
func optionsArgument(c *ssa.CallCommon) (i int, ok bool) {
	f := values.Callee(c)
	if f == nil {
		return 0, false
	}
	if f.FullName() == gorillaSessions+".NewCookie" {
		return 2, true
	}
	args := values.Args(c)
	return 0, f.Name() == "Options" && len(args) == 1 && optionsFamily(args[0].Type()) != ""
}

// optionsFamily returns the package whose Options type t is, or points to; "" for
// any other type.
func optionsFamily(t types.Type) string {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Name() != "Options" || n.Obj().Pkg() == nil {
		return ""
	}
	switch path := n.Obj().Pkg().Path(); path {
	case gorillaSessions, ginSessions:
		return path
	}
	return ""
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

// tuning joins what the package stores to one attribute of options that it did
// not make itself, as in store.Options.Secure = true.
func (p *pass) tuning(family string, a attribute) values.Set {
	field := p.field(family, "Options", optionsDialect.fields[a])
	if field == nil {
		return nil
	}
	var set values.Set
	for _, s := range p.r.Stores(field) {
		fa := s.Addr.(*ssa.FieldAddr)
		if u, ok := fa.X.(*ssa.UnOp); !ok || !isPointer(u.Type()) {
			continue
		}
		for _, it := range p.r.Value(s.Val) {
			if !it.At.Known() {
				it.At = p.r.StoreSpan(s)
			}
			set = append(set, it)
		}
	}
	return set
}

// isTuned reports whether an attribute of options that the package did not make
// is turned on somewhere, or may be.
func (p *pass) isTuned(family string, a attribute) bool {
	for _, it := range p.tuning(family, a) {
		if b, known := values.BoolOf(it.Value); !known || b {
			return true
		}
	}
	return false
}

// field looks up a struct field of a type that the package imports, directly or
// not; nil when it does not.
func (p *pass) field(path, typeName, name string) *types.Var {
	pkg := p.imported(path)
	if pkg == nil {
		return nil
	}
	obj := pkg.Scope().Lookup(typeName)
	if obj == nil {
		return nil
	}
	st, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for f := range st.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}

func (p *pass) imported(path string) *types.Package {
	seen := make(map[*types.Package]bool)
	work := p.Pkg.Imports()
	for depth := 0; depth < 3; depth++ {
		var next []*types.Package
		for _, pkg := range work {
			if pkg.Path() == path {
				return pkg
			}
			if !seen[pkg] {
				seen[pkg] = true
				next = append(next, pkg.Imports()...)
			}
		}
		work = next
	}
	return nil
}
