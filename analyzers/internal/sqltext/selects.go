package sqltext

// query reads SELECT or VALUES with WITH before it and set operations after it.
func (p *parser) query() *queryExpr {
	t := p.peek()
	if !p.enter(t) {
		for !p.done() && !p.is(";") {
			p.skip()
		}
		return &queryExpr{core: &selectCore{}}
	}
	defer func() { p.depth-- }()
	var with []*cte
	if p.is("WITH") {
		with = p.ctes()
	}
	var q *queryExpr
	if p.isAny("INSERT", "UPDATE", "DELETE", "MERGE") {
		w := p.write(nil)
		q = &queryExpr{write: w}
	} else {
		q = p.setOperation(p.term())
	}
	q.with = append(with, q.with...)
	return q
}

// term reads one operand of a set operation.
func (p *parser) term() *queryExpr {
	t := p.peek()
	switch {
	case t.is("("):
		if r := p.paren(); r.op == xQuery {
			p.tail(nil, r.sub)
			return r.sub
		}
		return &queryExpr{core: &selectCore{}}
	case t.is("VALUES"):
		p.pos++
		q := &queryExpr{core: &selectCore{values: p.rows()}}
		p.tail(q.core, q)
		return q
	case t.is("SELECT"):
		q := &queryExpr{core: p.selectCore()}
		return q
	case t.is("TABLE"):
		p.pos++
		at := p.peek()
		return &queryExpr{core: &selectCore{outs: []output{{e: &expr{op: xStar, tok: at}}}, from: &fromNode{name: p.path(), tok: at}}}
	case t.kind == gap:
		c := &selectCore{from: &fromNode{tok: t}}
		if p.ahead(1).kind == gap {
			p.pos++
		}
		p.tail(c, nil)
		return &queryExpr{core: c}
	}
	p.problem(t, "unexpected "+show(t)+" for a query")
	return &queryExpr{core: &selectCore{}}
}

// setOperation reads UNION and its like behind the first operand. All that is
// joined by one chain is one list, with the narrowest reading for a mix: rows of
// EXCEPT and INTERSECT come from the first operand.
func (p *parser) setOperation(first *queryExpr) *queryExpr {
	p.tail(nil, first)
	out := first
	for p.isAny("UNION", "EXCEPT", "INTERSECT", "MINUS") {
		minus := !p.is("UNION")
		p.pos++
		for p.isAny("ALL", "DISTINCT") {
			p.pos++
		}
		if out == first || out.minus != minus {
			out = &queryExpr{branches: []*queryExpr{out}, minus: minus}
			p.depth++ // a mix nests the list
		}
		out.branches = append(out.branches, p.term())
		p.tail(nil, out.branches[len(out.branches)-1])
		if p.depth > maxDepth {
			p.problem(p.peek(), "nested too deep")
			p.skipStatement()
		}
	}
	for q := out; q != first && len(q.branches) > 0; q = q.branches[0] {
		p.depth--
	}
	return out
}

func (p *parser) rows() [][]*expr {
	var out [][]*expr
	for {
		if p.is("ROW") {
			p.pos++
		}
		if !p.is("(") {
			if p.peek().kind == gap {
				out = append(out, p.moreRows())
				if p.accept(",") || p.is("(") {
					continue
				}
			}
			return out
		}
		var row []*expr
		if p.within(func() { row = p.items(nil) }) {
			p.problem(p.peek(), "a row that is not read")
		}
		out = append(out, row)
		for p.peek().kind == gap { // more rows
			out = append(out, p.moreRows())
		}
		if !p.accept(",") {
			return out
		}
	}
}

// moreRows reads a hole that stands for rows.
func (p *parser) moreRows() []*expr {
	h := p.hole()
	h.many = true
	return []*expr{h}
}

func (p *parser) selectCore() *selectCore {
	c := &selectCore{}
	p.pos++ // SELECT
	for {
		switch {
		case p.isAny("DISTINCT", "ALL", "SQL_CALC_FOUND_ROWS", "STRAIGHT_JOIN", "SQL_NO_CACHE", "HIGH_PRIORITY"):
			p.pos++
			if p.is("ON") && p.ahead(1).is("(") {
				p.pos++
				p.within(func() { p.loose(nil, &c.extra) })
			}
			continue
		case p.is("TOP") && (p.ahead(1).kind == number || p.ahead(1).is("(") || p.ahead(1).kind == placeholder):
			p.pos += 2
			if p.toks[p.pos-1].is("(") {
				p.pos--
				p.skip()
			}
			continue
		}
		break
	}
	c.outs = p.outputs()
	if p.is("INTO") {
		p.pos++
		p.skip()
		for p.accept(".") {
			p.skip()
		}
	}
	if p.accept("FROM") {
		c.from = p.from()
	}
	p.tail(c, nil)
	return c
}

// outputs reads the columns of SELECT or RETURNING.
func (p *parser) outputs() []output {
	var out []output
	outer, list := p.holes, p.list
	p.list = true
	for !p.atClause() {
		start := p.pos
		o := output{e: p.or()}
		switch t := p.peek(); {
		case p.accept("AS"):
			if n := p.peek(); n.kind == word || n.kind == quoted || n.kind == str {
				o.alias = lower(n)
			}
			p.pos = min(p.pos+1, p.limit)
		case o.e.op == xHole && p.ahead(1).is("."): // a hole that ends in a comma
			out = append(out, o)
			continue
		case t.kind == quoted || t.kind == word && !reserved[t.up] || t.kind == str:
			o.alias = lower(t)
			p.pos++
		}
		if p.peek().is("=") && o.e.op == xColumn { // SQL Server: alias = expression
			p.pos++
			o.alias = o.e.name[0]
			o.e = p.or()
		}
		out = append(out, o)
		if p.accept(",") {
			continue
		}
		if p.atClause() {
			break
		}
		if p.peek().kind == gap {
			continue
		}
		p.problem(p.peek(), "unexpected "+show(p.peek())+" among columns")
		for !p.atClause() && !p.is(",") {
			p.skip()
		}
		p.accept(",")
		if p.pos == start {
			p.skip()
		}
	}
	p.holes, p.list = outer, list
	return out
}

// tail reads the clauses of SELECT from WHERE on. With a nil core only those that
// may stand behind a parenthesis.
func (p *parser) tail(c *selectCore, q *queryExpr) {
	if c == nil {
		c = &selectCore{}
		if q != nil && q.core != nil {
			c = q.core
		}
	}
	for !p.done() {
		t := p.peek()
		switch {
		case t.is("WHERE") || t.is("PREWHERE") || t.is("HAVING") || t.is("QUALIFY"):
			p.pos++
			e, span := p.condition()
			if t.is("QUALIFY") {
				c.extra = append(c.extra, e)
				continue
			}
			c.where = both(c.where, e)
			if t.is("WHERE") {
				c.span = span
			}
		case t.is("GROUP"), t.is("ORDER"), t.is("LIMIT"), t.is("OFFSET"), t.is("FETCH"), t.is("FOR"), t.is("WINDOW"),
			t.is("SETTINGS"), t.is("LOCK"), t.is("OPTION"), t.is("FORMAT"), t.is("WITH"), t.is("INTO"):
			p.pos++
			p.clause(&c.extra)
		case t.kind == gap: // a clause, or the rest of one
			if p.ahead(1).is("AND") || p.ahead(1).is("OR") { // of a condition
				e, _ := p.condition()
				c.where = both(c.where, e)
				continue
			}
			p.pos++
		default:
			return
		}
	}
}

// clause reads a clause that chooses no rows, for what is in it.
func (p *parser) clause(into *[]*expr) {
	p.loose(func() bool {
		switch p.peek().up {
		case "WHERE", "HAVING", "UNION", "EXCEPT", "INTERSECT", "MINUS", "GROUP", "ORDER", "LIMIT", "OFFSET", "WINDOW", "QUALIFY", "RETURNING", "SETTINGS":
			return true
		case "ON":
			return p.ahead(1).is("CONFLICT") || p.ahead(1).is("DUPLICATE")
		}
		return false
	}, into)
}

// ctes reads WITH a AS (...), b (x, y) AS MATERIALIZED (...).
func (p *parser) ctes() []*cte {
	var out []*cte
	p.pos++
	rec := p.accept("RECURSIVE")
	for {
		t := p.peek()
		if t.kind != word && t.kind != quoted {
			if t.is("(") { // ClickHouse: WITH (SELECT ...) AS x
				e := p.paren()
				if e.op == xQuery && p.accept("AS") {
					out = append(out, &cte{name: lower(p.peek()), body: e.sub})
					p.pos = min(p.pos+1, p.limit)
				}
			} else {
				p.problem(t, "unexpected "+show(t)+" for a table expression")
				return out
			}
		} else {
			c := &cte{name: lower(t), rec: rec}
			p.pos++
			if p.is("(") && !p.peek().query {
				c.cols = p.names()
			}
			p.accept("AS")
			p.accept("NOT")
			p.accept("MATERIALIZED")
			if !p.is("(") {
				p.problem(p.peek(), "unexpected "+show(p.peek())+" for a table expression")
				return out
			}
			c.body = p.subquery()
			for p.isAny("SEARCH", "CYCLE") { // up to SET x [USING y]
				for !p.done() && !p.is("SET") {
					p.pos++
				}
				p.pos = min(p.pos+2, p.limit)
				if p.accept("USING") {
					p.pos = min(p.pos+1, p.limit)
				}
			}
			out = append(out, c)
		}
		if !p.accept(",") {
			return out
		}
	}
}

// subquery reads a query in parentheses; what is no query is an empty one.
func (p *parser) subquery() *queryExpr {
	q := &queryExpr{core: &selectCore{}}
	open := p.peek()
	if p.within(func() { q = p.query() }) {
		p.problem(open, "parenthesis that is not read to its end")
		q.core, q.branches, q.write = &selectCore{from: q.anyFrom()}, nil, nil
	}
	return q
}

// anyFrom keeps the tables of a query whose conditions cannot be trusted.
func (q *queryExpr) anyFrom() *fromNode {
	if q.core != nil {
		return q.core.from
	}
	return nil
}
