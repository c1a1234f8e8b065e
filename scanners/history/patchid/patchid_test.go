package patchid_test

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
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/patchid"
)

// A repo is one made with git.
type repo struct {
	*testing.T
	dir string
	day int
}

func newRepo(t *testing.T) *repo {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	r := &repo{T: t, dir: t.TempDir()}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r *repo) git(args ...string) string {
	r.Helper()
	return r.gitFed(nil, args...)
}

func (r *repo) gitFed(stdin []byte, args ...string) string {
	r.Helper()
	r.day++
	cmd := exec.Command("git", append([]string{"-c", "core.autocrlf=false", "-c", "gc.auto=0", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always"}, args...)...)
	cmd.Dir, cmd.Stdin = r.dir, bytes.NewReader(stdin)
	at := fmt.Sprintf("%d +0000", 1700000000+86400*r.day)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + r.dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull, "LC_ALL=C", "TZ=UTC",
		"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.com", "GIT_AUTHOR_DATE=" + at,
		"GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.com", "GIT_COMMITTER_DATE=" + at,
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		r.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return stdout.String()
}

func (r *repo) write(name, text string) {
	r.Helper()
	file := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.Fatal(err)
	}
}

func (r *repo) commit() {
	r.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "-m", "change")
}

// gitID asks git for the patch id of a commit's diff against its first parent.
func (r *repo) gitID(commit string) string {
	r.Helper()
	args := []string{"diff-tree", "-p", "--no-renames", "--full-index", "--root", commit}
	if parents := strings.Fields(r.git("rev-list", "--parents", "-n1", commit)); len(parents) > 1 {
		args = []string{"diff-tree", "-p", "--no-renames", "--full-index", parents[1], commit}
	}
	id, _, _ := strings.Cut(r.gitFed([]byte(r.git(args...)), "patch-id", "--stable"), " ")
	return id
}

func (r *repo) patches(limits patchid.Limits) *patchid.Patches {
	r.Helper()
	dir := filepath.Join(r.dir, ".git")
	store, err := objects.Open(&gitdir.Repo{Top: r.dir, Dir: dir, Common: dir}, objects.Limits{})
	if err != nil {
		r.Fatal(err)
	}
	return patchid.New(r.Context(), store.Reader(), limits)
}

func (r *repo) of(p *patchid.Patches, commit string) (string, []string, bool) {
	r.Helper()
	id, err := objects.ParseID(commit)
	if err != nil {
		r.Fatal(err)
	}
	return p.Of(id)
}

// same compares all commits with each other: two have one name when git gives them
// one patch id, and not otherwise. It returns how many pairs have.
func (r *repo) same() int {
	r.Helper()
	p := r.patches(patchid.Limits{})
	commits := strings.Fields(r.git("rev-list", "--all", "--reverse"))
	theirs, ours := make([]string, len(commits)), make([]string, len(commits))
	for i, c := range commits {
		var ok bool
		theirs[i] = r.gitID(c)
		if ours[i], _, ok = r.of(p, c); !ok {
			r.Fatalf("commit %d has no name", i)
		}
	}
	pairs := 0
	for i := range commits {
		for j := range i {
			git, we := theirs[i] == theirs[j], ours[i] == ours[j]
			if git {
				pairs++
			}
			if git != we {
				r.Errorf("commits %d and %d: git says %v, we say %v\n%s\n%s", j, i, git, we,
					r.git("show", "--no-renames", commits[j]), r.git("show", "--no-renames", commits[i]))
			}
		}
	}
	return pairs
}

func numbered(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "line %d\n", i)
	}
	return b.String()
}

// TestLikeGit takes one step after the other; each is a commit.
func TestLikeGit(t *testing.T) {
	r := newRepo(t)
	text := numbered(0, 40)
	for _, step := range []func(){
		func() { r.write("a", text) },
		func() { r.write("a", strings.Replace(text, "line 20\n", "line 20\nnew\n", 1)) },
		func() { r.write("a", text) },
		func() { r.write("a", numbered(-9, 0)+text) },
		func() { // the same patch, further down
			r.write("a", numbered(-9, 0)+strings.Replace(text, "line 20\n", "line 20\nnew\n", 1))
		},
		func() { r.write("a", text) },
		func() { // the same but for white space
			r.write("a", strings.Replace(text, "line 20\n", "line 20\n  n e\tw\r\n", 1))
		},
		func() { r.write("a", text) },
		func() { // other lines around
			r.write("a", strings.Replace(text, "line 21\n", "line 21\nnew\n", 1))
		},
		func() { r.write("a", text) },
		func() { // two places, so near that they are one hunk
			r.write("a", strings.NewReplacer("line 20\n", "x\n", "line 27\n", "y\n").Replace(text))
		},
		func() { r.write("a", text) },
		func() { // another line between them
			r.write("a", strings.NewReplacer("line 20\n", "x\n", "line 23\n", "z\n", "line 27\n", "y\n").Replace(text))
		},
		func() { r.write("a", text) },
		func() { // another line four lines after the change, which no hunk shows
			r.write("a", strings.Replace(text, "line 24\n", "other\n", 1))
		},
		func() {
			r.write("a", strings.NewReplacer("line 20\n", "line 20\nnew\n", "line 24\n", "other\n").Replace(text))
		},
		func() { r.write("a", text) },
		func() { // three lines after it
			r.write("a", strings.Replace(text, "line 23\n", "other\n", 1))
		},
		func() {
			r.write("a", strings.NewReplacer("line 20\n", "line 20\nnew\n", "line 23\n", "other\n").Replace(text))
		},
		func() { r.write("a", text) },
		func() { // two hunks
			r.write("a", strings.NewReplacer("line 10\n", "x\n", "line 30\n", "y\n").Replace(text))
		},
		func() { r.write("a", strings.Replace(text, "line 14\n", "other\n", 1)) },
		func() { // and another line between them, which neither shows
			r.write("a", strings.NewReplacer("line 10\n", "x\n", "line 14\n", "other\n", "line 30\n", "y\n").Replace(text))
		},
		func() { r.write("a", text) },
		func() { r.git("mv", "a", "b") },
		func() { r.write("b", strings.Replace(text, "line 20\n", "line 20\nnew\n", 1)) },
		func() { r.write("b", strings.TrimSuffix(text, "\n")) },
		func() { r.write("b", text) },
		func() { r.write("c", "one\n"); r.write("d", "two\n") },
		func() { r.git("rm", "-q", "c", "d") },
		func() { r.write("d", "two\n"); r.write("c", "one\n") },
		func() { r.git("rm", "-q", "c", "d") },
		func() { r.write("c", "one\n") },
		func() { r.write("empty", "") },
		func() { r.git("rm", "-q", "empty") },
		func() { r.write("empty", "") },
		func() { r.git("update-index", "--chmod=+x", "c"); r.git("checkout", "-q", "c") },
		func() { r.write("c", "one\nmore\n") },
		func() { r.git("add", "-A"); r.git("update-index", "--chmod=-x", "c"); r.git("checkout", "-q", "c") },
		func() { r.write("bin", "a\x00b") },
		func() { r.write("bin", "a\x00c") },
		func() { r.write("bin", "a\x00b") },
		func() { r.write("bin", "a\x00c") },
		func() { r.write("bin", "now text\n") },
		func() { r.git("rm", "-q", "c"); r.link("c", "one") },
		func() { r.git("rm", "-q", "c"); r.write("c", "one\nmore\n") },
		func() { r.git("rm", "-q", "c"); r.link("c", "one") },
		func() { r.git("rm", "-q", "c"); r.link("c", "two") },
		func() { r.git("rm", "-q", "c"); r.write("c/file", "in a directory\n") },
		func() { r.git("update-index", "--add", "--cacheinfo", "160000,"+strings.Repeat("1", 40)+",sub") },
		func() { r.git("update-index", "--cacheinfo", "160000,"+strings.Repeat("2", 40)+",sub") },
		func() { r.git("update-index", "--cacheinfo", "160000,"+strings.Repeat("1", 40)+",sub") },
		func() { r.git("update-index", "--cacheinfo", "160000,"+strings.Repeat("2", 40)+",sub") },
		func() {},
		func() {},
	} {
		step()
		if sub := r.git("ls-files", "-s", "sub"); sub != "" {
			r.git("commit", "-q", "--allow-empty", "-m", "change") // add -A would drop it
			continue
		}
		r.commit()
	}
	if pairs := r.same(); pairs < 10 {
		t.Errorf("only %d pairs are one patch", pairs)
	}
}

func (r *repo) link(name, to string) {
	r.Helper()
	if err := os.Symlink(to, filepath.Join(r.dir, name)); err != nil {
		r.Skip(err)
	}
}

// TestLikeGitPicked picks random changes onto another branch, and compares.
func TestLikeGitPicked(t *testing.T) {
	r := newRepo(t)
	next := rand.New(rand.NewPCG(1, 2))
	file := func(i int) string { return fmt.Sprintf("d%d/f%d", i%3, i) }
	lines := make(map[string][]string)
	for i := range 8 {
		for n := range 60 {
			lines[file(i)] = append(lines[file(i)], fmt.Sprintf("%d: %d", i, n))
		}
		r.write(file(i), strings.Join(lines[file(i)], "\n")+"\n")
	}
	r.commit()
	r.git("branch", "other")
	var changes []string
	for range 25 {
		for range 1 + next.IntN(3) {
			name := file(next.IntN(8))
			at := next.IntN(len(lines[name]))
			switch next.IntN(3) {
			case 0:
				lines[name] = append(lines[name][:at], lines[name][at+1:]...)
			case 1:
				lines[name] = append(lines[name][:at], append([]string{fmt.Sprint("new ", next.IntN(1000))}, lines[name][at:]...)...)
			default:
				lines[name][at] = fmt.Sprint("edited ", next.IntN(1000))
			}
			r.write(name, strings.Join(lines[name], "\n")+"\n")
		}
		r.commit()
		changes = append(changes, strings.TrimSpace(r.git("rev-parse", "HEAD")))
	}
	r.git("checkout", "-q", "other")
	for i := range 8 {
		r.write(file(i), "moved down\n"+r.git("show", "main~25:"+file(i)))
	}
	r.commit()
	for _, c := range changes {
		r.git("cherry-pick", "-X", "patience", c)
	}
	r.git("merge", "-q", "--no-edit", "-s", "ours", "main")
	if pairs := r.same(); pairs < 20 {
		t.Errorf("only %d pairs are one patch", pairs)
	}
}

func TestEdited(t *testing.T) {
	r := newRepo(t)
	r.write("kept", "x\n")
	r.write("edited", "x\n")
	r.write("b/edited", "x\n")
	r.write("gone", "x\n")
	r.commit()
	r.write("edited", "y\n")
	r.write("b/edited", "y\n")
	r.write("added", "y\n")
	r.git("rm", "-q", "gone")
	r.commit()
	p := r.patches(patchid.Limits{})
	_, edited, ok := r.of(p, strings.TrimSpace(r.git("rev-parse", "HEAD")))
	if got := strings.Join(edited, " "); !ok || got != "b/edited edited" {
		t.Errorf("edited %q, %v", got, ok)
	}
	if _, edited, ok := r.of(p, strings.TrimSpace(r.git("rev-parse", "HEAD~"))); !ok || len(edited) > 0 {
		t.Errorf("the first commit edits %q, %v", edited, ok)
	}
}
