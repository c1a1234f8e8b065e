package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/engine"
)

// launch runs a command line in dir and returns the exit code and both outputs.
func launch(t *testing.T, dir string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = Run(context.Background(), args, Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &err, Dir: dir})
	return code, out.String(), err.String()
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestHostilePaths: what a path holds reaches no terminal unescaped, and the
// file is scanned all the same.
func TestHostilePaths(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"line\nbreak.env", "esc\x1b[31m.env", "bad\xffutf8.env", "bidi\u202e.env"} {
		write(t, dir, name, "TOKEN="+token(name)+"\n")
	}
	for _, format := range []string{"text", "json", "sarif", "markdown", "github"} {
		code, stdout, stderr := launch(t, dir, "secrets", "--format", format)
		if code != engine.ExitFindings {
			t.Errorf("%s: exit code %d, want %d; stderr: %s", format, code, engine.ExitFindings, stderr)
		}
		if !strings.Contains(stderr, "launchlint: 4 findings") {
			t.Errorf("%s: stderr %q, want 4 findings", format, stderr)
		}
		for what, bad := range map[string]string{"an escape character": "\x1b[31m", "a broken line": "line\nbreak", "a byte that is no UTF-8": "bad\xff", "a bidi override": "\u202e"} {
			if strings.Contains(stdout+stderr, bad) {
				t.Errorf("%s: the output holds %s from a path", format, what)
			}
		}
	}
}

// TestInvalidUTF8 finds a secret between bytes that are no text.
func TestInvalidUTF8(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "mixed.txt", "\xff\xfe\xfd\nkey: "+token("a")+"\n\xc3\x28\n")
	code, stdout, stderr := launch(t, dir, "secrets")
	if code != engine.ExitFindings || !strings.Contains(stdout, "mixed.txt:2:6: ") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
}

// TestHugeFile scans 300 MB with a secret at its end; a file above the limit
// makes the scan incomplete, and one that was asked to be skipped does not.
func TestHugeFile(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: 300 MB are read, and -short was given")
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "dump.sql")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	const size = 300 << 20
	if err := f.Truncate(size); err != nil { // sparse: no disk is used
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte("\nkey: "+token("b")+"\n"), 200<<20); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}

	code, stdout, stderr := launch(t, dir, "secrets")
	if code != engine.ExitIncomplete || !strings.Contains(stdout, "too-large") || !strings.Contains(stderr, "INCOMPLETE") {
		t.Errorf("above the default limit: exit code %d\n%s%s", code, stdout, stderr)
	}
	code, stdout, stderr = launch(t, dir, "secrets", "--max-file-size", "1MiB")
	if code != engine.ExitClean || !strings.Contains(stderr, "too-large=1") {
		t.Errorf("skipped as asked: exit code %d\n%s%s", code, stdout, stderr)
	}
	code, stdout, stderr = launch(t, dir, "secrets", "--max-file-size", "1GiB")
	if code != engine.ExitFindings || !strings.Contains(stdout, "dump.sql:2:6: ") {
		t.Errorf("limit raised: exit code %d\n%s%s", code, stdout, stderr)
	}
}

// TestReportsAreWholeOrAbsent: nothing is written when the scan cannot start, and
// an earlier report stays.
func TestReportsAreWholeOrAbsent(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "out.sarif", "earlier")
	code, _, stderr := launch(t, dir, "code", "--format", "sarif", "--output", "out.sarif")
	if code != engine.ExitCannotScan || !strings.Contains(stderr, "go.mod") {
		t.Errorf("exit code %d, stderr %q: want 2 and the next step", code, stderr)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "out.sarif")); err != nil || string(got) != "earlier" {
		t.Errorf("the earlier report is now %q (%v)", got, err)
	}
	code, _, stderr = launch(t, dir, "secrets", "--output", filepath.Join("no", "such", "dir", "out.txt"))
	if code != engine.ExitCannotScan || !strings.Contains(stderr, filepath.Join("no", "such")) {
		t.Errorf("exit code %d, stderr %q: want 2 and the directory's name", code, stderr)
	}
}
