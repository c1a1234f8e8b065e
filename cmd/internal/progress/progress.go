// Package progress draws one line on a terminal that tells how far a scan is:
// the phase, a bar, the count, the rate and the time left.
package progress

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

const (
	redraw   = 100 * time.Millisecond
	barWidth = 24
	clear    = "\r\x1b[K"
)

// A Line is one redrawn line of a terminal. Its methods are safe for concurrent use.
type Line struct {
	mu      sync.Mutex
	w       io.Writer
	now     func() time.Time
	scanner string
	phase   string
	started time.Time
	drawn   time.Time
	visible bool
}

// New returns a line that is drawn on w, which must be a terminal.
func New(w io.Writer) *Line { return &Line{w: w, now: time.Now} }

// Show tells where the scanner's phase is. It draws at most ten times a second.
// A total of 0 means that the end is not known.
func (l *Line) Show(scanner, phase string, done, total int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if scanner != l.scanner || phase != l.phase {
		l.scanner, l.phase, l.started, l.drawn = scanner, phase, now, time.Time{}
	}
	if now.Sub(l.drawn) < redraw {
		return
	}
	l.drawn, l.visible = now, true
	// The line is decoration: an error writing it must not end the scan.
	_, _ = io.WriteString(l.w, clear+render(scanner, phase, done, total, now.Sub(l.started)))
}

// Clear removes the line, so that other output starts on a clean one.
func (l *Line) Clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.visible {
		_, _ = io.WriteString(l.w, clear)
		l.visible = false
	}
}

func render(scanner, phase string, done, total int, elapsed time.Duration) string {
	rate := 0.0
	if elapsed > 0 {
		rate = float64(done) / elapsed.Seconds()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s ", scanner, phase)
	if total > 0 {
		filled := min(barWidth, barWidth*done/total)
		fmt.Fprintf(&b, "[%s%s] %d/%d", strings.Repeat("#", filled), strings.Repeat(".", barWidth-filled), done, total)
	} else {
		fmt.Fprintf(&b, "%d", done)
	}
	if rate >= 1 {
		fmt.Fprintf(&b, " %.0f/s", rate)
	}
	if total > done && rate > 0 {
		left := time.Duration(float64(total-done) / rate * float64(time.Second)).Round(time.Second)
		fmt.Fprintf(&b, " %s left", left)
	}
	return b.String()
}
