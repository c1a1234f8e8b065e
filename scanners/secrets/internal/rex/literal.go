package rex

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of what is tried as literals: more and longer ones find no less.
const (
	maxLiterals      = 64
	maxLiteralLength = 24
	enoughLiterals   = 8 // do not multiply beyond, once they are
	enoughLength     = 4 // this long
)

// literals are texts, in lower case, one of which every match starts with.
type literals struct {
	list []string
	// exact says that the list is all that can match, and nothing behind it.
	exact bool
}

var anything = literals{list: []string{""}}

// startsOf returns the literals that tree starts with. Case is ignored, with one
// exception: what Unicode folds to k and s (U+212A and U+017F) is left out; texts
// that hold those need another way.
func startsOf(tree *syntax.Regexp) literals {
	switch tree.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return literals{list: []string{""}, exact: true}
	case syntax.OpLiteral:
		return ofLiteral(tree.Rune)
	case syntax.OpCharClass:
		return ofClass(tree.Rune)
	case syntax.OpCapture:
		return startsOf(tree.Sub[0])
	case syntax.OpConcat:
		return ofConcat(tree.Sub)
	case syntax.OpAlternate:
		all := literals{exact: true}
		for _, sub := range tree.Sub {
			all = all.or(startsOf(sub))
		}
		return all
	case syntax.OpQuest:
		return startsOf(tree.Sub[0]).or(literals{list: []string{""}, exact: true})
	case syntax.OpPlus:
		first := startsOf(tree.Sub[0])
		first.exact = false
		return first
	case syntax.OpRepeat:
		return ofRepeat(tree)
	}
	return anything
}

func ofLiteral(runes []rune) literals {
	var b strings.Builder
	for _, r := range runes {
		if r >= utf8.RuneSelf || b.Len() == maxLiteralLength {
			return literals{list: []string{b.String()}}
		}
		b.WriteByte(lower(byte(r)))
	}
	return literals{list: []string{b.String()}, exact: true}
}

// ofClass spells out a class of a few characters.
func ofClass(pairs []rune) literals {
	var l literals
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1]-pairs[i] > 2*enoughLiterals {
			return anything
		}
		for r := pairs[i]; r <= pairs[i+1]; r++ {
			if r == '\u212a' || r == '\u017f' {
				continue
			}
			if r >= utf8.RuneSelf || len(l.list) > enoughLiterals {
				return anything
			}
			l.list = append(l.list, string(rune(lower(byte(r)))))
		}
	}
	if len(l.list) == 0 {
		return anything
	}
	l.exact = true
	return l.tidy()
}

func ofConcat(subs []*syntax.Regexp) literals {
	all := literals{list: []string{""}, exact: true}
	for _, sub := range subs {
		if !all.exact || all.enough() {
			break
		}
		all = all.then(startsOf(sub))
	}
	return all
}

func ofRepeat(tree *syntax.Regexp) literals {
	sub := startsOf(tree.Sub[0])
	if tree.Min == 0 {
		if tree.Max == 1 {
			return sub.or(literals{list: []string{""}, exact: true})
		}
		return anything
	}
	all := literals{list: []string{""}, exact: true}
	for range min(tree.Min, maxLiteralLength) {
		if !all.exact || all.enough() {
			break
		}
		all = all.then(sub)
	}
	all.exact = all.exact && tree.Min == tree.Max && tree.Min <= maxLiteralLength
	return all
}

// enough reports whether more letters would only make the list longer.
func (l literals) enough() bool {
	short, long := l.bounds()
	return long >= maxLiteralLength || len(l.list) >= enoughLiterals && short >= enoughLength
}

func (l literals) bounds() (short, long int) {
	short = len(l.list[0])
	for _, s := range l.list {
		short, long = min(short, len(s)), max(long, len(s))
	}
	return short, long
}

// or returns the literals of either.
func (l literals) or(o literals) literals {
	all := literals{list: slices.Concat(l.list, o.list), exact: l.exact && o.exact}.tidy()
	if len(all.list) > maxLiterals {
		return anything
	}
	return all
}

// then returns the literals of l and what follows behind it. l is exact.
func (l literals) then(o literals) literals {
	if len(l.list)*len(o.list) > maxLiterals {
		return literals{list: l.list}
	}
	var all literals
	for _, a := range l.list {
		for _, b := range o.list {
			all.list = append(all.list, a+b)
		}
	}
	all.exact = o.exact
	return all.tidy()
}

func (l literals) tidy() literals {
	slices.Sort(l.list)
	l.list = slices.Compact(l.list)
	return l
}

// usable returns the shortest list of literals to look for, none of which starts
// with another, or nil when a match may start with anything.
func (l literals) usable() []string {
	var list []string
	for _, s := range l.list { // sorted: a prefix comes before what it starts
		if s == "" {
			return nil
		}
		if n := len(list); n == 0 || !strings.HasPrefix(s, list[n-1]) {
			list = append(list, s)
		}
	}
	return list
}

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
