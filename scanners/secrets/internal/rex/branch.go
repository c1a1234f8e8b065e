package rex

import (
	"regexp/syntax"
	"slices"
)

// A Branch is one way to find the matches of an expression: every match that goes
// this way holds one of Literals where Suffix begins. An expression may need
// several branches, whose matches together are all of its matches.
type Branch struct {
	// Literals are in lower case; the text may be in any, but for U+212A and U+017F
	// standing for k and s.
	Literals []string
	// Prefix matches what stands before the literal, nil for nothing at all. Suffix
	// matches the literal and what is behind it.
	Prefix, Suffix *syntax.Regexp
	// Reach is how many bytes Prefix can take at most, in texts without U+212A and U+017F.
	Reach int
}

// maxReach bounds how far before a literal a match may begin.
const maxReach = 1024

// maxBranches bounds into how many ways an expression is split.
const maxBranches = 16

// Split returns branches of tree with the rarest literals that it can find, or
// nil when a match need not hold any literal at a bounded distance from its start.
func Split(tree *syntax.Regexp) []Branch {
	branches, _ := split(elements(withoutCaptures(tree)), true)
	return branches
}

// elements returns what tree is a sequence of.
func elements(tree *syntax.Regexp) []*syntax.Regexp {
	if tree.Op != syntax.OpConcat {
		return []*syntax.Regexp{tree}
	}
	var list []*syntax.Regexp
	for _, sub := range tree.Sub {
		list = append(list, elements(sub)...)
	}
	return list
}

func sequence(list []*syntax.Regexp) *syntax.Regexp {
	if len(list) == 1 {
		return list[0]
	}
	return &syntax.Regexp{Op: syntax.OpConcat, Flags: syntax.Perl, Sub: slices.Clone(list)}
}

// rare is a cost below which looking further is not worth while.
const rare = 1e-6

// split finds the cheapest place at which to cut a sequence or, when ways is set
// and that is not rare enough, an alternation whose ways are cheaper one by one.
func split(list []*syntax.Regexp, ways bool) (best []Branch, cost float64) {
	reach := 0
	var near int // elements before this one are within reach
	for near = 0; near < len(list); near++ {
		i := near
		if literals := ofConcat(list[i:]).usable(); literals != nil {
			c := costOf(literals)
			if best == nil || c < cost {
				b := Branch{Literals: literals, Suffix: sequence(list[i:]), Reach: reach}
				if i > 0 {
					b.Prefix = sequence(list[:i])
				}
				best, cost = []Branch{b}, c
			}
		}
		n := longest(list[i])
		if n < 0 || reach+n > maxReach {
			break
		}
		reach += n
	}
	if !ways || best != nil && cost < rare {
		return best, cost
	}
	for i := range min(near+1, len(list)) {
		if list[i].Op != syntax.OpAlternate {
			continue
		}
		if b, c := splitWays(list, i); b != nil && (best == nil || c < cost/2) {
			best, cost = b, c
		}
	}
	return best, cost
}

// splitWays splits the sequence once for each way of its alternation i.
func splitWays(list []*syntax.Regexp, i int) (branches []Branch, cost float64) {
	for _, way := range list[i].Sub {
		b, c := split(slices.Concat(list[:i], elements(way), list[i+1:]), false)
		if b == nil || len(branches)+len(b) > maxBranches {
			return nil, 0
		}
		branches = append(branches, b...)
		cost += c
	}
	return branches, cost
}

// longest returns how many bytes tree can match at most, or a negative number for
// any number. k and s count as one byte.
func longest(tree *syntax.Regexp) int {
	switch tree.Op {
	case syntax.OpLiteral:
		n := 0
		for _, r := range tree.Rune {
			n += size(r)
		}
		return n
	case syntax.OpCharClass:
		n := 0
		for i := 0; i < len(tree.Rune); i += 2 {
			if r := tree.Rune[i+1]; r != '\u212a' && r != '\u017f' || tree.Rune[i] != r {
				n = max(n, size(r))
			}
		}
		return n
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 4
	case syntax.OpStar, syntax.OpPlus:
		if longest(tree.Sub[0]) == 0 {
			return 0
		}
		return -1
	case syntax.OpRepeat:
		n := longest(tree.Sub[0])
		if n == 0 {
			return 0
		}
		if n < 0 || tree.Max < 0 {
			return -1
		}
		return n * tree.Max
	case syntax.OpCapture, syntax.OpQuest, syntax.OpConcat, syntax.OpAlternate:
		sum, most := 0, 0
		for _, sub := range tree.Sub {
			n := longest(sub)
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

func size(r rune) int {
	switch {
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case r < 0x10000:
		return 3
	}
	return 4
}

// costOf estimates how often one of the literals stands at a place of a text.
func costOf(literals []string) float64 {
	sum := 0.0
	for _, l := range literals {
		p := 1.0
		for i := range len(l) {
			p *= frequency(l[i])
		}
		// Letters come in words: long literals are not as rare as chance would have it.
		sum += max(p, 1e-9)
	}
	return sum
}

// frequency is a rough share of a character in source code, case ignored.
func frequency(b byte) float64 {
	switch {
	case b == ' ':
		return 0.15
	case b == '.' || b == '"' || b == '_' || b == '(' || b == ',' || b == ':' || b == '=' || b == '/' || b == '-' || b == '\n' || b == '\t':
		return 0.02
	case b == 'e' || b == 't':
		return 0.08
	case 'a' <= b && b <= 'z':
		switch b {
		case 'j', 'q', 'x', 'z', 'k', 'v', 'w':
			return 0.01
		}
		return 0.04
	}
	return 0.01
}
