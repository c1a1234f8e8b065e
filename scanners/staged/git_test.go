package staged

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/gitdir"
)

// A sandbox is a repository made by git itself.
type sandbox struct {
	t   *testing.T
	dir string
	env []string
}

// newSandbox makes a repository. Without git the test is skipped with the reason,
// except in CI.
func newSandbox(t *testing.T, initArgs ...string) *sandbox {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("git is not installed: CI must compare the index reader with it")
		}
		t.Skip("git is not installed: nothing to compare the index reader with")
	}
	s := &sandbox{t: t, dir: t.TempDir()}
	s.git(append([]string{"init", "-q", "-b", "main"}, initArgs...)...)
	return s
}

func (s *sandbox) git(args ...string) string { s.t.Helper(); return s.gitIn("", args...) }

func (s *sandbox) gitIn(stdin string, args ...string) string {
	s.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = s.dir
	cmd.Stdin = strings.NewReader(stdin)
	cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + s.dir, "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org",
	}, s.env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		s.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, errs.String())
	}
	return out.String()
}

func (s *sandbox) write(path, text string) {
	s.t.Helper()
	name := filepath.Join(s.dir, path)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// files writes and adds a few dozen files in several directories.
func (s *sandbox) files() {
	s.t.Helper()
	for i := range 40 {
		s.write(fmt.Sprintf("dir%d/sub/file%02d.txt", i%4, i), fmt.Sprint(i))
	}
	s.write("top", "top\n")
	s.write("sp ace\tand\nline", "x")
	s.git("add", "-A")
}

func (s *sandbox) read(file string) *Index {
	s.t.Helper()
	repo, err := gitdir.Open(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	x, err := Read(repo, file)
	if err != nil {
		s.t.Fatal(err)
	}
	return x
}

// compare holds the reader's entries to those of git ls-files.
func (s *sandbox) compare(x *Index) {
	s.t.Helper()
	var want, got strings.Builder
	args := []string{"ls-files", "-z", "--stage"}
	for _, e := range x.Entries {
		if e.Is(ModeDir) {
			args = append(args, "--sparse")
			break
		}
	}
	want.WriteString(s.git(args...))
	for _, e := range x.Entries {
		fmt.Fprintf(&got, "%06o %x %d\t%s\x00", e.Mode, e.ID, e.Stage, e.Path)
	}
	if got.String() != want.String() {
		s.t.Errorf("entries differ\n got %q\nwant %q", got.String(), want.String())
	}
	if len(x.Entries) == 0 {
		s.t.Error("no entries: nothing was compared")
	}
}

func TestReadAsGitDoes(t *testing.T) {
	for name, setUp := range map[string]func(*sandbox){
		"version 2": func(*sandbox) {},
		"version 3": func(s *sandbox) {
			s.write("new", "n")
			s.git("add", "-N", "new")
			s.git("update-index", "--skip-worktree", "top")
		},
		"version 4": func(s *sandbox) { s.git("update-index", "--index-version", "4") },
		"split": func(s *sandbox) {
			s.git("update-index", "--split-index")
			s.write("dir1/sub/file01.txt", "changed")
			s.write("added", "a")
			s.git("rm", "-q", "--cached", "dir2/sub/file02.txt", "dir3/sub/file03.txt")
			s.git("add", "dir1", "added")
		},
		"split version 4": func(s *sandbox) {
			s.git("update-index", "--index-version", "4")
			s.git("update-index", "--split-index")
			s.write("dir1/sub/file05.txt", "changed")
			s.write("zz", "a")
			s.git("rm", "-q", "-r", "--cached", "dir2")
			s.git("add", "dir1", "zz")
		},
		"all of the shared part deleted": func(s *sandbox) {
			s.git("update-index", "--split-index")
			s.git("rm", "-q", "-r", "--cached", "dir0", "dir1", "dir2", "dir3")
		},
		"sparse": func(s *sandbox) {
			s.git("commit", "-qm", "all")
			s.git("sparse-checkout", "set", "--cone", "--sparse-index", "dir1")
		},
		"conflict": func(s *sandbox) {
			id := strings.TrimSpace(s.gitIn("x", "hash-object", "-w", "--stdin"))
			s.gitIn(fmt.Sprintf("0 %040d\ttop\n100644 %s 1\ttop\n100755 %s 2\ttop\n120000 %s 3\ttop\n", 0, id, id, id), "update-index", "--index-info")
		},
		"long path": func(s *sandbox) {
			id := strings.TrimSpace(s.gitIn("x", "hash-object", "-w", "--stdin"))
			for _, n := range []int{4094, 4095, 4096, 9000} {
				s.gitIn(fmt.Sprintf("100644 %s\t%s\n", id, strings.Repeat("p", n)), "update-index", "--add", "--index-info")
			}
		},
		"gitlink": func(s *sandbox) {
			s.gitIn(fmt.Sprintf("160000 %s\tmodule\n", strings.Repeat("12", 20)), "update-index", "--add", "--index-info")
		},
		"threads": func(s *sandbox) {
			s.env = append(s.env, "GIT_TEST_INDEX_THREADS=4")
			s.git("-c", "index.threads=4", "update-index", "--force-write-index")
		},
		"no checksum": func(s *sandbox) { // index.skipHash, which older gits do not write
			name := filepath.Join(s.dir, ".git/index")
			text, err := os.ReadFile(name)
			if err != nil {
				s.t.Fatal(err)
			}
			clear(text[len(text)-20:])
			if err := os.WriteFile(name, text, 0o600); err != nil {
				s.t.Fatal(err)
			}
		},
		"untracked cache": func(s *sandbox) {
			s.git("update-index", "--force-untracked-cache")
			s.git("-c", "core.untrackedCache=true", "status")
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t)
			s.files()
			setUp(s)
			s.compare(s.read(""))
		})
	}
}

func TestReadSHA256(t *testing.T) {
	s := newSandbox(t, "--object-format=sha256")
	s.files()
	s.compare(s.read(""))
}

func TestReadFlags(t *testing.T) {
	s := newSandbox(t)
	s.files()
	s.write("new", "n")
	s.git("add", "-N", "new")
	s.git("update-index", "--skip-worktree", "top")
	for _, e := range s.read("").Entries {
		if e.SkipWorktree != (e.Path == "top") || e.IntentToAdd != (e.Path == "new") {
			t.Errorf("%q: skip-worktree %v, intent-to-add %v", e.Path, e.SkipWorktree, e.IntentToAdd)
		}
	}
}

func TestReadOtherFile(t *testing.T) {
	s := newSandbox(t)
	s.files()
	s.env = []string{"GIT_INDEX_FILE=" + filepath.Join(s.dir, ".git/next-index-1.lock")}
	s.write("only", "x")
	s.git("add", "only")
	s.compare(s.read(filepath.Join(s.dir, ".git/next-index-1.lock")))
}

func TestReadLinkedWorkTree(t *testing.T) {
	s := newSandbox(t)
	s.files()
	s.git("commit", "-qm", "all")
	linked := filepath.Join(t.TempDir(), "linked")
	s.git("worktree", "add", "-q", linked)
	s.dir = linked
	s.write("here", "x")
	s.git("add", "here")
	s.compare(s.read(""))
}

func TestReadSplitWithoutSharedPart(t *testing.T) {
	s := newSandbox(t)
	s.files()
	s.git("update-index", "--split-index")
	shared, _ := filepath.Glob(filepath.Join(s.dir, ".git/sharedindex.*"))
	if len(shared) != 1 {
		t.Fatalf("shared index files: %q", shared)
	}
	if err := os.Remove(shared[0]); err != nil {
		t.Fatal(err)
	}
	repo, err := gitdir.Open(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	if x, err := Read(repo, ""); err == nil {
		t.Errorf("got %d entries, want an error: the shared index is missing", len(x.Entries))
	}
}
