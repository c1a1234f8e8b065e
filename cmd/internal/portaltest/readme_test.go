package portaltest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A span is where a function stands in the portal.
type span struct {
	file     string
	from, to int // lines, inclusive
}

// functions returns the portal's functions by the names that its README gives
// them: package.Func, package.Type.Method, and Type.Method for the store's.
func functions(t *testing.T) map[string]span {
	t.Helper()
	out := map[string]span{}
	err := fs.WalkDir(os.DirFS(portalDir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, filepath.Join(portalDir, filepath.FromSlash(name)), nil, 0)
		if err != nil {
			return err
		}
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok {
				full := f.Name.Name + "." + receiver(fn) + fn.Name.Name
				out[strings.TrimPrefix(full, "store.")] = span{name, fset.Position(fn.Pos()).Line, fset.Position(fn.End()).Line}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// receiver returns the name of a method's type and a dot, "" for a function.
func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return ""
	}
	typ := fn.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	return fmt.Sprint(typ) + "."
}

var quoted = regexp.MustCompile("`([^`]+)`")

// TestReadmeNamesTheFunctions holds the tables of flaws in the portal's README
// to the marks: rule | flaw | effect | twin.
func TestReadmeNamesTheFunctions(t *testing.T) {
	where, marks, rows := functions(t), portalMarks(t), 0
	marked := func(kind, rule, name string) {
		at, ok := where[name]
		if !ok {
			t.Errorf("README.md names %s, which the portal does not have", name)
			return
		}
		for _, m := range marks {
			if m.kind == kind && m.rule == rule && m.file == at.file && at.from <= m.line && m.line <= at.to {
				return
			}
		}
		t.Errorf("README.md names %s as %s(%s), which is not marked there", name, kind, rule)
	}
	for line := range strings.SplitSeq(string(read(t, "README.md")), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 6 {
			continue
		}
		rule := quoted.FindStringSubmatch(cells[1])
		if rule == nil || !ruleForm.MatchString(rule[1]) {
			continue
		}
		rows++
		for _, name := range quoted.FindAllStringSubmatch(cells[2], -1) {
			marked("FLAW", rule[1], name[1])
		}
		for _, name := range quoted.FindAllStringSubmatch(cells[4], -1) {
			marked("TWIN", rule[1], name[1])
		}
	}
	if rows < len(rulesPlanted) {
		t.Errorf("README.md has %d rows of flaws, want %d or more", rows, len(rulesPlanted))
	}
}
