package portaltest

import (
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/launchlint/launchlint/analyzers"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gosource"
)

// A sink keeps what the comparison needs of a scan.
type sink struct {
	t     *testing.T
	mu    sync.Mutex
	found map[string][]string // as planted returns it
}

func (s *sink) Finding(f scanners.Finding) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found[f.Rule.ID] = append(s.found[f.Rule.ID], fmt.Sprintf("%s:%d", f.Location.Path, f.Location.StartLine))
}

func (s *sink) Notice(n scanners.Notice) {
	if n.Incomplete {
		s.t.Errorf("%s: %s", n.ID, n.Message)
	}
}

func (s *sink) Scanned(string, int)       {}
func (s *sink) Skipped(string, int)       {}
func (s *sink) Conceal(string)            {}
func (s *sink) Progress(string, int, int) {}

// TestFindings holds the analyzers of the suite to the marks: each planted flaw
// of theirs is reported at its line, and nothing else is.
func TestFindings(t *testing.T) {
	if testing.Short() {
		t.Skip("loads another module")
	}
	needModules(t)
	dir, err := filepath.Abs(portalDir)
	if err != nil {
		t.Fatal(err)
	}
	got := &sink{t: t, found: map[string][]string{}}
	if err := gosource.New(gosource.Options{}).Scan(t.Context(), scanners.Target{Root: dir, Dir: dir}, got); err != nil {
		t.Fatal(err)
	}
	var families []string
	for _, a := range analyzers.Suite {
		families = append(families, a.Name)
	}
	for _, line := range difference(planted(t, families...), got.found) {
		t.Error(line)
	}
	for rule, places := range got.found {
		slices.Sort(places)
		if once := slices.Compact(slices.Clone(places)); len(once) != len(places) {
			t.Errorf("%s is reported more than once at a line: %q", rule, places)
		}
	}
}
