package values

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A write is one store that can decide what a location holds.
type write struct {
	instr ssa.Instruction
	value ssa.Value
	frame *Frame
	// rest is the path inside the stored value when the store wrote an enclosing
	// struct; nil when it wrote the location itself.
	rest []int
}

// An escape is a place where the address of a variable is given to code that may
// write through it.
type escape struct {
	call  ssa.CallInstruction
	path  []int
	frame *Frame
}

// alias is an SSA value that holds the address of a root, or of a field in it.
type alias struct {
	v     ssa.Value
	path  []int
	frame *Frame
	depth int
}

// reaching returns the writes that can decide what l holds at use, whether what
// it held at first can still be there (the zero value, for a variable), and where
// its address went to code not seen.
func (q *query) reaching(l location, use ssa.Instruction) (writes []write, first bool, escapes []escape) {
	all, escapes := q.accesses(l)
	if born := birth(l, use); born != nil {
		return q.flow(l.root, born, all, escapes, use)
	}
	return all, len(all) == 0 && len(escapes) == 0, escapes
}

// birth is the instruction of use's function during which the root of l comes
// to be: its allocation, the call that returns it, or the function's first
// instruction for a parameter. It is nil when the order of writes says nothing:
// at an unknown time, or for elements, of which a write replaces only one.
func birth(l location, use ssa.Instruction) ssa.Instruction {
	if use == nil || slices.Contains(l.path, elem) {
		return nil
	}
	switch root := l.root.(type) {
	case *ssa.Parameter:
		if root.Parent() == use.Parent() {
			return root.Parent().Blocks[0].Instrs[0]
		}
	case ssa.Instruction:
		return site(root, l.frame, use.Parent())
	}
	return nil
}

// site is the instruction of fn during which instr runs: itself, or the call by
// which frame was entered. It is nil when instr runs at an unknown time.
func site(instr ssa.Instruction, frame *Frame, fn *ssa.Function) ssa.Instruction {
	if instr.Parent() == fn {
		return instr
	}
	f := frame.of(instr.Parent())
	for ; f != nil; f = f.up {
		if f.call != nil && f.call.Parent() == fn {
			return f.call
		}
	}
	return nil
}

// flow keeps the writes that reach use: those with a way to it that passes no
// later write to the whole of the location. born is the site of root.
func (q *query) flow(root ssa.Value, born ssa.Instruction, all []write, escapes []escape, use ssa.Instruction) ([]write, bool, []escape) {
	fn := use.Parent()
	var kills []ssa.Instruction
	zero := true
	for _, w := range all {
		at := site(w.instr, w.frame, fn)
		if at == nil || !always(w.instr, w.frame, fn) {
			continue
		}
		kills = append(kills, at)
		if at == born && w.instr.Parent() == root.Parent() {
			zero = false // written in the helper that made it
		}
	}
	var kept []write
	for _, w := range all {
		at := site(w.instr, w.frame, fn)
		if at == nil || q.r.index.reaches(at, use, kills) && q.leaves(w, all, fn) {
			kept = append(kept, w)
		}
	}
	var open []escape
	for _, e := range escapes {
		at := site(e.call, e.frame, fn)
		if at == nil || q.r.index.reaches(at, use, kills) {
			open = append(open, e)
		}
	}
	return kept, zero && q.r.index.reaches(born, use, kills), open
}

// always reports whether instr runs whenever its site in fn does: in every
// function on the way it stands before every return.
func always(instr ssa.Instruction, frame *Frame, fn *ssa.Function) bool {
	for instr.Parent() != fn {
		for _, ret := range returns(instr.Parent()) {
			if !instr.Block().Dominates(ret.Block()) {
				return false
			}
		}
		f := frame.of(instr.Parent())
		if f == nil || f.call == nil {
			return false
		}
		instr, frame = f.call, f.up
	}
	return true
}

// leaves reports whether a write made in a helper of fn is still there when the
// helper returns.
func (q *query) leaves(w write, all []write, fn *ssa.Function) bool {
	in := w.instr.Parent()
	if in == fn {
		return true
	}
	var kills []ssa.Instruction
	for _, other := range all {
		if other.instr.Parent() == in && other.frame == w.frame {
			kills = append(kills, other.instr)
		}
	}
	for _, ret := range returns(in) {
		if q.r.index.reaches(w.instr, ret, kills) {
			return true
		}
	}
	return false
}

// reaches reports whether there is a way from the end of one instruction to the
// start of another in the same function that executes none of the kills.
func (x *index) reaches(from, to ssa.Instruction, kills []ssa.Instruction) bool {
	killed := make(map[*ssa.BasicBlock][]int)
	for _, k := range kills {
		killed[k.Block()] = append(killed[k.Block()], x.order[k])
	}
	// clear reports whether no kill stands in b strictly between two positions.
	clear := func(b *ssa.BasicBlock, after, before int) bool {
		for _, at := range killed[b] {
			if at > after && at < before {
				return false
			}
		}
		return true
	}
	fb, tb := from.Block(), to.Block()
	fi, ti := x.order[from], x.order[to]
	if fb == tb && fi < ti && clear(fb, fi, ti) {
		return true
	}
	const end = 1 << 30
	if !clear(fb, fi, end) {
		return false
	}
	seen := make(map[*ssa.BasicBlock]bool)
	work := slices.Clone(fb.Succs)
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		if b == tb && clear(b, -1, ti) {
			return true
		}
		if clear(b, -1, end) {
			work = append(work, b.Succs...)
		}
	}
	return false
}

// accesses collects every store to the location of l, or to a struct around it,
// through any alias of its root in the package.
func (q *query) accesses(l location) (writes []write, escapes []escape) {
	seen := make(map[ssa.Value]bool)
	work := []alias{{v: l.root, frame: l.frame}}
	for len(work) > 0 {
		a := work[0]
		work = work[1:]
		if seen[a.v] || !q.spend() {
			continue
		}
		seen[a.v] = true
		for _, instr := range q.r.referrers(a.v) {
			more, w, e := q.access(a, instr, l.path)
			work = append(work, more...)
			writes = append(writes, w...)
			escapes = append(escapes, e...)
		}
	}
	return writes, escapes
}

// referrers returns the instructions that use v, also for globals, of which
// go/ssa keeps none.
func (r *Resolver) referrers(v ssa.Value) []ssa.Instruction {
	if g, ok := v.(*ssa.Global); ok {
		return r.index.globals[g]
	}
	if refs := v.Referrers(); refs != nil {
		return *refs
	}
	return nil
}

// access says what one use of an alias does to the location at path.
func (q *query) access(a alias, instr ssa.Instruction, path []int) (more []alias, writes []write, escapes []escape) {
	// Have: a.path and path are both paths from the same root.
	inside := isPrefix(a.path, path) // the alias is the location or encloses it
	if !inside && !isPrefix(path, a.path) {
		return nil, nil, nil
	}
	next := func(v ssa.Value, step ...int) alias {
		return alias{v: v, path: append(slices.Clone(a.path), step...), frame: a.frame, depth: a.depth}
	}
	switch instr := instr.(type) {
	case *ssa.Store:
		if instr.Addr == a.v {
			if inside {
				rest := path[len(a.path):]
				if len(rest) == 0 {
					rest = nil
				}
				writes = append(writes, write{instr: instr, value: instr.Val, frame: a.frame, rest: rest})
			}
			return nil, writes, nil
		}
		// The address itself is stored: what reads it back is an alias.
		switch addr := instr.Addr.(type) {
		case *ssa.Alloc, *ssa.Global:
			for _, use := range q.r.referrers(addr) {
				if u, ok := use.(*ssa.UnOp); ok && u.X == addr {
					more = append(more, next(u))
				}
				if mc, ok := use.(*ssa.MakeClosure); ok {
					for i, b := range mc.Bindings {
						if fv := mc.Fn.(*ssa.Function).FreeVars[i]; b == addr {
							for _, r := range q.r.referrers(fv) {
								if u, ok := r.(*ssa.UnOp); ok {
									more = append(more, next(u))
								}
							}
						}
					}
				}
			}
		}
	case *ssa.FieldAddr:
		return []alias{next(instr, instr.Field)}, nil, nil
	case *ssa.IndexAddr:
		return []alias{next(instr, elem)}, nil, nil
	case *ssa.Phi, *ssa.ChangeType, *ssa.Convert, *ssa.MakeInterface, *ssa.Slice, *ssa.TypeAssert, *ssa.ChangeInterface:
		return []alias{next(instr.(ssa.Value))}, nil, nil
	case *ssa.MakeClosure:
		fn := instr.Fn.(*ssa.Function)
		for i, b := range instr.Bindings {
			if b == a.v && i < len(fn.FreeVars) {
				more = append(more, next(fn.FreeVars[i]))
			}
		}
	case *ssa.Return:
		return returned(a, instr), nil, nil
	case ssa.CallInstruction:
		return q.accessCall(a, instr)
	}
	return more, nil, nil
}

// returned follows an address out of the call that it was made in.
func returned(a alias, ret *ssa.Return) (more []alias) {
	f := a.frame.of(ret.Parent())
	if f == nil || f.call == nil || f.call.Value() == nil {
		return nil
	}
	for i, v := range ret.Results {
		if v != a.v {
			continue
		}
		if len(ret.Results) == 1 {
			more = append(more, alias{v: f.call.Value(), path: a.path, frame: f.up, depth: a.depth})
			continue
		}
		for _, use := range *f.call.Value().Referrers() {
			if ex, ok := use.(*ssa.Extract); ok && ex.Index == i {
				more = append(more, alias{v: ex, path: a.path, frame: f.up, depth: a.depth})
			}
		}
	}
	return more
}

// accessCall follows an address into a local function, or notes that it escapes.
func (q *query) accessCall(a alias, call ssa.CallInstruction) (more []alias, writes []write, escapes []escape) {
	c := call.Common()
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil, nil, nil
	}
	fn := c.StaticCallee()
	if fn != nil {
		fn = Generic(fn)
	}
	if fn == nil || len(fn.Blocks) == 0 || a.depth >= maxFrames || fn.Pkg != q.r.Pkg {
		if c.Value == a.v && !c.IsInvoke() {
			return nil, nil, nil // the value is called, not passed
		}
		if isReader(Callee(c)) {
			return nil, nil, nil
		}
		return nil, nil, []escape{{call: call, path: a.path, frame: a.frame}}
	}
	frame := enter(fn, call, a.frame)
	for i, arg := range c.Args {
		if arg == a.v && i < len(fn.Params) {
			more = append(more, alias{v: fn.Params[i], path: a.path, frame: frame, depth: a.depth + 1})
		}
	}
	return more, nil, nil
}

func isPrefix(p, of []int) bool {
	return len(p) <= len(of) && slices.Equal(p, of[:len(p)])
}

// zeroOf is the zero value of a type.
func zeroOf(t types.Type) Value {
	if b, ok := t.Underlying().(*types.Basic); ok {
		switch info := b.Info(); {
		case info&types.IsBoolean != 0:
			return Const{constant.MakeBool(false), t}
		case info&types.IsString != 0:
			return Const{constant.MakeString(""), t}
		case info&types.IsNumeric != 0:
			return Const{constant.MakeInt64(0), t}
		}
	}
	return Const{nil, t}
}
