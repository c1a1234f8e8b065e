package progress

import (
	"fmt"
	"math"
	"strings"
	"time"
)

const (
	barWidth = 24
	// smoothing is the time, in seconds, after which a change of pace counts for two
	// thirds: objects and files differ in size, and the shown rate must not jump.
	smoothing = 4.0
	// An estimate is shown only when it means something: after meaningful time, and a
	// fiftieth of the way.
	meaningful  = 2 * time.Second
	meaningPart = 50
	// settle is how long an estimate stands before it is made anew.
	settle = time.Second
)

// A phase is one part of a scan's work, as it was when it was last drawn. Times are
// since the line was made.
type phase struct {
	begun, seen time.Duration
	first, done int
	total       int
	rate        float64 // of done per second, smoothed; 0 when not known
	left        time.Duration
	leftAt      time.Duration // when left was estimated; 0 when it was not
	known       bool
}

// update takes in where the phase is at a time.
func (p *phase) update(at time.Duration, done, total int) {
	if !p.known || total != p.total && total < p.done {
		// Begun, or begun anew with other work.
		*p = phase{known: true, begun: at, seen: at, first: done, done: done, total: total}
		return
	}
	p.total = total
	done = max(done, p.done)
	if dt := (at - p.seen).Seconds(); dt > 0 {
		// The mean counts in the beginning, later the pace of the last seconds.
		now := float64(done-p.done) / dt
		weight := max(1-math.Exp(-dt/smoothing), dt/max(dt, (at-p.begun).Seconds()))
		p.rate += weight * (now - p.rate)
		p.seen, p.done = at, done
	}
	p.estimate(at)
}

// estimate says how long the phase still takes. It is kept for a while, and shown in
// steps that grow with it: a number that changes all the time says nothing.
func (p *phase) estimate(at time.Duration) {
	switch {
	case p.total <= p.done, p.rate <= 0, at-p.begun < meaningful, (p.done-p.first)*meaningPart < p.total-p.first:
		p.leftAt = 0
	case p.leftAt == 0 || at-p.leftAt >= settle:
		seconds := min(float64(p.total-p.done)/p.rate, 1e6)
		p.left, p.leftAt = rounded(seconds), at
	}
}

// rounded returns a time up to the next step.
func rounded(seconds float64) time.Duration {
	step := 60.0
	switch {
	case seconds < 10:
		step = 1
	case seconds < 60:
		step = 5
	case seconds < 600:
		step = 15
	}
	return time.Duration(max(1, math.Ceil(seconds/step))*step) * time.Second
}

// render returns the line, at most width columns of ASCII.
func (p *phase) render(n name, width int) string {
	parts := []part{{text: fmt.Sprintf("%s: %s", ascii(n.scanner), ascii(n.phase))}}
	if p.total > 0 {
		done := min(p.done, p.total)
		filled := int(int64(barWidth) * int64(done) / int64(p.total))
		parts = append(
			parts,
			part{"[" + strings.Repeat("#", filled) + strings.Repeat(".", barWidth-filled) + "]", 4},
			part{fmt.Sprintf("%3d%%", int(int64(100)*int64(done)/int64(p.total))), 1},
			part{fmt.Sprintf("%d/%d", done, p.total), 2},
		)
	} else if p.done > 0 { // a phase that counts nothing is only named
		parts = append(parts, part{fmt.Sprint(p.done), 1})
	}
	if p.rate >= 1 {
		parts = append(parts, part{fmt.Sprintf("%s/s", short(p.rate)), 5})
	}
	if p.leftAt > 0 {
		parts = append(parts, part{fmt.Sprintf("%s left", p.left), 3})
	}
	return fit(width, parts)
}

// short returns a rate with two digits or three: more would only flicker.
func short(rate float64) string {
	unit := ""
	for _, u := range []string{"k", "M", "G"} {
		if rate < 999.5 {
			break
		}
		rate, unit = rate/1000, u
	}
	if rate < 9.95 && unit != "" {
		return fmt.Sprintf("%.1f%s", rate, unit)
	}
	return fmt.Sprintf("%.0f%s", rate, unit)
}

// ascii returns a scanner's word without what would move the cursor.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, s)
}
