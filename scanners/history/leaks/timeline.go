package leaks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners"
)

// line tells one sighting in one line: day, event, place, author, commit.
func (l *Leak) line(s *Sighting) string {
	var b strings.Builder
	if s.Time > 0 {
		b.WriteString(date(s.Time) + " ")
	}
	again := ""
	if s.Event == Introduced {
		for n := range l.Introductions {
			intro := &l.Introductions[n]
			at := slices.IndexFunc(intro.Sightings, func(i int) bool { return &l.Sightings[i] == s })
			switch {
			case at > 0:
				again = " once more by the same change"
			case at == 0 && intro.AfterGone:
				again = " again"
			case at == 0 && n > 0:
				again = " a second way"
			}
		}
		if s.Edge {
			again = " before the history that is here"
		}
	}
	b.WriteString(s.Event.String() + again)
	switch {
	case isNote(placed(s).Path):
		b.WriteString(" in a note")
	case len(s.Added) > 0 && len(s.Gone) > 0:
		fmt.Fprintf(&b, " from %s to %s:%d", s.Gone[0].Path, s.Added[0].Path, s.Added[0].StartLine)
	case len(s.Added) > 0:
		fmt.Fprintf(&b, " in %s:%d", s.Added[0].Path, s.Added[0].StartLine)
	case len(s.Gone) > 0:
		fmt.Fprintf(&b, " from %s:%d", s.Gone[0].Path, s.Gone[0].StartLine)
	}
	if more := max(0, len(s.Added)-1) + max(0, len(s.Gone)-1) + s.More; more > 0 && s.Event != Moved {
		fmt.Fprintf(&b, " and %d more places", more)
	}
	if s.Author != "" {
		b.WriteString(" by " + s.Author)
	}
	kind := "commit"
	if s.Commit < 0 {
		kind = "tag"
	}
	fmt.Fprintf(&b, " (%s %s)", kind, s.Object.String()[:12])
	return b.String()
}

// placed returns the first place that a sighting is about.
func placed(s *Sighting) scanners.Location {
	switch {
	case len(s.Added) > 0:
		return s.Added[0]
	case len(s.Gone) > 0:
		return s.Gone[0]
	}
	return scanners.Location{}
}

// Timeline tells a leak's life, one line for each sighting, oldest first. Lines
// hold paths and names as they are: not for a terminal.
func (l *Leak) Timeline() []string {
	var out []string
	for i := range l.Sightings {
		out = append(out, l.line(&l.Sightings[i]))
	}
	for i := range l.Messages {
		out = append(out, l.line(&l.Messages[i]))
	}
	return out
}

// A Chart says how many secrets were exposed over the time of a history.
type Chart struct {
	// From and To are the first and the last day, in seconds since 1970.
	From, To int64
	// Exposed has one number for each of equal parts of that time: of how many
	// secrets some tip had the value during that part.
	Exposed []int
}

// Chart counts exposures in the given number of parts. It is the zero Chart when
// nothing was ever exposed.
func (r *Report) Chart(parts int) Chart {
	var c Chart
	for _, commit := range r.names.Commits {
		c.To = max(c.To, commit.Time)
	}
	for _, l := range r.Leaks {
		if l.Allowed != nil {
			continue
		}
		for _, e := range l.Exposures {
			if c.From == 0 || e.From < c.From {
				c.From = e.From
			}
			c.To = max(c.To, e.To)
		}
	}
	if c.From == 0 || parts <= 0 {
		return Chart{}
	}
	c.Exposed = make([]int, parts)
	part := func(at int64) int {
		return min(max(int((at-c.From)*int64(parts)/max(1, c.To-c.From)), 0), parts-1)
	}
	for _, l := range r.Leaks {
		if l.Allowed != nil {
			continue
		}
		next := 0 // the first part that this leak was not counted in
		for _, e := range l.Exposures {
			to := e.To - 1
			if e.Open {
				to = c.To
			}
			for next = max(next, part(e.From)); next <= max(part(to), part(e.From)); next++ {
				c.Exposed[next]++
			}
		}
	}
	return c
}
