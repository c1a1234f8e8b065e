package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A hooked is a repository with launchlint as its pre-commit hook.
type hooked struct {
	t   *testing.T
	dir string // where git is run
	env []string
}

func (h *hooked) run(args ...string) (output string, err error) {
	h.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = h.dir, h.env
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (h *hooked) git(args ...string) {
	h.t.Helper()
	if out, err := h.run(args...); err != nil {
		h.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func (h *hooked) write(path, text string) {
	h.t.Helper()
	name := filepath.Join(h.dir, path)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

// TestHook commits in every way in which git hands a hook another index, another
// directory or another environment. A secret must be refused in each, and the same
// commit without one must go through.
func TestHook(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("git is not installed: CI must run the hook")
		}
		t.Skip("git is not installed: nothing runs the hook")
	}
	binary := filepath.Join(t.TempDir(), "launchlint")
	if out, err := exec.Command("go", "build", "-o", binary, "github.com/launchlint/launchlint/cmd/launchlint").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	for _, c := range []struct {
		name   string
		unborn bool
		// prepare makes a change with that text, and returns the arguments of commit.
		prepare func(h *hooked, text string) []string
	}{
		{"staged, then cleaned in the work tree", false, func(h *hooked, text string) []string {
			h.write("f", text)
			h.git("add", "f")
			h.write("f", "clean\n")
			return nil
		}},
		{"all changes", false, func(h *hooked, text string) []string {
			h.write("f", text)
			return []string{"-a"}
		}},
		{"a path", false, func(h *hooked, text string) []string {
			h.write("f", text)
			return []string{"f"}
		}},
		{"one path only, another one is staged", false, func(h *hooked, text string) []string {
			h.write("g", "other\n")
			h.git("add", "g")
			h.write("f", text)
			return []string{"--only", "f"}
		}},
		{"amend", false, func(h *hooked, text string) []string {
			h.write("f", text)
			h.git("add", "f")
			return []string{"--amend"}
		}},
		{"the first commit", true, func(h *hooked, text string) []string {
			h.write("f", text)
			h.git("add", "f")
			return nil
		}},
		{"a linked work tree", false, func(h *hooked, text string) []string {
			linked := filepath.Join(h.t.TempDir(), "linked")
			h.git("worktree", "add", "-q", linked)
			h.dir = linked
			h.write("f", text)
			return []string{"-a"}
		}},
		{"a sub-directory", false, func(h *hooked, text string) []string {
			h.dir = filepath.Join(h.dir, "sub")
			h.write("h", text)
			h.git("add", "h")
			return nil
		}},
		{"a path in a sub-directory", false, func(h *hooked, text string) []string {
			h.dir = filepath.Join(h.dir, "sub")
			h.write("h", text)
			h.git("add", "h")
			return []string{"h"}
		}},
		{"a git directory elsewhere", false, func(h *hooked, text string) []string {
			elsewhere := filepath.Join(h.t.TempDir(), "git")
			if err := os.Rename(filepath.Join(h.dir, ".git"), elsewhere); err != nil {
				h.t.Fatal(err)
			}
			h.env = append(h.env, "GIT_DIR="+elsewhere, "GIT_WORK_TREE="+h.dir)
			h.write("f", text)
			return []string{"-a"}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, secret := range []bool{true, false} {
				dir := t.TempDir()
				h := &hooked{t: t, dir: dir, env: []string{
					"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull, "LC_ALL=C",
					"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org",
				}}
				h.git("init", "-q", "-b", "main")
				if !c.unborn {
					h.write("f", "f\n")
					h.write("g", "g\n")
					h.git("add", ".")
					h.git("commit", "-qm", "first")
				}
				h.write(".git/hooks/pre-commit", fmt.Sprintf("#!/bin/sh\nexec '%s' secrets --staged\n", binary))
				if err := os.Chmod(filepath.Join(dir, ".git/hooks/pre-commit"), 0o700); err != nil {
					t.Fatal(err)
				}
				text := "no = \"secret\"\n"
				if secret {
					text = "t = \"" + token(c.name) + "\"\n"
				}
				args := append([]string{"commit", "-m", "second"}, c.prepare(h, text)...)
				out, err := h.run(args...)
				switch refused := err != nil; {
				case refused != secret:
					t.Errorf("secret %v, refused %v\n%s", secret, refused, out)
				case secret && !strings.Contains(out, "in a staged change"), !strings.Contains(out, "1 staged file scanned"):
					t.Errorf("secret %v: the output does not say why\n%s", secret, out)
				}
			}
		})
	}
}
