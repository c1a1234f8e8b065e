package names

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Snapshot writes what a later scan need not read again. The same history and
// roots give the same bytes.
func (n *Names) Snapshot(w io.Writer) error { return n.SnapshotWithout(w, nil) }

// SnapshotWithout does it without the commits and trees in which there is a name, of
// a person or a file, that hidden says yes to: none of those is written, and a later
// scan reads these objects again. hidden is asked once about each name, and for the
// name and for the address of a person; nil hides nothing.
func (n *Names) SnapshotWithout(w io.Writer, hidden func(text string) bool) error {
	e := encoder{n: n, numbers: make([]uint32, len(n.store.objects)), words: make([]uint32, len(n.store.words.list))}
	e.hide(hidden)
	e.commits()
	e.tags()
	e.trees()
	if err := e.write(w); err != nil {
		return fmt.Errorf("write snapshot: %w", err)
	}
	return nil
}

// An encoder numbers objects and words anew, in the order in which they come up:
// those that the roots do not reach are left out.
type encoder struct {
	n       *Names
	body    []byte
	numbers []uint32 // by object number: the new one + 1
	ids     []uint32 // object numbers, in the order of the new ones
	words   []uint32 // by the number of the word: the new one + 1
	order   []uint32 // words, in the order of the new ones
	// hiddenPeople and hiddenWords are what is not written; nil for none.
	hiddenPeople, hiddenWords []bool
	people                    []uint32 // by index in Names.People: the new one
	kept                      []Person
}

// hide finds out who and what is not written, and numbers the other people.
func (e *encoder) hide(hidden func(text string) bool) {
	e.hiddenPeople, e.hiddenWords = e.n.hidden(hidden)
	e.people = make([]uint32, len(e.n.People))
	for i, p := range e.n.People {
		if e.hiddenPeople == nil || !e.hiddenPeople[i] {
			e.people[i] = uint32(len(e.kept))
			e.kept = append(e.kept, p)
		}
	}
}

func (e *encoder) uint(v uint64) { e.body = binary.AppendUvarint(e.body, v) }

// object writes the number of an object.
func (e *encoder) object(old uint32) {
	e.uint(e.distance(old))
}

func (e *encoder) distance(old uint32) uint64 {
	if known := e.numbers[old]; known != 0 {
		return uint64(len(e.ids)) - uint64(known-1)
	}
	e.ids = append(e.ids, old)
	e.numbers[old] = uint32(len(e.ids))
	return 0
}

func (e *encoder) word(old uint32) {
	if e.words[old] == 0 {
		e.order = append(e.order, old)
		e.words[old] = uint32(len(e.order))
	}
	e.uint(uint64(e.words[old] - 1))
}

// commits writes the commits that had no fault. One whose parents a shallow clone
// cut off may have them another time.
func (e *encoder) commits() {
	s := e.n.store
	kept := make([]*rawCommitEntry, 0, len(e.n.Commits))
	index := make([]int, 0, len(e.n.Commits))
	inverse := make([]uint32, len(e.n.Commits))
	for ref, at := range e.n.sorted {
		if at >= 0 {
			inverse[at] = uint32(ref)
		}
	}
	for i := range e.n.Commits {
		if r := &s.commits[inverse[i]]; e.n.storesCommit(r, &e.n.Commits[i], e.hiddenPeople) {
			kept, index = append(kept, r), append(index, i)
		}
	}
	reverts := make(map[uint32]ID, len(s.reverts))
	for _, r := range s.reverts {
		reverts[r.commit] = r.id
	}
	e.uint(uint64(len(kept)))
	last := int64(0)
	for i, r := range kept {
		c := &e.n.Commits[index[i]]
		id, ok := reverts[s.objects[r.object].ref]
		flags := uint64(0)
		if r.tree != NoObject {
			flags |= hasTree
		}
		if ok {
			flags |= hasRevert
		}
		if r.oddIdent {
			flags |= isOddIdent
		}
		e.object(r.object)
		e.uint(flags)
		if r.tree != NoObject {
			e.object(r.tree)
		}
		e.uint(uint64(len(r.parents)))
		for _, parent := range r.parents {
			e.object(parent)
		}
		e.uint(uint64(e.people[c.Author]))
		e.uint(uint64(e.people[c.Committer]))
		e.body = binary.AppendVarint(e.body, r.time-last)
		e.body = binary.AppendVarint(e.body, r.authorTime-r.time)
		last = r.time
		if ok {
			e.body = append(e.body, id[:]...)
		}
	}
}

// tags writes the tags that roots lead through.
func (e *encoder) tags() {
	s := e.n.store
	var tags []uint32
	met := make(map[uint32]bool)
	for i := range e.n.Roots {
		number, _ := s.table.find(e.n.Roots[i].ID)
		for s.objects[number].kind == objects.Tag && s.objects[number].fault == 0 && !met[number] {
			met[number] = true
			tags = append(tags, number)
			number = s.objects[number].ref
		}
	}
	e.uint(uint64(len(tags)))
	for _, tag := range tags {
		e.object(tag)
		e.object(s.objects[tag].ref)
	}
}

// trees writes the trees that had no fault and were not cut.
func (e *encoder) trees() {
	s := e.n.store
	var odd []uint32
	kept := make([]expanded, 0, len(e.n.trees))
	for _, x := range e.n.trees {
		if e.n.storesTree(x.tree, e.hiddenWords) {
			kept = append(kept, x)
		}
	}
	e.uint(uint64(len(kept)))
	index := make([]uint32, len(s.objects)) // of trees that were written, + 1
	var steps []treeStep
	for i, x := range kept {
		e.object(x.tree)
		index[x.tree] = uint32(i + 1)
		var base []Entry
		if x.base == NoObject || index[x.base] == 0 {
			e.uint(0)
		} else {
			e.uint(uint64(i + 1 - int(index[x.base])))
			base = s.entries(x.base)
		}
		entries := s.entries(x.tree)
		steps = treeSteps(steps[:0], base, entries)
		e.steps(steps, entries)
		if s.odd[s.objects[x.tree].ref] != (oddTree{}) {
			odd = append(odd, uint32(i))
		}
	}
	e.uint(uint64(len(odd)))
	for _, i := range odd {
		o := s.odd[s.objects[kept[i].tree].ref]
		e.uint(uint64(i))
		e.uint(uint64(o.modes))
		e.uint(uint64(o.names))
	}
}

func (e *encoder) steps(steps []treeStep, entries []Entry) {
	for _, step := range steps {
		e.uint(uint64(step.count)<<2 | uint64(step.kind))
		if step.kind < stepInsert {
			continue
		}
		for _, entry := range entries[step.from:][:step.count] {
			if step.kind == stepReplace {
				e.object(entry.Object())
				continue
			}
			e.word(entry.Name)
			e.uint(e.distance(entry.Object())<<2 | uint64(entry.Class()))
		}
	}
	e.uint(0)
}

// write writes the file. The body comes last, for it is the one that finds out
// what the other sections hold.
func (e *encoder) write(w io.Writer) error {
	const piece = 64 << 10
	sum := uint32(0)
	buf := make([]byte, 0, piece+1<<10)
	flush := func(least int) error {
		if len(buf) < least {
			return nil
		}
		sum = crc32.Update(sum, castagnoli, buf)
		_, err := w.Write(buf)
		buf = buf[:0]
		return err
	}
	text := func(s string) { buf = append(binary.AppendUvarint(buf, uint64(len(s))), s...) }

	buf = append(buf, snapshotMagic...)
	buf = binary.AppendUvarint(buf, uint64(len(e.kept)))
	for _, p := range e.kept {
		text(p.Name)
		text(p.Email)
		if err := flush(piece); err != nil {
			return err
		}
	}
	buf = binary.AppendUvarint(buf, uint64(len(e.order)))
	for _, old := range e.order {
		text(e.n.Name(old))
		if err := flush(piece); err != nil {
			return err
		}
	}
	buf = binary.AppendUvarint(buf, uint64(len(e.ids)))
	for _, old := range e.ids {
		buf = append(buf, e.n.store.table.ids[old][:]...)
		if err := flush(piece); err != nil {
			return err
		}
	}
	if err := flush(0); err != nil {
		return err
	}
	sum = crc32.Update(sum, castagnoli, e.body)
	if _, err := w.Write(e.body); err != nil {
		return err
	}
	_, err := w.Write(binary.LittleEndian.AppendUint32(nil, sum))
	return err
}
