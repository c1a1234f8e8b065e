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

// scanBlobs looks at every blob once, or takes what an earlier scan has found in it.
func (r *run) scanBlobs(ctx context.Context) ([]leaks.Hit, error) {
	known := r.recall()
	result, err := r.look(ctx, known)
	if err != nil {
		return nil, err
	}
	for again := known.unproven(result.Hits); len(again) > 0; again = known.unproven(result.Hits) {
		more, err := r.lookAt(ctx, again)
		if err != nil {
			return nil, err
		}
		result.Add(more)
	}
	known.addTo(result)
	r.memory.cached = known.count
	r.failures(result.Failed)
	r.judge(result)
	return result.Hits, nil
}

// look looks at the blobs in scope that are not known. Few of them are asked for one
// by one; else all that is stored is gone through.
func (r *run) look(ctx context.Context, known *recalled) (*novel.Result, error) {
	if !known.few() {
		listed := make(marks, r.names.Objects()/32+1)
		return r.novel(ctx, novel.Options{
			Want: func(id objects.ID, kind objects.Kind) bool {
				number, ok := r.names.Number(id)
				if !ok || known.has(number) || !r.inScope(number) {
					return false
				}
				if kind != objects.Blob && kind != objects.Unknown {
					listed.unset(number) // so that it is told as one of another kind
					return false
				}
				listed.set(number)
				return true
			},
			Unlisted: func() []objects.ID { return r.unlisted(listed, known) },
		})
	}
	return r.lookAt(ctx, known.others)
}

// lookAt looks at some blobs.
func (r *run) lookAt(ctx context.Context, numbers []uint32) (*novel.Result, error) {
	ids := make([]objects.ID, len(numbers))
	for i, number := range numbers {
		ids[i] = r.names.ID(number)
	}
	return r.novel(ctx, novel.Options{Only: ids})
}

// novel fills in how blobs are looked at.
func (r *run) novel(ctx context.Context, o novel.Options) (*novel.Result, error) {
	o.Detector, o.Classes = r.options.Detector, r.memory.classes
	o.Paths = func(id objects.ID) (paths []string, whole bool) {
		number, _ := r.names.Number(id)
		for path := range r.names.AllPaths(number) {
			if strings.HasPrefix(path, r.below) {
				paths = append(paths, path)
			}
		}
		return paths, r.names.Whole(number)
	}
	o.MaxBlob, o.Workers = r.options.MaxBlob, r.options.Workers
	o.Conceal, o.Done = r.conceal, r.memory.verdict
	o.Progress = func(done, total int64) { r.sink.Progress("scan", int(done), int(total)) }
	return novel.Scan(ctx, r.store, o)
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
func (r *run) unlisted(listed marks, known *recalled) []objects.ID {
	var ids []objects.ID
	for number := range r.names.Blobs() {
		if !listed.has(number) && !known.has(number) && r.inScope(number) {
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
