package funcsum

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// invoke is a call of a method of an interface of the program.
func (p *pkg) invoke(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, f *types.Func) {
	c := instr.Common()
	if f.FullName() == "(error).Error" || f.Name() == "Error" && isErrorText(f) {
		p.result(instr, 0, p.text(b, c.Value, blk))
		return
	}
	res := c.Signature().Results()
	for i := range res.Len() {
		if kind := originOfPackageType(res.At(i).Type()); kind != "" && !types.IsInterface(res.At(i).Type()) {
			p.internal(b, instr, kind, f)
			return
		}
	}
	iface, ok := c.Value.Type().Underlying().(*types.Interface)
	if !ok || !p.inProgram(c.Value.Type()) {
		p.library(b, blk, instr, f)
		return
	}
	key := p.hole(c.Value.Type(), iface, f)
	at := p.callPlace(b.fn, instr, Source{}, nil)
	p.throughHole(b, blk, instr, key, at, Source{Kind: Hole, Name: key, At: at})
}

// throughHole adds what goes into and comes out of a function that is not known.
func (p *pkg) throughHole(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction, key string, at Place, from Source) {
	c := instr.Common()
	res := c.Signature().Results()
	for i := range res.Len() {
		if t := res.At(i).Type(); errorLike(t) || isText(t) && key == "" {
			s := from
			s.Index = i
			p.result(instr, i, set{{Source: s}})
		}
	}
	var responses uint64
	for i, arg := range c.Args {
		if i < 64 && p.responds(arg) {
			responses |= 1 << i
		}
	}
	for i, arg := range c.Args {
		for _, a := range p.at(b, arg, blk) {
			if a.In != "" || !(a.Source.known() || a.Source.Kind == Hole || a.Source.Kind == Param && (errorLike(arg.Type()) || a.Form != Value)) {
				continue
			}
			p.effect(b, blk, Effect{
				Source: a.Source, Form: a.Form, Debug: a.Debug, Not: a.Not, As: a.As,
				Dest: Dest{Target: ToHole, Index: i, Name: key, Param: from.Param, Path: from.Path, Responses: responses, owner: from.owner},
				Via:  []Place{p.callPlace(b.fn, instr, Source{Kind: Param, Index: i + len(fullArgs(c)) - len(c.Args)}, fullArgs(c))},
			})
		}
	}
}

// dynamic is a call of a function value.
func (p *pkg) dynamic(b *body, blk *ssa.BasicBlock, instr ssa.CallInstruction) {
	c := instr.Common()
	at := p.callPlace(b.fn, instr, Source{}, nil)
	typed, field := typeName(c.Value.Type()), p.fieldName(c.Value)
	found := false
	for _, a := range p.of(c.Value) {
		switch a.Source.Kind {
		case Func:
			found = true
			args := c.Args
			fn := p.fnOf(a.Source.Name)
			if fn != nil && fn.Signature.Recv() != nil { // its receiver is bound
				args = append([]ssa.Value{nil}, args...)
			}
			p.apply(b, blk, instr, p.summaryByKey(a.Source.Name), args, 1)
		case Param:
			if field != "" {
				continue // whoever fills the field is looked for by its name
			}
			if a.Source.Path == "" && a.Source.Index == 0 && a.Source.owner != nil && a.Source.owner.Signature.Recv() != nil {
				continue // a method of a function type: its calls are the type's
			}
			found = true
			p.throughHole(b, blk, instr, "", at, Source{Kind: Hole, Param: a.Source.Index, Path: a.Source.Path, At: at, owner: a.Source.owner})
		}
	}
	if !found && field != "" {
		p.throughHole(b, blk, instr, field, at, Source{Kind: Hole, Name: field, At: at})
		return
	}
	if !found && typed != "" && p.inProgram(c.Value.Type()) {
		p.throughHole(b, blk, instr, typed, at, Source{Kind: Hole, Name: typed, At: at})
	}
}

// fieldName returns the full name of the field of a program's type that a function
// value is loaded from, "" when it is from elsewhere.
func (p *pkg) fieldName(v ssa.Value) string {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return ""
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok || !p.inProgram(fa.X.Type()) {
		return ""
	}
	return typeName(fa.X.Type()) + "." + step(fa.X.Type(), fa.Field)[1:]
}

// inProgram reports whether a named type may have values of the program's own:
// it is no type of a library that rules/models describes.
func (p *pkg) inProgram(t types.Type) bool {
	n := values.NamedOf(t)
	if n == nil || n.Obj().Pkg() == nil {
		return false
	}
	path := n.Obj().Pkg().Path()
	first, _, _ := strings.Cut(path, "/")
	own, _, _ := strings.Cut(p.unit.Package, "/")
	return first == own || strings.Contains(first, ".") && len(models.Lookup(typeName(t))) == 0
}

// hole notes the interface of a method that is called, and returns its key.
func (p *pkg) hole(t types.Type, iface *types.Interface, f *types.Func) string {
	key := "(" + typeName(t) + ")." + f.Name()
	if _, ok := p.unit.Interfaces[key]; ok {
		return key
	}
	in := Interface{Method: f.Name()}
	for m := range iface.Methods() {
		in.Methods = append(in.Methods, m.Name()+signature(m.Signature()))
	}
	slices.Sort(in.Methods)
	p.unit.Interfaces[key] = in
	return key
}

func isErrorText(f *types.Func) bool {
	sig := f.Signature()
	return sig.Params().Len() == 0 && sig.Results().Len() == 1 && isText(sig.Results().At(0).Type())
}
