package objects

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/gitdir"
)

// A sandbox is a bare repository made by git itself.
type sandbox struct {
	tb  testing.TB
	dir string
}

// newSandbox makes a repository. Without git the test is skipped with the reason,
// except in CI.
func newSandbox(tb testing.TB) *sandbox {
	tb.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatal("git is not installed: CI must compare the object reader with it")
		}
		tb.Skip("git is not installed: nothing to compare the object reader with")
	}
	s := &sandbox{tb: tb, dir: tb.TempDir()}
	s.git("init", "-q", "--bare", "-b", "main")
	return s
}

func (s *sandbox) git(args ...string) string { s.tb.Helper(); return s.gitIn("", args...) }

func (s *sandbox) gitIn(stdin string, args ...string) string {
	s.tb.Helper()
	cmd := exec.Command("git", append([]string{"-c", "gc.auto=0", "-c", "maintenance.auto=false"}, args...)...)
	cmd.Dir = s.dir
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + s.dir, "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org",
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		s.tb.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out.String()
}

// path returns the path of a file in the git directory.
func (s *sandbox) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *sandbox) write(name, text string) {
	s.tb.Helper()
	if err := os.MkdirAll(filepath.Dir(s.path(name)), 0o755); err != nil {
		s.tb.Fatal(err)
	}
	if err := os.WriteFile(s.path(name), []byte(text), 0o600); err != nil {
		s.tb.Fatal(err)
	}
}

// fill imports a history of so many commits, the same for the same seed: files
// that grow and change in places, names that come and go, merges and tags.
func (s *sandbox) fill(commits int, seed uint64) {
	s.tb.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	line := func() string { return fmt.Sprintf("line %x %x\n", r.Uint64(), r.Uint32()) }
	files := make([][]string, 12)
	for i := range files {
		for range 20 + 40*i {
			files[i] = append(files[i], line())
		}
	}
	for c := range commits {
		fmt.Fprintf(&b, "commit refs/heads/main\nmark :%d\ncommitter C <c@example.org> %d +0100\ndata 9\nchange %c\n", c+1, 1700000000+60*c, 'a'+c%26)
		if c > 10 && c%17 == 0 {
			fmt.Fprintf(&b, "merge :%d\n", c-5)
		}
		for range 1 + r.IntN(3) {
			i := r.IntN(len(files))
			at := r.IntN(len(files[i]))
			if r.IntN(3) == 0 {
				files[i] = append(files[i][:at], append([]string{line(), line()}, files[i][at:]...)...)
			} else {
				files[i][at] = line()
			}
			text := strings.Join(files[i], "")
			fmt.Fprintf(&b, "M 100644 inline dir%d/sub%d/file%d.txt\ndata %d\n%s\n", i%3, i%2, i, len(text), text)
		}
		if c%29 == 0 {
			fmt.Fprintf(&b, "M 120000 inline link\ndata 3\ndir\nM 100755 inline empty\ndata 0\n\n")
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "tag v1\nfrom :%d\ntagger C <c@example.org> 1700000000 +0000\ndata 4\none\n\n", commits)
	s.gitIn(b.String(), "fast-import", "--quiet", "--depth=0")
}

// open opens the repository, and closes it at the end of the test.
func (s *sandbox) open(limits Limits) *Store {
	s.tb.Helper()
	return openStore(s.tb, s.dir, limits)
}

func openStore(tb testing.TB, dir string, limits Limits) *Store {
	tb.Helper()
	repo, err := gitdir.OpenBare(dir)
	if err != nil {
		tb.Fatal(err)
	}
	store, err := Open(repo, limits)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := store.Close(); err != nil {
			tb.Error(err)
		}
	})
	return store
}

// skeleton makes an empty repository without git.
func skeleton(tb testing.TB) string {
	tb.Helper()
	dir := tb.TempDir()
	for _, name := range []string{"refs", "objects/pack", "objects/info"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(name)), 0o755); err != nil {
			tb.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "HEAD"), []byte("ref: refs/heads/main\n"), 0o600); err != nil {
		tb.Fatal(err)
	}
	return dir
}
