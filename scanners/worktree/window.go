package worktree

import (
	"bytes"
	"context"
	"errors"
	"io"
)

// A text of any size is looked at through windows, so that memory does not depend
// on it. Neighbours overlap, and each reports the matches that begin in its part:
//
//	|--- first ---------------------------|
//	|~~~~~~~~~ reports ~~~~~~~~~~~~|
//	                          |--- next --------------------------|
//	                               |~~~~~~ reports ~~~~~~~~~|
//
// A match that begins in the part of a window has windowOverlap-windowLead bytes
// to go on in, and windowLead bytes before it for what its rule looks at there.
const (
	windowSize    = 256 << 10
	windowOverlap = 64 << 10
	windowLead    = 8 << 10
)

// A window is a part of a text. Its data is overwritten by the next one.
type window struct {
	data []byte
	// offset, line and column say where data begins: bytes and line ends before it
	// in the text, and bytes before it on its line.
	offset, line, column int
	// from and to bound the offsets of the matches that this window reports.
	from, to int
	last     bool
	// wide is the line end of a text of two-byte characters, nil for any other.
	wide []byte
}

// first reports whether the window is at the start of the text.
func (w *window) first() bool { return w.offset == 0 }

// newBuffer returns a buffer for windows. It holds one byte more than a window:
// what tells a full last window from one with a next.
func newBuffer() []byte { return make([]byte, windowSize+1) }

// windows hands r to visit, window by window, with buffer as its memory. It
// returns the number of bytes read. An error of r ends it after what was read by
// then was visited; visit's own error, or ctx's, ends it at once.
func windows(ctx context.Context, r io.Reader, buffer []byte, visit func(*window) error) (total int64, err error) {
	w := window{}
	held := 0 // bytes of buffer in use
	for {
		n, err := fill(ctx, r, buffer[held:])
		total += int64(n)
		held += n
		if ctx.Err() != nil {
			return total, ctx.Err()
		}
		w.last = held <= windowSize || err != nil
		w.data = buffer[:min(held, windowSize)]
		w.to = w.offset + windowSize - windowOverlap + windowLead
		if w.last {
			w.data = buffer[:held]
			w.to = int(^uint(0) >> 1)
		}
		if err := visit(&w); err != nil {
			return total, err
		}
		if err != nil && err != io.EOF {
			return total, err
		}
		if w.last {
			return total, nil
		}
		done := buffer[:windowSize-windowOverlap]
		if w.first() {
			w.wide = lineEnd(done)
		}
		lines, after := countLines(done, w.wide)
		w.line += lines
		w.column += len(done)
		if lines > 0 {
			w.column = after
		}
		w.offset += len(done)
		w.from = w.to
		held = copy(buffer, buffer[len(done):held])
	}
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

// fill reads until b is full, r is at its end or errs, or ctx is done.
func fill(ctx context.Context, r io.Reader, b []byte) (n int, err error) {
	for idle := 0; n < len(b); {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		m, err := r.Read(b[n:])
		n += m
		if err != nil {
			return n, err
		}
		if idle++; m > 0 {
			idle = 0
		} else if idle == 100 {
			return n, errors.New("read returns nothing")
		}
	}
	return n, nil
}
