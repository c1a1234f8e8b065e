// Package worktree scans the files of a work tree for secrets, as they stand on
// the disk: committed or not. It answers two questions that git and a plain walk
// do not answer together.
//
// What is in scope? Everything that git tracks, whether or not a pattern ignores
// it; everything that git would offer to add; and of what git ignores, the files
// in which people keep credentials (see holdsSecrets), reported as exposed on
// this machine rather than committed. Outside of a repository every file.
//
// Was it read? Whatever was not is counted by its reason, and what should have
// been read and could not makes the scan incomplete.
//
// No process is started and no link is followed. Memory does not depend on the
// size of files.
package worktree

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
	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/trouble"
	"github.com/launchlint/launchlint/scanners/worktree/ignore"
)

// DefaultMaxFileSize is the size in bytes above which a file is not read unless
// Options say otherwise.
const DefaultMaxFileSize = 256 << 20

// A Detector finds secrets in a text: *secrets.Detector. It must be safe for
// concurrent use.
type Detector interface {
	Rules() []*rules.Rule
	Detect(ctx context.Context, f secrets.Fragment, report func(secrets.Match)) (secrets.Stats, error)
}

// Options are how a work tree is scanned. Detector is required.
type Options struct {
	Detector Detector
	// MaxFileSize is the size in bytes above which a file is counted and left
	// unread; 0 stands for DefaultMaxFileSize.
	MaxFileSize int64
	// SizeAsked is true when whoever runs the scan chose MaxFileSize, and so knows
	// that larger files are not read. Else such a file makes the scan incomplete.
	SizeAsked bool
	// IndexFile is the absolute path of the index to use instead of the
	// repository's own, as GIT_INDEX_FILE names it; may be empty.
	IndexFile string
	// IgnoreFile is the path of the file with fingerprints that the Detector was
	// given, relative to the target's root; empty for none. Suppressions name it.
	IgnoreFile string
	// Getenv reads the environment, to find the user's own ignore file. Nil means
	// an empty environment.
	Getenv func(string) string
	// SharedKey is true when the Detector's key is known to everybody who has the
	// repository. What the repository does not hold has no hash then: a short secret
	// could be searched for by it.
	SharedKey bool
	// Notices are what was found out while the detector was set up. They are passed
	// on to the sink.
	Notices []scanners.Notice
	// Workers is how many files are read at once; 0 stands for GOMAXPROCS.
	Workers int
}

// A Scanner scans work trees. It is named "worktree".
type Scanner struct {
	options Options
	// disk replaces the real one in tests.
	disk fileSystem
}

// New returns a scanner of work trees.
func New(o Options) *Scanner { return &Scanner{options: o} }

// Name returns "worktree".
func (*Scanner) Name() string { return "worktree" }

// Rules returns the rules of the detector.
func (s *Scanner) Rules() []*rules.Rule { return s.options.Detector.Rules() }

// A scan is one call of Scan.
type scan struct {
	options  Options
	target   scanners.Target
	sink     scanners.Sink
	disk     fileSystem
	troubles *trouble.List
	// asked is true when the scan starts in an ignored directory: whoever names
	// one wants its files read.
	asked  bool
	blamed map[*repository]bool

	met, done atomic.Int64 // files, for Progress
	walked    atomic.Bool
}

// Scan scans the files below target.Dir. It errs when there is no work tree: in a
// bare repository, inside a git directory, or when the directory cannot be listed.
func (s *Scanner) Scan(ctx context.Context, target scanners.Target, sink scanners.Sink) error {
	run := &scan{options: s.options, target: target, sink: sink, disk: s.disk, troubles: trouble.New(), blamed: make(map[*repository]bool)}
	if run.disk == nil {
		run.disk = disk{target.Root}
	}
	if run.options.Workers <= 0 {
		run.options.Workers = runtime.GOMAXPROCS(0)
	}
	if !wanted(target, s.Rules()) {
		return nil
	}
	for _, n := range s.options.Notices {
		sink.Notice(n)
	}
	start, err := run.start()
	if err != nil {
		return err
	}
	jobs := make(chan job, 4*run.options.Workers)
	var workers sync.WaitGroup
	for range run.options.Workers {
		workers.Go(func() { run.work(ctx, jobs) })
	}
	err = run.walk(ctx, start, func(j job) {
		run.met.Add(1)
		select {
		case jobs <- j:
		case <-ctx.Done():
		}
	})
	run.walked.Store(true)
	close(jobs)
	workers.Wait()
	if err == nil {
		err = ctx.Err()
	}
	run.troubles.Report(sink)
	return err
}

// wanted reports whether findings of any of the rules are.
func wanted(target scanners.Target, list []*rules.Rule) bool {
	return target.Enabled == nil || slices.ContainsFunc(list, func(r *rules.Rule) bool { return target.Enabled(r.ID) })
}

// abs returns the absolute path of one relative to the root.
func (s *scan) abs(path string) string {
	return filepath.Join(s.target.Root, filepath.FromSlash(path))
}

// start returns the directory that the walk starts in, with the patterns of the
// directories above it.
func (s *scan) start() (directory, error) {
	relative, err := filepath.Rel(s.target.Root, s.target.Dir)
	if err != nil || relative == ".." || strings.HasPrefix(relative, ".."+string(filepath.Separator)) {
		return directory{}, fmt.Errorf("%s is not below %s", s.target.Dir, s.target.Root)
	}
	d := directory{path: filepath.ToSlash(relative), start: true}
	if _, _, err := s.disk.readDir(d.path); err != nil {
		return d, fmt.Errorf("list %s: %w", s.target.Dir, cause(err))
	}
	found, err := gitdir.Open(s.target.Root)
	switch {
	case errors.Is(err, gitdir.ErrNone):
		if gitdir.IsBare(s.target.Dir) {
			return d, fmt.Errorf("%s is a git directory: it holds history and no files to scan; name a work tree", s.target.Dir)
		}
		s.troubles.Add(noRepository, "", 0, "")
		return d, nil
	case err != nil:
		s.troubles.Add(unreadRepository, "", 0, err.Error())
		return d, nil
	}
	d.repo = s.newRepository(found, ".", nil)
	fold := d.repo.fold
	d.inside = ignore.Top(fold, append(d.repo.lists, s.patterns(".gitignore", fold))...)
	if d.path == "." {
		return d, nil
	}
	above := ""
	for name := range strings.SplitSeq(d.path, "/") {
		if name == ".git" {
			return d, fmt.Errorf("%s is inside a git directory: it holds no files of the work tree; name one beside it", s.target.Dir)
		}
		above += name + "/"
		d.inside = d.inside.Enter(name, s.patterns(above+".gitignore", fold))
	}
	s.asked = d.inside.Excluded()
	return d, nil
}
