package history

import "github.com/launchlint/launchlint/scanners/history/objects"

// stored are marks of the objects that the repository has, whether they can be read or
// not: by number those that the walk has met. others counts those that it did not come
// to, but for those that only reflogs name.
type stored struct {
	marks
	others int
}

// stored looks up what the repository has, once.
func (r *run) stored() *stored {
	if r.has == nil {
		r.has = &stored{marks: make(marks, r.names.Objects()/32+1)}
		logged := r.unreachedLogged()
		r.store.IDs(func(id objects.ID) {
			if number, ok := r.names.Number(id); ok {
				r.has.set(number)
				if r.names.ReachedNumber(number) {
					return
				}
			}
			if !logged[id] {
				r.has.others++
			}
		})
	}
	return r.has
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
