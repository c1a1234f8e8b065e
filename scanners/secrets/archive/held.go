package archive

import (
	"bufio"
	"io"
)

const (
	// heldMax is up to what size in bytes a zip file is held in memory when it comes
	// out of another archive. Its directory is at its end: a larger one is read
	// from its start, header by header.
	heldMax = 8 << 20
	chunk   = 256 << 10
	// peekSize is how many first bytes of a member are looked at before it is
	// decided what becomes of it.
	peekSize = 4096
)

// peek returns the first bytes of a source that is a stream, at most peekSize, and
// leaves them to be read again.
func peek(s *source) ([]byte, error) {
	b := bufio.NewReaderSize(s.r, peekSize) // the same one if it is one
	s.r = b
	return b.Peek(peekSize)
}

// held is the start of a stream, or all of it, in pieces: none is ever copied to
// make room for more.
type held struct {
	w     *walk
	path  string
	parts [][]byte
	size  int64
	rest  io.Reader // nil when it is all here
}

// hold reads r into memory as far as there is room.
func (w *walk) hold(path string, r io.Reader) *held {
	h := &held{w: w, path: path}
	for h.size < heldMax && w.memory+chunk <= w.limits.Memory {
		part := make([]byte, chunk)
		w.memory += chunk
		n, err := io.ReadFull(r, part)
		h.parts = append(h.parts, part[:n])
		h.size += int64(n)
		if err != nil {
			return h // what comes after an error is not there to be read
		}
	}
	h.rest = r
	return h
}

func (h *held) release() { h.w.give(int64(len(h.parts)) * chunk) }

// source returns what is held and the rest, and with at set if that is all.
func (h *held) source() source {
	if h.rest == nil {
		return source{at: &effortReader{w: h.w, path: h.path, r: h}, size: h.size}
	}
	return source{r: io.MultiReader(io.NewSectionReader(h, 0, h.size), h.rest)}
}

func (h *held) ReadAt(b []byte, offset int64) (n int, err error) {
	for n < len(b) && offset < h.size {
		m := copy(b[n:], h.parts[offset/chunk][offset%chunk:])
		n += m
		offset += int64(m)
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}
