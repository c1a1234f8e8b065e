package archive

import (
	"bufio"
	"io"

	"github.com/klauspost/compress/flate"
)

// spare keeps what has served its turn: an archive of 10,000 members is as good as
// one for the collector of garbage.
type spare struct {
	buffers  []*bufio.Reader
	inflates []io.ReadCloser
}

// buffer returns a buffer of peekSize for r.
func (s *spare) buffer(r io.Reader) *bufio.Reader {
	n := len(s.buffers)
	if n == 0 {
		return bufio.NewReaderSize(r, peekSize)
	}
	b := s.buffers[n-1]
	s.buffers = s.buffers[:n-1]
	b.Reset(r)
	return b
}

func (s *spare) putBuffer(b *bufio.Reader) {
	b.Reset(nil) // what it read from may be large
	s.buffers = append(s.buffers, b)
}

// inflate returns a decoder of deflate.
func (s *spare) inflate(r io.Reader) io.ReadCloser {
	if n := len(s.inflates); n > 0 {
		d := s.inflates[n-1]
		s.inflates = s.inflates[:n-1]
		if d.(flate.Resetter).Reset(r, nil) == nil {
			return d
		}
	}
	return flate.NewReader(r)
}

func (s *spare) putInflate(d io.ReadCloser) { s.inflates = append(s.inflates, d) }
