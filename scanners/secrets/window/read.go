package window

import (
	"context"
	"errors"
	"io"
)

// NewBuffer returns a buffer for Read. It holds one byte more than a window: what
// tells a full last window from one with a next.
func NewBuffer() []byte { return make([]byte, Size+1) }

// Read hands r to visit, window by window, with buffer as its memory. It returns
// the number of bytes read. An error of r ends it after what was read by then was
// visited; visit's own error, or ctx's, ends it at once.
func Read(ctx context.Context, r io.Reader, buffer []byte, visit func(*Window) error) (total int64, err error) {
	w := Window{}
	held := 0 // bytes of buffer in use
	for {
		n, err := fill(ctx, r, buffer[held:])
		total += int64(n)
		held += n
		if ctx.Err() != nil {
			return total, ctx.Err()
		}
		w.open(buffer[:held], err != nil)
		if err := visit(&w); err != nil {
			return total, err
		}
		if err != nil && err != io.EOF {
			return total, err
		}
		if w.Last {
			return total, nil
		}
		w.advance()
		held = copy(buffer, buffer[step:held])
	}
}

// Each hands text to visit, window by window: the windows that Read makes of the
// same text. It ends with the first error of visit.
func Each(text []byte, visit func(*Window) error) error {
	w := Window{}
	for {
		w.open(text[w.Offset:], false)
		if err := visit(&w); err != nil {
			return err
		}
		if w.Last {
			return nil
		}
		w.advance()
	}
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
