package secrets

import (
	"bytes"

	"github.com/launchlint/launchlint/scanners/secrets/internal/codec"
)

func (s *search) moved(e Span) Span {
	return Span{codec.Moved(s.segments, e.Start), codec.Moved(s.segments, e.End)}
}

// crossings watches where an expression matches whose matches can be on two lines,
// whatever becomes of the matches.
//
// Matches do not overlap, so that which of two overlapping ones counts depends on
// the text before. That ends at the beginning of a line which no match, counted or
// not, begins before and ends behind: a seam. A line is one when no counted match
// touches the lines around it that one across it would have to lie in, for that
// one would have counted, or one that overlaps it.
type crossings struct {
	*search
	groups uint64
	edge   int // the next one to look at
	// from is the last seam before the matches that are close together, end where the
	// last of them ends.
	from, end int
	any       bool
}

// crossings returns what watches r, nil when its matches are each on one line.
func (s *search) crossings(r *rule) *crossings {
	p := s.engine.plans[s.engine.index[r]]
	if !p.crosses {
		return nil
	}
	for i := range s.engine.local.groups {
		for _, q := range s.engine.local.groups[i].plans {
			if q == p {
				return &crossings{search: s, groups: 1 << i}
			}
		}
	}
	return nil
}

// add is told of each match, in order.
func (c *crossings) add(start, end int) {
	if c == nil {
		return
	}
	for c.edge < len(c.edges) && c.edges[c.edge].End <= start {
		c.edge++
	}
	if c.edge < len(c.edges) && c.edges[c.edge].Start < end {
		c.trace.Tied = true
	}
	if c.any {
		if seam := c.seamBehind(c.end); seam <= c.seamBefore(start) {
			c.measure(seam)
			c.any = false
		}
	}
	if !c.any {
		c.from, c.any = c.seamBefore(start), true
	}
	c.end = max(c.end, end)
}

// close is told that there are no more.
func (c *crossings) close() {
	if c != nil && c.any {
		c.measure(c.seamBehind(c.end))
	}
}

// measure looks at a stretch without a seam.
func (c *crossings) measure(seam int) {
	if seam-c.from > maxStretch>>min(3*c.depth, 16) {
		c.trace.Dense = true
	}
}

// maxStretch is the longest stretch without a seam that package novel reckons with,
// in bytes. Decoding makes text shorter, seven times at most.
const maxStretch = 4096

// seamBehind returns the first seam behind offset at, where a match ends: it has a
// whole line between that no match goes over.
func (c *crossings) seamBehind(at int) int {
	at = c.lineEnd(max(at-1, 0))
	for at < len(c.text) {
		next := c.lineEnd(at)
		if c.stops(at, next) {
			return next
		}
		at = next
	}
	return at
}

// seamBefore does the same for the last seam before offset at.
func (c *crossings) seamBefore(at int) int {
	at = c.lineStart(at)
	for at > 0 {
		last := c.lineStart(at - 1)
		if c.stops(last, at) {
			return last
		}
		at = last
	}
	return at
}

func (c *crossings) stops(from, to int) bool {
	return !c.engine.local.goesOver(c.groups, bytes.TrimSuffix(c.text[from:to], []byte("\n")))
}

// lineStart returns where the line begins that the byte at offset at is on.
func (c *crossings) lineStart(at int) int { return bytes.LastIndexByte(c.text[:at], '\n') + 1 }

// lineEnd returns where the next line begins.
func (c *crossings) lineEnd(at int) int {
	if i := bytes.IndexByte(c.text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(c.text)
}
