package archive

import (
	"bufio"
	"errors"
	"io"
)

// A counter counts what an archive is read from, so that what comes out can be held
// against what went in. It remembers whether it was its source that failed: then
// the fault is told there, and not again further out.
type counter struct {
	r   io.Reader
	n   int64
	err error // other than io.EOF
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

// A byteCounter is a counter that reads nothing ahead: what is behind the end of a
// deflate stream is left to be read.
type byteCounter struct {
	*counter
	b *bufio.Reader
}

func (c byteCounter) ReadByte() (byte, error) {
	v, err := c.b.ReadByte()
	if err == nil {
		c.n++
	} else if err != io.EOF {
		c.err = err
	}
	return v, err
}

// A meter is what every unpacked byte goes through. The first error ends it, and it
// tells the outcome what it was.
type meter struct {
	w    *walk
	path string
	r    io.Reader
	in   *counter
	from int64 // what in had read before
	out  int64
	err  error
	// holes is set where the bytes are a part of in's, counted there already: only
	// what exceeds them counts, which are the holes of sparse files.
	holes   bool
	counted int64
}

// meter returns a reader of r, which decodes what it reads from in.
func (w *walk) meter(path string, r io.Reader, in *counter) *meter {
	return &meter{w: w, path: path, r: r, in: in, from: in.n}
}

// reader returns the content of s from its start, to be visited.
func (w *walk) reader(path string, s source) io.Reader {
	if s.at == nil {
		return s.r // is metered
	}
	in := &counter{r: s.packed()}
	return w.meter(path, in, in)
}

// errDense ends a member whose ratio is above the limit.
var errDense = errors.New("unpack to more than the limit")

func (m *meter) Read(b []byte) (n int, err error) {
	if m.err != nil {
		return 0, m.err
	}
	if !m.w.goesOn() {
		m.err = errStopped
		return 0, m.err
	}
	err = safely(func() error {
		var err error
		n, err = m.r.Read(b)
		return err
	})
	n = max(0, min(n, len(b)))
	m.count(int64(n))
	switch {
	case m.w.stopped:
		m.err = errStopped
	case err == io.EOF:
		m.err = err
	case err != nil:
		m.err = err
		if m.in.err == nil {
			m.w.out.leave(reasonOf(err), m.path)
		}
	case m.w.limits.exceeds(m.out, m.in.n-m.from):
		m.err = errDense
		m.w.out.leave(TooDense, m.path)
	}
	return n, m.err
}

// count adds n bytes to what was unpacked, and stops the walk at its limits.
func (m *meter) count(n int64) {
	w := m.w
	m.out += n
	if m.holes {
		n = max(0, m.out-(m.in.n-m.from)-m.counted)
		m.counted += n
	}
	w.bytes += n
	switch {
	case w.bytes > w.limits.Bytes:
		w.stop(TooManyBytes, m.path)
	case w.limits.exceeds(w.bytes, w.size):
		w.stop(TooDense, m.path)
	}
}

// An effortReader bounds what is read from one that can be read more than once.
// Members of a zip file may overlap, and may hold what is long to read and unpacks
// to nothing: then no other limit is ever reached.
type effortReader struct {
	w    *walk
	path string
	r    io.ReaderAt
	// disk is set on the outermost archive, whose errors are not its format's.
	disk bool
}

func (e *effortReader) ReadAt(b []byte, offset int64) (int, error) {
	if !e.w.goesOn() {
		return 0, errStopped
	}
	n, err := e.r.ReadAt(b, offset)
	if err != nil && err != io.EOF && e.disk {
		e.w.fail(err)
	}
	e.w.spend(int64(n), e.path)
	return n, err
}

// spend counts bytes that are read, and buffers that are made for a decoder.
func (w *walk) spend(n int64, path string) {
	w.effort += n
	if w.effort/8 > w.size+w.limits.Bytes {
		w.stop(TooManyBytes, path)
	}
}

// take reports whether there is memory for a decoder, and takes it until give.
func (w *walk) take(n int64, path string) bool {
	if w.memory+n > w.limits.Memory {
		w.out.leave(TooMuchMemory, path)
		return false
	}
	w.memory += n
	w.spend(n, path)
	return true
}

func (w *walk) give(n int64) { w.memory -= n }
