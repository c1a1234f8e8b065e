// Package routes lists what a program serves: for people and for tools, where
// the analyzers' own view of it (internal/handlers) speaks of SSA. It reports
// nothing and is not part of the suite; `launchlint code --list-routes` runs it.
package routes

import (
	"go/token"
	"path/filepath"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/handlers"
)

// Unknown stands in patterns and names for what could not be read.
const Unknown = handlers.Unknown

// Analyzer lists the routes of a package. Its result is a *List.
var Analyzer = &analysis.Analyzer{
	Name:       "routes",
	Doc:        "list the routes of a package",
	Requires:   []*analysis.Analyzer{handlers.Analyzer},
	ResultType: reflect.TypeFor[*List](),
	Run:        run,
}

// A List is what one package registers. Join puts those of a program together.
type List struct {
	// Package is the import path, Dir the directory of its files.
	Package, Dir string
	Routes       []Route
	// Entries are functions of handler shape that the package does not register.
	Entries []Entry
	// Cut reports whether a bound was reached, so that routes may be missing.
	Cut bool

	registered, joined []string
}

// A Route is one pattern with what answers it.
type Route struct {
	// Method is an HTTP method, "ANY", or "GRPC".
	Method string
	// Pattern has all prefixes, in the framework's own spelling.
	Pattern string
	// Handler is "pkg.Func", "pkg.Type.Method", or empty for a function literal.
	Handler string
	// HandlerAt is where the handler is declared, as far as known.
	HandlerAt Place
	// Chain names the middleware that a request passes, outermost first. A "?" at
	// the end marks what is added on some paths only; literals are "func".
	Chain []string
	// At is the call that registers the route.
	At Place
	// Framework is the import path of the library whose router it is.
	Framework string

	relative []string
	origin   *handlers.Origin
	// declared is the package that declares the handler of a route that came from
	// another one, brief its place with the base name of the file.
	declared string
	brief    Place
}

// An Entry is a function that looks like a handler.
type Entry struct {
	Name string
	At   Place

	key string
}

// A Place is a line of a file. File is absolute as the driver named it; the zero
// Place is not known.
type Place struct {
	File string
	Line int
}

func run(pass *analysis.Pass) (any, error) {
	found := pass.ResultOf[handlers.Analyzer].(*handlers.Result)
	place := func(pos token.Pos) Place {
		if !pos.IsValid() {
			return Place{}
		}
		p := pass.Fset.Position(pos)
		return Place{p.Filename, p.Line}
	}
	l := &List{Package: pass.Pkg.Path(), Cut: found.Cut, registered: found.Registered, joined: found.Joined}
	if len(pass.Files) > 0 {
		l.Dir = filepath.Dir(pass.Fset.Position(pass.Files[0].FileStart).Filename)
	}
	for _, r := range found.Routes {
		out := Route{
			Method: r.Method, Pattern: r.Pattern, Handler: r.Handler.Name, HandlerAt: place(r.Handler.Pos), Chain: []string{},
			At: place(r.Registered), Framework: r.Framework, relative: r.Relative, origin: r.Origin,
			brief: Place{r.Handler.File, r.Handler.Line}, declared: packageOf(r.Handler.Key),
		}
		for _, m := range r.Chain {
			name := m.Name
			if name == "" {
				name = "func"
			}
			if m.Conditional {
				name += "?"
			}
			out.Chain = append(out.Chain, name)
		}
		l.Routes = append(l.Routes, out)
	}
	for _, e := range found.Entries {
		l.Entries = append(l.Entries, Entry{e.Name, place(e.Func.Pos()), e.Key})
	}
	return l, nil
}
