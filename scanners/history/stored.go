package history

import (
	"sync"
	"sync/atomic"

	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// stored are marks of the objects that the repository has, whether they can be read or
// not: by number those that the walk has met. others counts those that it did not come
// to, but for those that only reflogs name.
type stored struct {
	marks
	others int
}

// stored looks up what the repository has, once.
func (r *run) stored() *stored {
	if r.has != nil {
		return r.has
	}
	r.has = &stored{marks: make(marks, r.names.Objects()/32+1)}
	logged := r.unreachedLogged()
	// To look an id up is to wait for memory, so several goroutines do.
	const piece = 4096
	pieces := make(chan []objects.ID, r.options.Workers)
	var others atomic.Int64
	var group sync.WaitGroup
	for range r.options.Workers {
		group.Go(func() {
			for ids := range pieces {
				others.Add(int64(r.has.enter(r.names, ids, logged)))
			}
		})
	}
	ids := make([]objects.ID, 0, piece)
	r.store.IDs(func(id objects.ID) {
		if ids = append(ids, id); len(ids) == piece {
			pieces <- ids
			ids = make([]objects.ID, 0, piece)
		}
	})
	pieces <- ids
	close(pieces)
	group.Wait()
	r.has.others = int(others.Load())
	return r.has
}

// enter marks some objects and returns how many are among the others.
func (s *stored) enter(n *names.Names, ids []objects.ID, logged map[objects.ID]bool) (others int) {
	for _, id := range ids {
		number, ok := n.Number(id)
		if ok {
			s.set(number)
		}
		if !(ok && n.ReachedNumber(number)) && !logged[id] {
			others++
		}
	}
	return others
}

// unreachedLogged returns the objects that of all names only reflogs have, and that the
// walk did not come to.
func (r *run) unreachedLogged() map[objects.ID]bool {
	left := make(map[objects.ID]bool)
	for _, id := range r.logged {
		if !r.names.Reached(id) {
			left[id] = true
		}
	}
	return left
}

// isLost reports whether the repository has lost something that the walk did not look
// for, since an earlier one had read it.
func (r *run) isLost() bool {
	has := func(number uint32) bool { return r.stored().has(number) }
	if r.names.Lost(has) == 0 {
		return false
	}
	r.store.Refresh() // it may have been packed anew meanwhile
	r.has = nil
	return r.names.Lost(has) > 0
}
