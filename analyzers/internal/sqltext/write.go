package sqltext

// write reads a statement that writes rows.
func (p *parser) write(with []*cte) *writeStmt {
	w := &writeStmt{with: with}
	t := p.peek()
	if !p.enter(t) {
		p.skipStatement()
		return w
	}
	defer func() { p.depth-- }()
	p.pos++
	switch t.up {
	case "INSERT", "REPLACE", "UPSERT":
		p.insert(w, t.up)
	case "UPDATE":
		p.update(w)
	case "DELETE":
		p.delete(w)
	case "MERGE":
		p.merge(w)
	}
	return w
}

func (p *parser) insert(w *writeStmt, verb string) {
	w.verb = Insert
	if verb != "INSERT" {
		w.verb, w.anyKey = Upsert, true
	}
	for p.isAny("OR", "IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "ABORT", "FAIL", "ROLLBACK", "OVERWRITE", "REPLACE") {
		if p.is("REPLACE") {
			w.verb, w.anyKey = Upsert, true
		}
		p.pos++
	}
	p.accept("INTO")
	p.accept("TABLE")
	p.accept("FUNCTION")
	at := p.peek()
	w.target = &fromNode{name: p.path(), tok: at}
	if len(w.target.name) == 0 {
		p.problem(at, "unexpected "+show(at)+" for a table")
	}
	if t := p.peek(); p.accept("AS") || t.kind == word && !reserved[t.up] && t.up != "DEFAULT" && t.up != "FORMAT" && t.up != "OVERRIDING" && t.up != "PARTITION" {
		w.target.alias = p.peek().text
		p.pos = min(p.pos+1, p.limit)
	}
	if p.is("(") && !p.peek().query {
		p.insertColumns(w)
	}
	for !p.done() && !p.is(";") {
		t := p.peek()
		switch {
		case p.accept("OVERRIDING"):
			p.pos = min(p.pos+2, p.limit)
		case p.accept("DEFAULT", "VALUES"):
		case p.is("OUTPUT"):
			p.pos++
			p.clauseUntilValues(&w.extra)
		case p.isAny("VALUES", "VALUE"):
			p.pos++
			w.rows = append(w.rows, p.rows()...)
		case p.is("SET") || p.is("AS") && p.ahead(1).kind == word && w.rows != nil:
			if p.accept("AS") { // MySQL: VALUES (...) AS new
				p.pos++
				if p.is("(") {
					p.skip()
				}
				continue
			}
			p.pos++
			p.setList(&w.sets)
			w.setsToRow()
		case p.isAny("SELECT", "WITH") || p.is("(") && t.query:
			w.query = p.query()
		case p.is("ON") && (p.ahead(1).is("CONFLICT") || p.ahead(1).is("DUPLICATE")):
			p.onConflict(w)
		case p.accept("RETURNING"):
			w.returns = append(w.returns, p.outputs()...)
		case t.kind == gap:
			if w.rows == nil && w.query == nil {
				w.rows = append(w.rows, p.moreRows())
				continue
			}
			p.pos++
		case p.isAny("SETTINGS", "FORMAT"):
			p.skipStatement()
		default:
			return
		}
	}
}

func (p *parser) clauseUntilValues(into *[]*expr) {
	p.loose(func() bool { return p.isAny("VALUES", "SELECT", "WITH", "DEFAULT", "WHERE", "FROM") }, into)
}

// insertColumns reads the names of the columns; a hole among them leaves the rest
// without a place.
func (p *parser) insertColumns(w *writeStmt) {
	p.within(func() {
		for !p.done() {
			t := p.peek()
			path := p.path()
			name := ""
			if n := len(path); n > 0 {
				name = lower(&token{text: path[n-1], hole: -1})
			}
			w.cols = append(w.cols, name)
			w.colPos = append(w.colPos, t)
			for !p.done() && !p.is(",") {
				p.skip()
			}
			p.accept(",")
		}
	})
}

// setsToRow turns MySQL's INSERT ... SET a = 1 into columns and a row.
func (w *writeStmt) setsToRow() {
	var row []*expr
	for _, s := range w.sets {
		w.cols = append(w.cols, lower(&token{text: s.names[len(s.names)-1], hole: -1}))
		w.colPos = append(w.colPos, s.tok)
		row = append(row, s.value)
	}
	w.rows, w.sets = [][]*expr{row}, nil
}

func (p *parser) onConflict(w *writeStmt) {
	p.pos++
	if p.accept("DUPLICATE", "KEY", "UPDATE") {
		w.verb, w.anyKey = Upsert, true
		p.setList(&w.sets)
		return
	}
	p.pos++ // CONFLICT
	w.anyKey = !p.is("(")
	if !w.anyKey {
		w.keys = p.names()
	}
	if p.accept("WHERE") { // of a partial index
		e, _ := p.condition()
		w.extra = append(w.extra, e)
	}
	if p.accept("ON", "CONSTRAINT") {
		p.path()
	}
	if p.accept("DO", "NOTHING") || !p.accept("DO", "UPDATE") {
		w.keys = nil
		return
	}
	w.verb = Upsert
	p.accept("SET")
	p.setList(&w.sets)
	if p.accept("WHERE") {
		w.onWhere, _ = p.condition()
	}
}

// setList reads a = 1, (b, c) = (2, 3), t.d = DEFAULT.
func (p *parser) setList(into *[]setClause) {
	outer, list := p.holes, p.list
	p.list = true
	defer func() { p.holes, p.list = outer, list }()
	for !p.atClause() || p.is("FORMAT") {
		t := p.peek()
		start := p.pos
		if p.is("(") {
			cols := p.names()
			p.accept("=")
			p.accept("ROW")
			v := p.arith()
			for i, c := range cols {
				one := &expr{op: xOther, tok: v.tok}
				if v.op == xTuple && i < len(v.args) {
					one = v.args[i]
				} else if i == 0 {
					one = v
				}
				*into = append(*into, setClause{names: []string{c}, value: one, tok: t})
			}
		} else if path := p.path(); len(path) > 0 {
			for p.is("[") || p.is("->") {
				p.skip()
			}
			if p.isAny("=", ":=") {
				p.pos++
				*into = append(*into, setClause{names: path, value: p.or(), tok: t})
			} else if t.kind == gap {
				*into = append(*into, setClause{names: []string{""}, value: &expr{op: xHole, hole: t.hole, tok: t}, tok: t})
			} else {
				p.problem(t, "unexpected "+show(t)+" for a column that is set")
			}
		}
		for p.peek().kind == gap { // more of them
			h := p.peek()
			p.pos++
			*into = append(*into, setClause{names: []string{""}, value: &expr{op: xHole, hole: h.hole, tok: h}, tok: h})
		}
		if !p.accept(",") && p.pos > start && p.peek().kind != gap {
			if t := p.peek(); p.pos < p.limit && (t.kind == word || t.kind == quoted) && p.ahead(1).text == "=" && !p.atClause() {
				continue // a comma may be in a hole before
			}
			return
		}
		if p.pos == start {
			return
		}
	}
}

func (p *parser) update(w *writeStmt) {
	w.verb = Update
	for p.isAny("OR", "IGNORE", "LOW_PRIORITY", "ABORT", "FAIL", "ROLLBACK", "REPLACE", "ONLY", "TOP") {
		top := p.is("TOP")
		p.pos++
		if top && p.is("(") {
			p.skip()
		}
	}
	w.target = p.from()
	p.sets(w)
	if p.is("OUTPUT") {
		p.pos++
		p.clauseUntilValues(&w.extra)
	}
	if p.accept("FROM") {
		w.from = p.from()
	}
	p.where(w)
}

func (p *parser) sets(w *writeStmt) {
	if !p.accept("SET") {
		if p.peek().kind != gap && !p.joinedSet() {
			p.problem(p.peek(), "unexpected "+show(p.peek())+" for SET")
		}
		if p.is("WHERE") || p.done() {
			return
		}
	}
	p.setList(&w.sets)
}

// joinedSet reports whether a hole before held SET: it was read as a table.
func (p *parser) joinedSet() bool { return p.pos > 0 && p.toks[p.pos-1].kind == gap }

func (p *parser) delete(w *writeStmt) {
	w.verb = Delete
	for p.isAny("LOW_PRIORITY", "QUICK", "IGNORE") {
		p.pos++
	}
	if !p.is("FROM") && !p.peek().is("TOP") { // MySQL: DELETE a, b FROM ...
		p.deleted(w)
	}
	if p.accept("TOP") && p.is("(") {
		p.skip()
	}
	p.accept("FROM")
	w.target = p.from()
	if p.is("OUTPUT") {
		p.pos++
		p.clauseUntilValues(&w.extra)
	}
	switch {
	case p.accept("USING"):
		w.from = p.from()
		if w.target.kind == leaf && mentionsTable(w.from, w.target) { // MySQL: FROM a USING a JOIN b
			w.names = []string{w.target.name[len(w.target.name)-1]}
			w.target, w.from = w.from, nil
		}
	case p.accept("FROM"): // SQL Server: DELETE a FROM t a, or DELETE t FROM ...
		w.from = p.from()
	}
	p.where(w)
}

// deleted reads the names before FROM; without FROM they are the table itself.
func (p *parser) deleted(w *writeStmt) {
	start := p.pos
	for {
		if path := p.path(); len(path) > 0 {
			w.names = append(w.names, path[len(path)-1])
		}
		if p.accept(".", "*") || p.accept("*") {
			continue
		}
		if !p.accept(",") {
			break
		}
	}
	if !p.is("FROM") {
		p.pos, w.names = start, nil
	}
}

func mentionsTable(n, t *fromNode) bool {
	for ; n.kind != leaf; n = n.l {
		if mentionsTable(n.r, t) {
			return true
		}
	}
	return len(n.name) > 0 && len(t.name) > 0 && n.name[len(n.name)-1] == t.name[len(t.name)-1]
}

// where reads the rest of UPDATE and DELETE.
func (p *parser) where(w *writeStmt) {
	for !p.done() && !p.is(";") {
		switch {
		case p.accept("WHERE", "CURRENT", "OF"):
			p.pos = min(p.pos+1, p.limit)
		case p.accept("WHERE"):
			e, span := p.condition()
			w.where, w.span = both(w.where, e), span
		case p.isAny("ORDER", "LIMIT", "OFFSET", "SETTINGS", "OPTION"):
			p.pos++
			p.clause(&w.extra)
		case p.accept("RETURNING"):
			w.returns = append(w.returns, p.outputs()...)
		case p.peek().kind == gap:
			p.pos++
			if w.where == nil && p.isAny("AND", "OR") {
				// The hole holds the first of the conditions.
				p.pos--
				w.where, w.span = p.condition()
			}
		default:
			return
		}
	}
}

// merge reads MERGE INTO t USING s ON ... WHEN ...: an upsert chosen by ON.
func (p *parser) merge(w *writeStmt) {
	w.verb = Upsert
	p.accept("INTO")
	w.target = p.table()
	if p.accept("USING") {
		w.from = p.table()
	}
	if p.accept("ON") {
		w.matched, _ = p.condition()
	}
	for p.accept("WHEN") {
		p.loose(func() bool { return p.isAny("THEN") }, &w.extra)
		p.accept("THEN")
		switch {
		case p.accept("UPDATE"):
			p.accept("SET")
			p.setList(&w.sets)
		case p.accept("INSERT"):
			if p.is("(") {
				p.insertColumns(w)
			}
			if p.accept("VALUES") {
				w.rows = append(w.rows, p.rows()...)
			}
		case p.accept("DELETE"), p.accept("DO", "NOTHING"):
		}
	}
	if p.is("OUTPUT") || p.is("RETURNING") {
		p.pos++
		w.returns = p.outputs()
	}
}
