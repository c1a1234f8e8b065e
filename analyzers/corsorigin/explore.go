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
// leaves open, and calls visit for each block it comes to. It reports whether it
// saw them all within its budget.
func (m *machine) explore(act *activation, visit func(*ssa.BasicBlock, *activation)) bool {
	if len(act.fn.Blocks) == 0 {
		return false
	}
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
		visit(s.block, here)
		for _, next := range m.successors(s.block, here) {
			work = append(work, state{next, s.block, here.phis})
		}
	}
	return true
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
	key := ""
	if len(act.params) > 0 {
		key = fmt.Sprintf("%p %v", act.fn, act.params)
		if have, known := m.memo[key]; known {
			return have, true
		}
	}
	m.depth++
	defer func() { m.depth-- }()
	ok = m.explore(act, func(b *ssa.BasicBlock, here *activation) {
		ret, isRet := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !isRet || b == act.fn.Recover {
			return
		}
		row := make([]av, len(ret.Results))
		for i, v := range ret.Results {
			row[i] = m.eval(here, v)
		}
		if !slices.ContainsFunc(out, func(have []av) bool { return slices.EqualFunc(have, row, av.same) }) {
			out = append(out, row)
		}
	})
	if ok && key != "" {
		m.memo[key] = out
	}
	return out, ok
}

// reach reports whether instr can be executed when its function is called, and
// calls visit each time it is.
func (m *machine) reach(act *activation, instr ssa.Instruction, visit func(*activation)) bool {
	reached := false
	whole := m.explore(act, func(b *ssa.BasicBlock, here *activation) {
		if b == instr.Block() {
			reached = true
			if visit != nil {
				visit(here)
			}
		}
	})
	return reached && whole
}

// maxCallers bounds how far up the calls of a helper are followed.
const maxCallers = 3

// reachable reports whether instr can be executed in the world, also looking at
// where its function is called, passed on or made into a closure: a guard may
// stand there. visit is called in each context.
func (m *machine) reachable(instr ssa.Instruction, up int, visit func(*activation)) bool {
	fn := instr.Parent()
	alone := func() bool { return m.reach(&activation{fn: fn}, instr, visit) }
	calls, _ := m.r.Callers(fn)
	uses := m.r.Uses(fn)
	if up >= maxCallers || len(calls)+len(uses) == 0 {
		return alone()
	}
	reached := false
	for _, call := range calls {
		if call.Parent() == fn {
			continue
		}
		m.reachable(call, up+1, func(outer *activation) {
			reached = m.reach(m.called(fn, call, outer), instr, visit) || reached
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
	act := &activation{fn: fn, frame: m.r.Enter(fn, call, outer.frame)}
	for _, arg := range call.Common().Args {
		act.params = append(act.params, m.eval(outer, arg))
	}
	return act
}
