package rex

import (
	"regexp/syntax"
	"unicode/utf8"
)

// Groups finds what the groups of an expression hold in a short text. It tries
// the ways through the program one after another, and none twice from one place
// of the text, so that it takes at most one step for each pair of instruction and
// place. It is for one goroutine.
type Groups struct {
	p       *Program
	slots   int
	visited []uint64
	jobs    []job
	caps    []int
}

// A job is a way not tried yet, or, with a slot, a group's bound to be put back.
type job struct {
	pc   uint32
	at   int
	slot int // -1 for a way
}

// maxVisited bounds the pairs that are remembered: half a megabyte of bits.
const maxVisited = 4 << 20

// NewGroups returns the groups of a program that CompileGroups made.
func NewGroups(p *Program, groups int) *Groups {
	return &Groups{p: p, slots: 2 * (groups + 1)}
}

// CompileGroups is Compile for NewGroups.
func CompileGroups(tree *syntax.Regexp) (*Program, error) { return compile(tree, Forward) }

// Fits reports whether a text of n bytes is short enough for Find.
func (g *Groups) Fits(n int) bool { return len(g.p.inst)*(n+1) <= maxVisited }

// Size returns roughly how many bytes g holds.
func (g *Groups) Size() int { return 8*cap(g.visited) + 32*cap(g.jobs) }

// Find returns what regexp.FindSubmatchIndex does, or nil for no match. The slice
// is good until the next call. The text must fit.
func (g *Groups) Find(text []byte) []int {
	need := (len(g.p.inst)*(len(text)+1) + 63) / 64
	if cap(g.visited) < need {
		g.visited = make([]uint64, need)
	}
	g.visited = g.visited[:need]
	clear(g.visited)
	for at := 0; at <= len(text); at += max(1, width(text, at)) {
		g.caps = g.caps[:0]
		for range g.slots {
			g.caps = append(g.caps, -1)
		}
		if end := g.from(text, at); end >= 0 {
			g.caps[0], g.caps[1] = at, end
			return g.caps
		}
	}
	return nil
}

// from returns the end of the preferred match that starts at at, or -1, with the
// bounds of its groups in caps.
func (g *Groups) from(text []byte, at int) int {
	g.jobs = append(g.jobs[:0], job{g.p.start, at, -1})
	for len(g.jobs) > 0 {
		j := g.jobs[len(g.jobs)-1]
		g.jobs = g.jobs[:len(g.jobs)-1]
		if j.slot >= 0 {
			g.caps[j.slot] = j.at
			continue
		}
		if end := g.way(text, j.pc, j.at); end >= 0 {
			return end
		}
	}
	return -1
}

// way follows the program from pc until it matches, in which case it returns the
// end, or fails.
func (g *Groups) way(text []byte, pc uint32, at int) int {
	for {
		cell := uint(pc)*uint(len(text)+1) + uint(at)
		if g.visited[cell/64]>>(cell%64)&1 != 0 {
			return -1
		}
		g.visited[cell/64] |= 1 << (cell % 64)
		i := &g.p.inst[pc]
		switch i.op {
		case opMatch:
			return at
		case opFail:
			return -1
		case opRune:
			if at == len(text) {
				return -1
			}
			class, n := int(g.p.ascii[text[at]&0x7f]), 1
			if text[at] >= utf8.RuneSelf {
				var r rune
				r, n = utf8.DecodeRune(text[at:])
				class = int(g.p.classOf(r))
			}
			if !i.members[class] {
				return -1
			}
			at += n
		case opEmpty:
			if i.empty&^assertions(lookBehind(text, at), at == len(text), kindAt(text, at)) != 0 {
				return -1
			}
		case opAlt:
			g.jobs = append(g.jobs, job{i.arg, at, -1})
		case opCapture:
			if int(i.arg) < len(g.caps) {
				g.jobs = append(g.jobs, job{0, g.caps[i.arg], int(i.arg)})
				g.caps[i.arg] = at
			}
		}
		pc = i.out
	}
}

// kindAt returns what assertions want to know of the rune at text[at:].
func kindAt(text []byte, at int) kind {
	if at == len(text) || text[at] >= utf8.RuneSelf {
		return 0
	}
	return kindOf(rune(text[at]))
}
