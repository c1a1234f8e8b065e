package funcsum

import (
	"cmp"
	"go/build"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"
)

// The bounds of what a summary exports of one result.
const (
	maxFlows   = 6 // of a result: known sources, and as many others
	maxExports = 24
)

// standard reports whether a package is part of Go.
func standard(pass *analysis.Pass) bool {
	if first, _, _ := strings.Cut(pass.Pkg.Path(), "/"); strings.Contains(first, ".") || len(pass.Files) == 0 {
		return false
	}
	file := pass.Fset.File(pass.Files[0].FileStart).Name()
	root := build.Default.GOROOT
	return root != "" && strings.HasPrefix(file, filepath.Join(root, "src")+string(filepath.Separator))
}

// finish puts the unit together and exports the facts.
func (p *pkg) finish() {
	u := p.unit
	u.Cut = p.cut
	for _, fn := range p.r.Funcs {
		b := p.bodies[fn]
		sum := b.export()
		for _, e := range b.effects {
			if !e.open() && (e.Source.known() || e.Source.Kind == Hole || e.Source.Kind == Answered) {
				u.Effects = append(u.Effects, *e)
			}
		}
		if len(sum.Flows) == 0 && len(sum.Effects) == 0 {
			continue
		}
		u.Summaries[b.key] = sum
		if f, ok := fn.Object().(*types.Func); ok && fn.Parent() == nil && f.Pkg() == p.pass.Pkg && (f.Exported() || f.Signature().Recv() != nil) {
			p.pass.ExportObjectFact(f.Origin(), sum)
		}
	}
	slices.SortStableFunc(u.Effects, func(a, b Effect) int {
		x, y := a.Via[len(a.Via)-1], b.Via[len(b.Via)-1]
		return cmp.Or(strings.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	})
	for name := range u.Converted {
		slices.Sort(u.Converted[name])
	}
	p.types()
	p.handings()
	for _, r := range p.routes.Routes {
		if !slices.Contains(u.Routed, r.Framework) {
			u.Routed = append(u.Routed, r.Framework)
		}
	}
	slices.Sort(u.Routed)
}

// export returns the summary as others see it: of many errors of our side that a
// result can carry a few, and nothing that only this function's body explains.
func (b *body) export() *Summary {
	s := new(Summary)
	type share struct {
		to    int
		known bool
	}
	count := make(map[share]int) // what is known must not go under in what is passed on
	for _, f := range b.flows {
		if f.Source.Kind == Param && f.Source.owner != b.fn || f.Source.Kind == Hole && f.Source.Name == "" && f.Source.owner != b.fn || f.Source.Kind == Answered {
			continue
		}
		if f.Source.Kind == Param && f.Form == Value && f.In == "" && f.Source.Path == "" && !b.errorParam(f.Source.Index) && !b.textParam(f.Source.Index) {
			continue
		}
		of := share{f.To, f.Source.known()}
		if count[of]++; count[of] <= maxFlows {
			s.Flows = append(s.Flows, f)
		}
	}
	for _, e := range b.effects {
		if e.open() && len(s.Effects) < maxExports {
			s.Effects = append(s.Effects, *e)
		}
	}
	return s
}

func (b *body) errorParam(i int) bool {
	return i < len(b.fn.Params) && (guardable(b.fn.Params[i].Type()) || types.IsInterface(b.fn.Params[i].Type()))
}

func (b *body) textParam(i int) bool {
	if i >= len(b.fn.Params) {
		return false
	}
	t := b.fn.Params[i].Type()
	_, isFunc := t.Underlying().(*types.Signature)
	return isText(t) || isFunc
}

// types notes the types of the package that can stand behind an interface, and
// those that are made interface values.
func (p *pkg) types() {
	scope := p.pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		if !ok {
			continue
		}
		t := Type{Name: p.unit.Package + "." + name}
		ms := types.NewMethodSet(types.NewPointer(named))
		for i := range ms.Len() {
			f, ok := ms.At(i).Obj().(*types.Func)
			if !ok {
				continue
			}
			sig, _ := ms.At(i).Type().(*types.Signature)
			t.Methods = append(t.Methods, Method{Name: f.Name(), Signature: f.Name() + signature(sig), Key: f.Origin().FullName()})
		}
		if len(t.Methods) > 0 {
			p.unit.Types = append(p.unit.Types, t)
		}
	}
	used := make(map[string]bool)
	for _, fn := range p.r.Funcs {
		for _, blk := range fn.Blocks {
			for _, instr := range blk.Instrs {
				if mi, ok := instr.(*ssa.MakeInterface); ok {
					if name := typeName(mi.X.Type()); name != "" && !used[name] {
						used[name] = true
						p.unit.Used = append(p.unit.Used, name)
					}
				}
			}
		}
	}
	slices.Sort(p.unit.Used)
}
