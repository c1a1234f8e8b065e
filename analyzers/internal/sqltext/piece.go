package sqltext

// piece reads a part of a statement: " AND org_id = ?", "JOIN t ON ...", "id = ?",
// "FROM t WHERE ...", "SET a = ? WHERE ...".
func (p *parser) piece(s *stmt) {
	s.verb = Fragment
	core := &selectCore{}
	var w writeStmt
	if p.peek().kind == gap && (p.ahead(1).kind == gap || p.ahead(1).kind == word && (clauses[p.ahead(1).up] || p.ahead(1).is("AND") || p.ahead(1).is("OR"))) {
		// What is before is in a hole: `<hole> WHERE a = 1`.
		p.problem(p.peek(), "a hole before the first word")
		p.pos++
		s.keyword = p.peek().up
	}
	for !p.done() && !p.is(";") {
		t := p.peek()
		start := p.pos
		switch {
		case t.is("FROM") || t.is("USING"):
			p.pos++
			s.from = p.from()
		case t.is("SET"):
			p.pos++
			p.setList(&w.sets)
		case t.is("RETURNING"):
			p.pos++
			core.outs = append(core.outs, p.outputs()...)
		case t.is("ON") && (p.ahead(1).is("CONFLICT") || p.ahead(1).is("DUPLICATE")):
			p.onConflict(&w)
		case t.is("ON"):
			p.pos++
			e, _ := p.condition()
			core.where = both(core.where, e)
		case t.is("AND") || t.is("OR"):
			if s.leading == "" && core.where == nil {
				s.leading = t.up
			}
			p.pos++
			e, span := p.condition()
			core.where, core.span = both(core.where, e), span
		case t.is("UNION") || t.is("EXCEPT") || t.is("INTERSECT"):
			p.pos++
			p.accept("ALL")
			if s.query == nil {
				s.query = p.query()
			}
		default:
			if n, ok := p.pieceJoin(s.from, t); ok {
				s.from = n
				break
			}
			if p.atClause() {
				p.tail(core, nil)
				break
			}
			e := p.pieceCondition()
			core.where = both(core.where, e)
		}
		if p.pos == start {
			break
		}
	}
	s.cond, s.extra, s.span = core.where, core.extra, core.span
	for _, o := range core.outs {
		s.extra = append(s.extra, o.e)
	}
	s.extra = append(s.extra, w.extra...)
	s.sets = w.sets
}

// pieceJoin reads joins onto a table that is elsewhere.
func (p *parser) pieceJoin(base *fromNode, t *token) (*fromNode, bool) {
	switch t.up {
	case "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "STRAIGHT_JOIN":
	default:
		return nil, false
	}
	if p.ahead(1).is("(") {
		return nil, false
	}
	start := p.pos
	if base == nil {
		base = &fromNode{tok: &noToken}
	}
	n := p.joins(base)
	return n, p.pos > start
}

// pieceCondition reads a condition, or a list of columns or terms of ORDER BY, which
// say nothing.
func (p *parser) pieceCondition() *expr {
	first := p.peek()
	e := p.group()
	if p.atClause() {
		return e
	}
	switch {
	case p.is(","), p.isAny("ASC", "DESC", "AS"), p.peek().kind == word, p.peek().kind == quoted:
		list := &expr{op: xOther, text: "list", args: []*expr{e}, tok: first}
		junk := !p.is(",") && !p.isAny("ASC", "DESC", "AS")
		if junk {
			p.problem(p.peek(), "unexpected "+show(p.peek()))
		}
		p.loose(nil, &list.args)
		return list
	}
	return e
}
