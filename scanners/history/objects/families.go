package objects

import "slices"

// families are the trees that the entries of a pack form: an entry that is stored
// in full is a root, and what is stored as a difference to an entry is its child.
// Entries are numbered by rank, the order in which they stand in the pack. It
// takes 13 bytes an object, and twice that while it is made.
type families struct {
	// roots are the entries to begin with: those stored in full and, in a pack that
	// is not complete in itself, those whose base is elsewhere.
	roots []uint32
	// children[first[r]:first[r+1]] are the children of r, the one with the most
	// descendants last.
	first, children []uint32
	// weight[r] is how many entries the tree below r has, with r.
	weight []uint32
	// kinds are what the entries are; those of orphans are Unknown.
	kinds []Kind
	// orphans are roots, and below them the rest of their tree, whose base is not in
	// this pack.
	orphans map[uint32]bool
	// lost are the entries that no root leads to, because they are differences to
	// each other in a circle, or whose head cannot be read, by rank.
	lost map[uint32]error
}

const noBase = ^uint32(0)

// newFamilies reads the heads of all entries.
func newFamilies(p *Pack) *families {
	n := p.Len()
	f := &families{
		first: make([]uint32, n+1), children: make([]uint32, 0, n), weight: make([]uint32, n),
		kinds: make([]Kind, n), orphans: make(map[uint32]bool), lost: make(map[uint32]error),
	}
	bases := make([]uint32, n)
	var w window
	for rank := range n {
		bases[rank] = noBase
		e, err := p.entryAt(&w, rank)
		switch {
		case err != nil:
			f.lost[uint32(rank)] = err
			continue
		case !e.isDelta():
			f.kinds[rank] = e.kind
			f.roots = append(f.roots, uint32(rank))
			continue
		}
		base, ok := p.baseRank(&e)
		switch {
		case ok:
			bases[rank] = uint32(base)
			f.first[base+1]++
		case e.kind == refDelta:
			f.orphans[uint32(rank)] = true
			f.roots = append(f.roots, uint32(rank))
		default:
			f.lost[uint32(rank)] = corruptf("entry at %d has a base that is not in the index", e.offset)
		}
	}
	for rank := range n {
		f.first[rank+1] += f.first[rank]
	}
	f.children = f.children[:f.first[n]]
	next := slices.Clone(f.first[:n])
	for rank, base := range bases {
		if base != noBase {
			f.children[next[base]] = uint32(rank)
			next[base]++
		}
	}
	f.weigh(bases)
	return f
}

// weigh hands the kinds down the trees and adds the weights up.
func (f *families) weigh(bases []uint32) {
	// From the roots down, level by level. What is lost brings its tree with it.
	order := make([]uint32, 0, len(bases))
	order = append(order, f.roots...)
	order = append(order, f.lostRanks()...)
	for i := 0; i < len(order); i++ {
		rank := order[i]
		f.weight[rank] = 1
		for _, child := range f.children[f.first[rank]:f.first[rank+1]] {
			f.kinds[child] = f.kinds[rank]
			order = append(order, child)
		}
	}
	// And up again. The child with the most descendants comes last: a base need not
	// be kept while its last child is looked into, so that no more bases are held
	// than the logarithm of what a tree has.
	for i := len(order) - 1; i >= 0; i-- {
		rank := order[i]
		if base := bases[rank]; base != noBase {
			f.weight[base] += f.weight[rank]
		}
		children := f.children[f.first[rank]:f.first[rank+1]]
		for j := range children {
			if f.weight[children[j]] > f.weight[children[len(children)-1]] {
				children[j], children[len(children)-1] = children[len(children)-1], children[j]
			}
		}
	}
	circle := corruptf("differences to each other in a circle")
	if len(order) == len(bases) {
		return
	}
	for rank, weight := range f.weight {
		if weight == 0 {
			f.lost[uint32(rank)] = circle
		}
	}
}

// childrenOf returns the ranks of the entries that are differences to an entry.
func (f *families) childrenOf(rank uint32) []uint32 {
	return f.children[f.first[rank]:f.first[rank+1]]
}

// lostRanks returns the entries that are lost themselves, in order.
func (f *families) lostRanks() []uint32 {
	ranks := make([]uint32, 0, len(f.lost))
	for rank := range f.lost {
		ranks = append(ranks, rank)
	}
	slices.Sort(ranks)
	return ranks
}
