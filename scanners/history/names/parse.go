package names

import (
	"context"
	"errors"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A scratch is what one goroutine has read and parsed last. Its slices point into
// the object's data, which lasts until that goroutine's next object.
type scratch struct {
	ctx        context.Context
	most       int // Limits.Entries
	kind       objects.Kind
	fault      Reason
	failed     bool
	malformed  bool
	commit     objects.CommitInfo
	reverts    ID
	hasReverts bool
	tag        ID
	tree       parsedTree
}

// A parsedTree is a tree without numbers for what is new in it.
type parsedTree struct {
	// entries are those of the tree. The ones at the places of fresh are still empty.
	entries []Entry
	space   []Entry // reused for each tree
	fresh   []freshEntry
	// starts says where in the data each entry begins, and at last where they end.
	starts []uint32
	odd    oddTree
}

type freshEntry struct {
	at int
	objects.TreeEntry
}

// An oddTree counts what git does not write into a tree.
type oddTree struct {
	modes, names int
	cut          bool // it has more entries than Limits.Entries
}

// checkEvery is after how many steps of a long loop it is asked whether to stop:
// often enough that nobody waits, seldom enough that it costs nothing.
const checkEvery = 1 << 16

// read reads an object by its id and parses it.
func (s *scratch) read(reader Reader, id ID) {
	kind, data, err := reader.Read(id)
	s.failed = false
	switch {
	case err == nil:
	case errors.Is(err, objects.ErrMissing) && id == emptyTree:
		kind, data = objects.Tree, nil
	default:
		s.failed = true
		s.fault = reasonOf(err)
		return
	}
	s.parse(kind, data)
}

func reasonOf(err error) Reason {
	switch {
	case errors.Is(err, objects.ErrMissing):
		return Missing
	case errors.Is(err, objects.ErrPromised):
		return Promised
	case errors.Is(err, objects.ErrTooLarge):
		return TooLarge
	}
	return Damaged
}

func (s *scratch) parse(kind objects.Kind, data []byte) {
	var err error
	s.kind, s.malformed = kind, false
	switch kind {
	case objects.Commit:
		s.commit, err = objects.ParseCommit(data)
		s.reverts, s.hasReverts = revertedBy(s.commit.Message)
		s.malformed = err != nil || s.commit.Tree.IsZero()
	case objects.Tag:
		tag, err := objects.ParseTag(data)
		s.tag, s.malformed = tag.Object, err != nil
	case objects.Tree:
		s.parseTree(data, nil, nil)
	}
}

// keep moves the entries of a tree to where they can stay.
func (s *scratch) keep(to *arena[Entry]) {
	if s.failed || s.kind != objects.Tree {
		return
	}
	t := &s.tree
	t.space = t.entries[:0]
	t.entries = append(to.take(len(t.entries)), t.entries...)
}

// A base is a tree that others are stored as differences to.
type base struct {
	entries []Entry
	starts  []uint32
}

// parseTree parses a tree. Where the instructions copy whole entries from the base,
// which is most of nearly every tree, they are taken over with their numbers.
func (s *scratch) parseTree(data []byte, from *base, delta []objects.Instruction) {
	s.malformed = false
	t := &s.tree
	t.entries, t.fresh, t.starts, t.odd = t.space[:0], t.fresh[:0], t.starts[:0], oddTree{}
	at, start := 0, 0 // at is where the next entry begins, start where the instruction's bytes do
	for _, step := range delta {
		end := start + int(step.Size)
		if step.IsInsert() {
			start = end
			continue
		}
		if at < start && !s.parseEntries(data, &at, start) {
			return
		}
		shift := int(step.From) - start // from a place in data to one in the base
		for at < end {
			i, ok := slices.BinarySearch(from.starts, uint32(at+shift))
			to := i
			for ok && to < len(from.entries) && int(from.starts[to+1])-shift <= end && len(t.entries)+to-i < s.most {
				t.starts = append(t.starts, uint32(int(from.starts[to])-shift))
				to++
			}
			if to == i {
				// No entry of the base begins here, or its end is not copied.
				if !s.parseEntries(data, &at, at+1) {
					return
				}
				continue
			}
			t.entries = append(t.entries, from.entries[i:to]...)
			at = int(from.starts[to]) - shift
		}
		start = end
	}
	if s.parseEntries(data, &at, len(data)) {
		t.starts = append(t.starts, uint32(at))
	}
}

// parseEntries parses the entries that begin before until, and reports whether
// what comes after them is to be looked at too.
func (s *scratch) parseEntries(data []byte, at *int, until int) bool {
	t := &s.tree
	for *at < until {
		e, n, err := objects.CutTreeEntry(data[*at:])
		switch {
		case err != nil:
			s.malformed = true
			return false
		case len(t.entries) == s.most:
			t.odd.cut = true
			return false
		case len(t.fresh)%checkEvery == checkEvery-1 && s.ctx.Err() != nil:
			return false // nobody will look at it
		}
		if oddMode(e.Mode) {
			t.odd.modes++
		}
		if oddName(e.Name) {
			t.odd.names++
		}
		t.fresh = append(t.fresh, freshEntry{len(t.entries), e})
		t.entries = append(t.entries, Entry{})
		t.starts = append(t.starts, uint32(*at))
		*at += n
	}
	return true
}
