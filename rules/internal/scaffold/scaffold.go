// Package scaffold writes what a new rule starts from: its page and, for a new
// analyzer, the family's page, the package, its test and a fixture. All of it
// compiles, and its tests fail, each naming the place that is still to be written.
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"

	"github.com/launchlint/launchlint/rules"
)

//go:embed templates
var templateFS embed.FS

// A Result says what was written and what is left to a person.
type Result struct {
	// Wrote are slash paths relative to the top of the repository, in order.
	Wrote []string
	// Next are the steps that follow, each a sentence.
	Next []string
}

var (
	analyzerPattern = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	kindPattern     = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
)

// names are what the templates are filled with.
type names struct {
	Analyzer, Kind string
	// Topic is the kind as a Go package name.
	Topic string
	// Fence is the mark of a code block, which a raw string cannot hold.
	Fence string
	// Text reports whether the examples are for reading only: no analyzer reports them.
	Text bool
}

// Rule writes the scaffold of the rule with that id, ANALYZER/KIND, in the
// repository whose top is root. It changes no file that exists, and errs before
// it writes anything when the rule's page does.
func Rule(root, id string) (*Result, error) {
	analyzer, kind, _ := strings.Cut(id, "/")
	if !analyzerPattern.MatchString(analyzer) || !kindPattern.MatchString(kind) {
		return nil, fmt.Errorf("%q is no rule id; want ANALYZER/KIND, such as corsorigin/some-kind: a Go identifier, a slash, lower-case words joined by dashes", id)
	}
	if analyzer == rules.SecretFamily {
		return nil, fmt.Errorf("secret rules are entries of rules/secrets/*.yaml: add %q there", id)
	}
	if !isFile(root, "analyzers/analyzers.go") {
		return nil, errors.New("this is not the top of the repository: run it there")
	}
	page := "rules/code/" + id + ".md"
	if isFile(root, page) {
		return nil, fmt.Errorf("%s exists already", page)
	}
	family := rules.GetFamily(analyzer)
	n := names{
		Analyzer: analyzer, Kind: kind, Topic: strings.ReplaceAll(kind, "-", ""), Fence: "```",
		Text: family != nil && !family.Analyzer,
	}
	w := &writer{root: root, names: n}
	w.write("rule.md", page)
	w.next("write %s: its examples run as tests", page)
	if !n.Text {
		w.analyzer()
	}
	w.next("run `go generate ./rules`, which writes docs/rules and the README's tables")
	return &w.result, w.err
}

// analyzer writes the parts that belong to an analyzer, as far as there are none.
func (w *writer) analyzer() {
	a := w.names.Analyzer
	fixture := fmt.Sprintf("testdata/src/%s/%s/%s.go", a, w.names.Topic, w.names.Topic)
	if isFile(w.root, "rules/code/"+a+".md") || isFile(w.root, "analyzers/"+a+"/"+a+".go") {
		w.write("fixture.go.tmpl", fixture)
		w.next("write the fixture %s, and add %q to the fixtures in analyzers/%s's test", fixture, a+"/"+w.names.Topic, a)
		w.next("report the flaw in analyzers/%s", a)
		return
	}
	w.write("family.md", "rules/code/"+a+".md")
	w.write("analyzer.go.tmpl", fmt.Sprintf("analyzers/%s/%s.go", a, a))
	w.write("analyzer_test.go.tmpl", fmt.Sprintf("analyzers/%s/%s_test.go", a, a))
	w.write("fixture.go.tmpl", fixture)
	w.next("write rules/code/%s.md, which is the analyzer's Doc", a)
	w.next("write the fixture %s and the analyzer, until `go test ./analyzers/%s` passes", fixture, a)
	w.next("import the package in analyzers/analyzers.go and add this line to Suite: %s.Analyzer,", a)
}

// A writer fills templates into files until the first error.
type writer struct {
	root   string
	names  names
	result Result
	err    error
}

func (w *writer) next(format string, args ...any) {
	w.result.Next = append(w.result.Next, fmt.Sprintf(format, args...))
}

func (w *writer) write(from, to string) {
	if w.err != nil {
		return
	}
	t, err := template.ParseFS(templateFS, "templates/"+from)
	if err != nil {
		w.err = err
		return
	}
	var text bytes.Buffer
	if w.err = t.Execute(&text, w.names); w.err != nil {
		return
	}
	file := filepath.Join(w.root, filepath.FromSlash(to))
	if w.err = os.MkdirAll(filepath.Dir(file), 0o777); w.err != nil {
		return
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		w.next("%s exists already and was left as it is", to)
		return
	}
	if err != nil {
		w.err = err
		return
	}
	_, err = f.Write(text.Bytes())
	if w.err = errors.Join(err, f.Close()); w.err == nil {
		w.result.Wrote = append(w.result.Wrote, to)
	}
}

func isFile(root, name string) bool {
	info, err := os.Stat(filepath.Join(root, filepath.FromSlash(name)))
	return err == nil && info.Mode().IsRegular()
}
