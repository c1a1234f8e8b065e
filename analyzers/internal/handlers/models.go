package handlers

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

const netHTTP = "net/http"

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
	strips                   // http.StripPrefix
	adapts                   // turns a router into another: huma's adapters
)

// An operation says what one function does. args holds a letter per parameter,
// the receiver not counted:
//
//	r router       p path            m method        M methods (a slice)
//	h handler      H handlers, of which the last of all answers and the others are middleware
//	w middleware   b a closure that fills the router it is given
//	o operation (huma: a struct with Method, Path and Middlewares)
//	a arguments of fiber's Use: an optional path, then handlers or a router
//	_ nothing of interest
type operation struct {
	role   role
	method string
	args   string
	// suffix is added to the path.
	suffix string
}

// A framework is one library.
type framework struct {
	path string
	// routers are the types on which operations are methods.
	routers []string
	// tops are the types whose values have no prefix by themselves.
	tops []string
	// methods and functions are the operations by name.
	methods, functions map[string]operation
	// join puts a prefix before a path.
	join func(prefix, path string) string
	// late reports whether a router's middleware holds for routes registered
	// before it, too; lateTop the same for a router that is no group.
	late, lateTop bool
}

var verbs = []string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT", "TRACE"}

// withVerbs adds an operation per HTTP method. title writes their names as Get.
func withVerbs(ops map[string]operation, args string, title bool) map[string]operation {
	for _, v := range verbs {
		name := v
		if title {
			name = v[:1] + strings.ToLower(v[1:])
		}
		ops[name] = operation{role: adds, method: v, args: args}
	}
	return ops
}

// frameworks returns the libraries by import path.
func frameworks() map[string]*framework {
	all := make(map[string]*framework)
	for _, f := range append(serviceFrameworks(),
		standard(), gorilla(), httprouter(), huma(),
		chi("github.com/go-chi/chi"), chi("github.com/go-chi/chi/v5"), gin(),
		echo("github.com/labstack/echo/v4"), echo("github.com/labstack/echo/v5"),
		fiber("github.com/gofiber/fiber/v2", "pH"), fiber("github.com/gofiber/fiber/v3", "pHH"),
	) {
		all[f.path] = f
	}
	return all
}

func standard() *framework {
	route := operation{role: adds, args: "ph"}
	return &framework{
		path: netHTTP, routers: []string{"ServeMux"}, tops: []string{"ServeMux"}, join: joinSlash,
		methods: map[string]operation{"Handle": route, "HandleFunc": route},
		functions: map[string]operation{
			"NewServeMux": {role: makes}, "Handle": route, "HandleFunc": route, "StripPrefix": {role: strips, args: "ph"},
			"ListenAndServe": {role: serves, args: "_h"}, "ListenAndServeTLS": {role: serves, args: "___h"}, "Serve": {role: serves, args: "_h"},
		},
	}
}

func chi(path string) *framework {
	return &framework{
		path: path, routers: []string{"Mux", "Router"}, join: joinChi, late: true,
		functions: map[string]operation{"NewRouter": {role: makes}, "NewMux": {role: makes}},
		methods: withVerbs(map[string]operation{
			"Use": {role: uses, args: "w"}, "With": {role: groups, args: "w"}, "Group": {role: groups, args: "b"},
			"Route": {role: groups, args: "pb"}, "Mount": {role: mounts, args: "ph"},
			"Handle": {role: adds, method: AnyMethod, args: "ph"}, "HandleFunc": {role: adds, method: AnyMethod, args: "ph"},
			"Method": {role: adds, args: "mph"}, "MethodFunc": {role: adds, args: "mph"},
			"Query":    {role: adds, method: "QUERY", args: "ph"},
			"NotFound": {role: fallback, args: "h"}, "MethodNotAllowed": {role: fallback, args: "h"},
		}, "ph", true),
	}
}

func gin() *framework {
	return &framework{
		path: "github.com/gin-gonic/gin", routers: []string{"Engine", "RouterGroup", "IRouter", "IRoutes"}, tops: []string{"Engine"}, join: joinSlash,
		functions: map[string]operation{
			"New": {role: makes}, "Default": {role: makes},
			"WrapF": {role: wraps, args: "h"}, "WrapH": {role: wraps, args: "h"},
		},
		methods: withVerbs(map[string]operation{
			"Use": {role: uses, args: "w"}, "Group": {role: groups, args: "pw"}, "Any": {role: adds, method: AnyMethod, args: "pH"},
			"Handle": {role: adds, args: "mpH"}, "Match": {role: adds, args: "MpH"},
			"Static": {role: adds, method: "GET", args: "p_", suffix: "/*filepath"}, "StaticFS": {role: adds, method: "GET", args: "p_", suffix: "/*filepath"},
			"StaticFile": {role: adds, method: "GET", args: "p_"}, "StaticFileFS": {role: adds, method: "GET", args: "p__"},
			"NoRoute": {role: fallback, args: "H"}, "NoMethod": {role: fallback, args: "H"},
		}, "pH", false),
	}
}

func echo(path string) *framework {
	return &framework{
		path: path, routers: []string{"Echo", "Group"}, tops: []string{"Echo"}, join: func(a, b string) string { return a + b }, lateTop: true,
		functions: map[string]operation{"New": {role: makes}, "WrapHandler": {role: wraps, args: "h"}},
		methods: withVerbs(map[string]operation{
			"Use": {role: uses, args: "w"}, "Pre": {role: uses, args: "w"}, "Group": {role: groups, args: "pw"}, "Host": {role: groups, args: "_w"},
			"Any": {role: adds, method: AnyMethod, args: "phw"}, "Match": {role: adds, args: "Mphw"}, "Add": {role: adds, args: "mphw"},
			"RouteNotFound": {role: fallback, args: "_hw"}, "File": {role: adds, method: "GET", args: "p_w"}, "FileFS": {role: adds, method: "GET", args: "p__w"},
			"Static": {role: adds, method: "GET", args: "p_", suffix: "/*"}, "StaticFS": {role: adds, method: "GET", args: "p_", suffix: "/*"},
		}, "phw", false),
	}
}

func fiber(path, route string) *framework {
	one := strings.TrimPrefix(route, "p")
	return &framework{
		path: path, routers: []string{"App", "Router", "Group", "Register", "Registering"}, join: joinSlash,
		functions: map[string]operation{"New": {role: makes}},
		methods: withVerbs(map[string]operation{
			"Use": {role: uses, args: "a"}, "Group": {role: groups, args: "pw"}, "Route": {role: groups, args: "pb_"}, "RouteChain": {role: groups, args: "p"},
			"Mount": {role: mounts, args: "ph"}, "All": {role: adds, method: AnyMethod, args: route}, "Add": {role: adds, args: map[string]string{"H": "mpH", "HH": "MpHH"}[one]},
			"Static": {role: adds, method: "GET", args: "p__", suffix: "/*"}, "Name": {role: same},
		}, route, true),
	}
}

func gorilla() *framework {
	b := func(method, args string) operation { return operation{role: builds, method: method, args: args} }
	return &framework{
		path: "github.com/gorilla/mux", routers: []string{"Router", "Route"}, join: joinSlash, late: true,
		functions: map[string]operation{"NewRouter": {role: makes}},
		methods: map[string]operation{
			"Use": {role: uses, args: "w"}, "Handle": b("", "ph"), "HandleFunc": b("", "ph"), "Path": b("", "p"), "PathPrefix": {role: builds, args: "p", suffix: "*"},
			"Methods": b("", "M"), "Handler": b("", "h"), "HandlerFunc": b("", "h"), "Name": b("", "_"), "Host": b("", "_"), "Queries": b("", "_"),
			"Headers": b("", "_"), "Schemes": b("", "_"), "MatcherFunc": b("", "_"), "NewRoute": b("", ""), "BuildOnly": b("", ""), "Get": b("", "_"), "GetRoute": b("", "_"),
			"Subrouter": {role: groups}, "StrictSlash": {role: same, args: "_"}, "SkipClean": {role: same, args: "_"}, "UseEncodedPath": {role: same},
		},
	}
}

func httprouter() *framework {
	return &framework{
		path: httprouterPath, routers: []string{"Router"}, tops: []string{"Router"}, join: joinSlash,
		functions: map[string]operation{"New": {role: makes}},
		methods: withVerbs(map[string]operation{
			"Handle": {role: adds, args: "mph"}, "Handler": {role: adds, args: "mph"}, "HandlerFunc": {role: adds, args: "mph"},
			"ServeFiles": {role: adds, method: "GET", args: "p_"},
		}, "ph", false),
	}
}

func huma() *framework {
	ops := withVerbs(map[string]operation{
		"Register": {role: adds, args: "roh"}, "NewGroup": {role: groups, args: "rp"},
	}, "rph_", true)
	return &framework{
		path: humaPath, routers: []string{"API", "Group"}, join: joinSlash, late: true,
		functions: ops,
		methods:   map[string]operation{"UseMiddleware": {role: uses, args: "w"}},
	}
}

// adapters are huma's functions that make an API of another library's router.
var adapters = map[string]string{
	"humachi.New": "r_", "humaecho.New": "r_", "humaecho.NewWithGroup": "_r_", "humagin.New": "r_", "humagin.NewWithGroup": "_r_",
	"humafiber.New": "r_", "humafiber.NewWithGroup": "_r_", "humamux.New": "r_", "humahttprouter.New": "r_", "humago.New": "r_", "humago.NewWithPrefix": "rp_",
}

// operationOf returns what a call does for routing; nil when nothing is known.
func (p *program) operationOf(c *ssa.CallCommon) (*framework, operation) {
	f := values.Callee(c)
	if f == nil || f.Pkg() == nil {
		return nil, operation{}
	}
	path := f.Pkg().Path()
	if strings.HasPrefix(path, "github.com/danielgtaylor/huma/v2/adapters/") {
		if args, ok := adapters[f.Pkg().Name()+"."+f.Name()]; ok {
			return p.frameworks["github.com/danielgtaylor/huma/v2"], operation{role: adapts, args: args}
		}
		return nil, operation{}
	}
	fw := p.frameworks[path]
	if fw == nil {
		if strings.HasPrefix(path, "github.com/gofiber/fiber/") && f.Pkg().Name() == "adaptor" && strings.HasPrefix(f.Name(), "HTTPHandler") {
			return p.frameworks["github.com/gofiber/fiber/v2"], operation{role: wraps, args: "h"}
		}
		return nil, operation{}
	}
	recv := f.Signature().Recv()
	if recv == nil {
		return fw, fw.functions[f.Name()]
	}
	if fw.isRouter(recv.Type()) {
		return fw, fw.methods[f.Name()]
	}
	return nil, operation{}
}

func (fw *framework) isRouter(t types.Type) bool { return named(t, fw.path, fw.routers) }
func (fw *framework) isTop(t types.Type) bool    { return named(t, fw.path, fw.tops) }

func named(t types.Type, path string, names []string) bool {
	n := namedOf(t)
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
	n := namedOf(t)
	if n == nil || n.Obj().Pkg() == nil {
		return nil
	}
	if fw := p.frameworks[n.Obj().Pkg().Path()]; fw != nil && fw.isRouter(t) {
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
