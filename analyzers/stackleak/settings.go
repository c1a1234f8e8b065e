package stackleak

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// A setting is what a bool field is given in one place.
type setting struct {
	// known is set when the value is on or off, by a constant or by a default;
	// key is then the name of the environment variable or option, if there is one.
	known, on bool
	key       string
	// field is the field that it is copied from; "" for none.
	field string
}

// settingsOf returns what the package gives to bool fields of structs, by their
// full names: a program's own switches are set in one package and asked in others.
func settingsOf(r *values.Resolver) map[string][]setting {
	out := make(map[string][]setting)
	for _, fn := range r.Funcs {
		for _, blk := range fn.Blocks {
			for _, instr := range blk.Instrs {
				store, ok := instr.(*ssa.Store)
				if !ok || !isBool(store.Val.Type()) {
					continue
				}
				fa, ok := store.Addr.(*ssa.FieldAddr)
				if !ok {
					continue
				}
				if name := fieldName(fa); name != "" && switchWords.MatchString(fieldOf(fa.X.Type(), fa.Field)) {
					out[name] = append(out[name], settingOf(r, store.Val))
				}
			}
		}
	}
	return out
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}

// settingOf reads a value that a bool field is given.
func settingOf(r *values.Resolver, v ssa.Value) setting {
	switch x := v.(type) {
	case *ssa.Const:
		b, ok := values.BoolOf(values.Const{Val: x.Value, Type: x.Type()})
		return setting{known: ok, on: b}
	case *ssa.UnOp:
		if fa, ok := x.X.(*ssa.FieldAddr); ok && x.Op == token.MUL {
			return setting{field: fieldName(fa)}
		}
	case *ssa.Call:
		if key, on, ok := withDefault(&x.Call); ok {
			return setting{known: true, on: on, key: key}
		}
	}
	if it, ok := r.Value(v).Only(); ok {
		switch x := it.Value.(type) {
		case values.Config:
			if on, ok := values.BoolOf(x.Default); ok {
				return setting{known: true, on: on, key: x.Key}
			}
		case values.Const:
			on, ok := values.BoolOf(x)
			return setting{known: ok, on: on}
		}
	}
	return setting{}
}

// withDefault reads a call of the shape flag("PORTAL_DEBUG", true), a name and
// what holds when nobody sets it, whatever the function is called.
func withDefault(c *ssa.CallCommon) (key string, on, ok bool) {
	for _, arg := range c.Args {
		k, isConst := arg.(*ssa.Const)
		if !isConst || k.Value == nil {
			continue
		}
		v := values.Const{Val: k.Value, Type: k.Type()}
		if s, isText := values.StringOf(v); isText && key == "" {
			key = s
		}
		if b, isBool := values.BoolOf(v); isBool {
			on, ok = b, true
		}
	}
	return key, on, ok && key != ""
}

var switchWords = regexp.MustCompile(`(?i)debug|trace|devel|verbose|dev_?mode|is_?dev|stack|show_?error|expose`)

// switchAround returns the full name of the field that the innermost condition
// around a position asks for, when the position is reached only while it is true.
func (s *syntax) switchAround(pos token.Pos) string {
	for _, f := range s.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return fieldAround(s.Pass, f, pos)
		}
	}
	return ""
}

func fieldAround(pass *analysis.Pass, f *ast.File, pos token.Pos) (name string) {
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		branch, ok := n.(*ast.IfStmt)
		if !ok || pos < branch.Body.Pos() || branch.Body.End() <= pos {
			return true
		}
		sel, ok := ast.Unparen(branch.Cond).(*ast.SelectorExpr)
		if !ok || !switchWords.MatchString(sel.Sel.Name) {
			return true
		}
		if s := pass.TypesInfo.Selections[sel]; s != nil && s.Kind() == types.FieldVal && len(s.Index()) == 1 {
			t := types.Unalias(s.Recv())
			if ptr, ok := t.(*types.Pointer); ok {
				t = types.Unalias(ptr.Elem())
			}
			if named, ok := t.(*types.Named); ok && named.Obj().Pkg() != nil {
				name = named.Obj().Pkg().Path() + "." + named.Obj().Name() + "." + sel.Sel.Name
			}
		}
		return true
	})
	return name
}

// A position of a switch that guards a leak.
type position int

const (
	unknown position = iota // nobody in view sets it, or not in a way that is understood
	off                     // off unless somebody turns it on
	on                      // on unless somebody turns it off
)

// switched finds out how a switch stands unless somebody sets it: on, when it is
// so wherever the program gives it a value.
func (w *world) switched(field string, depth int) (position, string) {
	var have position
	var by string
	for _, p := range w.parts {
		for _, s := range p.settings[field] {
			now, key := unknown, s.key
			switch {
			case s.known && s.on:
				now = on
			case s.known:
				now = off
			case s.field != "" && depth < 4:
				now, key = w.switched(s.field, depth+1)
			}
			if now == unknown || have != unknown && now != have {
				return unknown, ""
			}
			have, by = now, key
		}
	}
	return have, by
}
