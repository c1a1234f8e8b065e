package vettool

import (
	"encoding/json"
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/ctrlflow"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/launchlint/launchlint/analyzers"
)

func TestIsStandard(t *testing.T) {
	root := build.Default.GOROOT
	src := func(path string) string { return filepath.Join(root, "src", filepath.FromSlash(path)) }
	for _, c := range []struct {
		why  string
		cfg  unitchecker.Config
		want bool
	}{
		{"of the standard library", unitchecker.Config{ImportPath: "net/http", Dir: src("net/http"), VetxOnly: true}, true},
		{"vendored by it", unitchecker.Config{ImportPath: "vendor/golang.org/x/net/idna", Dir: src("vendor/golang.org/x/net/idna"), VetxOnly: true}, true},
		{"asked for itself", unitchecker.Config{ImportPath: "net/http", Dir: src("net/http")}, false},
		{"in a module", unitchecker.Config{ImportPath: "example.com/app", Dir: "/src/example.com/app", ModulePath: "example.com/app", VetxOnly: true}, false},
		{"in a module that is told the new way", unitchecker.Config{ImportPath: "net/http", Dir: src("net/http"), Module: new(analysis.Module), VetxOnly: true}, false},
		{"below a GOPATH", unitchecker.Config{ImportPath: "app/web", Dir: filepath.Join(t.TempDir(), "src", "app", "web"), VetxOnly: true}, false},
	} {
		data, err := json.Marshal(c.cfg)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "vet.cfg")
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		if got := isStandard([]string{"-json", file}); got != c.want {
			t.Errorf("a package %s: %v, want %v", c.why, got, c.want)
		}
	}
	for _, last := range []string{"-flags", filepath.Join(t.TempDir(), "missing.cfg")} {
		if isStandard([]string{last}) {
			t.Errorf("%s is a package of the standard library", last)
		}
	}
}

// The command line of a run holds the flags of the suite, whatever package it is
// for.
func TestFactsOfStandard(t *testing.T) {
	list := factsOfStandard(analyzers.Suite)
	if err := analysis.Validate(list); err != nil {
		t.Fatal(err)
	}
	if list[0] != ctrlflow.Analyzer {
		t.Errorf("%s comes first, want ctrlflow", list[0].Name)
	}
	for _, a := range analyzers.Suite {
		i := slices.IndexFunc(list, func(b *analysis.Analyzer) bool { return b.Name == a.Name })
		if i < 0 || len(list[i].FactTypes)+len(list[i].Requires) > 0 {
			t.Errorf("%s is missing, or has facts", a.Name)
		}
	}
}
