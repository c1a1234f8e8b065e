package handlers

import (
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A loop is a range over a list or map whose entries are known: its body is
// walked once for each.
type loop struct {
	body    *ssa.BasicBlock
	count   int
	bind    func(n int)
	release func()
}

// loopAt returns the loop whose body starts with b, or nil.
func (w *walker) loopAt(b *ssa.BasicBlock, act *activation) *loop {
	for _, instr := range b.Instrs {
		switch instr := instr.(type) {
		case *ssa.IndexAddr:
			if l := w.rangeOver(b, act, instr.X, instr.Index); l != nil {
				return l
			}
		case *ssa.Index:
			if l := w.rangeOver(b, act, instr.X, instr.Index); l != nil {
				return l
			}
		case *ssa.Extract:
			if next, ok := instr.Tuple.(*ssa.Next); ok && instr.Index > 0 && next.Block() != b {
				if l := w.rangeOverMap(b, act, next); l != nil {
					return l
				}
			}
		}
	}
	return nil
}

func (w *walker) rangeOver(b *ssa.BasicBlock, act *activation, list, index ssa.Value) *loop {
	if _, isConst := index.(*ssa.Const); isConst {
		return nil
	}
	if _, bound := act.index[index]; bound || !values.LeadsTo(b, b) {
		return nil
	}
	elems, known := w.elements(ref{list, act}, 0)
	if !known || len(elems) == 0 {
		return nil
	}
	if act.index == nil {
		act.index = make(map[ssa.Value]int)
	}
	return &loop{
		body: b, count: len(elems),
		bind:    func(n int) { act.index[index] = n },
		release: func() { delete(act.index, index) },
	}
}

func (w *walker) rangeOverMap(b *ssa.BasicBlock, act *activation, next *ssa.Next) *loop {
	rng, ok := next.Iter.(*ssa.Range)
	if !ok {
		return nil
	}
	if _, bound := act.next[next]; bound {
		return nil
	}
	entries, known := w.entries(ref{rng.X, act})
	if !known || len(entries) == 0 {
		return nil
	}
	if act.next == nil {
		act.next = make(map[*ssa.Next]pair)
	}
	return &loop{
		body: b, count: len(entries),
		bind:    func(n int) { act.next[next] = entries[n] },
		release: func() { delete(act.next, next) },
	}
}

// dominated returns the blocks that only run after b has, b first.
func dominated(blocks []*ssa.BasicBlock, b *ssa.BasicBlock) []*ssa.BasicBlock {
	out := []*ssa.BasicBlock{b}
	for _, x := range blocks {
		if x != b && b.Dominates(x) {
			out = append(out, x)
		}
	}
	return out
}
