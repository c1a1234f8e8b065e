package archive

import (
	"context"
	"errors"
	"io"

	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// A Detector finds secrets in a text: *secrets.Detector.
type Detector interface {
	Detect(ctx context.Context, f secrets.Fragment, report func(secrets.Match)) (secrets.Stats, error)
}

// A Searcher looks for secrets in archives. Detector is required. It is safe for
// concurrent use when its functions are and Buffer is nil.
type Searcher struct {
	Detector Detector
	Limits   Limits
	// Commit and Conceal are passed on to the detector: see secrets.Fragment.
	Commit  string
	Conceal func(raw string)
	// Buffer is memory from window.NewBuffer; nil has one made for each archive.
	Buffer []byte
	// Report is handed every match, with the path of its member: see Member. The
	// match's positions are those in the member.
	Report func(path string, m secrets.Match)
	// Looked is told what the detector says of each window; may be nil.
	Looked func(path string, w *window.Window, stats secrets.Stats)
}

// Search looks at all members of an archive. r has size bytes and is called path.
//
// Where no member could be visited the archive's own bytes are looked at, under its
// own path. So are those of a zip file, which can hold what its directory does not
// list: there, what was found in a member is not reported again.
//
// It errs when the detector does, when r cannot be read, and when ctx is
// done; what is wrong with the archive is told by the Outcome, valid either way.
func (s *Searcher) Search(ctx context.Context, path string, format Format, r io.ReaderAt, size int64) (Outcome, error) {
	buffer := s.Buffer
	if buffer == nil {
		buffer = window.NewBuffer()
	}
	type known struct{ rule, hash string }
	seen := make(map[known]bool)
	o, err := Each(ctx, path, format, r, size, s.Limits, func(m Member) error {
		return s.look(ctx, m.Path, m.Reader, buffer, func(found secrets.Match) {
			seen[known{found.Rule.ID, found.Secret.Hash}] = true
			s.Report(m.Path, found)
		})
	})
	if err == nil && (o.Members == 0 || format == Zip) {
		err = s.look(ctx, path, io.NewSectionReader(r, 0, size), buffer, func(found secrets.Match) {
			// Without a key there is no telling, and twice is better than never.
			if found.Secret.Hash == "" || !seen[known{found.Rule.ID, found.Secret.Hash}] {
				s.Report(path, found)
			}
		})
	}
	return o, err
}

// errExcluded ends the reading of a member whose path an allow-list excludes.
var errExcluded = errors.New("excluded by path")

func (s *Searcher) look(ctx context.Context, path string, r io.Reader, buffer []byte, report func(secrets.Match)) error {
	_, err := window.Read(ctx, r, buffer, func(w *window.Window) error {
		f := secrets.Fragment{Path: path, Data: w.Data, Commit: s.Commit, Line: w.Line, Offset: w.Offset, Conceal: s.Conceal}
		stats, err := s.Detector.Detect(ctx, f, func(m secrets.Match) {
			if w.Reports(&m) {
				w.Columns(&m)
				report(m)
			}
		})
		if err != nil {
			return err
		}
		if s.Looked != nil {
			s.Looked(path, w, stats)
		}
		if stats.PathExcluded > 0 {
			return errExcluded
		}
		return nil
	})
	if errors.Is(err, errExcluded) {
		return nil
	}
	return err
}
