package objects

import (
	"crypto/sha1"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
)

// A Reader reads objects by id. Each goroutine takes its own; they share the
// store's indexes, and nothing else.
type Reader struct {
	store    *Store
	list     *listing
	window   window
	inflater inflater
	hash     hash.Hash
	head     [looseHead]byte
	sums     Counters
	bases    baseCache
	spare    [][]byte
	delta    []byte // the instructions being applied
	chain    []link
	last     *Pack // the pack that had the last object
	loaned   []byte
	repairs  int                // how many objects were gone after with care
	mended   int                // how many other copies were taken for the object being read
	onLarge  func()             // called before large buffers are made; may be nil
	bad      map[location]error // entries that could not be rebuilt, for all that build on them
}

// Reader returns a new reader.
func (s *Store) Reader() *Reader {
	r := &Reader{store: s, list: s.current.Load(), hash: sha1.New()}
	r.bases.init(s.limits.Bases, r.give)
	return r
}

// Read returns an object's kind and content, checked against the id. The content
// is valid until the next call and must not be changed. The error is ErrMissing,
// ErrPromised, ErrCorrupt or ErrTooLarge, with the kind when it is known.
//
// An object that is damaged in one place is read from another, if there is one,
// and a base as well. When no copy is known the packs are listed again, once for
// each change to the directory.
func (r *Reader) Read(id ID) (Kind, []byte, error) {
	r.reclaim()
	defer r.store.counters.add(&r.sums)
	if id == emptyTree {
		return Tree, nil, nil
	}
	kind, data, err := r.readCopies(id, location{})
	if err != nil && r.moved(err) {
		kind, data, err = r.readCopies(id, location{})
	}
	if errors.Is(err, ErrMissing) && r.list.promisor {
		err = ErrPromised
	}
	if err != nil {
		return kind, nil, fmt.Errorf("read object %s: %w", id, err)
	}
	return kind, data, nil
}

// moved reports whether there is a newer listing in which what was not found may
// be found.
func (r *Reader) moved(err error) bool {
	old := r.list
	r.list = r.store.current.Load()
	if r.list == old && !errors.Is(err, ErrTooLarge) && r.store.refresh(old, false) {
		r.list = r.store.current.Load()
	}
	if r.list == old {
		return false
	}
	clear(r.bad)
	return true
}

// A location is where one copy of an object is: an entry of a pack, or a loose
// file. The zero one is nowhere.
type location struct {
	pack *Pack
	rank int
	dir  string // an object directory, for a loose file
}

// eachCopy calls f with the places of an object, packs first, until f is false.
func (r *Reader) eachCopy(id ID, f func(location) bool) {
	if p := r.last; p != nil {
		if position, ok := p.find(id); ok {
			if rank, ok := p.rankOf(p.offsets[position]); ok && !f(location{pack: p, rank: rank}) {
				return
			}
		}
	}
	for _, p := range r.list.packs {
		if p == r.last {
			continue
		}
		if position, ok := p.find(id); ok {
			rank, ok := p.rankOf(p.offsets[position])
			r.last = p
			if ok && !f(location{pack: p, rank: rank}) {
				return
			}
		}
	}
	for _, dir := range r.store.dirs {
		if !f(location{dir: dir}) {
			return
		}
	}
}

// readCopies reads the first copy of an object that is sound, except one.
func (r *Reader) readCopies(id ID, except location) (kind Kind, data []byte, err error) {
	err = ErrMissing
	tried := 0
	r.eachCopy(id, func(at location) bool {
		if at == except {
			return true
		}
		k, d, e := r.readAt(id, at)
		switch {
		case e == nil:
			kind, data, err = k, d, nil
			if tried > 0 {
				r.sums.OtherCopy++
			}
			return false
		case errors.Is(e, ErrMissing) && at.pack == nil:
			return true
		case errors.Is(err, ErrMissing), errors.Is(e, ErrTooLarge):
			kind, err = k, e // the first reason, but a limit is the better one
		}
		tried++
		return tried < maxCopies
	})
	return kind, data, err
}

// maxCopies bounds how many damaged copies of one object are looked at.
const maxCopies = 16

// readAt reads and checks the copy of an object at one place.
func (r *Reader) readAt(id ID, at location) (Kind, []byte, error) {
	if at.pack == nil {
		kind, data, err := r.readLoose(at.dir, id)
		if err == nil && !r.verify(id, kind, data) {
			r.give(data)
			return kind, nil, corruptf("loose object has other content than its id says")
		}
		if err == nil {
			r.loaned = data
		}
		return kind, data, err
	}
	if err := r.bad[at]; err != nil {
		return Unknown, nil, err
	}
	kind, data, err := r.resolve(at.pack, at.rank, false)
	if err == nil && r.verify(id, kind, data) {
		return kind, data, nil
	}
	if err != nil && !errors.Is(err, ErrCorrupt) {
		return kind, nil, err
	}
	if err == nil {
		err = contentError{"packed object has"}
	}
	if r.repairs > maxRepairs {
		return kind, nil, err
	}
	// Something on the way from the base is damaged. Go again, more slowly: check
	// each object on the way, and take other copies of those that are damaged.
	r.bases.clear()
	r.mended = 0
	kind, data, again := r.resolve(at.pack, at.rank, true)
	if again == nil && r.verify(id, kind, data) {
		r.sums.OtherCopy++
		return kind, data, nil
	}
	r.bases.clear()
	return kind, nil, err
}

// maxRepairs bounds how many objects on the way to those that are damaged a reader
// goes after a second time: a pack can be made of nothing else.
const maxRepairs = 1_000_000

// A contentError is that of an object that can be rebuilt, and is not what its id
// says. It is ErrCorrupt.
type contentError struct{ what string }

func (e contentError) Error() string {
	return ErrCorrupt.Error() + ": " + e.what + " other content than its id says"
}

func (contentError) Is(target error) bool { return target == ErrCorrupt }

// verify reports whether an object's content is what its id says.
func (r *Reader) verify(id ID, kind Kind, data []byte) bool {
	return objectID(r.hash, r.head[:0], kind, data) == id
}

// objectID computes the id of an object. It uses scratch, which must not hold
// anything.
func objectID(h hash.Hash, scratch []byte, kind Kind, data []byte) ID {
	h.Reset()
	h.Write(appendHead(scratch, kind, int64(len(data))))
	h.Write(data)
	var id ID
	h.Sum(id[:0])
	return id
}

func appendHead(p []byte, kind Kind, size int64) []byte {
	p = append(append(p, kind.String()...), ' ')
	return append(strconv.AppendInt(p, size, 10), 0)
}

// inflateEntry decompresses an entry of a pack into dst, whose length is the size
// that the entry declares.
func (r *Reader) inflateEntry(p *Pack, e *entry, dst []byte) error {
	err := r.inflateUpTo(p, e, e.limit, dst)
	if err != nil && e.limit < p.end {
		// The next entry may begin elsewhere than a damaged index says.
		err = r.inflateUpTo(p, e, p.end, dst)
	}
	if err != nil {
		return corruptf("entry at %d: %v", e.offset, err)
	}
	r.sums.Inflated++
	r.sums.InflatedBytes += e.size
	return nil
}

// maxInMemory is how many compressed bytes are read at once.
const maxInMemory = 1 << 20

func (r *Reader) inflateUpTo(p *Pack, e *entry, limit int64, dst []byte) error {
	n := limit - e.data
	if n > maxInMemory {
		// Do not read ahead more than the declared size can need.
		if most := e.size + e.size>>8 + 4096; most < n {
			n = most
		}
	}
	if n > maxInMemory {
		return r.inflater.inflateFrom(dst, io.NewSectionReader(p.file, e.data, n))
	}
	src, err := r.window.at(p.file, e.data, int(n))
	if err != nil {
		return err
	}
	return r.inflater.inflate(dst, src)
}

// checkSize reports an error for an entry that is over a limit, or that declares
// more than its compressed bytes can hold.
func (r *Reader) checkSize(p *Pack, e *entry) error {
	if e.size/maxRatio > p.end-e.data {
		return corruptf("entry at %d declares %d bytes and cannot hold them", e.offset, e.size)
	}
	if e.size > r.store.limits.Object {
		return tooLargef("entry of %d bytes", e.size)
	}
	return nil
}

// take returns a buffer of n bytes, an old one when there is one of about the
// size. Its content is undefined.
func (r *Reader) take(n int) []byte {
	for i := len(r.spare) - 1; i >= 0; i-- {
		if c := cap(r.spare[i]); c >= n && c/4 <= n+4096 {
			buf := r.spare[i]
			r.spare[i] = r.spare[len(r.spare)-1]
			r.spare = r.spare[:len(r.spare)-1]
			return buf[:n]
		}
	}
	if n >= largeObject {
		if r.onLarge != nil {
			r.onLarge()
		}
		return make([]byte, n)
	}
	return make([]byte, n, n+n/8+64)
}

// largeObject is the size from which on objects are in the memory of only one
// worker of a scan at a time.
const largeObject = 16 << 20

// give takes a buffer back. Large ones are left to the garbage collector.
func (r *Reader) give(buf []byte) {
	if c := cap(buf); c == 0 || c > 4<<20 {
		return
	}
	if len(r.spare) == 32 {
		copy(r.spare, r.spare[1:])
		r.spare = r.spare[:31]
	}
	r.spare = append(r.spare, buf)
}

// reclaim takes back what the last Read returned.
func (r *Reader) reclaim() {
	if r.loaned != nil {
		r.give(r.loaned)
		r.loaned = nil
	}
}
