package values

import (
	"golang.org/x/tools/go/ssa"
)

// A Condition is a test that holds wherever a block runs.
type Condition struct {
	// Cond is the tested bool; the block runs only when it is Want.
	Cond ssa.Value
	Want bool
	If   *ssa.If
}

// Conditions returns the tests that hold whenever b runs, innermost first: for
// each branch that dominates b, one of whose ways alone leads to it.
func Conditions(b *ssa.BasicBlock) []Condition {
	var out []Condition
	for child, d := b, b.Idom(); d != nil; child, d = d, d.Idom() {
		if len(d.Instrs) == 0 {
			continue
		}
		br, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || d.Succs[0] == d.Succs[1] {
			continue
		}
		for i, s := range d.Succs {
			// With a single predecessor, s is reached by this edge alone, and all
			// that s dominates is reached through it.
			if len(s.Preds) == 1 && (s == child || s.Dominates(child)) {
				out = append(out, Condition{Cond: br.Cond, Want: i == 0, If: br})
			}
		}
	}
	return out
}

// phi joins what arrives on each edge. Edges whose condition is a known constant
// the other way are left out; a setting that is replaced by a constant when it is
// absent becomes a setting with that default.
func (q *query) phi(v *ssa.Phi, frame *Frame, at Span) Set {
	var set Set
	for i, e := range v.Edges {
		if q.deadEdge(v.Block(), i, frame) {
			continue
		}
		set = set.union(q.eval(e, frame, at).conditional().via(v.Block().Preds[i]))
	}
	if len(set) == 1 {
		set[0].Conditional, set[0].Via = false, nil
	}
	return withDefault(set, func(c Config) bool { return q.testsPresence(v, c) })
}

// deadEdge reports whether the i-th edge into b leaves a branch on a constant the
// other way, as after `const debug = false`.
func (q *query) deadEdge(b *ssa.BasicBlock, i int, frame *Frame) bool {
	p := b.Preds[i]
	for _, c := range append(edgeCondition(p, b), Conditions(p)...) {
		k, ok := c.Cond.(*ssa.Const)
		if ok && k.Value != nil {
			if known, isBool := BoolOf(Const{k.Value, k.Type()}); isBool && known != c.Want {
				return true
			}
		}
	}
	return false
}

func edgeCondition(p, b *ssa.BasicBlock) []Condition {
	br, ok := p.Instrs[len(p.Instrs)-1].(*ssa.If)
	if !ok || p.Succs[0] == p.Succs[1] {
		return nil
	}
	return []Condition{{Cond: br.Cond, Want: p.Succs[0] == b, If: br}}
}

// testsPresence reports whether the branches that lead to a phi test the setting
// itself: `if v == ""`, `if !ok`.
func (q *query) testsPresence(v *ssa.Phi, c Config) bool {
	read, ok := c.Read.(ssa.Value)
	if !ok {
		return false
	}
	for _, p := range v.Block().Preds {
		for _, cond := range append(edgeCondition(p, v.Block()), Conditions(p)...) {
			if mentions(cond.Cond, read, 4) {
				return true
			}
		}
	}
	return false
}

// mentions reports whether computing v uses what, looking depth operands deep.
func mentions(v, what ssa.Value, depth int) bool {
	if v == what {
		return true
	}
	if depth == 0 {
		return false
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		return mentions(v.X, what, depth-1) || mentions(v.Y, what, depth-1)
	case *ssa.UnOp:
		return mentions(v.X, what, depth-1)
	case *ssa.Extract:
		return mentions(v.Tuple, what, depth-1)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if mentions(e, what, depth-1) {
				return true
			}
		}
	case *ssa.Call:
		for _, a := range v.Call.Args {
			if mentions(a, what, depth-1) {
				return true
			}
		}
	}
	return false
}

// withDefault folds {a setting without default, constants} into the setting with
// that default, where tests says that the branch between them is on the setting.
func withDefault(set Set, tests func(Config) bool) Set {
	at, other := -1, -1
	for i, it := range set {
		switch v := it.Value.(type) {
		case Config:
			if at >= 0 || v.Default != nil || !tests(v) {
				return set
			}
			at = i
		case Const, List:
			if other >= 0 {
				return set
			}
			other = i
		default:
			return set
		}
	}
	if at < 0 || other < 0 {
		return set
	}
	c := set[at].Value.(Config)
	c.Default = set[other].Value
	span := set[other].At
	if !span.Known() {
		span = set[at].At
	}
	return Set{{Value: c, At: span, Via: set[at].Via}}
}
