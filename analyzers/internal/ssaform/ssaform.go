// Package ssaform builds the SSA form of a package, or of as much of it as
// type-checks. It is x/tools' buildssa for sound packages. That one breaks on a
// package with errors, of which there are two kinds in practice: a module that
// could not be downloaded, whose every use is of no type, and code that is being
// written. Here the statements that have errors are left out, with those that
// depend on what they declare, and the rest is built.
//
// Drivers that skip packages with errors never get that far.
package ssaform

import (
	"fmt"
	"go/ast"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"
	"golang.org/x/tools/go/analysis/passes/ctrlflow"
)

// Analyzer builds the SSA form. Its result is a *buildssa.SSA.
var Analyzer = &analysis.Analyzer{
	Name:       "ssaform",
	Doc:        "build the SSA form of what type-checks in a package",
	Requires:   []*analysis.Analyzer{ctrlflow.Analyzer},
	ResultType: reflect.TypeFor[*buildssa.SSA](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	if len(pass.TypeErrors) == 0 {
		// Sound itself, a package can still use what has no type in another.
		if built, err := try(pass); err == nil {
			return built, nil
		}
	}
	p := newPruner(pass)
	defer p.restore()
	p.statements()
	built, err := try(pass)
	if err == nil {
		return built, nil
	}
	// What is wrong was not seen in the syntax: give up the functions with errors.
	p.functions()
	return try(pass)
}

// try builds, and returns an error where the builder panics.
func try(pass *analysis.Pass) (built any, err error) {
	defer func() {
		if r := recover(); r != nil {
			built, err = nil, fmt.Errorf("build SSA of a package with errors: %v", r)
		}
	}()
	return buildssa.Analyzer.Run(pass)
}

// A pruner takes what has no type out of the syntax of a package, and puts it
// back. The syntax is shared with other analyzers, which do not run meanwhile:
// only launchlint's own driver analyses packages with errors, and it runs one
// analyzer of a package after the other.
type pruner struct {
	pass *analysis.Pass
	undo []func()
	// lost are the declared objects of what was left out: what uses them goes too.
	lost map[any]bool
	// hurt are the functions that lost statements.
	hurt map[*ast.FuncDecl]bool
}

func newPruner(pass *analysis.Pass) *pruner {
	return &pruner{pass: pass, lost: make(map[any]bool), hurt: make(map[*ast.FuncDecl]bool)}
}

// restore puts everything back, last change first.
func (p *pruner) restore() {
	for i := len(p.undo) - 1; i >= 0; i-- {
		p.undo[i]()
	}
	p.undo = nil
}

// functions leaves out the whole body of every function that lost a statement.
func (p *pruner) functions() {
	for _, f := range p.pass.Files {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil || !p.hurt[fn] {
				continue
			}
			body := fn.Body
			fn.Body = nil
			p.undo = append(p.undo, func() { fn.Body = body })
		}
	}
}
