// Package trouble gathers what a reader of a report must know about the scan
// itself: what was not read and why, each with the way out.
package trouble

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// MaxNamed bounds how many places are named for one kind of trouble. The others
// are counted.
const MaxNamed = 20

// A Kind is a kind of thing that a reader of the report must know about the
// scan: the text says what happened and the way out.
type Kind struct {
	// ID is the slug of its notices, stable for those who read reports by program.
	ID    string
	Level rules.Severity
	// Incomplete is set when something in scope was not scanned because of it.
	Incomplete bool
	// Text is one line for one place; it may hold one %s for the place's detail.
	Text string
	// More is one line for n further places, with %d for n.
	More string
}

// A List gathers where each kind happened, from any number of goroutines. Which
// places are named does not depend on their order: the first ones by path are.
type List struct {
	mu    sync.Mutex
	kinds map[*Kind]*sites
}

type sites struct {
	count int
	named []site // the first MaxNamed by path and line, sorted
}

type site struct {
	path   string
	line   int
	detail string
}

func compareSites(a, b site) int {
	return cmp.Or(strings.Compare(a.path, b.path), cmp.Compare(a.line, b.line), strings.Compare(a.detail, b.detail))
}

// New returns an empty list.
func New() *List { return &List{kinds: make(map[*Kind]*sites)} }

// Add says that a trouble happened at a path, on a 1-based line or 0 for the
// whole file. The same place twice counts once while it is among the named ones.
func (t *List) Add(kind *Kind, path string, line int, detail string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.kinds[kind]
	if s == nil {
		s = &sites{}
		t.kinds[kind] = s
	}
	at, found := slices.BinarySearchFunc(s.named, site{path, line, detail}, compareSites)
	if found {
		return
	}
	s.count++
	if at == MaxNamed {
		return
	}
	s.named = slices.Insert(s.named, at, site{path, line, detail})
	s.named = s.named[:min(len(s.named), MaxNamed)]
}

// AddMore counts n further places that are not named.
func (t *List) AddMore(kind *Kind, n int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.kinds[kind] == nil {
		t.kinds[kind] = &sites{}
	}
	t.kinds[kind].count += n
}

// Report emits the notices, in any order: the engine sorts them.
func (t *List) Report(sink scanners.Sink) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for kind, s := range t.kinds {
		n := scanners.Notice{ID: kind.ID, Level: kind.Level, Incomplete: kind.Incomplete}
		for _, place := range s.named {
			n.Message = kind.Text
			if strings.Contains(kind.Text, "%s") {
				n.Message = fmt.Sprintf(kind.Text, place.detail)
			}
			n.Location = nil
			if place.path != "" {
				n.Location = &scanners.Location{Path: place.path, StartLine: place.line}
			}
			sink.Notice(n)
		}
		if rest := s.count - len(s.named); rest > 0 {
			n.Message, n.Location = fmt.Sprintf(kind.More, rest), nil
			sink.Notice(n)
		}
	}
}
