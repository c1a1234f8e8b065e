package leaks_test

import (
	"bytes"
	"cmp"
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

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// TestScripts builds a repository with git for each testdata/history/*.txtar and
// compares what is found in it. testdata/history/README.md says what a script is.
func TestScripts(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	scripts, err := filepath.Glob("../../../testdata/history/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := newScript(t, archive)
			for number, line := range strings.Split(string(archive.Comment), "\n") {
				if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
					s.at = fmt.Sprintf("%s:%d: %s", filepath.Base(file), number+1, line)
					s.do(strings.Fields(line))
				}
			}
			got, want := s.report(), strings.Split(strings.TrimSpace(string(s.want)), "\n")
			slices.Sort(got)
			slices.Sort(want)
			wantLines(t, "report", got, want...)
		})
	}
}

// A script is one repository being built.
type script struct {
	*testing.T
	dir, home string
	at        string // the line being done, for errors
	author    string
	files     map[string]map[string][]byte // directory to path to content
	want      []byte
	ignore    string
	commits   map[string]string
	made      map[int64]string // time to the name of the commit made then
	clock     time.Time
}

func newScript(t *testing.T, archive *txtar.Archive) *script {
	s := &script{
		T: t, dir: t.TempDir(), home: t.TempDir(), at: "init", author: "Ada <ada@example.com>",
		files: make(map[string]map[string][]byte), commits: make(map[string]string), made: make(map[int64]string), clock: time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC),
	}
	for _, f := range archive.Files {
		switch f.Name {
		case "want":
			s.want = f.Data
			continue
		case "ignore":
			s.ignore = string(f.Data)
			continue
		}
		dir, name, ok := strings.Cut(f.Name, "/")
		if !ok {
			t.Fatalf("file %s is in no directory", f.Name)
		}
		if s.files[dir] == nil {
			s.files[dir] = make(map[string][]byte)
		}
		s.files[dir][name] = f.Data
	}
	s.git("init", "-q", "-b", "main")
	return s
}

// do runs one line of a script.
func (s *script) do(words []string) {
	for i, word := range words {
		if id, ok := strings.CutPrefix(word, "@"); ok && s.commits[id] != "" {
			words[i] = s.commits[id]
		}
	}
	switch words[0] {
	case "by":
		s.author = strings.Join(words[1:], " ")
	case "at":
		clock, err := time.Parse(time.DateOnly, words[1])
		if err != nil {
			s.Fatalf("%s: %v", s.at, err)
		}
		s.clock = clock
	case "commit":
		s.write(words[1])
		s.git("add", "-A", "-f")
		message := strings.Join(words[2:], " ")
		if message == "" {
			message = "Change " + words[1]
		}
		s.git("commit", "-q", "--allow-empty", "-m", message)
		s.name(words[1])
	case "write":
		s.write(words[1])
	case "name":
		s.name(words[1])
	case "git":
		s.git(words[1:]...)
	case "git!": // may stop at a conflict
		s.run(words[1:]...)
	default:
		s.Fatalf("%s: no such command", s.at)
	}
}

// write puts the files of a directory of the script into the work tree.
func (s *script) write(dir string) {
	for name, data := range s.files[dir] {
		file := filepath.Join(s.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			s.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			s.Fatal(err)
		}
	}
}

func (s *script) name(name string) {
	id, seconds, _ := strings.Cut(strings.TrimSpace(s.git("log", "-1", "--format=%H %ct")), " ")
	made, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		s.Fatalf("%s: %v", s.at, err)
	}
	s.commits[name], s.made[made] = id, name
}

func (s *script) git(args ...string) string {
	s.Helper()
	out, err := s.run(args...)
	if err != nil {
		s.Fatalf("%s: git %s: %v\n%s", s.at, strings.Join(args, " "), err, out)
	}
	return out
}

// run runs git with nothing of this machine's configuration. Each call is a day
// later than the one before.
func (s *script) run(args ...string) (string, error) {
	s.clock = s.clock.AddDate(0, 0, 1)
	name, rest, _ := strings.Cut(s.author, "<")
	email := strings.TrimSuffix(rest, ">")
	now := s.clock.Format(time.RFC3339)
	cmd := exec.Command("git", append([]string{"-c", "core.autocrlf=false", "-c", "gc.auto=0", "-c", "commit.gpgsign=false", "-c", "core.editor=true"}, args...)...)
	cmd.Dir = s.dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + s.home, "XDG_CONFIG_HOME=" + s.home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull,
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

// report finds what is in the repository.
func (s *script) report() []string {
	dir := filepath.Join(s.dir, ".git")
	store, err := objects.Open(&gitdir.Repo{Top: s.dir, Dir: dir, Common: dir}, objects.Limits{})
	if err != nil {
		s.Fatal(err)
	}
	var roots []names.Root
	add := func(name, hash string) {
		id, err := objects.ParseID(hash)
		if err != nil {
			s.Fatal(err)
		}
		roots = append(roots, names.Root{Name: name, ID: id})
	}
	for line := range strings.Lines(s.git("for-each-ref", "--format=%(refname) %(objectname)")) {
		add(strings.TrimSpace(line[:strings.IndexByte(line, ' ')]), strings.TrimSpace(line[strings.IndexByte(line, ' '):]))
	}
	add("HEAD", strings.TrimSpace(s.git("rev-parse", "HEAD")))
	for number, line := range strings.Split(strings.TrimSpace(s.git("log", "-g", "--format=%H", "HEAD")), "\n") {
		add(fmt.Sprintf("HEAD@{%d}", number), line)
	}
	r := findWith(s.T, store.Reader(), roots, leaks.Options{Passes: s.passes()})
	for _, f := range r.Findings() {
		checkFinding(s.T, f)
	}
	lines := showWith(r, s.exposed)
	for i, line := range lines {
		lines[i] = strings.ReplaceAll(line, "refs/tags/", "tags/")
	}
	return lines
}

// exposed prints when a tip had a leak, by the names of commits.
func (s *script) exposed(l *leaks.Leak) string {
	name := func(at int64) string { return cmp.Or(s.made[at], time.Unix(at, 0).UTC().Format(time.DateOnly)) }
	var spans []string
	for _, e := range l.Exposures {
		span := name(e.From) + "-"
		if !e.Open {
			span += name(e.To)
		}
		spans = append(spans, span)
	}
	if len(spans) == 0 {
		return ""
	}
	return " exposed=" + strings.Join(spans, ",")
}

// passes reads the script's ignore file, in which @NAME stands for a commit.
func (s *script) passes() func(leaks.Place) *secrets.Allowance {
	for name, id := range s.commits {
		s.ignore = strings.ReplaceAll(s.ignore, "@"+name+":", id+":")
	}
	return passedBy(s.T, s.ignore)
}

// passedBy reads an ignore file.
func passedBy(t testing.TB, text string) func(leaks.Place) *secrets.Allowance {
	t.Helper()
	ignore, malformed := secrets.ParseIgnore([]byte(text))
	if len(malformed) > 0 {
		t.Fatalf("ignore file: %+v", malformed)
	}
	d, err := secrets.New(secrets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return leaks.PassedBy(d, ignore)
}
