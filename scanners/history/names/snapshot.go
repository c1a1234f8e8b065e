package names

import (
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A Snapshot is what an earlier scan has read: a scan that starts from it asks the
// repository for new commits and trees only. Objects are named by their content,
// so what was read once stays true, whatever has become of the repository. One
// that was damaged or lost after it had been read is not missed any more.
//
// A snapshot file is believed: who can write it can hide trees. Keep it where only
// those can write who may write into the repository.
type Snapshot struct {
	store atomic.Pointer[store]
}

// ErrSnapshot is what ReadSnapshot returns for a file that is no snapshot, of
// another version, damaged or over the limit, and a scan for a snapshot whose
// objects cannot be. Scan without it then.
var ErrSnapshot = errors.New("snapshot cannot be used")

func snapshotError(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrSnapshot}, args...)...)
}

// The file: the magic and version, then sections of numbers of seven bits a byte,
// the lowest first, and of raw bytes, then a checksum.
//
//	people   count, then for each: length, name, length, address
//	words    count, then for each: length, bytes
//	ids      count, then 20 bytes each; their places are the numbers of objects
//	commits  count, then for each: number, flags, tree + 1 when it has one,
//	         count of parents, parents, author, committer, times, reverted id
//	tags     count, then for each: number, number of what it names
//	trees    count, then for each: number, base, steps, as in treeSteps
//	odd      count, then for each: index of the tree, odd modes, odd names
//	CRC-32C  four bytes, the lowest first, of all before
//
// The number of an object stands as how far it is below the number of objects
// named up to there, where one named for the first time gets the next number: 0.
// It holds what the roots reach and what had no fault; the rest is only named.
//
// Whoever changes what is read from an object (an odd name, a date that counts as
// none) must change the version.
const snapshotMagic = "llnames\x01"

// Flags of commits.
const (
	hasTree = 1 << iota
	hasRevert
	isOddIdent
)

// DefaultSnapshot is how many bytes the entries of a snapshot's trees may take in
// memory, unless ReadSnapshot is told otherwise.
const DefaultSnapshot = 1 << 30

// Known returns what n was made of, for a scan of the same repository from further
// roots: it need not read again what this one has. n must not be used any more.
func (n *Names) Known() *Snapshot {
	s := n.store
	n.store = nil
	for i := range s.objects {
		o := &s.objects[i]
		if o.fault != 0 || o.kind == objects.Blob || o.kind == objects.Commit && s.commits[o.ref].shallow ||
			o.kind == objects.Tree && s.odd[o.ref].cut {
			*o = object{} // as a snapshot file leaves it out
		}
		o.queued, o.named = false, false
	}
	k := &Snapshot{}
	k.store.Store(s)
	return k
}

// adopt makes the collector start from a snapshot.
func (c *collector) adopt(from *Snapshot) error {
	s := from.store.Swap(nil)
	if s == nil {
		return errors.New("snapshot was used before")
	}
	c.store = s
	// A limit and the shallow file change what is read from an object.
	for i := range s.objects {
		if o := &s.objects[i]; o.kind == objects.Tree && len(s.trees[o.ref]) > c.limits.Entries {
			s.trees[o.ref] = nil
			*o = object{}
		}
	}
	for id := range c.shallow {
		number, ok := s.table.find(id)
		if !ok || s.objects[number].kind != objects.Commit {
			continue
		}
		if r := &s.commits[s.objects[number].ref]; len(r.parents) > 0 {
			r.shallow, r.parents = true, nil
		}
	}
	return nil
}

// verify reports an error for objects that name each other in a circle. That takes
// a snapshot that lies: a hash cannot be of something that holds it. Without a
// circle every walk ends; with one in trees it ends because limits cut it.
func (x *expander) verify() error {
	if len(x.cut) == 0 {
		return nil
	}
	const entered, left = 1, 2
	state := make([]uint8, len(x.store.objects))
	type frame struct {
		tree uint32
		next int
	}
	var stack []frame
	for first := range x.store.objects {
		if state[first] == 0 && x.once[first/64]&(1<<(first%64)) != 0 {
			stack = append(stack, frame{tree: uint32(first)})
			state[first] = entered
		}
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			entries := x.store.entries(top.tree)
			if top.next == len(entries) {
				state[top.tree] = left
				stack = stack[:len(stack)-1]
				continue
			}
			e := entries[top.next]
			top.next++
			if e.Class() != Directory {
				continue
			}
			switch n := e.Object(); state[n] {
			case entered:
				return snapshotError("trees hold each other in a circle")
			case 0:
				state[n] = entered
				stack = append(stack, frame{tree: n})
			}
		}
	}
	return nil
}
