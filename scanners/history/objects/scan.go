package objects

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// A Visitor is what one worker of a Scan hands objects to. Its methods are called
// by one goroutine.
type Visitor interface {
	// Visit gets an object. What it returns is given to the visits of objects that
	// are stored as a difference to this one, as BaseState, and then dropped.
	Visit(o *Object) (state any)
	// Failed gets an object that could not be read: ErrCorrupt, ErrTooLarge,
	// ErrMissing when it was deleted meanwhile. The kind is Unknown when nothing is
	// known of it.
	Failed(id ID, kind Kind, err error)
}

// An Object is what a visitor gets. It and all it points to, but not BaseState,
// belong to the scan and are valid during the visit.
type Object struct {
	ID   ID
	Kind Kind
	// Data is the whole content, checked against the id.
	Data []byte
	// Base is the object that this one is stored as a difference to, and Delta how it
	// is made from it: the instructions in order, neighbours merged. Delta is nil for
	// an object to be looked at whole: it is stored in full, or its base was not
	// visited itself, or the difference has too many instructions. Then Base is zero
	// and BaseData and BaseState are nil.
	Base     ID
	Delta    []Instruction
	BaseData []byte
	// BaseState is what the visit of the base returned.
	BaseState any
}

// A Scan says what to visit.
type Scan struct {
	// Visitor makes the visitor of one worker, numbered from 0. Required. The calls
	// come one after the other.
	Visitor func(worker int) Visitor
	// Workers is how many goroutines read; default GOMAXPROCS.
	Workers int
	// Want reports whether an object is to be visited; nil: all are. It is called by
	// all workers at once. The kind is Unknown for loose objects, and in packs that
	// are not complete in themselves: then it is asked again when the kind is known,
	// unless it has refused.
	Want func(id ID, kind Kind) bool
	// Progress is told how many entries are done, of how many, every now and then.
	// It is called by all workers at once.
	Progress func(done, total int64)
}

// Scan visits every object that the store lists, once: those in packs along the
// trees of differences, and the loose ones. Each object that is wanted gives
// exactly one call, of Visit or of Failed. One with several copies is visited at
// its first; when that one is damaged, another is taken.
//
// Which worker visits what, and when, is not fixed; what each visit gets is, but
// for BaseState. The visit of a base comes before those of the objects that are
// stored as differences to it, in the same worker. The error is that of ctx.
func (s *Store) Scan(ctx context.Context, scan Scan) error {
	run := &run{Scan: scan, ctx: ctx, store: s, listing: s.current.Load()}
	if run.Workers <= 0 {
		run.Workers = runtime.GOMAXPROCS(0)
	}
	run.plan()
	var next atomic.Int64
	var wait sync.WaitGroup
	for n := range run.Workers {
		w := newWorker(run, run.Visitor(n))
		wait.Go(func() {
			defer w.close()
			for {
				i := next.Add(1) - 1
				if i >= int64(len(run.jobs)) || ctx.Err() != nil {
					return
				}
				w.do(&run.jobs[i])
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}

// A run is one scan under way.
type run struct {
	Scan
	ctx     context.Context
	store   *Store
	listing *listing
	jobs    []job
	// copies[i][rank] is set for entries of pack i that an earlier pack has as well;
	// nil when there are none.
	copies [][]bool
	done   atomic.Int64
	total  int64
}

// A job is what a worker does without asking for more: some roots of one pack, with
// the trees below them; some entries that no root leads to; or some loose objects.
type job struct {
	pack  *Pack
	f     *families
	copy  []bool
	roots []uint32
	lost  []uint32
	dir   int // of the loose objects: an index of the store's dirs
	loose []ID
}

// jobEntries is how many entries, about, the trees of a job have.
const jobEntries = 2000

// plan cuts the work into jobs: large trees first, lest one worker be left with
// one at the end, then the others in the order in which they stand in their packs.
func (r *run) plan() {
	r.copies = r.listing.copies()
	var large, rest []job
	for i, p := range r.listing.packs {
		f := p.families()
		r.total += int64(p.Len())
		piece := func(from, to int) job {
			return job{pack: p, f: f, copy: r.copies[i], roots: f.roots[from:to]}
		}
		at, weight := 0, 0
		for j, root := range f.roots {
			w := int(f.weight[root])
			if w >= jobEntries {
				// Have: a tree that is a job of its own.
				if at < j {
					rest = append(rest, piece(at, j))
				}
				large = append(large, piece(j, j+1))
				at, weight = j+1, 0
				continue
			}
			if weight += w; weight >= jobEntries {
				rest = append(rest, piece(at, j+1))
				at, weight = j+1, 0
			}
		}
		if at < len(f.roots) {
			rest = append(rest, piece(at, len(f.roots)))
		}
		if len(f.lost) > 0 {
			rest = append(rest, job{pack: p, f: f, copy: r.copies[i], lost: f.lostRanks()})
		}
	}
	slices.SortStableFunc(large, func(a, b job) int {
		return cmp.Compare(b.f.weight[b.roots[0]], a.f.weight[a.roots[0]])
	})
	for i, ids := range r.listing.loose {
		r.total += int64(len(ids))
		for piece := range slices.Chunk(ids, 200) {
			rest = append(rest, job{dir: i, loose: piece})
		}
	}
	r.jobs = append(large, rest...)
}
