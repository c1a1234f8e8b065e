package gitdir

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// skeleton makes the least that git takes for a git directory.
func skeleton(t *testing.T, dir string) {
	t.Helper()
	write(t, filepath.Join(dir, "HEAD"), "ref: refs/heads/main\n")
	for _, name := range []string{"objects", "refs"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOpenOrdinary(t *testing.T) {
	top := t.TempDir()
	skeleton(t, filepath.Join(top, ".git"))
	r, err := Open(top)
	if err != nil {
		t.Fatal(err)
	}
	if r.Dir != filepath.Join(top, ".git") || r.Common != r.Dir || r.Settings.HashSize != 20 {
		t.Errorf("got %+v", r)
	}
}

func TestOpenLinkedWorkTree(t *testing.T) {
	base := t.TempDir()
	main, linked := filepath.Join(base, "main"), filepath.Join(base, "linked")
	skeleton(t, filepath.Join(main, ".git"))
	write(t, filepath.Join(main, ".git/config"), "[core]\n\tignorecase = false\n[extensions]\n\tworktreeConfig\n")
	own := filepath.Join(main, ".git/worktrees/linked")
	write(t, filepath.Join(own, "HEAD"), "ref: refs/heads/x\n")
	write(t, filepath.Join(own, "commondir"), "../..\n")
	write(t, filepath.Join(own, "config.worktree"), "[core]\n\tignoreCase = yes\n")
	write(t, filepath.Join(linked, ".git"), "gitdir: "+own+"\n")
	r, err := Open(linked)
	if err != nil {
		t.Fatal(err)
	}
	if r.Dir != own || r.Common != filepath.Join(main, ".git") || !r.Settings.IgnoreCase {
		t.Errorf("got %+v", r)
	}
}

func TestOpenBare(t *testing.T) {
	dir := t.TempDir()
	if r, err := OpenBare(dir); !errors.Is(err, ErrNone) {
		t.Errorf("an empty directory: got %+v, %v; want ErrNone", r, err)
	}
	skeleton(t, dir)
	r, err := OpenBare(dir)
	if err != nil || r.Dir != dir || r.Common != dir || r.Settings.FormatVersion != "0" {
		t.Errorf("got %+v, %v", r, err)
	}
	if r.Settings.Promisor || len(r.Settings.Extensions) != 0 {
		t.Errorf("got %+v of a repository without configuration", r.Settings)
	}
	write(t, filepath.Join(dir, "config"), "[core]\n\trepositoryFormatVersion = 1\n"+
		"[extensions]\n\tRefStorage = reftable\n\tpreciousObjects\n[remote \"o.x\"]\n\tPromisor = yes\n")
	r, err = OpenBare(dir)
	if err != nil {
		t.Fatal(err)
	}
	s := r.Settings
	if s.FormatVersion != "1" || s.Extensions["refstorage"] != "reftable" || s.Extensions["preciousobjects"] != "true" || !s.Promisor {
		t.Errorf("got %+v", s)
	}
}

func TestOpenNone(t *testing.T) {
	for name, setUp := range map[string]func(top string){
		"nothing":        func(string) {},
		"empty .git":     func(top string) { _ = os.Mkdir(filepath.Join(top, ".git"), 0o755) },
		"other file":     func(top string) { write(t, filepath.Join(top, ".git"), "hello\n") },
		"dangling link":  func(top string) { _ = os.Symlink("nowhere", filepath.Join(top, ".git")) },
		"no objects dir": func(top string) { write(t, filepath.Join(top, ".git/HEAD"), "x") },
	} {
		top := t.TempDir()
		setUp(top)
		if r, err := Open(top); !errors.Is(err, ErrNone) {
			t.Errorf("%s: got %+v, %v; want ErrNone", name, r, err)
		}
	}
	top := t.TempDir()
	write(t, filepath.Join(top, ".git"), "gitdir: ../gone\n")
	if _, err := Open(top); err == nil || errors.Is(err, ErrNone) {
		t.Errorf(".git naming a missing directory: got %v, want an error of its own", err)
	}
}

func TestParseConfig(t *testing.T) {
	text := "\xef\xbb\xbf# comment\r\n[core]\r\n\tignoreCase ; alone\r\n" +
		"  excludesFile = \"~/a b \\\"c\\\" \" # why\n" +
		"[remote \"Orig\\\"in]\"] url = x\\\n  y\\tz ; end\n" +
		"garbage line\n[broken \"\nkey = 1\n[Extensions]objectFormat=sha256"
	got := make(map[string]string)
	parseConfig(text, func(key, value string) { got[key] = value })
	for key, want := range map[string]string{
		"core.ignorecase":         "true",
		"core.excludesfile":       `~/a b "c" `,
		`remote.Orig"in].url`:     "x  y\tz",
		"extensions.objectformat": "sha256",
	} {
		if got[key] != want {
			t.Errorf("%s: got %q, want %q (all: %q)", key, got[key], want, got)
		}
	}
	if _, ok := got["broken.key"]; ok {
		t.Error("a key of a section that is not closed was read")
	}
}

func TestUserExcludes(t *testing.T) {
	top, home := t.TempDir(), t.TempDir()
	skeleton(t, filepath.Join(top, ".git"))
	env := func(set map[string]string) func(string) string { return func(k string) string { return set[k] } }
	withHome := env(map[string]string{"HOME": home})
	check := func(want string, getenv func(string) string) {
		t.Helper()
		r, err := Open(top)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.UserExcludes(getenv); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	check("", nil)
	check(filepath.Join(home, ".config/git/ignore"), withHome)
	check("/x/git/ignore", env(map[string]string{"HOME": home, "XDG_CONFIG_HOME": "/x"}))
	write(t, filepath.Join(home, "more"), "[core]\nexcludesFile=~/mine\n")
	write(t, filepath.Join(home, ".gitconfig"), "[include]\n\tpath = more\n\tpath = .gitconfig\n\tpath = .gitconfig\n")
	check(filepath.Join(home, "mine"), withHome)
	write(t, filepath.Join(top, ".git/config"), "[core]\nexcludesFile = ours\n")
	check(filepath.Join(top, "ours"), withHome)
}

func FuzzParseConfig(f *testing.F) {
	f.Add("[a \"b\"]\nc = \"d\\\ne\" # f\n")
	f.Fuzz(func(_ *testing.T, text string) { parseConfig(text, func(string, string) {}) })
}
