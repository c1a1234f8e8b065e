// Package funcsum sums up functions: what their results carry, what they send to
// a client, and what they do with what they are given. A summary is a fact, so a
// function is understood where it is called, in whatever package that is.
//
// It is a flow analysis forward over SSA. Every value has a small set of atoms,
// each an origin (an error of the database, a stack trace, a parameter), a form
// (the error itself, its text) and the way to it inside of the value. Fields of
// local variables are told apart, elements of maps and slices are not. Calls are
// replaced by the summary of what is called; the functions of a package are gone
// through until nothing changes, which ends because sets only grow and are bounded.
//
// An error that is known to be a certain one, by errors.Is, errors.As, ==, a type
// assertion, or a predicate, carries nothing on that branch: its text was chosen.
//
// What is called through an interface or a function value that is not known is a
// hole. Holes are closed by a Program, which has the summaries of several
// packages: of one, in a driver that runs package by package, or of all.
package funcsum

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/handlers"
	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// Analyzer sums up the functions of a package. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "funcsum",
	Doc:        "sum up what the functions of a package send and return",
	Requires:   []*analysis.Analyzer{values.Analyzer, handlers.Analyzer},
	ResultType: reflect.TypeFor[*Unit](),
	FactTypes:  []analysis.Fact{new(Summary)},
	Run: func(pass *analysis.Pass) (any, error) {
		return run(pass), nil
	},
}

// A Unit is what is known of one package. It holds no syntax and no SSA, so it
// can be kept when those are gone.
type Unit struct {
	// Package is the import path.
	Package string
	// Effects are those that callers cannot add to: closed ones, and those that
	// wait for a hole to be closed. In order of source.
	Effects []Effect
	// Summaries holds the functions of the package by key, those with nothing to
	// say left out.
	Summaries map[string]*Summary
	// Interfaces are the method sets of the interfaces whose methods are holes,
	// by the key of the hole.
	Interfaces map[string]Interface
	// Types are the package's types with methods, in order of name.
	Types []Type
	// Converted are the functions that are made values of a named function type, or
	// are kept in a field of a struct, by the name of the type or field; sorted.
	Converted map[string][]string
	// Used are the full names of the concrete types that the package makes
	// interface values of, sorted.
	Used []string
	// Overrides are the functions that are installed to answer for errors of
	// handlers, in order of source.
	Overrides []Override
	// Handings are the errors that functions return of others, Answering the keys of
	// those that answer requests by what they return, Valued of those that are used
	// as values.
	Handings          []Handing
	Answering, Valued []string
	// Routed are the import paths of the frameworks that routes are registered with.
	Routed []string
	// Cut reports whether a bound was reached, so that something may be missing.
	Cut bool
}

// An Interface is the method set of an interface: the method that is called, and
// all methods with their signatures.
type Interface struct {
	Method  string
	Methods []string
}

// A Type is a named type with its methods, also those of its pointer.
type Type struct {
	Name    string
	Methods []Method
}

// A Method is one of a type: Signature is written so that those that satisfy an
// interface are equal to its own, Key is the function's.
type Method struct{ Name, Signature, Key string }

// An Override answers for the errors that handlers of a framework return.
type Override struct {
	// Name is the full name of what it was installed with or in, which has a row
	// of the role override in rules/models.
	Name, Framework string
	// Funcs are the keys of the functions; empty when they are not known.
	Funcs []string
	At    Place
	// Replaces is false for what may pass the errors on.
	Replaces bool
}
