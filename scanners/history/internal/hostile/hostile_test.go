package hostile_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"reflect"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history"
	"github.com/launchlint/launchlint/scanners/history/internal/hostile"
	"github.com/launchlint/launchlint/scanners/secrets"
)

var key = []byte("the key of these tests")

// detector has the rules that users have. It is built once: that costs more than
// most scans here.
var detector = sync.OnceValues(func() (*secrets.Detector, error) { return secrets.New(secrets.Options{Key: key}) })

// maxMemory bounds what the process has had from the system, in bytes, after all
// repositories: single objects may have 256 MiB, and some claim a terabyte.
const maxMemory = 1 << 30

// TestRepositories scans every repository, and holds the scan to what it must find
// and say.
func TestRepositories(t *testing.T) {
	names := make(map[string]bool)
	t.Run("all", func(t *testing.T) {
		for _, c := range hostile.Cases() {
			if names[c.Name] {
				t.Errorf("two cases are named %s", c.Name)
			}
			names[c.Name] = true
			t.Run(c.Name, func(t *testing.T) {
				t.Parallel()
				repo := c.Build(t)
				first := scan(t, repo, 1)
				judge(t, repo, first)
				same(t, first, scan(t, repo, 3))
			})
		}
	})
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
	metrics.Read(sample)
	if n := sample[0].Value.Uint64(); n > maxMemory {
		t.Errorf("%d MiB of memory were taken, more than %d", n>>20, maxMemory>>20)
	}
}

// A result is what came of one scan.
type result struct {
	mu       sync.Mutex
	findings []scanners.Finding
	notices  []scanners.Notice
	counts   map[string]int
	err      error
}

func (r *result) lock() func()               { r.mu.Lock(); return r.mu.Unlock }
func (r *result) Finding(f scanners.Finding) { defer r.lock()(); r.findings = append(r.findings, f) }
func (r *result) Notice(n scanners.Notice)   { defer r.lock()(); r.notices = append(r.notices, n) }
func (r *result) Scanned(unit string, n int) { defer r.lock()(); r.counts[unit] += n }
func (r *result) Skipped(why string, n int)  { defer r.lock()(); r.counts["-"+why] += n }
func (*result) Conceal(string)               {}
func (*result) Progress(string, int, int)    {}

func scan(t *testing.T, repo *hostile.Repo, workers int) *result {
	t.Helper()
	d, err := detector()
	if err != nil {
		t.Fatal(err)
	}
	r := &result{counts: make(map[string]int)}
	s := history.New(history.Options{Detector: d, Reflog: repo.Reflog, Unreachable: repo.Unreachable, Workers: workers})
	r.err = s.Scan(context.Background(), scanners.Target{Root: repo.Root, Dir: repo.Root}, r)
	slices.SortFunc(r.notices, func(a, b scanners.Notice) int { return strings.Compare(place(a), place(b)) })
	return r
}

func place(n scanners.Notice) string {
	if n.Location == nil {
		return n.ID + "\x00" + n.Message
	}
	return n.ID + "\x00" + n.Message + "\x00" + n.Location.Path
}

func judge(t *testing.T, repo *hostile.Repo, r *result) {
	t.Helper()
	if repo.Refused != "" {
		if r.err == nil || !strings.Contains(r.err.Error(), repo.Refused) {
			t.Errorf("got %v, want a refusal that says %q", r.err, repo.Refused)
		}
		return
	}
	if r.err != nil {
		t.Fatalf("refused: %v", r.err)
	}
	for _, p := range repo.Plants {
		if !p.Lost && !found(r, p) {
			t.Errorf("not found: the secret %.12s…", p.Value)
		}
		if p.Lost && p.Value != "" && found(r, p) {
			t.Errorf("found: the secret %.12s…, which the case takes for lost", p.Value)
		}
	}
	var said []string
	for _, n := range r.notices {
		id := n.ID
		if n.Incomplete {
			id = "!" + id
		}
		said = append(said, id)
	}
	slices.Sort(said)
	said = slices.Compact(said)
	slices.Sort(repo.Says)
	if !slices.Equal(said, repo.Says) {
		t.Errorf("it says %q, want %q", said, repo.Says)
		for _, n := range r.notices {
			t.Logf("%s: %.300s", n.ID, n.Message)
		}
	}
	if slices.ContainsFunc(repo.Plants, func(p hostile.Plant) bool { return p.Lost }) && len(repo.Says) == 0 {
		t.Error("a secret is lost and nothing is said")
	}
	for _, f := range r.findings {
		if !strings.HasPrefix(f.Rule.ID, "secret/") && !strings.HasPrefix(f.Rule.ID, "offender/") {
			t.Errorf("a finding of rule %s", f.Rule.ID)
		}
	}
}

func found(r *result, p hostile.Plant) bool {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(p.Value))
	hash := hex.EncodeToString(h.Sum(nil))
	return slices.ContainsFunc(r.findings, func(f scanners.Finding) bool {
		if p.Rule != "" {
			return f.Rule.ID == p.Rule
		}
		return f.Secret != nil && f.Secret.Hash == hash
	})
}

// same holds two scans against each other, the order of findings included.
func same(t *testing.T, a, b *result) {
	t.Helper()
	if len(a.findings) != len(b.findings) {
		t.Errorf("%d findings with one worker, %d with more", len(a.findings), len(b.findings))
		return
	}
	for i := range a.findings {
		if !reflect.DeepEqual(a.findings[i], b.findings[i]) {
			t.Errorf("finding %d is another with more workers:\n%+v\n%+v", i, a.findings[i], b.findings[i])
			return
		}
	}
	if !reflect.DeepEqual(a.notices, b.notices) || !reflect.DeepEqual(a.counts, b.counts) {
		t.Errorf("notices or counts are others with more workers:\n%v %v\n%v %v", a.notices, a.counts, b.notices, b.counts)
	}
}

// TestChangedBits changes a bit of every seventh byte of a pack, of its index, of
// packed refs and of loose objects: what was planted is found, or the scan says that
// it is incomplete.
func TestChangedBits(t *testing.T) {
	t.Parallel()
	lost := 0
	for _, c := range hostile.Cases() {
		if c.Name != "storage/packed" && c.Name != "storage/loose" && c.Name != "storage/loose-over-packed-ref" {
			continue
		}
		repo := c.Build(t)
		for _, file := range files(t, repo.Git) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for at := 0; at < len(text); at += 7 {
				text[at] ^= 1 << (at % 8)
				write(t, file, text)
				r := scan(t, repo, 1)
				whole := r.err == nil && !slices.ContainsFunc(r.notices, func(n scanners.Notice) bool { return n.Incomplete })
				for _, p := range repo.Plants {
					if found(r, p) {
						continue
					}
					if lost++; whole {
						t.Errorf("%s, byte %d of %s: a secret is lost and nothing is said", c.Name, at, filepath.Base(file))
					}
				}
				text[at] ^= 1 << (at % 8)
			}
			write(t, file, text)
		}
	}
	if lost < 100 {
		t.Errorf("only %d secrets were lost: nothing was damaged", lost)
	}
}

// files returns what of a git directory names or holds objects.
func files(t *testing.T, dir string) (list []string) {
	t.Helper()
	for _, pattern := range []string{"objects/pack/*", "objects/??/*", "packed-refs", "refs/heads/*"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, names...)
	}
	return list
}

func write(t *testing.T, file string, text []byte) {
	t.Helper()
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
