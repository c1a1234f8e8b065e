package funcsum

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// modelled is a call of a function that rules/models knows.
func (p *pkg) modelled(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, f *types.Func, k *known) {
	c := instr.Common()
	passes := !k.opaque
	for _, row := range k.rows {
		switch row.Role {
		case models.Sink, models.Reply:
			p.sink(b, blk, instr, f, row)
			passes = false
		case models.Stack:
			p.stack(b, instr, f, row)
		case models.Stacked:
			p.result(instr, c.Signature().Results().Len()-1, set{{Source: Source{Kind: Stacked, Callee: k.name, At: p.callPlace(b.fn, instr, Source{}, nil)}}})
		case models.Override:
			if ref, ok := row.Arg(models.HandlerArg); ok {
				for _, arg := range p.argsOf(instr, f, ref) {
					p.install(b, row, p.of(arg), p.r.CallSpan(instr))
				}
			}
		case models.Implicit:
			p.handedIn(b, blk, instr, f, row)
		case models.Recover:
			p.recovers(b, instr, f, row)
		}
	}
	if k.origin != "" && !k.safe && !fixed(instr, k.name) {
		p.internal(b, instr, k.origin, f)
		passes = false
	}
	if passes && !k.safe {
		p.library(b, blk, instr, f)
	}
}

// fixed reports whether a call only fails for arguments that it does not have:
// making a request fails for a URL that does not parse.
func fixed(instr ssa.CallInstruction, name string) bool {
	url := map[string]int{"net/http.NewRequest": 1, "net/http.NewRequestWithContext": 2}
	i, ok := url[name]
	if !ok {
		return false
	}
	text, _ := values.ConstText(values.Args(instr.Common())[i])
	return text != ""
}

// internal makes the errors that a call returns internal ones.
func (p *pkg) internal(b *body, instr ssa.CallInstruction, kind string, f *types.Func) {
	res := instr.Common().Signature().Results()
	for i := range res.Len() {
		if t := res.At(i).Type(); errorLike(t) && (isError(t) || i == res.Len()-1) {
			at := p.callPlace(b.fn, instr, Source{}, nil)
			p.result(instr, i, set{{Source: Source{Kind: Internal, Name: kind, Callee: models.FuncName(f), At: at}}})
		}
	}
}

// stack adds a stack trace to what a call gives or fills.
func (p *pkg) stack(b *body, instr ssa.CallInstruction, f *types.Func, row *models.Row) {
	a := Atom{Source: Source{Kind: Stack, Callee: row.Name, At: p.callPlace(b.fn, instr, Source{}, nil)}, Form: Text}
	ref, ok := row.Arg(models.Value)
	if !ok {
		p.result(instr, 0, set{a})
		return
	}
	if i, isResult := ref.Result(); isResult {
		p.result(instr, i, set{a})
		return
	}
	for _, arg := range p.argsOf(instr, f, ref) {
		p.add(arg, a)
	}
}

// handedIn is a call that gives a framework an error, as returning it would.
func (p *pkg) handedIn(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, f *types.Func, row *models.Row) {
	ref, ok := row.Arg(models.ErrorArg)
	if _, isResult := ref.Result(); !ok || isResult || len(ref.Steps()) > 0 {
		return // a handler returns it
	}
	i, ok := ref.Param(f.Signature())
	if !ok {
		return
	}
	at := p.r.ArgSpan(instr, i)
	if !at.Known() {
		at = values.Span{Pos: instr.Pos(), End: instr.Pos()}
	}
	for _, arg := range p.argsOf(instr, f, ref) {
		for _, a := range p.at(b, arg, blk) {
			if a.In == "" {
				p.effect(b, blk, Effect{Source: a.Source, Form: a.Form, Dest: Dest{Target: ToAnswer, Name: row.Module.Path}, Via: []Place{p.place(b.fn, at)}, Debug: a.Debug, Not: a.Not, As: a.As})
			}
		}
	}
}

// recovers gives the function that middleware hands a recovered value to that value.
func (p *pkg) recovers(b *body, instr ssa.CallInstruction, f *types.Func, row *models.Row) {
	ref, ok := row.Arg(models.Value)
	steps := ref.Steps()
	if !ok || row.Kind != "passes" || len(steps) != 1 || !strings.HasPrefix(steps[0], "#") {
		return
	}
	index := int(steps[0][1] - '0')
	for _, arg := range p.argsOf(instr, f, ref) {
		for _, a := range p.of(arg) {
			if a.Source.Kind != Func {
				continue
			}
			fn := p.fnOf(a.Source.Name)
			if fn == nil {
				continue
			}
			params := fn.Params
			if fn.Signature.Recv() != nil {
				params = params[1:]
			}
			if index < len(params) {
				p.own(params[index], set{{Source: Source{Kind: Recovered, At: p.callPlace(b.fn, instr, Source{}, nil)}}})
			}
		}
	}
}

// argsOf returns the arguments that a reference of a row points at; the elements
// of a variadic one when they are known.
func (p *pkg) argsOf(instr ssa.CallInstruction, f *types.Func, ref models.Ref) []ssa.Value {
	c := instr.Common()
	if ref.IsReceiver() {
		if v := values.Receiver(c); v != nil {
			return []ssa.Value{v}
		}
		return nil
	}
	i, ok := ref.Param(f.Signature())
	args := values.Args(c)
	if !ok || i >= len(args) {
		return nil
	}
	if f.Signature().Variadic() && i == len(args)-1 {
		return elements(args[i])
	}
	return []ssa.Value{args[i]}
}

// elements returns the values that a variadic call gives, in order; the slice
// itself when it is passed whole.
func elements(v ssa.Value) []ssa.Value {
	if c, ok := v.(*ssa.Const); ok && c.IsNil() {
		return nil
	}
	s, ok := v.(*ssa.Slice)
	if !ok {
		return []ssa.Value{v}
	}
	alloc, ok := s.X.(*ssa.Alloc)
	if !ok {
		return []ssa.Value{v}
	}
	var out []ssa.Value
	for _, ref := range *alloc.Referrers() {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *ia.Referrers() {
			if st, ok := use.(*ssa.Store); ok && st.Addr == ia {
				out = append(out, st.Val)
			}
		}
	}
	return out
}

// wrapped returns the writer that a call of a library makes another one around.
func (p *pkg) wrapped(call *ssa.Call) ssa.Value {
	f := values.Callee(&call.Call)
	if f == nil {
		return nil
	}
	for _, row := range p.known(f).rows {
		if row.Role != models.Writer {
			continue
		}
		if ref, ok := row.Arg(models.WriterArg); ok {
			if args := p.argsOf(call, f, ref); len(args) > 0 {
				return args[0]
			}
		}
	}
	return nil
}

// responds reports whether a value is a response by its type, or by what it came from.
func (p *pkg) responds(v ssa.Value) bool {
	for _, d := range p.writers(v) {
		if d.Target == ToResponse {
			return true
		}
	}
	return false
}

// writers finds out where what is written to v goes: to the client, to a writer
// of the caller's, or to neither.
func (p *pkg) writers(v ssa.Value) []Dest {
	if v == nil {
		return nil
	}
	for x := v; x != nil; x = p.inside(x) {
		if p.isResponse(x.Type()) || p.hasContext(x.Type()) {
			return []Dest{{Target: ToResponse}}
		}
	}
	var out []Dest
	for _, a := range p.of(v) {
		switch {
		case a.Source.Kind == Response:
			return []Dest{{Target: ToResponse}}
		case a.Source.Kind == Param && a.In == "" && a.Form == Value && isWriter(v.Type()):
			if a.Source.Path == "" {
				out = append(out, Dest{Target: ToParam, Index: a.Source.Index, owner: a.Source.owner})
			}
		}
	}
	return out
}

// inside returns the value that an interface value or a writer is made of, or nil.
func (p *pkg) inside(v ssa.Value) ssa.Value {
	switch x := v.(type) {
	case *ssa.ChangeInterface:
		return x.X
	case *ssa.MakeInterface:
		return x.X
	case *ssa.ChangeType:
		return x.X
	case *ssa.Call:
		return p.wrapped(x)
	}
	return nil
}

// hasContext reports whether a type is a framework's context, which answers.
func (p *pkg) hasContext(t types.Type) bool {
	for _, row := range models.Lookup(typeName(t)) {
		if row.Role == models.Sink {
			return true
		}
	}
	return contexts[strings.TrimPrefix(typeName(t), "*")]
}

// contexts are the types that are response and writer in one.
var contexts = map[string]bool{
	"github.com/gofiber/fiber/v2.Ctx": true, "github.com/gofiber/fiber/v3.Ctx": true,
	"github.com/valyala/fasthttp.RequestCtx": true, "github.com/danielgtaylor/huma/v2.Context": true,
}

func isWriter(t types.Type) bool {
	if hasMethod(t, "Write", "([]byte) (int, error)") {
		return true
	}
	n := typeName(t) // an encoder around one
	return strings.HasSuffix(n, ".Encoder") || strings.HasSuffix(n, ".Writer")
}
