package staged

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"unsafe"

	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/archive"
	"github.com/launchlint/launchlint/scanners/secrets/window"
	"github.com/launchlint/launchlint/scanners/staged/internal/linediff"
)

// A worker scans one change after the other.
type worker struct {
	*scan
	reader, older *objects.Reader
}

// safely scans one change. A panic costs that file and no other.
func (w *worker) safely(ctx context.Context, c change) {
	defer func() {
		if p := recover(); p != nil {
			w.sink.Skipped("scanner-fault", 1)
			w.troubles.Add(fault, c.path, 0, fmt.Sprint(p))
		}
	}()
	if ctx.Err() == nil {
		w.change(ctx, c)
		w.sink.Progress("files", int(w.done.Add(1)), w.total)
	}
}

// change scans one change and counts it: each is either scanned or skipped.
func (w *worker) change(ctx context.Context, c change) {
	if c.mode&modeType == ModeGitlink {
		w.sink.Skipped("submodule", 1)
		w.troubles.Add(submodule, c.path, 0, "")
		return
	}
	data, err := readAs(w.reader, c.id, objects.Blob)
	if err != nil {
		w.unread(c, err)
		return
	}
	b := blob{worker: w, change: c, text: data, added: w.added(c, data)}
	if format, ok := archive.Detect(data[:min(len(data), archive.HeadSize)]); ok && len(b.added) > 0 {
		err = b.unpack(ctx, format)
	} else {
		err = b.scan(ctx)
	}
	switch {
	case ctx.Err() != nil:
	case errors.Is(err, errExcluded):
		w.sink.Skipped("allowlisted-path", 1)
	case names.IsLFSPointer(data):
		w.sink.Skipped("lfs-pointer", 1)
		w.troubles.Add(pointer, c.path, 0, "")
	case b.left != "":
		w.sink.Skipped("archive", 1)
		w.troubles.Add(packed, c.path, 0, b.left)
	default:
		w.sink.Scanned("staged files", 1)
	}
}

func (w *worker) unread(c change, err error) {
	switch {
	case errors.Is(err, objects.ErrTooLarge):
		kind := tooLarge
		if w.options.SizeAsked {
			kind = tooLargeAsAsked
		}
		limit, _ := config.Size(w.store.Limits().Object).MarshalText()
		w.sink.Skipped("too-large", 1)
		w.troubles.Add(kind, c.path, 0, string(limit))
	case errors.Is(err, objects.ErrPromised):
		w.sink.Skipped("promised", 1)
		w.troubles.Add(promised, c.path, 0, "")
	default:
		w.sink.Skipped("unreadable-object", 1)
		w.troubles.Add(unreadBlob, c.path, 0, reason(err))
	}
}

// added returns the lines of a change that are new.
func (w *worker) added(c change, data []byte) []linediff.Span {
	all := []linediff.Span{{Start: 0, End: max(1, len(data))}}
	if c.before.IsZero() || len(data) > linediff.MaxText {
		return all // the old version need not be in memory as well
	}
	before, err := readAs(w.older, c.before, objects.Blob)
	if err != nil {
		w.troubles.Add(unreadBefore, c.path, 0, reason(err))
		return all
	}
	return linediff.Added(view(before), view(data))
}

// view returns bytes as a string without a copy. They are a reader's, and do not
// change before its next read.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// errExcluded says that the detector looks at no file of that path.
var errExcluded = errors.New("excluded by path")

// A blob is the text of one change while it is scanned.
type blob struct {
	*worker
	change
	text  []byte
	added []linediff.Span
	found int    // findings
	left  string // what was not looked at of an archive
	lines []int
}

// scan looks at the windows of a blob in which something is new.
func (b *blob) scan(ctx context.Context) error {
	if len(b.added) == 0 {
		return nil
	}
	return window.Each(b.text, func(w *window.Window) error {
		if !linediff.Touch(b.added, w.Offset, w.Offset+len(w.Data)) {
			return ctx.Err()
		}
		f := secrets.Fragment{Path: b.path, Data: w.Data, Line: w.Line, Offset: w.Offset, Conceal: b.sink.Conceal}
		stats, err := b.options.Detector.Detect(ctx, f, func(m secrets.Match) {
			if w.Reports(&m) && b.isAdded(&m) {
				w.Columns(&m)
				b.report(&m)
			}
		})
		if err != nil {
			return err
		}
		if stats.PathExcluded > 0 {
			return errExcluded
		}
		b.judge(b.path, w, stats)
		end := w.LastLine()
		for _, m := range stats.Malformed {
			if at := b.lineStart(m.Line); (w.Last || m.Line < end) && linediff.Touch(b.added, at, at) {
				b.troubles.Add(malformedComment, b.path, m.Line, m.Why)
			}
		}
		return nil
	})
}

// isAdded reports whether a match touches a new line or, when it is one of the path
// alone, a new path.
func (b *blob) isAdded(m *secrets.Match) bool {
	if m.StartLine == 0 {
		return b.isNew
	}
	// The secret need not be new for the match to be: a name before it may be.
	start := m.Start
	for line := m.StartLine; line > m.MatchLine && start > 0; line-- {
		start = max(0, bytes.LastIndexByte(b.text[:start], '\n'))
	}
	return linediff.Touch(b.added, start, m.End)
}

func (b *blob) report(m *secrets.Match) {
	if b.found++; b.found == 1 {
		b.source(b.path, b.text)
	}
	b.sink.Finding(b.finding(m))
}

// lineStart returns where a 1-based line of the text begins.
func (b *blob) lineStart(line int) int {
	if b.lines == nil {
		b.lines = []int{0}
		for i, c := range b.text {
			if c == '\n' {
				b.lines = append(b.lines, i+1)
			}
		}
	}
	return b.lines[min(line, len(b.lines))-1]
}
