package ssaform_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/passes/buildssa"
	"golang.org/x/tools/go/packages"

	"github.com/launchlint/launchlint/analyzers/internal/ssaform"
)

func functions(t *testing.T, version string) int {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.com/m\n\ngo 1.26\n", "m.go": "package m\n\nfunc F() {}\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: dir}, ".")
	if err != nil || len(pkgs) != 1 {
		t.Fatalf("load: %v, %d packages", err, len(pkgs))
	}
	pkgs[0].Module = &packages.Module{Path: "example.com/m", Version: version}
	graph, err := checker.Analyze([]*analysis.Analyzer{ssaform.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	if graph.Roots[0].Err != nil {
		t.Fatal(graph.Roots[0].Err)
	}
	form := graph.Roots[0].Result.(*buildssa.SSA)
	if form.Pkg == nil || form.Pkg.Pkg.Name() != "m" {
		t.Fatalf("package = %v", form.Pkg)
	}
	return len(form.SrcFuncs)
}

func TestDependencies(t *testing.T) {
	if n := functions(t, ""); n == 0 {
		t.Error("a package of the module has no functions")
	}
	if n := functions(t, "v1.2.3"); n != 0 {
		t.Errorf("a package of another module has %d functions", n)
	}
}
