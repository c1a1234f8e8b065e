package archive

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// A Detector finds secrets in a text: *secrets.Detector.
type Detector interface {
	Detect(ctx context.Context, f secrets.Fragment, report func(secrets.Match)) (secrets.Stats, error)
}

// A Searcher looks for secrets in archives. Detector and Report are required. It is
// safe for concurrent use when its functions are and Buffer is nil.
type Searcher struct {
	Detector Detector
	Limits   Limits
	// Commit and Conceal are passed on to the detector: see secrets.Fragment.
	Commit  string
	Conceal func(raw string)
	// Buffer is memory from window.NewBuffer; nil has one made for each archive.
	Buffer []byte
	// Report is handed every match. Match.Member says where in the archive it is.
	Report func(m secrets.Match)
	// Looked is told what the detector says of each window of the archive or a
	// member, whose path is as in Member; may be nil.
	Looked func(path string, w *window.Window, stats secrets.Stats)
}

// ErrExcluded says that the detector looks at no file of the archive's path.
var ErrExcluded = errors.New("excluded by path")

// Search looks at all members of an archive. r has size bytes and is called path.
//
// Where no member could be visited the archive's own bytes are looked at. So are
// those of a zip file, which can hold what its directory does not list: there, what
// was found in a member is not reported again.
//
// It errs when the detector does, when r cannot be read, when ctx is done, and with
// ErrExcluded. What is wrong with the archive is told by the Outcome, valid either way.
func (s *Searcher) Search(ctx context.Context, path string, format Format, r io.ReaderAt, size int64) (Outcome, error) {
	// What there is to say of the path alone.
	if err := s.look(ctx, path, strings.NewReader(""), s.Report); err != nil {
		return Outcome{}, err
	}
	o, seen, err := s.Members(ctx, path, format, r, size)
	if err == nil && (o.Members == 0 || format == Zip) {
		err = s.look(ctx, path, io.NewSectionReader(r, 0, size), func(m secrets.Match) {
			if m.StartLine > 0 && !seen.Has(&m) {
				s.Report(m)
			}
		})
	}
	return o, err
}

// Members looks at the members of an archive and not at its own bytes. It returns
// also what was found in them.
func (s *Searcher) Members(ctx context.Context, path string, format Format, r io.ReaderAt, size int64) (Outcome, Seen, error) {
	seen := make(Seen)
	if s.Buffer == nil {
		again := *s
		again.Buffer = window.NewBuffer()
		s = &again
	}
	o, err := Each(ctx, path, format, r, size, s.Limits, func(m Member) error {
		err := s.look(ctx, m.Path, m.Reader, func(found secrets.Match) {
			found.Member = m.Path[len(path)+1:]
			seen.add(&found)
			s.Report(found)
		})
		if errors.Is(err, ErrExcluded) {
			return nil
		}
		return err
	})
	return o, seen, err
}

// Seen are the secrets that were found in the members of an archive.
type Seen map[known]bool

type known struct{ rule, hash string }

func (s Seen) add(m *secrets.Match) { s[known{m.Rule.ID, m.Secret.Hash}] = true }

// Has reports whether the secret of a match was found in a member. Without hashes
// there is no telling: then none was.
func (s Seen) Has(m *secrets.Match) bool {
	return m.Secret.Hash != "" && s[known{m.Rule.ID, m.Secret.Hash}]
}

func (s *Searcher) look(ctx context.Context, path string, r io.Reader, report func(secrets.Match)) error {
	buffer := s.Buffer
	if buffer == nil {
		buffer = window.NewBuffer()
	}
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
			return ErrExcluded
		}
		return nil
	})
	return err
}
