package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/refs"
)

// A sandbox is a work tree that git works in, without anyone's configuration.
type sandbox struct {
	t   *testing.T
	dir string
}

// newSandbox makes an empty repository with the branch main.
func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	s := &sandbox{t, t.TempDir()}
	s.git("init", "-q", "-b", "main")
	return s
}

func (s *sandbox) command(input string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = s.dir
	cmd.Stdin = strings.NewReader(input)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "HOME="+s.dir,
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.com", "GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.com",
		"GIT_AUTHOR_DATE=2020-01-01T00:00:00Z", "GIT_COMMITTER_DATE=2020-01-01T00:00:00Z")
	var out, wrong bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &wrong
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("git %s: %w: %s", strings.Join(args, " "), err, wrong.String())
	}
	return strings.TrimRight(out.String(), "\n"), nil
}

// git runs git and returns what it prints.
func (s *sandbox) git(args ...string) string {
	s.t.Helper()
	out, err := s.command("", args...)
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// in returns the sandbox of another work tree.
func (s *sandbox) in(dir string) *sandbox { return &sandbox{s.t, dir} }

func (s *sandbox) write(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// commit commits everything, with the message for a file of that name too.
func (s *sandbox) commit(message string) string {
	s.t.Helper()
	s.write("dir/"+message, message)
	s.git("add", "-A")
	s.git("commit", "-q", "-m", message)
	return s.git("rev-parse", "HEAD")
}

// random makes a history of n commits: up to three parents each, a few roots,
// clocks that go wrong, a branch for every tenth commit.
func (s *sandbox) random(rng *rand.Rand, n int) {
	s.t.Helper()
	var b strings.Builder
	for i := 1; i <= n; i++ {
		when := 1_600_000_000 + i*1000
		if rng.Intn(5) == 0 {
			when = 1_600_000_000 + rng.Intn(n*1000)
		}
		fmt.Fprintf(&b, "commit refs/heads/tmp\nmark :%d\ncommitter Ada <ada@example.com> %d +0000\ndata 1\n%d\n", i, when, i%10)
		if i > 1 && rng.Intn(n/3+1) > 0 {
			for j, parent := range rng.Perm(min(i-1, 12))[:min(i-1, 1+rng.Intn(8)/5+rng.Intn(12)/11)] {
				word := "merge"
				if j == 0 {
					word = "from"
				}
				fmt.Fprintf(&b, "%s :%d\n", word, i-1-parent)
			}
		} else {
			b.WriteString("deleteall\n")
		}
		fmt.Fprintf(&b, "M 100644 inline f\ndata %d\n%d\n", len(fmt.Sprint(i)), i)
		b.WriteString("reset refs/heads/tmp\n\n")
		if i%10 == 0 || i > n-5 {
			fmt.Fprintf(&b, "reset refs/heads/b%d\nfrom :%d\n\n", i, i)
		}
	}
	if _, err := s.command(b.String(), "fast-import", "--quiet", "--force"); err != nil {
		s.t.Fatal(err)
	}
	s.git("symbolic-ref", "HEAD", fmt.Sprintf("refs/heads/b%d", n))
}

func (s *sandbox) open() (*gitdir.Repo, *objects.Store) {
	s.t.Helper()
	repo, err := gitdir.Open(s.dir)
	if errors.Is(err, gitdir.ErrNone) {
		repo, err = gitdir.OpenBare(s.dir)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	store, err := objects.Open(repo, objects.Limits{})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { store.Close() })
	return repo, store
}

func (s *sandbox) resolver() *Resolver {
	s.t.Helper()
	return NewResolver(s.open())
}

// walk walks the history from all refs, and more.
func (s *sandbox) walk(more ...names.Root) *names.Names {
	s.t.Helper()
	repo, store := s.open()
	set, err := refs.Read(repo, refs.Limits{})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, root := range set.Roots {
		if root.Source == refs.Ref || root.Source == refs.Head {
			more = append(more, names.Root{Name: root.Name, ID: root.ID})
		}
	}
	n, err := names.Walk(context.Background(), func() names.Reader { return store.Reader() }, more, names.Options{Shallow: store.Facts().Shallow})
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

// ids returns the ids of selected commits, sorted.
func ids(n *names.Names, c Commits) []string {
	var list []string
	for i := range c.All() {
		list = append(list, n.Commits[i].ID.String())
	}
	slices.Sort(list)
	return list
}
