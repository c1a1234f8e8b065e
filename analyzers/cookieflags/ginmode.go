package cookieflags

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// ginMode returns what SameSite a gin context holds when call writes a cookie:
// what the last SetSameSite before it was given, in the function itself, in a
// helper called there, or in a caller. A handler chain that sets it in a
// middleware of this package is taken to cover every handler.
func (p *pass) ginMode(call ssa.CallInstruction, frame *values.Frame) values.Set {
	for at, f := call, frame; at != nil; {
		if set := p.modesBefore(at, f); len(set) > 0 {
			return set
		}
		if f == nil {
			break
		}
		at, f = f.Call(), f.Up()
	}
	for _, set := range p.r.Calls(ginContext + ".SetSameSite") {
		if callers, _ := p.r.Callers(set.Parent()); len(callers) == 0 && !writesCookie(set.Parent(), 2) {
			return unknownSet("a middleware sets the mode")
		}
	}
	zero := values.Const{Val: constant.MakeInt64(0), Type: types.Typ[types.Int]}
	return values.Set{{Value: zero, Implicit: true}}
}

// modesBefore joins the arguments of the SetSameSite calls from which there is a
// way to at, in its function or in a helper that it calls.
func (p *pass) modesBefore(at ssa.CallInstruction, frame *values.Frame) values.Set {
	var out values.Set
	for _, b := range at.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || call == at || !mayPrecede(call, at) {
				continue
			}
			if values.CalleeName(call.Common()) == ginContext+".SetSameSite" {
				set, _ := p.r.ArgIn(call, 0, frame)
				out = append(out, set...)
				continue
			}
			helper := call.Common().StaticCallee()
			if helper == nil || writesCookie(helper, 0) {
				continue
			}
			for _, inner := range p.r.Calls(ginContext + ".SetSameSite") {
				if inner.Parent() == helper {
					set, _ := p.r.ArgIn(inner, 0, p.r.Enter(helper, call, frame))
					out = append(out, set...)
				}
			}
		}
	}
	return out
}

// mayPrecede reports whether there is a way from one instruction to another of
// the same function.
func mayPrecede(first, second ssa.Instruction) bool {
	if first.Block() == second.Block() {
		for _, instr := range first.Block().Instrs {
			switch instr {
			case first:
				return true
			case second:
				return values.LeadsTo(first.Block(), first.Block())
			}
		}
	}
	return values.LeadsTo(first.Block(), second.Block())
}

// writesCookie reports whether fn calls one of gin's own ways to write a cookie,
// or a function of the package that does, depth calls deep.
func writesCookie(fn *ssa.Function, depth int) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			switch values.CalleeName(call.Common()) {
			case ginContext + ".SetCookie", ginContext + ".SetCookieData":
				return true
			}
			if callee := call.Common().StaticCallee(); callee != nil && depth > 0 && writesCookie(callee, depth-1) {
				return true
			}
		}
	}
	return false
}
