package secrets

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/rules"
)

// oneEach drops all but one of the matches that different rules have of the same
// secret at the same place: two rules of a vendor with one expression, a token
// and a longer one that begins with it. all is in order of position.
func oneEach(all []*found) []*found {
	drop := make(map[*found]bool)
	var open []*found // those that reach up to where the current one begins
	for _, m := range all {
		if m.rule.regex == nil {
			continue
		}
		open = slices.DeleteFunc(open, func(o *found) bool { return o.end <= m.start || drop[o] })
		for _, o := range open {
			if !sameSecret(m, o) {
				continue
			}
			if m.tellsMore(o) {
				drop[o] = true
				continue
			}
			drop[m] = true
			break
		}
		if len(open) < maxOpen && !drop[m] {
			open = append(open, m)
		}
	}
	return slices.DeleteFunc(all, func(m *found) bool { return drop[m] })
}

// maxOpen bounds how many matches of one place are compared with each other:
// there are more only where a text decodes to thousands of secrets.
const maxOpen = 64

// sameSecret reports whether one of the two is, or is a part of, the other.
func sameSecret(m, o *found) bool {
	if m.rule == o.rule || (m.allowed == nil) != (o.allowed == nil) {
		return false
	}
	if m.depth != o.depth || m.depth > 0 {
		// Positions within encoded text are not known.
		return m.start == o.start && m.end == o.end && bytes.Equal(m.secret, o.secret)
	}
	return o.start <= m.start && m.end <= o.end || m.start <= o.start && o.end <= m.end
}

// tellsMore reports whether m is to be told rather than o: the surer one, then the
// longer one, then the worse one.
func (m *found) tellsMore(o *found) bool {
	a, b := m.rule.public, o.rule.public
	return cmp.Or(
		cmp.Compare(sureness(a.Confidence), sureness(b.Confidence)),
		cmp.Compare(len(m.secret), len(o.secret)),
		cmp.Compare(a.Severity, b.Severity),
		strings.Compare(b.ID, a.ID),
	) > 0
}

// sureness puts confidences in order.
func sureness(c rules.Confidence) int {
	return slices.Index([]rules.Confidence{rules.Low, rules.Medium, rules.High, rules.VeryHigh}, c)
}
