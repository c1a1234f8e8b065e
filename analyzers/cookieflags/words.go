package cookieflags

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// wordsOf splits a name into lower-case words: at anything that is no letter or
// digit, and where camel case has a boundary.
func wordsOf(name string) []string {
	var words []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			words = append(words, strings.ToLower(word.String()))
			word.Reset()
		}
	}
	runes := []rune(name)
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			continue
		case unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			flush()
		}
		word.WriteRune(r)
	}
	flush()
	return words
}

// mentioned collects the names that computing v goes through: variables, fields,
// parameters, functions, and the text of string constants.
func mentioned(v ssa.Value) []string {
	var names []string
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value, depth int)
	visit = func(v ssa.Value, depth int) {
		if v == nil || seen[v] || depth == 0 {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Const:
			if v.Value != nil && v.Value.Kind() == constant.String {
				names = append(names, constant.StringVal(v.Value))
			}
			return
		case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
			names = append(names, v.Name())
			return
		case *ssa.Alloc:
			names = append(names, v.Comment)
			return
		case *ssa.Phi:
			names = append(names, v.Comment)
		case *ssa.FieldAddr:
			names = append(names, fieldName(v.X, v.Field))
		case *ssa.Field:
			names = append(names, fieldName(v.X, v.Field))
		case *ssa.Call:
			if f := values.Callee(&v.Call); f != nil {
				names = append(names, f.Name())
			}
		}
		instr, ok := v.(ssa.Instruction)
		if !ok {
			return
		}
		for _, op := range instr.Operands(nil) {
			visit(*op, depth-1)
		}
	}
	visit(v, 8)
	return names
}

func fieldName(x ssa.Value, i int) string {
	t := x.Type().Underlying()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem().Underlying()
	}
	st, ok := t.(*types.Struct)
	if !ok || i >= st.NumFields() {
		return ""
	}
	return st.Field(i).Name()
}

// decisions are the words of conditions that say where or how the program runs,
// and so explain why a flag is left off.
var decisions = map[string]bool{
	"tls": true, "https": true, "http": true, "ssl": true, "secure": true, "insecure": true, "secured": true,
	"scheme": true, "proto": true, "protocol": true, "forwarded": true, "proxy": true,
	"prod": true, "production": true, "dev": true, "develop": true, "development": true, "debug": true,
	"env": true, "environment": true, "stage": true, "staging": true, "local": true, "localhost": true,
	"test": true, "testing": true, "mode": true, "config": true, "cfg": true, "conf": true, "option": true,
	"options": true, "opt": true, "opts": true, "setting": true, "settings": true, "feature": true, "flag": true, "flags": true,
}

// isDecision reports whether a branch on cond decides how the program is run, or
// names the attribute itself.
func isDecision(cond ssa.Value, attribute string) bool {
	for _, name := range mentioned(cond) {
		if strings.Contains(strings.ToLower(strings.ReplaceAll(name, "_", "")), strings.ToLower(attribute)) {
			return true
		}
		for _, w := range wordsOf(name) {
			if decisions[w] {
				return true
			}
		}
	}
	return false
}

// identsIn returns the identifiers of the expression that stands at the span.
func (p *pass) identsIn(at values.Span) []string {
	if !at.Known() {
		return nil
	}
	var names []string
	for _, f := range p.Files {
		if at.Pos < f.FileStart || at.Pos > f.FileEnd {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil || n.End() <= at.Pos || n.Pos() >= at.End {
				return false
			}
			if id, ok := n.(*ast.Ident); ok && id.Pos() >= at.Pos && id.End() <= at.End {
				names = append(names, id.Name)
			}
			return true
		})
	}
	return names
}

// wordsAround returns the names that a set was made of, where it is not constant:
// identifiers of its expressions, names on the way of its computation, keys of
// settings.
func (p *pass) wordsAround(set values.Set) []string {
	var names []string
	set.Walk(func(it values.Item) bool {
		names = append(names, p.identsIn(it.At)...)
		switch v := it.Value.(type) {
		case values.Opaque:
			if v.Src != nil {
				names = append(names, mentioned(v.Src)...)
			}
		case values.Config:
			names = append(names, v.Key)
		case values.Const:
			names = append(names, text(it))
		}
		return true
	})
	return names
}
