package directive

import (
	"go/ast"
	"go/token"
)

// A span is the lines of one statement, field, element or declaration.
type span struct{ from, to int }

// nodeSpans returns the spans that a directive on its own line can cover, outer
// ones before inner ones.
func nodeSpans(fset *token.FileSet, f *ast.File) []span {
	var spans []span
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case ast.Stmt, ast.Decl, ast.Spec, *ast.Field, *ast.KeyValueExpr:
			spans = append(spans, span{fset.Position(n.Pos()).Line, fset.Position(n.End()).Line})
		case *ast.CompositeLit:
			for _, e := range n.Elts {
				spans = append(spans, span{fset.Position(e.Pos()).Line, fset.Position(e.End()).Line})
			}
		case *ast.CallExpr:
			for _, e := range n.Args {
				spans = append(spans, span{fset.Position(e.Pos()).Line, fset.Position(e.End()).Line})
			}
		}
		return true
	})
	return spans
}

// cover returns the lines that a directive on the given line covers: its own
// when code stands there, else the outermost node that starts on the line after
// its comment group.
func cover(spans []span, line, groupEnd int) (from, to int) {
	for _, s := range spans {
		if s.from == line || s.to == line {
			return line, line
		}
	}
	to = line
	for _, s := range spans {
		if s.from == groupEnd+1 && s.to > to {
			to = s.to
		}
	}
	return line, max(to, groupEnd+1)
}
