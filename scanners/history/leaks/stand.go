package leaks

import (
	"slices"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// stand finds out where each secret is today: at HEAD, and at the tips of refs.
func (f *finder) stand() {
	byTree := make(map[uint32][]names.Root)
	stays := make(map[uint32]bool)
	var trees []uint32
	for i := range f.names.Roots {
		r := &f.names.Roots[i]
		tree := f.hot.root(r.Tree)
		if tree == 0 {
			continue
		}
		if !stays[tree] {
			stays[tree] = true
			trees = append(trees, tree)
		}
		if f.holds(r.Root) || r.Name == f.options.Head {
			byTree[tree] = append(byTree[tree], r.Root)
		}
	}
	first := make(map[int32]uint32) // the tree of the first ref, by name
	for _, tree := range trees {
		leaks := make(map[int32]bool)
		f.hot.leaks(tree, make(map[uint32]bool), leaks)
		for leak := range leaks {
			l := f.Leaks[leak]
			l.stays = true
			for _, root := range byTree[tree] {
				if root.Name == f.options.Head {
					l.Head, l.Allowed = f.standing(tree, leak)
					if !f.holds(root) {
						continue
					}
				}
				if _, ok := first[leak]; !ok || root.Name < l.Refs[0] {
					first[leak] = tree
					l.Refs = append([]string{root.Name}, l.Refs...)
					continue
				}
				l.Refs = append(l.Refs, root.Name)
			}
		}
	}
	for i, l := range f.Leaks {
		if tree, ok := first[int32(i)]; ok && len(l.Head) == 0 {
			l.Elsewhere, l.Allowed = f.standing(tree, int32(i))
		}
		slices.Sort(l.Refs)
		l.Refs = slices.Compact(l.Refs)
		l.Refs, l.MoreRefs = cut(l.Refs, f.options.Limits.Paths)
	}
	f.unattached()
}

// standing returns the places of a secret below a tree, and who lets it pass
// there: everywhere, or nobody does.
func (f *finder) standing(tree uint32, leak int32) ([]scanners.Location, *secrets.Allowance) {
	var out []scanners.Location
	var allowed *secrets.Allowance
	active := false
	left := f.options.Limits.Changes
	f.hot.each(tree, leak, nil, func(path []uint32, blob uint32) bool {
		for _, place := range f.in(blob, leak) {
			out = append(out, place.match.Location(f.hot.path(path)))
			active = active || place.match.Allowed == nil
			allowed = place.match.Allowed
		}
		left--
		return left > 0
	})
	if active {
		allowed = nil
	}
	slices.SortFunc(out, compareLocations)
	out, _ = cut(out, f.options.Limits.Paths)
	return out, allowed
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

// pinned marks the commits that refs name.
func (f *finder) pinned() []bool {
	if f.pins == nil {
		f.pins = make([]bool, len(f.names.Commits))
		for i := range f.names.Roots {
			if r := &f.names.Roots[i]; r.Commit >= 0 && f.holds(r.Root) {
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
