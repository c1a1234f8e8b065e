package objects

import (
	"errors"
	"fmt"
)

// A link is one step of a chain of differences: an entry to be applied to what the
// next link gives.
type link struct {
	pack  *Pack
	rank  int
	entry entry
}

// resolve rebuilds the entry of a rank: it follows the differences to an object
// that is stored in full, or that is still in the cache, and comes back applying
// them. It does not check the result against its id. With care it checks every
// object on the way, and replaces what is damaged by other copies. The data is
// the cache's.
func (r *Reader) resolve(p *Pack, rank int, care bool) (Kind, []byte, error) {
	kind, data, err := r.descend(p, rank, care)
	if care {
		r.repairs += 1 + len(r.chain)
	}
	if err != nil && care {
		kind, data, err = r.mend(err)
	}
	work := int64(0)
	for len(r.chain) > 0 && err == nil {
		last := r.chain[len(r.chain)-1]
		r.chain = r.chain[:len(r.chain)-1]
		if data, err = r.apply(&last, data, &work); err == nil && care && len(r.chain) > 0 && !r.verify(last.pack.id(last.rank), kind, data) {
			r.give(data)
			err = contentError{fmt.Sprintf("base at %d has", last.entry.offset)}
		}
		if err == nil {
			r.bases.put(last.pack, last.rank, kind, data)
			continue
		}
		r.chain = append(r.chain, last)
		if care {
			kind, data, err = r.mend(err)
		}
	}
	if err != nil {
		// All that is on the chain depends on what failed. Without care that is not
		// the last word on damage, and other content never is: the difference to it may
		// leave the wrong bytes out.
		var content contentError
		if (care || !errors.Is(err, ErrCorrupt)) && !errors.As(err, &content) {
			r.markBad(err)
		}
		return kind, nil, err
	}
	return kind, data, nil
}

// descend makes r.chain the differences between an entry and the first object on
// the way to its base that can be had, and returns that.
func (r *Reader) descend(p *Pack, rank int, care bool) (Kind, []byte, error) {
	r.chain = r.chain[:0]
	var seen map[location]bool
	for {
		if kind, data, ok := r.bases.get(p, rank); ok {
			return kind, data, nil
		}
		at := location{pack: p, rank: rank}
		e, err := p.entryAt(&r.window, rank)
		if err == nil {
			err = r.checkSize(p, &e)
		}
		r.chain = append(r.chain, link{p, rank, e})
		switch {
		case r.bad[at] != nil:
			return Unknown, nil, r.bad[at]
		case err != nil:
			return Unknown, nil, err
		case !e.isDelta():
			data, err := r.full(p, &e)
			if err == nil && care && len(r.chain) > 1 && !r.verify(p.id(rank), e.kind, data) {
				r.give(data)
				err = contentError{fmt.Sprintf("base at %d has", e.offset)}
			}
			if err != nil {
				return e.kind, nil, err
			}
			r.bases.put(p, rank, e.kind, data)
			r.chain = r.chain[:len(r.chain)-1]
			return e.kind, data, nil
		case len(r.chain) > r.store.limits.Depth:
			return Unknown, nil, tooLargef("more than %d differences to a full object", r.store.limits.Depth)
		case e.kind == refDelta:
			// Only these can refer in a circle: the others always refer backwards.
			if seen == nil {
				seen = make(map[location]bool)
			}
			if seen[at] {
				return Unknown, nil, corruptf("entry at %d is a difference to itself", e.offset)
			}
			seen[at] = true
		}
		// Have: a difference.
		next, ok := p.baseRank(&e)
		if ok {
			rank = next
			continue
		}
		if e.kind == offsetDelta {
			return Unknown, nil, corruptf("entry at %d has a base that is not in the index", e.offset)
		}
		// The base is not in this pack, as it should: git makes such packs only to
		// send them. It may be elsewhere.
		r.store.thin.Store(p, true)
		if elsewhere := r.place(e.baseID); elsewhere.pack != nil {
			p, rank = elsewhere.pack, elsewhere.rank
			continue
		}
		kind, data, err := r.readLooseBase(e.baseID)
		if err != nil {
			return Unknown, nil, corruptf("entry at %d: read base %s: %v", e.offset, e.baseID, err)
		}
		r.loaned = data
		return kind, data, nil
	}
}

// mend goes back from where a chain cannot be followed, or where what came out is
// damaged, towards the object that is wanted, and takes the first one on the way
// that has a sound copy elsewhere. What remains of the chain is to be applied to
// that. It returns the damage when there is none.
func (r *Reader) mend(damage error) (Kind, []byte, error) {
	for n := len(r.chain) - 1; n > 0; n-- {
		if r.mended++; r.mended > maxCopies || errors.Is(damage, ErrTooLarge) {
			break
		}
		l := &r.chain[n]
		if kind, data, ok := r.otherCopy(location{pack: l.pack, rank: l.rank}); ok {
			r.bases.put(l.pack, l.rank, kind, data)
			r.chain = r.chain[:n]
			return kind, data, nil
		}
	}
	return Unknown, nil, damage
}

// full reads an entry that is stored in full.
func (r *Reader) full(p *Pack, e *entry) ([]byte, error) {
	data := r.take(int(e.size))
	if err := r.inflateEntry(p, e, data); err != nil {
		r.give(data)
		return nil, err
	}
	return data, nil
}

// apply rebuilds one object from its base and the difference in its entry.
func (r *Reader) apply(l *link, base []byte, work *int64) ([]byte, error) {
	r.delta = sized(r.delta, int(l.entry.size))
	if err := r.inflateEntry(l.pack, &l.entry, r.delta); err != nil {
		return nil, err
	}
	data, _, err := r.applyTo(r.delta, base, work, nil)
	if len(r.delta) > 1<<20 {
		r.delta = nil
	}
	return data, err
}

// applyTo rebuilds an object from a difference, into a buffer of the reader's. It
// appends the instructions to list unless that is nil.
func (r *Reader) applyTo(delta, base []byte, work *int64, list []Instruction) ([]byte, []Instruction, error) {
	from, to, instructions, err := deltaSizes(delta)
	switch limits := &r.store.limits; {
	case err != nil:
		return nil, nil, err
	case from != int64(len(base)):
		return nil, nil, corruptf("a difference is to a base of %d bytes and has one of %d", from, len(base))
	case to > limits.Object:
		return nil, nil, tooLargef("object of %d bytes", to)
	case *work+to > limits.Work:
		return nil, nil, tooLargef("more than %d bytes to rebuild", limits.Work)
	}
	*work += to
	data := r.take(int(to))
	list, err = applyDelta(data, base, instructions, list)
	if err != nil {
		r.give(data)
		return nil, nil, err
	}
	r.sums.Rebuilt++
	r.sums.RebuiltBytes += to
	return data, list, nil
}

// otherCopy reads and checks an object from another place than the one given. It
// goes one level deep: a copy that itself needs mending is not used. The data is
// not the cache's.
func (r *Reader) otherCopy(damaged location) (Kind, []byte, bool) {
	id := damaged.pack.id(damaged.rank)
	other := r.store.Reader()
	other.list = r.list
	defer r.store.counters.add(&other.sums)
	found := false
	var kind Kind
	var data []byte
	other.eachCopy(id, func(at location) bool {
		if at == damaged {
			return true
		}
		var err error
		if at.pack == nil {
			kind, data, err = other.readLoose(at.dir, id)
		} else {
			kind, data, err = other.resolve(at.pack, at.rank, false)
		}
		found = err == nil && other.verify(id, kind, data)
		return !found
	})
	return kind, data, found
}

// baseRank returns the rank of an entry's base when it is in the same pack.
func (p *Pack) baseRank(e *entry) (rank int, ok bool) {
	if e.kind == offsetDelta {
		return p.rankOf(e.base)
	}
	position, ok := p.find(e.baseID)
	if !ok {
		return 0, false
	}
	return p.rankOf(p.offsets[position])
}

// place returns the first pack entry of an object, or the zero location.
func (r *Reader) place(id ID) location {
	for _, p := range r.list.packs {
		if position, ok := p.find(id); ok {
			if rank, ok := p.rankOf(p.offsets[position]); ok {
				return location{pack: p, rank: rank}
			}
		}
	}
	return location{}
}

// readLooseBase reads a base from a loose file.
func (r *Reader) readLooseBase(id ID) (kind Kind, data []byte, err error) {
	err = ErrMissing
	for _, dir := range r.store.dirs {
		if kind, data, err = r.readLoose(dir, id); !errors.Is(err, ErrMissing) {
			break
		}
	}
	if err == nil && !r.verify(id, kind, data) {
		err = ErrCorrupt
	}
	return kind, data, err
}

// markBad notes that what is on a chain cannot be rebuilt, so that each of its
// objects costs one look and not the whole chain.
func (r *Reader) markBad(err error) {
	if r.bad == nil || len(r.bad) > maxBad {
		r.bad = make(map[location]error)
	}
	for i := range r.chain {
		r.bad[location{pack: r.chain[i].pack, rank: r.chain[i].rank}] = err
	}
}

// maxBad is how many entries are known to be bad until they are forgotten.
const maxBad = 1 << 20
