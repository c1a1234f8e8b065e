package directive

import (
	"go/ast"
	"go/token"
)

// A layout is where the code of one file stands, as far as directives care.
// Lines are physical ones: //line comments do not move a directive away from
// the code beside it.
type layout struct {
	file *token.File
	// code holds the lines on which a node starts or ends. A comment on one of
	// them stands behind code.
	code map[int]bool
	// end maps the line on which a statement, field, element or declaration
	// starts to the last line of the outermost one.
	end map[int]int
}

func newLayout(file *token.File, f *ast.File) *layout {
	l := &layout{file: file, code: make(map[int]bool), end: make(map[int]int)}
	for _, decl := range f.Decls {
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case nil, *ast.CommentGroup, *ast.Comment:
				return false
			case *ast.CompositeLit:
				l.units(n.Elts)
			case *ast.CallExpr:
				l.units(n.Args)
			case ast.Stmt, ast.Spec, ast.Decl, *ast.Field:
				l.unit(n) // a declaration starts at its keyword, behind its doc comment
			}
			l.code[l.line(n.Pos())] = true
			l.code[l.last(n)] = true
			return true
		})
	}
	l.code[l.line(f.Package)] = true
	return l
}

func (l *layout) line(pos token.Pos) int { return l.file.PositionFor(pos, false).Line }

// last returns the line of a node's last byte. An implied empty statement has none.
func (l *layout) last(n ast.Node) int { return l.line(max(n.Pos(), n.End()-1)) }

func (l *layout) unit(n ast.Node) {
	from := l.line(n.Pos())
	l.end[from] = max(l.end[from], l.last(n))
}

func (l *layout) units(list []ast.Expr) {
	for _, e := range list {
		l.unit(e)
	}
}

// cover returns the first and last line that a directive covers: its own when it
// stands behind code, else what starts on the line after its comment group.
func (l *layout) cover(c *ast.Comment, group *ast.CommentGroup) (from, to int) {
	line := l.line(c.Pos())
	if l.code[line] {
		return line, line
	}
	next := l.last(group) + 1
	return next, max(next, l.end[next])
}
