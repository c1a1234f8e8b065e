package secrets

import (
	"slices"
	"sync"

	"github.com/launchlint/launchlint/scanners/secrets/internal/rex"
	"github.com/launchlint/launchlint/scanners/secrets/internal/words"
)

// A workspace is what one goroutine needs beside the engine: where literals were
// seen, and the machines with the states that they have learnt. It is used again
// for the next fragment.
type workspace struct {
	places  [][]int32 // for each branch: where its literals begin
	touched []int32   // branches with places
	enabled []bool    // for each rule: a keyword was seen
	folds   bool
	// comments says that an allow comment of ours was seen.
	comments bool
	hits     words.Hits

	branches []branchMachines
	rules    []ruleMachines
	tests    map[*lazyRegexp]*rex.Machine // of paths and allow-lists
	groups   map[*lazyRegexp]*rex.Groups
	merged   []spot
	size     int // of the machines of rules and branches
	uses     int
}

type branchMachines struct{ suffix, prefix *rex.Machine }

type ruleMachines struct {
	full   *rex.Machine
	finder *rex.Finder
	size   int // of these and of those of its branches, at the last look
}

// maxWorkspace bounds what the machines of a workspace hold, in bytes.
const maxWorkspace = 32 << 20

func newWorkspace(e *engine) *workspace {
	return &workspace{
		places: make([][]int32, e.count), enabled: make([]bool, len(e.plans)),
		branches: make([]branchMachines, e.count), rules: make([]ruleMachines, len(e.plans)+len(e.scouts)),
		tests: make(map[*lazyRegexp]*rex.Machine), groups: make(map[*lazyRegexp]*rex.Groups),
	}
}

// begin forgets the text before.
func (w *workspace) begin() {
	const keep = 1 << 12
	for _, b := range w.touched {
		if cap(w.places[b]) > keep {
			w.places[b] = nil
		}
		w.places[b] = w.places[b][:0]
	}
	w.touched = w.touched[:0]
	if cap(w.merged) > 16*keep {
		w.merged = nil
	}
	clear(w.enabled)
	w.folds, w.comments = false, false
}

// add notes a literal of branch b at offset at.
func (w *workspace) add(b, at int32) {
	if len(w.places[b]) == 0 {
		w.touched = append(w.touched, b)
	}
	w.places[b] = append(w.places[b], at)
}

// stands reports whether a literal of p was seen.
func (w *workspace) stands(p *plan) bool {
	for _, b := range p.branches {
		if len(w.places[b.number]) > 0 {
			return true
		}
	}
	return false
}

// A spot is a place at which a literal of a branch begins.
type spot struct {
	at int32
	// branch is that of the rule, by number within the rule.
	branch  int16
	verdict verdict
}

// A verdict is what is known about what follows a literal.
type verdict int8

const (
	untried verdict = iota
	follows
	fails
)

// spots returns where the literals of p are, in order. The slice is good until
// the next call.
func (w *workspace) spots(p *plan) []spot {
	w.merged = w.merged[:0]
	for i, b := range p.branches {
		for _, at := range w.places[b.number] {
			w.merged = append(w.merged, spot{at: at, branch: int16(i)})
		}
	}
	// A long literal may begin before a short one that ends earlier.
	order := func(a, b spot) int { return int(a.at) - int(b.at) }
	if !slices.IsSortedFunc(w.merged, order) {
		slices.SortStableFunc(w.merged, order)
	}
	return w.merged
}

// weigh brings the size of a rule's machines up to date, and drops all machines
// when they have grown too large together.
func (w *workspace) weigh(number int, p *plan) {
	m := &w.rules[number]
	size := sizeOf(m.full)
	if m.finder != nil {
		size += m.finder.Size()
	}
	for _, b := range p.branches {
		size += sizeOf(w.branches[b.number].suffix) + sizeOf(w.branches[b.number].prefix)
	}
	w.size += size - m.size
	m.size = size
	if w.size > maxWorkspace {
		w.forget()
	}
}

// trim looks at the other machines once in a while.
func (w *workspace) trim() {
	if w.uses++; w.uses%64 != 0 {
		return
	}
	size := w.size
	for _, m := range w.tests {
		size += m.Size()
	}
	for _, g := range w.groups {
		size += g.Size()
	}
	if size > maxWorkspace {
		w.forget()
	}
}

// forget drops all machines.
func (w *workspace) forget() {
	clear(w.branches)
	clear(w.rules)
	clear(w.tests)
	clear(w.groups)
	w.size = 0
}

func sizeOf(m *rex.Machine) int {
	if m == nil {
		return 0
	}
	return m.Size()
}

// A freeList keeps workspaces that nobody uses. A sync.Pool would drop them with
// every garbage collection, and with them the states that machines have learnt.
type freeList struct {
	sync.Mutex
	list []*workspace
}

// maxFree is how many are kept: as many as a large machine runs at once.
const maxFree = 64

func (e *engine) take() *workspace {
	e.free.Lock()
	defer e.free.Unlock()
	if n := len(e.free.list); n > 0 {
		w := e.free.list[n-1]
		e.free.list = e.free.list[:n-1]
		return w
	}
	return newWorkspace(e)
}

func (e *engine) put(w *workspace) {
	w.begin()
	w.trim()
	e.free.Lock()
	defer e.free.Unlock()
	if len(e.free.list) < maxFree {
		e.free.list = append(e.free.list, w)
	}
}
