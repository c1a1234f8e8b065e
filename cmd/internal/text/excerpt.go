package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/scanners"
)

const (
	tabStop   = 4
	maxColumn = 120     // columns of the terminal that an excerpt may take
	lead      = 40      // columns that are shown before the finding when a line is cut
	maxLine   = 8 << 10 // bytes; longer lines were written by programs and are not shown
)

// excerpt writes the line that a finding begins on, with a mark below what is
// meant. It writes nothing where the line may hold a secret.
func (w *writer) excerpt(f *scanners.Finding) {
	line := w.shown(f)
	if line == nil {
		return
	}
	from := min(max(0, f.Location.StartColumn-1), len(line))
	to := len(line)
	if f.Location.EndLine <= f.Location.StartLine && f.Location.EndColumn > 0 {
		to = min(max(from, f.Location.EndColumn-1), len(line))
	}
	if f.Location.StartColumn == 0 {
		from, to = len(line)-len(bytes.TrimLeftFunc(line, unicode.IsSpace)), len(bytes.TrimRightFunc(line, unicode.IsSpace))
	}
	text, start, end := layOut(line, from, to)
	mark := strings.Repeat(" ", start) + w.severity(f.Severity, strings.Repeat("^", max(1, end-start)))
	fmt.Fprintf(&w.out, "%5d %s %s\n", f.Location.StartLine, w.dim("|"), text)
	fmt.Fprintf(&w.out, "      %s %s\n", w.dim("|"), mark)
}

// shown returns the line of a finding if it may be shown, else nil: it is not at
// hand, it is not what was scanned, or it holds a secret.
func (w *writer) shown(f *scanners.Finding) []byte {
	l := f.Location
	if f.Secret != nil || l.StartLine == 0 || f.Provenance.Source == "history" || f.Provenance.Source == "index" {
		return nil
	}
	for _, s := range w.secretLines[l.Path] {
		if s.first <= l.StartLine && l.StartLine <= s.last || s.first == 0 {
			return nil
		}
	}
	line := w.scan.Sources.Line(l.Path, l.StartLine)
	if len(bytes.TrimSpace(line)) == 0 || len(line) > maxLine || bytes.IndexByte(line, 0) >= 0 {
		return nil
	}
	if w.scan.Redact(string(line)) != string(line) || w.options.Sensitive != nil && w.options.Sensitive(line) {
		return nil
	}
	return line
}

// layOut returns a line as a terminal shows it, cut to maxColumn around the bytes
// from..to, and the columns (0-based) where they begin and end in it.
func layOut(line []byte, from, to int) (text string, start, end int) {
	var b strings.Builder
	// A long line is entered near the finding. No character takes more than ten
	// columns per byte, so what is skipped is not in sight.
	skip := 0
	if from > lead && len(line) > maxColumn {
		skip = from - lead
		for skip > 0 && !utf8.RuneStart(line[skip]) {
			skip--
		}
		b.WriteString("…")
	}
	column := utf8.RuneCountInString(b.String())
	start, end = -1, -1
	for i := skip; i < len(line); {
		if i >= from && start < 0 {
			start = column
		}
		if i >= to && end < 0 {
			end = column
		}
		r, size := utf8.DecodeRune(line[i:])
		cell, wide := cell(line[i:i+size], r, column)
		if column+wide > maxColumn {
			b.WriteString("…")
			break
		}
		b.WriteString(cell)
		column += wide
		i += size
	}
	if start < 0 {
		start = column
	}
	if end < 0 {
		end = column
	}
	// All is safe by now but a command to a CI system; the mark may then stand one
	// column too far left.
	return escape.Text(b.String()), start, end
}

// cell returns how a character is shown, and how many columns that takes.
func cell(raw []byte, r rune, column int) (string, int) {
	switch {
	case r == '\t':
		n := tabStop - column%tabStop
		return strings.Repeat(" ", n), n
	case r == utf8.RuneError && len(raw) == 1, escape.Unsafe(r):
		s := escape.Text(string(raw))
		return s, len(s) // of ASCII
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return string(r), 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return string(r), 2
	}
	return string(r), 1
}
