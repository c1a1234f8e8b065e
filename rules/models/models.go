// Package models holds what we know of libraries: which functions register
// routes, what a request controls, what reaches a response, where errors come
// from. The knowledge is data, one YAML file per module; README.md tells how to
// write it. A row gives one function, field, type, variable or package one role,
// and says by parameter name what each of its arguments is for.
package models

import (
	"slices"
	"strings"
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

// embedded parses all embedded files, once. A file that does not parse is a mistake
// in this program, so it panics, with the file and the line.
var embedded = sync.OnceValue(func() []*Module {
	names := shelf().names
	modules := make([]*Module, 0, len(names))
	for _, name := range names {
		modules = append(modules, shelf().files[name].read())
	}
	if err := checkLibrary(modules); err != nil {
		panic("models: " + err.Error())
	}
	slices.SortFunc(modules, func(a, b *Module) int { return strings.Compare(a.Path, b.Path) })
	return modules
})

// All returns every module we know, sorted by path. It reads all files: Lookup and
// Of only read those that they need. The slice is the caller's, the modules are not.
func All() []*Module { return slices.Clone(embedded()) }

// Lookup returns the rows of a name, spelled as in Row.Name; see FuncName. The
// slice is the caller's, the rows are not. Rows of the name's package are others:
// look them up by its path, and see Of.
func Lookup(name string) []*Row {
	var out []*Row
	for _, path := range paths(name) {
		for _, f := range shelf().declare[path] {
			out = append(out, f.rows(name)...)
		}
	}
	return out
}

// Of returns the modules with rows about a package: about things in it, or about
// all packages below one that it lies in; sorted by path. The slice is the
// caller's, the modules are not.
func Of(path string) []*Module {
	var out []*Module
	add := func(list []*document) {
		for _, f := range list {
			if m := f.read(); !slices.Contains(out, m) {
				out = append(out, m)
			}
		}
	}
	add(shelf().declare[path])
	for dir := path; dir != ""; {
		add(shelf().below[dir])
		dir = dir[:max(strings.LastIndexByte(dir, '/'), 0)]
	}
	slices.SortFunc(out, func(a, b *Module) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// OfPackage returns the rows about all of a package, those for all packages below
// one included. It must not be changed.
func OfPackage(path string) []*Row {
	if have, ok := shelf().packages.Load(path); ok {
		return have.([]*Row)
	}
	var rows []*Row
	for _, m := range Of(path) {
		for _, r := range m.Rows {
			base, below := strings.CutSuffix(r.Package, "/...")
			if r.Target == Package && (base == path || below && strings.HasPrefix(path, base+"/")) {
				rows = append(rows, r)
			}
		}
	}
	shelf().packages.Store(path, rows)
	return rows
}

// Get returns the module of a path; nil when there is none.
func Get(path string) *Module {
	if f := shelf().modules[path]; f != nil {
		return f.read()
	}
	return nil
}
