package leaks

import (
	"slices"

	"github.com/launchlint/launchlint/scanners"
)

// stand finds out where each secret is today: at HEAD, and at the tips of refs.
func (f *finder) stand() {
	var trees []uint32
	refs := make(map[uint32][]string) // by tree
	known := make(map[uint32]bool)
	head := uint32(0)
	for i := range f.names.Roots {
		r := &f.names.Roots[i]
		tree := f.hot.root(r.Tree)
		if tree == 0 {
			continue
		}
		here := f.holds(r.Root)
		if !here && r.Name != f.options.Head {
			continue // nobody is sent there
		}
		if !known[tree] {
			known[tree] = true
			trees = append(trees, tree)
		}
		if r.Name == f.options.Head {
			head = tree
		}
		if here {
			refs[tree] = append(refs[tree], r.Name)
		}
	}
	for tree, list := range refs {
		slices.Sort(list)
		refs[tree] = slices.Compact(list)
	}
	first := make([]uint32, len(f.Leaks)) // the tree of the first ref, by name
	for _, tree := range trees {
		if tree != head {
			f.tips = append(f.tips, tree)
		}
		leaks := make(map[int32]bool)
		f.hot.leaks(tree, make(map[uint32]bool), leaks)
		for leak := range leaks {
			l := f.Leaks[leak]
			if tree == head {
				l.Head = f.standing(tree, leak)
			}
			if list := refs[tree]; list != nil && (len(l.Refs) == 0 || list[0] < l.Refs[0]) {
				first[leak] = tree
			}
			f.name(l, refs[tree])
		}
	}
	if head != 0 {
		f.tips, f.hasHead = slices.Insert(f.tips, 0, head), true
	}
	for i, l := range f.Leaks {
		if first[i] != 0 && len(l.Head) == 0 {
			l.Elsewhere = f.standing(first[i], int32(i))
		}
	}
	f.unattached()
}

// name enters refs, which are sorted, among those that have a secret.
func (f *finder) name(l *Leak, refs []string) {
	all := slices.Concat(l.Refs, refs[:min(len(refs), f.options.Limits.Paths)])
	slices.Sort(all)
	total := len(l.Refs) + l.MoreRefs + len(refs)
	l.Refs, _ = cut(all, f.options.Limits.Paths)
	l.MoreRefs = total - len(l.Refs)
}

// standing returns the places of a secret below a tree.
func (f *finder) standing(tree uint32, leak int32) []scanners.Location {
	var out []scanners.Location
	left := f.options.Limits.Changes
	f.hot.each(tree, leak, nil, func(path []uint32, blob uint32) bool {
		for _, place := range f.in(blob, leak) {
			out = append(out, place.match.Location(f.hot.path(path)))
		}
		left--
		return left > 0
	})
	slices.SortFunc(out, compareLocations)
	out, _ = cut(out, f.options.Limits.Paths)
	return out
}

// unattached gives secrets that no commit has the paths of their blobs, if there
// are any: a tag can name a tree.
func (f *finder) unattached() {
	for blob, list := range f.blobs {
		for _, place := range list {
			l := f.Leaks[place.leak]
			if len(l.Sightings) > 0 {
				continue
			}
			for path := range f.names.AllPaths(blob) {
				if len(l.loose) < f.options.Limits.Paths {
					l.loose = append(l.loose, place.match.Location(path))
				}
			}
		}
	}
	for _, l := range f.Leaks {
		slices.SortFunc(l.loose, compareLocations)
	}
}

// pinned marks the commits that refs and HEAD name.
func (f *finder) pinned() []bool {
	if f.pins == nil {
		f.pins = make([]bool, len(f.names.Commits))
		for i := range f.names.Roots {
			if r := &f.names.Roots[i]; r.Commit >= 0 && (r.Name == f.options.Head || f.holds(r.Root)) {
				f.pins[r.Commit] = true
			}
		}
	}
	return f.pins
}

// referenced marks the commits that refs lead to.
func (f *finder) referenced() []bool {
	if f.reached == nil {
		var from []int32
		for i := range f.names.Roots {
			if r := &f.names.Roots[i]; r.Commit >= 0 && (r.Name == f.options.Head || f.holds(r.Root)) {
				from = append(from, r.Commit)
			}
		}
		f.reached = f.graph.reachable(from)
	}
	return f.reached
}
