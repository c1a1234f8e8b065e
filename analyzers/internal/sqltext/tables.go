package sqltext

import "strings"

// tableOf makes the table of a leaf.
func (b *binder) tableOf(n *fromNode, use Verb) *Table {
	t := &Table{Kind: Base, Alias: n.alias, Use: use, At: b.src.pos(n.tok.pos)}
	if k := len(n.name); k > 0 {
		t.Name = n.name[k-1]
		t.Schema = strings.Join(n.name[:k-1], ".")
	}
	if t.Name == "" {
		t.Kind = Unknown
	}
	return t
}

// from binds tables and joins, and puts the tables into the scope.
func (b *binder) from(n *fromNode, sc *scope, blk *block, record bool) *joinNode {
	if n.kind == leaf {
		r := b.leaf(n, sc, blk, record)
		r.cols = append(r.cols, n.cols...)
		sc.rels = append(sc.rels, r)
		return &joinNode{rel: r}
	}
	j := &joinNode{kind: n.kind}
	j.l = b.from(n.l, sc, blk, record)
	j.r = b.from(n.r, sc, blk, record)
	if n.on != nil {
		j.on = b.pred(n.on, sc, blk, false)
	}
	if len(n.using) > 0 {
		j.on = b.using(n.using, j, sc)
	}
	return j
}

func (b *binder) leaf(n *fromNode, sc *scope, blk *block, record bool) *relation {
	if b.full(b.src.pos(n.tok.pos)) {
		return b.relation(&Table{Kind: Unknown, Use: Select, At: b.src.pos(n.tok.pos)})
	}
	switch {
	case n.sub != nil:
		r := b.relation(&Table{Kind: Derived, Alias: n.alias, Use: Select, At: b.src.pos(n.tok.pos)})
		around := &scope{outer: sc.outer, ctes: sc.ctes}
		if n.lateral {
			around = sc
		}
		r.inst = b.query(n.sub, around, record)
		return r
	case n.fn != nil:
		r := b.relation(&Table{Kind: Function, Alias: n.alias, Use: Select, At: b.src.pos(n.tok.pos)})
		r.table.Name = n.fn.text
		b.visit(n.fn, sc, blk)
		return r
	case len(n.name) == 1:
		if c := sc.ctes.find(strings.ToLower(n.name[0])); c != nil {
			return b.reference(c, n, record)
		}
	case len(n.name) == 0 && sc.pieceOf != nil && len(sc.rels) == 0:
		return sc.pieceOf
	}
	r := b.relation(b.tableOf(n, Select))
	r.record = record
	return r
}

// reference binds a reference to a table expression, with its body anew.
func (b *binder) reference(c *cteScope, n *fromNode, record bool) *relation {
	t := &Table{Kind: Derived, Name: n.name[0], Alias: n.alias, Use: Select, At: b.src.pos(n.tok.pos)}
	r := b.relation(t)
	switch {
	case c.self:
		t.Kind = Recursion
		return r
	case c.written != nil:
		if !c.used { // a second reference is another row: nothing is known of it
			r.inst = &instance{blocks: c.written.blocks, first: c.written.first, sealed: true}
		}
	default:
		r.inst = b.query(c.def.body, c.bodyScope(), record)
	}
	c.used = true
	r.cols = c.def.cols[:len(c.def.cols):len(c.def.cols)]
	return r
}

// using makes the equalities of USING. The column is that of the left side after.
func (b *binder) using(cols []string, j *joinNode, sc *scope) *Predicate {
	ps := []*Predicate{j.on}
	for _, c := range cols {
		l := sc.merged[c]
		if l == nil {
			l = b.side(j.l, c, sc)
		}
		r := b.side(j.r, c, sc)
		l.ask(c)
		r.ask(c)
		if sc.merged == nil {
			sc.merged = map[string]*relation{}
		}
		sc.merged[c] = l
		if j.kind == right {
			sc.merged[c] = r
		}
		ps = append(ps, &Predicate{Op: Compare, Cmp: "=", Left: columnOf(l, c), Right: columnOf(r, c)})
	}
	return all(ps...)
}

// side is the relation of one side of a join that has a column.
func (b *binder) side(n *joinNode, col string, sc *scope) *relation {
	var s scope
	n.leaves(func(r *relation) { s.rels = append(s.rels, r) })
	may, sure := b.candidates(&s, col)
	switch {
	case len(sure) == 1:
		return sure[0]
	case len(may) == 1:
		return may[0]
	case len(may) == 0:
		may = s.rels
	}
	return sc.any(may)
}

func (n *joinNode) leaves(f func(*relation)) {
	if n == nil {
		return
	}
	if n.rel != nil {
		f(n.rel)
		return
	}
	n.l.leaves(f)
	n.r.leaves(f)
}

func columnOf(r *relation, name string) Value {
	return Value{Kind: Column, Table: r.table, Column: name, Hole: -1, rel: r}
}

// strengthen turns an outer join into an inner one where WHERE compares a column of
// the side that may be missing: rows without it do not pass.
func (b *binder) strengthen(n *joinNode, where *Predicate) {
	if n == nil || n.rel != nil || where == nil {
		return
	}
	needed := map[*relation]bool{}
	terms := []*Predicate{where}
	for len(terms) > 0 && len(needed) <= maxRelations {
		p := terms[0]
		terms = terms[1:]
		switch {
		case p.Op == And:
			terms = append(terms, p.Terms...)
		case p.Op == Compare && (p.Cmp != "is" || p.Right.Kind == Param) && !p.nullSafe:
			for _, v := range [...]Value{p.Left, p.Right} {
				if v.Kind == Column && v.rel != nil {
					needed[v.rel] = true
				}
			}
		case p.Op == Not && p.Terms[0].Op == Compare && p.Terms[0].Cmp == "is" && p.Terms[0].Right.Text == "NULL" && p.Terms[0].Left.Kind == Column:
			needed[p.Terms[0].Left.rel] = true
		}
	}
	n.strengthen(needed)
}

func (n *joinNode) strengthen(needed map[*relation]bool) {
	if n == nil || n.rel != nil {
		return
	}
	has := func(side *joinNode) bool {
		found := false
		side.leaves(func(r *relation) { found = found || needed[r] })
		return found
	}
	switch {
	case n.kind == left && has(n.r), n.kind == right && has(n.l), n.kind == full && has(n.l) && has(n.r):
		n.kind = inner
	case n.kind == full && has(n.l):
		n.kind = left
	case n.kind == full && has(n.r):
		n.kind = right
	}
	n.l.strengthen(needed)
	n.r.strengthen(needed)
}
