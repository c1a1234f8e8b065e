package rex

import "regexp/syntax"

// A Search is an expression that is looked for anywhere in a text. It is immutable.
type Search struct{ anywhere, back *Program }

// NewSearch compiles tree.
func NewSearch(tree *syntax.Regexp) (*Search, error) {
	anywhere, err := Compile(Anywhere(tree), Forward)
	if err != nil {
		return nil, err
	}
	back, err := Compile(Reverse(tree), Backward)
	return &Search{anywhere, back}, err
}

// A Finder runs a Search. It is for one goroutine.
type Finder struct{ anywhere, back *Machine }

// NewFinder returns a finder for s.
func NewFinder(s *Search) *Finder {
	return &Finder{NewMachine(s.anywhere), NewMachine(s.back)}
}

// Next returns the leftmost match that starts at or behind at, and of those the
// one that regexp prefers. ok is false when there is none.
func (f *Finder) Next(text []byte, at int, meter *Meter) (start, end int, ok bool) {
	end = f.anywhere.Match(text, at, false, meter)
	if end < 0 {
		return 0, 0, false
	}
	// No match begins before the leftmost one, so that the furthest start of a match
	// that ends here is its start.
	start = f.back.MatchBack(text, at, end, meter)
	return start, end, start >= 0
}

// Size returns roughly how many bytes the finder holds.
func (f *Finder) Size() int { return f.anywhere.Size() + f.back.Size() }

// All calls yield with the matches that regexp.FindAllIndex returns, from at on,
// until yield returns false.
func (f *Finder) All(text []byte, at int, meter *Meter, yield func(start, end int) bool) {
	before := -1 // the end of the match before
	for at <= len(text) {
		start, end, ok := f.Next(text, at, meter)
		if !ok {
			return
		}
		// An empty match counts unless it stands right behind another match.
		if (end > at || start != before) && !yield(start, end) {
			return
		}
		if end > at {
			at = end
		} else {
			at += max(1, width(text, at))
		}
		before = end
	}
}
