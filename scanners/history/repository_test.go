package history

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/internal/script"
)

func wantEqual(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// objectFile is where a loose object of a work tree's repository lies.
func objectFile(repo *script.Repo, rev string) string {
	id := strings.TrimSpace(repo.Git("rev-parse", rev))
	return filepath.Join(repo.Dir, ".git", "objects", id[:2], id[2:])
}

func TestBareRepository(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"a": "SECRET(one)\n"})
	bare := filepath.Join(t.TempDir(), "bare.git")
	repo.Git("clone", "-q", "--bare", repo.Dir, bare)
	wantEqual(t, "leaks", scan(t, bare, Options{}).states("one"), "one head")
}

func TestNoRepository(t *testing.T) {
	dir := t.TempDir()
	target := scanners.Target{Root: dir, Dir: dir}
	err := New(Options{Detector: demoDetector(t)}).Scan(t.Context(), target, newRecorder())
	if err == nil || !strings.Contains(err.Error(), "name a repository") {
		t.Errorf("got %v, want an error that says what to do", err)
	}
	r := scanTarget(t, target, Options{Optional: true})
	if len(r.findings)+len(r.notices)+len(r.counts) > 0 {
		t.Errorf("something was said of no repository: %+v", r)
	}
}

func TestEmptyRepository(t *testing.T) {
	r := scan(t, script.New(t).Dir, Options{})
	if len(r.findings)+len(r.notices) > 0 {
		t.Errorf("findings %v, notices %v in a repository without a commit", r.findings, r.said())
	}
}

// TestNarrow asks for a directory.
func TestNarrow(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"api/a": "SECRET(inside)\n", "web/b": "SECRET(beside)\n", "apix": "SECRET(named-alike)\n", "web/c": "SECRET(moves)\n"})
	repo.Git("mv", "web/c", "api/c")
	repo.Commit(nil)
	target := scanners.Target{Root: repo.Dir, Dir: filepath.Join(repo.Dir, "api")}
	names := []string{"inside", "beside", "named-alike", "moves"}
	r := scanTarget(t, target, Options{Narrow: true})
	wantEqual(t, "in a directory", r.states(names...), "inside head", "moves head")
	wantEqual(t, "notices", r.said(), "narrowed")
	wantEqual(t, "from a directory", scanTarget(t, target, Options{}).states(names...), "beside head", "inside head", "moves head", "named-alike head")
}

// TestSpans asks for a part of the history.
func TestSpans(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"old": "SECRET(old)\n", "kept": "SECRET(kept)\n"})
	repo.Git("tag", "v1")
	repo.Commit(map[string]string{"kept": "a new line\nSECRET(kept)\n", "old": ""})
	repo.Git("checkout", "-q", "-b", "side")
	repo.Commit(map[string]string{"side": "SECRET(side)\n"})
	repo.Git("checkout", "-q", "main")
	repo.Git("commit", "-q", "--allow-empty", "-m", "SECRET(said)")
	repo.Commit(map[string]string{"new": "SECRET(new)\n"})
	repo.Git("mv", "kept", "moved")
	repo.Commit(nil)
	names := []string{"old", "kept", "side", "said", "new"}
	for _, c := range []struct {
		since, span string
		want        []string
	}{
		{"", "", []string{"kept head", "new head", "old refs", "said message", "side refs"}},
		{"v1", "", []string{"kept head", "new head", "said message", "side refs"}},
		{"", "v1..main", []string{"kept head", "new head", "said message"}},
		{"", "main..side", []string{"side refs"}},
		{"", "v1..main~1", []string{"new head", "said message"}},
		{"", "HEAD~1", []string{"kept head", "new head", "old refs", "said message"}},
		{"2024-02-01", "", nil},
		{"2023-12-31", "", []string{"kept head", "new head", "old refs", "said message", "side refs"}},
	} {
		wantEqual(t, c.since+c.span, scan(t, repo.Dir, Options{Since: c.since, Range: c.span}).states(names...), c.want...)
	}
	for _, o := range []Options{{Since: "nowhere"}, {Range: "v1..nowhere"}, {Range: ".."}} {
		o.Detector = demoDetector(t)
		err := New(o).Scan(t.Context(), scanners.Target{Root: repo.Dir, Dir: repo.Dir}, newRecorder())
		if err == nil || !strings.Contains(err.Error(), "--") {
			t.Errorf("%q%q: got %v, want an error that names the flag", o.Since, o.Range, err)
		}
	}
}

// TestOutOfScope has objects that a clone would not get.
func TestOutOfScope(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"a": "text\n"})
	repo.Commit(map[string]string{"dir/b": "SECRET(reset)\n"})
	repo.Git("reset", "-q", "--hard", "HEAD~1")
	names := []string{"reset", "dangling"}

	// git keeps where it came from as ORIG_HEAD until the next such command.
	r := scan(t, repo.Dir, Options{})
	wantEqual(t, "with ORIG_HEAD", r.states(names...), "reset unreferenced")
	wantEqual(t, "notices", r.said(), "work-under-way")
	repo.Git("update-ref", "-d", "ORIG_HEAD")
	repo.Commit(map[string]string{"a": "other text\n"}) // its parent is in the reflog, and scanned
	r = scan(t, repo.Dir, Options{})
	wantEqual(t, "without", r.states(names...))
	wantEqual(t, "notices", r.said(), "reflog", "unreachable")
	wantEqual(t, "with reflogs", scan(t, repo.Dir, Options{Reflog: true}).states(names...), "reset unreferenced")

	repo.Git("reflog", "expire", "--expire=all", "--all")
	if err := os.WriteFile(filepath.Join(repo.Dir, "x"), []byte("SECRET(dangling)\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	repo.Git("hash-object", "-w", "x")
	r = scan(t, repo.Dir, Options{Reflog: true})
	wantEqual(t, "leaks", r.states(names...))
	wantEqual(t, "notices", r.said(), "unreachable")
	r = scan(t, repo.Dir, Options{Unreachable: true})
	wantEqual(t, "with the unreachable", r.states(names...), "dangling unattached", "reset unreferenced")
	for _, f := range r.findings {
		if f.Secret.Hash == hashOf("reset") && f.Location.Path != "dir/b" {
			t.Errorf("%s is at %q, want dir/b", f.Message, f.Location.Path)
		}
	}
}

// TestWorkTrees has a HEAD of another work tree that nothing else names.
func TestWorkTrees(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"a": "text\n"})
	other := filepath.Join(t.TempDir(), "other")
	repo.Git("worktree", "add", "-q", "--detach", other)
	repo.Git("-C", other, "rm", "-q", "a")
	if err := os.WriteFile(filepath.Join(other, "b"), []byte("SECRET(there)\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	repo.Git("-C", other, "add", "b")
	repo.Git("-C", other, "commit", "-q", "-m", "Change")
	wantEqual(t, "from the first", scan(t, repo.Dir, Options{}).states("there"), "there unreferenced")
	wantEqual(t, "from the other", scan(t, other, Options{}).states("there"), "there head")
}

// TestDamage takes objects away and breaks others: the rest is found, and the scan
// is incomplete.
func TestDamage(t *testing.T) {
	for name, c := range map[string]struct {
		rev    string
		breaks func(t *testing.T, file string)
		notice string
		want   []string
	}{
		"a missing blob":   {"HEAD:b", remove, "!missing-object", []string{"one head", "three head"}},
		"a damaged blob":   {"HEAD:b", damage, "!damaged-object", []string{"one head", "three head"}},
		"a missing tree":   {"HEAD:dir", remove, "!missing-object", []string{"one head", "two head"}},
		"a damaged commit": {"HEAD~1", damage, "!damaged-object", []string{"one head", "three head", "two head"}},
	} {
		repo := script.New(t)
		repo.Commit(map[string]string{"a": "SECRET(one)\n"})
		repo.Commit(map[string]string{"b": "SECRET(two)\n"})
		repo.Commit(map[string]string{"dir/c": "SECRET(three)\n"})
		c.breaks(t, objectFile(repo, c.rev))
		r := scan(t, repo.Dir, Options{})
		wantEqual(t, name, r.states("one", "two", "three"), c.want...)
		if !slices.Contains(r.said(), c.notice) {
			t.Errorf("%s: notices %q, want %s among them", name, r.said(), c.notice)
		}
		if slices.Contains(r.said(), "!accounting") {
			t.Errorf("%s: the account of objects is wrong", name)
		}
	}
}

func remove(t *testing.T, file string) {
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
}

func damage(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text[len(text)/2] ^= 0x40
	remove(t, file)
	if err := os.WriteFile(file, text, 0o444); err != nil {
		t.Fatal(err)
	}
}

// TestNamesOfThings has secrets where no file has them in its text.
func TestNamesOfThings(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"dir/SECRET(path)/f": "text\n"})
	repo.Git("branch", "SECRET(branch)")
	repo.Git("-c", "user.name=x", "commit", "-q", "--allow-empty", "-m", "t", "--author", "SECRET(author) <a@example.com>")
	repo.Git("tag", "-a", "SECRET(tag)", "-m", "text")
	r := scan(t, repo.Dir, Options{})
	wantEqual(t, "leaks", r.states("path", "branch", "author", "tag"), "author message", "branch message", "path head", "tag message")
	if !slices.Contains(r.said(), "outside-of-files") {
		t.Errorf("notices %q do not say that no edit of a file helps", r.said())
	}
	for _, raw := range []string{"path", "branch", "author", "tag"} {
		if !r.raw[raw] {
			t.Errorf("%s is not kept out of reports", raw)
		}
	}
}

// TestSameHoweverItIsPacked compares what is found with other packings and workers.
func TestSameHoweverItIsPacked(t *testing.T) {
	repo := script.New(t)
	text := strings.Repeat("a line of text that stays the same\n", 40)
	for i := range 12 {
		at := i * len(text) / 13
		repo.Commit(map[string]string{"f": text[:at] + "SECRET(s" + string(rune('a'+i%5)) + ")\n" + text[at:], "g" + string(rune('a'+i)): text})
	}
	first := scan(t, repo.Dir, Options{Workers: 1})
	for _, pack := range [][]string{nil, {"repack", "-adfq"}, {"repack", "-adfq", "--depth=1"}, {"repack", "-adfq", "--window=50", "--depth=200"}} {
		if pack != nil {
			repo.Git(pack...)
		}
		for _, workers := range []int{1, 4} {
			r := scan(t, repo.Dir, Options{Workers: workers})
			sortFindings(r.findings)
			sortFindings(first.findings)
			if !reflect.DeepEqual(r.findings, first.findings) || !reflect.DeepEqual(r.counts, first.counts) {
				t.Errorf("%v, %d workers: other findings or counts than at first", pack, workers)
			}
		}
	}
	if len(first.findings) < 5 {
		t.Errorf("%d findings: nothing is compared", len(first.findings))
	}
}

func sortFindings(list []scanners.Finding) {
	slices.SortStableFunc(list, func(a, b scanners.Finding) int {
		return strings.Compare(a.Message+a.Location.String(), b.Message+b.Location.String())
	})
}

// TestStops ends a scan before it has begun, and while it goes on.
func TestStops(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"a": "SECRET(one)\n"})
	target := scanners.Target{Root: repo.Dir, Dir: repo.Dir}
	for _, phase := range []string{"", "names", "scan", "messages", "attribute"} {
		ctx, cancel := context.WithCancel(t.Context())
		r := &stopper{recorder: newRecorder(), phase: phase, cancel: cancel}
		if phase == "" {
			cancel()
		}
		err := New(Options{Detector: demoDetector(t)}).Scan(ctx, target, r)
		cancel()
		if (phase == "" || r.phases[phase]) && (!errors.Is(err, context.Canceled) || len(r.findings) > 0) {
			t.Errorf("stopped in %q: got %v and %d findings", phase, err, len(r.findings))
		}
	}
}

// A stopper cancels when a phase is heard of.
type stopper struct {
	*recorder
	phase  string
	cancel func()
}

func (s *stopper) Progress(phase string, done, total int) {
	s.recorder.Progress(phase, done, total)
	if phase == s.phase {
		s.cancel()
	}
}

// TestAnonymous has secrets told apart without a hash in any finding.
func TestAnonymous(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"a": "SECRET(one)\nSECRET(two)\n"})
	repo.Commit(map[string]string{"a": "SECRET(three)\n"})
	r := scan(t, repo.Dir, Options{Anonymous: true})
	leaks := 0
	for _, f := range r.findings {
		if f.Rule.ID == demoRule {
			leaks++
		}
		if f.Secret != nil && f.Secret.Hash != "" || strings.Contains(f.Identity, hashOf("one")) {
			t.Errorf("%s: a hash is told", f.Message)
		}
	}
	if leaks != 3 {
		t.Errorf("%d leaks, want 3", leaks)
	}
}

// TestTimesAreThoseOfCommits keeps the clock of the machine out of reports.
func TestTimesAreThoseOfCommits(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"a": "SECRET(one)\n"})
	repo.Commit(map[string]string{"a": "gone\n"})
	r := scan(t, repo.Dir, Options{})
	if len(r.findings) != 1 {
		t.Fatalf("%d findings", len(r.findings))
	}
	for _, e := range r.findings[0].Provenance.History.Exposures {
		if e.From.Year() != 2024 || e.To.Year() != 2024 || !e.From.Before(e.To) || time.Since(e.From) < 0 {
			t.Errorf("exposed from %v to %v, want days of 2024", e.From, e.To)
		}
	}
}

// TestReflogOfWhatIsScanned has a reflog that names nothing but what a branch has:
// there is nothing to say.
func TestReflogOfWhatIsScanned(t *testing.T) {
	repo := script.New(t)
	for _, text := range []string{"SECRET(one)\n", "SECRET(two)\n", "SECRET(three)\n"} {
		repo.Commit(map[string]string{"a": text})
	}
	wantEqual(t, "notices", scan(t, repo.Dir, Options{}).said())
}

// TestNoticesNameNoDirectories has a ref and a pack that cannot be read.
func TestNoticesNameNoDirectories(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{"a": "text\n"})
	for _, name := range []string{"refs/heads/odd", "objects/pack/pack-x.pack"} {
		if err := os.MkdirAll(filepath.Join(repo.Dir, ".git", name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/dev/null", filepath.Join(repo.Dir, ".git", "refs", "heads", "null")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(repo.Dir, ".git", "objects", "pack", "pack-x.idx"), []byte("garbage"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := scan(t, repo.Dir, Options{})
	wantEqual(t, "notices", r.said(), "!damaged-ref", "!damaged-storage")
	for _, n := range r.notices {
		if strings.Contains(n.Message, repo.Dir) {
			t.Errorf("a directory of this machine is named: %s", n.Message)
		}
	}
}
