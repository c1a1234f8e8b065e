package staged

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A marks finds the words MARK1, MARK2 and so on, with "NAME:" on the line before as
// a part of the match, and files called *.p12 by their path. It calls lines with
// BROKEN malformed comments, and says that it stopped where one has ENDLESS.
type marks struct{}

var (
	markRule = &rules.Rule{ID: "secret/mark", Title: "Mark of a test", Severity: rules.Error}
	mark     = regexp.MustCompile(`(NAME:\n)?(MARK\d+)`)
)

func (marks) Rules() []*rules.Rule { return []*rules.Rule{markRule} }

func (marks) Detect(_ context.Context, f secrets.Fragment, report func(secrets.Match)) (stats secrets.Stats, err error) {
	data := string(f.Data)
	if strings.HasSuffix(f.Path, ".p12") {
		report(secrets.Match{Rule: markRule})
	}
	for _, at := range mark.FindAllStringSubmatchIndex(data, -1) {
		from, to := at[4], at[5]
		line := f.Line + 1 + strings.Count(data[:from], "\n")
		column := from - strings.LastIndex(data[:from], "\n")
		report(secrets.Match{
			Rule: markRule, Start: f.Offset + from, End: f.Offset + to, StartLine: line, EndLine: line,
			MatchLine: line - strings.Count(data[at[0]:from], "\n"), StartColumn: column, EndColumn: column + to - from,
			Secret: scanners.Secret{Redacted: data[from:to], Hash: data[from:to]},
		})
	}
	for i, line := range strings.Split(data, "\n") {
		if strings.Contains(line, "BROKEN") {
			stats.Malformed = append(stats.Malformed, secrets.Malformed{Line: f.Line + i + 1, Why: "no reason"})
		}
		if strings.Contains(line, "ENDLESS") {
			stats.Exhausted, stats.Overflow = 1, 1
		}
	}
	return stats, nil
}

// A record is what a scan emitted.
type record struct {
	mu      sync.Mutex
	found   []scanners.Finding
	notices []scanners.Notice
	scanned int
	skipped map[string]int
	sources map[string]string
	err     error
}

func (r *record) Finding(f scanners.Finding) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.found = append(r.found, f)
}

func (r *record) Notice(n scanners.Notice) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.notices = append(r.notices, n)
}

func (r *record) Scanned(_ string, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scanned += n
}

func (r *record) Skipped(reason string, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if n > 0 {
		r.skipped[reason] += n
	}
}
func (*record) Conceal(string)            {}
func (*record) Progress(string, int, int) {}

// String says what was found and what was not read: "path:line:column MARK1",
// "skipped reason=1", "notice id at path", "incomplete id at path".
func (r *record) String() string {
	var lines []string
	for _, f := range r.found {
		lines = append(lines, fmt.Sprintf("%s %s", f.Location, f.Secret.Redacted))
	}
	for reason, n := range r.skipped {
		lines = append(lines, fmt.Sprintf("skipped %s=%d", reason, n))
	}
	for _, n := range r.notices {
		kind, place := "notice", ""
		if n.Incomplete {
			kind = "incomplete"
		}
		if n.Location != nil {
			place = " at " + n.Location.Path
		}
		lines = append(lines, fmt.Sprintf("%s %s%s", kind, n.ID, place))
	}
	if r.err != nil {
		lines = append(lines, "error")
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// scan scans what is staged in the sandbox.
func (s *sandbox) scan(o Options) *record {
	s.t.Helper()
	r := &record{skipped: make(map[string]int), sources: make(map[string]string)}
	if o.Detector == nil {
		o.Detector = marks{}
	}
	o.Source = func(path string, text []byte) { r.sources[path] = string(text) }
	r.err = New(o).Scan(context.Background(), scanners.Target{Root: s.dir, Dir: s.dir}, r)
	return r
}

// want scans and compares the lines of record.String.
func (s *sandbox) want(lines ...string) *record {
	s.t.Helper()
	r := s.scan(Options{})
	slices.Sort(lines)
	if got, want := r.String(), strings.Join(lines, "\n"); got != want {
		s.t.Errorf("got\n%s\nwant\n%s\nerror: %v", got, want, r.err)
	}
	return r
}

// commit commits all files.
func (s *sandbox) commit() {
	s.t.Helper()
	s.git("add", "-A")
	s.git("commit", "-q", "--allow-empty", "-m", "x")
}

// text returns lines with some marks among them.
func text(lines int, marks map[int]string) string {
	var b strings.Builder
	for i := 1; i <= lines; i++ {
		fmt.Fprintln(&b, cmp.Or(marks[i], fmt.Sprint("line ", i)))
	}
	return b.String()
}

// conflict runs a git command that ends in a conflict.
func (s *sandbox) conflict(args ...string) {
	s.t.Helper()
	s.git("config", "alias.fails", "!git "+strings.Join(args, " ")+" >/dev/null && exit 1 || exit 0")
	s.git("fails")
	if s.git("ls-files", "-u") == "" {
		s.t.Fatal("there is no conflict")
	}
}

// object returns the loose file of what a revision names.
func (s *sandbox) object(revision string) string {
	s.t.Helper()
	id := strings.TrimSpace(s.git("rev-parse", revision))
	return filepath.Join(s.dir, ".git", "objects", id[:2], id[2:])
}

func (s *sandbox) remove(name string) {
	s.t.Helper()
	if err := os.Remove(name); err != nil {
		s.t.Fatal(err)
	}
}
