package funcsum

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// call adds what a call gives and does.
func (p *pkg) call(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction) {
	c := instr.Common()
	if blt, ok := c.Value.(*ssa.Builtin); ok {
		p.builtin(b, blk, instr, blt.Name())
		return
	}
	f := values.Callee(c)
	if f == nil {
		p.dynamic(b, blk, instr)
		return
	}
	k := p.known(f)
	p.answersAsUsual(b, blk, instr, f)
	if f.Pkg() != nil && f.Pkg().Path() == "io" {
		for _, arg := range c.Args {
			if kind := reads(arg); kind != "" {
				p.internal(b, instr, kind, f)
				break
			}
		}
	}
	if len(k.rows) > 0 || k.origin != "" || k.opaque {
		p.modelled(b, blk, instr, f, k)
		return
	}
	if c.IsInvoke() {
		p.invoke(b, blk, instr, f)
		return
	}
	if sum := p.summaryOf(f); sum != nil {
		p.apply(b, blk, instr, sum, fullArgs(c), 0)
		return
	}
	if fn := c.StaticCallee(); fn != nil && p.bodies[values.Generic(fn)] != nil {
		p.apply(b, blk, instr, p.bodies[values.Generic(fn)].summary(), fullArgs(c), 0)
		return
	}
	if !p.ours(f) {
		p.library(b, blk, instr, f)
	}
}

// ours reports whether a function is of the package under analysis.
func (p *pkg) ours(f *types.Func) bool { return f.Pkg() == p.pass.Pkg }

// fullArgs returns the arguments with the receiver first, as parameters are counted.
func fullArgs(c *ssa.CallCommon) []ssa.Value {
	if c.IsInvoke() {
		return append([]ssa.Value{c.Value}, c.Args...)
	}
	return c.Args
}

// summaryOf returns the summary of a declared function: that in the making for
// one of this package, the fact for others, nil when there is none.
func (p *pkg) summaryOf(f *types.Func) *Summary {
	f = f.Origin()
	if p.ours(f) {
		if b := p.byKey[f.FullName()]; b != nil {
			return b.summary()
		}
		return new(Summary)
	}
	if s, ok := p.facts[f]; ok {
		return s
	}
	var s *Summary
	if f.Pkg() != nil {
		got := new(Summary)
		if p.pass.ImportObjectFact(f, got) {
			s = got
		}
	}
	p.facts[f] = s
	return s
}

// summary returns what the function is known to do so far.
func (b *body) summary() *Summary {
	s := &Summary{Flows: b.flows}
	for _, e := range b.effects {
		if e.open() {
			s.Effects = append(s.Effects, *e)
		}
	}
	return s
}

// open reports whether a caller can add to an effect.
func (e *Effect) open() bool {
	return e.Source.Kind == Param || e.Source.Kind == Hole && e.Source.Name == "" ||
		e.Dest.Target == ToParam || e.Dest.Target == ToHole && e.Dest.Name == ""
}

// result adds atoms to result i of a call.
func (p *pkg) result(instr ssa.CallInstruction, i int, atoms set) {
	call, ok := instr.(*ssa.Call)
	if !ok || len(atoms) == 0 {
		return
	}
	res := call.Call.Signature().Results()
	switch {
	case res.Len() == 1 && i == 0:
		if p.carries(res.At(0).Type()) {
			p.own(call, atoms)
		}
	case i < res.Len():
		if p.carries(res.At(i).Type()) {
			p.tuple(call, i, atoms)
		}
	}
}

// apply replaces a call by the summary of what is called.
func (p *pkg) apply(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, sum *Summary, args []ssa.Value, depth int) {
	given := func(s Source, form Form) set { return p.given(b, blk, s, form, args, depth) }
	for _, fl := range sum.Flows {
		for _, a := range given(fl.Source, fl.Form) {
			if rules(fl.Not, a.As) {
				continue
			}
			a.In = shorten(fl.In + a.In)
			a.Debug = a.Debug || fl.Debug
			a.As = cmp.Or(fl.As, a.As)
			if !a.Source.known() {
				a.Not = ruled(a.Not, strings.Fields(fl.Not)...)
			}
			if fl.To >= 0 {
				p.result(instr, fl.To, set{a})
			} else if i := ^fl.To; i < len(args) {
				p.add(args[i], a)
			}
		}
	}
	for i := range sum.Effects {
		p.effectOfCall(b, blk, instr, &sum.Effects[i], args, depth)
	}
}

// given returns what a source of a callee's summary is for a call with these arguments.
func (p *pkg) given(b *body, blk *ssa.BasicBlock, s Source, form Form, args []ssa.Value, depth int) set {
	switch {
	case s.Kind == Param && s.owner != nil && p.bodies[s.owner] != nil && !p.binds(s.owner, args):
		return set{{Source: s, Form: form}} // of a function around the callee
	case s.Kind == Param:
		if s.Index >= len(args) {
			return nil
		}
		var out set
		for _, a := range p.at(b, args[s.Index], blk).within(s.Path) {
			if a.In == replied && form >= Text {
				a.In = "" // the callee takes the text, which the field is
			}
			a.Form = max(a.Form, form)
			out = append(out, a)
		}
		return out
	case s.Kind == Hole && s.Name == "":
		if s.Param >= len(args) || depth > 3 {
			return nil
		}
		var out set
		for _, a := range p.of(args[s.Param]).within(s.Path) {
			switch a.Source.Kind {
			case Func:
				for _, fl := range p.summaryByKey(a.Source.Name).Flows {
					if fl.To == s.Index && (fl.Source.known() || fl.Source.Kind == Hole && fl.Source.Name != "" || fl.Source.Kind == Param && fl.Source.owner != nil && fl.Source.owner != p.fnOf(a.Source.Name)) {
						x := fl.Atom
						x.Form = max(x.Form, form)
						out.add(x)
					}
				}
			case Param:
				out.add(Atom{Source: Source{Kind: Hole, Index: s.Index, Param: a.Source.Index, Path: a.Source.Path, At: s.At, owner: a.Source.owner}, Form: form})
			}
		}
		return out
	}
	return set{{Source: s, Form: form}}
}

// binds reports whether the arguments are those of a call of fn.
func (p *pkg) binds(fn *ssa.Function, args []ssa.Value) bool { return len(args) >= len(fn.Params) }

func (p *pkg) fnOf(key string) *ssa.Function {
	if b := p.byKey[key]; b != nil {
		return b.fn
	}
	return nil
}

// summaryByKey returns the summary of a function by its key.
func (p *pkg) summaryByKey(key string) *Summary {
	if b := p.byKey[key]; b != nil {
		return b.summary()
	}
	if f := p.named[key]; f != nil {
		if s := p.summaryOf(f); s != nil {
			return s
		}
	}
	return new(Summary)
}

// effectOfCall adds what a callee does with what this call gives it.
func (p *pkg) effectOfCall(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, e *Effect, args []ssa.Value, depth int) {
	dests := []Dest{e.Dest}
	switch {
	case e.Dest.Target == ToParam:
		if e.Dest.Index >= len(args) {
			return
		}
		dests = p.writers(args[e.Dest.Index])
		if len(dests) == 0 { // a buffer: what is written is kept
			for _, a := range p.given(b, blk, e.Source, e.Form, args, depth) {
				p.add(args[e.Dest.Index], Atom{Source: a.Source, Form: max(a.Form, Text), Debug: a.Debug})
			}
			return
		}
	case e.Dest.Target == ToHole && e.Dest.Name == "":
		p.handOver(b, blk, instr, e, args, depth)
		return
	}
	at := p.callPlace(b.fn, instr, e.Source, args)
	for _, a := range p.given(b, blk, e.Source, e.Form, args, depth) {
		if !sent(a, e.Kind) || rules(e.Not, a.As) {
			continue
		}
		for _, d := range dests {
			p.effect(b, blk, Effect{
				Source: a.Source, Form: max(a.Form, e.Form), Dest: d, Sink: e.Sink, Kind: e.Kind, Reply: e.Reply,
				Via: longer(e.Via, at), Debug: e.Debug || a.Debug, Not: ruled(a.Not, strings.Fields(e.Not)...),
			})
		}
	}
}

// handOver adds what a function that is passed on does with what it is given.
func (p *pkg) handOver(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, e *Effect, args []ssa.Value, depth int) {
	if e.Dest.Param >= len(args) || depth > 3 {
		return
	}
	at := p.callPlace(b.fn, instr, e.Source, args)
	for _, a := range p.of(args[e.Dest.Param]).within(e.Dest.Path) {
		for _, from := range p.given(b, blk, e.Source, e.Form, args, depth) {
			switch a.Source.Kind {
			case Param:
				d := e.Dest
				d.Param, d.Path, d.owner = a.Source.Index, a.Source.Path, a.Source.owner
				p.effect(b, blk, Effect{Source: from.Source, Form: from.Form, Dest: d, Via: longer(e.Via, at), Debug: e.Debug || from.Debug})
			case Func:
				p.passTo(b, blk, from, a.Source.Name, e.Dest.Index, longer(e.Via, at))
			}
		}
	}
}

// passTo adds what a function does with an argument that holds an atom.
func (p *pkg) passTo(b *body, blk *ssa.BasicBlock, from Atom, key string, index int, via []Place) {
	sum := p.summaryByKey(key)
	if fn := p.fnOf(key); fn != nil && fn.Signature.Recv() != nil {
		index++
	}
	for i := range sum.Effects {
		e := &sum.Effects[i]
		if e.Source.Kind != Param || e.Source.Index != index || e.Source.Path != "" || e.Dest.Target != ToResponse {
			continue
		}
		if from.Form = max(from.Form, e.Form); !sent(from, e.Kind) {
			continue
		}
		p.effect(b, blk, Effect{
			Source: from.Source, Form: from.Form, Dest: e.Dest, Sink: e.Sink, Kind: e.Kind, Reply: e.Reply,
			Via: append(slices.Clone(e.Via), via...), Debug: e.Debug || from.Debug,
		})
	}
}

func longer(via []Place, at Place) []Place {
	if len(via) >= maxVia {
		return via
	}
	return append(slices.Clip(via), at)
}

// callPlace is the argument of a call that hands a source over, or the call.
func (p *pkg) callPlace(fn *ssa.Function, instr ssa.CallInstruction, s Source, args []ssa.Value) Place {
	at := p.r.CallSpan(instr)
	if s.Kind == Param && s.Index < len(args) {
		i := s.Index - (len(args) - len(values.Args(instr.Common())))
		if i >= 0 {
			if span := p.r.ArgSpan(instr, i); span.Known() {
				at = span
			}
		}
	}
	if !at.Known() {
		at = values.Span{Pos: instr.Pos(), End: instr.Pos()}
	}
	return p.place(fn, at)
}
