// Package novel looks for secrets in every blob of a repository.
//
// What is found in a blob is a function of its content and of what the detector
// makes of its paths, and of nothing else: not of how it is packed, nor of what was
// looked at before. It is exactly what detecting the whole content finds, through
// the windows of package window.
package novel

import (
	"context"
	"runtime"
	"sync"

	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// Options say what to look at. Detector is required. The functions are called by
// all workers at once.
type Options struct {
	// Detector is one that was given no Ignore: which paths and commits a
	// fingerprint names is for those to look at who know them all.
	Detector *secrets.Detector
	// Want reports whether an object is to be looked at; nil: all are. It is asked
	// about objects that may turn out to be no blob, with the kind Unknown; what is
	// no blob is not looked at in any case.
	Want func(id objects.ID, kind objects.Kind) bool
	// Paths returns the known paths of a blob, the one of the newest commit first,
	// and whether there are no others. Nil, and a blob without paths, is looked at as
	// a text without a path, which no allow-list for paths excludes; and so is, besides,
	// one that has paths which are not known.
	Paths func(id objects.ID) (paths []string, whole bool)
	// Unlisted returns, once all that the store lists was looked at, further blobs to
	// look at: those that the listing did not have, since the repository was packed
	// anew meanwhile, or that are missing, which makes them failures. May be nil.
	Unlisted func() []objects.ID
	// MaxBlob is the size in bytes above which a blob is not looked at; 0 is none.
	MaxBlob int64
	// Workers is how many goroutines read; default GOMAXPROCS.
	Workers int
	// Conceal is handed every raw secret, see secrets.Fragment; may be nil.
	Conceal func(raw string)
	// Progress is told how many objects are done, of how many, now and then; may be nil.
	Progress func(done, total int64)
}

// A Hit is a match in a blob.
type Hit = leaks.Hit

// A Failure is an object that was not looked at, or not to its end.
type Failure struct {
	Object objects.ID
	// Kind is Unknown when nothing is known of it.
	Kind objects.Kind
	// Err tells why by errors.Is: objects.ErrTooLarge, ErrCorrupt, ErrMissing, or
	// ErrFault.
	Err error
}

// A Comment is an allow comment in a blob that allows nothing.
type Comment struct {
	Object objects.ID
	secrets.Malformed
}

// A Limited is a blob in which the limits of the detector left something out.
type Limited struct {
	Object objects.ID
	// Overflow is how many matches were counted and not looked at.
	Overflow int
	// Exhausted names the rules that did not get to the end of it, sorted.
	Exhausted []string
}

// A Result is what Scan found. Lists are in order of object ids, then of places.
type Result struct {
	Hits     []Hit
	Failed   []Failure
	Comments []Comment
	Limited  []Limited
	// Pointers are the blobs that stand for a file which Git LFS keeps elsewhere.
	Pointers []objects.ID
	// Archives are those of which something was not looked at.
	Archives []Archive
	// PathExcluded is how many blobs have only paths that the detector looks at no
	// text of: images, fonts.
	PathExcluded int
	Counts
}

// Counts tell what it took. How many blobs were looked at in which way depends on
// how they are packed.
type Counts struct {
	// Blobs were looked at, or excluded by their paths, and hold Bytes.
	Blobs, Bytes int64
}

func (c *Counts) add(other *Counts) {
	c.Blobs += other.Blobs
	c.Bytes += other.Bytes
}

// Scan looks at every blob of store that is wanted. The error is that of ctx.
func Scan(ctx context.Context, store *objects.Store, o Options) (*Result, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	run := &run{Options: o, ctx: ctx, classes: newClasses(o.Detector)}
	err := store.Scan(ctx, objects.Scan{
		Workers: o.Workers, Progress: o.Progress, Want: run.want,
		Visitor: func(int) objects.Visitor {
			v := &visitor{run: run}
			run.visitors = append(run.visitors, v)
			return v
		},
	})
	if err != nil {
		return nil, err
	}
	if o.Unlisted != nil {
		run.alone = append(run.alone, o.Unlisted()...)
	}
	if err := run.streamAlone(store); err != nil {
		return nil, err
	}
	return run.result(), nil
}

// A run is one call of Scan.
type run struct {
	Options
	ctx      context.Context
	classes  *classes
	visitors []*visitor

	mu    sync.Mutex
	alone []objects.ID // to be read by themselves: too large for memory, or not listed
}

func (r *run) want(id objects.ID, kind objects.Kind) bool {
	return (kind == objects.Blob || kind == objects.Unknown) && (r.Want == nil || r.Want(id, kind))
}
