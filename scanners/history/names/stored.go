package names

import "github.com/launchlint/launchlint/scanners/history/objects"

// Unstored returns how many of the commits, trees and tags that the roots reach a new
// snapshot would hold and the snapshot that Options.Known came from does not. hidden
// is as for SnapshotWithout.
func (n *Names) Unstored(hidden func(text string) bool) int {
	people, words := n.hidden(hidden)
	s := n.store
	fresh := func(number uint32) bool {
		return int(number/64) >= len(s.read) || s.read[number/64]&(1<<(number%64)) == 0
	}
	count := 0
	for ref, at := range n.sorted {
		if r := &s.commits[ref]; at >= 0 && fresh(r.object) && n.storesCommit(r, &n.Commits[at], people) {
			count++
		}
	}
	for _, x := range n.trees {
		if fresh(x.tree) && n.storesTree(x.tree, words) {
			count++
		}
	}
	for number := range s.objects {
		if o := &s.objects[number]; o.kind == objects.Tag && o.queued && o.fault == 0 && fresh(uint32(number)) {
			count++
		}
	}
	return count
}

// remember notes what was read from a snapshot.
func (s *store) remember() {
	s.read = make([]uint64, (len(s.objects)+63)/64)
	for number := range s.objects {
		if s.objects[number].kind != objects.Unknown {
			s.read[number/64] |= 1 << (number % 64)
		}
	}
}

// hidden asks about all people and words; nil for none that are hidden.
func (n *Names) hidden(hidden func(text string) bool) (people, words []bool) {
	if hidden == nil {
		return nil, nil
	}
	for i, p := range n.People {
		if hidden(p.Name) || hidden(p.Email) {
			if people == nil {
				people = make([]bool, len(n.People))
			}
			people[i] = true
		}
	}
	for i, word := range n.store.words.list {
		if hidden(word) {
			if words == nil {
				words = make([]bool, len(n.store.words.list))
			}
			words[i] = true
		}
	}
	return people, words
}

// storesCommit reports whether a snapshot holds a commit: not one that had a fault,
// nor one whose parents a shallow clone cut off, for it may have them another time.
func (n *Names) storesCommit(r *rawCommitEntry, c *Commit, hidden []bool) bool {
	return n.store.objects[r.object].fault == 0 && !r.shallow &&
		(hidden == nil || !hidden[c.Author] && !hidden[c.Committer])
}

// storesTree does it for a tree: not one that had a fault, or was cut.
func (n *Names) storesTree(tree uint32, hidden []bool) bool {
	o := &n.store.objects[tree]
	if o.fault != 0 || n.store.odd[o.ref].cut {
		return false
	}
	if hidden != nil {
		for _, e := range n.store.trees[o.ref] {
			if hidden[e.Name] {
				return false
			}
		}
	}
	return true
}

// Lost returns how many of the objects that the roots reach and that were taken from
// Options.Known the repository does not have any more, as has says of their numbers.
// Blobs are not among them: the walk does not read those.
func (n *Names) Lost(has func(number uint32) bool) int {
	count := 0
	for number := range n.store.objects {
		o := &n.store.objects[number]
		if o.queued && o.kind != objects.Unknown && o.fault == 0 && !has(uint32(number)) && n.store.table.ids[number] != emptyTree {
			count++
		}
	}
	return count
}
