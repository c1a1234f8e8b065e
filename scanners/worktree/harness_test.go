package worktree

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A recorder is a sink that keeps everything.
type recorder struct {
	mu       sync.Mutex
	findings []scanners.Finding
	notices  []scanners.Notice
	counts   map[string]int // "files", and "-reason" for what was skipped
	raw      map[string]bool
	progress int
}

func newRecorder() *recorder { return &recorder{counts: map[string]int{}, raw: map[string]bool{}} }

func (r *recorder) lock() func()            { r.mu.Lock(); return r.mu.Unlock }
func (r *recorder) Scanned(u string, n int) { defer r.lock()(); r.counts[u] += n }
func (r *recorder) Skipped(w string, n int) { defer r.lock()(); r.counts["-"+w] += n }
func (r *recorder) Conceal(raw string)      { defer r.lock()(); r.raw[raw] = true }

func (r *recorder) Progress(string, int, int) { defer r.lock()(); r.progress++ }

func (r *recorder) Finding(f scanners.Finding) {
	defer r.lock()()
	r.findings = append(r.findings, f)
}

func (r *recorder) Notice(n scanners.Notice) {
	defer r.lock()()
	r.notices = append(r.notices, n)
}

// lines are the findings as "place rule standing", sorted.
func (r *recorder) lines() []string {
	var out []string
	for _, f := range r.findings {
		line := f.Location.String() + " " + f.Rule.ID + " " + f.Severity.String()
		if f.Provenance.Untracked {
			line += " untracked"
		}
		if f.Provenance.GitIgnored {
			line += " ignored"
		}
		if f.Suppression != nil {
			line += " " + f.Suppression.Kind
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

// said are the notices as "id path", with "!" before incomplete ones, sorted.
func (r *recorder) said() []string {
	var out []string
	for _, n := range r.notices {
		line := n.ID
		if n.Incomplete {
			line = "!" + line
		}
		if n.Location != nil {
			line += " " + n.Location.Path
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

func (r *recorder) tally() string {
	var out []string
	for name, n := range r.counts {
		out = append(out, fmt.Sprintf("%s=%d", name, n))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func wantLines(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", what, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func wantTally(t *testing.T, r *recorder, want string) {
	t.Helper()
	if got := r.tally(); got != want {
		t.Errorf("counts:\n got %s\nwant %s", got, want)
	}
}

// A marker is a detector that finds the word LEAK followed by digits: it makes
// the scanner's own work visible.
type marker struct{}

var leakRule = &rules.Rule{ID: "secret/leak", Title: "Leak of a test", Severity: rules.Error}

func (marker) Rules() []*rules.Rule { return []*rules.Rule{leakRule} }

func (marker) Detect(ctx context.Context, f secrets.Fragment, report func(secrets.Match)) (secrets.Stats, error) {
	if strings.HasSuffix(f.Path, ".excluded") {
		return secrets.Stats{PathExcluded: 1}, nil
	}
	if strings.HasSuffix(f.Path, ".panic") {
		panic("no such luck")
	}
	var stats secrets.Stats
	for i, text := range bytes.Split(f.Data, []byte("\n")) {
		if string(text) == "NOREASON" {
			stats.Malformed = append(stats.Malformed, secrets.Malformed{Line: f.Line + i + 1, Why: "why not"})
		}
	}
	line, start := f.Line, 0 // of the current line
	for at := 0; ; {
		next := bytes.Index(f.Data[at:], []byte("LEAK"))
		if next < 0 {
			return stats, ctx.Err()
		}
		end := at + next + 4
		for end < len(f.Data) && '0' <= f.Data[end] && f.Data[end] <= '9' {
			end++
		}
		between := f.Data[start : at+next]
		line += bytes.Count(between, []byte("\n"))
		if i := bytes.LastIndexByte(between, '\n'); i >= 0 {
			start += i + 1
		}
		at += next
		report(secrets.Match{
			Rule: leakRule, Start: f.Offset + at, End: f.Offset + end,
			StartLine: line + 1, EndLine: line + 1, StartColumn: at - start + 1, EndColumn: end - start + 1,
			Secret: scanners.Secret{Redacted: fmt.Sprintf("(%d)", end-at)},
		})
		at = end
	}
}

// scanTree scans root, with a marker unless o has a detector.
func scanTree(t *testing.T, root string, o Options) *recorder {
	t.Helper()
	return scanWith(t, New(o), scanners.Target{Root: root, Dir: root})
}

func scanWith(t *testing.T, s *Scanner, target scanners.Target) *recorder {
	t.Helper()
	if s.options.Detector == nil {
		s.options.Detector = marker{}
	}
	r := newRecorder()
	if err := s.Scan(context.Background(), target, r); err != nil {
		t.Fatalf("Scan: %v", err)
	}
	return r
}

// plant writes files, given as path and content.
func plant(t *testing.T, root string, pairs ...string) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		name := filepath.Join(root, pairs[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(pairs[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// repository makes an empty one. Without git the test is skipped with the reason,
// except in CI.
func repo(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	git(t, root, "init", "-q", "-b", "main")
	return root
}

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	program, err := exec.LookPath("git")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("git is not installed: CI must make repositories with it")
		}
		t.Skip("git is not installed: no repository to scan")
	}
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GIT_CONFIG_NOSYSTEM=1", "GIT_ALLOW_PROTOCOL=file",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org",
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// token returns a credential in the form of GitHub's personal access tokens that
// nobody was ever given: drawn from a seed.
func token(seed uint64) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	rng := rand.New(rand.NewPCG(seed, seed))
	b := []byte("ghp" + "_")
	for range 36 {
		b = append(b, letters[rng.IntN(len(letters))])
	}
	return string(b)
}
