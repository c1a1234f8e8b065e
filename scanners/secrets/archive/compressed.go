package archive

import (
	"compress/bzip2"
	"errors"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// windowMax is the window in bytes of the strongest levels of zstd and xz that are
// in ordinary use: zstd -19, xz -6. What needs more is not decoded.
const windowMax = 8 << 20

var (
	errUnsupported = errors.New("decode a method that is not supported")
	errMemory      = errors.New("decode within the memory there is")
	errDamaged     = errors.New("decode damaged data")
)

// reasonOf tells what an error of a decoder means.
func reasonOf(err error) Reason {
	switch {
	case errors.Is(err, errUnsupported), errors.Is(err, zstd.ErrUnknownDictionary):
		return Unsupported
	case errors.Is(err, errMemory), errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return TooMuchMemory
	}
	return Corrupt
}

// compressed visits what a compressed file holds: a tar archive's members, or one
// file.
func (w *walk) compressed(format Format, path string, s source, depth int) (opened bool, err error) {
	again := s.at != nil
	in := source{r: s.packed()}
	head, _ := peek(&in)
	need, err := requires(format, head)
	if err != nil {
		if !w.stopped {
			w.out.leave(reasonOf(err), path)
		}
		return false, nil
	}
	if !w.take(need, path) {
		return false, nil
	}
	defer w.give(need)
	m, done, err := w.decode(format, path, in.r, need)
	if err != nil {
		return !again, nil
	}
	defer done()
	buffer := w.spare.buffer(m)
	defer w.spare.putBuffer(buffer)
	out := source{r: buffer}
	name := path + "!" + w.name(contentName(path))
	if !w.entry(name) {
		return true, nil
	}
	head, _ = peek(&out)
	switch {
	case len(head) == 0 && m.err != io.EOF:
		return !again, nil
	case isTarHeader(head):
		_, err = w.tar(path, out, depth)
		return true, err
	}
	return true, w.member(name, out, depth)
}

// decode returns what a decoder of the format makes of r. What goes wrong is told
// of path. done is to be called at the end.
func (w *walk) decode(format Format, path string, r io.Reader, need int64) (m *meter, done func(), err error) {
	in := &counter{r: r}
	done = func() {}
	m = w.meter(path, nil, in)
	err = safely(func() error {
		switch format {
		case Gzip:
			m.r, err = gzip.NewReader(in)
			return err
		case Bzip2:
			m.r = bzip2.NewReader(in)
		case XZ:
			m.r = newXZ(in, need, func(n int64) { w.spend(n, path) })
		case Zstd:
			d, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
				zstd.WithDecoderMaxWindow(uint64(max(need-zstdOwn, zstd.MinWindowSize))), zstd.WithDecodeBuffersBelow(0))
			if err != nil {
				return err
			}
			m.r, done = d, d.Close
		}
		return nil
	})
	if err != nil && in.err == nil && !w.stopped {
		w.out.leave(reasonOf(err), path)
	}
	return m, done, err
}

// zstdOwn is what a decoder of zstd needs beside its window, in bytes.
const zstdOwn = 1 << 20

// requires returns how many bytes of memory a decoder of data that begins so takes.
// It errs when the data is none of the format's.
func requires(format Format, head []byte) (int64, error) {
	switch format {
	case Gzip:
		if len(head) < 10 || head[2] != 8 || head[3]&0xe0 != 0 {
			return 0, errDamaged
		}
		return 64 << 10, nil
	case Bzip2:
		if len(head) < 10 || head[3] < '1' || head[3] > '9' || !bzip2Block(string(head[4:10])) {
			return 0, errDamaged
		}
		return int64(head[3]-'0') * 100_000 * 4, nil
	case Zstd:
		var h zstd.Header
		if err := h.Decode(head); err != nil {
			return 0, errDamaged
		}
		window := h.WindowSize
		switch {
		case h.Skippable:
			window = windowMax // the next frame tells
		case h.SingleSegment:
			window = h.FrameContentSize
		}
		if window > windowMax {
			return 0, errMemory
		}
		return int64(window) + zstdOwn, nil
	case XZ:
		return xzWindow(head)
	}
	return 0, errUnsupported
}

// bzip2Block reports whether a block begins so, or the end: the digits of pi, and
// of its root.
func bzip2Block(start string) bool { return start == "1AY&SY" || start == "\x17rE8P\x90" }

// contentName is the name of the file that a compressed file holds: its own
// without the ending. A name inside would be its author's choice, and rules for
// paths could be made to look away by it.
func contentName(path string) string {
	base := path[strings.LastIndexAny(path, "/!")+1:]
	dot := strings.LastIndexByte(base, '.')
	if dot <= 0 {
		return base
	}
	switch strings.ToLower(base[dot:]) {
	case ".gz", ".bz2", ".zst", ".xz":
		return base[:dot]
	case ".tgz", ".tbz2", ".tbz", ".tzst", ".txz":
		return base[:dot] + ".tar"
	}
	return base
}
