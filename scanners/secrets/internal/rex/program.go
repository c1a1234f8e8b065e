// Package rex runs regular expressions over large texts, from given positions and
// in either direction, which the regexp package does not offer. Its results are
// those of regexp: it compiles the same parse trees with regexp/syntax and keeps
// the same order of preference among threads. A fuzz target compares the two.
//
// A Program is a compiled expression, immutable. A Machine runs one as a
// deterministic automaton that is built while it runs (Thompson's construction
// with Cox's cache, https://swtch.com/~rsc/regexp/regexp1.html): a step is a
// table look-up once its state is known. Machines are not safe for concurrent
// use; each goroutine has its own.
package rex

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"sort"
	"unicode/utf8"
)

// A Direction says which way a program reads.
type Direction int

// Forward programs find the end that regexp would, which prefers some threads to
// others. Backward programs find the furthest start.
const (
	Forward Direction = iota
	Backward
)

// A Program is an expression made ready for Machines.
type Program struct {
	inst      []inst
	start     uint32
	direction Direction

	ascii   [utf8.RuneSelf]uint8 // class of a byte below 0x80
	bounds  []rune               // first runes of the ranges from 0x80 on, ascending
	wide    []uint8              // the class of each such range
	kinds   []kind               // of each class
	classes int                  // number of classes; one more stands for the end of text
}

// An inst is an instruction; its operands depend on op.
type inst struct {
	op       op
	out, arg uint32
	empty    syntax.EmptyOp
	members  []bool // of opRune: which classes it takes
}

type op uint8

const (
	opFail op = iota
	opMatch
	opRune
	opAlt   // out before arg
	opEmpty // out where empty holds
	opJump
	opCapture // arg is the slot; a jump for all but Groups
)

// A kind is what assertions want to know of a rune.
type kind uint8

const (
	isWord kind = 1 << iota
	isFeed
)

// maxClasses leaves room for the end of text in a uint8.
const maxClasses = 255

// Compile makes a program of a parse tree, which is not changed. For Backward the
// tree must be that of Reverse. Captures are ignored.
func Compile(tree *syntax.Regexp, d Direction) (*Program, error) {
	return compile(withoutCaptures(tree), d)
}

func compile(tree *syntax.Regexp, d Direction) (*Program, error) {
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil, fmt.Errorf("compile expression: %w", err)
	}
	p := &Program{start: uint32(prog.Start), direction: d}
	sets := p.load(prog)
	return p, p.classify(sets)
}

// load copies the instructions and returns the sets of runes that they take.
func (p *Program) load(prog *syntax.Prog) []runeSet {
	var sets []runeSet
	p.inst = make([]inst, len(prog.Inst))
	for i := range prog.Inst {
		from := &prog.Inst[i]
		to := &p.inst[i]
		to.out, to.arg = from.Out, from.Arg
		switch from.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			to.op = opAlt
		case syntax.InstCapture:
			to.op = opCapture
		case syntax.InstNop:
			to.op = opJump
		case syntax.InstEmptyWidth:
			to.op, to.empty = opEmpty, syntax.EmptyOp(from.Arg)
		case syntax.InstMatch:
			to.op = opMatch
		case syntax.InstFail:
			to.op = opFail
		default:
			to.op = opRune
			set := runeSet{inst: from}
			j := slices.IndexFunc(sets, set.equal)
			if j < 0 {
				j = len(sets)
				sets = append(sets, set)
			}
			to.arg = uint32(j)
		}
	}
	return sets
}

// A runeSet is what one or more instructions take.
type runeSet struct{ inst *syntax.Inst }

func (s runeSet) equal(o runeSet) bool {
	a, b := s.inst, o.inst
	return a.Op == b.Op && a.Arg == b.Arg && slices.Equal(a.Rune, b.Rune)
}

func (s runeSet) has(r rune) bool {
	switch s.inst.Op {
	case syntax.InstRuneAny:
		return true
	case syntax.InstRuneAnyNotNL:
		return r != '\n'
	}
	return s.inst.MatchRune(r)
}

// edges returns the runes at which membership may change.
func (s runeSet) edges() []rune {
	switch s.inst.Op {
	case syntax.InstRuneAny:
		return nil
	case syntax.InstRuneAnyNotNL:
		return []rune{'\n', '\n' + 1}
	}
	var edges []rune
	if runes := s.inst.Rune; len(runes) == 1 {
		// One rune and, if case is folded, those that fold to it.
		for r := range folds(runes[0]) {
			edges = append(edges, r, r+1)
		}
		return edges
	}
	for i := 0; i+1 < len(s.inst.Rune); i += 2 {
		edges = append(edges, s.inst.Rune[i], s.inst.Rune[i+1]+1)
	}
	return edges
}

// classify divides all runes into classes that no instruction tells apart.
func (p *Program) classify(sets []runeSet) error {
	edges := []rune{0, utf8.RuneSelf, '\n', '\n' + 1, '0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1}
	for _, s := range sets {
		edges = append(edges, s.edges()...)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	members := make([][]bool, len(sets))
	byKey := make(map[string]uint8)
	for i, from := range edges {
		if from > utf8.MaxRune {
			break
		}
		key := []byte{byte(kindOf(from))}
		for _, s := range sets {
			key = append(key, byte(bit(s.has(from))))
		}
		class, ok := byKey[string(key)]
		if !ok {
			if p.classes == maxClasses {
				return fmt.Errorf("compile expression: more than %d kinds of characters", maxClasses)
			}
			class = uint8(p.classes)
			byKey[string(key)] = class
			p.classes++
			p.kinds = append(p.kinds, kind(key[0]))
			for j := range sets {
				members[j] = append(members[j], key[1+j] == 1)
			}
		}
		if from >= utf8.RuneSelf {
			p.bounds, p.wide = append(p.bounds, from), append(p.wide, class)
			continue
		}
		for r := from; r < utf8.RuneSelf && (i+1 == len(edges) || r < edges[i+1]); r++ {
			p.ascii[r] = class
		}
	}
	p.kinds = append(p.kinds, 0) // of the end of text
	for i := range p.inst {
		if p.inst[i].op == opRune {
			p.inst[i].members = members[p.inst[i].arg]
		}
	}
	return nil
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func kindOf(r rune) kind {
	switch {
	case r == '\n':
		return isFeed
	case syntax.IsWordChar(r):
		return isWord
	}
	return 0
}

// classOf returns the class of a rune from 0x80 on.
func (p *Program) classOf(r rune) uint8 {
	i := sort.Search(len(p.bounds), func(i int) bool { return p.bounds[i] > r })
	return p.wide[i-1]
}
