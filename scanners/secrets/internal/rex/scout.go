package rex

import "regexp/syntax"

// Scout returns an expression without line feeds that every match of tree holds a
// match of: the rarest one it finds, or nil when it finds none with a literal.
func Scout(tree *syntax.Regexp) *syntax.Regexp {
	scout, _ := scoutOf(withoutCaptures(tree))
	return scout
}

// scoutOf returns the scout of a tree without captures, and what it costs.
func scoutOf(tree *syntax.Regexp) (scout *syntax.Regexp, cost float64) {
	if Feeds(tree) == 0 {
		branches, cost := split(elements(tree), true)
		if branches == nil {
			return nil, 0
		}
		return tree, cost
	}
	switch tree.Op {
	case syntax.OpPlus:
		return scoutOf(tree.Sub[0])
	case syntax.OpRepeat:
		if tree.Min > 0 {
			return scoutOf(tree.Sub[0])
		}
	case syntax.OpAlternate:
		return scoutOfWays(tree)
	case syntax.OpConcat:
		return scoutOfSequence(elements(tree))
	}
	return nil, 0
}

// scoutOfWays returns a scout for each way.
func scoutOfWays(tree *syntax.Regexp) (*syntax.Regexp, float64) {
	all := &syntax.Regexp{Op: syntax.OpAlternate, Flags: syntax.Perl}
	sum := 0.0
	for _, way := range tree.Sub {
		scout, cost := scoutOf(way)
		if scout == nil {
			return nil, 0
		}
		all.Sub = append(all.Sub, scout)
		sum += cost
	}
	return all, sum
}

// scoutOfSequence returns the rarest scout among those of its elements with line
// feeds, and the runs of elements between them.
func scoutOfSequence(list []*syntax.Regexp) (best *syntax.Regexp, least float64) {
	consider := func(tree *syntax.Regexp) {
		if scout, cost := scoutOf(tree); scout != nil && (best == nil || cost < least) {
			best, least = scout, cost
		}
	}
	from := 0
	for i, e := range list {
		if Feeds(e) == 0 {
			continue
		}
		if from < i {
			consider(sequence(list[from:i]))
		}
		consider(e)
		from = i + 1
	}
	if from < len(list) {
		consider(sequence(list[from:]))
	}
	return best, least
}
