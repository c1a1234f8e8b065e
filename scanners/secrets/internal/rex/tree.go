package rex

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// withoutCaptures returns a copy of tree without its groups, which change nothing
// about where it matches.
func withoutCaptures(tree *syntax.Regexp) *syntax.Regexp {
	if tree.Op == syntax.OpCapture {
		return withoutCaptures(tree.Sub[0])
	}
	t := *tree
	t.Sub = make([]*syntax.Regexp, len(tree.Sub))
	for i, sub := range tree.Sub {
		t.Sub[i] = withoutCaptures(sub)
	}
	return &t
}

// Reverse returns the tree that matches the texts of tree read from their end.
func Reverse(tree *syntax.Regexp) *syntax.Regexp {
	t := *tree
	t.Sub = make([]*syntax.Regexp, len(tree.Sub))
	for i, sub := range tree.Sub {
		t.Sub[i] = Reverse(sub)
	}
	switch t.Op {
	case syntax.OpCapture:
		return t.Sub[0]
	case syntax.OpConcat:
		slices.Reverse(t.Sub)
	case syntax.OpLiteral:
		t.Rune = slices.Clone(t.Rune)
		slices.Reverse(t.Rune)
	case syntax.OpBeginText:
		t.Op = syntax.OpEndText
	case syntax.OpEndText:
		t.Op = syntax.OpBeginText
	case syntax.OpBeginLine:
		t.Op = syntax.OpEndLine
	case syntax.OpEndLine:
		t.Op = syntax.OpBeginLine
	}
	return &t
}

// Anywhere returns the tree that first skips as little as it can.
func Anywhere(tree *syntax.Regexp) *syntax.Regexp {
	any := &syntax.Regexp{Op: syntax.OpAnyChar}
	skip := &syntax.Regexp{Op: syntax.OpStar, Flags: syntax.NonGreedy, Sub: []*syntax.Regexp{any}}
	return &syntax.Regexp{Op: syntax.OpConcat, Sub: []*syntax.Regexp{skip, withoutCaptures(tree)}}
}

// folds yields r and the runes that differ from it in case only.
func folds(r rune) func(yield func(rune) bool) {
	return func(yield func(rune) bool) {
		if !yield(r) {
			return
		}
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			if !yield(f) {
				return
			}
		}
	}
}

// width returns the length of the rune at text[at], 0 at the end.
func width(text []byte, at int) int {
	_, n := utf8.DecodeRune(text[at:])
	return n
}
