package values

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// An index records, once for a package, who refers to what: the links that go/ssa
// does not keep for globals, functions, fields and free variables.
type index struct {
	pkg      *ssa.Package
	globals  map[*ssa.Global][]ssa.Instruction
	callers  map[*ssa.Function][]ssa.CallInstruction
	uses     map[*ssa.Function][]ssa.Instruction // other than to call it
	closures map[*ssa.Function][]*ssa.MakeClosure
	fields   map[*types.Var][]*ssa.Store
	order    map[ssa.Instruction]int // position in its block, for instructions that write or call
	calls    map[string][]ssa.CallInstruction
}

func newIndex(pkg *ssa.Package, funcs []*ssa.Function) *index {
	x := &index{
		pkg:      pkg,
		globals:  make(map[*ssa.Global][]ssa.Instruction),
		callers:  make(map[*ssa.Function][]ssa.CallInstruction),
		uses:     make(map[*ssa.Function][]ssa.Instruction),
		closures: make(map[*ssa.Function][]*ssa.MakeClosure),
		fields:   make(map[*types.Var][]*ssa.Store),
		order:    make(map[ssa.Instruction]int),
		calls:    make(map[string][]ssa.CallInstruction),
	}
	for _, fn := range funcs {
		for _, b := range fn.Blocks {
			for i, instr := range b.Instrs {
				x.order[instr] = i
				x.add(instr)
			}
		}
	}
	return x
}

func (x *index) add(instr ssa.Instruction) {
	var callee *ssa.Function
	switch instr := instr.(type) {
	case ssa.CallInstruction:
		callee = instr.Common().StaticCallee()
		if callee != nil {
			x.callers[Generic(callee)] = append(x.callers[Generic(callee)], instr)
		}
		if name := CalleeName(instr.Common()); name != "" {
			x.calls[name] = append(x.calls[name], instr)
		}
	case *ssa.MakeClosure:
		fn := instr.Fn.(*ssa.Function)
		x.closures[fn] = append(x.closures[fn], instr)
	case *ssa.Store:
		if fa, ok := instr.Addr.(*ssa.FieldAddr); ok {
			if f := fieldOf(fa.X.Type(), fa.Field); f != nil {
				x.fields[f] = append(x.fields[f], instr)
			}
		}
	}
	for _, op := range instr.Operands(nil) {
		switch v := (*op).(type) {
		case *ssa.Global:
			x.globals[v] = append(x.globals[v], instr)
		case *ssa.Function:
			if v != callee {
				x.uses[target(v)] = append(x.uses[target(v)], instr)
			}
		}
	}
}

// open reports whether fn may be called from places that callers does not have.
func (x *index) open(fn *ssa.Function) bool {
	fn = Generic(fn)
	if len(x.uses[fn]) > 0 || fn.Parent() != nil {
		return true
	}
	obj := object(fn)
	if obj == nil {
		return true
	}
	// A method may be called through an interface, and a main package's exported
	// function may not be called at all.
	if obj.Signature().Recv() != nil {
		return true
	}
	return obj.Exported() && x.pkg.Pkg.Name() != "main"
}

// Generic returns the function as written, for an instance of a generic one.
func Generic(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		return o
	}
	return fn
}

// target returns the method behind a bound-method or thunk wrapper, else fn.
func target(fn *ssa.Function) *ssa.Function {
	fn = Generic(fn)
	if fn.Synthetic == "" || fn.Pkg != nil && len(fn.Blocks) > 0 && fn.Syntax() != nil {
		return fn
	}
	obj, _ := fn.Object().(*types.Func)
	if obj == nil || fn.Prog == nil {
		return fn
	}
	if m := fn.Prog.FuncValue(obj); m != nil {
		return m
	}
	return fn
}

// fieldOf returns the i-th field of the struct that t is, or points to, as
// declared: the field of the generic type for one of its instances.
func fieldOf(t types.Type, i int) *types.Var {
	if f := FieldVar(t, i); f != nil {
		return f.Origin()
	}
	return nil
}

// structOf returns the struct type that t is or points to, or nil.
func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, _ := t.Underlying().(*types.Struct)
	return st
}
