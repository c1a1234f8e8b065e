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
	"testing"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A marks finds the words MARK1, MARK2 and so on.
type marks struct{}

var markRule = &rules.Rule{ID: "secret/mark", Title: "Mark of a test", Severity: rules.Error}

func (marks) Rules() []*rules.Rule { return []*rules.Rule{markRule} }

func (marks) Detect(_ context.Context, f secrets.Fragment, report func(secrets.Match)) (secrets.Stats, error) {
	for _, at := range regexp.MustCompile(`MARK\d+`).FindAllIndex(f.Data, -1) {
		line := f.Line + 1 + strings.Count(string(f.Data[:at[0]]), "\n")
		column := at[0] - strings.LastIndex(string(f.Data[:at[0]]), "\n")
		report(secrets.Match{
			Rule: markRule, Start: f.Offset + at[0], End: f.Offset + at[1], StartLine: line, EndLine: line, MatchLine: line,
			StartColumn: column, EndColumn: column + at[1] - at[0],
			Secret: scanners.Secret{Redacted: string(f.Data[at[0]:at[1]])},
		})
	}
	return secrets.Stats{}, nil
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

func TestScan(t *testing.T) {
	old := text(20, map[int]string{5: "old MARK1"})
	for name, run := range map[string]func(*sandbox){
		"nothing staged": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", old+"MARK2\n") // on the disk alone
			s.want()
		},
		"staged, then cleaned": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", old+"MARK2\n")
			s.git("add", "a")
			s.write("a", "clean\n")
			if r := s.want("a:21:1 MARK2"); r.sources["a"] != old+"MARK2\n" {
				s.t.Errorf("the source is %q", r.sources["a"])
			}
		},
		"an old secret and a new line": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", "new\n"+old)
			s.git("add", "a")
			if r := s.want(); r.scanned != 1 {
				s.t.Errorf("%d files were scanned, want 1", r.scanned)
			}
		},
		"a changed line": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", strings.Replace(old, "old MARK1", "still MARK1", 1))
			s.git("add", "a")
			s.want("a:5:7 MARK1")
		},
		"moved": func(s *sandbox) {
			s.write("a", old)
			s.write("d/e/b", old+"b\n")
			s.commit()
			s.git("mv", "a", "z")
			s.git("mv", "d", "f")
			s.want("skipped moved=2")
		},
		"moved and edited": func(s *sandbox) {
			s.write("d/a", old)
			s.write("d/other", "nothing\nlike\nit\n")
			s.commit()
			s.git("mv", "d", "z")
			s.write("z/a", "MARK3\n"+old)
			s.git("add", "-A")
			s.want("z/a:1:1 MARK3", "skipped moved=1")
		},
		"replaced by something else": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("rm", "-q", "a")
			s.write("b", "MARK1\n")
			s.git("add", "-A")
			s.want("b:1:1 MARK1")
		},
		"copied": func(s *sandbox) {
			s.write("a/b", old)
			s.commit()
			s.write("c", old)
			s.git("add", "-A")
			s.want("skipped moved=1")
		},
		"another mode": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("update-index", "--chmod=+x", "a")
			s.want()
		},
		"a file becomes a link": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			id := strings.TrimSpace(s.gitIn("/home/MARK7/x", "hash-object", "-w", "--stdin"))
			s.gitIn("120000 "+id+"\ta\n", "update-index", "--index-info")
			s.want("a:1:7 MARK7")
		},
		"a directory becomes a file": func(s *sandbox) {
			s.write("a/b", old)
			s.commit()
			s.git("rm", "-q", "-r", "a")
			s.write("a", "MARK2\n")
			s.git("add", "-A")
			s.want("a:1:1 MARK2")
		},
		"intent to add": func(s *sandbox) {
			s.commit()
			s.write("a", old)
			s.git("add", "-N", "a")
			s.want("skipped intent-to-add=1")
		},
		"not born": func(s *sandbox) {
			s.write("a", old)
			s.git("add", "-A")
			r := s.want("a:5:5 MARK1")
			if !strings.Contains(r.found[0].Message, "git rm --cached a") {
				s.t.Errorf("message %q", r.found[0].Message)
			}
		},
		"not born, nothing staged": func(s *sandbox) { s.want() },
		"submodule and LFS pointer": func(s *sandbox) {
			s.gitIn(fmt.Sprintf("160000 %s\told\n", strings.Repeat("12", 20)), "update-index", "--add", "--index-info")
			s.git("commit", "-qm", "x")
			s.gitIn(fmt.Sprintf("160000 %s\tmodule\n", strings.Repeat("12", 20)), "update-index", "--add", "--index-info")
			s.write("big.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:"+strings.Repeat("0", 64)+"\nsize 12\n")
			s.git("add", "big.bin")
			s.want("skipped submodule=1", "notice submodule at module", "skipped lfs-pointer=1", "notice lfs-pointer at big.bin")
		},
		"archive": func(s *sandbox) {
			s.write("a.zip", "PK\x03\x04 MARK1")
			s.git("add", "-A")
			s.want("a.zip:1:6 MARK1", "skipped archive=1")
		},
		"conflict": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("checkout", "-q", "-b", "theirs")
			s.write("a", text(20, map[int]string{5: "their MARK2"}))
			s.commit()
			s.git("checkout", "-q", "main")
			s.write("a", text(20, map[int]string{5: "our MARK3"}))
			s.write("b", "MARK4\n")
			s.commit()
			s.conflict("merge", "theirs")
			r := s.want("a:5:5 MARK1", "a:5:7 MARK2") // stage 1 and 3; 2 is HEAD's
			if text, ok := r.sources["a"]; text != "" || !ok {
				s.t.Errorf("the source of a path with two texts is %q", text)
			}
		},
		"merged from another branch": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("checkout", "-q", "-b", "theirs")
			s.write("b", "MARK2\n")
			s.commit()
			s.git("checkout", "-q", "main")
			s.git("merge", "-q", "--no-commit", "--no-ff", "theirs")
			s.want("b:1:1 MARK2")
		},
		"split index": func(s *sandbox) {
			s.write("a", old)
			s.write("b/c", old)
			s.commit()
			s.git("update-index", "--split-index")
			s.write("a", old+"MARK2\n")
			s.git("add", "a")
			s.want("a:21:1 MARK2")
		},
		"sparse index": func(s *sandbox) {
			s.write("in/a", old)
			s.write("out/deep/b", old)
			s.write("out/c", old+"c\n")
			s.commit()
			s.write("out/deep/b", old+"MARK2\n")
			s.write("out/new/d", "MARK5\n")
			s.commit()
			s.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
			s.git("reset", "-q", "--soft", "HEAD^")
			if names := s.git("ls-files", "--sparse"); !strings.Contains(names, "out/\n") {
				s.t.Fatalf("the index is not sparse: %q", names)
			}
			s.want("out/deep/b:21:1 MARK2", "out/new/d:1:1 MARK5")
		},
		"packed": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.write("a", old+"MARK2\n")
			s.git("add", "-A")
			s.git("repack", "-adq")
			s.git("pack-refs", "--all")
			s.want("a:21:1 MARK2")
		},
		"detached": func(s *sandbox) {
			s.write("a", old)
			s.commit()
			s.git("checkout", "-q", "--detach")
			s.write("a", old+"MARK2\n")
			s.git("add", "-A")
			s.want("a:21:1 MARK2")
		},
		"odd paths": func(s *sandbox) {
			s.write("sp ace\nline/a", "MARK1\n")
			s.git("add", "-A")
			s.want("sp ace\nline/a:1:1 MARK1")
		},
	} {
		t.Run(name, func(t *testing.T) { run(newSandbox(t)) })
	}
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

func TestScanBelowDirectory(t *testing.T) {
	s := newSandbox(t)
	s.write("a/x", "MARK1\n")
	s.write("ab", "MARK2\n")
	s.git("add", "-A")
	r := &record{skipped: make(map[string]int)}
	err := New(Options{Detector: marks{}}).Scan(context.Background(), scanners.Target{Root: s.dir, Dir: filepath.Join(s.dir, "a")}, r)
	if err != nil || r.String() != "a/x:1:1 MARK1" {
		t.Errorf("got %q, %v", r, err)
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

// TestUnreadable takes parts of a repository away. None may make a scan that finds
// nothing and is complete.
func TestUnreadable(t *testing.T) {
	old := text(20, map[int]string{5: "old MARK1"})
	for name, run := range map[string]func(*sandbox){
		"staged blob": func(s *sandbox) {
			s.remove(s.object(":d/a"))
			s.want("skipped unreadable-object=1", "incomplete unreadable-object at d/a")
		},
		"staged blob, promised": func(s *sandbox) {
			s.remove(s.object(":d/a"))
			s.git("config", "remote.origin.promisor", "true")
			s.want("skipped promised=1", "incomplete promised-object at d/a")
		},
		"blob of HEAD": func(s *sandbox) {
			s.remove(s.object("HEAD:d/a"))
			s.want("d/a:5:5 MARK1", "d/a:21:1 MARK2", "notice unreadable-before at d/a")
		},
		"tree of HEAD": func(s *sandbox) {
			s.remove(s.object("HEAD:d"))
			s.want("d/a:5:5 MARK1", "d/a:21:1 MARK2", "incomplete unreadable-head at d/")
		},
		"damaged blob": func(s *sandbox) {
			name := s.object(":d/a")
			if err := os.Chmod(name, 0o600); err != nil {
				s.t.Fatal(err)
			}
			if err := os.Truncate(name, 20); err != nil {
				s.t.Fatal(err)
			}
			s.want("skipped unreadable-object=1", "incomplete unreadable-object at d/a")
		},
		"commit of HEAD": func(s *sandbox) {
			s.remove(s.object("HEAD"))
			s.want("b:5:5 MARK1", "d/a:5:5 MARK1", "d/a:21:1 MARK2", "incomplete unreadable-head")
		},
		"branch without an id": func(s *sandbox) {
			s.write(".git/refs/heads/main", "")
			s.want("error")
		},
		"HEAD of nothing": func(s *sandbox) {
			s.write(".git/HEAD", "ref: ../../x\n")
			s.want("error")
		},
		"HEAD that leads to itself": func(s *sandbox) {
			s.write(".git/refs/heads/main", "ref: refs/heads/other\n")
			s.write(".git/refs/heads/other", "ref: refs/heads/main\n")
			s.want("error")
		},
		"refs in a reftable": func(s *sandbox) {
			s.git("config", "core.repositoryFormatVersion", "1")
			s.git("config", "extensions.refStorage", "reftable")
			s.want("error")
		},
		"index": func(s *sandbox) {
			s.write(".git/index", "DIRCgarbage that is no index at all")
			s.want("error")
		},
		"no repository": func(s *sandbox) {
			if err := os.Rename(filepath.Join(s.dir, ".git"), filepath.Join(s.dir, "git")); err != nil {
				s.t.Fatal(err)
			}
			s.want("error")
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t)
			s.write("d/a", old)
			s.write("b", old+"b\n")
			s.commit()
			s.write("d/a", old+"MARK2\n")
			s.git("add", "-A")
			run(s)
		})
	}
}

func TestTooLarge(t *testing.T) {
	s := newSandbox(t)
	s.write("a", strings.Repeat("x", 5000))
	s.git("add", "-A")
	if got := s.scan(Options{MaxFileSize: 4096}).String(); got != "incomplete too-large at a\nskipped too-large=1" {
		t.Errorf("a limit of nobody's choice: %q", got)
	}
	if got := s.scan(Options{MaxFileSize: 4096, SizeAsked: true}).String(); got != "notice too-large at a\nskipped too-large=1" {
		t.Errorf("a limit that was asked for: %q", got)
	}
}

func TestIndexFile(t *testing.T) {
	s := newSandbox(t)
	s.write("a", "a\n")
	s.commit()
	other := filepath.Join(s.dir, ".git", "next-index-7.lock")
	s.env = []string{"GIT_INDEX_FILE=" + other}
	s.git("read-tree", "HEAD")
	s.write("a", "a\nMARK1\n")
	s.git("add", "a")
	if got := s.scan(Options{IndexFile: other}).String(); got != "a:2:1 MARK1" {
		t.Errorf("another index: %q", got)
	}
	if got := s.scan(Options{}).String(); got != "" {
		t.Errorf("the repository's own: %q", got)
	}
	s.remove(other)
	if got := s.scan(Options{IndexFile: other}).String(); got != "error" {
		t.Errorf("an index that is not there: %q", got)
	}
	s.remove(filepath.Join(s.dir, ".git/index"))
	if got := s.scan(Options{IndexFile: filepath.Join(s.dir, ".git/index")}).String(); got != "" {
		t.Errorf("before the first add: %q", got)
	}
}

func TestGitDir(t *testing.T) {
	s := newSandbox(t)
	s.write("a", "MARK1\n")
	s.git("add", "-A")
	elsewhere := filepath.Join(t.TempDir(), "git")
	if err := os.Rename(filepath.Join(s.dir, ".git"), elsewhere); err != nil {
		t.Fatal(err)
	}
	if got := s.scan(Options{GitDir: elsewhere}).String(); got != "a:1:1 MARK1" {
		t.Errorf("got %q", got)
	}
}

// TestLargeFile looks for marks at every kind of place in a file of several windows.
func TestLargeFile(t *testing.T) {
	s := newSandbox(t)
	var b strings.Builder
	var want []string
	for i := 1; b.Len() < 3*windowSize; i++ {
		if i%900 == 0 {
			fmt.Fprintf(&b, "a line with MARK%d\n", i)
			want = append(want, fmt.Sprintf("a:%d:13 MARK%d", i, i))
		} else {
			fmt.Fprintf(&b, "line %d\n", i)
		}
	}
	s.write("a", b.String())
	s.git("add", "a")
	s.want(want...)
	s.commit()
	s.write("a", strings.Replace(b.String(), "MARK27000", "MARK27001", 1))
	s.git("add", "a")
	s.want("a:27000:13 MARK27001")

	// One line that is longer than all windows together.
	s.write("a", strings.Repeat("x", 2*windowSize)+" MARK1 "+strings.Repeat("x", windowSize)+" MARK2")
	s.git("add", "a")
	s.want(fmt.Sprintf("a:1:%d MARK1", 2*windowSize+2), fmt.Sprintf("a:1:%d MARK2", 3*windowSize+9))
}

func TestCancelled(t *testing.T) {
	s := newSandbox(t)
	s.write("a", "MARK1\n")
	s.git("add", "-A")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := New(Options{Detector: marks{}}).Scan(ctx, scanners.Target{Root: s.dir, Dir: s.dir}, &record{skipped: make(map[string]int)})
	if err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
