package cookieflags

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/values"
)

// fix returns the edit that turns an attribute on, or nil when there is none that
// is safe without knowing more: it completes a keyed literal, or turns around a
// literal false that stands for HttpOnly or is an argument of its own. An explicit
// `Secure: false` stays, since its author may serve plain HTTP.
func (p *pass) fix(v view, a attribute) *analysis.SuggestedFix {
	f := v.flags[a]
	switch {
	case f.state != off:
		return nil
	case f.by.At.Known():
		if a == sameSite || a == secure && !v.flagAt[a].Known() {
			return nil
		}
		return p.flip(f.by.At, a)
	case v.literal != nil && f.by.Implicit:
		return p.complete(v.literal, v.dialect, a)
	}
	return nil
}

// flip replaces the literal false at the span by true.
func (p *pass) flip(at values.Span, a attribute) *analysis.SuggestedFix {
	id, ok := p.nodeAt(at).(*ast.Ident)
	if !ok || id.Name != "false" {
		return nil
	}
	return &analysis.SuggestedFix{
		Message:   "turn " + a.String() + " on",
		TextEdits: []analysis.TextEdit{{Pos: at.Pos, End: at.End, NewText: []byte("true")}},
	}
}

// complete adds the attribute to a keyed literal that lacks it.
func (p *pass) complete(lit *ast.CompositeLit, d *dialect, a attribute) *analysis.SuggestedFix {
	value := "true"
	if a == sameSite {
		pkg := p.qualifier(lit, "net/http")
		if pkg == "" || d.fields[a] != "SameSite" {
			return nil
		}
		value = pkg + ".SameSiteLaxMode"
	}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return nil
		}
		if key, ok := kv.Key.(*ast.Ident); !ok || key.Name == d.fields[a] {
			return nil
		}
	}
	edit := p.insertion(lit, d.fields[a]+": "+value)
	return &analysis.SuggestedFix{Message: "add " + d.fields[a] + ": " + value, TextEdits: []analysis.TextEdit{edit}}
}

// insertion puts an element at the end of a literal, on a line of its own when
// the others have theirs.
func (p *pass) insertion(lit *ast.CompositeLit, element string) analysis.TextEdit {
	if len(lit.Elts) == 0 {
		at := lit.Lbrace + 1
		return analysis.TextEdit{Pos: at, End: at, NewText: []byte(element)}
	}
	line := func(pos token.Pos) int { return p.Fset.Position(pos).Line }
	last := lit.Elts[len(lit.Elts)-1]
	before := line(lit.Lbrace)
	if n := len(lit.Elts); n > 1 {
		before = line(lit.Elts[n-2].End())
	}
	if line(last.Pos()) == before || line(last.End()) == line(lit.Rbrace) {
		return analysis.TextEdit{Pos: last.End(), End: last.End(), NewText: []byte(", " + element)}
	}
	// gofmt indents by tabs, one column each.
	indent := strings.Repeat("\t", p.Fset.Position(last.Pos()).Column-1)
	if p.commentAfter(last) {
		return analysis.TextEdit{Pos: last.Pos(), End: last.Pos(), NewText: []byte(element + ",\n" + indent)}
	}
	return analysis.TextEdit{Pos: last.End(), End: last.End(), NewText: []byte(",\n" + indent + element)}
}

// commentAfter reports whether a comment stands on the line where n ends.
func (p *pass) commentAfter(n ast.Node) bool {
	f := p.fileOf(n.Pos())
	if f == nil {
		return false
	}
	line := p.Fset.Position(n.End()).Line
	for _, group := range f.Comments {
		if p.Fset.Position(group.Pos()).Line == line {
			return true
		}
	}
	return false
}

// qualifier is the name by which lit's file imports the package at path; "" when
// it does not.
func (p *pass) qualifier(lit ast.Node, path string) string {
	f := p.fileOf(lit.Pos())
	if f == nil {
		return ""
	}
	for _, spec := range f.Imports {
		if strings.Trim(spec.Path.Value, `"`) != path {
			continue
		}
		switch {
		case spec.Name == nil:
			return path[strings.LastIndex(path, "/")+1:]
		case spec.Name.Name == "." || spec.Name.Name == "_":
			return ""
		}
		return spec.Name.Name
	}
	return ""
}

func (p *pass) fileOf(pos token.Pos) *ast.File {
	for _, f := range p.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}

// nodeAt returns the expression that stands exactly at the span, or nil.
func (p *pass) nodeAt(at values.Span) (found ast.Node) {
	f := p.fileOf(at.Pos)
	if f == nil {
		return nil
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil || found != nil || n.End() < at.Pos || n.Pos() > at.End {
			return false
		}
		if e, ok := n.(ast.Expr); ok && e.Pos() == at.Pos && e.End() == at.End {
			found = e
		}
		return found == nil
	})
	return found
}
