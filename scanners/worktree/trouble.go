package worktree

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// maxNamed bounds how many places are named for one kind of trouble. The others
// are counted.
const maxNamed = 20

// A trouble is a kind of thing that a reader of the report must know about the
// scan: the text says what happened and the way out.
type trouble struct {
	id         string
	level      rules.Severity
	incomplete bool
	// text is one line for one place; it may hold one %s for the place's detail.
	text string
	// more is one line for n further places, with %d for n.
	more string
}

// troubles gathers where each kind happened, from any number of goroutines. Which
// places are named does not depend on their order: the first ones by path are.
type troubles struct {
	mu    sync.Mutex
	kinds map[*trouble]*sites
}

type sites struct {
	count int
	named []site // the first maxNamed by path and line, sorted
}

type site struct {
	path   string
	line   int
	detail string
}

func compareSites(a, b site) int {
	return cmp.Or(strings.Compare(a.path, b.path), cmp.Compare(a.line, b.line), strings.Compare(a.detail, b.detail))
}

func newTroubles() *troubles { return &troubles{kinds: make(map[*trouble]*sites)} }

// add says that a trouble happened at a path, on a 1-based line or 0 for the
// whole file. The same place twice counts once while it is among the named ones.
func (t *troubles) add(kind *trouble, path string, line int, detail string) {
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
	if at == maxNamed {
		return
	}
	s.named = slices.Insert(s.named, at, site{path, line, detail})
	s.named = s.named[:min(len(s.named), maxNamed)]
}

// report emits the notices, in any order: the engine sorts them.
func (t *troubles) report(sink scanners.Sink) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for kind, s := range t.kinds {
		n := scanners.Notice{ID: kind.id, Level: kind.level, Incomplete: kind.incomplete}
		for _, place := range s.named {
			n.Message = kind.text
			if strings.Contains(kind.text, "%s") {
				n.Message = fmt.Sprintf(kind.text, place.detail)
			}
			n.Location = nil
			if place.path != "" {
				n.Location = &scanners.Location{Path: place.path, StartLine: place.line}
			}
			sink.Notice(n)
		}
		if rest := s.count - len(s.named); rest > 0 {
			n.Message, n.Location = fmt.Sprintf(kind.more, rest), nil
			sink.Notice(n)
		}
	}
}
