package cookieflags

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// setters are the functions that take a cookie which is built by calling setters:
// fasthttp's, and hertz' with the same names.
var setters = []string{
	"(*github.com/valyala/fasthttp.ResponseHeader).SetCookie",
	"(*github.com/cloudwego/hertz/pkg/protocol.ResponseHeader).SetCookie",
}

func (p *pass) setterWrites() []write {
	var out []write
	for _, fn := range setters {
		for _, call := range p.r.Calls(fn) {
			arg := values.Args(call.Common())[0]
			out = append(out, write{
				instr:  call,
				region: p.r.ArgSpan(call, 0),
				read:   func(frame *values.Frame) *cookie { return p.setterCookie(arg, call, frame) },
			})
		}
	}
	return out
}

var setterDialect = &dialect{
	hint: [3]string{"call SetSecure(true)", "call SetHTTPOnly(true)", "call SetSameSite with CookieSameSiteLaxMode"},
	mode: httpMode, noneIsSecure: true,
}

// setterCookie joins what the setters called on v before use were given. It is
// nil when v came from, or went to, code that may call more of them.
func (p *pass) setterCookie(v ssa.Value, use ssa.CallInstruction, frame *values.Frame) *cookie {
	origin := setterOrigin(v)
	if origin == nil {
		return nil
	}
	given := make(map[string]values.Set)
	for _, alias := range aliases(origin) {
		for _, ref := range *alias.Referrers() {
			call, ok := ref.(ssa.CallInstruction)
			if !ok || ref == use {
				continue
			}
			name, isSetter := strings.CutPrefix(methodOn(call, alias), "Set")
			switch {
			case methodOn(call, alias) == "Reset":
				return nil // which setters come after it is not followed
			case !isSetter && !releases(call) && mayPrecede(call, use):
				return nil
			case !isSetter || !mayPrecede(call, use):
				continue
			}
			name = strings.TrimSuffix(name, "Bytes")
			set, _ := p.r.ArgIn(call, 0, frame)
			for _, it := range set {
				if !call.Block().Dominates(use.Block()) {
					it.Conditional = true
					it.Via = append([]*ssa.BasicBlock{call.Block()}, it.Via...)
				}
				given[name] = append(given[name], it)
			}
		}
	}
	return setterResult(given)
}

// setterResult makes the cookie of what the setters were given.
func setterResult(given map[string]values.Set) *cookie {
	number := values.Const{Val: constant.MakeInt64(0), Type: types.Typ[types.Int]}
	or := func(set, zero values.Set) values.Set {
		if len(set) == 0 {
			return zero
		}
		for _, it := range set {
			if !it.Conditional {
				return set
			}
		}
		return append(zero, set...)
	}
	c := &cookie{
		dialect: setterDialect,
		name:    given["Key"], value: given["Value"], path: given["Path"], domain: given["Domain"],
		maxAge: given["MaxAge"], expires: given["Expire"],
	}
	c.flags = [3]values.Set{
		or(given["Secure"], boolSet(false)),
		or(given["HTTPOnly"], boolSet(false)),
		or(given["SameSite"], values.Set{{Value: number, Implicit: true}}),
	}
	if len(given["Partitioned"]) > 0 {
		c.flags[secure] = unknownSet("SetPartitioned turns Secure on")
	}
	return c
}

// setterOrigin returns the variable or call of this function that v comes from:
// a zero cookie, or nil.
func setterOrigin(v ssa.Value) ssa.Value {
	if u, ok := v.(*ssa.UnOp); ok {
		if a, ok := u.X.(*ssa.Alloc); ok {
			for _, use := range *a.Referrers() {
				if s, ok := use.(*ssa.Store); ok && s.Addr == a {
					return setterOrigin(s.Val)
				}
			}
		}
		return nil
	}
	switch v := v.(type) {
	case *ssa.Alloc:
		return v
	case *ssa.Call:
		if f := values.Callee(&v.Call); f != nil && f.Name() == "AcquireCookie" {
			return v
		}
	}
	return nil
}

// aliases returns origin and the loads of a variable that it is kept in.
func aliases(origin ssa.Value) []ssa.Value {
	out := []ssa.Value{origin}
	for _, use := range *origin.Referrers() {
		s, ok := use.(*ssa.Store)
		if !ok || s.Val != origin {
			continue
		}
		kept, ok := s.Addr.(*ssa.Alloc)
		if !ok {
			continue
		}
		for _, u := range *kept.Referrers() {
			if load, ok := u.(*ssa.UnOp); ok {
				out = append(out, load)
			}
		}
	}
	return out
}

// methodOn is the name of the method that call calls on recv; "" when it is
// another call.
func methodOn(call ssa.CallInstruction, recv ssa.Value) string {
	if f := values.Callee(call.Common()); f != nil && values.Receiver(call.Common()) == recv {
		return f.Name()
	}
	return ""
}

func releases(call ssa.CallInstruction) bool {
	f := values.Callee(call.Common())
	return f != nil && (f.Name() == "ReleaseCookie" || f.Name() == "SetCookie")
}
