package leaks

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/names"
)

// hotTrees are the trees of a history cut down to the files that hold secrets.
// Two trees that are the same after the cut are one: what changed between two
// commits, as far as secrets go, is seen by comparing two numbers, and a subtree
// that did not change is not entered.
type hotTrees struct {
	names *names.Names
	blobs map[uint32][]held
	trees []hotTree
	of    []uint32 // by object number: hot tree + 1, 0 when not known yet
	known map[string]uint32
	// holds remembers whether a secret is below a tree: tree << 32 | leak.
	memo map[uint64]bool
	cut  int
}

// A hotTree is one cut tree. Number 0 is the one without entries.
type hotTree struct {
	entries []hotEntry
	height  int
	filter  uint64 // a bit for each leak below it, several leaks to a bit
}

// A hotEntry is a file or a directory.
type hotEntry struct {
	name uint32
	dir  bool
	ref  uint32 // a blob's object number, or a hot tree
}

func compareEntries(a, b hotEntry) int {
	dirs := 0
	if a.dir != b.dir {
		dirs = -1
		if a.dir {
			dirs = 1
		}
	}
	return cmp.Or(cmp.Compare(a.name, b.name), dirs, cmp.Compare(a.ref, b.ref))
}

func filterBit(leak int32) uint64 { return 1 << (uint32(leak) * 0x9e3779b1 >> 26) }

// newHotTrees cuts the trees of all commits and roots. depth bounds what later
// walks recurse on: a deeper tree counts as empty.
func newHotTrees(n *names.Names, blobs map[uint32][]held, depth int) *hotTrees {
	h := &hotTrees{
		names: n, blobs: blobs, trees: make([]hotTree, 1), of: make([]uint32, n.Objects()),
		known: map[string]uint32{"": 0}, memo: make(map[uint64]bool),
	}
	for i := range n.Commits {
		h.build(n.Commits[i].Tree, depth)
	}
	for i := range n.Roots {
		h.build(n.Roots[i].Tree, depth)
	}
	return h
}

// build cuts a tree and all below it, children first. It does not recurse: the
// depth of trees is up to the repository.
func (h *hotTrees) build(tree uint32, depth int) {
	if tree == names.NoObject || h.of[tree] != 0 {
		return
	}
	type step struct {
		tree uint32
		next int
	}
	stack := []step{{tree, 0}}
	for len(stack) > 0 {
		at := &stack[len(stack)-1]
		entries := h.names.Entries(at.tree)
		child := names.NoObject
		for ; at.next < len(entries); at.next++ {
			if e := entries[at.next]; e.Class() == names.Directory && h.of[e.Object()] == 0 {
				child = e.Object()
				break
			}
		}
		if child != names.NoObject {
			stack = append(stack, step{child, 0})
			continue
		}
		h.of[at.tree] = h.intern(entries, depth) + 1
		stack = stack[:len(stack)-1]
	}
}

func (h *hotTrees) intern(entries []names.Entry, depth int) uint32 {
	var t hotTree
	for _, e := range entries {
		number := e.Object()
		if held := h.blobs[number]; held != nil && e.Class() != names.Gitlink {
			// A blob that is named as a directory is a blob.
			t.entries = append(t.entries, hotEntry{e.Name, false, number})
			for _, place := range held {
				t.filter |= filterBit(place.leak)
			}
			continue
		}
		if e.Class() != names.Directory || h.of[number] <= 1 {
			continue
		}
		sub := &h.trees[h.of[number]-1]
		if sub.height >= depth {
			h.cut++
			continue
		}
		t.entries = append(t.entries, hotEntry{e.Name, true, h.of[number] - 1})
		t.height = max(t.height, sub.height+1)
		t.filter |= sub.filter
	}
	slices.SortFunc(t.entries, compareEntries)
	key := make([]byte, 0, 9*len(t.entries))
	for _, e := range t.entries {
		key = binary.LittleEndian.AppendUint32(key, e.name)
		key = binary.LittleEndian.AppendUint32(key, e.ref)
		if e.dir {
			key = append(key, 1)
		} else {
			key = append(key, 0)
		}
	}
	number, ok := h.known[string(key)]
	if !ok {
		number = uint32(len(h.trees))
		h.trees = append(h.trees, t)
		h.known[string(key)] = number
	}
	return number
}

// root returns the cut tree of a tree, 0 when it is none.
func (h *hotTrees) root(tree uint32) uint32 {
	if tree == names.NoObject || h.of[tree] == 0 {
		return 0
	}
	return h.of[tree] - 1
}

// contains reports whether a secret is below a tree.
func (h *hotTrees) contains(tree uint32, leak int32) bool {
	t := &h.trees[tree]
	if t.filter&filterBit(leak) == 0 {
		return false
	}
	key := uint64(tree)<<32 | uint64(uint32(leak))
	if found, ok := h.memo[key]; ok {
		return found
	}
	found := slices.ContainsFunc(t.entries, func(e hotEntry) bool { return !e.dir && h.inBlob(e.ref, leak) }) ||
		slices.ContainsFunc(t.entries, func(e hotEntry) bool { return e.dir && h.contains(e.ref, leak) })
	h.memo[key] = found
	return found
}

func (h *hotTrees) inBlob(blob uint32, leak int32) bool {
	_, found := slices.BinarySearchFunc(h.blobs[blob], leak, func(h held, leak int32) int { return cmp.Compare(h.leak, leak) })
	return found
}

// at returns the entries of that name in a tree.
func (h *hotTrees) at(tree, name uint32) []hotEntry {
	entries := h.trees[tree].entries
	from, _ := slices.BinarySearchFunc(entries, name, func(e hotEntry, name uint32) int { return cmp.Compare(e.name, name) })
	to := from
	for to < len(entries) && entries[to].name == name {
		to++
	}
	return entries[from:to]
}

// standsAt reports whether a secret is in the file at a path, which is given as
// numbers of names.
func (h *hotTrees) standsAt(tree uint32, path []uint32, leak int32) bool {
	for _, e := range h.at(tree, path[0]) {
		switch {
		case e.dir && len(path) > 1:
			if h.standsAt(e.ref, path[1:], leak) {
				return true
			}
		case !e.dir && len(path) == 1 && h.inBlob(e.ref, leak):
			return true
		}
	}
	return false
}

// A visit is told of a file: its path as numbers of names, valid during the call,
// and its blob. It returns false to stop.
type visit func(path []uint32, blob uint32) bool

// fresh visits the files of tree that are in none of others, in the order of
// their paths' numbers. It reports whether it came to the end.
func (h *hotTrees) fresh(tree uint32, others, path []uint32, v visit) bool {
	subs := make([]uint32, 0, len(others))
next:
	for _, e := range h.trees[tree].entries {
		subs = subs[:0]
		for _, other := range others {
			for _, same := range h.at(other, e.name) {
				if same == e {
					continue next
				}
				if same.dir && e.dir {
					subs = append(subs, same.ref)
				}
			}
		}
		below := append(path, e.name)
		if !e.dir && !v(below, e.ref) || e.dir && !h.fresh(e.ref, subs, below, v) {
			return false
		}
	}
	return true
}

// each visits the files that hold a secret.
func (h *hotTrees) each(tree uint32, leak int32, path []uint32, v visit) bool {
	for _, e := range h.trees[tree].entries {
		below := append(path, e.name)
		switch {
		case e.dir:
			if h.contains(e.ref, leak) && !h.each(e.ref, leak, below, v) {
				return false
			}
		case h.inBlob(e.ref, leak):
			if !v(below, e.ref) {
				return false
			}
		}
	}
	return true
}

// leaks adds all secrets below a tree to into.
func (h *hotTrees) leaks(tree uint32, seen map[uint32]bool, into map[int32]bool) {
	if seen[tree] {
		return
	}
	seen[tree] = true
	for _, e := range h.trees[tree].entries {
		if e.dir {
			h.leaks(e.ref, seen, into)
			continue
		}
		for _, place := range h.blobs[e.ref] {
			into[place.leak] = true
		}
	}
}

// path puts a path together.
func (h *hotTrees) path(numbers []uint32) string {
	var b []byte
	for i, n := range numbers {
		if i > 0 {
			b = append(b, '/')
		}
		b = append(b, h.names.Name(n)...)
	}
	return string(b)
}
