package leaks_test

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/internal/script"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/patchid"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// TestScripts builds a repository with git for each testdata/history/*.txtar and
// compares what is found in it. testdata/history/README.md says what a script is.
func TestScripts(t *testing.T) {
	for _, file := range script.Files(t, "../../..") {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			s := built{t, script.Build(t, file)}
			got := s.report()
			slices.Sort(got)
			wantLines(t, "report", got, s.Want...)
		})
	}
}

// A built repository is one to find what is in.
type built struct {
	t *testing.T
	*script.Repo
}

// report finds what is in the repository.
func (s built) report() []string {
	dir := filepath.Join(s.Dir, ".git")
	store, err := objects.Open(&gitdir.Repo{Top: s.Dir, Dir: dir, Common: dir}, objects.Limits{})
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
	for line := range strings.Lines(s.Git("for-each-ref", "--format=%(refname) %(objectname)")) {
		add(strings.TrimSpace(line[:strings.IndexByte(line, ' ')]), strings.TrimSpace(line[strings.IndexByte(line, ' '):]))
	}
	add("HEAD", strings.TrimSpace(s.Git("rev-parse", "HEAD")))
	for number, line := range strings.Split(strings.TrimSpace(s.Git("log", "-g", "--format=%H", "HEAD")), "\n") {
		add(fmt.Sprintf("HEAD@{%d}", number), line)
	}
	r := findWith(s.t, store.Reader(), roots, leaks.Options{
		Passes: passedBy(s.t, s.Ignore), PatchID: patchid.New(s.t.Context(), store.Reader(), patchid.Limits{}).Of,
	})
	for _, f := range r.Findings() {
		checkFinding(s.t, f)
	}
	lines := showWith(r, s.exposed)
	for i, line := range lines {
		lines[i] = strings.ReplaceAll(line, "refs/tags/", "tags/")
	}
	return lines
}

// exposed prints when a tip had a leak, by the names of commits.
func (s built) exposed(l *leaks.Leak) string {
	name := func(at int64) string { return cmp.Or(s.Made[at], time.Unix(at, 0).UTC().Format(time.DateOnly)) }
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
