package sqltext

// maxEqual bounds how many of the columns that equal one are named for it.
const maxEqual = 8

// closure carries facts over equalities: each column has the facts of all columns
// equal to it, fixed values first, and then those columns as its values.
func (b *binder) closure(k knowledge) []fact {
	ids := map[colKey]int{}
	var keys []colKey
	var parent []int
	id := func(c colKey) int {
		n, ok := ids[c]
		if !ok {
			n = len(keys)
			ids[c] = n
			keys = append(keys, c)
			parent = append(parent, n)
		}
		return n
	}
	root := func(n int) int {
		for parent[n] != n {
			parent[n] = parent[parent[n]]
			n = parent[n]
		}
		return n
	}
	for _, f := range k.facts {
		id(f.col)
	}
	for _, p := range k.pairs {
		b.work++
		x, y := root(id(keyOf(p.a))), root(id(keyOf(p.b)))
		if x != y {
			parent[max(x, y)] = min(x, y)
		}
	}
	holes := map[int][]int{}
	for _, p := range k.pairs {
		if r := root(ids[keyOf(p.a)]); len(p.holes) > 0 {
			holes[r] = unionInts(holes[r], p.holes)
		}
	}
	classes := map[int][]int{}
	known := map[int][]fact{}
	for i := range keys {
		classes[root(i)] = append(classes[root(i)], i)
	}
	for _, f := range k.facts {
		r := root(ids[f.col])
		known[r] = addFact(known[r], f)
	}
	var out []fact
	for i, key := range keys {
		r := root(i)
		for _, f := range known[r] {
			b.work++
			hs := f.holes
			if f.col != key {
				hs = unionInts(hs, holes[r])
			}
			out = append(out, fact{key, f.values, hs})
		}
		n := 0
		for _, j := range classes[r] {
			if j == i || n == maxEqual {
				continue
			}
			n++
			b.work++
			v := Value{Kind: Column, Table: keys[j].table, Column: keys[j].name, Hole: -1}
			out = append(out, fact{key, []Value{v}, holes[r]})
		}
		if b.work > maxWork {
			return out
		}
	}
	return out
}

// addFact adds a fact that is not there; of two alike the one with fewer holes stays.
func addFact(fs []fact, f fact) []fact {
	for i := range fs {
		if sameValues(fs[i].values, f.values) {
			if len(f.holes) < len(fs[i].holes) {
				fs[i].holes = f.holes
			}
			return fs
		}
	}
	return append(fs, f)
}
