package worktree

import (
	"context"
	"errors"
	"io"

	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/archive"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// errArchive ends the reading of a file that is to be unpacked.
var errArchive = errors.New("unpack instead")

// detect reports whether a file is an archive, by its first window.
func (t *text) detect(f file, first *window.Window) (found bool) {
	if _, ok := f.(io.ReaderAt); !ok {
		return false
	}
	t.format, found = archive.Detect(first.Data[:min(len(first.Data), archive.HeadSize)])
	return found
}

// unpack looks at what an archive holds.
func (t *text) unpack(ctx context.Context, r io.ReaderAt, size int64, buffer []byte) error {
	s := t.scan
	search := archive.Searcher{
		Detector: s.options.Detector, Conceal: s.sink.Conceal, Buffer: buffer, Looked: t.judge,
		Report: func(m secrets.Match) { s.sink.Finding(t.finding(&m)) },
	}
	outcome, err := search.Search(ctx, t.path, t.format, r, size)
	if errors.Is(err, archive.ErrExcluded) {
		return errExcluded
	}
	if left := outcome.Within(t.path); left != "" {
		t.left = true
		s.troubles.Add(packed, t.path, 0, left)
	}
	return err
}
