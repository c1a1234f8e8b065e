package rex

import (
	"regexp/syntax"
	"slices"
	"unicode"
)

// Feeds returns how many line feeds a match of tree holds at most, or a negative
// number for any number.
func Feeds(tree *syntax.Regexp) int {
	switch tree.Op {
	case syntax.OpLiteral:
		n := 0
		for _, r := range tree.Rune {
			if r == '\n' {
				n++
			}
		}
		return n
	case syntax.OpCharClass:
		for i := 0; i < len(tree.Rune); i += 2 {
			if tree.Rune[i] <= '\n' && '\n' <= tree.Rune[i+1] {
				return 1
			}
		}
		return 0
	case syntax.OpAnyChar:
		return 1
	case syntax.OpStar, syntax.OpPlus:
		if Feeds(tree.Sub[0]) == 0 {
			return 0
		}
		return -1
	case syntax.OpRepeat:
		n := Feeds(tree.Sub[0])
		switch {
		case n == 0 || tree.Max == 0:
			return 0
		case n < 0 || tree.Max < 0:
			return -1
		}
		return n * tree.Max
	case syntax.OpCapture, syntax.OpQuest, syntax.OpConcat, syntax.OpAlternate:
		sum, most := 0, 0
		for _, sub := range tree.Sub {
			n := Feeds(sub)
			if n < 0 {
				return -1
			}
			sum, most = sum+n, max(most, n)
		}
		if tree.Op == syntax.OpConcat {
			return sum
		}
		return most
	}
	return 0 // assertions and the empty match
}

// A Crossing tells how the matches of an expression go from line to line.
type Crossing struct {
	// Crosses reports whether a match can hold a line feed and more behind it: what
	// it takes to be on two lines.
	Crosses bool
	// Between holds the bytes that can stand in a line that a match goes over from its
	// beginning to its end and further. The bytes of runes beyond ASCII are all in it or
	// all out.
	Between [256]bool
}

// CrossingOf returns the crossing of tree. It looks at which instruction can come
// after which, and not at how often one is repeated: it may say too much, not too
// little.
func CrossingOf(tree *syntax.Regexp) (Crossing, error) {
	var c Crossing
	if Feeds(tree) == 0 {
		return c, nil
	}
	prog, err := syntax.Compile(uncounted(tree).Simplify())
	if err != nil {
		return c, err
	}
	g := newFlow(prog)
	var behind, before []int // instructions right behind a line feed; line feeds with more behind them
	for i := range prog.Inst {
		if !g.consumes(i) || !prog.Inst[i].MatchRune('\n') {
			continue
		}
		behind = append(behind, g.next[i]...)
		if g.goesOn(i) {
			before = append(before, i)
		}
	}
	c.Crosses = len(before) > 0
	after, until := reach(g.next, behind), reach(g.last, before)
	for i := range prog.Inst {
		if after[i] && until[i] && g.consumes(i) {
			g.mark(i, &c.Between)
		}
	}
	return c, nil
}

// uncounted returns tree with repetitions of any number in place of counted ones,
// which would be written out one by one.
func uncounted(tree *syntax.Regexp) *syntax.Regexp {
	t := *tree
	t.Sub = make([]*syntax.Regexp, len(tree.Sub))
	for i, sub := range tree.Sub {
		t.Sub[i] = uncounted(sub)
	}
	if t.Op == syntax.OpRepeat && (t.Max < 0 || t.Max > 1) {
		t.Op = syntax.OpStar
		if t.Min > 0 {
			t.Op = syntax.OpPlus
		}
	}
	return &t
}

// A flow is which instructions of a program come after which, and before.
type flow struct {
	prog       *syntax.Prog
	next, last [][]int
}

func newFlow(prog *syntax.Prog) *flow {
	n := len(prog.Inst)
	g := &flow{prog: prog, next: make([][]int, n), last: make([][]int, n)}
	for i := range prog.Inst {
		in := &prog.Inst[i]
		switch in.Op {
		case syntax.InstMatch, syntax.InstFail:
		case syntax.InstAlt, syntax.InstAltMatch:
			g.next[i] = []int{int(in.Out), int(in.Arg)}
		default:
			g.next[i] = []int{int(in.Out)}
		}
		for _, to := range g.next[i] {
			g.last[to] = append(g.last[to], i)
		}
	}
	return g
}

func (g *flow) consumes(i int) bool {
	switch g.prog.Inst[i].Op {
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		return true
	}
	return false
}

// goesOn reports whether anything but the end of the match can follow instruction
// i: a rune, or an assertion, which looks at the next one.
func (g *flow) goesOn(i int) bool {
	for j, yes := range reach(g.next, g.next[i]) {
		if yes && (g.consumes(j) || g.prog.Inst[j].Op == syntax.InstEmptyWidth) {
			return true
		}
	}
	return false
}

// reach returns the nodes that can be got to from those in start, themselves
// included.
func reach(edges [][]int, start []int) []bool {
	seen := make([]bool, len(edges))
	stack := slices.Clone(start)
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !seen[i] {
			seen[i] = true
			stack = append(stack, edges[i]...)
		}
	}
	return seen
}

// mark enters the bytes that instruction i takes, without the line feed.
func (g *flow) mark(i int, set *[256]bool) {
	in := &g.prog.Inst[i]
	for b := rune(0); b <= unicode.MaxASCII; b++ {
		if b != '\n' && in.MatchRune(b) {
			set[b] = true
		}
	}
	wide := in.Op == syntax.InstRuneAny || in.Op == syntax.InstRuneAnyNotNL
	for _, r := range in.Rune {
		for f := range folds(r) {
			wide = wide || f > unicode.MaxASCII
		}
	}
	if wide {
		for b := int(unicode.MaxASCII) + 1; b < len(set); b++ {
			set[b] = true
		}
	}
}
