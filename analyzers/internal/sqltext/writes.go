package sqltext

import "strings"

// write binds a statement that writes. Its instance gives the rows that come back.
func (b *binder) write(w *writeStmt, outer *scope, record bool) *instance {
	sc := &scope{outer: outer, ctes: outer.ctes}
	defs := b.with(w.with, sc, record)
	blk := &block{sc: sc}
	switch {
	case w.target == nil:
	case w.verb == Insert || w.verb == Upsert && w.matched == nil:
		b.insert(w, blk, record)
	case w.matched != nil:
		b.merge(w, blk, record)
	default:
		b.change(w, blk, record)
	}
	for _, r := range sc.rels {
		r.table.Where = w.span
	}
	blk.outs = b.outputs(w.returns, sc, blk)
	for _, e := range w.extra {
		b.visit(e, sc, blk)
	}
	b.unused(defs, record)
	return &instance{blocks: []*block{blk}, first: 1}
}

// insert binds INSERT. What it inserts is not restricted by anything; the rows that
// an upsert finds are those whose key is the inserted one.
func (b *binder) insert(w *writeStmt, blk *block, record bool) {
	r := b.relation(b.tableOf(w.target, w.verb))
	r.record = record
	t := r.table
	t.Inserts = b.inserts(w, blk, record)
	blk.join = &joinNode{rel: r}
	blk.sc.rels = append(blk.sc.rels, r)
	if w.verb != Upsert {
		return
	}
	ex := b.relation(&Table{Kind: Excluded, Name: "excluded", Use: Select, Statement: t.Statement})
	ex.values = t.Inserts
	blk.sc.rels = append(blk.sc.rels, ex)
	blk.join = &joinNode{kind: inner, l: blk.join, r: &joinNode{rel: ex}}
	t.Conflict = w.keys
	if w.anyKey && b.schema != nil {
		t.Conflict = b.schema.onlyKey(t.Name)
	}
	var terms []*Predicate
	for _, k := range t.Conflict {
		terms = append(terms, &Predicate{Op: Compare, Cmp: "=", Left: columnOf(r, k), Right: columnOf(ex, k)})
	}
	t.Sets = b.sets(w.sets, blk.sc, blk)
	if w.onWhere != nil {
		terms = append(terms, b.pred(w.onWhere, blk.sc, blk, false))
	}
	blk.where = all(terms...)
}

// inserts lists the columns and all values that rows give them.
func (b *binder) inserts(w *writeStmt, blk *block, record bool) []Assignment {
	var out []Assignment
	for i, c := range w.cols {
		out = append(out, Assignment{Column: c, At: b.src.pos(w.colPos[i].pos)})
	}
	if len(out) == 0 && len(w.rows) > 0 { // columns in the order of the table
		var cols []SchemaColumn
		if b.schema != nil {
			if t := b.schema.Table(lastOf(w.target.name)); t != nil && t.Complete {
				cols = t.Columns
			}
		}
		for i := range w.rows[0] {
			a := Assignment{At: b.src.pos(w.target.tok.pos)}
			if i < len(cols) {
				a.Column = cols[i].Name
			}
			out = append(out, a)
		}
	}
	empty := &scope{outer: blk.sc.outer, ctes: blk.sc.ctes}
	for _, row := range w.rows {
		if len(row) == 1 && row[0].op == xHole && row[0].many {
			v := b.operand(row[0], empty, blk)
			for i := range out {
				out[i].Values = unionValues(out[i].Values, []Value{v})
			}
			continue
		}
		for i, e := range row {
			v := b.operand(e, empty, blk)
			if i < len(out) {
				out[i].Values = unionValues(out[i].Values, []Value{v})
			}
		}
	}
	if w.query != nil {
		in := b.query(w.query, empty, record)
		blk.subs = append(blk.subs, in)
		for _, one := range in.blocks[:in.first] {
			for i := range out {
				out[i].Values = unionValues(out[i].Values, []Value{one.output(b, i)})
			}
		}
	}
	return out
}

// sets binds the columns that are set. One set twice in a list is listed twice.
func (b *binder) sets(list []setClause, sc *scope, blk *block) []Assignment {
	var out []Assignment
	for _, s := range list {
		out = append(out, Assignment{
			Column: strings.ToLower(s.names[len(s.names)-1]),
			Values: []Value{b.operand(s.value, sc, blk)},
			At:     b.src.pos(s.tok.pos),
		})
	}
	return out
}

// merge binds MERGE as an upsert of the rows for which ON holds.
func (b *binder) merge(w *writeStmt, blk *block, record bool) {
	r := b.relation(b.tableOf(w.target, Upsert))
	r.record = record
	blk.sc.rels = append(blk.sc.rels, r)
	blk.join = &joinNode{rel: r}
	if w.from != nil {
		blk.join = &joinNode{kind: inner, l: blk.join, r: b.from(w.from, blk.sc, blk, record)}
	}
	blk.where = b.pred(w.matched, blk.sc, blk, false)
	r.table.Sets = b.sets(w.sets, blk.sc, blk)
	r.table.Inserts = b.inserts(&writeStmt{cols: w.cols, colPos: w.colPos, target: w.target}, blk, record)
	for _, row := range w.rows {
		for i, e := range row {
			if v := b.operand(e, blk.sc, blk); i < len(r.table.Inserts) {
				r.table.Inserts[i].Values = unionValues(r.table.Inserts[i].Values, []Value{v})
			}
		}
	}
}

// change binds UPDATE and DELETE with the tables joined to their target.
func (b *binder) change(w *writeStmt, blk *block, record bool) {
	targets := w.names
	switch {
	case w.from == nil:
		blk.join = b.from(w.target, blk.sc, blk, record)
	case w.target.kind == leaf && len(w.target.name) > 0 && calls(w.from, w.target.name[len(w.target.name)-1]):
		// SQL Server: UPDATE a SET ... FROM t AS a
		targets = append(targets, w.target.name[len(w.target.name)-1])
		blk.join = b.from(w.from, blk.sc, blk, record)
	default:
		blk.join = &joinNode{kind: inner, l: b.from(w.target, blk.sc, blk, record), r: b.from(w.from, blk.sc, blk, record)}
	}
	if w.where != nil {
		blk.where = b.pred(w.where, blk.sc, blk, false)
	}
	b.strengthen(blk.join, blk.where)
	sets := b.sets(w.sets, blk.sc, blk)
	marked := false
	mark := func(r *relation) {
		if r.table.Kind == Base || r.table.Kind == Unknown {
			r.table.Use, marked = w.verb, true
		}
	}
	for _, name := range targets {
		if r := blk.sc.lookup(name); r != nil {
			mark(r)
		}
	}
	for i, s := range w.sets {
		r := blk.sc.rels[0]
		if n := len(s.names); n > 1 {
			if q := blk.sc.lookup(s.names[n-2]); q != nil {
				r = q
			}
		} else if len(targets) == 1 {
			if q := blk.sc.lookup(targets[0]); q != nil {
				r = q
			}
		}
		mark(r)
		r.table.Sets = append(r.table.Sets, sets[i])
	}
	if !marked && len(blk.sc.rels) > 0 {
		mark(blk.sc.rels[0])
	}
}

// calls reports whether a table in FROM goes by a name.
func calls(n *fromNode, name string) bool {
	for ; n.kind != leaf; n = n.l {
		if calls(n.r, name) {
			return true
		}
	}
	if n.alias != "" {
		return strings.EqualFold(n.alias, name)
	}
	return len(n.name) > 0 && strings.EqualFold(n.name[len(n.name)-1], name)
}

func lastOf(path []string) string {
	if len(path) == 0 {
		return ""
	}
	return path[len(path)-1]
}
