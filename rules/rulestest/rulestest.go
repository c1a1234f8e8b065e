// Package rulestest runs the examples of rule pages through their analyzer, so
// that a page cannot promise what the analyzer does not do. The test of an
// analyzer calls it in one line:
//
//	func TestPages(t *testing.T) { rulestest.Run(t, corsorigin.Analyzer) }
//
// In a bad example exactly the lines that end in "// reported" must be reported
// under the page's rule; in a good example the whole analyzer must be silent.
// Examples import the library stubs of testdata/src, or the standard library.
package rulestest

import (
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/launchlint/launchlint/rules"
)

// Run runs the examples of every rule page of the analyzer's family. It fails
// the test for an example that reports too much or too little or does not
// compile, naming the page and its line, and when the analyzer has no page.
func Run(t *testing.T, a *analysis.Analyzer) {
	t.Helper()
	var list []*rules.Rule
	for _, r := range rules.All() {
		if r.Family() == a.Name && !r.TextExamples {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		t.Fatalf("no rule pages: add rules/code/%s/KIND.md", a.Name)
	}
	dir := t.TempDir()
	testdata, err := findTestdata()
	if err != nil {
		t.Fatal(err)
	}
	examples, err := runExamples(dir, testdata, a, list)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			for _, m := range e.mistakes {
				t.Error(m)
			}
		})
	}
}

// An example is one code block of a page with what is wrong with it.
type example struct {
	rule *rules.Rule
	rules.Example
	bad bool
	// name is also the import path: "corsorigin/reflected/bad1".
	name     string
	mistakes []error
}

// errorf records a mistake at a line of the example, 1-based.
func (e *example) errorf(line int, format string, args ...any) {
	e.mistakes = append(e.mistakes, fmt.Errorf("rules/code/%s.md:%d: %s", e.rule.ID, e.Line+line-1, fmt.Sprintf(format, args...)))
}

// runExamples writes the rules' examples below dir, loads them all at once and
// runs the analyzer. It errs only when it could not get that far.
func runExamples(dir, testdata string, a *analysis.Analyzer, list []*rules.Rule) ([]*example, error) {
	examples := make(map[string]*example)
	var order []*example
	var paths []string
	for _, r := range list {
		for kind, blocks := range map[string][]rules.Example{"bad": r.Bad, "good": r.Good} {
			for i, b := range blocks {
				e := &example{rule: r, Example: b, bad: kind == "bad", name: fmt.Sprintf("%s/%s%d", r.ID, kind, i+1)}
				if err := write(filepath.Join(dir, "src", e.name, "example.go"), b.Source); err != nil {
					return nil, err
				}
				order, paths, examples[e.name] = append(order, e), append(paths, e.name), e
			}
		}
	}
	slices.SortFunc(order, func(a, b *example) int { return strings.Compare(a.name, b.name) })
	pkgs, err := load(dir, testdata, paths)
	if err != nil {
		return nil, err
	}
	pkgs = slices.DeleteFunc(pkgs, func(pkg *packages.Package) bool {
		e := examples[pkg.PkgPath]
		return e == nil || e.brokenBy(pkg) // nil: a stub
	})
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, nil)
	if err != nil {
		return nil, fmt.Errorf("analyze examples: %w", err)
	}
	for _, action := range graph.Roots {
		e := examples[action.Package.PkgPath]
		if action.Err != nil {
			e.errorf(1, "%s: %v", a.Name, action.Err)
			continue
		}
		e.compare(action.Package.Fset, action.Diagnostics)
	}
	return order, nil
}

func write(file, content string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(content), 0o666)
}

// brokenBy reports whether the example did not compile, and records why.
func (e *example) brokenBy(pkg *packages.Package) bool {
	// The compiler, run for export data, repeats what parser and type checker say.
	fromList := func(err packages.Error) bool { return err.Kind == packages.ListError }
	told := slices.DeleteFunc(slices.Clone(pkg.Errors), fromList)
	if len(told) == 0 {
		told = pkg.Errors
	}
	for _, err := range told {
		e.errorf(lineOf(err.Pos), "the example does not compile: %s", err.Msg)
	}
	if len(told) > 0 {
		return true
	}
	packages.Visit([]*packages.Package{pkg}, nil, func(dep *packages.Package) {
		if dep != pkg && len(dep.Errors) > 0 {
			e.errorf(1, "the example's import %q does not compile: %v", dep.PkgPath, dep.Errors[0])
		}
	})
	return len(e.mistakes) > 0
}

// lineOf returns the line in a position "file:line:column", or 1.
func lineOf(pos string) int {
	line := 1
	if parts := strings.Split(pos, ":"); len(parts) >= 3 {
		fmt.Sscan(parts[len(parts)-2], &line)
	}
	return line
}

// compare records where the diagnostics differ from what the page promises.
func (e *example) compare(fset *token.FileSet, diagnostics []analysis.Diagnostic) {
	want := make(map[int]bool)
	if e.bad {
		for i, text := range strings.Split(e.Source, "\n") {
			if strings.HasSuffix(strings.TrimRight(text, " \t"), "// reported") {
				want[i+1] = true
			}
		}
	}
	got := make(map[int]bool)
	for _, d := range diagnostics {
		line := fset.Position(d.Pos).Line
		switch {
		case !e.bad:
			e.errorf(line, "reported in a good example: %s (%s)", d.Message, d.Category)
		case d.Category != e.rule.ID:
			// Another rule of the analyzer may have its say in a bad example.
		case !want[line]:
			e.errorf(line, "reported, but not marked with // reported: %s (%s)", d.Message, d.Category)
		default:
			got[line] = true
		}
	}
	for line := range want {
		if !got[line] {
			e.errorf(line, "marked with // reported, but %s is not reported here", e.rule.ID)
		}
	}
	slices.SortFunc(e.mistakes, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
}
