// Package progress draws one line on a terminal that tells how far a scan is:
// the phase, a bar, the count, the rate and the time left.
package progress

import (
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	redraw = 100 * time.Millisecond
	clear  = "\r\x1b[K"
)

// A Line is one redrawn line of a terminal. Its methods are safe for concurrent use.
type Line struct {
	w     io.Writer
	now   func() time.Time
	width func() int
	start time.Time
	// next is when the line may be drawn again, in nanoseconds after start: what
	// makes Show cheap for those who call it for every object.
	next atomic.Int64

	mu      sync.Mutex
	phases  map[name]*phase
	visible bool
	closed  bool
}

// A name tells phases apart. There are few: they are words of the scanners' own.
type name struct{ scanner, phase string }

// New returns a line that is drawn on w, which must be a terminal. width returns how
// many columns that has, 0 when it is not known; it is asked anew for each drawing,
// since people resize windows.
func New(w io.Writer, width func() int) *Line { return newLine(w, width, time.Now) }

func newLine(w io.Writer, width func() int, now func() time.Time) *Line {
	return &Line{w: w, now: now, width: width, start: now(), phases: make(map[name]*phase)}
}

// Show tells where the scanner's phase is. It draws at most ten times a second, and
// of those who call it at the same moment only one. A total of 0 means that the end
// is not known. Calls may overtake each other: done never goes back.
func (l *Line) Show(scanner, phaseName string, done, total int) {
	at := int64(l.now().Sub(l.start))
	if at < l.next.Load() || !l.mu.TryLock() {
		return
	}
	defer l.mu.Unlock()
	if l.closed || at < l.next.Load() {
		return
	}
	l.next.Store(at + int64(redraw))
	key := name{scanner, phaseName}
	p := l.phases[key]
	if p == nil {
		p = new(phase)
		l.phases[key] = p
	}
	p.update(time.Duration(at), done, total)
	l.visible = true
	// The line is decoration: an error writing it must not end the scan.
	_, _ = io.WriteString(l.w, clear+p.render(key, l.columns()))
}

// columns is how much may be drawn: one less than there is, for a character in the
// last column makes some terminals begin a new line.
func (l *Line) columns() int {
	const usual = 80
	n := l.width()
	if n <= 0 {
		n = usual
	}
	return max(n-1, 1)
}

// Close removes the line, so that other output starts on a clean one, and draws no
// more: what still works in the background may go on to call Show.
func (l *Line) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.visible {
		_, _ = io.WriteString(l.w, clear)
	}
	l.visible, l.closed = false, true
}

// fit returns the parts that have room in width columns, with blanks between them:
// the first one, cut if it must be, and of the others those that fit, the more
// important ones first. All are ASCII.
func fit(width int, parts []part) string {
	room := width - len(parts[0].text)
	if room < 0 {
		return parts[0].text[:width]
	}
	taken := make([]bool, len(parts))
	taken[0] = true
	for rank := 1; rank <= lastRank; rank++ {
		for i, p := range parts {
			if p.rank == rank && p.text != "" && len(p.text) < room {
				taken[i] = true
				room -= len(p.text) + 1
			}
		}
	}
	var out []string
	for i, p := range parts {
		if taken[i] {
			out = append(out, p.text)
		}
	}
	return strings.Join(out, " ")
}

// A part is some of the line's text. Rank 1 is the most important of those that may
// be left out, lastRank the least.
type part struct {
	text string
	rank int
}

const lastRank = 5
