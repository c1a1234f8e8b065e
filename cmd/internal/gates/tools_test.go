package gates

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Versions are pinned so that a new release of a tool fails no build of an old
// commit. They run through `go run`, outside of go.mod: none of them is part of
// the program.
const (
	gofumpt     = "mvdan.cc/gofumpt@v0.12.0"
	staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"
)

func TestFormat(t *testing.T) {
	root := moduleRoot(t)
	files := goFiles(t, root)
	out := run(t, root, append([]string{"run", gofumpt, "-l"}, files...)...)
	if out != "" {
		t.Errorf("not formatted; run `go run %s -w` on:\n%s", gofumpt, out)
	}
}

func TestVet(t *testing.T) {
	if out := run(t, moduleRoot(t), "vet", "./..."); out != "" {
		t.Error(out)
	}
}

func TestStaticcheck(t *testing.T) {
	if out := run(t, moduleRoot(t), "run", staticcheck, "./..."); out != "" {
		t.Error(out)
	}
}

// goFiles returns the repository's own Go files, not the fixtures: those show
// code as people write it.
func goFiles(t *testing.T, root string) []string {
	t.Helper()
	packages, err := readPackages(root)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, p := range packages {
		entries, err := os.ReadDir(root + "/" + p.path)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".go") {
				files = append(files, p.path+"/"+e.Name())
			}
		}
	}
	return files
}

// run runs the go command and returns what it says. Where the tool cannot be had
// it skips the test, except in CI, where that must not go unseen.
func run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("looks at the whole repository")
	}
	var out bytes.Buffer
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Stdout, cmd.Stderr = &out, &out
	// A test runs with GOFLAGS of its caller, such as -cover: not for the tools.
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false", "GOWORK=off")
	err := cmd.Run()
	text := strings.TrimSpace(withoutDownloads(out.String()))
	if err != nil && text == "" {
		text = err.Error()
	}
	if err != nil && unavailable(text) {
		message := "the tool cannot be had: " + text
		if os.Getenv("CI") != "" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	return text
}

// withoutDownloads leaves out the lines in which the go command says what it fetches.
func withoutDownloads(text string) string {
	var kept []string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "go: downloading ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// unavailable reports whether the go command could not fetch a module.
func unavailable(text string) bool {
	for _, sign := range []string{"dial tcp", "GOPROXY=off", "no such host", "connection refused", "i/o timeout", "403 Forbidden", "404 Not Found", "TLS handshake"} {
		if strings.Contains(text, "go: ") && strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

func TestUnavailable(t *testing.T) {
	for text, want := range map[string]bool{
		"go: mvdan.cc/gofumpt@v0.12.0: Get \"https://modules.example/...\": dial tcp: lookup modules.example: no such host": true,
		"go: mvdan.cc/gofumpt@v0.12.0: module lookup disabled by GOPROXY=off":                                               true,
		"rules/rules.go:3:2: this value of err is never used (SA4006)":                                                      false,
		"cmd/x.go:1:1: dial tcp must not be mistaken (ST1005)":                                                              false,
	} {
		if got := unavailable(text); got != want {
			t.Errorf("unavailable(%q) = %v", text, got)
		}
	}
}
