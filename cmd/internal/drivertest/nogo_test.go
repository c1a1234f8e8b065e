package drivertest

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/analyzers"
)

// rulesGo is the release of Bazel's rules for Go whose nogo is compiled. It runs
// outside of go.mod: no part of the program needs it.
const rulesGo = "github.com/bazelbuild/rules_go@v0.65.0"

// nogoSources are the files that rules_go's target nogo_srcs compiles, for this
// release of Go, except that nogo_fix.go, which writes suggested fixes as a patch
// and needs a module for it, is replaced: nobody asks for the patch here.
var nogoSources = []string{"constants.go", "env.go", "flags.go", "nogo_goversions_go122.go", "nogo_main.go", "nogo_version.go", "nolint.go", "path.go"}

const noFixes = `package main

import (
	"go/token"
	"io"

	"golang.org/x/tools/go/analysis"
)

type diagnosticEntry struct {
	analysis.Diagnostic
	analyzerName string
}

type fileChange struct{}

func getFixes([]diagnosticEntry, *token.FileSet) ([]fileChange, error) { return nil, nil }

func writePatch(io.Writer, []fileChange) error { return nil }
`

// nogo runs Bazel's program on one package after the other, as its actions do:
// export data of everything that is imported, the facts of the libraries and of
// nothing in the standard library.
func nogo(t *testing.T, tr *tree) []diagnostic {
	binary := buildNogo(t)
	packages := tr.list(t)
	importcfg := filepath.Join(tr.dir, "importcfg")
	var config strings.Builder
	for _, p := range packages {
		if p.Export != "" {
			fmt.Fprintf(&config, "packagefile %s=%s\n", p.ImportPath, p.Export)
		}
	}
	tr.write(t, "importcfg", config.String())
	facts := make(map[string]string)
	var got []diagnostic
	for i, p := range packages { // dependencies come first
		if p.Standard {
			continue
		}
		facts[p.ImportPath] = filepath.Join(tr.dir, fmt.Sprintf("facts%d", i))
		args := []string{"-p", p.ImportPath, "-go_version", strings.TrimPrefix(runtime.Version(), "go"), "-importcfg", importcfg, "-x", facts[p.ImportPath]}
		if p.DepOnly {
			args = append(args, "-facts_only")
		}
		for _, imported := range p.Imports {
			if facts[imported] != "" {
				args = append(args, "-fact", imported+"="+facts[imported])
			}
		}
		for _, file := range p.GoFiles {
			args = append(args, filepath.Join(p.Dir, file))
		}
		cmd := exec.Command(binary, args...)
		cmd.Dir, cmd.Env = tr.dir, append(environ(), "GOARCH="+runtime.GOARCH)
		out, err := cmd.CombinedOutput()
		text := strings.TrimPrefix(string(out), "nogo: errors found by nogo during build-time code analysis:\n")
		if err != nil && text == string(out) {
			t.Fatalf("nogo %s: %v\n%s", p.ImportPath, err, out)
		}
		for _, d := range tr.parse(t, text, func(string) bool { return false }) {
			i := strings.LastIndex(d.message, " (") // the analyzer's name
			got = append(got, diagnostic{d.at, d.message[:max(i, 0)]})
		}
	}
	return got
}

// A listed is a package as `go list` tells it.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles, Imports        []string
	Standard, DepOnly       bool
}

// list returns the fixtures' packages and all that they import, dependencies first.
func (tr *tree) list(t *testing.T) []listed {
	t.Helper()
	stdout, _ := tr.output(t, 0, "go", append([]string{"list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles,Imports,Standard,DepOnly"}, tr.patterns...)...)
	var out []listed
	for decoder := json.NewDecoder(strings.NewReader(stdout)); ; {
		var p listed
		err := decoder.Decode(&p)
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
}

// buildNogo compiles nogo as Bazel does, with every analyzer of the suite: its
// sources, and a main file that imports each analyzer's package for its variable
// Analyzer, in the form that rules_go generates.
//
// The module is named below golang.org/x/tools, because nogo imports an internal
// package of it: Bazel does not know internal directories.
func buildNogo(t *testing.T) string {
	t.Helper()
	sources := nogoDir(t)
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	tr := &tree{dir: t.TempDir()}
	for _, name := range nogoSources {
		content, err := os.ReadFile(filepath.Join(sources, name))
		if err != nil {
			t.Fatal(err)
		}
		tr.write(t, name, string(content))
	}
	tr.write(t, "nogo_fix.go", noFixes)

	var imports, list strings.Builder
	for i, a := range analyzers.Suite {
		fmt.Fprintf(&imports, "\tanalyzer%d %q\n", i, "github.com/launchlint/launchlint/analyzers/"+a.Name)
		fmt.Fprintf(&list, "\tanalyzer%d.Analyzer,\n", i)
	}
	tr.write(t, "generated.go", fmt.Sprintf(`package main

import (
	"golang.org/x/tools/go/analysis"
%s)

var analyzers = []*analysis.Analyzer{
%s}

var configs = map[string]config{"settings": {analyzerFlags: map[string]string{"inline": %q}}}

const debugMode = false
`, imports.String(), list.String(), configuration))

	for from, to := range map[string]string{"go.mod": "go.mod", "go.sum": "go.sum"} {
		content, err := os.ReadFile(filepath.Join(root, from))
		if err != nil {
			t.Fatal(err)
		}
		text := string(content)
		if from == "go.mod" {
			_, text, _ = strings.Cut(text, "\n") // its name
			text = "module golang.org/x/tools/nogo.invalid\n" + text + fmt.Sprintf("\nrequire github.com/launchlint/launchlint v0.0.0\n\nreplace github.com/launchlint/launchlint => %q\n", root)
		}
		tr.write(t, to, text)
	}
	tr.output(t, 0, "go", "build", "-mod=mod", "-o", "nogo.exe", ".")
	return filepath.Join(tr.dir, "nogo.exe")
}

// nogoDir returns the directory of nogo's sources in the module cache. It skips
// the test where the module cannot be had, except in CI.
func nogoDir(t *testing.T) string {
	t.Helper()
	cmd := exec.Command("go", "mod", "download", "-json", rulesGo)
	cmd.Dir = t.TempDir() // outside of this module
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	out, err := cmd.Output()
	var module struct{ Dir, Error string }
	if json.Unmarshal(out, &module) != nil || err != nil || module.Dir == "" {
		message := fmt.Sprintf("%s cannot be had: %v %s", rulesGo, err, module.Error)
		if os.Getenv("CI") != "" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	return filepath.Join(module.Dir, "go", "tools", "builders")
}
