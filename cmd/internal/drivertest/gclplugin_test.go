package drivertest

import (
	"go/token"
	"go/types"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	_ "github.com/launchlint/launchlint/cmd/gclplugin"
)

// gclplugin runs the plugin as golangci-lint does: from the registry, with the
// settings as it decodes them, on packages and the libraries that they import.
// The standard library comes from export data, which golangci-lint reads from
// source: its facts change nothing, as the vettool shows, which has them.
// SanityCheck encodes each fact and reads it back.
func gclplugin(t *testing.T, tr *tree) []diagnostic {
	newPlugin, err := register.GetPlugin("launchlint")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { newPlugin(nil) })
	plugin, err := newPlugin(map[string]any{"configuration": map[string]any{
		"version": 1, "cookies": map[string]any{"session-names": []any{"acme_*"}, "preference-names": []any{"session_layout"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if mode := plugin.GetLoadMode(); mode != register.LoadModeTypesInfo {
		t.Fatalf("load mode %q", mode)
	}
	analyzers, err := plugin.BuildAnalyzers()
	if err != nil {
		t.Fatal(err)
	}
	wanted, read := tr.load(t)
	graph, err := checker.Analyze(analyzers, read, &checker.Options{SanityCheck: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []diagnostic
	for _, action := range graph.Roots {
		if action.Err != nil {
			t.Errorf("%v: %v", action, action.Err)
		}
		if !wanted[action.Package.PkgPath] {
			continue
		}
		for _, d := range action.Diagnostics {
			at := action.Package.Fset.Position(d.Pos)
			got = append(got, tr.located(at.Filename, at.Line, d.Message))
		}
	}
	return got
}

// load reads the fixtures and the stubs that they import from source. wanted are
// the fixtures' import paths.
func (tr *tree) load(t *testing.T) (wanted map[string]bool, read []*packages.Package) {
	t.Helper()
	cfg := &packages.Config{Mode: packages.NeedName | packages.NeedImports | packages.NeedDeps | packages.NeedModule, Dir: tr.dir, Env: environ()}
	named, err := packages.Load(cfg, tr.patterns...)
	if err != nil {
		t.Fatal(err)
	}
	wanted = make(map[string]bool)
	for _, p := range named {
		wanted[p.PkgPath] = true
	}
	var paths []string
	packages.Visit(named, nil, func(p *packages.Package) {
		if p.Module != nil {
			paths = append(paths, p.PkgPath)
		}
	})
	cfg.Mode = packages.LoadSyntax | packages.NeedModule
	if read, err = packages.Load(cfg, paths...); err != nil {
		t.Fatal(err)
	}
	packages.Visit(read, nil, func(p *packages.Package) {
		for _, err := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, err)
		}
		// Analyzers with facts run on imports too: on nothing, where that comes from
		// export data.
		if p.Types == nil {
			p.Types = types.NewPackage(p.PkgPath, p.Name)
		}
		if p.TypesInfo == nil {
			p.TypesInfo = new(types.Info)
		}
		if p.Fset == nil {
			p.Fset = token.NewFileSet()
		}
	})
	return wanted, read
}
