package scaffold

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestRule proves, in a copy of the repository, that what is written compiles,
// that its tests fail, and that they say where something is to be written.
func TestRule(t *testing.T) {
	root := copyRepository(t)
	result, err := Rule(root, "demo/first-kind")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"rules/code/demo/first-kind.md", "rules/code/demo.md", "analyzers/demo/demo.go", "analyzers/demo/demo_test.go",
		"testdata/src/demo/firstkind/firstkind.go",
	}
	if !slices.Equal(result.Wrote, want) {
		t.Errorf("wrote %q, want %q", result.Wrote, want)
	}
	if last := strings.Join(result.Next, "\n"); !strings.Contains(last, "to Suite: demo.Analyzer,") || !strings.Contains(last, "go generate ./rules") {
		t.Errorf("the next steps do not name the registry and the tables:\n%s", last)
	}
	for _, more := range []struct {
		id    string
		wrote []string
	}{
		{"demo/second", []string{"rules/code/demo/second.md", "testdata/src/demo/second/second.go"}}, // an analyzer that is new in this copy only
		{"corsorigin/some-kind", []string{"rules/code/corsorigin/some-kind.md", "testdata/src/corsorigin/somekind/somekind.go"}},
		{"directive/other", []string{"rules/code/directive/other.md"}}, // no analyzer reports these
	} {
		result, err := Rule(root, more.id)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(result.Wrote, more.wrote) {
			t.Errorf("%s: wrote %q, want %q", more.id, result.Wrote, more.wrote)
		}
	}

	if out, ok := goCommand(t, root, "vet", "./analyzers/demo", "./rules"); !ok {
		t.Fatalf("what was written does not compile:\n%s", out)
	}
	out, ok := goCommand(t, root, "test", "-run", "TestPages|TestFixtures", "./analyzers/demo", "./rules")
	if ok {
		t.Error("the tests pass, with nothing written")
	}
	for _, part := range []string{
		"rules/code/demo/first-kind.md:20: marked with // reported, but demo/first-kind is not reported here",
		"rules/code/demo/first-kind.md:3: still to be written: ",
		"rules/code/demo.md:6: still to be written: TODO: what the analyzer looks at",
		"firstkind.go:5: no diagnostic was reported matching `TODO: a part of the message`",
	} {
		if !strings.Contains(out, part) {
			t.Errorf("the tests do not say %q:\n%s", part, out)
		}
	}
}

func TestRuleRefuses(t *testing.T) {
	root := t.TempDir()
	if _, err := Rule(root, "demo/kind"); err == nil || !strings.Contains(err.Error(), "top of the repository") {
		t.Errorf("outside of the repository: error %v", err)
	}
	for _, name := range []string{"analyzers/analyzers.go", "rules/code/demo/kind.md"} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for id, want := range map[string]string{
		"demo/kind":     "rules/code/demo/kind.md exists already",
		"demo":          "is no rule id",
		"demo/Kind":     "is no rule id",
		"de-mo/kind":    "is no rule id",
		"../demo/kind":  "is no rule id",
		"demo/kind/two": "is no rule id",
		"secret/token":  "secret rules are entries of rules/secrets",
	} {
		if _, err := Rule(root, id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", id, err, want)
		}
	}
	if entries, _ := os.ReadDir(filepath.Join(root, "testdata")); entries != nil {
		t.Error("something was written all the same")
	}
}

// copyRepository returns a copy of the parts that a rule's tests need.
func copyRepository(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range []string{"rules", "analyzers", "testdata/src/corsorigin"} {
		if err := os.CopyFS(filepath.Join(root, name), os.DirFS(filepath.Join("../../..", name))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join("../../..", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func goCommand(t *testing.T, dir string, args ...string) (out string, ok bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=", "GOPROXY=off")
	data, err := cmd.CombinedOutput()
	return string(data), err == nil
}
