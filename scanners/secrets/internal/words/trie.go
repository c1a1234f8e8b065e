package words

import "slices"

// A trie is the automaton while it is built.
type trie struct {
	nodes []node
	order []int // breadth first, without the root
}

type node struct {
	next []int32 // by column; -1 for none before links are resolved
	fail int
	ends []int32
}

func buildTrie(a *Automaton, list []string) *trie {
	columns := 1 << a.shift
	t := new(trie)
	t.grow(columns)
	a.length = make([]int, len(list))
	for i, w := range list {
		a.length[i] = len(w)
		a.max = max(a.max, len(w))
		if w == "" {
			continue
		}
		at := 0
		for j := range len(w) {
			c := a.class[lower(w[j])]
			if t.nodes[at].next[c] < 0 {
				t.nodes[at].next[c] = int32(t.grow(columns))
			}
			at = int(t.nodes[at].next[c])
		}
		t.nodes[at].ends = append(t.nodes[at].ends, int32(i))
	}
	t.link()
	return t
}

func (t *trie) grow(columns int) int {
	next := make([]int32, columns)
	for i := range next {
		next[i] = -1
	}
	t.nodes = append(t.nodes, node{next: next})
	return len(t.nodes) - 1
}

// link resolves every missing edge to the one that the longest proper suffix has.
func (t *trie) link() {
	for c, to := range t.nodes[0].next {
		if to < 0 {
			t.nodes[0].next[c] = 0
			continue
		}
		t.order = append(t.order, int(to))
	}
	for i := 0; i < len(t.order); i++ {
		n := &t.nodes[t.order[i]]
		n.ends = slices.Concat(n.ends, t.nodes[n.fail].ends)
		for c, to := range n.next {
			fallback := t.nodes[n.fail].next[c]
			if to < 0 {
				n.next[c] = fallback
				continue
			}
			t.nodes[to].fail = int(fallback)
			t.order = append(t.order, int(to))
		}
	}
}

// flatten numbers the states, those that end a word last, and lays out the table.
// Breadth-first numbers keep the states near the root, where texts spend their
// time, in neighbouring cache lines.
func (t *trie) flatten(a *Automaton) {
	number := make([]uint16, len(t.nodes))
	rank := 1
	for pass := range 2 {
		if pass == 1 {
			a.accept = uint16(rank)
		}
		for _, s := range t.order {
			if (len(t.nodes[s].ends) > 0) != (pass == 1) {
				continue
			}
			number[s] = uint16(rank)
			rank++
			if pass == 1 {
				a.ends = append(a.ends, t.nodes[s].ends)
			}
		}
	}
	a.next = make([]uint16, len(t.nodes)<<a.shift)
	for s := range t.nodes {
		row := a.next[int(number[s])<<a.shift:]
		for c, to := range t.nodes[s].next {
			row[c] = number[to]
		}
	}
	// No word at all: no state accepts.
	if len(a.ends) == 0 {
		a.accept = maxStates
	}
}
