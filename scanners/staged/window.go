package staged

import "bytes"

// A large text is looked at through windows that overlap, as package worktree does
// it: each reports the matches that begin in its part, and has windowLead bytes
// before it and the rest of the overlap behind it. Here the text is in memory
// already; the windows bound what the detector holds, and let those be left out in
// which nothing is new.
const (
	windowSize    = 256 << 10
	windowOverlap = 64 << 10
	windowLead    = 8 << 10
)

// A window is a part of a text, and of it the part whose matches are its own.
type window struct {
	start, end int
	from, to   int
	// line and column are line ends before start, and bytes before it on its line.
	line, column int
}

// eachWindow hands the windows of a text to visit, one at least, until it errs.
func eachWindow(text []byte, visit func(window) error) error {
	const step = windowSize - windowOverlap
	wide := lineEnd(text)
	w := window{}
	for {
		w.end, w.to = w.start+windowSize, w.start+step+windowLead
		last := w.end >= len(text)
		if last {
			w.end, w.to = len(text), len(text)+1
		}
		if err := visit(w); err != nil || last {
			return err
		}
		lines, after := countLines(text[w.start:w.start+step], wide)
		w.line += lines
		w.column += step
		if lines > 0 {
			w.column = after
		}
		w.start += step
		w.from = w.to
	}
}

// lineEnd returns the line end of a text that starts with the byte order mark of
// UTF-16, whose other characters may hold the byte 0x0A; that of others.
func lineEnd(text []byte) []byte {
	switch {
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}):
		return []byte{'\n', 0}
	case bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return []byte{0, '\n'}
	}
	return []byte{'\n'}
}

// countLines returns the number of line ends, and of bytes after the last one.
func countLines(text, end []byte) (lines, after int) {
	if len(end) == 1 {
		return bytes.Count(text, end), len(text) - bytes.LastIndexByte(text, '\n') - 1
	}
	last := 0
	for i := 0; i+1 < len(text); i += 2 { // windows begin at even offsets
		if text[i] == end[0] && text[i+1] == end[1] {
			lines++
			last = i + 2
		}
	}
	return lines, len(text) - last
}
