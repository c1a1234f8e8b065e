package rex

import (
	"regexp/syntax"
	"unicode/utf8"
)

// A Between tells whether a match of an expression may go over a line from its
// beginning to its end and further. It is an automaton for what can stand between
// a line feed of a match and a later one with more behind it, counts of repetitions
// left aside. It is immutable.
type Between struct {
	next   [][utf8.RuneSelf]uint8
	accept []bool
}

// maxBetween bounds the states of a Between.
const maxBetween = 250

// The first states.
const (
	betweenDead  = 0
	betweenStart = 1
)

// NewBetween returns the automaton for tree, nil when it has too many states.
func NewBetween(tree *syntax.Regexp) *Between {
	prog, err := syntax.Compile(uncounted(tree).Simplify())
	if err != nil {
		return nil
	}
	g := newFlow(prog)
	var behind []int
	ends := make([]bool, len(prog.Inst))
	for i := range prog.Inst {
		if g.consumes(i) && prog.Inst[i].MatchRune('\n') {
			behind = append(behind, g.next[i]...)
			ends[i] = g.goesOn(i)
		}
	}
	b := new(Between)
	var sets [][]int
	index := make(map[string]int)
	enter := func(start []int) int {
		set, key := g.closure(start)
		n, ok := index[key]
		if !ok {
			n = len(sets)
			index[key] = n
			sets = append(sets, set)
			accept := false
			for _, i := range set {
				accept = accept || ends[i]
			}
			b.accept = append(b.accept, accept)
			b.next = append(b.next, [utf8.RuneSelf]uint8{})
		}
		return n
	}
	enter(nil) // betweenDead
	if enter(behind) != betweenStart {
		return b // Have: nothing can follow a line feed.
	}
	for s := 0; s < len(sets); s++ {
		for r := range rune(utf8.RuneSelf) {
			var after []int
			for _, i := range sets[s] {
				if r != '\n' && prog.Inst[i].MatchRune(r) {
					after = append(after, g.next[i]...)
				}
			}
			n := enter(after)
			if n > maxBetween {
				return nil
			}
			b.next[s][r] = uint8(n)
		}
	}
	return b
}

// closure returns the instructions that take a rune and can be got to from those
// in start without taking one, and a name for them. Assertions are taken to hold.
func (g *flow) closure(start []int) (set []int, key string) {
	seen := make([]byte, len(g.next))
	stack := append([]int(nil), start...)
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[i] != 0 {
			continue
		}
		seen[i] = 1
		if !g.consumes(i) {
			stack = append(stack, g.next[i]...)
		}
	}
	for i := range seen {
		if seen[i] != 0 && g.consumes(i) {
			set = append(set, i)
		} else {
			seen[i] = 0
		}
	}
	return set, string(seen)
}

// Over reports whether a match may go over a line, which is given without its line
// feed. It does so for all lines with runes beyond ASCII.
func (b *Between) Over(line []byte) bool {
	if len(b.accept) <= betweenStart {
		return false
	}
	s := uint8(betweenStart)
	for _, c := range line {
		if c >= utf8.RuneSelf {
			return true
		}
		if s = b.next[s][c]; s == betweenDead {
			return false
		}
	}
	return b.accept[s]
}
