package objects

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"
)

// An inflater decompresses zlib streams (RFC 1950) one after the other, without
// allocating. The stream's own checksum is not looked at: every object is checked
// against its id, which says more and would otherwise be the second pass over the
// same bytes.
type inflater struct {
	bytes  bytes.Reader
	stream *bufio.Reader
	flate  io.ReadCloser
	end    [1]byte
}

// maxRatio is how many bytes one compressed byte can become at most: a match of
// 258 bytes takes two bits, one for its length and one for its distance.
const maxRatio = 1032

var errTrailing = errors.New("more bytes than declared")

// start prepares for the stream at the beginning of r.
func (f *inflater) start(r flate.Reader) error {
	var head [2]byte
	for i := range head {
		b, err := r.ReadByte()
		if err != nil {
			return fmt.Errorf("no compressed data: %w", err)
		}
		head[i] = b
	}
	// A preset dictionary (0x20) is for protocols, not for git.
	if head[0]&0x0f != 8 || head[0]>>4 > 7 || (int(head[0])<<8|int(head[1]))%31 != 0 || head[1]&0x20 != 0 {
		return errors.New("not compressed data")
	}
	if f.flate == nil {
		f.flate = flate.NewReader(r)
		return nil
	}
	return f.flate.(flate.Resetter).Reset(r, nil)
}

// over returns a reader for src that the decompressor has a fast path for.
func (f *inflater) over(src io.Reader) *bufio.Reader {
	if f.stream == nil {
		f.stream = bufio.NewReaderSize(src, 64<<10)
	} else {
		f.stream.Reset(src)
	}
	return f.stream
}

// fill decompresses exactly len(dst) bytes, which must be all there are.
func (f *inflater) fill(dst []byte) error {
	if n, err := io.ReadFull(f.flate, dst); err != nil {
		if n == len(dst) && err == io.EOF {
			return nil
		}
		return fmt.Errorf("after %d of %d bytes: %w", n, len(dst), noEOF(err))
	}
	return f.finish()
}

// finish reports an error unless the stream ends here.
func (f *inflater) finish() error {
	for {
		n, err := f.flate.Read(f.end[:])
		switch {
		case n > 0:
			return errTrailing
		case err == io.EOF:
			return nil
		case err != nil:
			return noEOF(err)
		}
	}
}

// inflate decompresses the stream at the beginning of src into dst.
func (f *inflater) inflate(dst, src []byte) error {
	f.bytes.Reset(src)
	if err := f.start(&f.bytes); err != nil {
		return err
	}
	return f.fill(dst)
}

// inflateFrom is inflate for a stream that is too long to have in memory.
func (f *inflater) inflateFrom(dst []byte, src io.Reader) error {
	if err := f.start(f.over(src)); err != nil {
		return err
	}
	return f.fill(dst)
}

// noEOF turns the end of the data into what it is in the middle of an object.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
