package novel

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A sandbox is a bare repository made by git itself.
type sandbox struct {
	tb  testing.TB
	dir string
}

func newSandbox(tb testing.TB) *sandbox {
	tb.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatal("git is not installed: CI must look at what it packs")
		}
		tb.Skip("git is not installed: nothing packs a repository")
	}
	s := &sandbox{tb: tb, dir: tb.TempDir()}
	s.git("", "init", "-q", "--bare", "-b", "main")
	return s
}

func (s *sandbox) git(stdin string, args ...string) string {
	s.tb.Helper()
	cmd := exec.Command("git", append([]string{"-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "pack.threads=1"}, args...)...)
	cmd.Dir = s.dir
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + s.dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "LC_ALL=C",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org",
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		s.tb.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out.String()
}

// versions commits the texts of one file, one after the other, and returns the
// ids of their blobs.
func (s *sandbox) versions(path string, texts ...string) []objects.ID {
	s.tb.Helper()
	var b strings.Builder
	for i, text := range texts {
		fmt.Fprintf(&b, "commit refs/heads/%s\ncommitter C <c@example.org> %d +0000\ndata 2\nc\n", strings.ReplaceAll(path, "/", "-"), 1700000000+60*i)
		fmt.Fprintf(&b, "M 100644 inline %s\ndata %d\n%s\n", path, len(text), text)
	}
	s.git(b.String(), "fast-import", "--quiet", "--force", "--depth=0")
	var ids []objects.ID
	for _, text := range texts {
		id, err := objects.ParseID(strings.TrimSpace(s.git(text, "hash-object", "--stdin")))
		if err != nil {
			s.tb.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

// open opens the repository as it is now.
func (s *sandbox) open(limits objects.Limits) *objects.Store {
	s.tb.Helper()
	repo, err := gitdir.OpenBare(s.dir)
	if err != nil {
		s.tb.Fatal(err)
	}
	store, err := objects.Open(repo, limits)
	if err != nil {
		s.tb.Fatal(err)
	}
	s.tb.Cleanup(func() { _ = store.Close() })
	return store
}

func newDetector(tb testing.TB, o secrets.Options) *secrets.Detector {
	tb.Helper()
	d, err := secrets.New(o)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func scan(tb testing.TB, store *objects.Store, o Options) *Result {
	tb.Helper()
	r, err := Scan(tb.Context(), store, o)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// A generator makes what looks like a secret. None stands in this repository.
type generator struct{ *rand.Rand }

func newGenerator(seed uint64) generator { return generator{rand.New(rand.NewPCG(seed, 77))} }

const (
	alnum    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	lowerHex = "0123456789abcdef"
)

func (g generator) of(n int, letters string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[g.IntN(len(letters))]
	}
	return string(b)
}

// token is what GitHub gives out.
func (g generator) token() string { return "gh" + "p_" + g.of(36, alnum) }
