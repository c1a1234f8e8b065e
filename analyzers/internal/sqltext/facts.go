package sqltext

// must is what holds on every row that a block returns. It is computed when all
// references to columns of the block are known.
func (b *binder) must(blk *block) *Predicate {
	if blk.must == nil {
		blk.must = all(blk.where, b.mustJoin(blk.join))
	}
	return blk.must
}

// mustJoin is what the joins make true of every row: the conditions of inner ones,
// and of the side of an outer one that is always there.
func (b *binder) mustJoin(n *joinNode) *Predicate {
	switch {
	case n == nil:
		return nil
	case n.rel != nil:
		return b.mustRelation(n.rel)
	case n.must != nil:
		return n.must
	}
	switch n.kind {
	case inner:
		n.must = all(b.mustJoin(n.l), b.mustJoin(n.r), n.on)
	case left:
		n.must = all(b.mustJoin(n.l))
	case right:
		n.must = all(b.mustJoin(n.r))
	default:
		n.must = isTrue
	}
	return n.must
}

// mustRelation is what a subquery in FROM makes true of the columns referred to:
// one of its SELECTs gave the row.
func (b *binder) mustRelation(r *relation) *Predicate {
	if r.table.Kind == Excluded {
		return r.inserted()
	}
	if r.inst == nil || r.inst.first == 0 {
		return nil
	}
	if r.must == nil {
		var branches []*Predicate
		for _, blk := range r.inst.blocks[:r.inst.first] {
			branches = append(branches, all(b.link(r, blk), b.must(blk)))
		}
		r.must = anyOf(branches...)
	}
	return r.must
}

// link says which columns of a subquery are which of the tables in it.
func (b *binder) link(r *relation, blk *block) *Predicate {
	var terms []*Predicate
	for i := 0; i < len(r.asked); i++ {
		v, ok := b.passed(r, blk, r.asked[i])
		if ok && v.Kind != NoValue {
			terms = append(terms, &Predicate{Op: Compare, Cmp: "=", Left: columnOf(r, r.asked[i]), Right: v})
		}
	}
	return all(terms...)
}

// inserted says what the columns of Excluded are.
func (r *relation) inserted() *Predicate {
	var terms []*Predicate
	for _, a := range r.values {
		var or []*Predicate
		for _, v := range a.Values {
			or = append(or, &Predicate{Op: Compare, Cmp: "=", Left: columnOf(r, a.Column), Right: v})
		}
		if len(or) > 0 {
			terms = append(terms, anyOf(or...))
		}
	}
	return all(terms...)
}

// inherit hands the conditions from outside, and each block's own, to the tables
// within. They hold also for the rows that subqueries read: rows read for others
// than those that pass come to nothing.
func (b *binder) inherit(in *instance, facts []*Predicate) {
	if in.sealed {
		return
	}
	for _, blk := range in.blocks {
		b.inheritBlock(blk, facts)
	}
}

func (b *binder) inheritBlock(blk *block, facts []*Predicate) {
	mine := append(facts[:len(facts):len(facts)], b.must(blk))
	b.inheritJoin(blk.join, mine)
	for _, sub := range blk.subs {
		b.inherit(sub, mine)
	}
}

// inheritJoin hands facts, which have all that mustJoin(n) says, to both sides. The
// side of an outer join that may be missing has rows only where ON holds.
func (b *binder) inheritJoin(n *joinNode, facts []*Predicate) {
	if n == nil {
		return
	}
	if r := n.rel; r != nil {
		r.facts = facts
		if r.inst == nil || r.inst.sealed {
			return
		}
		for _, blk := range r.inst.blocks {
			b.inheritBlock(blk, append(facts[:len(facts):len(facts)], b.link(r, blk)))
		}
		return
	}
	with := func(side *joinNode, on bool) []*Predicate {
		out := append(facts[:len(facts):len(facts)], b.mustJoin(side))
		if on {
			out = append(out, n.on)
		}
		return out
	}
	switch n.kind {
	case left:
		b.inheritJoin(n.l, facts)
		b.inheritJoin(n.r, with(n.r, true))
	case right:
		b.inheritJoin(n.l, with(n.l, true))
		b.inheritJoin(n.r, facts)
	case full:
		b.inheritJoin(n.l, with(n.l, false))
		b.inheritJoin(n.r, with(n.r, false))
	default:
		b.inheritJoin(n.l, facts)
		b.inheritJoin(n.r, facts)
	}
}
