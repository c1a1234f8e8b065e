package secrets

import "bytes"

// A Trace tells what the matches of a text depend on, for those who look at a
// changed text without looking at all of it: see package novel, which says what
// can be concluded.
type Trace struct {
	// Edges are the parts of Data, in order and without overlap, beyond one side of
	// which text was left out. They consist of whole lines, of which one on either
	// side of the cut stops every match (see Detector.Stops).
	Edges []Span
	// Known are keywords to be taken as seen.
	Known Keywords

	// Any and All are the keywords that stand in the text at some depth of decoding,
	// and those that stand in it at every one.
	Any, All Keywords
	// Spots are where in Data the text is that matches are made of, those that are
	// not reported because a better one is included; in no order.
	Spots []Span
	// Tied is set when the matches may depend on more than the lines around them, or
	// a limit was hit, or an expression matched in Edges: nothing can be concluded for
	// another text.
	Tied bool
	// Keyed is set when a rule matched that needs a keyword which may stand anywhere.
	Keyed bool
	// Dense is set when some expression matches so often that which of its matches
	// overlap others may depend on text thousands of bytes away.
	Dense bool
}

// A Span is a range of bytes, End exclusive.
type Span struct{ Start, End int }

// Keywords is a set of rules: of those whose keyword may stand anywhere in a text,
// the ones whose keyword does.
type Keywords uint64

// traceMatches looks at what a rule has matched in the current pass.
func (s *search) traceMatches(r *rule, all []*found) {
	if s.trace == nil || len(all) == 0 || r.regex == nil {
		return
	}
	if len(r.require) > 0 {
		s.trace.Tied = true // to what it requires, which may be anywhere
	}
	for i, p := range s.engine.local.bits {
		if p.rule == r {
			s.trace.Keyed = true
			s.trace.Tied = s.trace.Tied || s.taken&(1<<i) != 0
		}
	}
}

func (s *search) beginTrace() {
	t := s.trace
	if t == nil {
		return
	}
	t.All = ^Keywords(0)
	s.edges = append(s.edges[:0], t.Edges...)
	// What is UTF-16 is told by bytes that may be anywhere.
	if bytes.IndexByte(s.f.Data, 0) >= 0 || s.d.ignore.Len() > 0 || s.d.strict {
		t.Tied = true
	}
}

// traceWords looks at which words stand in the text of the current pass, and takes
// those that are known as seen.
func (s *search) traceWords() error {
	t, w, e := s.trace, s.work, s.engine
	// Folding ties keywords to letters that may be anywhere; a comment may be above
	// other comments.
	if w.folds || w.comments && !s.d.noAllow {
		t.Tied = true
	}
	seen := Keywords(0)
	for i, p := range e.local.bits {
		if w.enabled[p.number] {
			seen |= 1 << i
		}
		if t.Known&(1<<i) != 0 {
			w.enabled[p.number] = true
		}
	}
	t.Any, t.All = t.Any|seen, t.All&seen
	s.taken = t.Known &^ seen
	for _, p := range e.local.unbound {
		if !p.keyword || w.enabled[p.number] {
			t.Tied = true
		}
	}
	for _, c := range e.scouts {
		if t.Tied || !w.stands(c.plan) || c.path != nil && !s.test(c.path, []byte(s.f.Path)) {
			continue
		}
		if err := e.hunt(s, c.plan, func(int, int) { t.Tied = true }); err != nil {
			t.Tied = true
			return s.ctx.Err()
		}
	}
	return nil
}

// moveEdges follows the edges through a decoding.
func (s *search) moveEdges() {
	for i := range s.edges {
		s.edges[i] = s.moved(s.edges[i])
	}
}

// endTrace notes what came of it.
func (s *search) endTrace() {
	t := s.trace
	if t == nil {
		return
	}
	for _, m := range s.found {
		if m.rule.regex != nil {
			t.Spots = append(t.Spots, Span{m.matchFrom, m.matchTo})
		}
	}
	// Above so many, how many pairs are compared is limited: see maxPairs, maxOpen.
	const many = 500
	if len(s.found) > many {
		t.Tied = true
	}
	if s.stats.Overflow > 0 || s.stats.Exhausted > 0 || s.comments != nil && len(s.comments.malformed) > 0 {
		t.Tied = true
	}
}
