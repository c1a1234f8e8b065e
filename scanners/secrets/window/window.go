// Package window cuts texts of any size into the windows that a detector looks at,
// so that memory does not depend on the size. Neighbours overlap, and each reports
// the matches that begin in its part:
//
//	|--- first ---------------------------|
//	|~~~~~~~~~ reports ~~~~~~~~~~~~|
//	                          |--- next --------------------------|
//	                               |~~~~~~ reports ~~~~~~~~~|
//
// A match that begins in the part of a window has Overlap-Lead bytes to go on in,
// and Lead bytes before it for what its rule looks at there. Where the cuts are
// depends on nothing but the size of the text, so that what is found in one is the
// same wherever it is read from.
package window

import (
	"bytes"

	"github.com/launchlint/launchlint/scanners/secrets"
)

// The sizes of windows, in bytes.
const (
	Size    = 256 << 10
	Overlap = 64 << 10
	Lead    = 8 << 10
)

// A Window is a part of a text.
type Window struct {
	// Data is valid during the visit.
	Data []byte
	// Offset, Line and Column say where Data begins: bytes and line ends before it
	// in the text, and bytes before it on its line.
	Offset, Line, Column int
	// Last says that Data ends with the text.
	Last bool

	// from and to bound the offsets of the matches that this window reports.
	from, to int
	// wide is the line end of a text of two-byte characters, nil for any other.
	wide []byte
}

// First reports whether the window is at the start of the text.
func (w *Window) First() bool { return w.Offset == 0 }

// Reports reports whether a match is this window's to report. A match of the path
// alone is the first one's.
func (w *Window) Reports(m *secrets.Match) bool {
	if m.StartLine == 0 {
		return w.First()
	}
	return w.from <= m.Start && m.Start < w.to
}

// Columns corrects the columns of a match, which the detector counts from the
// start of the window.
func (w *Window) Columns(m *secrets.Match) {
	if m.StartLine == w.Line+1 {
		m.StartColumn += w.Column
	}
	if m.EndLine == w.Line+1 {
		m.EndColumn += w.Column
	}
}

// LastLine returns the 1-based line on which the next window's part begins. Lines
// from there on may be cut off in this one; the next one has them in full.
func (w *Window) LastLine() int {
	if w.Last {
		return maxInt
	}
	lines, _ := countLines(w.Data[:w.to-w.Offset], w.wide)
	return w.Line + 1 + lines
}

const maxInt = int(^uint(0) >> 1)

// open makes w the window of data, which is all that is left, or as much of it as
// there is room for and one byte more.
func (w *Window) open(data []byte, ended bool) {
	w.Last = len(data) <= Size || ended
	w.Data = data
	w.to = maxInt
	if !w.Last {
		w.Data = data[:Size]
		w.to = w.Offset + Size - Overlap + Lead
	}
}

// step is how far windows are apart.
const step = Size - Overlap

// advance moves w to where the next window begins. Its Data is not good any more.
func (w *Window) advance() {
	done := w.Data[:step]
	if w.First() {
		w.wide = lineEnd(done)
	}
	lines, after := countLines(done, w.wide)
	w.Line += lines
	w.Column += step
	if lines > 0 {
		w.Column = after
	}
	w.Offset += step
	w.from = w.to
}

// lineEnd returns the line end of a text that starts with the byte order mark of
// UTF-16, whose other characters may hold the byte 0x0A; nil for other texts.
func lineEnd(start []byte) []byte {
	switch {
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}):
		return []byte{'\n', 0}
	case bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		return []byte{0, '\n'}
	}
	return nil
}

// countLines returns the number of line ends and the number of bytes after the
// last one.
func countLines(text, wide []byte) (lines, after int) {
	if wide == nil {
		return bytes.Count(text, []byte{'\n'}), len(text) - bytes.LastIndexByte(text, '\n') - 1
	}
	last := 0
	for i := 0; i+1 < len(text); i += 2 { // windows begin at even offsets
		if text[i] == wide[0] && text[i+1] == wide[1] {
			lines++
			last = i + 2
		}
	}
	return lines, len(text) - last
}
