package rex

import (
	"encoding/binary"
	"regexp/syntax"
)

// initial returns the state before the first rune.
func (m *Machine) initial(b before) uint32 {
	if s := m.starts[b]; s != unknown {
		return s
	}
	m.begin()
	m.reach(m.p.start)
	s := m.intern(b)
	m.starts[b] = s
	return s
}

// begin empties the state that is being made.
func (m *Machine) begin() {
	m.added.clear()
	m.rooted.clear()
	m.list = m.list[:0]
	m.roots = m.roots[:0]
	m.asserts = false
}

// reach puts the thread at pc behind those of the state that is being made.
func (m *Machine) reach(pc uint32) {
	if m.rooted.add(pc) {
		m.roots = append(m.roots, pc)
		m.follow(pc)
	}
}

// step makes the edge from s by class.
func (m *Machine) step(s uint32, class int, meter *Meter) uint32 {
	from := m.states[s]
	kinds := m.p.kinds[class]
	holds := assertions(from.before, class == m.p.classes, kinds)
	meter.Steps += Steps(len(from.threads))
	m.begin()
	m.seen.clear()
	m.matched = false
	for _, t := range from.threads {
		if !m.advance(t, class, holds) {
			break
		}
	}
	next := uint32(dead)
	matched := uint32(bit(m.matched))
	if len(m.roots) > 0 && (m.asserts || len(m.list) > 0) {
		if len(m.states) >= maxStates || len(m.edges) >= maxEdges {
			m.reset()
			s = unknown // forgotten: its edge cannot be kept
		}
		next = m.intern(beforeClass(kinds))
	}
	e := next<<1 | matched
	if s != unknown {
		m.edges[int(s)*m.stride+class] = e
	}
	return e
}

// advance moves the thread at pc over a rune of class. It returns false when the
// threads behind it are out: a match is preferred to them.
func (m *Machine) advance(pc uint32, class int, holds syntax.EmptyOp) bool {
	m.stack = append(m.stack[:0], pc)
	for len(m.stack) > 0 {
		pc := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if !m.seen.add(pc) {
			continue
		}
		i := &m.p.inst[pc]
		switch i.op {
		case opMatch:
			m.matched = true
			if m.p.direction == Forward {
				return false
			}
		case opRune:
			if class < m.p.classes && i.members[class] {
				m.reach(i.out)
			}
		case opEmpty:
			if i.empty&^holds == 0 {
				m.stack = append(m.stack, i.out)
			}
		case opJump, opCapture:
			m.stack = append(m.stack, i.out)
		case opAlt:
			m.stack = append(m.stack, i.arg, i.out)
		}
	}
	return true
}

// follow appends the runes and matches that pc leads to, most preferred first,
// and notes whether that depends on an assertion.
func (m *Machine) follow(pc uint32) {
	base := len(m.stack)
	m.stack = append(m.stack, pc)
	for len(m.stack) > base {
		pc := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if !m.added.add(pc) {
			continue
		}
		i := &m.p.inst[pc]
		switch i.op {
		case opMatch, opRune:
			m.list = append(m.list, pc)
		case opEmpty:
			m.asserts = true
		case opJump, opCapture:
			m.stack = append(m.stack, i.out)
		case opAlt:
			m.stack = append(m.stack, i.arg, i.out)
		}
	}
}

// intern returns the state that was made. Where no assertion is in the way its
// threads are those that wait for a rune. Else they are where those come from,
// since an assertion may open a way between two of them.
func (m *Machine) intern(b before) uint32 {
	list := m.roots
	if !m.asserts {
		b = beforeNone // nobody will ask
		list = m.list
		for i, pc := range list {
			if m.p.inst[pc].op == opMatch && m.p.direction == Forward {
				list = list[:i+1] // what comes behind a match can never be preferred
				break
			}
		}
	}
	m.key = append(m.key[:0], byte(b), byte(bit(m.asserts)))
	for _, pc := range list {
		m.key = binary.AppendUvarint(m.key, uint64(pc))
	}
	if s, ok := m.index[string(m.key)]; ok {
		return s
	}
	s := uint32(len(m.states))
	m.index[string(m.key)] = s
	m.held += len(list)
	m.states = append(m.states, state{threads: append([]uint32(nil), list...), before: b})
	m.edges = append(m.edges, make([]uint32, m.stride)...)
	return s
}

// assertions returns those that hold between what is before and a rune of kind k,
// or the end of the text.
func assertions(b before, end bool, k kind) syntax.EmptyOp {
	var holds syntax.EmptyOp
	if b == beforeText {
		holds |= syntax.EmptyBeginText | syntax.EmptyBeginLine
	}
	if b == beforeFeed {
		holds |= syntax.EmptyBeginLine
	}
	if end {
		holds |= syntax.EmptyEndText | syntax.EmptyEndLine
	}
	if k&isFeed != 0 {
		holds |= syntax.EmptyEndLine
	}
	if (b == beforeWord) != (k&isWord != 0) {
		return holds | syntax.EmptyWordBoundary
	}
	return holds | syntax.EmptyNoWordBoundary
}

func beforeClass(k kind) before {
	switch {
	case k&isFeed != 0:
		return beforeFeed
	case k&isWord != 0:
		return beforeWord
	}
	return beforeNone
}

// A sparse is a set of small numbers that is cleared in no time (Briggs and
// Torczon, An Efficient Representation for Sparse Sets, 1993).
type sparse struct {
	dense, at []uint32
}

func (s *sparse) grow(n int) {
	s.dense = make([]uint32, 0, n)
	s.at = make([]uint32, n)
}

func (s *sparse) clear() { s.dense = s.dense[:0] }

// add reports whether n was not there before.
func (s *sparse) add(n uint32) bool {
	if i := s.at[n]; int(i) < len(s.dense) && s.dense[i] == n {
		return false
	}
	s.at[n] = uint32(len(s.dense))
	s.dense = append(s.dense, n)
	return true
}
