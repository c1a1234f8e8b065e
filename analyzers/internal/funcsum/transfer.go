package funcsum

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/rules/models"
)

// transfer goes through a function once and adds what its instructions add.
func (p *pkg) transfer(b *body) {
	for _, blk := range b.fn.Blocks {
		for _, instr := range blk.Instrs {
			p.instr(b, blk, instr)
		}
	}
}

func (p *pkg) instr(b *body, blk *ssa.BasicBlock, instr ssa.Instruction) {
	switch x := instr.(type) {
	case ssa.CallInstruction:
		p.call(b, blk, x)
	case *ssa.Store:
		p.store(b, blk, x)
	case *ssa.Return:
		p.returns(b, blk, x)
	case *ssa.MapUpdate:
		p.addAll(x.Map, p.at(b, x.Value, blk))
	case *ssa.Send:
		p.addAll(x.Chan, p.at(b, x.X, blk))
	case ssa.Value:
		if p.carries(x.Type()) {
			p.value(b, blk, x)
		}
	}
}

// value adds what an expression takes over from its operands.
func (p *pkg) value(b *body, blk *ssa.BasicBlock, v ssa.Value) {
	switch x := v.(type) {
	case *ssa.Phi:
		for i, edge := range x.Edges {
			p.own(x, p.under(b, p.onEdge(b, edge, blk.Preds[i], blk), blk.Preds[i]))
		}
	case *ssa.BinOp:
		if x.Op == token.ADD {
			p.own(x, p.of(x.X))
			p.own(x, p.of(x.Y))
		}
	case *ssa.Convert:
		p.own(x, p.of(x.X))
	case *ssa.Field:
		p.own(x, p.of(x.X).within(step(x.X.Type(), x.Field)))
		p.fieldOrigin(b, x, x.X.Type(), x.Field, x.Pos())
	case *ssa.Index:
		p.own(x, p.of(x.X))
	case *ssa.Lookup:
		p.own(x, p.of(x.X))
	case *ssa.Range:
		p.own(x, p.of(x.X))
	case *ssa.Next:
		if !x.IsString {
			p.tuple(x, 2, p.of(x.Iter))
		}
	case *ssa.Extract:
		if c := p.tuples[tuple{x.Tuple, x.Index}]; c != nil {
			p.own(x, *c)
		}
	case *ssa.UnOp:
		switch x.Op {
		case token.ARROW:
			if x.CommaOk {
				p.tuple(x, 0, p.of(x.X))
			} else {
				p.own(x, p.of(x.X))
			}
		case token.MUL:
			if fa, ok := x.X.(*ssa.FieldAddr); ok {
				p.fieldOrigin(b, x, fa.X.Type(), fa.Field, x.Pos())
			}
		}
	case *ssa.MakeInterface:
		p.wrap(b, blk, x)
	case *ssa.MakeClosure:
		p.closure(x)
	case *ssa.TypeAssert:
		atoms := p.at(b, x.X, blk)
		if p.pins(x.AssertedType) {
			atoms = atoms.fields()
		}
		if x.CommaOk {
			p.tuple(x, 0, atoms)
		} else if errorLike(x.AssertedType) {
			p.own(x, atoms)
		}
	case *ssa.ChangeType:
		p.converted(x)
	case *ssa.Select:
		for i, st := range x.States {
			if st.Dir == types.RecvOnly {
				p.tuple(x, 2+receives(x, i), p.of(st.Chan))
			}
		}
	}
}

// receives counts the receiving cases of a select statement before the i-th.
func receives(s *ssa.Select, i int) (n int) {
	for _, st := range s.States[:i] {
		if st.Dir == types.RecvOnly {
			n++
		}
	}
	return n
}

// pins reports whether an error is known when it has a type: one of the program
// or one whose errors tell nothing, not one of a database driver, and no interface.
func (p *pkg) pins(t types.Type) bool {
	if !errorLike(t) || types.IsInterface(t) {
		return false
	}
	return originOfPackageType(t) == ""
}

// under marks what is taken over only while a debug switch is on.
func (p *pkg) under(b *body, atoms set, blk *ssa.BasicBlock) set {
	if len(atoms) == 0 || !p.debugging(b, blk) {
		return atoms
	}
	out := make(set, len(atoms))
	for i, a := range atoms {
		a.Debug = a.Debug || a.Form != Value
		out[i] = a
	}
	return out
}

// wrap makes an interface value. What the Error method of the type tells becomes
// part of the error, the rest stays where it is.
func (p *pkg) wrap(b *body, blk *ssa.BasicBlock, x *ssa.MakeInterface) {
	if !errorLike(x.X.Type()) {
		if p.isResponse(x.X.Type()) && !p.isResponse(x.Type()) {
			p.own(x, set{{Source: Source{Kind: Response}}})
		}
		return
	}
	atoms := p.of(x.X)
	p.own(x, atoms)
	if len(atoms) == 0 {
		return
	}
	obj, _, _ := types.LookupFieldOrMethod(x.X.Type(), true, nil, "Error")
	f, _ := obj.(*types.Func)
	if f == nil {
		return
	}
	sum := p.summaryOf(f)
	if sum == nil {
		return
	}
	for _, fl := range sum.Flows {
		if fl.To != 0 || fl.Source.Kind != Param || fl.Source.Index != 0 {
			continue
		}
		for _, a := range atoms.within(fl.Source.Path) {
			if a.Source.tells() {
				a.In, a.Form, a.As = "", Value, cmp.Or(typeName(x.X.Type()), a.As)
				p.own(x, set{a})
			}
		}
	}
}

// closure makes a function value.
func (p *pkg) closure(x *ssa.MakeClosure) {
	p.own(x, p.funcValue(values.Declared(x.Fn.(*ssa.Function))))
}

// converted notes what becomes a value of a named function type.
func (p *pkg) converted(x *ssa.ChangeType) {
	name := typeName(x.Type())
	if _, ok := x.Type().Underlying().(*types.Signature); !ok || name == "" {
		return
	}
	p.become(name, p.of(x.X))
}

// become notes the functions that values of a function type, or of a field that
// holds functions, can be.
func (p *pkg) become(name string, atoms set) {
	have := p.unit.Converted[name]
	for _, a := range atoms {
		if a.Source.Kind == Func && !slices.Contains(have, a.Source.Name) {
			have = append(have, a.Source.Name)
			p.changed = true
		}
	}
	if len(have) > 0 {
		p.unit.Converted[name] = have
	}
}

// store writes to a variable or a field.
func (p *pkg) store(b *body, blk *ssa.BasicBlock, x *ssa.Store) {
	p.override(b, x)
	if !p.carries(x.Val.Type()) {
		return
	}
	atoms := p.under(b, p.at(b, x.Val, blk), blk)
	if len(atoms) == 0 {
		return
	}
	p.addAll(x.Addr, atoms)
	fa, ok := x.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	if _, isFunc := x.Val.Type().Underlying().(*types.Signature); isFunc && typeName(fa.X.Type()) != "" {
		p.become(typeName(fa.X.Type())+"."+step(fa.X.Type(), fa.Field)[1:], atoms)
		return
	}
	at := p.place(b.fn, p.r.StoreSpan(x))
	if at.pos == token.NoPos {
		at = p.place(b.fn, values.Span{Pos: x.Pos(), End: x.Pos()})
	}
	if name := tagged(fa.X.Type(), fa.Field); name != "" {
		for _, a := range atoms {
			if a.Source.Kind == Stack && a.Form != Value || a.Source.Kind == Param && a.Form != Value || a.Source.Kind == Param && isText(x.Val.Type()) {
				p.effect(b, blk, Effect{Source: a.Source, Form: a.Form, Dest: Dest{Target: ToField, Name: name}, Via: []Place{at}, Debug: a.Debug})
			}
		}
	}
	for _, row := range p.fieldRows(fa.X.Type(), fa.Field) {
		if row.Role == models.Reply {
			p.write(b, blk, atoms, Dest{Target: ToResponse}, writing{sink: row.Name, kind: "text", at: at, reply: true})
		}
	}
}

// A field is one of a struct type.
type field struct {
	of    types.Type
	index int
}

// fieldRows returns what the models say of a field, looked up once for each.
func (p *pkg) fieldRows(t types.Type, i int) []*models.Row {
	rows, ok := p.fields[field{t, i}]
	if ok {
		return rows
	}
	owner := values.NamedOf(t)
	if owner != nil && owner.Obj().Pkg() != nil && owner.Obj().Pkg() != p.pass.Pkg {
		rows = models.Lookup(owner.Obj().Pkg().Path() + "." + owner.Obj().Name() + "." + step(t, i)[1:])
	}
	p.fields[field{t, i}] = rows
	return rows
}

// fieldOrigin adds what the models say that reading a field gives.
func (p *pkg) fieldOrigin(b *body, v ssa.Value, t types.Type, i int, pos token.Pos) {
	for _, row := range p.fieldRows(t, i) {
		if row.Role == models.Override && row.Kind == "reads" {
			p.add(v, Atom{Source: Source{Kind: Answered, Name: row.Module.Path, At: p.place(b.fn, values.Span{Pos: pos, End: pos})}})
		}
		if row.Role != models.Origin {
			continue
		}
		a := Atom{Source: Source{Kind: Internal, Name: row.Kind, Callee: row.Name, At: p.place(b.fn, values.Span{Pos: pos, End: pos})}}
		if isText(v.Type()) {
			a.Form = Text
		}
		p.add(v, a) // to the field: what is below it is read from there
	}
}

// returns adds what a function returns.
func (p *pkg) returns(b *body, blk *ssa.BasicBlock, x *ssa.Return) {
	for i, v := range x.Results {
		atoms := p.under(b, p.at(b, v, blk), blk)
		for _, a := range atoms {
			if a.Source.Kind == Response {
				continue
			}
			p.flow(b, Flow{To: i, Atom: a})
		}
		if i == 0 && b.encoded != "" {
			p.write(b, blk, atoms, Dest{Target: ToResponse}, writing{sink: b.encoded, kind: "json", at: p.returned(b, x, i)})
		}
		if i == len(x.Results)-1 && isError(v.Type()) && b.framework != "" {
			at := p.returned(b, x, i)
			if at.pos == token.NoPos {
				continue // the way out of a function that recovers
			}
			for _, a := range atoms {
				if a.In == "" {
					p.effect(b, blk, Effect{Source: a.Source, Form: Text, Dest: Dest{Target: ToAnswer, Name: b.framework}, Via: []Place{at}, Debug: a.Debug, Not: a.Not, As: a.As})
				}
			}
		}
	}
}

// returned is the place of one result of a return statement.
func (p *pkg) returned(b *body, x *ssa.Return, i int) Place {
	span := p.r.ReturnSpan(x, i)
	if !span.Known() {
		span = values.Span{Pos: x.Pos(), End: x.Pos()}
	}
	return p.place(b.fn, span)
}

func (p *pkg) flow(b *body, f Flow) {
	if b.hasFlow[f] {
		return
	}
	b.hasFlow[f] = true
	if len(b.flows) >= 4*maxAtoms {
		p.cut = true
		return
	}
	b.flows = append(b.flows, f)
	p.changed = true
}

// errorText reports whether a method gives the text of its receiver.
func errorText(name string) bool {
	return name == "Error" || name == "String" || strings.HasSuffix(name, "Message")
}
