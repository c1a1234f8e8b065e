package cli

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// historyFlags say which part of a history is scanned.
type historyFlags struct {
	history             bool
	since, span, below  string
	reflog, unreachable bool
	cache               string
	noCache             bool
}

func (h *historyFlags) register(f *pflag.FlagSet, history bool) {
	f.BoolVar(&h.history, "history", history, "scan everything that a clone of the repository would get")
	f.StringVar(&h.since, "since", "", "of the history, report what came after this `revision` or date (2006-01-02)")
	f.StringVar(&h.span, "range", "", "of the history, report what came in this `range` of revisions, such as origin/main..HEAD")
	f.BoolVar(&h.reflog, "reflog", false, "of the history, include what only reflogs name")
	f.BoolVar(&h.unreachable, "unreachable", false, "of the history, include what nothing names any more")
	f.StringVar(&h.cache, "cache", "", "keep what the scan of the history finds out in this `directory`, for the next one (default the user's cache directory)")
	f.BoolVar(&h.noCache, "no-cache", false, "read all of the history, and keep nothing")
}

// check reports what does not go together.
func (h *historyFlags) check() error {
	switch {
	case h.since != "" && h.span != "":
		return errors.New("--since and --range exclude each other")
	case h.cache != "" && h.noCache:
		return errors.New("--cache and --no-cache exclude each other")
	case !h.history && h.cache != "":
		return errors.New("--cache is for what the scan of the history finds out: add --history")
	case !h.history && (h.since != "" || h.span != "" || h.below != "" || h.reflog || h.unreachable):
		return errors.New("--since, --range, --below, --reflog and --unreachable say what of the history to scan: add --history")
	}
	return nil
}

// scanner returns the scanner of the history. What o has beside is kept.
//
// Its detector is given no ignore file: which commits and paths a fingerprint names
// is judged once they are all known. And it always has a key: where there is none
// that tells repositories apart, secrets are told apart within this run by one that
// everybody knows, and reports have no hash.
func (h *historyFlags) scanner(repo *repoFiles, found *detection, o history.Options) (*history.Scanner, error) {
	from := found.from
	o.Ignore, from.Ignore = from.Ignore, nil
	if len(from.Key) == 0 {
		from.Key = []byte("no key")
		o.Anonymous = true
	}
	var err error
	if o.Detector, err = secrets.New(from); err != nil {
		return nil, err
	}
	o.Since, o.Range, o.Reflog, o.Unreachable = h.since, h.span, h.reflog, h.unreachable
	o.MaxBlob, o.SizeAsked, o.IgnoreFile = found.files.MaxFileSize, found.files.SizeAsked, found.files.IgnoreFile
	o.Cache = h.cacheDir(repo)
	return history.New(o), nil
}

// cacheDir returns where what a scan finds out is kept, empty for nowhere.
func (h *historyFlags) cacheDir(repo *repoFiles) string {
	switch user := repo.cacheDir(); {
	case h.noCache:
		return ""
	case h.cache != "":
		return repo.env.path(h.cache)
	case user != "":
		return filepath.Join(user, "launchlint")
	}
	return ""
}

// pastTarget is the target of a directory that need not be there any more: it may
// have a history.
func pastTarget(env *Env, dir string) (scanners.Target, error) {
	dir = filepath.Clean(env.path(dir))
	above := dir
	for {
		if info, err := os.Stat(above); err == nil && info.IsDir() {
			break
		}
		above = filepath.Dir(above)
	}
	target, err := newTarget(env, []string{above})
	if err != nil {
		return target, err
	}
	rest, err := filepath.Rel(above, dir)
	target.Dir = filepath.Join(target.Dir, rest)
	return target, err
}
