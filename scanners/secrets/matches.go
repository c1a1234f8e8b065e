package secrets

import (
	"errors"
	"regexp/syntax"
	"time"

	"github.com/launchlint/launchlint/scanners/secrets/internal/rex"
)

// errExhausted ends a rule that has used up what one fragment may cost.
var errExhausted = errors.New("exhausted")

// A hunt looks for the matches of one rule in one text.
type hunt struct {
	*search
	plan    *plan
	number  int // of the rule
	text    []byte
	meter   rex.Meter
	limit   rex.Steps
	checked rex.Steps
	stop    error
	yield   func(start, end int)
}

// matches calls yield with every match of r's expression in the text, in order,
// as regexp.FindAllIndex gives them. It returns ctx's error, or errExhausted.
func (e *engine) matches(s *search, r *rule, yield func(start, end int)) error {
	return e.hunt(s, e.plans[e.index[r]], yield)
}

// hunt does it for a plan.
func (e *engine) hunt(s *search, p *plan, yield func(start, end int)) error {
	h := &hunt{search: s, plan: p, number: p.number, text: s.text, yield: yield}
	h.limit = rex.Steps(s.d.limits.Work) * rex.Steps(max(len(s.text), 64<<10))
	h.meter.Check = h.check
	h.plan.compile()
	switch {
	case h.plan.failed:
		h.byRegexp()
	case len(h.plan.branches) == 0:
		h.everywhere(0)
	default:
		h.bySpots(s.work.spots(h.plan))
	}
	s.stats.Work += int64(h.meter.Steps)
	s.work.weigh(p.number, h.plan)
	return h.stop
}

// check reports whether the hunt must stop, and notes why.
func (h *hunt) check() bool {
	if h.stop != nil {
		return true
	}
	h.checked = h.meter.Steps
	switch {
	case h.ctx.Err() != nil:
		h.stop = h.ctx.Err()
	case h.meter.Steps > h.limit, !h.deadline.IsZero() && time.Now().After(h.deadline):
		h.stop = errExhausted
	}
	return h.stop != nil
}

// due checks when there is reason to.
func (h *hunt) due() bool {
	const often = 64 << 10
	return h.meter.Steps-h.checked > often && h.check()
}

// found hands on a match. What becomes of it costs more than finding it.
func (h *hunt) found(start, end int) bool {
	h.yield(start, end)
	h.meter.Steps += rex.Steps(16*(end-start) + 1000)
	return !h.due()
}

// byRegexp is for expressions that rex cannot take.
func (h *hunt) byRegexp() {
	for _, m := range h.plan.rule.regex.get().FindAllIndex(h.text, -1) {
		if !h.found(m[0], m[1]) {
			return
		}
	}
}

// everywhere looks at every byte from at on.
func (h *hunt) everywhere(at int) {
	m := &h.work.rules[h.number]
	if m.finder == nil {
		m.finder = rex.NewFinder(h.plan.search)
	}
	m.finder.All(h.text, at, &h.meter, h.found)
	h.check()
}

// bySpots looks at where the rule's literals stand.
func (h *hunt) bySpots(spots []spot) {
	// Trying in vain may cost as much as looking at every byte some times over.
	vain := rex.Steps(4*len(h.text) + 16<<10)
	at := 0
	for i := range spots {
		c := &spots[i]
		if int(c.at) < at {
			continue
		}
		if h.due() {
			return
		}
		steps := h.meter.Steps
		start, end := h.try(c, at)
		if start < 0 {
			if vain -= h.meter.Steps - steps; vain < 0 {
				h.everywhere(max(at, int(c.at)-h.reach()))
				return
			}
			continue
		}
		if end < 0 {
			start = h.earlier(spots[i+1:], start, at)
			if end = h.full().Match(h.text, start, false, &h.meter); end < 0 {
				if h.stop == nil { // cannot be, but for a mistake here
					h.everywhere(at)
				}
				return
			}
		}
		if h.stop != nil || !h.found(start, end) {
			return
		}
		at = end
	}
	h.check()
}

// try returns the leftmost start, not before low, of a match that holds the
// literal at c, or -1. end is known only where there is no choice about it; else -1.
func (h *hunt) try(c *spot, low int) (start, end int) {
	b := h.plan.branches[c.branch]
	at := int(c.at)
	if b.before == prefixBoundary && !boundary(h.text, at) {
		return -1, -1
	}
	end = h.follow(b, c)
	if end < 0 {
		return -1, -1
	}
	if b.before == prefixAny {
		m := &h.work.branches[b.number]
		if m.prefix == nil {
			m.prefix = rex.NewMachine(b.prefix)
		}
		return m.prefix.MatchBack(h.text, low, at, &h.meter), -1
	}
	if len(h.plan.branches) > 1 {
		return at, -1
	}
	return at, end
}

// follow returns where a match of what follows the literal at c ends, or -1. With
// one branch and nothing before the literal it is where the expression's match ends.
func (h *hunt) follow(b *branch, c *spot) int {
	if c.verdict == fails {
		return -1
	}
	m := &h.work.branches[b.number]
	if m.suffix == nil {
		m.suffix = rex.NewMachine(b.suffix)
	}
	any := b.before == prefixAny || len(h.plan.branches) > 1
	end := m.suffix.Match(h.text, int(c.at), any, &h.meter)
	c.verdict = follows
	if end < 0 {
		c.verdict = fails
	}
	return end
}

// earlier returns the leftmost start, not before low, of a match that holds one of
// the literals at next and begins before start; or start. Literals that begin
// further behind start than matches reach back need no look.
func (h *hunt) earlier(next []spot, start, low int) int {
	reach := h.reach()
	for i := range next {
		if int(next[i].at)-reach >= start {
			break
		}
		if s, _ := h.try(&next[i], low); s >= 0 && s < start {
			start = s
		}
	}
	return start
}

// reach returns how many bytes before a literal a match can begin.
func (h *hunt) reach() int {
	reach := 0
	for _, b := range h.plan.branches {
		reach = max(reach, b.Reach)
	}
	if h.work.folds {
		reach *= foldedReach
	}
	return reach
}

func (h *hunt) full() *rex.Machine {
	m := &h.work.rules[h.number]
	if m.full == nil {
		m.full = rex.NewMachine(h.plan.full)
	}
	return m.full
}

// boundary reports whether \b holds at offset at.
func boundary(text []byte, at int) bool {
	before := at > 0 && syntax.IsWordChar(rune(text[at-1]))
	return before != (at < len(text) && syntax.IsWordChar(rune(text[at])))
}
