package funcsum

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// override notes a function that is installed to answer for errors.
func (p *pkg) override(b *body, x *ssa.Store) {
	var rows []*models.Row
	switch addr := x.Addr.(type) {
	case *ssa.FieldAddr:
		rows = p.fieldRows(addr.X.Type(), addr.Field)
	case *ssa.Global:
		if addr.Pkg != nil && addr.Pkg.Pkg != p.pass.Pkg && addr.Pkg.Pkg != nil {
			rows = models.Lookup(addr.Pkg.Pkg.Path() + "." + addr.Name())
		}
	}
	for _, row := range rows {
		if row.Role == models.Override && row.Kind != "reads" {
			p.install(b, row, p.of(x.Val), values.Span{Pos: x.Pos(), End: x.Pos()})
		}
	}
}

// install gives the functions that answer for errors what a framework hands them.
func (p *pkg) install(b *body, row *models.Row, atoms set, at values.Span) {
	o := Override{Name: row.Name, Framework: row.Module.Path, At: p.place(b.fn, at), Replaces: row.Kind == "replaces"}
	for _, a := range atoms {
		if a.Source.Kind != Func {
			continue
		}
		o.Funcs = append(o.Funcs, a.Source.Name)
		fn := p.byKey[a.Source.Name]
		if fn == nil || !o.Replaces {
			continue
		}
		fn.framework = ""
		if row.Target == models.Var {
			fn.encoded = row.Name
		}
		for _, param := range fn.fn.Params {
			t := param.Type()
			if s, ok := t.Underlying().(*types.Slice); ok {
				t = s.Elem()
			}
			if isError(t) {
				plain := Source{Kind: Answered, Name: o.Framework, At: o.At}
				reply := plain
				reply.Path = replied
				p.own(param, set{{Source: plain}, {Source: reply, In: replied, Form: Text}})
			}
		}
	}
	for i, have := range p.unit.Overrides {
		if have.At == o.At && have.Name == o.Name {
			if len(have.Funcs) != len(o.Funcs) {
				p.changed = true
				p.unit.Overrides[i] = o
			}
			return
		}
	}
	p.changed = true
	p.unit.Overrides = append(p.unit.Overrides, o)
}

// answersAsUsual notes that a function which answers for errors hands them to the
// framework's own, which sends the texts of replies and of what else it would.
func (p *pkg) answersAsUsual(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, f *types.Func) {
	if f.Pkg() == nil || !strings.HasPrefix(f.Name(), "Default") || !strings.HasSuffix(f.Name(), "ErrorHandler") {
		return
	}
	module, plain := answering(f.Pkg().Path())
	if module == "" {
		return
	}
	for _, arg := range fullArgs(instr.Common()) {
		for _, a := range p.at(b, arg, blk) {
			if a.Source.Kind != Answered || a.Source.Name != module || a.Source.Path == "" && !plain {
				continue
			}
			p.effect(b, blk, Effect{
				Source: a.Source, Form: Text, Dest: Dest{Target: ToResponse}, Sink: f.FullName(), Kind: "text",
				Via: []Place{p.callPlace(b.fn, instr, Source{}, nil)}, Debug: a.Debug, Not: a.Not,
			})
		}
	}
}
