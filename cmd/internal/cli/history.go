package cli

import (
	"errors"

	"github.com/spf13/pflag"

	"github.com/launchlint/launchlint/scanners/history"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/worktree"
)

// historyFlags say which part of a history is scanned.
type historyFlags struct {
	history             bool
	since, span         string
	reflog, unreachable bool
}

func (h *historyFlags) register(f *pflag.FlagSet, history bool) {
	f.BoolVar(&h.history, "history", history, "scan everything that a clone of the repository would get")
	f.StringVar(&h.since, "since", "", "of the history, report what came after this `revision` or date (2006-01-02)")
	f.StringVar(&h.span, "range", "", "of the history, report what came in this `range` of revisions, such as origin/main..HEAD")
	f.BoolVar(&h.reflog, "reflog", false, "of the history, include what only reflogs name")
	f.BoolVar(&h.unreachable, "unreachable", false, "of the history, include what nothing names any more")
}

// check reports what does not go together.
func (h *historyFlags) check() error {
	switch {
	case h.since != "" && h.span != "":
		return errors.New("--since and --range exclude each other")
	case !h.history && (h.since != "" || h.span != "" || h.reflog || h.unreachable):
		return errors.New("--since, --range, --reflog and --unreachable say what of the history to scan: add --history")
	}
	return nil
}

// scanner returns the scanner of the history, with a detector that was made ready
// for files. What o has beside is kept.
func (h *historyFlags) scanner(files worktree.Options, o history.Options) *history.Scanner {
	o.Detector = files.Detector.(*secrets.Detector)
	o.Since, o.Range, o.Reflog, o.Unreachable = h.since, h.span, h.reflog, h.unreachable
	o.MaxBlob, o.SizeAsked = files.MaxFileSize, files.SizeAsked
	o.IgnoreFile, o.Notices = files.IgnoreFile, files.Notices
	return history.New(o)
}
