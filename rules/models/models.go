// Package models holds what we know of libraries: which functions register
// routes, what a request controls, what reaches a response, where errors come
// from. The knowledge is data, one YAML file per module; README.md tells how to
// write it. A row gives one function, field, type, variable or package one role,
// and says by parameter name what each of its arguments is for.
package models

import (
	"embed"
	"slices"
	"sync"
)

// A Module is one file: what we know of one module.
type Module struct {
	// Path is the module's path, "std" for the standard library.
	Path string
	// Versions is the range for which the rows hold, such as ">=v1.9.0", or
	// empty: all that have the path and the names.
	Versions string
	// Read is the version whose source the facts were read in.
	Read string
	// File is the name of the file, with slashes, from the repository's root.
	File string
	// Rows are in the file's order, one per thing and role.
	Rows []*Row
}

// A Row is one fact: a thing has a role. It must not be changed.
type Row struct {
	Module *Module
	Role   Role
	// Kind narrows the role, see KindsOf; empty for roles without kinds.
	Kind string
	// Target tells what Name names.
	Target Target
	// Package is the import path of the package that declares the thing. A
	// row of a whole package may end in "/...": all packages below too.
	Package string
	// Name is the full name, spelled as (*types.Func).FullName does, without
	// type parameters: "net/http.Error", "(*net/http.Request).FormValue",
	// "(net/http.Handler).ServeHTTP". Fields are "net/http.Request.Body", types
	// and variables "net/http.Handler"; for a package it is Package.
	Name string
	// Verb is the fixed HTTP method of a route, in upper case, or Any; empty
	// when an argument tells it or nothing does.
	Verb string
	// Unless and When are the full names of things, all of them with rows: an
	// implicit answer happens unless one of Unless is installed, and only when
	// one of When, if there are any, is switched on.
	Unless, When []string
	// Line is the line of the row in Module.File.
	Line int

	args map[Slot][]Ref
}

// Any is the Verb of a route that answers every HTTP method.
const Any = "*"

// Args returns what the row says of a slot, in order; nil if nothing.
func (r *Row) Args(s Slot) []Ref { return slices.Clone(r.args[s]) }

// Arg returns the first of Args.
func (r *Row) Arg(s Slot) (Ref, bool) {
	if list := r.args[s]; len(list) > 0 {
		return list[0], true
	}
	return Ref{}, false
}

//go:embed *.yaml
var files embed.FS

type library struct {
	modules []*Module
	byName  map[string][]*Row
}

// embedded parses the embedded files once. A file that does not parse is a
// mistake in this program, so it panics, with the file and the line.
var embedded = sync.OnceValue(func() *library {
	modules, err := load(files)
	if err != nil {
		panic("models: " + err.Error())
	}
	lib := &library{modules: modules, byName: make(map[string][]*Row)}
	for _, m := range modules {
		for _, r := range m.Rows {
			lib.byName[r.Name] = append(lib.byName[r.Name], r)
		}
	}
	return lib
})

// All returns every module we know, sorted by path. The slice is the caller's,
// the modules are not.
func All() []*Module { return slices.Clone(embedded().modules) }

// Lookup returns the rows of a name, spelled as in Row.Name; see FuncName. The
// slice is the caller's, the rows are not. Rows of the name's package are others:
// look them up by its path, and see OfPackage.
func Lookup(name string) []*Row { return slices.Clone(embedded().byName[name]) }
