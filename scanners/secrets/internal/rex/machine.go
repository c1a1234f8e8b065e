package rex

import (
	"regexp/syntax"
	"unicode/utf8"
)

// A Machine runs a Program. It remembers the states that it has been in.
type Machine struct {
	p      *Program
	stride int
	// edges holds, for each state and class, next<<1 | matched, or 0 when not known
	// yet. matched says that the text up to the rune of that class matches.
	edges  []uint32
	states []state
	held   int // threads of all states
	index  map[string]uint32
	starts [anyBefore]uint32 // the first state, by what is before; unknown at first

	// The state that is being made, and scratch.
	seen, added, rooted sparse
	list, roots, stack  []uint32
	key                 []byte
	asserts, matched    bool
}

// A state is a list of threads, most preferred first, and what it must be known
// of the rune before to decide assertions.
type state struct {
	threads []uint32 // instructions
	before  before
}

// before is what stands before a position, as far as assertions care.
type before uint8

const (
	beforeNone before = iota
	beforeWord
	beforeFeed
	beforeText // nothing: the position is the start (for Backward, the end) of the text
	anyBefore  // how many there are
)

// The first two states are special: a dead one, from where nothing matches, and
// 0, which edges use for "not known".
const (
	unknown = 0
	dead    = 1
)

// maxStates and maxEdges bound what a machine remembers; beyond, it starts afresh.
const (
	maxStates = 4096
	maxEdges  = 1 << 20
)

// NewMachine returns a machine for p.
func NewMachine(p *Program) *Machine {
	m := &Machine{p: p, stride: p.classes + 1}
	m.seen.grow(len(p.inst))
	m.added.grow(len(p.inst))
	m.rooted.grow(len(p.inst))
	m.reset()
	return m
}

func (m *Machine) reset() {
	m.states = append(m.states[:0], state{}, state{})
	m.edges = m.edges[:0]
	m.edges = append(m.edges, make([]uint32, 2*m.stride)...)
	m.index, m.held = make(map[string]uint32), 0
	m.starts = [anyBefore]uint32{}
	for c := range m.stride {
		m.edges[dead*m.stride+c] = dead << 1
	}
}

// Size returns roughly how many bytes the machine holds.
func (m *Machine) Size() int {
	return 4*len(m.edges) + 128*len(m.states) + 8*m.held + 24*len(m.p.inst)
}

// Steps counts work: one for each rune read, and one for each thread when a state
// had to be made.
type Steps int64

// A Meter counts steps and can stop a machine.
type Meter struct {
	Steps Steps
	// Check, when set, is called at least every 64 KiB of text; true stops the machine.
	Check func() bool
}

const checkEvery = 64 << 10

// Match runs a Forward program from text[at:] and returns the end of the match
// that regexp prefers among those that start at at, or -1. any is for those who
// only ask whether there is one: the end may then be a smaller one.
func (m *Machine) Match(text []byte, at int, any bool, meter *Meter) int {
	p := m.p
	s := m.initial(lookBehind(text, at))
	last, pos := -1, at
	for {
		stop := min(len(text), pos+checkEvery)
		from := pos
		for pos < stop {
			var (
				class uint8
				n     = 1
			)
			if b := text[pos]; b < utf8.RuneSelf {
				class = p.ascii[b]
			} else {
				var r rune
				r, n = utf8.DecodeRune(text[pos:])
				class = p.classOf(r)
			}
			e := m.edges[int(s)*m.stride+int(class)]
			if e == unknown {
				e = m.step(s, int(class), meter)
			}
			if e&1 != 0 {
				last = pos
				if any {
					meter.Steps += Steps(pos - from + 1)
					return last
				}
			}
			if s = e >> 1; s == dead {
				meter.Steps += Steps(pos - from + 1)
				return last
			}
			pos += n
		}
		meter.Steps += Steps(pos - from + 1)
		if pos >= len(text) {
			if m.edge(s, p.classes, meter)&1 != 0 {
				last = len(text)
			}
			return last
		}
		if meter.Check != nil && meter.Check() {
			return last
		}
	}
}

// MatchBack runs a Backward program from the end of text[:at], not beyond low,
// and returns the smallest start of a match that ends at at, or -1.
func (m *Machine) MatchBack(text []byte, low, at int, meter *Meter) int {
	p := m.p
	s := m.initial(lookAhead(text, at))
	first, pos := -1, at
	for steps := 1; ; steps++ {
		class, n := p.classes, 0
		if pos > 0 {
			r := rune(text[pos-1])
			n = 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeLastRune(text[:pos])
				class = int(p.classOf(r))
			} else {
				class = int(p.ascii[r])
			}
		}
		e := m.edge(s, class, meter)
		if e&1 != 0 {
			first = pos
		}
		s = e >> 1
		pos -= n
		if s == dead || n == 0 || pos < low {
			meter.Steps += Steps(steps)
			return first
		}
		if steps%checkEvery == 0 && meter.Check != nil && meter.Check() {
			return first
		}
	}
}

func (m *Machine) edge(s uint32, class int, meter *Meter) uint32 {
	if e := m.edges[int(s)*m.stride+class]; e != unknown {
		return e
	}
	return m.step(s, class, meter)
}

// lookBehind returns what stands before text[at].
func lookBehind(text []byte, at int) before {
	if at == 0 {
		return beforeText
	}
	return beforeByte(text[at-1])
}

// lookAhead returns what stands behind text[:at], which is what a Backward
// program has before it.
func lookAhead(text []byte, at int) before {
	if at == len(text) {
		return beforeText
	}
	return beforeByte(text[at])
}

func beforeByte(b byte) before {
	switch {
	case b == '\n':
		return beforeFeed
	case b < utf8.RuneSelf && syntax.IsWordChar(rune(b)):
		return beforeWord
	}
	return beforeNone
}

// In reports whether a program of Anywhere matches in text.
func (m *Machine) In(text []byte, meter *Meter) bool { return m.Match(text, 0, true, meter) >= 0 }
