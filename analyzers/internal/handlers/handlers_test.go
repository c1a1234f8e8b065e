package handlers_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/launchlint/launchlint/analyzers/internal/handlers"
)

// probe renders what was found. It stands between analysistest and the analyzer,
// since the facts of that are not for comparison.
var probe = &analysis.Analyzer{
	Name: "probe", Doc: "render the routes of a package",
	Requires:   []*analysis.Analyzer{handlers.Analyzer},
	ResultType: reflect.TypeFor[[]string](),
	Run: func(pass *analysis.Pass) (any, error) {
		res := pass.ResultOf[handlers.Analyzer].(*handlers.Result)
		own := func(name string) string {
			if name == "" {
				return "func"
			}
			return strings.TrimPrefix(name, pass.Pkg.Name()+".")
		}
		var out []string
		for _, r := range res.Routes {
			var chain []string
			for _, m := range r.Chain {
				name := own(m.Name)
				if m.Conditional {
					name += "?"
				}
				chain = append(chain, name)
			}
			at := pass.Fset.Position(r.Registered)
			out = append(out, fmt.Sprintf("%s:%d: route: %s %s -> %s [%s]", filepath.Base(at.Filename), at.Line, r.Method, r.Pattern, own(r.Handler.Name), strings.Join(chain, ", ")))
			if r.Handler.Func == nil && r.Handler.Object == nil && r.Handler.Key != "" && r.Origin == nil {
				out = append(out, "a handler of this package without its function: "+r.Handler.Key)
			}
		}
		for _, e := range res.Entries {
			at := pass.Fset.Position(e.Func.Pos())
			out = append(out, fmt.Sprintf("%s:%d: entry: %s", filepath.Base(at.Filename), at.Line, render(e.Shape)))
		}
		if res.Cut {
			out = append(out, "the search was cut short")
		}
		return out, nil
	},
}

// render writes a shape without what it has not.
func render(s handlers.Shape) string {
	framework := s.Framework
	if framework != "net/http" {
		framework = path.Base(framework)
	}
	var parts []string
	add := func(name string, index int) {
		if index >= 0 {
			parts = append(parts, fmt.Sprint(name, " ", index))
		}
	}
	add("request", s.Request)
	add("response", s.Response)
	if len(s.Inputs) > 0 {
		parts = append(parts, fmt.Sprint("inputs ", s.Inputs))
	}
	add("output", s.Output)
	add("error", s.Error)
	return framework + " " + strings.Join(parts, ", ")
}

var expectation = regexp.MustCompile(`// ((?:route|entry): .*)$`)

// TestFixtures compares every package below testdata/src/handlers with the comments
// in its files: a comment behind code is for that line, one that stands alone for
// the next line with code.
func TestFixtures(t *testing.T) {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	topics, err := os.ReadDir(filepath.Join(dir, "src", "handlers"))
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, topic := range topics {
		paths = append(paths, "handlers/"+topic.Name())
	}
	got := make(map[string][]string)
	for _, r := range analysistest.Run(t, dir, probe, paths...) {
		lines, _ := r.Result.([]string)
		got[r.Pass.Pkg.Path()] = lines
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			compare(t, got[path], expected(t, filepath.Join(dir, "src", path)))
		})
	}
}

func compare(t *testing.T, got, want []string) {
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("unexpected: %s", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("missing:    %s", line)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %d lines, want %d", len(got), len(want))
	}
}

func expected(t *testing.T, dir string) []string {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures in %s: %v", dir, err)
	}
	var out []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var waiting []string
		for i, line := range strings.Split(string(data), "\n") {
			m := expectation.FindStringSubmatch(line)
			code := strings.TrimSpace(line) != "" && !strings.HasPrefix(strings.TrimSpace(line), "//")
			if m != nil {
				waiting = append(waiting, m[1])
			}
			if code {
				for _, w := range waiting {
					out = append(out, fmt.Sprintf("%s:%d: %s", filepath.Base(file), i+1, w))
				}
				waiting = nil
			}
		}
	}
	return out
}
