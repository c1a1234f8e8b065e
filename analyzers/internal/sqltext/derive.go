package sqltext

// A fact is a set of values of which a column has one.
type fact struct {
	col    colKey
	values []Value
	holes  []int
}

type colKey struct {
	table *Table
	name  string
}

// A pair is two columns that are equal.
type pair struct {
	a, b  Value
	holes []int
}

// knowledge is what a condition makes necessary.
type knowledge struct {
	facts      []fact
	pairs      []pair
	impossible bool
}

// maxKnown bounds facts and pairs of one condition.
const maxKnown = 512

// derive lists the bindings that a predicate makes necessary.
func (b *binder) derive(p *Predicate) []Binding {
	k := b.knows(p)
	var out []Binding
	for _, f := range b.closure(k) {
		out = append(out, Binding{Table: f.col.table, Column: f.col.name, Values: f.values, Holes: f.holes})
	}
	if b.work > maxWork {
		b.q.problem(Pos{}, "too large to reason about")
		return nil
	}
	return out
}

func (b *binder) knows(p *Predicate) knowledge {
	var k knowledge
	b.collect(p, &k)
	return k
}

// collect adds what a predicate makes necessary.
func (b *binder) collect(p *Predicate, k *knowledge) {
	if b.work++; b.work > maxWork {
		return
	}
	switch p.Op {
	case False:
		k.impossible = true
	case Compare:
		k.add(equality(p), p.Holes)
	case And:
		into := k
		if len(p.Holes) > 0 {
			into = &knowledge{}
		}
		for _, t := range p.Terms {
			b.collect(t, into)
		}
		if into != k {
			k.add(*into, p.Holes)
		}
	case Or:
		k.add(b.either(p), p.Holes)
	}
}

// add adds knowledge that depends on holes, as far as there is room.
func (k *knowledge) add(more knowledge, holes []int) {
	k.impossible = k.impossible || more.impossible
	for _, f := range more.facts[:min(len(more.facts), maxKnown-len(k.facts))] {
		f.holes = unionInts(f.holes, holes)
		k.facts = append(k.facts, f)
	}
	for _, p := range more.pairs[:min(len(more.pairs), maxKnown-len(k.pairs))] {
		p.holes = unionInts(p.holes, holes)
		k.pairs = append(k.pairs, p)
	}
}

func equality(p *Predicate) knowledge {
	if p.Cmp != "=" && p.Cmp != "is" {
		return knowledge{}
	}
	switch l, r := p.Left, p.Right; {
	case l.Kind == Column && r.Kind == Column && p.Cmp == "=":
		return knowledge{pairs: []pair{{a: l, b: r}}}
	case l.Kind == Column && fixed(r):
		return knowledge{facts: []fact{{col: keyOf(l), values: []Value{r}}}}
	case r.Kind == Column && fixed(l):
		return knowledge{facts: []fact{{col: keyOf(r), values: []Value{l}}}}
	}
	return knowledge{}
}

func keyOf(v Value) colKey { return colKey{v.Table, v.Column} }

// either is what holds whichever term is true: of each column that every possible
// term fixes, the values of all.
func (b *binder) either(p *Predicate) knowledge {
	if k, ok := list(p); ok {
		b.work += len(p.Terms)
		return k
	}
	var branches [][]fact
	for _, t := range p.Terms {
		k := b.knows(t)
		if k.impossible {
			continue
		}
		branch := b.closure(k)
		if len(branch) == 0 { // it fixes nothing
			return knowledge{}
		}
		branches = append(branches, branch)
	}
	if len(branches) == 0 {
		return knowledge{impossible: true}
	}
	var out knowledge
	if len(branches) == 1 {
		for _, f := range branches[0] {
			out.learn(f)
		}
		return out
	}
	index := make([]map[colKey][]fact, len(branches)-1)
	for i, br := range branches[1:] {
		index[i] = map[colKey][]fact{}
		for _, f := range br {
			index[i][f.col] = append(index[i][f.col], f)
		}
	}
	tried := map[colKey]bool{}
	shared := map[colKey]bool{}
	for _, f := range branches[0] {
		holes, ok := f.holes, true
		for _, m := range index {
			found := false
			for _, g := range m[f.col] {
				b.work++
				if sameValues(f.values, g.values) {
					holes, found = unionInts(holes, g.holes), true
					break
				}
			}
			ok = ok && found
		}
		if ok {
			shared[f.col] = true
			out.learn(fact{f.col, f.values, holes})
		}
	}
	for _, f := range branches[0] {
		if shared[f.col] || tried[f.col] {
			continue
		}
		tried[f.col] = true // the first of each is the best: closure puts fixed values first
		sum, ok := f, true
		for _, m := range index {
			b.work++
			gs := m[f.col]
			if len(gs) == 0 {
				ok = false
				break
			}
			sum.values = unionValues(sum.values, gs[0].values)
			sum.holes = unionInts(sum.holes, gs[0].holes)
		}
		if ok {
			out.learn(sum)
		}
	}
	return out
}

// list is the short way for `a IN (...)`: equalities of one column.
func list(p *Predicate) (knowledge, bool) {
	var f fact
	for i, t := range p.Terms {
		k := knowledge{}
		if t.Op == Compare {
			k = equality(t)
		}
		if len(k.facts) != 1 || i > 0 && k.facts[0].col != f.col {
			return knowledge{}, false
		}
		f.col = k.facts[0].col
		if len(f.values) <= maxValues {
			f.values = unionValues(f.values, k.facts[0].values)
		}
	}
	return knowledge{facts: []fact{f}}, true
}

// learn adds a fact; that a column equals one other is a pair.
func (k *knowledge) learn(f fact) {
	if len(f.values) == 1 && f.values[0].Kind == Column {
		a := Value{Kind: Column, Table: f.col.table, Column: f.col.name, Hole: -1}
		k.pairs = append(k.pairs, pair{a, f.values[0], f.holes})
		return
	}
	k.facts = append(k.facts, f)
}
