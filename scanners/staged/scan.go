package staged

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// A Detector finds secrets in a text: *secrets.Detector. It must be safe for
// concurrent use.
type Detector interface {
	Rules() []*rules.Rule
	Detect(ctx context.Context, f secrets.Fragment, report func(secrets.Match)) (secrets.Stats, error)
}

// Options are how an index is scanned. Detector is required.
type Options struct {
	Detector Detector
	// GitDir is the absolute path of the git directory to use instead of the one of
	// the target's root, as GIT_DIR names it; may be empty.
	GitDir string
	// IndexFile is the absolute path of the index to use instead of the
	// repository's own, as GIT_INDEX_FILE names it; may be empty.
	IndexFile string
	// MaxFileSize is the size in bytes above which a file is counted and left
	// unread; 0 stands for objects.Limits' own, which is 256 MiB.
	MaxFileSize int64
	// SizeAsked is true when whoever runs the scan chose MaxFileSize, and so knows
	// that larger files are not read. Else such a file makes the scan incomplete.
	SizeAsked bool
	// IgnoreFile is the path of the file with fingerprints that the Detector was
	// given, relative to the target's root; empty for none. Suppressions name it.
	IgnoreFile string
	// Source, when set, is handed the text that a finding's place is in: what is
	// staged at a path, which the file of that name need not hold. The text is nil
	// when it is too large, or when several are staged at one path, as in a
	// conflict. Calls do not overlap; each path with findings comes once at least.
	Source func(path string, text []byte)
	// Notices are what was found out while the detector was set up. They are passed
	// on to the sink.
	Notices []scanners.Notice
	// Workers is how many files are read at once; 0 stands for GOMAXPROCS, at most 4.
	Workers int
}

// A Scanner finds secrets in what the next commit would add: in the lines that the
// index has and HEAD has not. Content comes from the object store alone, never
// from the work tree: what is to be committed may differ from what is on the disk.
// The scanner is named "staged".
type Scanner struct{ options Options }

// New returns a scanner of the index.
func New(o Options) *Scanner { return &Scanner{o} }

// Name returns "staged".
func (*Scanner) Name() string { return "staged" }

// Rules returns the rules of the detector.
func (s *Scanner) Rules() []*rules.Rule { return s.options.Detector.Rules() }

// A scan is one call of Scan.
type scan struct {
	options  Options
	target   scanners.Target
	sink     scanners.Sink
	troubles *trouble.List
	store    *objects.Store
	unborn   bool
	total    int
	done     atomic.Int64

	mu      sync.Mutex // of Options.Source
	sources map[string]bool
	held    int64
}

// Scan scans the index of the repository that target.Root is the top of, as far as
// it is below target.Dir. It errs when there is no repository, or one whose index,
// HEAD or objects cannot be read at all.
func (s *Scanner) Scan(ctx context.Context, target scanners.Target, sink scanners.Sink) error {
	wanted := func(r *rules.Rule) bool { return target.Enabled == nil || target.Enabled(r.ID) }
	if !slices.ContainsFunc(s.Rules(), wanted) {
		return nil
	}
	for _, n := range s.options.Notices {
		sink.Notice(n)
	}
	run := &scan{options: s.options, target: target, sink: sink, troubles: trouble.New(), sources: make(map[string]bool)}
	prefix, err := run.prefix()
	if err != nil {
		return err
	}
	repo, index, err := run.open()
	if err != nil {
		return err
	}
	if run.store, err = objects.Open(repo, objects.Limits{Object: s.options.MaxFileSize}); err != nil {
		return fmt.Errorf("open repository: %w", err)
	}
	defer run.store.Close()
	tree, err := run.headTree(repo)
	if err != nil {
		return err
	}
	changes, err := run.compare(ctx, index, tree)
	if err != nil {
		return err
	}
	changes = slices.DeleteFunc(changes, func(c change) bool { return !strings.HasPrefix(c.path, prefix) })
	// Two sides of a conflict may be the same.
	changes = slices.CompactFunc(changes, func(a, b change) bool { return a.path == b.path && a.id == b.id })
	run.scanAll(ctx, changes)
	run.troubles.Report(sink)
	return ctx.Err()
}

// prefix returns what the paths that are asked for start with.
func (s *scan) prefix() (string, error) {
	relative, err := filepath.Rel(s.target.Root, s.target.Dir)
	if err != nil || !filepath.IsLocal(relative) {
		return "", fmt.Errorf("%s is not below %s", s.target.Dir, s.target.Root)
	}
	if relative == "." {
		return "", nil
	}
	return filepath.ToSlash(relative) + "/", nil
}

// compare returns what the index adds to HEAD's tree, file by file.
func (s *scan) compare(ctx context.Context, index *Index, tree objects.ID) ([]change, error) {
	reader := s.store.Reader()
	readTree := func(id objects.ID) ([]byte, error) { return readAs(reader, id, objects.Tree) }
	c := comparison{
		index: index, read: readTree,
		unread: func(path string, err error) { s.troubles.Add(unreadHead, path, 0, reason(err)) },
		unknown: func(path string, err error) {
			s.sink.Skipped("unreadable-object", 1)
			s.troubles.Add(unreadSparse, path, 0, reason(err))
		},
	}
	d, err := c.run(ctx, tree)
	if err != nil {
		return nil, err
	}
	for range d.announced {
		s.sink.Skipped("intent-to-add", 1)
	}
	moved, gone := d.dropKept(index, readTree)
	s.sink.Skipped("moved", moved)
	d.pairMoved(gone, func(id objects.ID) ([]byte, error) { return readAs(reader, id, objects.Blob) })
	return d.changes, nil
}

// scanAll scans the changes, several at once.
func (s *scan) scanAll(ctx context.Context, changes []change) {
	s.total = len(changes)
	workers := s.options.Workers
	if workers <= 0 {
		workers = min(runtime.GOMAXPROCS(0), 4) // each may hold a file of the largest size
	}
	jobs := make(chan []change)
	var group sync.WaitGroup
	for range min(workers, max(1, len(changes))) {
		group.Go(func() {
			w := worker{scan: s, reader: s.store.Reader(), older: s.store.Reader()}
			for batch := range jobs {
				for _, c := range batch {
					w.safely(ctx, c)
				}
			}
		})
	}
	for len(changes) > 0 {
		// The sides of a conflict stay together: they share a path.
		n := 1
		for n < len(changes) && changes[n].path == changes[0].path {
			n++
		}
		jobs <- changes[:n]
		changes = changes[n:]
	}
	close(jobs)
	group.Wait()
}

// readAs reads an object that must be of a kind.
func readAs(r *objects.Reader, id objects.ID, kind objects.Kind) ([]byte, error) {
	got, data, err := r.Read(id)
	if err == nil && got != kind {
		err = fmt.Errorf("%w: %s is a %s, want a %s", objects.ErrCorrupt, id, got, kind)
	}
	return data, err
}

// reason says in one line why an object could not be read.
func reason(err error) string {
	switch {
	case errors.Is(err, objects.ErrPromised):
		return "it was left out of this partial clone"
	case errors.Is(err, objects.ErrMissing):
		return "the object is missing"
	}
	return err.Error()
}
