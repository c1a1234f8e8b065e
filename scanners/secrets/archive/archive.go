// Package archive unpacks archives for the search of secrets: as streams, within
// limits, and nothing to the disk.
//
// An archive is written by whoever wants to be read, or wants the reader to fall
// over: sizes lie, members overlap, a kilobyte stands for a terabyte, archives
// contain themselves. So nothing that an archive says of itself is believed:
//
//   - Sizes are what comes out, not what a header says. Every byte that is unpacked
//     goes through a meter, which stops at the limits (Limits) and heeds ctx.
//   - No memory is taken because of what a header says: the directory of a zip
//     file is read record by record, and a decoder that needs much is refused.
//   - Names of members are for reports. No file is created.
//   - A decoder that panics has met a damaged archive.
//
// Whatever is not looked at is counted by its reason and named (Outcome). Every
// loop that an archive can prolong ends with its bytes, or with a limit.
package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A Member is a file inside an archive.
type Member struct {
	// Path is the archive's own path, "!" and the member's name in it. In nested
	// archives there are more: "a.zip!b/c.tar.gz!d". The names are what the archive
	// says, control characters and all, but for NUL bytes, which are left out, and
	// segments "." and "..", whose dots are "%2E".
	Path string
	// Depth is the number of archives around the member, from 1. A compressed tar
	// archive is one.
	Depth int
	// Reader gives what the member holds. It is valid during the visit and need not
	// be read to its end. When it errs, what is wrong is in the Outcome already.
	Reader io.Reader
}

// Each visits the members of an archive, depth first and in the archive's order.
// r has size bytes and is called path, which starts the paths of all members.
// An archive inside is unpacked; one that cannot be is visited as it is.
//
// Each errs when visit does, when r cannot be read, and when ctx is done. All that
// is wrong with the archive itself is told by the Outcome, which is valid either way.
func Each(ctx context.Context, path string, format Format, r io.ReaderAt, size int64, limits Limits, visit func(Member) error) (Outcome, error) {
	w := &walk{ctx: ctx, limits: limits.withDefaults(), visit: visit, size: size}
	top := source{at: &effortReader{w: w, path: path, r: r, disk: true}, size: size}
	_, err := w.archive(format, path, top, 1)
	if err == nil {
		err = w.failed
	}
	w.out.Bytes = w.bytes
	return w.out, err
}

// A walk is one call of Each.
type walk struct {
	ctx    context.Context
	limits Limits
	visit  func(Member) error
	size   int64 // of the outermost archive
	out    Outcome

	entries int   // members, directories and links met
	bytes   int64 // unpacked
	effort  int64 // see effortReader
	memory  int64 // held by decoders and buffers now
	spare   spare

	// stopped ends all reading: a limit of the whole archive was reached, or failed
	// is set.
	stopped bool
	// failed is ctx's error or the disk's.
	failed error
}

// errStopped is what readers give once a walk is stopped.
var errStopped = errors.New("stop at a limit")

// stop ends the walk because of a limit that path has reached.
func (w *walk) stop(reason Reason, path string) {
	if !w.stopped {
		w.stopped = true
		w.out.leave(reason, path)
	}
}

// fail ends the walk with an error that is not the archive's.
func (w *walk) fail(err error) {
	w.stopped = true
	if w.failed == nil {
		w.failed = err
	}
}

// goesOn reports whether there is anything more to read.
func (w *walk) goesOn() bool {
	if err := w.ctx.Err(); err != nil && !w.stopped {
		w.fail(err)
	}
	return !w.stopped
}

// entry counts what a directory or header lists, whatever its kind, and reports
// whether that is within the limit.
func (w *walk) entry(path string) bool {
	if !w.goesOn() {
		return false
	}
	if w.entries++; w.entries > w.limits.Members {
		w.stop(TooManyMembers, path)
	}
	return !w.stopped
}

// A source is the content of a member or an archive. Where at is set it can be read
// from any offset and more than once.
type source struct {
	r    io.Reader
	at   io.ReaderAt
	size int64 // of at
}

// packed returns the content of s from its start, to be unpacked.
func (s source) packed() io.Reader {
	if s.at == nil {
		return s.r
	}
	return io.NewSectionReader(s.at, 0, s.size)
}

// archive unpacks what is in s and is called path. Its members have the given
// depth. It reports whether it read from s what cannot be read again, or visited
// anything: if not, s can still be visited as it is.
func (w *walk) archive(format Format, path string, s source, depth int) (opened bool, err error) {
	switch format {
	case Zip:
		return w.zip(path, s, depth)
	case Tar:
		return w.tar(path, s, depth)
	case Gzip, Bzip2, Zstd, XZ:
		return w.compressed(format, path, s, depth)
	}
	w.out.leave(Unsupported, path)
	return false, nil
}

// member visits a regular member, or its members if it is an archive.
func (w *walk) member(path string, s source, depth int) error {
	// A decoder's first bytes tell whether it is damaged: see compressed.
	buffered := w.spare.buffer(w.reader(path, s))
	defer w.spare.putBuffer(buffered)
	head, _ := buffered.Peek(HeadSize) // an error comes again when it is read
	format, found := Detect(head)
	found = found && !w.stopped // if a limit was reached, what came before it is visited
	if found && depth >= w.limits.Depth && format.Unpacked() {
		w.out.leave(TooDeep, path)
		found = false
	}
	if found {
		inner := s
		if s.at == nil {
			inner.r = buffered
		}
		if format == Zip && s.at == nil {
			h := w.hold(path, buffered)
			defer h.release()
			if inner = h.source(); inner.at != nil {
				s = inner
			}
		}
		opened, err := w.archive(format, path, inner, depth+1)
		if opened || err != nil {
			return err
		}
		if s.at != nil {
			buffered.Reset(w.reader(path, s))
		}
	}
	return w.show(Member{Path: path, Depth: depth, Reader: buffered})
}

// show hands a member to the visitor.
func (w *walk) show(m Member) error {
	if w.failed != nil {
		return nil
	}
	w.out.Members++
	own := &lastError{r: m.Reader}
	m.Reader = own
	err := w.visit(m)
	if err != nil && own.err != nil && errors.Is(err, own.err) {
		return nil // not the visitor's own: a meter has told it
	}
	return err
}

// A lastError remembers what a reader erred with.
type lastError struct {
	r   io.Reader
	err error
}

func (l *lastError) Read(b []byte) (int, error) {
	n, err := l.r.Read(b)
	if err != nil && err != io.EOF {
		l.err = err
	}
	return n, err
}

// name makes a member's name fit for reports: NUL bytes, which end strings
// elsewhere, are left out, and the middle of a name that is too long. The segments
// "." and ".." are escaped: who cleans "a.tar!../b" would be sent to the file "b".
func (w *walk) name(raw string) string {
	raw = strings.ReplaceAll(raw, "\x00", "")
	if limit := w.limits.Name; len(raw) > limit {
		tail := limit / 4 // rules look at how names end
		raw = raw[:limit-tail] + "…" + raw[len(raw)-tail:]
	}
	return escapeDots(raw)
}

func escapeDots(name string) string {
	var b strings.Builder
	for rest := name; ; {
		end := strings.IndexAny(rest, `/\`) // some systems take both
		segment := rest
		if end >= 0 {
			segment = rest[:end]
		}
		if segment == "." || segment == ".." {
			segment = strings.ReplaceAll(segment, ".", "%2E")
		}
		b.WriteString(segment)
		if end < 0 {
			return b.String()
		}
		b.WriteByte(rest[end])
		rest = rest[end+1:]
	}
}

// safely calls f, which is a decoder's code, and makes its panics errors.
func safely(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decode: panic: %v", p)
		}
	}()
	return f()
}
