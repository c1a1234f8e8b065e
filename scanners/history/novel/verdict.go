package novel

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A Verdict says that a blob was looked at to its end, for those who keep that for
// another run. It holds for the same content under paths of the same classes, by a
// detector of the same digest, and not for
//
//   - blobs that could not be read, or in which a limit left something out: another
//     run may get further;
//   - archives: what is found in their members depends on the path that they are
//     looked at under;
//   - blobs with comments that allow nothing.
type Verdict struct {
	Object objects.ID
	Size   int64
	// Classes is the ClassesDigest of the blob's paths.
	Classes [16]byte
	// Excluded says that it has only paths of which the detector looks at no text,
	// Pointer that it stands for a file that Git LFS keeps elsewhere.
	Excluded, Pointer bool
}

// ClassesDigest returns what stands for a set of classes, given by their digests. It
// puts the list in order.
func ClassesDigest(all [][16]byte) [16]byte {
	slices.SortFunc(all, func(a, b [16]byte) int { return bytes.Compare(a[:], b[:]) })
	sum := sha256.New()
	for i, d := range all {
		if i == 0 || d != all[i-1] {
			sum.Write(d[:])
		}
	}
	return [16]byte(sum.Sum(nil)[:16])
}

// done tells of a blob of that size.
func (b *blob) done(size int64) {
	if b.Done == nil || b.isArchive || b.overflow > 0 || len(b.exhausted) > 0 || len(b.comments) > 0 {
		return
	}
	b.Done(Verdict{Object: b.id, Size: size, Classes: b.set.digest, Excluded: b.excluded, Pointer: b.pointer && !b.excluded})
}

// visitOnly looks at the blobs that are named. It asks for one after the other, which
// is the faster way only when they are few.
func (r *run) visitOnly(store *objects.Store, visitor func(worker int) objects.Visitor) error {
	var next, done atomic.Int64
	var wait sync.WaitGroup
	for n := range min(r.Workers, len(r.Only)) {
		v := visitor(n)
		wait.Go(func() {
			reader := store.Reader()
			for {
				i := next.Add(1) - 1
				if i >= int64(len(r.Only)) || r.ctx.Err() != nil {
					return
				}
				r.visitOne(reader, v, r.Only[i])
				if r.Progress != nil {
					r.Progress(done.Add(1), int64(len(r.Only)))
				}
			}
		})
	}
	wait.Wait()
	if len(r.failed) == 0 || r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	return r.visitFailed(store, visitor(0))
}

func (r *run) visitOne(reader *objects.Reader, v objects.Visitor, id objects.ID) {
	if !r.want(id, objects.Unknown) {
		return
	}
	kind, data, err := reader.Read(id)
	if err == nil && kind == objects.Blob {
		v.Visit(&objects.Object{ID: id, Kind: kind, Data: data})
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil || errors.Is(err, objects.ErrMissing) || errors.Is(err, objects.ErrPromised) {
		r.alone = append(r.alone, id)
	} else {
		r.failed = append(r.failed, id)
	}
}

// visitFailed looks once more, by a scan of all, at what cannot be read: so that what
// is said of it does not depend on what else was to be read.
func (r *run) visitFailed(store *objects.Store, v objects.Visitor) error {
	listed := make(map[objects.ID]bool, len(r.failed))
	for _, id := range r.failed {
		listed[id] = false
	}
	var mu sync.Mutex
	err := store.Scan(r.ctx, objects.Scan{
		Workers: 1,
		Want: func(id objects.ID, kind objects.Kind) bool {
			mu.Lock()
			defer mu.Unlock()
			if _, failed := listed[id]; !failed {
				return false
			}
			listed[id] = r.want(id, kind)
			return listed[id]
		},
		Visitor: func(int) objects.Visitor { return v },
	})
	for id, is := range listed {
		if !is {
			r.alone = append(r.alone, id)
		}
	}
	return err
}
