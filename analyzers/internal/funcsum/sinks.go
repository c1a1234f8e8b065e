package funcsum

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// writing is one way in which something is sent.
type writing struct {
	sink  string
	kind  Encoding
	at    Place
	reply bool
}

// sink is a call that writes into a response, or makes an error whose text is sent.
func (p *pkg) sink(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, f *types.Func, row *models.Row) {
	dests := []Dest{{Target: ToResponse}}
	var kept ssa.Value
	if ref, ok := row.Arg(models.WriterArg); ok {
		args := p.argsOf(instr, f, ref)
		if len(args) == 0 {
			return
		}
		if dests = p.writers(args[0]); len(dests) == 0 {
			kept = args[0]
		}
	} else if row.Kind == "header" && !p.ofResponse(instr) {
		return
	}
	w := writing{sink: row.Name, kind: Encoding(row.Kind)}
	if row.Role == models.Reply {
		w.kind, w.reply = "text", true
	}
	for _, part := range p.parts(b, blk, instr, f, row) {
		if kept != nil {
			for _, a := range part.atoms {
				if sent(a, w.kind) {
					p.add(kept, Atom{Source: a.Source, Form: max(a.Form, Text), Debug: a.Debug})
				}
			}
			continue
		}
		w.at = part.at
		if row.Role == models.Reply {
			for _, a := range part.atoms {
				if sent(a, w.kind) {
					a.In, a.Form = replied, max(a.Form, Text)
					p.result(instr, 0, set{a})
				}
			}
		}
		for _, d := range dests {
			p.write(b, blk, part.atoms, d, w)
		}
	}
}

// ofResponse reports whether the header that a call changes is a response's.
func (p *pkg) ofResponse(instr ssa.CallInstruction) bool {
	recv := values.Receiver(instr.Common())
	if recv == nil || typeName(recv.Type()) != "net/http.Header" {
		return recv != nil // a context's own method
	}
	call, ok := recv.(*ssa.Call)
	if !ok {
		return false
	}
	f := values.Callee(&call.Call)
	if f == nil {
		return false
	}
	if p.isResponse(receiverType(&call.Call)) {
		return f.Name() == "Header"
	}
	return slices.ContainsFunc(p.known(f).rows, func(r *models.Row) bool {
		return r.Role == models.Access && r.Kind == "response-header"
	})
}

func receiverType(c *ssa.CallCommon) types.Type {
	if v := values.Receiver(c); v != nil {
		return v.Type()
	}
	return types.Typ[types.Invalid]
}

// part is one argument that is written, with what it carries.
type part struct {
	atoms set
	at    Place
}

// parts returns what a call writes. The arguments of a format are taken as its
// verbs print them.
func (p *pkg) parts(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, f *types.Func, row *models.Row) []part {
	var out []part
	refs := row.Args(models.Body)
	sig := f.Signature()
	for _, ref := range refs {
		span := p.r.CallSpan(instr)
		i, ok := ref.Param(sig)
		if ok && i < len(values.Args(instr.Common())) {
			if s := p.r.ArgSpan(instr, i); s.Known() {
				span = s
			}
		}
		if !span.Known() {
			span = values.Span{Pos: instr.Pos(), End: instr.Pos()}
		}
		at := p.place(b.fn, span)
		args := p.argsOf(instr, f, ref)
		var verbs []verb
		if format := p.formatOf(instr, sig, i); ok && format != "" && sig.Variadic() && i == sig.Params().Len()-1 {
			verbs = parseFormat(format)
		}
		for n, arg := range args {
			atoms := p.at(b, unwrapped(arg), blk)
			if verbs != nil {
				atoms = printed(atoms, verbOf(verbs, n))
			}
			out = append(out, part{p.under(b, atoms, blk), at})
		}
	}
	return out
}

// unwrapped returns the value that an interface value is made of, unless its type
// has a text of its own.
func unwrapped(v ssa.Value) ssa.Value {
	if mi, ok := v.(*ssa.MakeInterface); ok && !errorLike(mi.X.Type()) {
		return mi.X
	}
	return v
}

// formatOf returns the constant format of a call whose variadic argument is i.
func (p *pkg) formatOf(instr ssa.CallInstruction, sig *types.Signature, i int) string {
	if i < 1 || !isText(sig.Params().At(i-1).Type()) {
		return ""
	}
	args := values.Args(instr.Common())
	if i > len(args) {
		return ""
	}
	text, _ := values.ConstText(args[i-1])
	return text
}

// sent reports whether a sink of a kind writes what an atom stands for.
func sent(a Atom, kind Encoding) bool {
	if !a.Source.tells() {
		return false
	}
	switch kind {
	case "json", "xml", "binary":
		// An error is encoded as the fields of its type, which most have none of.
		return !hidden(a.In) && (a.Form != Value || a.Source.Kind == Param || a.Source.Kind == Recovered)
	case "any", "template", "event":
		return !hidden(a.In)
	case "":
		return true
	}
	return a.In == ""
}

// write adds the effect of writing what a value carries.
func (p *pkg) write(b *body, blk *ssa.BasicBlock, atoms set, to Dest, w writing) {
	for _, a := range atoms {
		if !sent(a, w.kind) {
			continue
		}
		form := a.Form
		if w.kind == "text" || w.kind == "header" || w.kind == "redirect" || w.kind == "html" {
			form = max(form, Text)
		}
		p.effect(b, blk, Effect{Source: a.Source, Form: form, Dest: to, Sink: w.sink, Kind: w.kind, Reply: w.reply, Via: []Place{w.at}, Debug: a.Debug, Not: a.Not})
	}
}

// effect adds an effect to the function that it belongs to: for a source that is
// a parameter that function, whose literal this one may be.
func (p *pkg) effect(b *body, blk *ssa.BasicBlock, e Effect) {
	to := b
	if e.Source.owner != nil && e.Source.owner != b.fn {
		to = p.bodies[e.Source.owner]
	} else if e.Dest.owner != nil && e.Dest.owner != b.fn {
		to = p.bodies[e.Dest.owner]
	}
	if to == nil || e.Source.Kind == Stacked && e.Form != Verbose || e.Dest.Target == ToField && e.Source.Kind != Stack && e.Source.Kind != Param {
		return
	}
	e.Debug = e.Debug || p.debugging(b, blk)
	id := identity{e.Source, e.Form, e.Dest, e.Via[0], e.Not}
	if e.Dest.Target == ToResponse && e.Source.Kind != Param {
		id.sink = e.Via[len(e.Via)-1] // one for each call of this function
	}
	if have := to.hasEffect[id]; have != nil {
		if have.Debug && !e.Debug {
			have.Debug, p.changed = false, true
		}
		return
	}
	if len(to.effects) >= maxEffects {
		p.cut = true
		return
	}
	to.hasEffect[id] = &e
	to.effects = append(to.effects, &e)
	p.changed = true
}

// text returns the text of an error: what it tells itself, not what is hidden in it.
func (p *pkg) text(b *body, v ssa.Value, blk *ssa.BasicBlock) set {
	var out set
	for _, a := range p.at(b, v, blk) {
		if a.In != "" && a.In != replied || !a.Source.tells() {
			continue
		}
		a.In, a.Form = "", max(a.Form, Text)
		out = append(out, a)
	}
	return p.under(b, out, blk)
}
