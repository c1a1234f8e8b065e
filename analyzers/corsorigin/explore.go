package corsorigin

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A state is a block about to be run, with what the phis have chosen so far.
type state struct {
	block *ssa.BasicBlock
	prev  *ssa.BasicBlock
	phis  map[*ssa.Phi]av
}

func (s state) key() string {
	var b strings.Builder
	from := -1
	if s.prev != nil {
		from = s.prev.Index
	}
	fmt.Fprintf(&b, "%d<%d", s.block.Index, from)
	names := make([]string, 0, len(s.phis))
	for p, v := range s.phis {
		names = append(names, fmt.Sprintf(" %s=%d%t%s%d%t", p.Name(), v.kind, v.b, v.s, v.n, v.hostile))
	}
	slices.Sort(names)
	b.WriteString(strings.Join(names, ""))
	return b.String()
}

// explore runs the body of act from its entry along every way that the world
// leaves open and that can lead to the block to (nil: any), and calls visit for
// each block it comes to, until visit returns false. It reports whether it did
// not run out of its budget.
func (m *machine) explore(act *activation, to *ssa.BasicBlock, visit func(*ssa.BasicBlock, *activation) bool) bool {
	if len(act.fn.Blocks) == 0 {
		return false
	}
	leads := leadingTo(act.fn, to)
	seen := make(map[string]bool)
	work := []state{{block: act.fn.Blocks[0], phis: map[*ssa.Phi]av{}}}
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		if m.steps--; m.steps < 0 {
			return false
		}
		here := &activation{fn: act.fn, params: act.params, frame: act.frame, phis: s.phis}
		if s.prev != nil {
			here.phis = m.enterBlock(here, s)
		}
		key := state{s.block, s.prev, here.phis}.key()
		if seen[key] {
			continue
		}
		seen[key] = true
		if !visit(s.block, here) {
			return true
		}
		for _, next := range m.successors(s.block, here) {
			if leads == nil || leads[next.Index] {
				work = append(work, state{next, s.block, here.phis})
			}
		}
	}
	return true
}

// leadingTo marks the blocks from which control can come to the block to, itself
// included; nil stands for all blocks.
func leadingTo(fn *ssa.Function, to *ssa.BasicBlock) []bool {
	if to == nil {
		return nil
	}
	leads := make([]bool, len(fn.Blocks))
	work := []*ssa.BasicBlock{to}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if !leads[b.Index] {
			leads[b.Index] = true
			work = append(work, b.Preds...)
		}
	}
	return leads
}

// enterBlock chooses the phis of a block for the edge that was taken.
func (m *machine) enterBlock(act *activation, s state) map[*ssa.Phi]av {
	edge := slices.Index(s.block.Preds, s.prev)
	var phis map[*ssa.Phi]av
	for _, instr := range s.block.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if phis == nil {
			phis = maps.Clone(act.phis)
		}
		if !tracked(phi) {
			continue
		}
		phis[phi] = m.eval(act, phi.Edges[edge])
	}
	if phis == nil {
		return act.phis
	}
	return phis
}

// tracked reports whether a phi's choice can matter: bools, strings and errors
// carry decisions, counters only make more states.
func tracked(phi *ssa.Phi) bool {
	return isBool(phi.Type()) || isText(phi.Type()) || isError(phi.Type())
}

// successors returns the blocks that can follow, b's branch decided if it can be.
func (m *machine) successors(b *ssa.BasicBlock, act *activation) []*ssa.BasicBlock {
	if len(b.Instrs) == 0 {
		return nil
	}
	br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return b.Succs
	}
	if cond := m.eval(act, br.Cond); cond.kind == boolean {
		if cond.b {
			return b.Succs[:1]
		}
		return b.Succs[1:]
	}
	return b.Succs
}

// results returns what the function can return: one list of values for each
// return that is reached, without duplicates. ok is false when it was not seen whole.
func (m *machine) results(act *activation) (out [][]av, ok bool) {
	if m.depth >= maxCalls {
		return nil, false
	}
	key := fmt.Sprintf("%p %v", act.fn, act.params)
	if have, known := m.ran[key]; known {
		return have, true
	}
	m.depth++
	defer func() { m.depth-- }()
	ok = m.explore(act, nil, func(b *ssa.BasicBlock, here *activation) bool {
		ret, isRet := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !isRet || b == act.fn.Recover {
			return true
		}
		row := make([]av, len(ret.Results))
		for i, v := range ret.Results {
			row[i] = m.eval(here, v)
		}
		if !slices.ContainsFunc(out, func(have []av) bool { return slices.EqualFunc(have, row, av.same) }) {
			out = append(out, row)
		}
		return true
	})
	if ok {
		m.ran[key] = out
	}
	return out, ok
}

// reach reports whether instr can be executed when its function is called, and
// calls visit each time it is.
func (m *machine) reach(act *activation, instr ssa.Instruction, visit func(*activation)) bool {
	reached := false
	whole := m.explore(act, instr.Block(), func(b *ssa.BasicBlock, here *activation) bool {
		if b != instr.Block() {
			return true
		}
		reached = true
		if visit == nil {
			return false // once is enough
		}
		visit(here)
		return !m.found
	})
	return reached && whole
}

// maxCallers bounds how far up the calls of a helper are followed, and maxContexts
// how many of them on each level.
const (
	maxCallers  = 3
	maxContexts = 16
)

// reachable reports whether instr can be executed in the world, also looking at
// where its function is called, passed on or made into a closure: a guard may
// stand there. visit is called in each context.
func (m *machine) reachable(instr ssa.Instruction, up int, visit func(*activation)) bool {
	fn := instr.Parent()
	alone := func() bool { return m.reach(&activation{fn: fn}, instr, visit) }
	calls, _ := m.r.Callers(fn)
	uses := m.r.Uses(fn)
	if up >= maxCallers || len(calls)+len(uses) == 0 || len(calls) > maxContexts {
		return alone()
	}
	reached := false
	tried := make(map[string]bool)
	for _, call := range calls {
		if call.Parent() == fn || m.found {
			continue
		}
		m.reachable(call, up+1, func(outer *activation) {
			act := m.called(fn, call, outer)
			if key := fmt.Sprint(act.params); !tried[key] && !m.found {
				tried[key] = true
				reached = m.reach(act, instr, visit) || reached
			}
		})
	}
	for _, use := range uses {
		if !reached && use.Parent() != fn && m.reachable(use, up+1, nil) {
			reached = alone()
		}
	}
	if !reached && exported(fn) {
		return alone() // other packages may call it without the guard
	}
	return reached
}

// exported reports whether code of other packages can name fn.
func exported(fn *ssa.Function) bool {
	obj := fn.Object()
	return obj != nil && obj.Exported() && obj.Pkg() != nil && obj.Pkg().Name() != "main"
}

// called is the activation of fn for a call of it.
func (m *machine) called(fn *ssa.Function, call ssa.CallInstruction, outer *activation) *activation {
	act := &activation{fn: fn, frame: m.memo.enter(fn, call, outer.frame)}
	for _, arg := range call.Common().Args {
		act.params = append(act.params, m.eval(outer, arg))
	}
	return act
}
