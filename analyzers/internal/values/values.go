// Package values answers, for the package under analysis, one question: what can
// this expression be? It follows constants, conversions, branches, package and
// local variables, closures, struct fields, slices, maps, local helper functions
// and their parameters, and the defaults of environment variables, flags and
// configuration fields, and returns a small set of alternatives.
//
// It is an over-approximation with holes that say so. Where the trail ends the
// set has an Opaque member with a reason; a rule that must be sure looks for it.
// It is field-based for objects that it cannot tell apart (a field of a
// parameter is whatever the package stores in that field of any object) and
// flow-sensitive inside one function: a write that a later one overwrites on
// every way to the use does not count.
//
// Every query is bounded in steps, depth and alternatives, and its result does
// not depend on map order, so equal input gives equal output.
//
// Limits: it sees one package. A variable or function of another package is
// Opaque, except that struct tags of other packages' types are read.
package values

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/ssaform"
)

// Analyzer builds the Resolver of a package. It reports nothing.
var Analyzer = &analysis.Analyzer{
	Name:       "values",
	Doc:        "index what the values of a package can be",
	Requires:   []*analysis.Analyzer{ssaform.Analyzer},
	ResultType: reflect.TypeFor[*Resolver](),
	Run: func(pass *analysis.Pass) (any, error) {
		return newResolver(pass, pass.ResultOf[ssaform.Analyzer].(*buildssa.SSA)), nil
	},
}

// A Resolver answers questions about the values of one package. It is not
// changed by them, so several analyzers may ask at once.
type Resolver struct {
	// Pkg is the package in SSA form; Funcs are its functions with bodies: the
	// package initialiser with its literals, then the others in order of source.
	Pkg   *ssa.Package
	Funcs []*ssa.Function

	syntax *syntax
	index  *index
}

func newResolver(pass *analysis.Pass, built *buildssa.SSA) *Resolver {
	r := &Resolver{Pkg: built.Pkg}
	if init := built.Pkg.Func("init"); init != nil {
		r.Funcs = withAnonymous(r.Funcs, init)
	}
	r.Funcs = append(r.Funcs, built.SrcFuncs...)
	r.syntax = newSyntax(pass.Files)
	r.index = newIndex(r.Pkg, r.Funcs)
	return r
}

func withAnonymous(list []*ssa.Function, fn *ssa.Function) []*ssa.Function {
	list = append(list, fn)
	for _, anon := range fn.AnonFuncs {
		list = withAnonymous(list, anon)
	}
	return list
}

// Value returns what v can be, whatever the calls that lead to it.
func (r *Resolver) Value(v ssa.Value) Set { return r.ValueIn(v, nil) }

// ValueIn returns what v can be in the body of the call that frame stands for.
func (r *Resolver) ValueIn(v ssa.Value, frame *Frame) Set {
	return r.newQuery().eval(v, frame, Span{})
}

// ValueAt is Value for an expression that stands at a known place.
func (r *Resolver) ValueAt(v ssa.Value, at Span) Set { return r.newQuery().eval(v, nil, at) }

// Arg returns what the i-th argument of a call can be, receiver not counted, and
// where the argument stands.
func (r *Resolver) Arg(call ssa.CallInstruction, i int) (Set, Span) {
	return r.ArgIn(call, i, nil)
}

// ArgIn is Arg in the body of the call that frame stands for.
func (r *Resolver) ArgIn(call ssa.CallInstruction, i int, frame *Frame) (Set, Span) {
	args := Args(call.Common())
	if i < 0 || i >= len(args) {
		return nil, Span{}
	}
	at := r.ArgSpan(call, i)
	return r.newQuery().eval(args[i], frame, at), at
}

// ArgSpan returns where the i-th argument of a call stands, receiver not
// counted. The arguments of a variadic parameter count as one, and span them all.
func (r *Resolver) ArgSpan(call ssa.CallInstruction, i int) Span {
	return r.syntax.arg(call, i)
}

// CallSpan returns the whole of a call expression.
func (r *Resolver) CallSpan(call ssa.CallInstruction) Span { return r.syntax.call(call) }

// CalleeSpan returns the part of a call expression before its arguments.
func (r *Resolver) CalleeSpan(call ssa.CallInstruction) Span { return r.syntax.callee(call) }

// StoreSpan returns the expression whose value a store writes.
func (r *Resolver) StoreSpan(instr ssa.Instruction) Span { return r.syntax.stored[instr.Pos()] }

// FuncSpan returns the whole of a function literal or declaration.
func (r *Resolver) FuncSpan(fn *ssa.Function) Span {
	if n := fn.Syntax(); n != nil {
		return Span{n.Pos(), n.End()}
	}
	return Span{}
}

// ReturnSpan returns the i-th result expression of a return statement.
func (r *Resolver) ReturnSpan(ret *ssa.Return, i int) Span { return r.syntax.result(ret, i) }

// Enter returns the frame of a call of a function of this package, made in the
// body that up stands for. It returns nil when fn has no body here.
func (r *Resolver) Enter(fn *ssa.Function, call ssa.CallInstruction, up *Frame) *Frame {
	if fn == nil || len(fn.Blocks) == 0 {
		return nil
	}
	return enter(fn, call, up)
}

// Outside returns the frame of a call of fn made in code that is not seen: its
// parameters are Opaque, whatever calls of it the package has.
func (r *Resolver) Outside(fn *ssa.Function) *Frame { return &Frame{fn: fn} }

// Within returns the frame of a call of fn, a closure made in the body that up
// stands for, by code that is not seen: its parameters are Opaque, and what it
// captures is read in that body.
func (r *Resolver) Within(fn *ssa.Function, up *Frame) *Frame {
	f := &Frame{fn: fn, up: up}
	if up != nil {
		f.depth = up.depth
	}
	return f
}

// Calls returns the calls of the function with that types.Func.FullName, such as
// "net/http.SetCookie" or "(net/http.Header).Set", in order of source.
func (r *Resolver) Calls(name string) []ssa.CallInstruction { return r.index.calls[name] }

// Callers returns the calls of fn in the package and whether there may be others:
// because it is exported, or because it is used as a value.
func (r *Resolver) Callers(fn *ssa.Function) (calls []ssa.CallInstruction, complete bool) {
	return r.index.callers[fn], !r.index.open(fn)
}

// Uses returns the places of the package that use fn other than by calling it:
// that pass it on, store it, or make a closure of it.
func (r *Resolver) Uses(fn *ssa.Function) []ssa.Instruction { return r.index.uses[Generic(fn)] }

// Stores returns the stores of the package to a struct field, of whatever object.
func (r *Resolver) Stores(field *types.Var) []*ssa.Store { return r.index.fields[field.Origin()] }

// Reaches reports whether control can pass from one instruction to another of the
// same function without executing any of those in between given.
func (r *Resolver) Reaches(from, to ssa.Instruction, between ...ssa.Instruction) bool {
	return from.Parent() == to.Parent() && r.index.reaches(from, to, between)
}

// Args returns the arguments of a call without the receiver.
func Args(c *ssa.CallCommon) []ssa.Value {
	if c.IsInvoke() {
		return c.Args
	}
	if sig := c.Signature(); sig.Recv() != nil && len(c.Args) > 0 {
		return c.Args[1:]
	}
	return c.Args
}

// Receiver returns the receiver of a method call, or nil.
func Receiver(c *ssa.CallCommon) ssa.Value {
	if c.IsInvoke() {
		return c.Value
	}
	if sig := c.Signature(); sig.Recv() != nil && len(c.Args) > 0 {
		return c.Args[0]
	}
	return nil
}

// Callee returns the function or method that a call names: also the method of an
// interface. It returns nil for a call of a function value.
func Callee(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method
	}
	if fn := c.StaticCallee(); fn != nil {
		return object(fn)
	}
	return nil
}

// CalleeName is the callee's types.Func.FullName, such as "os.Getenv" or
// "(net/http.Header).Get"; "" when it is not known.
func CalleeName(c *ssa.CallCommon) string {
	if f := Callee(c); f != nil {
		return f.FullName()
	}
	return ""
}

func object(fn *ssa.Function) *types.Func {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	f, _ := fn.Object().(*types.Func)
	return f
}
