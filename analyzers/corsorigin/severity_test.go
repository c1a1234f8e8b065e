package corsorigin_test

import (
	"go/ast"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/launchlint/launchlint/analyzers/corsorigin"
	"github.com/launchlint/launchlint/analyzers/verdict"
)

// Want is the rule and severity of each verdict, by package and function.
var severities = map[string][]string{
	"nethttp.set":              {"wildcard warning"},
	"nethttp.reflected":        {"reflected warning"},
	"nethttp.withCredentials":  {"reflected error"},
	"nethttp.credentialsFirst": {"reflected error"},
	"nethttp.broken":           {"wildcard-credentials warning"},
	"nethttp.null":             {"null-origin warning"},
	"nethttp.setOrigin":        {"reflected error"},
	"nethttp.either":           {"wildcard warning"},
	"nethttp.suppressed":       {"wildcard warning ignored", "null-origin warning ignored"},
	"matchers.suffix":          {"loose-match warning"},
	"matchers.empty":           {"default-open warning"},
	"settings.library":         {"default-open warning"},
	"gochi.use": {
		"wildcard warning", "wildcard-credentials warning", "wildcard warning", "wildcard warning", "allow-func-true error",
	},
	"gorilla.given":         nil,
	"websockets.later":      {"allow-func-true error"},
	"websockets.chosen":     {"allow-func-true note"},
	"websockets.failsOpen":  {"default-open warning"},
	"protection.holes":      {"allow-func-true error", "allow-func-true error", "allow-func-true error", "allow-func-true error", "allow-func-true error"},
	"devmode.off":           nil,
	"devmode.on":            {"reflected warning", "wildcard-credentials note"},
	"devmode.unknown":       {"wildcard note", "wildcard note", "wildcard note"},
	"generated.cors":        {"reflected error generated"},
	"anonymous.main":        {"wildcard note"},
	"nocookies.upgrade":     {"allow-func-true warning"},
	"nocookies.credentials": {"reflected error"},
}

func TestSeverities(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for where := range severities {
		pkg, _, _ := strings.Cut(where, ".")
		if path := "corsorigin/" + pkg; !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	got := make(map[string][]string)
	for _, result := range analysistest.Run(t, dir, corsorigin.Analyzer, paths...) {
		for _, v := range result.Result.(*verdict.List).Verdicts {
			what := strings.TrimPrefix(v.Category, "corsorigin/") + " " + v.Severity.String()
			if v.Ignored != nil {
				what += " ignored"
			}
			if v.Generated {
				what += " generated"
			}
			for _, f := range result.Pass.Files {
				for _, d := range f.Decls {
					if fn, ok := d.(*ast.FuncDecl); ok && fn.Pos() <= v.Pos && v.Pos < fn.End() {
						where := filepath.Base(result.Pass.Pkg.Path()) + "." + fn.Name.Name
						got[where] = append(got[where], what)
					}
				}
			}
		}
	}
	for where, want := range severities {
		if !slices.Equal(got[where], want) {
			t.Errorf("%s: %q, want %q", where, got[where], want)
		}
	}
}
