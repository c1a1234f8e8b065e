package funcsum

import (
	"go/constant"
	"go/token"
	"go/types"
	"regexp"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// guardable reports whether values of a type can be known by a test.
func guardable(t types.Type) bool { return errorLike(t) || isEmptyInterface(t) }

func isEmptyInterface(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.NumMethods() == 0
}

// subject finds what a test of an error is about: the variable that it is loaded
// from, or the value itself.
func (p *pkg) subject(v ssa.Value) ssa.Value {
	for range 32 {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Extract:
			ta, ok := x.Tuple.(*ssa.TypeAssert)
			if !ok || x.Index != 0 {
				return v
			}
			v = ta.X
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return v
			}
			return p.variable(x.X, v)
		default:
			return v
		}
	}
	return v
}

// variable returns the variable that an address stands for, or v when it is not
// one of this package's functions.
func (p *pkg) variable(addr, v ssa.Value) ssa.Value {
	switch a := addr.(type) {
	case *ssa.Alloc:
		return a
	case *ssa.FreeVar:
		if to := p.bound[a]; to != nil {
			return to
		}
	}
	return v
}

// guarded reports whether on every way to a block something has told that the
// error v is a certain one.
func (p *pkg) guarded(b *body, v ssa.Value, block *ssa.BasicBlock) bool {
	subject := p.subject(v)
	in, ok := b.guards[subject]
	if !ok {
		in = mustHold(b.fn, func(cond ssa.Value, outcome bool) bool { return p.tells(cond, subject, outcome, 0) })
		if b.guards == nil {
			b.guards = make(map[ssa.Value][]bool)
		}
		b.guards[subject] = in
	}
	return in != nil && block.Parent() == b.fn && in[block.Index]
}

// onEdge returns what a value carries when control passes from one block to the
// next: nothing when it is an error that is known by then, or the text of one.
func (p *pkg) onEdge(b *body, v ssa.Value, from, to *ssa.BasicBlock) set {
	atoms := p.at(b, v, from)
	if len(atoms) == 0 {
		return nil
	}
	about := v
	if call, ok := v.(*ssa.Call); ok && isText(v.Type()) {
		if recv := values.Receiver(&call.Call); recv != nil && values.CalleeName(&call.Call) == "(error).Error" {
			about = recv
		}
	}
	if guardable(about.Type()) && (p.guarded(b, about, from) || p.edgeTells(from, to, p.subject(about), 0)) {
		return atoms.fields()
	}
	return atoms
}

// debugging reports whether a block is reached only while a debug switch is on.
func (p *pkg) debugging(b *body, block *ssa.BasicBlock) bool {
	if b.debug == nil {
		b.debug = mustHold(b.fn, func(cond ssa.Value, outcome bool) bool { return p.isDebug(cond, outcome, 0) })
		if b.debug == nil {
			b.debug = make([]bool, len(b.fn.Blocks))
		}
	}
	return b.debug[block.Index]
}

// expected reports whether a block is reached only with a status that blames the
// client: what handlers return without one is answered with 500.
func (p *pkg) expected(b *body, block *ssa.BasicBlock) bool {
	if b.client == nil {
		b.client = mustHold(b.fn, blamesClient)
		if b.client == nil {
			b.client = make([]bool, len(b.fn.Blocks))
		}
	}
	return b.client[block.Index]
}

// blamesClient reports whether the outcome of a condition means that a number,
// such as a status, is below 500.
func blamesClient(cond ssa.Value, outcome bool) bool {
	c, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	k, ok := c.Y.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.Int {
		return false
	}
	n, exact := constant.Int64Val(k.Value)
	if !exact || n < 400 || n > 599 {
		return false
	}
	switch c.Op {
	case token.GEQ:
		return !outcome && n <= 500
	case token.GTR:
		return !outcome && n < 500
	case token.LSS:
		return outcome && n <= 500
	case token.LEQ, token.EQL:
		return outcome && n < 500
	case token.NEQ:
		return !outcome && n < 500
	}
	return false
}

// mustHold returns for every block whether all ways to it pass an edge on which
// test holds; nil when no edge does.
func mustHold(fn *ssa.Function, test func(cond ssa.Value, outcome bool) bool) []bool {
	edges := make(map[[2]int]bool)
	for _, blk := range fn.Blocks {
		if len(blk.Instrs) == 0 {
			continue
		}
		branch, ok := blk.Instrs[len(blk.Instrs)-1].(*ssa.If)
		if !ok || blk.Succs[0] == blk.Succs[1] {
			continue
		}
		for i, to := range blk.Succs {
			if test(branch.Cond, i == 0) {
				edges[[2]int{blk.Index, to.Index}] = true
			}
		}
	}
	if len(edges) == 0 {
		return nil
	}
	in := make([]bool, len(fn.Blocks))
	for i := range in {
		in[i] = len(fn.Blocks[i].Preds) > 0
	}
	for changed := true; changed; {
		changed = false
		for _, blk := range fn.Blocks {
			if !in[blk.Index] {
				continue
			}
			for _, pred := range blk.Preds {
				if !in[pred.Index] && !edges[[2]int{pred.Index, blk.Index}] {
					in[blk.Index], changed = false, true
					break
				}
			}
		}
	}
	return in
}

// tells reports whether the outcome of a condition says which error subject is.
func (p *pkg) tells(cond, subject ssa.Value, outcome bool, depth int) bool {
	if depth > 8 {
		return false
	}
	switch c := cond.(type) {
	case *ssa.UnOp:
		return c.Op == token.NOT && p.tells(c.X, subject, !outcome, depth+1)
	case *ssa.BinOp:
		if c.Op != token.EQL && c.Op != token.NEQ || outcome != (c.Op == token.EQL) {
			return false
		}
		if isNil(c.X) || isNil(c.Y) {
			// Nothing is told by nil; but a variable may be set after the test.
			_, variable := subject.(*ssa.Alloc)
			return !variable && (p.subject(c.X) == subject || p.subject(c.Y) == subject)
		}
		return guardable(c.X.Type()) && (p.subject(c.X) == subject || p.subject(c.Y) == subject) || p.typeOf(c.X, subject) || p.typeOf(c.Y, subject)
	case *ssa.Extract:
		ta, ok := c.Tuple.(*ssa.TypeAssert)
		return ok && c.Index == 1 && outcome && p.subject(ta.X) == subject && originOfPackageType(ta.AssertedType) == ""
	case *ssa.Phi:
		// a && b: with the outcome true all of it is; a || b: with false.
		for i, e := range c.Edges {
			if k, ok := e.(*ssa.Const); ok && k.Value != nil && constant.BoolVal(k.Value) != outcome {
				continue
			}
			if !p.tells(e, subject, outcome, depth+1) && !p.edgeTells(c.Block().Preds[i], c.Block(), subject, depth+1) {
				return false
			}
		}
		return true
	case *ssa.Call:
		return p.predicate(&c.Call, subject, outcome)
	}
	return false
}

// edgeTells reports whether control that passes from one block to the next has
// learned which error subject is.
func (p *pkg) edgeTells(from, to *ssa.BasicBlock, subject ssa.Value, depth int) bool {
	branch, ok := from.Instrs[len(from.Instrs)-1].(*ssa.If)
	return ok && from.Succs[0] != from.Succs[1] && p.tells(branch.Cond, subject, from.Succs[0] == to, depth)
}

// typeOf reports whether v is a code or kind that is read from an error.
func (p *pkg) typeOf(v, subject ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok || guardable(call.Type()) {
		return false
	}
	for _, arg := range call.Call.Args {
		if guardable(arg.Type()) && p.subject(arg) == subject && values.CalleeName(&call.Call) != "(error).Error" {
			return !call.Call.IsInvoke()
		}
	}
	return false
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// alarming are the names of predicates that hold for errors that must not be shown.
var alarming = regexp.MustCompile(`(?i)internal|unexpected|unknown|system|server|fatal|sensitive|private|database|sql`)

// predicate reports whether a function that looks at an error and says yes or no
// has told which one it is.
func (p *pkg) predicate(c *ssa.CallCommon, subject ssa.Value, outcome bool) bool {
	res := c.Signature().Results()
	if res.Len() != 1 || !isBool(res.At(0).Type()) {
		return false
	}
	about := false
	for i, arg := range c.Args {
		if guardable(arg.Type()) && p.subject(arg) == subject {
			about = true
			if i == 0 && len(c.Args) > 1 && strings.HasSuffix(values.CalleeName(c), "errors.As") && asInternal(c.Args[1]) {
				return false
			}
		}
	}
	if !about {
		return false
	}
	name := ""
	if f := values.Callee(c); f != nil {
		name = f.Name()
		if f.Pkg() != nil && f.Pkg().Path() == "os" {
			return false // its text holds a path whatever it is
		}
	}
	return outcome != alarming.MatchString(name)
}

// asInternal reports whether the target of errors.As is a type of a driver.
func asInternal(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	ptr, ok := v.Type().Underlying().(*types.Pointer)
	return ok && originOfPackageType(ptr.Elem()) != ""
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// switches are the names of switches that are on while a program is developed.
var (
	switches = regexp.MustCompile(`(?i)debug|trace|devel|verbose|dev_?mode|is_?dev|enable_?stack|print_?stack|show_?(error|stack)|expose`)
	quiet    = regexp.MustCompile(`(?i)disable_?stack|is_?prod|production|hide|release`)
	stages   = regexp.MustCompile(`(?i)^(debug|dev|devel|develop|development|local|test|testing|staging)$`)
	released = regexp.MustCompile(`(?i)^(prod|production|release|live)$`)
)

// isDebug reports whether the outcome of a condition means that a debug switch is on.
func (p *pkg) isDebug(cond ssa.Value, outcome bool, depth int) bool {
	if depth > 8 {
		return false
	}
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return p.isDebug(c.X, !outcome, depth+1)
		}
		return named(nameOf(c.X), outcome)
	case *ssa.Field, *ssa.Parameter:
		return named(nameOf(c), outcome)
	case *ssa.BinOp:
		if c.Op != token.EQL && c.Op != token.NEQ {
			return false
		}
		equal := outcome == (c.Op == token.EQL)
		for _, v := range []ssa.Value{c.X, c.Y} {
			if k, ok := v.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.String {
				s := constant.StringVal(k.Value)
				return equal && stages.MatchString(s) || !equal && released.MatchString(s)
			}
		}
	case *ssa.Call:
		if f := values.Callee(&c.Call); f != nil {
			return named(f.Name(), outcome)
		}
	}
	return false
}

func named(name string, outcome bool) bool {
	if name == "" {
		return false
	}
	return outcome && switches.MatchString(name) && !quiet.MatchString(name) || !outcome && quiet.MatchString(name)
}

// nameOf returns the name of the variable or field that is read.
func nameOf(v ssa.Value) string {
	switch x := v.(type) {
	case *ssa.Global:
		return x.Name()
	case *ssa.Parameter:
		return x.Name()
	case *ssa.FreeVar:
		return x.Name()
	case *ssa.Alloc:
		return x.Comment
	case *ssa.FieldAddr:
		return step(x.X.Type(), x.Field)[1:]
	case *ssa.Field:
		return step(x.X.Type(), x.Field)[1:]
	}
	return ""
}
