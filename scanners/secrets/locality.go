package secrets

import (
	"fmt"
	"math/bits"

	"github.com/launchlint/launchlint/scanners/secrets/internal/rex"
)

// A locality is what an engine knows about how far what stands in a text bears on
// what matches elsewhere in it.
//
// Most expressions match within a line, or go from one to the next over blanks and
// a few marks: a name, an equals sign, a value. Each of these has a set of bytes
// that can stand in a line which a match goes over from end to end, so that a line
// with any other byte is one beyond which no match goes. A few go over nearly
// anything: they are far, and each has a scout instead, an expression within a line
// without which it cannot match anywhere in a text.
type locality struct {
	// passes says for each byte in which groups of rules it can stand between two
	// line feeds of a match. Rules with the same bytes are one group.
	passes [256]uint64
	groups []localGroup
	// bits are the rules that need a keyword which no literal of theirs holds.
	bits []*plan
	// unbound are rules of which nothing can be said.
	unbound []*plan
}

// A localGroup is the rules whose matches go over the same bytes.
type localGroup struct {
	between [256]bool
	plans   []*plan
	lines   *rex.Between // of the only rule; nil when there are several, or it has too many states
}

// A scout stands for a far rule.
type scout struct {
	*plan
	path *lazyRegexp // that of the rule
}

const (
	maxGroups   = 64
	maxKeywords = 64
)

// tracing returns the engine that knows about localities. It is made when it is
// first asked for: most detectors look at texts that have nothing before them.
func (d *Detector) tracing() *engine {
	d.onceTraced.Do(func() {
		var err error
		if d.traced, err = newEngine(d.rules, true); err != nil {
			// Have: more words than there is room for. Nothing is known of any rule.
			d.traced = d.engine
			d.traced.local.unbound = []*plan{{}}
		}
	})
	return d.traced
}

// locate finds out about all rules, and adds the words of scouts to b.
func (e *engine) locate(b *wordList) {
	for _, p := range e.plans {
		if p.keyword {
			e.bound(p)
		}
		if p.rule.regex == nil {
			continue
		}
		c, err := rex.CrossingOf(p.rule.regex.tree())
		switch {
		case err == nil && !c.Crosses:
		case err == nil && stopping(&c) >= minStopping && e.group(p, &c):
			p.crosses = true
		default:
			e.scout(p, b)
		}
	}
	for i := range e.local.groups {
		for b, in := range e.local.groups[i].between {
			if in {
				e.local.passes[b] |= 1 << i
			}
		}
		if g := &e.local.groups[i]; len(g.plans) == 1 {
			g.lines = rex.NewBetween(g.plans[0].rule.regex.tree())
		}
	}
}

// bound gives a rule that needs a keyword a bit.
func (e *engine) bound(p *plan) {
	if p.rule.regex == nil || len(e.local.bits) == maxKeywords {
		e.local.unbound = append(e.local.unbound, p)
		return
	}
	for _, k := range p.rule.Keywords {
		if containsFeed(k) {
			e.local.unbound = append(e.local.unbound, p)
			return
		}
	}
	e.local.bits = append(e.local.bits, p)
}

func containsFeed(s string) bool {
	for i := range len(s) {
		if s[i] == '\n' {
			return true
		}
	}
	return false
}

// minStopping is how many of the bytes that no decoding takes away must stop a
// match for it to be worth while to look for them.
const minStopping = 8

// stopping returns how many of the marks of ASCII stand in no line that a match
// goes over.
func stopping(c *rex.Crossing) (n int) {
	for b := byte('!'); b <= '~'; b++ {
		if stays(b) && !c.Between[b] {
			n++
		}
	}
	return n
}

// group puts p where the rules with its bytes are. It reports whether there is room.
func (e *engine) group(p *plan, c *rex.Crossing) bool {
	for i := range e.local.groups {
		if g := &e.local.groups[i]; g.between == c.Between {
			g.plans = append(g.plans, p)
			return true
		}
	}
	if len(e.local.groups) == maxGroups {
		return false
	}
	e.local.groups = append(e.local.groups, localGroup{between: c.Between, plans: []*plan{p}})
	return true
}

// scout finds what p cannot match without.
func (e *engine) scout(p *plan, b *wordList) {
	tree := rex.Scout(p.rule.regex.tree())
	if tree == nil {
		e.local.unbound = append(e.local.unbound, p)
		return
	}
	r := &rule{regex: &lazyRegexp{source: tree.String(), parsed: tree}}
	s := &scout{&plan{rule: r, number: len(e.plans) + len(e.scouts)}, p.rule.path}
	if len(e.split(s.plan, b)) == 0 {
		panic(fmt.Sprintf("rule %s: its scout %s has no literal", p.rule.ID, tree)) // rex.Scout's promise
	}
	e.scouts = append(e.scouts, s)
}

// stays reports whether a byte stays where it is whatever is decoded around it:
// none of the letters, digits and marks of any encoding, and no blank, which is
// taken for a part of a U+XXXX before it.
func stays(b byte) bool {
	switch {
	case '0' <= b && b <= '9', 'A' <= b && b <= 'Z', 'a' <= b && b <= 'z':
		return false
	case b == '_', b == '/', b == '+', b == '-', b == '=', b == '%', b == '\\':
		return false
	case b == ' ', '\t' <= b && b <= '\r':
		return false
	}
	return true
}

// minEncoded is the length from which on a run of letters and digits may be
// encoded text.
const minEncoded = 16

// goesOver reports whether a match of one of the groups may go over a whole line,
// which is given without its line feed, at any depth of decoding.
func (l *locality) goesOver(groups uint64, line []byte) bool {
	firm, soft := groups, groups
	plain, run := true, 0
	for _, b := range line {
		m := l.passes[b]
		soft &= m
		if kind := byteKinds[b]; kind == staying {
			if firm &= m; firm == 0 {
				return false
			}
			run = 0
		} else if kind == encoding {
			if run++; run >= minEncoded || b == '+' {
				plain = false
			}
		} else {
			run = 0
			if kind == escaping {
				plain = false
			}
		}
	}
	if !plain {
		return firm != 0
	}
	// Have: a line in which nothing is encoded, and will not be.
	for ; soft != 0; soft &= soft - 1 {
		if g := &l.groups[bits.TrailingZeros64(soft)]; g.lines == nil || g.lines.Over(line) {
			return true
		}
	}
	return false
}

type byteKind uint8

const (
	blank    byteKind = iota // and the padding of base64
	staying                  // see stays
	encoding                 // the letters of base64, which those of hex are among
	escaping                 // what an escape starts with
)

var byteKinds = func() (kinds [256]byteKind) {
	for i := range kinds {
		b := byte(i)
		switch {
		case stays(b):
			kinds[i] = staying
		case b == '%' || b == '\\':
			kinds[i] = escaping
		case b == '=' || b == ' ' || '\t' <= b && b <= '\r':
			kinds[i] = blank
		default:
			kinds[i] = encoding
		}
	}
	return kinds
}()
