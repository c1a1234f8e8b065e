package objects

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

// A Pack is one pack file and its index. It is safe for concurrent use.
type Pack struct {
	// Path is the path of the pack file.
	Path string
	// Promisor reports whether the pack came from a remote that has promised what
	// it refers to: there is a file of its name with the ending .promisor.
	Promisor bool

	file *os.File
	// end is where the last entry must end: at the checksum.
	end int64
	*index
	// damage is what is wrong with the pack or its index, and leaves them usable.
	damage error

	families func() *families // computed once, by the first who asks
}

const packHead = 12 // "PACK", version, number of entries

// openPack opens a pack by the path of its index.
func openPack(indexPath, path string) (*Pack, error) {
	file, err := openRegular(indexPath)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	text, err := readIndex(file, info.Size())
	if err != nil {
		return nil, err
	}
	ix, damage, err := parseIndex(text)
	if err != nil {
		return nil, err
	}
	p := &Pack{Path: path, index: ix, damage: damage}
	p.families = sync.OnceValue(func() *families { return newFamilies(p) })
	if p.file, err = openRegular(path); err != nil {
		return nil, err
	}
	if damage, err = p.check(); err != nil {
		p.file.Close()
		return nil, err
	}
	p.damage = errors.Join(p.damage, damage)
	return p, nil
}

// check compares the pack's ends with its index.
func (p *Pack) check() (damage, err error) {
	info, err := p.file.Stat()
	if err != nil {
		return nil, err
	}
	var head [packHead]byte
	if _, err := p.file.ReadAt(head[:], 0); err != nil {
		return nil, fmt.Errorf("pack ends in its head: %w", noEOF(err))
	}
	version := binary.BigEndian.Uint32(head[4:])
	if string(head[:4]) != "PACK" || version != 2 && version != 3 {
		return nil, errors.New("not a pack of version 2 or 3")
	}
	if n := int64(binary.BigEndian.Uint32(head[8:])); n != int64(len(p.ids)) {
		damage = fmt.Errorf("pack has %d objects and its index %d", n, len(p.ids))
	}
	p.end = info.Size()
	var tail [sha1.Size]byte
	if _, err := p.file.ReadAt(tail[:], max(0, info.Size()-sha1.Size)); err != nil && err != io.EOF {
		return nil, err
	}
	// A pack that was cut has no checksum at its end: its last bytes are an entry's.
	if bytes.Equal(tail[:], p.pack[:]) {
		p.end -= sha1.Size
	} else {
		damage = errors.New("pack does not end as its index says: it is cut, or of another index")
	}
	return damage, nil
}

// Len returns the number of entries, as the index has it.
func (p *Pack) Len() int { return len(p.ids) }

// id returns the id of the entry of a rank.
func (p *Pack) id(rank int) ID { return p.ids[p.order[rank]] }

// An entry is the head of a pack entry: what stands before its compressed data.
type entry struct {
	offset int64 // of the entry
	data   int64 // of its compressed data
	limit  int64 // where its compressed data ends at the latest
	kind   Kind  // or offsetDelta, refDelta
	size   int64 // decompressed, as declared
	base   int64 // offset of the base, for offsetDelta
	baseID ID    // for refDelta
}

// isDelta reports whether the entry is stored as a difference.
func (e *entry) isDelta() bool { return e.kind == offsetDelta || e.kind == refDelta }

// maxEntryHead is the longest head: ten bytes of size, then an id, or an offset
// of at most ten bytes.
const maxEntryHead = 32

// parseEntry reads the head of the entry at offset, which p begins with.
func parseEntry(p []byte, offset int64) (entry, error) {
	e := entry{offset: offset}
	if len(p) == 0 {
		return e, corruptf("entry at %d is beyond the end of its pack", offset)
	}
	b := p[0]
	e.kind = Kind(b >> 4 & 7)
	size := uint64(b & 15)
	n := 1
	for shift := 4; b >= 0x80; shift += 7 {
		if n == len(p) || shift > 57 {
			return e, corruptf("entry at %d has no size", offset)
		}
		b = p[n]
		n++
		size |= uint64(b&0x7f) << shift
	}
	e.size = int64(size) // at most 4+9*7 bits are taken, less than 64
	if e.size < 0 {
		return e, corruptf("entry at %d has no size", offset)
	}
	switch e.kind {
	case offsetDelta:
		distance, m := baseDistance(p[n:])
		if m == 0 || distance <= 0 || distance > offset-packHead {
			return e, corruptf("entry at %d has its base outside of the pack", offset)
		}
		e.base = offset - distance
		n += m
	case refDelta:
		if len(p) < n+len(e.baseID) {
			return e, corruptf("entry at %d ends in its head", offset)
		}
		n += copy(e.baseID[:], p[n:])
	case Commit, Tree, Blob, Tag:
	default:
		return e, corruptf("entry at %d is of type %d, which is not defined", offset, e.kind)
	}
	e.data = offset + int64(n)
	return e, nil
}

// baseDistance reads how far before an entry its base begins: seven bits a byte,
// the highest first, each continuation adding one so that no number has two forms.
func baseDistance(p []byte) (distance int64, n int) {
	for n < len(p) && n < 9 {
		b := p[n]
		n++
		distance |= int64(b & 0x7f)
		if b < 0x80 {
			return distance, n
		}
		distance = (distance + 1) << 7
	}
	return 0, 0
}

// entryAt reads the head of the entry of a rank.
func (p *Pack) entryAt(w *window, rank int) (entry, error) {
	offset := p.sorted[rank]
	if offset < packHead || offset >= p.end {
		return entry{}, corruptf("entry at %d is beyond the end of its pack", offset)
	}
	head, err := w.at(p.file, offset, int(min(maxEntryHead, p.end-offset)))
	if err != nil {
		return entry{}, corruptf("read pack: %v", err)
	}
	e, err := parseEntry(head, offset)
	if err != nil {
		return entry{}, err
	}
	e.limit = p.end
	if rank+1 < len(p.sorted) && p.sorted[rank+1] > e.data {
		e.limit = min(e.limit, p.sorted[rank+1])
	}
	return e, nil
}

// openRegular opens a file for reading if it is a regular one: a FIFO would block.
func openRegular(name string) (*os.File, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("open %s: not a regular file", name)
	}
	return os.Open(name)
}
