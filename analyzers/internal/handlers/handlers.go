// Package handlers finds out who answers which request: the routes of a package
// with their methods, path patterns, handlers and middleware, and the functions
// that look like handlers but are not registered in view.
//
// It runs the registering code in the abstract. Starting from the functions that
// nothing else in the package calls, it walks bodies in order of source, enters
// the local functions and closures that get a router, and keeps for every router
// what it was made from (a group of another, mounted under a prefix), which
// middleware it has so far, and where it is kept: variables, fields, captured
// variables. A loop over a table whose entries are known is walked once for each
// entry. So a route registered by a helper, in a closure, or from a table comes
// out like one that is written down.
//
// Packages meet through facts. A function that registers routes on a router it is
// given, or returns a router with routes, exports them relative to that router; a
// package that calls it joins its own prefix. Result.Joined names the functions
// whose routes were taken over, so that whoever reads several packages can drop
// the relative form (Route.Relative).
//
// What is not known stays visible: Unknown stands for the part of a pattern that
// could not be read. A route is never dropped for it.
package handlers

import (
	"go/token"
	"go/types"
	"maps"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// Unknown stands in patterns, methods and names for what could not be read.
const Unknown = "{?}"

// AnyMethod is the Method of a route that answers every method.
const AnyMethod = "ANY"

// Analyzer finds the routes of a package. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "handlers",
	Doc:        "find the routes and handlers of a package",
	Requires:   []*analysis.Analyzer{values.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(registers)},
	Run:        run,
}

// A Result is what the package registers. All lists are in a fixed order.
type Result struct {
	// Routes are sorted by pattern, method and place.
	Routes []Route
	// Entries are the declared functions of handler shape that no route of this
	// package leads to, in order of source.
	Entries []Entry
	// Registered holds the keys of all functions that answer requests or stand in
	// a chain, also those that no route leads to (for requests that none matches), sorted.
	Registered []string
	// Joined holds the full names of the functions whose routes Routes has with
	// their prefixes, sorted.
	Joined []string
	// Cut reports whether a bound was reached, so that routes may be missing.
	Cut bool

	// shapes are those that a signature does not tell, by key.
	shapes map[string]Shape
}

// A Route is one pattern with the function that answers it.
type Route struct {
	// Method is an HTTP method, AnyMethod, or GRPC.
	Method string
	// Pattern is written as the framework has it, with all prefixes.
	Pattern string
	Handler Handler
	// Chain lists the middleware that a request passes, outermost first.
	Chain []Middleware
	// Registered is the call that registers the route, in this package: for a
	// route of another package's function, the call of that function.
	Registered token.Pos
	// Framework is the import path of the library whose router it is.
	Framework string
	// Relative holds the full names of the functions that register the route on a
	// router which they are given or return: callers may add a prefix.
	Relative []string
	// Origin is set for a route that a function of another package registers.
	Origin *Origin

	// given is the function that was given the router, when its callers are not in
	// view; seen is how much of that router's middleware came before the route.
	given string
	seen  int
}

// An Origin is the place of a route that came from another package's facts.
type Origin struct {
	// Func is the full name of the function, Package its package.
	Func, Package string
	// File is the base name of the file, Line the line, of the registering call.
	File string
	Line int
}

// A Handler is the function that answers a route.
type Handler struct {
	// Name is "pkg.Func", "pkg.Type.Method", "pkg.New()" for what a constructor
	// returns, Unknown when it is not known, and empty for a function literal.
	Name string
	// Key is the full name of the function, unique in the program; empty when not known.
	Key string
	// Func is its body; nil when that is in another package or not known.
	Func *ssa.Function
	// Object is the declared function; for a constructor's handler the constructor.
	Object *types.Func
	// Pos is where it is declared; unknown for handlers that came by facts.
	Pos token.Pos
	// File and Line stand for Pos of a handler that came by facts.
	File string
	Line int
}

// A Middleware is one link of a chain.
type Middleware struct {
	// Name is formed like Handler.Name; Key likewise.
	Name string
	Key  string
	Func *ssa.Function
	// Object is the declared function: the middleware, or what made it.
	Object *types.Func
	Pos    token.Pos
	// Conditional reports whether it is added on some paths only, or holds below a
	// prefix only.
	Conditional bool
}

// An Entry is a function that could answer requests.
type Entry struct {
	Func  *ssa.Function
	Key   string
	Name  string
	Shape Shape
}

func run(pass *analysis.Pass) (any, error) {
	r := pass.ResultOf[values.Analyzer].(*values.Resolver)
	p := newProgram(pass, r)
	w := newWalker(p)
	if len(p.relevant) > 0 {
		w.walkAll()
		w.exportFacts()
	}
	res := w.finish()
	res.shapes = p.findShapes()
	maps.Copy(res.shapes, w.shapes)
	res.Entries = p.entries(w, res)
	return res, nil
}
