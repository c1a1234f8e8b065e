package corsorigin

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// nonEmptyHere reports whether the constructor runs only when some list that is
// named like an allow-list has entries, or some list of strings was asked for its
// length first: whoever asks has thought of what an empty one means.
func (a *analysis) nonEmptyHere(p *policy) bool {
	for _, c := range values.Conditions(p.call.Block()) {
		if meansNonEmpty(c) {
			return true
		}
	}
	m := newMachine(a, world{origin: anyone, empty: true})
	return !m.reachable(p.call, 0, nil)
}

// meansNonEmpty reports whether the condition holds only for a list of strings
// with entries: len(list) > 0 and the other ways to write it.
func meansNonEmpty(c values.Condition) bool {
	test, ok := c.Cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	call, ok := test.X.(*ssa.Call)
	k, isConst := test.Y.(*ssa.Const)
	if !ok || !isConst || k.Value == nil {
		return false
	}
	b, ok := call.Call.Value.(*ssa.Builtin)
	if !ok || b.Name() != "len" || !isStrings(call.Call.Args[0].Type()) {
		return false
	}
	// Have: len(list) OP k. It excludes the empty list when 0 OP k is not Want.
	zero := constant.MakeInt64(0)
	switch test.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return constant.Compare(zero, test.Op, k.Value) != c.Want
	}
	return false
}

func isStrings(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	e, ok := s.Elem().Underlying().(*types.Basic)
	return ok && e.Info()&types.IsString != 0
}
