package gosource_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gosource"
)

// A record is a Sink that remembers.
type record struct {
	mu       sync.Mutex
	findings []scanners.Finding
	notices  []scanners.Notice
	scanned  map[string]int
	skipped  map[string]int
	phases   map[string]int
}

func newRecord() *record {
	return &record{scanned: map[string]int{}, skipped: map[string]int{}, phases: map[string]int{}}
}

func (r *record) Finding(f scanners.Finding) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.findings = append(r.findings, f)
}

func (r *record) Notice(n scanners.Notice) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notices = append(r.notices, n)
}

func (r *record) Scanned(unit string, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scanned[unit] += n
}

func (r *record) Skipped(reason string, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.skipped[reason] += n
}

func (r *record) Conceal(string) {}

func (r *record) Progress(phase string, done, total int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.phases[phase]++
}

// lines shows the findings as "path:line:col rule message", sorted; suppressed
// ones end in their reason.
func (r *record) lines() []string {
	var out []string
	for _, f := range r.findings {
		line := fmt.Sprintf("%s %s %s", f.Location, f.Rule.ID, f.Message)
		if f.Suppression != nil {
			line += " [" + f.Suppression.Kind + ": " + f.Suppression.Reason + "]"
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

// notice returns the messages of the notices with that ID, sorted.
func (r *record) notice(id string) []string {
	var out []string
	for _, n := range r.notices {
		if n.ID == id {
			out = append(out, n.Message)
		}
	}
	slices.Sort(out)
	return out
}

func (r *record) incomplete() bool {
	return slices.ContainsFunc(r.notices, func(n scanners.Notice) bool { return n.Incomplete })
}

// all shows everything that a reader could see, in a fixed order.
func (r *record) all() string {
	var out []string
	for _, f := range r.findings {
		out = append(out, fmt.Sprintf("%+v %s", f.Location, fmt.Sprint(f.Rule.ID, f.Message, f.Severity, f.Related, f.Flow, f.Fixes, f.Suppression != nil)))
	}
	for _, n := range r.notices {
		out = append(out, fmt.Sprint(n.ID, n.Level, n.Message, n.Incomplete))
	}
	slices.Sort(out)
	return strings.Join(out, "\n") + fmt.Sprint(r.scanned, r.skipped)
}

// unpack writes a txtar archive into a temporary directory without symbolic
// links in its path, and returns it.
func unpack(t *testing.T, archive string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// catalogue holds the rules of the test analyzers and those about directives.
func catalogue(t *testing.T) *rules.Catalogue {
	t.Helper()
	list := []*rules.Rule{
		{ID: "flaw/call", Severity: rules.Error, Confidence: rules.High},
		{ID: "flaw/other", Severity: rules.Note, Confidence: rules.High},
		{ID: "traps/trap", Severity: rules.Warning, Confidence: rules.High},
		{ID: "tainted/call", Severity: rules.Warning, Confidence: rules.High},
		{ID: "other/rule", Severity: rules.Warning, Confidence: rules.High},
	}
	for _, id := range []string{"directive/malformed", "directive/unknown-rule", "directive/unused"} {
		list = append(list, rules.MustGet(id))
	}
	c, err := rules.NewCatalogue(list)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// env is the environment of the go command in tests: no network, no settings of
// the machine's user.
func env(more ...string) []string {
	return append(append(os.Environ(), "GOPROXY=off", "GOFLAGS=", "GOWORK=", "GOTOOLCHAIN=local", "GO111MODULE="), more...)
}

// scanDir scans dir with the test analyzers.
func scanDir(t *testing.T, dir string, opts gosource.Options, patterns ...string) (*record, error) {
	t.Helper()
	return scanTarget(t, scanners.Target{Root: dir, Dir: dir, Patterns: patterns}, opts)
}

func scanTarget(t *testing.T, target scanners.Target, opts gosource.Options, patterns ...string) (*record, error) {
	t.Helper()
	target.Patterns = append(target.Patterns, patterns...)
	opts.Catalogue = catalogue(t)
	if opts.Analyzers == nil {
		opts.Analyzers = testAnalyzers
	}
	if opts.Env == nil {
		opts.Env = env()
	}
	r := newRecord()
	err := gosource.New(opts).Scan(context.Background(), target, r)
	return r, err
}

func mustScan(t *testing.T, dir string, opts gosource.Options, patterns ...string) *record {
	t.Helper()
	r, err := scanDir(t, dir, opts, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func wantLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got:\n\t%s\nwant:\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}
