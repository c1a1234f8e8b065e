package names

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
)

// A decoder reads a snapshot. After the first error all it reads is zeros. What it
// allocates follows what it has read, never what the file promises.
type decoder struct {
	*store
	r    io.Reader
	buf  []byte
	at   int
	sum  uint32 // of what was read before buf
	eof  bool
	err  error
	next uint64 // objects named up to now

	entries int64 // how many entries of trees are still allowed
}

func (d *decoder) fail(format string, args ...any) {
	if d.err == nil {
		d.err = snapshotError(format, args...)
	}
	d.buf, d.at, d.eof = d.buf[:0], 0, true
}

// need makes n bytes stand in the buffer, if there are as many.
func (d *decoder) need(n int) bool {
	for len(d.buf)-d.at < n && !d.eof {
		d.sum = crc32.Update(d.sum, castagnoli, d.buf[:d.at])
		d.buf = d.buf[:copy(d.buf[:cap(d.buf)], d.buf[d.at:])]
		d.at = 0
		m, err := d.r.Read(d.buf[len(d.buf):cap(d.buf)])
		d.buf = d.buf[:len(d.buf)+m]
		if errors.Is(err, io.EOF) {
			d.eof = true
		} else if err != nil {
			if d.err == nil {
				d.err = err
			}
			d.fail("")
		}
	}
	return len(d.buf)-d.at >= n
}

func (d *decoder) uint() uint64 {
	d.need(binary.MaxVarintLen64)
	v, n := binary.Uvarint(d.buf[d.at:])
	if n <= 0 {
		d.fail("a number has no end")
		return 0
	}
	d.at += n
	return v
}

func (d *decoder) int() int64 {
	d.need(binary.MaxVarintLen64)
	v, n := binary.Varint(d.buf[d.at:])
	if n <= 0 {
		d.fail("a number has no end")
		return 0
	}
	d.at += n
	return v
}

// bounded reads a number below end.
func (d *decoder) bounded(end int) int {
	v := d.uint()
	if v >= uint64(end) {
		d.fail("the number %d is out of range", v)
		return 0
	}
	return int(v)
}

// count reads how many things follow, each of which has at least a byte.
func (d *decoder) count() int { return d.bounded(1 << 31) }

// id reads the bytes of an id.
func (d *decoder) id() (id ID) {
	if !d.need(len(id)) {
		d.fail("the file ends too early")
		return id
	}
	d.at += copy(id[:], d.buf[d.at:])
	return id
}

// text reads a string of any length.
func (d *decoder) text() string {
	n := d.count()
	if n <= cap(d.buf) && d.need(n) {
		s := string(d.buf[d.at : d.at+n])
		d.at += n
		return s
	}
	var long []byte
	for n > 0 && d.need(1) {
		m := min(n, len(d.buf)-d.at)
		long = append(long, d.buf[d.at:d.at+m]...)
		d.at += m
		n -= m
	}
	if n > 0 {
		d.fail("the file ends too early")
	}
	return string(long)
}

// times counts up to a number that it reads, as long as there is no error.
func (d *decoder) times() func(yield func(int) bool) {
	return func(yield func(int) bool) {
		n := d.count()
		for i := 0; i < n && d.err == nil && yield(i); i++ {
		}
	}
}
