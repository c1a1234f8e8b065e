package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/engine"
)

// tree writes files, path and content in turn, and returns their directory.
func tree(t *testing.T, pairs ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(pairs); i += 2 {
		name := filepath.Join(dir, pairs[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(pairs[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// launchWith runs a command line in dir with an input and an environment.
func launchWith(t *testing.T, dir string, stdin io.Reader, env map[string]string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Run(context.Background(), args, Env{
		Stdin: stdin, Stdout: &out, Stderr: &errs, Dir: dir, Getenv: func(k string) string { return env[k] },
	})
	return code, out.String(), errs.String()
}

func TestSecretsCommand(t *testing.T) {
	raw := token("1")
	clean := "# nothing here\n"
	tight := `[extend]
useDefault = true
[[allowlists]]
description = "our test tokens"
paths = ['''^fixtures/''']
`
	for _, c := range []struct {
		name   string
		files  []string
		stdin  string
		args   []string
		code   int
		stdout []string // fragments that must be there
		stderr string
	}{
		{
			name: "clean", files: []string{"a.txt", clean}, args: []string{"secrets"},
			code: engine.ExitClean, stdout: []string{"no git repository here"}, stderr: "launchlint: 0 findings, 1 file scanned, 0 skipped, complete\n",
		},
		{
			name: "found", files: []string{"a.txt", "t=" + raw}, args: []string{"secrets"},
			code: engine.ExitFindings, stdout: []string{"a.txt:1:3: github PAT ghp_", "secret/github-pat"}, stderr: "1 finding, 1 file scanned",
		},
		{
			name: "named directory", files: []string{"in/a.txt", "t=" + raw, "out/b.txt", "t=" + raw}, args: []string{"secrets", "in"},
			code: engine.ExitFindings, stdout: []string{"a.txt:1:3"}, stderr: "1 finding, 1 file scanned",
		},
		{
			name: "standard input", files: []string{"stdin", "x"}, stdin: "one\ntoken " + raw + "\n", args: []string{"secrets", "--stdin"},
			code: engine.ExitFindings, stdout: []string{"stdin:2:7: github PAT"}, stderr: "1 finding, 1 input scanned",
		},
		{
			name: "comment", files: []string{"a.txt", "t=" + raw + " # gitleaks:allow"}, args: []string{"secrets"},
			code: engine.ExitClean, stdout: []string{"hidden by comment: a.txt:1:3"}, stderr: "0 findings (1 suppressed)",
		},
		{
			name: "no suppress", files: []string{"a.txt", "t=" + raw + " # gitleaks:allow"}, args: []string{"secrets", "--no-suppress"},
			code: engine.ExitFindings, stderr: "1 finding,",
		},
		{
			name:  "fingerprints",
			files: []string{"a.txt", "t=" + raw, ".gitleaksignore", "a.txt:github-pat:1\nnonsense\n"}, args: []string{"secrets"},
			code: engine.ExitClean, stdout: []string{"hidden by gitleaksignore", ".gitleaksignore:2", "this line ignores nothing"}, stderr: "0 findings (1 suppressed)",
		},
		{
			name:  "fingerprints that are not trusted",
			files: []string{"a.txt", "t=" + raw, ".gitleaksignore", "a.txt:github-pat:1\n"}, args: []string{"secrets", "--no-repo-config"},
			code: engine.ExitFindings, stderr: "1 finding,",
		},
		{
			name:  "gitleaks configuration",
			files: []string{"fixtures/a.txt", "t=" + raw, "my.toml", tight}, args: []string{"secrets", "--gitleaks-config", "my.toml"},
			code: engine.ExitClean, stdout: []string{"hidden by allowlist: fixtures/a.txt"}, stderr: "0 findings (1 suppressed)",
		},
		{
			name:  "gitleaks configuration of the repository",
			files: []string{"fixtures/a.txt", "t=" + raw, ".gitleaks.toml", tight}, args: []string{"secrets"},
			code: engine.ExitClean, stderr: "0 findings (1 suppressed)",
		},
		{
			name:  "gitleaks configuration that is not trusted",
			files: []string{"fixtures/a.txt", "t=" + raw, ".gitleaks.toml", tight}, args: []string{"secrets", "--no-repo-config"},
			code: engine.ExitFindings, stderr: "1 finding,",
		},
		{
			name:  "gitleaks configuration without the default rules",
			files: []string{"a.txt", "t=" + raw, ".gitleaks.toml", "[[rules]]\nid = 'own'\nregex = 'own-[0-9]{9}'\n"}, args: []string{"secrets"},
			code: engine.ExitClean, stdout: []string{".gitleaks.toml does without", "--no-repo-config"}, stderr: "0 findings",
		},
		{
			name:  "gitleaks configuration in launchlint.yaml",
			files: []string{"fixtures/a.txt", "t=" + raw, "ci/my.toml", tight, "launchlint.yaml", "version: 1\nsecrets: {config: ci/my.toml}\n"}, args: []string{"secrets"},
			code: engine.ExitClean, stderr: "0 findings (1 suppressed)",
		},
		{
			name:  "gitleaks configuration of the repository outside of it",
			files: []string{"a.txt", clean, "launchlint.yaml", "version: 1\nsecrets: {config: /etc/hostname}\n"}, args: []string{"secrets"},
			code: engine.ExitCannotScan, stderr: "leads out of the repository",
		},
		{
			name: "missing configuration", args: []string{"secrets", "--gitleaks-config", "gone.toml"},
			code: engine.ExitCannotScan, stderr: "gone.toml: no such file",
		},
		{
			name: "too large, as asked", files: []string{"a.txt", strings.Repeat("x", 2000)}, args: []string{"secrets", "--max-file-size", "1KiB"},
			code: engine.ExitClean, stderr: "1 skipped (too-large=1), complete",
		},
		{
			name:  "too large by the repository's configuration",
			files: []string{"a.txt", strings.Repeat("x", 2000), "launchlint.yaml", "version: 1\nsecrets: {max-file-size: 1KiB}\n"}, args: []string{"secrets"},
			code: engine.ExitIncomplete, stderr: "1 skipped (too-large=1), INCOMPLETE",
		},
		{name: "size", args: []string{"secrets", "--max-file-size", "10"}, code: engine.ExitCannotScan, stderr: "such as 512KiB"},
		{name: "both", args: []string{"secrets", "--stdin", "--worktree"}, code: engine.ExitCannotScan, stderr: "exclude each other"},
		{name: "stdin and directory", args: []string{"secrets", "--stdin", "."}, code: engine.ExitCannotScan, stderr: "name no directory"},
		{name: "file", files: []string{"a.txt", clean}, args: []string{"secrets", "a.txt"}, code: engine.ExitCannotScan, stderr: "a.txt is a file"},
		{name: "missing", args: []string{"secrets", "gone"}, code: engine.ExitCannotScan, stderr: "gone: no such file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := tree(t, c.files...)
			code, stdout, stderr := launchWith(t, dir, strings.NewReader(c.stdin), nil, c.args...)
			if code != c.code || !strings.Contains(stderr, c.stderr) {
				t.Errorf("exit code %d, want %d; standard error %q, want %q in it", code, c.code, stderr, c.stderr)
			}
			for _, want := range c.stdout {
				if !strings.Contains(stdout, want) {
					t.Errorf("standard output lacks %q:\n%s", want, stdout)
				}
			}
			if strings.Contains(stdout+stderr, raw) {
				t.Errorf("the raw secret is printed:\n%s%s", stdout, stderr)
			}
		})
	}
}

func TestSecretsKey(t *testing.T) {
	dir := tree(t, "a.txt", "t="+token("1"), "b.txt", "\n\n"+token("1"))
	hashes := func(key string) (found []string) {
		_, stdout, _ := launchWith(t, dir, nil, map[string]string{keyVariable: key}, "secrets", "--format", "json")
		for line := range strings.Lines(stdout) {
			if _, value, ok := strings.Cut(line, `"hash": `); ok {
				found = append(found, strings.TrimSpace(value))
			}
		}
		return found
	}
	one, two := hashes("one"), hashes("two")
	if len(one) != 2 || one[0] != one[1] || len(two) != 2 || one[0] == two[0] {
		t.Errorf("hashes under one key %q, under another %q", one, two)
	}
	if none := hashes(""); len(none) != 0 {
		t.Errorf("hashes without a key: %q", none)
	}
}

func TestRepositoryCannotNameOtherFilesByALink(t *testing.T) {
	outside := tree(t, "private", "not = toml = at = all\n")
	dir := tree(t, "launchlint.yaml", "version: 1\nsecrets: {config: rules.toml}\n")
	if err := os.Symlink(filepath.Join(outside, "private"), filepath.Join(dir, "rules.toml")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	code, _, stderr := launchWith(t, dir, nil, nil, "secrets")
	if code != engine.ExitCannotScan || !strings.Contains(stderr, "leads out of the repository") || strings.Contains(stderr, "toml = at") {
		t.Errorf("exit code %d, %s", code, stderr)
	}
}
