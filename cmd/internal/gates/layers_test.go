package gates

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const modulePath = "github.com/launchlint/launchlint"

// mains are the programs of the module. There is one, because pre-commit
// installs a hook with `go install ./...`.
var mains = []string{"cmd/launchlint"}

// ignoredMains are programs for those who work on launchlint. go.mod ignores
// them, so that `go install ./...` passes them by; `go run` takes them by name.
var ignoredMains = []string{"rules/internal/newrule", "rules/internal/pages/gen"}

func TestIgnoredMains(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(moduleRoot(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, ignored, _ := strings.Cut(string(data), "\nignore (")
	for _, dir := range ignoredMains {
		if !strings.Contains(ignored, "\n\t./"+dir+"\n") {
			t.Errorf("go.mod does not ignore ./%s", dir)
		}
	}
}

// A goPackage is one directory with Go files. Paths are relative to the module;
// imports of the module's own packages too.
type goPackage struct {
	path    string
	name    string
	imports []string // of files that are not tests, on any platform
	tests   []string // of test files
}

// TestLayers holds every import of the module against the walls of the house.
// What Go's internal directories enforce already is not repeated here.
func TestLayers(t *testing.T) {
	packages, err := readPackages(moduleRoot(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"rules", "analyzers", "scanners", "cmd/launchlint"} {
		if !slices.ContainsFunc(packages, func(p goPackage) bool { return p.path == want }) {
			t.Fatalf("the package %s was not found: this test looks in the wrong place", want)
		}
	}
	for _, breach := range breaches(packages) {
		t.Error(breach)
	}
}

// TestLayersBreached breaks each wall once: a check that cannot fail says nothing.
func TestLayersBreached(t *testing.T) {
	for _, c := range []struct {
		breach string
		p      goPackage
	}{
		{"rules imports analyzers/settings", goPackage{path: "rules", name: "rules", imports: []string{"analyzers/settings"}}},
		{"rules imports golang.org/x/tools/go/analysis", goPackage{path: "rules", name: "rules", imports: []string{"golang.org/x/tools/go/analysis"}}},
		{"analyzers/corsorigin imports scanners", goPackage{path: "analyzers/corsorigin", name: "corsorigin", imports: []string{"scanners"}}},
		{"analyzers/corsorigin imports scanners", goPackage{path: "analyzers/corsorigin", name: "corsorigin", tests: []string{"scanners"}}},
		{"analyzers/corsorigin imports os/exec", goPackage{path: "analyzers/corsorigin", name: "corsorigin", imports: []string{"os/exec"}}},
		{"scanners/worktree imports cmd/internal/engine", goPackage{path: "scanners/worktree", name: "worktree", imports: []string{"cmd/internal/engine"}}},
		{"scanners/worktree imports github.com/go-git/go-git/v5", goPackage{path: "scanners/worktree", name: "worktree", imports: []string{"github.com/go-git/go-git/v5"}}},
		{"cmd/internal/cli imports github.com/go-git/go-git/v5/plumbing", goPackage{path: "cmd/internal/cli", name: "cli", imports: []string{"github.com/go-git/go-git/v5/plumbing"}}},
		{"scanners/staged imports github.com/go-git/go-git/v5/plumbing/object", goPackage{path: "scanners/staged", name: "staged", tests: []string{"github.com/go-git/go-git/v5/plumbing/object"}}},
		{"scanners/history/patchid imports github.com/go-git/go-git/v5", goPackage{path: "scanners/history/patchid", name: "patchid", imports: []string{"github.com/go-git/go-git/v5"}}},
		{"scanners/history/patchid imports github.com/go-git/go-git/v5/storage/filesystem", goPackage{path: "scanners/history/patchid", name: "patchid", tests: []string{"github.com/go-git/go-git/v5/storage/filesystem"}}},
		{"scanners/history imports github.com/go-git/go-git/v5/plumbing/transport", goPackage{path: "scanners/history", name: "history", imports: []string{"github.com/go-git/go-git/v5/plumbing/transport"}}},
		{"scanners/secrets imports github.com/zricethezav/gitleaks/v8/detect", goPackage{path: "scanners/secrets", name: "secrets", imports: []string{"github.com/zricethezav/gitleaks/v8/detect"}}},
		{"scanners/secrets imports net/http", goPackage{path: "scanners/secrets", name: "secrets", imports: []string{"net/http"}}},
		{"scanners/secrets imports os/exec", goPackage{path: "scanners/secrets", name: "secrets", imports: []string{"os/exec"}}},
		{"scanners/history imports scanners/history/internal/script", goPackage{path: "scanners/history", name: "history", imports: []string{"scanners/history/internal/script"}}},
		{"scanners/history imports scanners/history/internal/hostile", goPackage{path: "scanners/history", name: "history", imports: []string{"scanners/history/internal/hostile"}}},
		{"cmd/internal/cli imports github.com/sourcegraph/jsonrpc2", goPackage{path: "cmd/internal/cli", name: "cli", imports: []string{"github.com/sourcegraph/jsonrpc2"}}},
		{"cmd/other is a main package", goPackage{path: "cmd/other", name: "main"}},
		{"helpers is outside of the four rooms", goPackage{path: "helpers", name: "helpers"}},
		{"cmd/internal/util is named util", goPackage{path: "cmd/internal/util", name: "util"}},
	} {
		got := breaches([]goPackage{c.p})
		if len(got) != 1 || !strings.HasPrefix(got[0], c.breach) {
			t.Errorf("%+v: got %q, want one that starts with %q", c.p, got, c.breach)
		}
	}
}

// TestLayersAllowed names what must stay possible.
func TestLayersAllowed(t *testing.T) {
	for _, p := range []goPackage{
		{path: "rules", name: "rules", imports: []string{"embed", "github.com/goccy/go-yaml", "rules/internal/strictyaml"}},
		{path: "rules/rulestest", name: "rulestest", imports: []string{"golang.org/x/tools/go/packages", "analyzers/verdict"}},
		{path: "scanners/history", name: "history", imports: []string{"github.com/go-git/go-git/v5/plumbing/object"}},
		{path: "scanners/history", name: "history", tests: []string{"scanners/history/internal/script", "scanners/history/internal/hostile"}},
		{path: "scanners/history/internal/hostile", name: "hostile", imports: []string{"scanners/history/internal/script"}},
		{path: "scanners/gosource", name: "gosource", imports: []string{"os/exec", "analyzers", "rules"}},
		{path: "scanners/secrets", name: "secrets", imports: []string{"github.com/zricethezav/gitleaks/v8/config"}, tests: []string{"github.com/zricethezav/gitleaks/v8/detect", "os/exec"}},
		{path: "cmd/internal/lsp", name: "lsp", imports: []string{"github.com/sourcegraph/jsonrpc2"}},
		{path: "cmd/launchlint", name: "main", imports: []string{"cmd/internal/cli"}},
	} {
		if got := breaches([]goPackage{p}); len(got) > 0 {
			t.Errorf("%+v: %q", p, got)
		}
	}
}

// rooms are the top-level directories with Go code. Each imports only those
// before it.
var rooms = []string{"rules", "analyzers", "scanners", "cmd"}

// A wall says where an import may stand.
type wall struct {
	// imports is a package path, with all below it.
	imports string
	// in are the directories, with all below them, whose packages are meant.
	in []string
	// but are the directories, with all below them, that are excepted.
	but []string
	// tests reports whether test files are meant too.
	tests  bool
	reason string
}

var walls = []wall{
	{
		imports: "github.com/go-git/go-git", tests: true, but: []string{"scanners/history"},
		reason: "go-git is only for scanners/history",
	},
	{
		imports: "github.com/go-git/go-git", tests: true, in: []string{"scanners/history"},
		but:    []string{"github.com/go-git/go-git/v5/plumbing", "github.com/go-git/go-git/v5/utils/diff"},
		reason: "of go-git only what compares objects in memory: it opens no repository",
	},
	{
		imports: "github.com/go-git/go-git/v5/plumbing/transport", tests: true, in: []string{"scanners/history"},
		reason: "nothing is fetched: git's transports stay out",
	},
	{
		imports: "github.com/zricethezav/gitleaks/v8/detect",
		reason:  "gitleaks' engine is only what tests compare with",
	},
	{
		imports: "github.com/sourcegraph/jsonrpc2", but: []string{"cmd/internal/lsp"}, tests: true,
		reason: "JSON-RPC is only for cmd/internal/lsp",
	},
	{
		imports: "net", in: []string{"scanners"}, but: []string{"net/url", "net/netip", "net/textproto", "net/mail"},
		reason: "a scan opens no connection",
	},
	{
		imports: "net/http", in: []string{"analyzers"}, // net itself has the parsers of addresses
		reason: "a scan opens no connection",
	},
	{
		imports: "os/exec", in: []string{"analyzers", "scanners"}, but: []string{"scanners/gosource", "scanners/history/internal/script"},
		reason: "a scan starts no process, but for the go command",
	},
	{
		imports: "scanners/history/internal/script", but: []string{"scanners/history/internal/hostile"},
		reason: "it starts git, for tests",
	},
	{
		imports: "scanners/history/internal/hostile",
		reason:  "it makes repositories that are broken, for tests",
	},
	{
		imports: "log", in: []string{"rules", "analyzers", "scanners"},
		reason: "what is to be said goes through the sink",
	},
}

// bannedNames say nothing of what a package is for.
var bannedNames = []string{"util", "utils", "common", "types", "helpers", "base", "misc", "shared"}

// breaches returns a line for each import that goes through a wall.
func breaches(packages []goPackage) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, p := range packages {
		room := slices.Index(rooms, roomOf(p.path))
		if room < 0 {
			say("%s is outside of the four rooms %v", p.path, rooms)
			continue
		}
		if p.name == "main" && !slices.Contains(slices.Concat(mains, ignoredMains), p.path) {
			say("%s is a main package: `go install ./...` would install it too", p.path)
		}
		if slices.Contains(bannedNames, path.Base(p.path)) {
			say("%s is named %s, which says nothing of what it is for", p.path, path.Base(p.path))
		}
		for i, imported := range slices.Concat(p.imports, p.tests) {
			test := i >= len(p.imports)
			if to := slices.Index(rooms, roomOf(imported)); to > room && !(p.path == "rules/rulestest" && rooms[to] == "analyzers") {
				say("%s imports %s: rooms import only leftwards in %v", p.path, imported, rooms)
				continue
			}
			if rooms[room] == "rules" && !test && !allowedInRules(p.path, imported) {
				say("%s imports %s: rules are data, read with the standard library and a YAML library", p.path, imported)
				continue
			}
			for _, w := range walls {
				if w.stops(p.path, imported, test) {
					say("%s imports %s: %s", p.path, imported, w.reason)
				}
			}
		}
	}
	return out
}

func roomOf(p string) string {
	room, _, _ := strings.Cut(p, "/")
	return room
}

func allowedInRules(p, imported string) bool {
	if under(imported, "rules") || under(imported, "github.com/goccy/go-yaml") {
		return true
	}
	if p == "rules/rulestest" || under(p, "rules/internal") {
		return standard(imported) || under(imported, "golang.org/x/tools") || under(imported, "analyzers")
	}
	return standard(imported)
}

// standard reports whether a package is in the standard library: the first
// element of other paths has a dot.
func standard(imported string) bool {
	return !strings.Contains(roomOf(imported), ".") && !slices.Contains(rooms, roomOf(imported))
}

func (w wall) stops(p, imported string, test bool) bool {
	if !under(imported, w.imports) || test && !w.tests {
		return false
	}
	if w.in != nil && !slices.ContainsFunc(w.in, func(dir string) bool { return under(p, dir) }) {
		return false
	}
	return !slices.ContainsFunc(w.but, func(but string) bool { return under(p, but) || under(imported, but) })
}

// under reports whether p is dir or below it. A version suffix of a module path
// counts as below.
func under(p, dir string) bool { return p == dir || strings.HasPrefix(p, dir+"/") }

// readPackages reads the imports of all Go files of the module in root, whatever
// platform or tag they are for. The file doc_deps.go, which keeps modules in
// go.mod, is not part of the program.
func readPackages(root string) ([]goPackage, error) {
	byPath := make(map[string]*goPackage)
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || isModule(name)) {
				return filepath.SkipDir
			}
			return nil
		}
		rel, err := filepath.Rel(root, name)
		if err != nil || !strings.HasSuffix(name, ".go") || rel == "doc_deps.go" {
			return err
		}
		dir := path.Dir(filepath.ToSlash(rel))
		if byPath[dir] == nil {
			byPath[dir] = &goPackage{path: dir}
		}
		return byPath[dir].add(name)
	})
	if err != nil {
		return nil, err
	}
	var out []goPackage
	for _, p := range byPath {
		slices.Sort(p.imports)
		p.imports = slices.Compact(p.imports)
		slices.Sort(p.tests)
		p.tests = slices.Compact(p.tests)
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b goPackage) int { return strings.Compare(a.path, b.path) })
	return out, nil
}

func (p *goPackage) add(name string) error {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	test := strings.HasSuffix(name, "_test.go")
	if !test {
		p.name = file.Name.Name
	}
	for _, i := range file.Imports {
		imported, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return err
		}
		imported = strings.TrimPrefix(imported, modulePath+"/")
		if test {
			p.tests = append(p.tests, imported)
		} else {
			p.imports = append(p.imports, imported)
		}
	}
	return nil
}

func isModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return !errors.Is(err, fs.ErrNotExist)
}

// moduleRoot returns the directory of the module that this test belongs to.
func moduleRoot(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if !isModule(root) {
		t.Fatalf("no go.mod in %s", root)
	}
	return root
}
