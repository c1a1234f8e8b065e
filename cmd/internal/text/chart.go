package text

import (
	"fmt"
	"strings"
	"time"

	"github.com/launchlint/launchlint/cmd/internal/leaktext"
	"github.com/launchlint/launchlint/scanners"
)

const (
	defaultWidth = 60
	minColumns   = 20
	maxColumns   = 120
	maxRows      = 4
	// lastSecond is the end of the year 9999: commits may claim to be of any time.
	lastSecond = 253402300799
)

// A period is a time at which a secret was exposed, in seconds since 1970, to
// exclusive.
type period struct{ from, to int64 }

// An exposure is how many secrets lay open over the time of a history.
type exposure struct {
	from, to int64
	now      int   // secrets of which an exposure has not ended
	columns  []int // of how many secrets some part of each equal part of the time was exposed
}

// exposed counts the secrets of the active findings, each once. What has no end goes
// on to the last date that any finding knows: nothing depends on today. It is the
// zero exposure when nothing was ever exposed.
func exposed(findings []*scanners.Finding, columns int) exposure {
	var e exposure
	spans := make(map[string][]period)
	open := make(map[string]bool)
	var order []string
	for _, f := range findings {
		h := f.Provenance.History
		// An offender's secrets have findings of their own.
		if h == nil || f.Rule.Family() == "offender" {
			continue
		}
		for _, x := range h.Exposures {
			e.to = max(e.to, seconds(x.From), seconds(x.To))
		}
		for _, s := range f.Flow {
			e.to = max(e.to, seconds(leaktext.Day(s)))
		}
		if f.Suppression != nil || len(h.Exposures) == 0 {
			continue
		}
		// Two rules may find one secret.
		key := "finding " + f.Fingerprint.Baseline
		if f.Secret != nil && f.Secret.Hash != "" {
			key = "secret " + f.Secret.Hash
		}
		if spans[key] == nil {
			order = append(order, key)
		}
		for _, x := range h.Exposures {
			s := period{seconds(x.From), seconds(x.To)}
			if x.To.IsZero() {
				s.to = lastSecond
				open[key] = true
			}
			if s.from > 0 && (e.from == 0 || s.from < e.from) {
				e.from = s.from
			}
			spans[key] = append(spans[key], s)
		}
	}
	if e.from == 0 {
		return exposure{} // nothing was, or nobody knows when
	}
	e.now = len(open)
	e.columns = make([]int, columns)
	column := func(at int64) int {
		return min(max(int((at-e.from)*int64(columns)/max(1, e.to-e.from)), 0), columns-1)
	}
	for _, key := range order {
		counted := make([]bool, columns)
		for _, s := range spans[key] {
			for c := column(s.from); c <= max(column(s.from), column(min(s.to, e.to)-1)); c++ {
				if !counted[c] {
					counted[c] = true
					e.columns[c]++
				}
			}
		}
	}
	return e
}

// seconds returns a time that a chart can hold; 0 for one that is not known, which
// git has as the first second of 1970.
func seconds(t time.Time) int64 { return min(max(t.Unix(), 0), lastSecond) }

// chart draws the exposure, "" when there is none to draw.
func (w *writer) chart() string {
	width := w.options.Width
	if width <= 0 {
		width = defaultWidth
	}
	// The axis takes the digits of the largest number, a blank and a bar.
	margin := len(fmt.Sprint(len(w.findings))) + 2
	e := exposed(w.findings, min(max(width-margin, minColumns), maxColumns))
	if e.columns == nil {
		return ""
	}
	most := 0
	for _, n := range e.columns {
		most = max(most, n)
	}
	var b strings.Builder
	first, last := day(e.from), day(e.to)
	fmt.Fprintf(&b, "%s\n", w.bold(fmt.Sprintf("exposed secrets over time: %d now, at most %d", e.now, most)))
	if e.from >= e.to {
		fmt.Fprintf(&b, "%s\n", w.dim("since "+first))
		return b.String()
	}
	rows := min(most, maxRows)
	for row := rows; row >= 1; row-- {
		label := ""
		switch {
		case row == rows:
			label = fmt.Sprint(most)
		case row == 1 && rows == most: // else a row stands for several secrets
			label = "1"
		}
		line := make([]rune, 0, len(e.columns))
		for _, n := range e.columns {
			line = append(line, w.cell(n, most, row, rows))
		}
		fmt.Fprintf(&b, "%*s %s%s\n", margin-2, label, w.dim(w.axis()), strings.TrimRight(string(line), " "))
	}
	gap := max(1, len(e.columns)-len(first)-len(last))
	fmt.Fprintf(&b, "%*s%s%s%s\n", margin, "", w.dim(first), strings.Repeat(" ", gap), w.dim(last))
	return b.String()
}

// cell returns what a column of height n shows in a row. What is not zero is seen,
// and only the most reaches the top.
func (w *writer) cell(n, most, row, rows int) rune {
	const eighths = 8
	height := n * rows * eighths / most
	if n > 0 {
		height = max(height, 1)
	}
	switch fill := height - (row-1)*eighths; {
	case fill <= 0:
		return ' '
	case w.options.ASCII:
		return '#'
	default:
		return []rune(" ▁▂▃▄▅▆▇█")[min(fill, eighths)]
	}
}

func (w *writer) axis() string {
	if w.options.ASCII {
		return "|"
	}
	return "│"
}

func day(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.DateOnly) }
