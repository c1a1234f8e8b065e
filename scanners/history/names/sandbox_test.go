package names_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/refs"
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
			tb.Fatal("git is not installed: CI must scan what git makes")
		}
		tb.Skip("git is not installed: nothing makes repositories to scan")
	}
	s := &sandbox{tb: tb, dir: tb.TempDir()}
	s.git("init", "-q", "--bare", "-b", "main")
	return s
}

func (s *sandbox) git(args ...string) string { s.tb.Helper(); return s.gitIn("", args...) }

func (s *sandbox) gitIn(stdin string, args ...string) string {
	s.tb.Helper()
	cmd := exec.Command("git", append([]string{"-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "protocol.file.allow=always"}, args...)...)
	cmd.Dir = s.dir
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + s.dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "LC_ALL=C",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org",
		"GIT_AUTHOR_DATE=1700009000 +0000", "GIT_COMMITTER_DATE=1700009000 +0000",
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		s.tb.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// path returns the path of a file in the git directory.
func (s *sandbox) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// put stores a loose object with any content.
func (s *sandbox) put(kind, data string) string {
	s.tb.Helper()
	return s.gitIn(data, "hash-object", "-t", kind, "-w", "--literally", "--stdin")
}

// raw returns the bytes of an id.
func (s *sandbox) raw(hash string) string {
	s.tb.Helper()
	parsed, err := objects.ParseID(hash)
	if err != nil {
		s.tb.Fatal(err)
	}
	return string(parsed[:])
}

// remove deletes a loose object.
func (s *sandbox) remove(hash string) {
	s.tb.Helper()
	if err := os.Remove(s.path("objects/" + hash[:2] + "/" + hash[2:])); err != nil {
		s.tb.Fatal(err)
	}
}

// loosen makes all objects loose.
func (s *sandbox) loosen() {
	s.tb.Helper()
	packs, _ := filepath.Glob(s.path("objects/pack/*.pack"))
	for _, p := range packs {
		text, err := os.ReadFile(p)
		if err != nil {
			s.tb.Fatal(err)
		}
		stem := strings.TrimSuffix(p, ".pack")
		for _, ext := range []string{".idx", ".pack", ".rev"} {
			_ = os.Remove(stem + ext)
		}
		s.gitIn(string(text), "unpack-objects", "-q")
	}
}

// grow adds commits to main, the same for the same seed: directories in which
// files come, change and go, branches, merges, reverts, submodules and tags.
func (s *sandbox) grow(commits int, seed uint64) {
	s.tb.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	var b strings.Builder
	if s.git("for-each-ref", "refs/heads/main") != "" {
		b.WriteString("reset refs/heads/main\nfrom refs/heads/main^0\n\n")
	}
	for c := range commits {
		fmt.Fprintf(&b, "commit refs/heads/main\nmark :%d\nauthor A%d <a%d@example.org> %d +0100\ncommitter C <c@example.org> %d +0100\n",
			c+1, r.IntN(5), r.IntN(3), 1700000000+r.IntN(9000), 1700000000+int(seed)*10000+60*c)
		message := fmt.Sprintf("change %d", c)
		if c%13 == 5 {
			message = "This reverts commit " + strings.Repeat("ab", 20) + "."
		}
		fmt.Fprintf(&b, "data %d\n%s\n", len(message), message)
		if c > 10 && c%7 == 0 {
			fmt.Fprintf(&b, "merge :%d\n", c-5)
		}
		for range 1 + r.IntN(4) {
			path := fmt.Sprintf("dir%d/sub%d/file%d.txt", r.IntN(3), r.IntN(4), r.IntN(30))
			if r.IntN(6) == 0 {
				fmt.Fprintf(&b, "D %s\n", path)
				continue
			}
			text := fmt.Sprintf("text %x\n", r.Uint32()%500)
			fmt.Fprintf(&b, "M 100644 inline %s\ndata %d\n%s\n", path, len(text), text)
		}
		if c%29 == 0 {
			fmt.Fprintf(&b, "M 120000 inline link\ndata 3\ndir\nM 160000 %s module%d\n", strings.Repeat("12", 20), c)
		}
		b.WriteString("\n")
		if c%31 == 8 {
			fmt.Fprintf(&b, "reset refs/heads/branch%d-%d\nfrom :%d\n\n", seed, c, c)
		}
	}
	fmt.Fprintf(&b, "tag v%d\nfrom :%d\ntagger C <c@example.org> 1700000000 +0000\ndata 4\none\n\n", seed, commits)
	s.gitIn(b.String(), "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--depth=0", "--force")
}

// commit makes a commit of a tree on a branch of its own.
func (s *sandbox) commit(branch, tree string, parents ...string) string {
	s.tb.Helper()
	args := []string{"commit-tree", "-m", "on " + branch, tree}
	for _, p := range parents {
		args = append(args, "-p", p)
	}
	hash := s.git(args...)
	s.git("update-ref", "refs/heads/"+branch, hash)
	return hash
}

// open opens the repository and finds its roots.
func (s *sandbox) open() (*objects.Store, []names.Root) {
	s.tb.Helper()
	// As if git had been here long ago: a reader that misses an object lists a fresh
	// directory again.
	if err := os.Chtimes(s.path("objects/pack"), time.Time{}, time.Now().Add(-time.Hour)); err != nil {
		s.tb.Fatal(err)
	}
	return s.openAsIs()
}

func (s *sandbox) openAsIs() (*objects.Store, []names.Root) {
	s.tb.Helper()
	repo, err := gitdir.OpenBare(s.dir)
	if err != nil {
		s.tb.Fatal(err)
	}
	store, err := objects.Open(repo, objects.Limits{})
	if err != nil {
		s.tb.Fatal(err)
	}
	s.tb.Cleanup(func() { _ = store.Close() })
	set, err := refs.Read(repo, refs.Limits{})
	if err != nil {
		s.tb.Fatal(err)
	}
	var roots []names.Root
	for _, r := range set.Roots {
		roots = append(roots, names.Root{Name: r.Name, ID: r.ID})
	}
	return store, roots
}
