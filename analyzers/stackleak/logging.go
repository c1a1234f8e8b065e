package stackleak

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// enclosing returns the nodes around a position, the file first.
func (s *syntax) enclosing(pos token.Pos) []ast.Node {
	var path []ast.Node
	for _, f := range s.Files {
		if pos < f.FileStart || f.FileEnd < pos {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil || n != f && (pos < n.Pos() || n.End() <= pos) {
				return false
			}
			path = append(path, n)
			return true
		})
	}
	return path
}

// A line is a statement in a list of statements.
type line struct {
	stmt   ast.Stmt
	before []ast.Stmt
}

// statementOf returns the innermost statement of a path that stands in a list, nil
// when there is none, or when it is not one that another can be put before: the
// error might not be there yet.
func statementOf(path []ast.Node) *line {
	for i := len(path) - 1; i > 0; i-- {
		stmt, ok := path[i].(ast.Stmt)
		if !ok {
			continue
		}
		var list []ast.Stmt
		switch x := path[i-1].(type) {
		case *ast.BlockStmt:
			list = x.List
		case *ast.CaseClause:
			list = x.Body
		case *ast.CommClause:
			list = x.Body
		}
		for j, in := range list {
			if in != stmt {
				continue
			}
			switch stmt.(type) {
			case *ast.ExprStmt, *ast.ReturnStmt, *ast.AssignStmt:
				return &line{stmt: stmt, before: list[:j]}
			}
			return nil
		}
	}
	return nil
}

// isParameter reports whether a variable is a parameter of a function around it.
func (s *syntax) isParameter(path []ast.Node, id *ast.Ident) bool {
	v := s.TypesInfo.Uses[id]
	for _, n := range path {
		var t *ast.FuncType
		switch x := n.(type) {
		case *ast.FuncDecl:
			t = x.Type
		case *ast.FuncLit:
			t = x.Type
		default:
			continue
		}
		for _, field := range t.Params.List {
			for _, name := range field.Names {
				if s.TypesInfo.Defs[name] == v {
					return true
				}
			}
		}
	}
	return false
}

var loggingNames = regexp.MustCompile(`^(Print|Error|Warn|Info|Log|Fatal|Debug|Err|Capture|Record)`)

// logging returns the edits that log an error before a statement: none when a
// statement before it does. words say what failed. ok is false when there is no good way.
func (s *syntax) logging(path []ast.Node, at *line, err *ast.Ident, words string) (edits []analysis.TextEdit, ok bool) {
	for _, before := range at.before {
		if s.logs(before, s.TypesInfo.Uses[err]) {
			return nil, true
		}
	}
	if words == "" {
		words = "request failed"
		for _, n := range path {
			if d, ok := n.(*ast.FuncDecl); ok {
				words = d.Name.Name + " failed"
			}
		}
	}
	call := ""
	scope := s.Pkg.Scope().Innermost(at.stmt.Pos())
	if pkg := s.qualifier(path, "log/slog"); pkg != "" && visible(scope, pkg, "log/slog", at.stmt.Pos()) {
		call = fmt.Sprintf("%s.Error(%q, \"err\", %s)", pkg, words, err.Name)
	} else if pkg := s.qualifier(path, "log"); pkg != "" && visible(scope, pkg, "log", at.stmt.Pos()) {
		call = fmt.Sprintf("%s.Printf(%q, %s)", pkg, words+": %v", err.Name)
	} else {
		edit := s.addImport(path[0].(*ast.File), "log")
		if edit == nil || scope == nil {
			return nil, false
		}
		if _, obj := scope.LookupParent("log", at.stmt.Pos()); obj != nil {
			return nil, false // the name is taken
		}
		edits = append(edits, *edit)
		call = fmt.Sprintf("log.Printf(%q, %s)", words+": %v", err.Name)
	}
	column := s.Fset.Position(at.stmt.Pos()).Column
	// gofmt indents by tabs, one column each.
	text := call + "\n" + strings.Repeat("\t", column-1)
	return append(edits, analysis.TextEdit{Pos: at.stmt.Pos(), End: at.stmt.Pos(), NewText: []byte(text)}), true
}

// logs reports whether a statement calls something that is called like a logger's
// method with the error.
func (s *syntax) logs(stmt ast.Stmt, err types.Object) (found bool) {
	ast.Inspect(stmt, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		fn := callee(s.TypesInfo, call)
		if fn == nil || !loggingNames.MatchString(fn.Name()) {
			return true
		}
		for _, arg := range call.Args {
			ast.Inspect(arg, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && s.TypesInfo.Uses[id] == err {
					found = true
				}
				return true
			})
		}
		return true
	})
	return found
}

// visible reports whether a name stands for a package where it would be used.
func visible(scope *types.Scope, name, path string, pos token.Pos) bool {
	if scope == nil {
		return false
	}
	_, obj := scope.LookupParent(name, pos)
	pkg, ok := obj.(*types.PkgName)
	return ok && pkg.Imported().Path() == path
}

// qualifier is the name by which the file of a path imports a package; "" when it
// does not.
func (s *syntax) qualifier(path []ast.Node, pkg string) string {
	f, ok := path[0].(*ast.File)
	if !ok {
		return ""
	}
	for _, spec := range f.Imports {
		if got, err := strconv.Unquote(spec.Path.Value); err != nil || got != pkg {
			continue
		}
		switch {
		case spec.Name == nil:
			return pkg[strings.LastIndexByte(pkg, '/')+1:]
		case spec.Name.Name == "." || spec.Name.Name == "_":
			return ""
		}
		return spec.Name.Name
	}
	return ""
}

// addImport returns the edit that adds a package of the standard library to the
// first group of imports, in order; nil when there is no such group.
func (s *syntax) addImport(f *ast.File, pkg string) *analysis.TextEdit {
	for _, d := range f.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.IMPORT {
			break
		}
		if !decl.Lparen.IsValid() {
			continue
		}
		var last *ast.ImportSpec
		for _, sp := range decl.Specs {
			spec := sp.(*ast.ImportSpec)
			if last != nil && s.Fset.Position(spec.Pos()).Line > s.Fset.Position(last.End()).Line+1 {
				break // the next group
			}
			if path, err := strconv.Unquote(spec.Path.Value); err == nil && path > pkg {
				return &analysis.TextEdit{Pos: spec.Pos(), End: spec.Pos(), NewText: []byte(strconv.Quote(pkg) + "\n\t")}
			}
			last = spec
		}
		if last != nil {
			return &analysis.TextEdit{Pos: last.End(), End: last.End(), NewText: []byte("\n\t" + strconv.Quote(pkg))}
		}
	}
	return nil
}
