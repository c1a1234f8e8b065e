package funcsum

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A central answer often tells errors apart by a type of the program's own: those
// that wrap what is internal get a constant text, the others are shown. So an atom
// remembers the type of error that it was put into (As), and where a type is ruled
// out what was put into it is dropped; what is still open remembers which types
// were ruled out (Not), for when it is closed.

// maxRuled bounds how many types are ruled out of one thing.
const maxRuled = 4

// rules are the types that are ruled out for an error, each with the blocks where.
type ruling struct {
	name string
	in   []bool
}

// ruledOut returns the names of the error types that v cannot have in a block.
func (p *pkg) ruledOut(b *body, v ssa.Value, block *ssa.BasicBlock) []string {
	subject := p.subject(v)
	list, ok := b.rulings[subject]
	if !ok {
		for _, name := range p.tested(b.fn, subject) {
			if in := mustHold(b.fn, func(cond ssa.Value, outcome bool) bool { return p.rulesOut(cond, subject, name, outcome, 0) }); in != nil {
				list = append(list, ruling{name, in})
			}
		}
		if b.rulings == nil {
			b.rulings = make(map[ssa.Value][]ruling)
		}
		b.rulings[subject] = list
	}
	var names []string
	for _, r := range list {
		if block.Parent() == b.fn && r.in[block.Index] {
			names = append(names, r.name)
		}
	}
	return names
}

// tested returns the types that a function tests an error for, in order of name.
func (p *pkg) tested(fn *ssa.Function, subject ssa.Value) []string {
	var names []string
	note := func(name string) {
		if name != "" && !slices.Contains(names, name) && len(names) < maxRuled {
			names = append(names, name)
		}
	}
	for _, blk := range fn.Blocks {
		for _, instr := range blk.Instrs {
			switch x := instr.(type) {
			case *ssa.TypeAssert:
				if x.CommaOk && p.subject(x.X) == subject {
					note(typeName(x.AssertedType))
				}
			case *ssa.Call:
				note(p.asTarget(&x.Call, subject))
			}
		}
	}
	slices.Sort(names)
	return names
}

// asTarget returns the name of the type that errors.As looks for in an error; ""
// when the call is another, or about another error.
func (p *pkg) asTarget(c *ssa.CallCommon, subject ssa.Value) string {
	if len(c.Args) != 2 || !strings.HasSuffix(values.CalleeName(c), "errors.As") || p.subject(c.Args[0]) != subject {
		return ""
	}
	v := c.Args[1]
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	if ptr, ok := v.Type().Underlying().(*types.Pointer); ok {
		return typeName(ptr.Elem())
	}
	return ""
}

// rulesOut reports whether the outcome of a condition says that an error is not of
// a type.
func (p *pkg) rulesOut(cond, subject ssa.Value, name string, outcome bool, depth int) bool {
	if depth > 8 {
		return false
	}
	switch c := cond.(type) {
	case *ssa.UnOp:
		return c.Op == token.NOT && p.rulesOut(c.X, subject, name, !outcome, depth+1)
	case *ssa.Extract:
		ta, ok := c.Tuple.(*ssa.TypeAssert)
		return ok && c.Index == 1 && !outcome && p.subject(ta.X) == subject && typeName(ta.AssertedType) == name
	case *ssa.Call:
		return !outcome && p.asTarget(&c.Call, subject) == name
	case *ssa.Phi: // a || b: with the outcome false both are
		for _, e := range c.Edges {
			if k, ok := e.(*ssa.Const); ok && k.Value != nil && constant.BoolVal(k.Value) != outcome {
				continue
			}
			if p.rulesOut(e, subject, name, outcome, depth+1) {
				return true
			}
		}
	}
	return false
}

// without drops what was put into errors of types that are ruled out, and has what
// is open remember them.
func (s set) without(names []string) set {
	if len(names) == 0 {
		return s
	}
	var out set
	for _, a := range s {
		if a.In == "" && a.As != "" && slices.Contains(names, a.As) {
			continue
		}
		if !a.Source.known() && a.Source.tells() {
			a.Not = ruled(a.Not, names...)
		}
		out = append(out, a)
	}
	return out
}

// ruled adds names to a list that is kept as a text, so that atoms can be compared.
func ruled(list string, names ...string) string {
	have := strings.Fields(list)
	for _, n := range names {
		if !slices.Contains(have, n) && len(have) < maxRuled {
			have = append(have, n)
		}
	}
	slices.Sort(have)
	return strings.Join(have, " ")
}

// rules reports whether a list of types that are ruled out has one.
func rules(list, name string) bool {
	return name != "" && slices.Contains(strings.Fields(list), name)
}
