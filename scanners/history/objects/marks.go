package objects

import "slices"

// marks say which entries of a tree are wanted, and which are needed to rebuild
// one that is. With everything wanted, they are not made at all.
type marks struct {
	all   bool
	ranks []uint32 // of the tree, in order
	flags []byte   // beside ranks
	order []step
}

const (
	markWanted byte = 1 << iota
	markNeeded
)

type step struct{ rank, parent uint32 }

// set makes the marks of the tree below a root, and reports whether any is set.
func (m *marks) set(r *run, j *job, root uint32) bool {
	m.all = r.Want == nil && j.copy == nil
	if m.all {
		return true
	}
	m.order = append(m.order[:0], step{root, noBase})
	for i := 0; i < len(m.order); i++ {
		for _, child := range j.f.childrenOf(m.order[i].rank) {
			if child != root { // in a circle
				m.order = append(m.order, step{child, m.order[i].rank})
			}
		}
	}
	m.ranks = m.ranks[:0]
	for _, s := range m.order {
		m.ranks = append(m.ranks, s.rank)
	}
	slices.Sort(m.ranks)
	m.flags = sized(m.flags, len(m.ranks))
	clear(m.flags)
	for i := len(m.order) - 1; i >= 0; i-- {
		s := m.order[i]
		flag := m.flag(s.rank)
		if (j.copy == nil || !j.copy[s.rank]) && (r.Want == nil || r.Want(j.pack.id(int(s.rank)), j.f.kinds[s.rank])) {
			*flag |= markWanted | markNeeded
		}
		if *flag&markNeeded != 0 && s.parent != noBase {
			*m.flag(s.parent) |= markNeeded
		}
	}
	return *m.flag(root)&markNeeded != 0
}

func (m *marks) flag(rank uint32) *byte {
	i, ok := slices.BinarySearch(m.ranks, rank)
	if !ok {
		none := byte(0)
		return &none
	}
	return &m.flags[i]
}

func (m *marks) wanted(rank uint32) bool { return m.all || *m.flag(rank)&markWanted != 0 }
func (m *marks) needed(rank uint32) bool { return m.all || *m.flag(rank)&markNeeded != 0 }
