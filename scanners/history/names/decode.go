package names

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// ReadSnapshot reads what Names.Snapshot has written, to the end of r. The entries
// of its trees may take most bytes in memory; 0: DefaultSnapshot. The rest is a few
// times the size of a file that is true, and at most sixty times that of any other.
// The error is ErrSnapshot, or one of r's.
func ReadSnapshot(r io.Reader, most int64) (*Snapshot, error) {
	if most <= 0 {
		most = DefaultSnapshot
	}
	d := decoder{r: r, buf: make([]byte, 0, 256<<10), store: newStore(), entries: most / 8}
	d.all()
	if d.err != nil {
		return nil, fmt.Errorf("read snapshot: %w", d.err)
	}
	d.store.remember()
	s := &Snapshot{}
	s.store.Store(d.store)
	return s, nil
}

// object reads the number of an object.
func (d *decoder) object() uint32 { return d.back(d.uint()) }

// back returns the number of the object that is so far below the next one.
func (d *decoder) back(distance uint64) uint32 {
	if distance > d.next || distance == 0 && d.next == uint64(len(d.objects)) {
		d.fail("an object is out of range")
		return NoObject
	}
	if distance == 0 {
		d.next++
		return uint32(d.next - 1)
	}
	return uint32(d.next - distance)
}

// define says what an object is, once.
func (d *decoder) define(n uint32, kind objects.Kind, ref uint32) {
	if d.err != nil {
		return
	}
	if d.objects[n].kind != objects.Unknown {
		d.fail("an object is two things")
		return
	}
	d.objects[n].kind, d.objects[n].ref = kind, ref
}

func (d *decoder) all() {
	if !d.need(len(snapshotMagic)) || string(d.buf[:len(snapshotMagic)]) != snapshotMagic {
		d.fail("it is no snapshot of this version")
		return
	}
	d.at = len(snapshotMagic)
	for range d.times() {
		d.people.list = append(d.people.list, Person{d.text(), d.text()})
	}
	for range d.times() {
		d.words.list = append(d.words.list, d.text())
	}
	for n := range d.times() {
		if n == 0 {
			d.table.ids = slices.Grow(d.table.ids, 1<<12)
		}
		d.table.ids = append(d.table.ids, d.id())
	}
	d.objects = make([]object, len(d.table.ids))
	// The tables to search in take as long as all the rest.
	indexed := make(chan bool)
	go func() { indexed <- d.table.index() && d.words.reindex() && d.people.reindex() }()
	d.readCommits()
	d.readTags()
	d.readTrees()
	if !<-indexed {
		d.fail("something stands in it twice")
	}
	d.finish()
}

func (d *decoder) readCommits() {
	var parents arena[uint32]
	var list []uint32
	last := int64(0)
	for range d.times() {
		r := rawCommitEntry{object: d.object(), tree: NoObject}
		flags := d.uint()
		r.oddIdent = flags&isOddIdent != 0
		if flags&hasTree != 0 {
			r.tree = d.object()
		}
		list = list[:0]
		for range d.times() {
			list = append(list, d.object())
		}
		r.parents = append(parents.take(len(list)), list...)
		r.author, r.committer = int32(d.bounded(len(d.people.list))), int32(d.bounded(len(d.people.list)))
		r.time = last + d.int()
		r.authorTime = r.time + d.int()
		last = r.time
		if uint64(r.time) > maxTime || uint64(r.authorTime) > maxTime {
			d.fail("a date is out of range")
		}
		ref := uint32(len(d.commits))
		if flags&hasRevert != 0 {
			d.reverts = append(d.reverts, reverted{ref, d.id()})
		}
		d.commits = append(d.commits, r)
		d.define(r.object, objects.Commit, ref)
	}
}

func (d *decoder) readTags() {
	for range d.times() {
		tag := d.object()
		d.define(tag, objects.Tag, d.object())
	}
}

func (d *decoder) readTrees() {
	var all arena[Entry]
	var tree []Entry
	for i := range d.times() {
		number := d.object()
		var base []Entry
		if back := d.bounded(i + 1); back > 0 {
			base = d.trees[i-back]
		}
		tree = d.tree(tree[:0], base)
		if d.entries -= int64(len(tree)); d.entries < 0 {
			d.fail("its trees take more memory than allowed")
			return
		}
		d.trees = append(d.trees, append(all.take(len(tree)), tree...))
		d.define(number, objects.Tree, uint32(i))
	}
	for range d.times() {
		i := uint32(d.bounded(len(d.trees)))
		d.odd[i] = oddTree{modes: d.count(), names: d.count()}
	}
}

// tree appends the entries that the steps make of base.
func (d *decoder) tree(to, base []Entry) []Entry {
	for d.err == nil {
		step := d.uint()
		kind, count := stepKind(step&3), step>>2
		if kind == stepCopy && count == 0 {
			return to
		}
		if kind != stepInsert && count > uint64(len(base)) {
			d.fail("a tree has more entries than its base")
			return nil
		}
		switch kind {
		case stepCopy:
			to = append(to, base[:count]...)
			base = base[count:]
		case stepSkip:
			base = base[count:]
		case stepInsert:
			for ; count > 0 && d.err == nil; count-- {
				name := uint32(d.bounded(len(d.words.list)))
				object := d.uint()
				class := Class(object & 3)
				if class > Gitlink {
					d.fail("an entry is nothing that git knows")
				}
				to = append(to, newEntry(name, d.back(object>>2), class))
			}
		case stepReplace:
			for ; count > 0 && d.err == nil; count-- {
				to = append(to, newEntry(base[0].Name, d.object(), base[0].Class()))
				base = base[1:]
			}
		}
	}
	return nil
}

// finish checks that all was said, and was said as it was written.
func (d *decoder) finish() {
	if d.err != nil {
		return
	}
	if d.next != uint64(len(d.objects)) {
		d.fail("it has ids that nothing is about")
		return
	}
	if !d.need(4) {
		d.fail("the file ends too early")
		return
	}
	sum := crc32.Update(d.sum, castagnoli, d.buf[:d.at])
	if sum != binary.LittleEndian.Uint32(d.buf[d.at:]) {
		d.fail("its checksum is wrong")
		return
	}
	d.at += 4
	if d.need(1) {
		d.fail("something follows its end")
	}
}
