// Package history finds the secrets in the whole history of a repository: in
// every object that a clone would get, and, when asked, in those that only this
// repository still has.
//
// It goes in three steps. First names: all commits and trees are read, so that
// every blob has its paths (package names). Then the scan: every blob is looked at
// once, along the deltas of its pack (package novel), and every message. Last,
// attribution: which commit brought which secret, where it stands today, who does
// that again (package leaks).
//
// Objects are read by package objects, which starts no process, uses no network,
// and checks every object against its id. What could not be read is counted by its
// reason and named, and makes the scan incomplete: nothing is missed in silence.
package history

import (
	"context"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// Options are how a history is scanned. Detector is required.
type Options struct {
	Detector *secrets.Detector
	// Reflog includes what only reflogs name: commits that were amended, reset or
	// rebased away.
	Reflog bool
	// Unreachable includes objects that nothing names any more.
	Unreachable bool
	// Since is a date or a revision: only what was committed from then on, or is not
	// in that revision, is reported. Range is a range of revisions as git has them,
	// such as "origin/main..HEAD". At most one of the two may be set.
	Since, Range string
	// MaxBlob is the size in bytes above which a blob is counted and left unread; 0
	// stands for objects.Limits' own.
	MaxBlob int64
	// SizeAsked is true when whoever runs the scan chose MaxBlob, and so knows that
	// larger blobs are not read. Else such a blob makes the scan incomplete.
	SizeAsked bool
	// Ignore are the fingerprints of a .gitleaksignore file; nil for none.
	Ignore *secrets.Ignore
	// IgnoreFile is the path of that file relative to the target's root; empty for
	// none. Suppressions name it.
	IgnoreFile string
	// Narrow reports only what is, or was, below the target's directory. Else the
	// history of the whole repository is, wherever in it the directory is.
	Narrow bool
	// Optional makes a target without a repository nothing to do instead of an error.
	Optional bool
	// Anonymous is set when the Detector's key is no identity: the hashes tell secrets
	// apart within this scan, and are not reported.
	Anonymous bool
	// Cache is a directory outside of the repository in which is kept what a scan has
	// found out, for the next one; empty for none. It is trusted: who can write there
	// can hide secrets.
	Cache string
	// Notices are what was found out while the detector was set up. They are passed
	// on to the sink.
	Notices []scanners.Notice
	// Workers is how many objects are read at once; 0 stands for GOMAXPROCS.
	Workers int
	// Limits bound what is read into memory.
	Limits objects.Limits
}

// A Scanner scans histories. It is named "history".
type Scanner struct{ options Options }

// New returns a scanner of histories.
func New(o Options) *Scanner { return &Scanner{o} }

// Name returns "history".
func (*Scanner) Name() string { return "history" }

// Rules returns the rules of the detector and those of offenders.
func (s *Scanner) Rules() []*rules.Rule {
	return append(s.options.Detector.Rules(), leaks.Rules()...)
}

// Scan scans the repository that target.Root is the top of, or the git directory
// of. It errs when there is none, or one whose objects or refs are stored in a way
// that is not supported.
func (s *Scanner) Scan(ctx context.Context, target scanners.Target, sink scanners.Sink) error {
	run, err := open(s.options, target, sink)
	if err != nil || run == nil {
		return err
	}
	defer run.close()
	return run.scan(ctx)
}
