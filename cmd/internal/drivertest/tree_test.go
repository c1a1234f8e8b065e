package drivertest

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/analyzers"
)

// configuration is what every driver is given, each in its own way. The fixtures
// that are called configured are silent or loud by it; no other one minds.
const configuration = `version: 1
cookies:
  session-names: [acme_*]
  preference-names: [session_layout]
`

// A tree is the fixtures as people would have them: a workspace with one module
// for each analyzer, and the stubs of the libraries vendored, so that nothing is
// fetched.
type tree struct {
	dir string
	// patterns name the packages of all fixtures.
	patterns []string
	// config is a file with the configuration.
	config string
}

// newTree copies the fixtures of every analyzer in the suite that has any.
func newTree(t *testing.T) *tree {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	source, err := filepath.Abs("../../../testdata/src")
	if err != nil {
		t.Fatal(err)
	}
	tr := &tree{dir: dir, config: filepath.Join(dir, "given.yaml")}
	tr.write(t, "given.yaml", configuration)
	work := "go 1.26\n"
	for _, a := range analyzers.Suite {
		if _, err := os.Stat(filepath.Join(source, a.Name)); err != nil {
			t.Errorf("%s has no fixtures in testdata/src/%s", a.Name, a.Name)
			continue
		}
		tr.copyDir(t, filepath.Join(source, a.Name), a.Name)
		tr.write(t, a.Name+"/go.mod", "module "+a.Name+"\n\ngo 1.26\n\nrequire "+stubs+"\n")
		tr.patterns = append(tr.patterns, "./"+a.Name+"/...")
		work += "use ./" + a.Name + "\n"
	}
	tr.write(t, "go.work", work)
	tr.vendor(t, source)
	return tr
}

// stubs is the module that all stubs are vendored under. The go command takes a
// vendored package by its own path, whatever module it is said to belong to.
const stubs = "stubs.invalid/all v0.0.0"

// vendor copies the stubs: the directories that are named like a host.
func (tr *tree) vendor(t *testing.T, source string) {
	t.Helper()
	entries, err := os.ReadDir(source)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), ".") {
			tr.copyDir(t, filepath.Join(source, e.Name()), "vendor/"+e.Name())
		}
	}
	var packages []string
	tr.eachFile(t, "vendor", func(name, _ string) {
		packages = append(packages, filepath.ToSlash(filepath.Dir(strings.TrimPrefix(name, "vendor/"))))
	})
	list := "## workspace\n# " + stubs + "\n## explicit; go 1.26\n" + strings.Join(slices.Compact(packages), "\n") + "\n"
	tr.write(t, "vendor/modules.txt", list)
}

func (tr *tree) write(t *testing.T, name, content string) {
	t.Helper()
	file := filepath.Join(tr.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func (tr *tree) copyDir(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(tr.dir, filepath.FromSlash(to)), os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// eachFile visits the Go files below a directory of the tree, in order of name.
func (tr *tree) eachFile(t *testing.T, below string, visit func(name, content string)) {
	t.Helper()
	root := os.DirFS(tr.dir)
	err := fs.WalkDir(root, below, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		content, err := fs.ReadFile(root, name)
		visit(name, string(content))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// environ is what every go command runs with, and programs that run it: nothing
// of the caller's modules and flags, nothing fetched.
func environ() []string {
	return append(os.Environ(), "GO111MODULE=on", "GOFLAGS=-buildvcs=false", "GOWORK=", "GOPROXY=off", "GOARCH=", "GOOS=")
}

// A diagnostic is what is compared: the place, as "path:line" in the tree, and
// the text. Columns are not: drivers count them in different units.
type diagnostic struct{ at, message string }

func (d diagnostic) String() string { return d.at + ": " + d.message }

// located returns the diagnostic at a file, which may be absolute.
func (tr *tree) located(file string, line int, message string) diagnostic {
	if rel, err := filepath.Rel(tr.dir, file); err == nil && filepath.IsAbs(file) {
		file = rel
	}
	return diagnostic{fmt.Sprintf("%s:%d", filepath.ToSlash(filepath.Clean(file)), line), message}
}

// expectations are the messages that the fixtures ask for, by place.
type expectations struct {
	// wanted are those of // want comments, which analysistest reads too.
	wanted map[string][]*regexp.Regexp
	// linked are those of // linked comments: what only the link step can find.
	linked map[string][]*regexp.Regexp
}

// expected reads the comments of the fixtures. Where a line has both, linked
// stands before want: analysistest reads a want comment to its end.
func (tr *tree) expected(t *testing.T) expectations {
	t.Helper()
	e := expectations{make(map[string][]*regexp.Regexp), make(map[string][]*regexp.Regexp)}
	for _, pattern := range tr.patterns {
		tr.eachFile(t, strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/..."), func(name, content string) {
			for i, line := range strings.Split(content, "\n") {
				at := fmt.Sprintf("%s:%d", name, i+1)
				line, want, _ := strings.Cut(line, "// want ")
				_, linked, _ := strings.Cut(line, "// linked ")
				for text, into := range map[string]map[string][]*regexp.Regexp{want: e.wanted, linked: e.linked} {
					if found := messages(t, at, text); found != nil {
						into[at] = found
					}
				}
			}
		})
	}
	if len(e.wanted) == 0 {
		t.Fatal("no fixture wants anything: this test looks in the wrong place")
	}
	return e
}

// expectation is one of the regular expressions in a comment, as analysistest
// reads it. One with a name before it is about a fact.
var expectation = regexp.MustCompile("(\\w+:)?(`[^`]*`|\"(?:[^\"\\\\]|\\\\.)*\")")

// messages returns the regular expressions in a comment that are about messages.
func messages(t *testing.T, at, comment string) []*regexp.Regexp {
	t.Helper()
	var out []*regexp.Regexp
	for _, m := range expectation.FindAllStringSubmatch(comment, -1) {
		if m[1] != "" {
			continue
		}
		text, err := strconv.Unquote(m[2])
		if err != nil {
			t.Fatalf("%s: %s: %v", at, m[2], err)
		}
		expr, err := regexp.Compile(text)
		if err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		out = append(out, expr)
	}
	return out
}
