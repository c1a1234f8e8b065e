package handlers

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

const (
	netHTTP    = "net/http"
	gorillaMux = "github.com/gorilla/mux"
)

// A role is what a library function does for routing.
type role int

const (
	makes    role = iota + 1 // returns a new router
	adds                     // registers a route
	groups                   // returns a router below the receiver, or passes it to a closure
	uses                     // adds middleware to the receiver
	mounts                   // puts a router, or a handler, below a prefix
	fallback                 // takes a handler for requests that no route matches
	same                     // returns the receiver
	builds                   // starts or continues a gorilla route
	serves                   // serves a handler: the outermost chain
	wraps                    // turns a handler into one of another type and adds nothing
	strips                   // a wrap that takes a prefix off the path
)

// roles are those of the models that matter for routing.
var roles = map[models.Role]role{
	models.Route: adds, models.Refine: builds, models.Group: groups, models.Mount: mounts,
	models.Use: uses, models.Fallback: fallback, models.Serve: serves, models.Adapt: wraps,
}

// An operation says what one function does, and with which of its arguments.
type operation struct {
	role role
	verb string // fixed method, AnyMethod, or empty
	// below reports whether a path stands for all below it.
	below bool
	// fills is the parameter that is a closure which fills a router, -1 for none.
	fills     int
	arguments []argument
}

// An argument is one parameter with what it is for. field is a field of it.
type argument struct {
	slot  models.Slot
	param int
	field string
}

func (op operation) has(slot models.Slot) bool {
	for _, a := range op.arguments {
		if a.slot == slot {
			return true
		}
	}
	return false
}

// A framework is one library.
type framework struct {
	path string
	// routers are the types that hold routes; those of tops have no prefix by
	// themselves.
	routers, tops []string
	dialect
}

// A dialect is what the rows of a library do not tell.
type dialect struct {
	// join puts a prefix before a path.
	join func(prefix, path string) string
	// rest is what the library writes behind a path that stands for all below it.
	rest string
	// late reports whether a router's middleware holds for routes registered
	// before it, too; lateTop the same for a router that is no group.
	late, lateTop bool
}

// dialectOf returns the ways of a library, by import path.
func dialectOf(path string) dialect {
	switch path {
	case "github.com/go-chi/chi", "github.com/go-chi/chi/v5":
		return dialect{join: joinChi, rest: "/*", late: true}
	case gorillaMux:
		return dialect{join: joinSlash, rest: "*", late: true}
	case "github.com/gin-gonic/gin":
		return dialect{join: joinSlash, rest: "/*filepath"}
	case "github.com/labstack/echo/v4", "github.com/labstack/echo/v5":
		return dialect{join: func(a, b string) string { return a + b }, rest: "/*", lateTop: true}
	case humaPath:
		return dialect{join: joinSlash, rest: "/*", late: true}
	case grpcPath:
		return dialect{join: func(_, path string) string { return path }}
	}
	return dialect{join: joinSlash, rest: "/*"}
}

// generated are the frameworks whose routers are the program's, or are generated.
var generated = []string{grpcPath, connectPath, twirpPath, swaggerPath}

// framework returns the library whose routers a package declares, or nil.
func (p *program) framework(path string) *framework {
	fw, ok := p.frameworks[path]
	if ok {
		return fw
	}
	if slices.Contains(generated, path) {
		fw = &framework{path: path, dialect: dialectOf(path)}
	}
	for _, m := range models.Of(path) {
		for _, row := range m.Rows {
			if row.Role != models.Routing || row.Package != path {
				continue
			}
			if fw == nil {
				fw = &framework{path: path, dialect: dialectOf(path)}
			}
			name := strings.TrimPrefix(row.Name, path+".")
			fw.routers = append(fw.routers, name)
			if row.Kind == "top" {
				fw.tops = append(fw.tops, name)
			}
		}
	}
	p.frameworks[path] = fw
	return fw
}

// operationOf returns what a call does for routing; no role when nothing is known.
func (p *program) operationOf(c *ssa.CallCommon) operation {
	f := values.Callee(c)
	if f == nil || f.Pkg() == nil || f.Pkg() == p.pass.Pkg {
		return operation{}
	}
	return p.operation(f.Origin())
}

func (p *program) operation(f *types.Func) operation {
	if op, ok := p.operations[f]; ok {
		return op
	}
	op := p.modelled(f)
	if op.role == 0 {
		op = p.unmodelled(f)
	}
	p.operations[f] = op
	return op
}

// modelled reads the row of a function.
func (p *program) modelled(f *types.Func) operation {
	sig := f.Signature()
	for _, row := range models.Lookup(models.FuncName(f)) {
		op := operation{role: roles[row.Role], verb: row.Verb, below: row.Kind == "prefix", fills: -1}
		if op.role == 0 {
			continue
		}
		if op.verb == models.Any {
			op.verb = AnyMethod
		}
		for _, slot := range []models.Slot{models.Router, models.Method, models.Path, models.Pattern, models.Middleware, models.HandlerArg, models.Chain, models.Mixed} {
			for _, arg := range row.Args(slot) {
				i, ok := arg.Param(sig)
				if !ok {
					continue // another version of the library
				}
				a := argument{slot: slot, param: i}
				if steps := arg.Steps(); len(steps) > 0 {
					a.field = steps[0]
				}
				op.arguments = append(op.arguments, a)
			}
		}
		for _, arg := range row.Args(models.Value) {
			if i, ok := arg.Param(sig); ok && len(arg.Steps()) > 0 {
				op.fills = i
			}
		}
		if op = p.settle(op, row, f); op.role != 0 {
			return op
		}
	}
	return operation{}
}

// settle makes the role finer, or takes it away from a function of which the walk
// could make nothing: what generated code calls, or configures a server.
func (p *program) settle(op operation, row *models.Row, f *types.Func) operation {
	sig := f.Signature()
	switch op.role {
	case wraps:
		switch {
		case op.has(models.Path):
			op.role = strips
		case op.has(models.HandlerArg) && sig.Recv() == nil && sig.Results().Len() == 1 && types.Identical(sig.Params().At(op.arguments[0].param).Type(), sig.Results().At(0).Type()):
			return operation{} // a link of the chain
		case sig.Recv() != nil:
			return operation{}
		}
		return op
	case serves:
		return op
	case adds:
		if len(row.Args(models.Value)) > 0 {
			op.role = builds
		}
	}
	switch recv := sig.Recv(); {
	case recv != nil && p.routerType(recv.Type()) == nil:
		return operation{}
	case recv == nil && !op.has(models.Router) && f.Pkg().Path() != netHTTP:
		return operation{}
	}
	return op
}

// unmodelled knows constructors of routers, and methods that return their
// receiver, by what they take and return.
func (p *program) unmodelled(f *types.Func) operation {
	sig := f.Signature()
	fw := p.framework(f.Pkg().Path())
	if fw == nil || sig.Results().Len() == 0 || !fw.isRouter(sig.Results().At(0).Type()) {
		return operation{}
	}
	for i := range sig.Params().Len() {
		if p.routerType(sig.Params().At(i).Type()) != nil {
			return operation{}
		}
	}
	if sig.Recv() == nil {
		return operation{role: makes, fills: -1}
	}
	if fw.isRouter(sig.Recv().Type()) {
		return operation{role: same, fills: -1}
	}
	return operation{}
}

// method returns what the router's own method of a name does, for calls through an
// interface that the project declares.
func (p *program) method(fw *framework, name string) operation {
	pkg := p.library(fw.path)
	if pkg == nil {
		return operation{}
	}
	for _, typ := range fw.routers {
		tn, ok := pkg.Scope().Lookup(typ).(*types.TypeName)
		if !ok {
			continue
		}
		obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(tn.Type()), true, pkg, name)
		if types.IsInterface(tn.Type()) {
			obj, _, _ = types.LookupFieldOrMethod(tn.Type(), true, pkg, name)
		}
		if f, ok := obj.(*types.Func); ok {
			if op := p.operation(f); op.role != 0 {
				return op
			}
		}
	}
	return operation{}
}

// library returns a package that this one imports, or that one of those does.
func (p *program) library(path string) *types.Package {
	direct := p.pass.Pkg.Imports()
	for _, imp := range direct {
		if imp.Path() == path {
			return imp
		}
	}
	for _, imp := range direct {
		for _, next := range imp.Imports() {
			if next.Path() == path {
				return next
			}
		}
	}
	return nil
}

func (fw *framework) isRouter(t types.Type) bool { return named(t, fw.path, fw.routers) }
func (fw *framework) isTop(t types.Type) bool    { return named(t, fw.path, fw.tops) }

func named(t types.Type, path string, names []string) bool {
	n := values.NamedOf(t)
	if n == nil || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != path {
		return false
	}
	for _, name := range names {
		if n.Obj().Name() == name {
			return true
		}
	}
	return false
}

// routerType returns the library whose router a type is, or nil.
func (p *program) routerType(t types.Type) *framework {
	n := values.NamedOf(t)
	if n == nil || n.Obj().Pkg() == nil {
		return nil
	}
	if fw := p.framework(n.Obj().Pkg().Path()); fw != nil && fw.isRouter(t) {
		return fw
	}
	return nil
}

func joinSlash(prefix, path string) string {
	switch {
	case path == "":
		return prefix
	case prefix == "":
		return path
	}
	return strings.TrimRight(prefix, "/") + "/" + strings.TrimLeft(path, "/")
}

// joinChi leaves out the slash of a sub-router's root, which chi serves under its
// prefix with and without.
func joinChi(prefix, path string) string {
	if path == "/" && prefix != "" {
		return prefix
	}
	return joinSlash(prefix, path)
}
