package handlers

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A program is the package under analysis with what is looked up in it often.
type program struct {
	pass       *analysis.Pass
	r          *values.Resolver
	frameworks map[string]*framework
	// relevant are the functions that register routes, or handle routers, or call
	// or contain one that does. Others are not walked.
	relevant map[*ssa.Function]bool
	globals  map[*ssa.Global][]*ssa.Store
	// closures are the functions that are made into a closure in a function that
	// is walked; called are those with a call in the package.
	called map[*ssa.Function]bool
	facts  map[*types.Func]*registers
	// operations are those looked up so far.
	operations map[*types.Func]operation
}

func newProgram(pass *analysis.Pass, r *values.Resolver) *program {
	p := &program{
		pass: pass, r: r, frameworks: make(map[string]*framework),
		relevant: make(map[*ssa.Function]bool), globals: make(map[*ssa.Global][]*ssa.Store),
		called: make(map[*ssa.Function]bool), facts: make(map[*types.Func]*registers), operations: make(map[*types.Func]operation),
	}
	if !p.mayRoute() {
		return p
	}
	users := make(map[*ssa.Function][]*ssa.Function)
	var work []*ssa.Function
	mark := func(fn *ssa.Function) {
		if !p.relevant[fn] {
			p.relevant[fn] = true
			work = append(work, fn)
		}
	}
	for _, fn := range r.Funcs {
		for _, param := range fn.Params {
			if p.routerType(param.Type()) != nil {
				mark(fn)
			}
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if p.routes(instr) {
					mark(fn)
				}
				switch instr := instr.(type) {
				case *ssa.Store:
					if g, ok := instr.Addr.(*ssa.Global); ok {
						p.globals[g] = append(p.globals[g], instr)
					}
				case ssa.CallInstruction:
					if callee := instr.Common().StaticCallee(); callee != nil {
						callee = values.Declared(callee)
						users[callee] = append(users[callee], fn)
						p.called[callee] = true
					}
				case *ssa.MakeClosure:
					inner := values.Declared(instr.Fn.(*ssa.Function))
					users[inner] = append(users[inner], fn)
				}
			}
		}
		if fn.Parent() != nil {
			users[fn] = append(users[fn], fn.Parent())
		}
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		for _, user := range users[fn] {
			mark(user)
		}
	}
	return p
}

// mayRoute reports whether the package can register routes at all: it imports a
// library of routers, or a package that exports such functions.
func (p *program) mayRoute() bool {
	for _, imp := range p.pass.Pkg.Imports() {
		if p.framework(imp.Path()) != nil {
			return true
		}
	}
	for _, f := range p.pass.AllObjectFacts() {
		if _, ok := f.Fact.(*registers); ok {
			return true
		}
	}
	return false
}

// routes reports whether an instruction has to do with routing.
func (p *program) routes(instr ssa.Instruction) bool {
	if v, ok := instr.(ssa.Value); ok && p.routerType(v.Type()) != nil {
		return true
	}
	if _, _, _, ok := swaggerOperation(instr); ok {
		return true
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	c := call.Common()
	if op := p.operationOf(c); op.role != 0 && op.role != wraps && op.role != strips {
		return true
	}
	f := values.Callee(c)
	return generatedService(f) != nil || f != nil && (p.fact(f) != nil || registersByName(c))
}

// fact returns what a function of another package registers; nil for nothing.
func (p *program) fact(f *types.Func) *registers {
	f = f.Origin()
	if f.Pkg() == nil || f.Pkg() == p.pass.Pkg {
		return nil
	}
	if have, ok := p.facts[f]; ok {
		return have
	}
	got := new(registers)
	if !p.pass.ImportObjectFact(f, got) {
		got = nil
	}
	p.facts[f] = got
	return got
}

// implementers returns the functions of this package, and those of others that
// have facts, that a call of an interface's method can mean.
func (p *program) implementers(method *types.Func, iface types.Type) (local []*ssa.Function, other []*types.Func) {
	it, ok := iface.Underlying().(*types.Interface)
	if !ok {
		return nil, nil
	}
	fits := func(f *types.Func) bool {
		recv := f.Signature().Recv()
		if f.Name() != method.Name() || recv == nil {
			return false
		}
		return types.Implements(recv.Type(), it) || types.Implements(types.NewPointer(recv.Type()), it)
	}
	for _, fn := range p.r.Funcs {
		if f, ok := fn.Object().(*types.Func); ok && p.relevant[fn] && fits(f) {
			local = append(local, fn)
		}
	}
	for _, fact := range p.pass.AllObjectFacts() {
		if f, ok := fact.Object.(*types.Func); ok && f.Pkg() != p.pass.Pkg && p.fact(f) != nil && fits(f) {
			other = append(other, f)
		}
	}
	slices.SortFunc(other, func(a, b *types.Func) int { return compareStrings(a.FullName(), b.FullName()) })
	return local, other
}
