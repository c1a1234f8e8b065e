package objects

import "errors"

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
// the cache's or, when it is too large for that, loaned until the next Read.
func (r *Reader) resolve(p *Pack, rank int, care bool) (Kind, []byte, error) {
	chain := r.chain[:0]
	defer func() { r.chain = chain[:0] }()
	// All that is on the chain when something fails depends on it.
	fail := func(kind Kind, err error) (Kind, []byte, error) {
		if care || !errors.Is(err, ErrCorrupt) {
			r.markBad(chain, p, rank, err)
		}
		return kind, nil, err
	}
	var seen map[location]bool
	var kind Kind
	var data []byte
	for data == nil {
		if k, d, ok := r.bases.get(p, rank); ok && !care {
			kind, data = k, d
			break
		}
		if err := r.bad[location{pack: p, rank: rank}]; err != nil {
			return fail(Unknown, err)
		}
		if len(chain) > r.store.limits.Depth {
			return fail(Unknown, tooLargef("more than %d differences to a full object", r.store.limits.Depth))
		}
		e, err := p.entryAt(&r.window, rank)
		if err == nil {
			err = r.checkSize(p, &e)
		}
		if err == nil && !e.isDelta() {
			kind = e.kind
			if data, err = r.full(p, rank, &e); err == nil && care && !r.verify(p.id(rank), kind, data) {
				err = corruptf("base at %d has other content than its id says", e.offset)
			}
		}
		if err != nil && care && len(chain) > 0 {
			if kind, data, err = r.otherCopy(p, rank, err); err == nil {
				r.keep(p, rank, kind, data)
			}
		}
		if err != nil {
			return fail(kind, err)
		}
		if data != nil {
			break
		}
		// Have: a difference.
		chain = append(chain, link{p, rank, e})
		if e.kind == refDelta {
			// Only these can refer in a circle: the others always refer backwards.
			if seen == nil {
				seen = make(map[location]bool)
			}
			at := location{pack: p, rank: rank}
			if seen[at] {
				return fail(Unknown, corruptf("entry at %d is a difference to itself", e.offset))
			}
			seen[at] = true
		}
		next, ok := p.baseRank(&e)
		if ok {
			rank = next
			continue
		}
		if e.kind == offsetDelta {
			return fail(Unknown, corruptf("entry at %d has a base that is not in the index", e.offset))
		}
		// The base is not in this pack, as it should: git makes such packs only to
		// send them. It may be elsewhere.
		r.store.thin.Store(p, true)
		at := r.place(e.baseID)
		switch {
		case at.pack != nil:
			p, rank = at.pack, at.rank
		default:
			if kind, data, err = r.readLooseBase(e.baseID); err != nil {
				return fail(Unknown, corruptf("entry at %d: read base %s: %v", e.offset, e.baseID, err))
			}
		}
	}
	work := int64(0)
	for i := len(chain) - 1; i >= 0; i-- {
		link := &chain[i]
		p, rank, chain = link.pack, link.rank, chain[:i]
		next, err := r.apply(link, data, &work)
		if err == nil && care && i > 0 && !r.verify(p.id(rank), kind, next) {
			err = corruptf("base at %d has other content than its id says", link.entry.offset)
		}
		if err != nil && care && i > 0 {
			kind, next, err = r.otherCopy(p, rank, err)
		}
		if err != nil {
			return fail(kind, err)
		}
		r.keep(p, rank, kind, next)
		data = next
	}
	return kind, data, nil
}

// full reads an entry that is stored in full.
func (r *Reader) full(p *Pack, rank int, e *entry) ([]byte, error) {
	data := r.take(int(e.size))
	if err := r.inflateEntry(p, e, data); err != nil {
		r.give(data)
		return nil, err
	}
	r.keep(p, rank, e.kind, data)
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

// otherCopy reads an object on the way from another place than the damaged one.
// It goes one level deep: a copy that itself needs mending is not used.
func (r *Reader) otherCopy(p *Pack, rank int, damage error) (Kind, []byte, error) {
	if r.mended++; r.mended > maxCopies || errors.Is(damage, ErrTooLarge) {
		return Unknown, nil, damage
	}
	id := p.id(rank)
	other := r.store.Reader()
	other.list = r.list
	kind, data, err := Unknown, []byte(nil), error(ErrMissing)
	other.eachCopy(id, func(at location) bool {
		if at == (location{pack: p, rank: rank}) {
			return true
		}
		if at.pack == nil {
			kind, data, err = other.readLoose(at.dir, id)
		} else {
			kind, data, err = other.resolve(at.pack, at.rank, false)
		}
		if err == nil && !other.verify(id, kind, data) {
			err = ErrCorrupt
		}
		return err != nil
	})
	if err != nil {
		return Unknown, nil, damage
	}
	return kind, data, nil
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

// keep puts an object into the cache, which then owns it, or loans it.
func (r *Reader) keep(p *Pack, rank int, kind Kind, data []byte) {
	r.bases.put(p, rank, kind, data)
}

// markBad notes that what is on a chain cannot be rebuilt, so that each of its
// objects costs one look and not the whole chain.
func (r *Reader) markBad(chain []link, p *Pack, rank int, err error) {
	if r.bad == nil || len(r.bad) > maxBad {
		r.bad = make(map[location]error)
	}
	r.bad[location{pack: p, rank: rank}] = err
	for i := range chain {
		r.bad[location{pack: chain[i].pack, rank: chain[i].rank}] = err
	}
}

// maxBad is how many entries are known to be bad until they are forgotten.
const maxBad = 1 << 20
