// Package script builds repositories for tests, each with git from a script in
// testdata/history. The README there says what a script is.
package script

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

// A Repo is a repository that a script has built.
type Repo struct {
	testing.TB
	// Dir is its work tree.
	Dir string
	// Want are the lines of what must be found, sorted.
	Want []string
	// Ignore is the script's ignore file, with ids for the names of commits.
	Ignore string
	// Commits are the ids of the commits by their names, Made the names by the times
	// at which they were made, in seconds since 1970.
	Commits map[string]string
	Made    map[int64]string

	home   string
	at     string // the line being done, for errors
	author string
	files  map[string]map[string][]byte // directory to path to content
	clock  time.Time
}

// New makes a repository without a commit, for a test that has no script.
func New(t testing.TB) *Repo {
	t.Helper()
	needGit(t)
	return newRepo(t, new(txtar.Archive))
}

// Commit writes files, by their paths, removes those that have no text, commits
// everything and returns the commit's id.
func (r *Repo) Commit(files map[string]string) string {
	r.Helper()
	for name, text := range files {
		if text == "" {
			r.Git("rm", "-q", "-f", name)
			continue
		}
		r.put(name, []byte(text))
	}
	r.Git("add", "-A", "-f")
	r.Git("commit", "-q", "--allow-empty", "-m", "Change")
	return strings.TrimSpace(r.Git("rev-parse", "HEAD"))
}

// Files returns the scripts in testdata/history, below the top of the module.
func Files(t testing.TB, top string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(top, "testdata", "history", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts below %s: %v", top, err)
	}
	return files
}

// Build runs a script. Without git it skips the test, which CI does not allow.
func Build(t testing.TB, file string) *Repo {
	t.Helper()
	needGit(t)
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := newRepo(t, archive)
	for number, line := range strings.Split(string(archive.Comment), "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			r.at = fmt.Sprintf("%s:%d: %s", filepath.Base(file), number+1, line)
			r.do(strings.Fields(line))
		}
	}
	for name, id := range r.Commits {
		r.Ignore = strings.ReplaceAll(r.Ignore, "@"+name+":", id+":")
	}
	return r
}

func needGit(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("git is not installed: CI must run the scripts")
		}
		t.Skip("git is not installed: nothing makes the repository of a script")
	}
}

func newRepo(t testing.TB, archive *txtar.Archive) *Repo {
	r := &Repo{
		TB: t, Dir: t.TempDir(), home: t.TempDir(), at: "init", author: "Ada <ada@example.com>",
		files: make(map[string]map[string][]byte), Commits: make(map[string]string), Made: make(map[int64]string), clock: time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC),
	}
	for _, f := range archive.Files {
		switch f.Name {
		case "want":
			r.Want = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
			slices.Sort(r.Want)
			continue
		case "ignore":
			r.Ignore = string(f.Data)
			continue
		}
		dir, name, ok := strings.Cut(f.Name, "/")
		if !ok {
			t.Fatalf("file %s is in no directory", f.Name)
		}
		if r.files[dir] == nil {
			r.files[dir] = make(map[string][]byte)
		}
		r.files[dir][name] = f.Data
	}
	r.Git("init", "-q", "-b", "main")
	return r
}

// do runs one line of a script.
func (r *Repo) do(words []string) {
	for i, word := range words {
		if id, ok := strings.CutPrefix(word, "@"); ok && r.Commits[id] != "" {
			words[i] = r.Commits[id]
		}
	}
	switch words[0] {
	case "by":
		r.author = strings.Join(words[1:], " ")
	case "at":
		clock, err := time.Parse(time.DateOnly, words[1])
		if err != nil {
			r.Fatalf("%s: %v", r.at, err)
		}
		r.clock = clock
	case "commit":
		r.write(words[1])
		r.Git("add", "-A", "-f")
		message := strings.Join(words[2:], " ")
		if message == "" {
			message = "Change " + words[1]
		}
		r.Git("commit", "-q", "--allow-empty", "-m", message)
		r.name(words[1])
	case "write":
		r.write(words[1])
	case "name":
		r.name(words[1])
	case "git":
		r.Git(words[1:]...)
	case "git!": // may stop at a conflict
		r.run(words[1:]...)
	default:
		r.Fatalf("%s: no such command", r.at)
	}
}

// write puts the files of a directory of the script into the work tree.
func (r *Repo) write(dir string) {
	for name, data := range r.files[dir] {
		r.put(name, data)
	}
}

func (r *Repo) put(name string, data []byte) {
	r.Helper()
	file := filepath.Join(r.Dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		r.Fatal(err)
	}
}

func (r *Repo) name(name string) {
	id, seconds, _ := strings.Cut(strings.TrimSpace(r.Git("log", "-1", "--format=%H %ct")), " ")
	made, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		r.Fatalf("%s: %v", r.at, err)
	}
	r.Commits[name], r.Made[made] = id, name
}

// Git runs git in the repository and returns what it prints. An error fails the test.
func (r *Repo) Git(args ...string) string {
	r.Helper()
	out, err := r.run(args...)
	if err != nil {
		r.Fatalf("%s: git %s: %v\n%s", r.at, strings.Join(args, " "), err, out)
	}
	return out
}

// run runs git with nothing of this machine's configuration. Each call is a day
// later than the one before.
func (r *Repo) run(args ...string) (string, error) {
	r.clock = r.clock.AddDate(0, 0, 1)
	name, rest, _ := strings.Cut(r.author, "<")
	email := strings.TrimSuffix(rest, ">")
	now := r.clock.Format(time.RFC3339)
	cmd := exec.Command("git", append([]string{"-c", "core.autocrlf=false", "-c", "gc.auto=0", "-c", "commit.gpgsign=false", "-c", "core.editor=true"}, args...)...)
	cmd.Dir = r.Dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + r.home, "XDG_CONFIG_HOME=" + r.home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull,
		"GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "TZ=UTC",
		"GIT_AUTHOR_NAME=" + strings.TrimSpace(name), "GIT_AUTHOR_EMAIL=" + email, "GIT_AUTHOR_DATE=" + now,
		"GIT_COMMITTER_NAME=" + strings.TrimSpace(name), "GIT_COMMITTER_EMAIL=" + email, "GIT_COMMITTER_DATE=" + now,
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return stdout.String() + stderr.String(), err
	}
	return stdout.String(), nil
}
