package sqltext

import (
	"slices"
	"strings"
)

// A binder turns syntax trees into statements: it finds out which table each column
// belongs to, and what is true of each table's rows.
type binder struct {
	q      *Query
	src    *source
	schema *Schema

	st        *Statement
	rels      []*relation // of the present statement, in the order of binding
	count     int         // of relations of the statement
	total     int         // of all statements
	tops      []*instance // whose rows nothing outside restricts
	strangers []*relation
	work      int
}

// relation counts a new one.
func (b *binder) relation(t *Table) *relation {
	t.Statement = len(b.q.Statements)
	r := &relation{table: t}
	b.rels = append(b.rels, r)
	return r
}

// full reports whether a bound of relations is reached.
func (b *binder) full(at Pos) bool {
	b.count++
	b.total++
	if b.count <= maxRelations && b.total <= maxTotal {
		return false
	}
	b.q.problem(at, "too many tables")
	return true
}

// statement binds one statement and derives what holds in it.
func (b *binder) statement(s *stmt) {
	b.st = &Statement{Verb: s.verb, Keyword: s.keyword}
	b.rels, b.tops, b.strangers, b.count = nil, nil, nil, 0
	root := &scope{}
	switch {
	case s.write != nil:
		b.st.Where = s.write.span
		in := b.write(s.write, root, true)
		b.tops = append(b.tops, in)
		if len(s.write.returns) > 0 {
			b.results(in)
		}
	case len(s.settings) > 0:
		sc := &scope{}
		b.st.Settings = b.sets(s.settings, sc, &block{sc: sc})
	case s.verb == Fragment:
		b.piece(s)
	case s.query != nil:
		if s.query.core != nil {
			b.st.Where = s.query.core.span
		}
		in := b.query(s.query, root, true)
		b.tops = append(b.tops, in)
		b.results(in)
	}
	for _, n := range s.truncate {
		r := b.relation(b.tableOf(n, Delete))
		r.record = true
	}
	for _, in := range b.tops {
		b.inherit(in, nil)
	}
	b.close()
	b.q.Statements = append(b.q.Statements, b.st)
}

// close derives the facts of each table and lists the tables.
func (b *binder) close() {
	// Tables of one inner join have the same conditions, in the same slice.
	type conditions struct {
		first **Predicate
		n     int
	}
	type derived struct {
		p     *Predicate
		facts []Binding
	}
	known := map[conditions]derived{}
	for _, r := range b.rels {
		if !r.record || r.table.Kind != Base && r.table.Kind != Unknown {
			continue
		}
		t := r.table
		if n := len(r.facts); n > 0 {
			key := conditions{&r.facts[0], n}
			d, ok := known[key]
			if !ok {
				if p := all(r.facts...); p.Op != True {
					d = derived{p, b.derive(p)}
				}
				known[key] = d
			}
			t.Predicate, t.Facts = d.p, d.facts
		}
		b.st.Tables = append(b.st.Tables, t)
	}
	slices.SortStableFunc(b.st.Tables, func(x, y *Table) int {
		if x.At.Part != y.At.Part {
			return x.At.Part - y.At.Part
		}
		return x.At.Offset - y.At.Offset
	})
	b.q.Tables = append(b.q.Tables, b.st.Tables...)
}

// piece binds a part of a statement. The table it is about is elsewhere.
func (b *binder) piece(s *stmt) {
	sc := &scope{}
	blk := &block{sc: sc}
	b.st.Where = s.span
	// With a FROM of its own a piece is a statement without its first clause.
	base := s.from
	for base != nil && base.kind != leaf {
		base = base.l
	}
	if base == nil || base.sub == nil && base.fn == nil && len(base.name) == 0 {
		sc.pieceOf = b.relation(&Table{Kind: Unknown, Use: Select, Where: s.span})
		sc.pieceOf.record = true
	}
	if s.from != nil {
		blk.join = b.from(s.from, sc, blk, true)
	} else {
		sc.rels = append(sc.rels, sc.pieceOf)
		blk.join = &joinNode{rel: sc.pieceOf}
	}
	if s.cond != nil && s.cond.op != xColumn {
		blk.where = b.pred(s.cond, sc, blk, false)
		if s.leading == "OR" {
			blk.where = anyOf(&Predicate{Op: Unread}, blk.where)
		}
	} else if s.cond != nil {
		b.visit(s.cond, sc, blk)
	}
	for _, e := range s.extra {
		b.visit(e, sc, blk)
	}
	if sc.pieceOf != nil {
		sc.pieceOf.table.Sets = b.sets(s.sets, sc, blk)
	}
	if s.query != nil {
		blk.subs = append(blk.subs, b.query(s.query, &scope{}, true))
	}
	// Tables named by a qualifier only are as much part of it as the unnamed one.
	for _, r := range b.strangers {
		blk.join = &joinNode{kind: inner, l: blk.join, r: &joinNode{rel: r}}
	}
	b.strengthen(blk.join, blk.where)
	b.tops = append(b.tops, &instance{blocks: []*block{blk}, first: 1})
}

// query binds a query; record tells whether its tables are listed.
func (b *binder) query(q *queryExpr, outer *scope, record bool) *instance {
	sc := &scope{outer: outer, ctes: outer.ctes}
	defs := b.with(q.with, sc, record)
	var in *instance
	switch {
	case q.write != nil:
		in = b.write(q.write, sc, record)
	case len(q.branches) > 0:
		in = &instance{}
		for i, br := range q.branches {
			one := b.query(br, sc, record)
			in.blocks = append(in.blocks, one.blocks...)
			if i == 0 || !q.minus {
				in.first = len(in.blocks)
			}
		}
	case q.core != nil:
		in = &instance{blocks: []*block{b.core(q.core, sc, record)}, first: 1}
	default:
		in = &instance{}
	}
	b.unused(defs, record)
	return in
}

// with declares table expressions. One that writes does so once, however often it
// is referred to.
func (b *binder) with(ctes []*cte, sc *scope, record bool) []*cteScope {
	var out []*cteScope
	for _, c := range ctes {
		def := &cteScope{outer: sc.ctes, def: c}
		if c.body.write != nil {
			def.written = b.query(c.body, &scope{ctes: sc.ctes}, record)
			b.tops = append(b.tops, def.written)
		}
		sc.ctes = def
		out = append(out, def)
	}
	return out
}

// unused binds the table expressions to which nothing refers: some databases run
// them all the same.
func (b *binder) unused(defs []*cteScope, record bool) {
	for _, d := range defs {
		if d.used || d.written != nil || !record {
			continue
		}
		b.tops = append(b.tops, b.query(d.def.body, d.bodyScope(), record))
	}
}

// bodyScope is where the names in a table expression's body are looked up: those
// before it and, when recursive, itself.
func (c *cteScope) bodyScope() *scope {
	if c.def.rec {
		return &scope{ctes: &cteScope{outer: c.outer, def: c.def, self: true}}
	}
	return &scope{ctes: c.outer}
}

// core binds one SELECT.
func (b *binder) core(c *selectCore, outer *scope, record bool) *block {
	sc := &scope{outer: outer, ctes: outer.ctes}
	blk := &block{sc: sc}
	if c.from != nil {
		blk.join = b.from(c.from, sc, blk, record)
	}
	for _, r := range sc.rels {
		r.table.Where = c.span
	}
	if c.where != nil {
		blk.where = b.pred(c.where, sc, blk, false)
	}
	b.strengthen(blk.join, blk.where)
	blk.outs = b.outputs(c.outs, sc, blk)
	for _, e := range c.extra {
		b.visit(e, sc, blk)
	}
	for i, row := range c.values {
		for j, e := range row {
			v := b.operand(e, sc, blk)
			switch {
			case i == 0:
				blk.outs = append(blk.outs, boundOutput{v: v})
			case j < len(blk.outs):
				blk.outs[j].v = Value{Hole: -1} // rows differ
			}
		}
	}
	return blk
}

func (b *binder) outputs(outs []output, sc *scope, blk *block) []boundOutput {
	var out []boundOutput
	for _, o := range outs {
		bo := boundOutput{name: o.alias, never: neverNull(o.e)}
		switch o.e.op {
		case xStar:
			bo.star, bo.name = true, "*"
			if n := len(o.e.name); n > 0 {
				bo.from = sc.lookup(o.e.name[n-1])
			}
		case xColumn:
			if bo.name == "" {
				bo.name = strings.ToLower(o.e.name[len(o.e.name)-1])
			}
			bo.v = b.operand(o.e, sc, blk)
		default:
			if bo.name == "" && o.e.op == xCall {
				bo.name = o.e.text
			}
			bo.v = b.operand(o.e, sc, blk)
		}
		out = append(out, bo)
	}
	return out
}

// results lists what the statement returns, each column as one of the table that
// holds it.
func (b *binder) results(in *instance) {
	if len(in.blocks) == 0 {
		return
	}
	for i, o := range in.blocks[0].outs {
		r := Result{Name: o.name}
		switch {
		case o.star && o.from != nil:
			r.Value.Table = o.from.table
		case o.star:
		case in.first == 1:
			r.Value = in.blocks[0].output(b, i)
		}
		if r.Value.Kind == NoValue {
			r.Value.Hole = -1
		}
		b.st.Results = append(b.st.Results, r)
	}
}
