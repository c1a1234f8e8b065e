package history

import (
	"slices"
	"sync"
	"testing"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A recorder is a sink that keeps everything.
type recorder struct {
	mu       sync.Mutex
	findings []scanners.Finding
	notices  []scanners.Notice
	counts   map[string]int // "blobs", and "-reason" for what was skipped
	raw      map[string]bool
	phases   map[string]bool
}

func newRecorder() *recorder {
	return &recorder{counts: map[string]int{}, raw: map[string]bool{}, phases: map[string]bool{}}
}

func (r *recorder) lock() func()               { r.mu.Lock(); return r.mu.Unlock }
func (r *recorder) Finding(f scanners.Finding) { defer r.lock()(); r.findings = append(r.findings, f) }

func (r *recorder) Notice(n scanners.Notice)        { defer r.lock()(); r.notices = append(r.notices, n) }
func (r *recorder) Scanned(unit string, n int)      { defer r.lock()(); r.counts[unit] += n }
func (r *recorder) Skipped(reason string, n int)    { defer r.lock()(); r.counts["-"+reason] += n }
func (r *recorder) Conceal(raw string)              { defer r.lock()(); r.raw[raw] = true }
func (r *recorder) Progress(phase string, _, _ int) { defer r.lock()(); r.phases[phase] = true }

// said are the ids of the notices, with "!" before those that make the scan
// incomplete, sorted and each once.
func (r *recorder) said() []string {
	var out []string
	for _, n := range r.notices {
		id := n.ID
		if n.Incomplete {
			id = "!" + id
		}
		out = append(out, id)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// states are the leaks as "name state", sorted; of a name that is not among those
// given the redacted form.
func (r *recorder) states(names ...string) []string {
	var out []string
	for _, f := range r.findings {
		if f.Rule.ID != demoRule {
			continue
		}
		name := f.Secret.Redacted
		for _, n := range names {
			if f.Secret.Hash == hashOf(n) {
				name = n
			}
		}
		out = append(out, name+" "+f.Provenance.History.State)
	}
	slices.Sort(out)
	return out
}

const demoRule = "secret/demo"

// demo is a configuration with one rule, for SECRET(name), and for ALLOWED(name),
// which it lets pass. What is tested here knows nothing of real secrets.
const demo = `
[[rules]]
id = "demo"
description = "Demo secret"
regex = '''\b(?:SECRET|ALLOWED)\(([\w-]+)\)'''
keywords = ["secret(", "allowed("]
[[rules.allowlists]]
regexTarget = "match"
regexes = ['''^ALLOWED''']
`

var demoKey = []byte("the key of this test")

func demoDetector(t testing.TB) *secrets.Detector {
	t.Helper()
	d, err := secrets.New(secrets.Options{Key: demoKey, Config: &secrets.Config{Name: "demo.toml", Data: []byte(demo)}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// scan scans the repository with its top, or its git directory, at root.
func scan(t testing.TB, root string, o Options) *recorder {
	t.Helper()
	return scanTarget(t, scanners.Target{Root: root, Dir: root}, o)
}

func scanTarget(t testing.TB, target scanners.Target, o Options) *recorder {
	t.Helper()
	if o.Detector == nil {
		o.Detector = demoDetector(t)
	}
	r := newRecorder()
	if err := New(o).Scan(t.Context(), target, r); err != nil {
		t.Fatal(err)
	}
	return r
}
