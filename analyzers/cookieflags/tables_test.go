package cookieflags

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// TestTables checks that every function in the tables is declared in the stub of
// its library, which was written from the library's source.
func TestTables(t *testing.T) {
	var names []string
	for _, row := range structWrites {
		names = append(names, row.fn)
	}
	for _, row := range positionals {
		names = append(names, row.fn)
	}
	for _, row := range variadics {
		names = append(names, row.fn)
	}
	for _, row := range headerWriters {
		names = append(names, row.fn)
	}
	for _, row := range stores {
		names = append(names, row.fn)
	}
	for _, row := range middlewares {
		names = append(names, row.fn)
	}
	names = append(names, slices.Collect(maps.Keys(requestCookies))...)
	names = append(names, setters...)
	full := regexp.MustCompile(`^\(?\*?((?:[^/()]+/)*[^/()]+?)\.([A-Za-z]+)(?:\)\.([A-Za-z]+))?$`)
	for _, name := range names {
		m := full.FindStringSubmatch(name)
		if m == nil {
			t.Errorf("%q is no full name of a function", name)
			continue
		}
		if path := m[1]; path == "net/http" {
			continue
		} else if !declares(t, path, m[2], m[3]) {
			t.Errorf("%s is not declared in testdata/src/%s", name, path)
		}
	}
}

// declares reports whether a stub has a function, or the method of a type.
func declares(t *testing.T, path, name, method string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../../testdata/src", path, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if method == "" {
					found = found || n.Recv == nil && n.Name.Name == name
				} else if n.Recv != nil && n.Name.Name == method {
					recv := n.Recv.List[0].Type
					if star, ok := recv.(*ast.StarExpr); ok {
						recv = star.X
					}
					id, ok := recv.(*ast.Ident)
					found = found || ok && id.Name == name
				}
			case *ast.TypeSpec:
				it, ok := n.Type.(*ast.InterfaceType)
				if !ok || n.Name.Name != name || method == "" {
					break
				}
				for _, m := range it.Methods.List {
					found = found || len(m.Names) > 0 && m.Names[0].Name == method
				}
			}
			return true
		})
	}
	return found
}
