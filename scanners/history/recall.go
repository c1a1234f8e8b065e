package history

import (
	"cmp"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/cache"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/novel"
)

// recalled are the blobs of which an earlier scan has found out what this one would.
type recalled struct {
	*run
	known marks
	count int
	// others are the blobs in scope of which nothing is known.
	others   []uint32
	excluded int
	pointers []uint32
	hot      []hotBlob
}

type hotBlob struct {
	number uint32
	*cache.Hot
}

// recall asks the cache about every blob in scope. What is known of one holds if its
// paths are of the classes that they were of then, and the repository still has it.
func (r *run) recall() *recalled {
	k := &recalled{run: r, known: make(marks, r.names.Objects()/32+1)}
	table := r.memory.old
	if table.Blobs() == 0 {
		return k
	}
	stored := r.stored()
	for number := range r.names.Blobs() {
		if !r.inScope(number) {
			continue
		}
		b, ok := table.Blob(r.names.ID(number))
		if !ok || !stored.has(number) || r.memory.paths.setOf(number, r.below) != b.Set {
			k.others = append(k.others, number)
			continue
		}
		k.known.set(number)
		k.count++
		if b.Excluded {
			k.excluded++
		}
		if b.Pointer {
			k.pointers = append(k.pointers, number)
		}
	}
	hot := table.Hot()
	for i := range hot {
		if number, ok := r.names.Number(hot[i].Object); ok && k.has(number) {
			k.hot = append(k.hot, hotBlob{number, &hot[i]})
		}
	}
	// A smaller one is read sooner.
	slices.SortStableFunc(k.hot, func(a, b hotBlob) int { return cmp.Compare(a.Size, b.Size) })
	return k
}

func (k *recalled) has(number uint32) bool { return k.known.has(number) }

// few reports whether it is better to ask for the others one by one than to go through
// all that is stored.
func (k *recalled) few() bool { return k.count > 0 && len(k.others) <= 200+k.count/20 }

// unproven returns blobs to be looked at again, although they are known: they hold
// secrets that no blob that was looked at holds in the same form. So the raw text of
// every secret is at hand, as if all blobs had been looked at, and is kept out of the
// report wherever else it stands. A blob that cannot be read any more counts as one of
// which nothing was known, and others that hold its secrets take its place.
func (k *recalled) unproven(found []leaks.Hit) []uint32 {
	for i := range found {
		k.memory.prove(&found[i].Match)
	}
	chosen := make(map[form]bool)
	var again []uint32
	k.hot = slices.DeleteFunc(k.hot, func(h hotBlob) bool {
		if !k.memory.proves(h.Matches, chosen) {
			return false
		}
		again = append(again, h.number)
		k.forget(h.number)
		return true
	})
	return again
}

// forget makes a blob one of which nothing is known.
func (k *recalled) forget(number uint32) {
	k.known.unset(number)
	k.count--
	k.pointers = slices.DeleteFunc(k.pointers, func(n uint32) bool { return n == number })
}

// addTo enters what is known into a result.
func (k *recalled) addTo(result *novel.Result) {
	known := &novel.Result{PathExcluded: k.excluded}
	known.Blobs = int64(k.count)
	for _, number := range k.pointers {
		known.Pointers = append(known.Pointers, k.names.ID(number))
	}
	for _, h := range k.hot {
		for i := range h.Matches {
			known.Hits = append(known.Hits, leaks.Hit{Object: h.Object, Match: h.Matches[i]})
		}
	}
	result.Add(known)
}
