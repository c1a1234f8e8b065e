package history

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/novel"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// scanBlobs looks at every blob once.
func (r *run) scanBlobs(ctx context.Context) ([]leaks.Hit, error) {
	listed := make(marks, r.names.Objects()/32+1)
	result, err := novel.Scan(ctx, r.store, novel.Options{
		Detector: r.options.Detector,
		Want: func(id objects.ID, kind objects.Kind) bool {
			number, ok := r.names.Number(id)
			if !ok || !r.inScope(number) {
				return false
			}
			if kind != objects.Blob && kind != objects.Unknown {
				listed.unset(number) // so that it is told as one of another kind
				return false
			}
			listed.set(number)
			return true
		},
		Paths: func(id objects.ID) (paths []string, whole bool) {
			number, _ := r.names.Number(id)
			for path := range r.names.AllPaths(number) {
				if strings.HasPrefix(path, r.below) {
					paths = append(paths, path)
				}
			}
			_, _, whole = r.names.Paths(number, 0)
			return paths, whole
		},
		Unlisted: func() []objects.ID { return r.unlisted(listed) },
		MaxBlob:  r.options.MaxBlob,
		Workers:  r.options.Workers,
		Conceal:  r.sink.Conceal,
		Progress: func(done, total int64) { r.sink.Progress("scan", int(done), int(total)) },
	})
	if err != nil {
		return nil, err
	}
	r.failures(result.Failed)
	r.judge(result)
	return result.Hits, nil
}

// judge tells of what was scanned, and of what is not as it seems.
func (r *run) judge(result *novel.Result) {
	scanned := int(result.Blobs) - result.PathExcluded - len(result.Pointers) - len(result.Archives)
	r.tally.scanned("blobs", scanned)
	r.tally.skip("allowlisted-path", result.PathExcluded)
	r.tally.skip("lfs-pointer", len(result.Pointers))
	for _, id := range result.Pointers {
		r.troubles.Add(pointer, r.pathOf(id), 0, "")
	}
	r.tally.skip("archive", len(result.Archives))
	for _, a := range result.Archives {
		path := r.pathOf(a.Object)
		r.troubles.Add(packed, path, 0, a.Outcome.Within(path))
	}
	for _, l := range result.Limited {
		r.limits(secrets.Stats{Overflow: l.Overflow, Exhausted: len(l.Exhausted), ExhaustedRules: l.Exhausted}, r.pathOf(l.Object), "blob "+l.Object.String())
	}
	// Each blob that the walk met is scanned, or has a reason why not.
	if met := r.blobs(); met != int(result.Blobs)+len(result.Failed) {
		r.troubles.Add(accounting, "", 0, fmt.Sprintf("%d blobs are named, %d were scanned and %d counted as unread", met, result.Blobs, len(result.Failed)))
	}
}

// blobs returns how many blobs are in scope.
func (r *run) blobs() int {
	n := 0
	for number := range r.names.Blobs() {
		if r.inScope(number) {
			n++
		}
	}
	return n
}

// marks is a set of object numbers that many goroutines add to.
type marks []uint32

func (m marks) set(n uint32)      { atomic.OrUint32(&m[n/32], 1<<(n%32)) }
func (m marks) unset(n uint32)    { atomic.AndUint32(&m[n/32], ^(1 << (n % 32))) }
func (m marks) has(n uint32) bool { return m[n/32]&(1<<(n%32)) != 0 }

// inScope reports whether an object is a blob below the directory that was asked for.
func (r *run) inScope(number uint32) bool {
	if !r.names.IsBlob(number) || r.span != nil && !r.span.trees.has(number) {
		return false
	}
	if r.below == "" {
		return true
	}
	for path := range r.names.AllPaths(number) {
		if strings.HasPrefix(path, r.below) {
			return true
		}
	}
	return false
}

// unlisted returns the blobs that trees name and the store did not list.
func (r *run) unlisted(listed marks) []objects.ID {
	var ids []objects.ID
	for number := range r.names.Blobs() {
		if !listed.has(number) && r.inScope(number) {
			ids = append(ids, r.names.ID(number))
		}
	}
	return ids
}

// failures tells of blobs that were not scanned.
func (r *run) failures(list []novel.Failure) {
	for _, f := range list {
		kind, reason := damaged, "damaged-object"
		switch {
		case errors.Is(f.Err, objects.ErrPromised):
			kind, reason = promised, "promised-object"
		case errors.Is(f.Err, objects.ErrMissing):
			kind, reason = missing, "missing-object"
		case errors.Is(f.Err, objects.ErrTooLarge):
			kind, reason = tooLarge, "too-large"
			if r.options.SizeAsked {
				kind = tooLargeAsAsked
			}
		case errors.Is(f.Err, novel.ErrFault):
			kind, reason = fault, "scanner-fault"
		case errors.Is(f.Err, novel.ErrKind):
			kind, reason = malformed, names.Mismatched.String()+"-object"
		}
		r.tally.skip(reason, 1)
		r.blame(kind, f.Object, f.Err.Error())
	}
}

// blame tells of a trouble with a blob, at its path when it has one.
func (r *run) blame(kind *trouble.Kind, id objects.ID, why string) {
	path := r.pathOf(id)
	detail := "blob " + id.String()
	// What the error says of the object itself is said already.
	if _, short, ok := strings.Cut(why, id.String()+": "); ok {
		why = short
	}
	if why != "" {
		detail = fmt.Sprintf("%s: %s", detail, why)
	}
	r.troubles.Add(kind, path, 0, detail)
}

// pathOf returns the newest path of a blob; "" when nothing but a ref names it.
func (r *run) pathOf(id objects.ID) string {
	if number, ok := r.names.Number(id); ok {
		if paths, _, _ := r.names.Paths(number, 1); len(paths) == 1 {
			return paths[0]
		}
	}
	return ""
}
