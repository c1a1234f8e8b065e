package worktree

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/archive"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// work reads files until there are no more.
func (s *scan) work(ctx context.Context, jobs <-chan job) {
	buffer := window.NewBuffer()
	for j := range jobs {
		if ctx.Err() != nil {
			continue // drain
		}
		s.readSafely(ctx, j, buffer)
		total := int64(0) // unknown while the walk goes on
		if s.walked.Load() {
			total = s.met.Load()
		}
		s.sink.Progress("files", int(s.done.Add(1)), int(total))
	}
}

// readSafely scans one file. A panic costs that file and no other.
func (s *scan) readSafely(ctx context.Context, j job, buffer []byte) {
	defer func() {
		if p := recover(); p != nil {
			s.sink.Skipped("scanner-fault", 1)
			s.troubles.Add(fault, j.path, 0, fmt.Sprint(p))
		}
	}()
	s.read(ctx, j, buffer)
}

// read scans one file and counts it: each is either scanned or skipped.
func (s *scan) read(ctx context.Context, j job, buffer []byte) {
	f, err := s.disk.open(j.path)
	if err != nil {
		s.unread(j, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		s.unread(j, err)
		return
	}
	if !info.Mode().IsRegular() {
		s.sink.Skipped("special-file", 1) // it was a file when it was listed
		s.troubles.Add(changed, j.path, 0, "replaced")
		return
	}
	limit, kind := s.options.MaxFileSize, tooLarge
	if limit <= 0 {
		limit = DefaultMaxFileSize
	}
	if s.options.SizeAsked {
		kind = tooLargeAsAsked
	}
	if info.Size() > limit && !s.excluded(ctx, j) {
		s.sink.Skipped("too-large", 1)
		s.troubles.Add(kind, j.path, 0, sizeText(limit))
		return
	}
	t := text{scan: s, path: j.path, standing: j.standing, held: j.held, source: "worktree"}
	total, err := window.Read(ctx, io.LimitReader(f, limit+1), buffer, func(w *window.Window) error {
		if w.First() && t.detect(f, w) {
			return errArchive
		}
		return t.look(ctx, w)
	})
	if errors.Is(err, errArchive) {
		err = t.unpack(ctx, f.(io.ReaderAt), info.Size(), buffer)
		total = info.Size()
	}
	switch {
	case ctx.Err() != nil:
		return
	case errors.Is(err, errExcluded):
		s.sink.Skipped("allowlisted-path", 1)
		return
	case err != nil:
		s.unread(j, err)
		return
	case total > limit: // it grew
		s.sink.Skipped("too-large", 1)
		s.troubles.Add(kind, j.path, 0, sizeText(limit))
		return
	case total < info.Size():
		s.troubles.Add(changed, j.path, 0, "cut short")
	case total > info.Size() && info.Size() > 0:
		s.troubles.Add(changed, j.path, 0, "added to")
	}
	switch {
	case t.left:
		s.sink.Skipped("archive", 1)
	case t.pointer:
		s.sink.Skipped("lfs-pointer", 1)
		s.troubles.Add(pointer, j.path, 0, "")
	default:
		s.sink.Scanned("files", 1)
	}
}

// unread counts a file that could not be opened, or not read to its end.
func (s *scan) unread(j job, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.sink.Skipped("vanished", 1)
		s.troubles.Add(vanished, j.path, 0, "")
	case j.standing == ignored:
		s.sink.Skipped("unreadable-file", 1)
		s.troubles.Add(unreadIgnored, j.path, 0, cause(err).Error())
	default:
		s.sink.Skipped("unreadable-file", 1)
		s.troubles.Add(unreadFile, j.path, 0, cause(err).Error())
	}
}

// errExcluded ends the reading of a file whose path an allow-list excludes.
var errExcluded = errors.New("excluded by path")

// excluded reports whether the detector looks at no file of that path.
func (s *scan) excluded(ctx context.Context, j job) bool {
	stats, err := s.options.Detector.Detect(ctx, secrets.Fragment{Path: j.path}, func(secrets.Match) {})
	return err == nil && stats.PathExcluded > 0
}

// A text is what one file, or one stream, turns out to hold.
type text struct {
	scan     *scan
	path     string
	standing standing
	held     bool   // the root's own repository has the file
	source   string // Provenance.Source

	pointer  bool
	format   archive.Format
	left     bool // something in an archive was not looked at
	comments int  // the last line whose comment was reported
}

// look scans one window.
func (t *text) look(ctx context.Context, w *window.Window) error {
	s := t.scan
	if w.First() {
		t.pointer = w.Last && names.IsLFSPointer(w.Data)
	}
	f := secrets.Fragment{Path: t.path, Data: w.Data, Line: w.Line, Offset: w.Offset, Conceal: s.sink.Conceal}
	stats, err := s.options.Detector.Detect(ctx, f, func(m secrets.Match) {
		if !w.Reports(&m) {
			return
		}
		w.Columns(&m)
		s.sink.Finding(t.finding(&m))
	})
	if err != nil {
		return err
	}
	if stats.PathExcluded > 0 {
		return errExcluded
	}
	t.judge(t.path, w, stats)
	return nil
}

// judge tells what the detector says of a window of the file at a path.
func (t *text) judge(path string, w *window.Window, stats secrets.Stats) {
	s := t.scan
	if stats.Overflow > 0 {
		s.troubles.Add(manyMatches, path, w.Line+1, fmt.Sprint(stats.Overflow))
	}
	if stats.Exhausted > 0 {
		s.troubles.Add(exhausted, path, w.Line+1, strings.Join(stats.ExhaustedRules, ", "))
	}
	if w.First() {
		t.comments = 0
	}
	// Comments on lines that begin in this window's part; those that begin later may
	// be cut off, and the next one has them in full.
	for _, m := range stats.Malformed {
		if m.Line > t.comments && m.Line < w.LastLine() {
			s.troubles.Add(malformedComment, path, m.Line, m.Why)
			t.comments = m.Line
		}
	}
}

// sizeText writes a size the way --max-file-size takes it.
func sizeText(n int64) string {
	text, err := config.Size(n).MarshalText()
	if err != nil {
		return fmt.Sprintf("%d bytes", n)
	}
	return string(text)
}
