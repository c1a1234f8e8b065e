package sqltext

// from reads the tables after FROM with their joins.
func (p *parser) from() *fromNode {
	n := p.table()
	return p.joins(n)
}

// joins reads joins and commas behind a table.
func (p *parser) joins(n *fromNode) *fromNode {
	for !p.done() {
		t := p.peek()
		switch {
		case p.accept(","):
			lateral := p.is("LATERAL")
			r := p.table()
			r.lateral = r.lateral || lateral
			n = p.join(&fromNode{kind: inner, l: n, r: r})
		case t.kind == gap && (p.ahead(1).is("AND") || p.ahead(1).is("OR")): // WHERE is in it
			return n
		case t.kind == gap:
			p.pos++
			n = p.join(&fromNode{kind: inner, l: n, r: &fromNode{tok: t}})
		default:
			j, ok := p.joinWords()
			if !ok {
				return n
			}
			j.l = n
			j.r = p.table()
			j.r.lateral = j.r.lateral || j.lateral
			switch {
			case p.accept("ON"):
				j.on, _ = p.condition()
			case p.is("USING") && p.ahead(1).is("("):
				p.pos++
				j.using = p.names()
			case p.is("USING"): // ClickHouse without parentheses
				p.pos++
				if c := p.path(); len(c) == 1 {
					j.using = []string{lower(&token{text: c[0], hole: -1})}
				}
			}
			n = p.join(j)
		}
	}
	return n
}

// join bounds the number of tables, whose joins nest to the left.
func (p *parser) join(n *fromNode) *fromNode {
	p.rels++
	if p.rels > maxRelations {
		p.problem(p.peek(), "too many tables")
		return n.l
	}
	return n
}

// joinWords reads LEFT OUTER JOIN and its like.
func (p *parser) joinWords() (*fromNode, bool) {
	start := p.pos
	n := &fromNode{kind: inner}
	for i := 0; i < 5; i++ {
		switch p.peek().up {
		case "JOIN", "STRAIGHT_JOIN":
			p.pos++
			for p.isAny("FETCH") {
				p.pos++
			}
			return n, true
		case "APPLY":
			p.pos++
			n.lateral = true
			return n, true
		case "LEFT":
			n.kind = left
		case "RIGHT":
			n.kind = right
		case "FULL":
			n.kind = full
		case "NATURAL":
			n.natural = true
		case "OUTER":
			if n.kind == inner { // OUTER APPLY
				n.kind = left
			}
		case "INNER", "CROSS", "GLOBAL", "ANY", "ALL", "ASOF", "SEMI", "ANTI", "ARRAY", "LOOP", "HASH", "PASTE":
		default:
			p.pos = start
			return nil, false
		}
		p.pos++
	}
	p.pos = start
	return nil, false
}

// table reads one table, subquery or function with its alias.
func (p *parser) table() *fromNode {
	t := p.peek()
	n := &fromNode{tok: t}
	if p.accept("LATERAL") {
		n.lateral = true
		t = p.peek()
	}
	p.accept("ONLY")
	if p.is("TABLE") && p.ahead(1).is("(") {
		p.pos++
		p.skip()
		n.fn = &expr{op: xOther, tok: t}
		p.alias(n)
		return n
	}
	switch {
	case p.is("(") && p.peek().query:
		r := p.paren()
		if r.op != xQuery {
			n.fn = r
			break
		}
		n.sub = r.sub
	case p.is("("):
		var inside *fromNode
		open := p.peek()
		if p.within(func() { inside = p.from() }) {
			p.problem(open, "parenthesis that is not read to its end")
		}
		if inside == nil {
			inside = n
		}
		if inside.kind == leaf {
			p.alias(inside)
		}
		return inside
	case p.peek().kind == placeholder: // a table variable
		p.pos++
	default:
		at := p.peek()
		n.name = p.path()
		n.tok = at
		if len(n.name) == 0 {
			p.problem(at, "unexpected "+show(at)+" for a table")
			if !p.atClause() {
				p.skip()
			}
			return n
		}
		if p.is("(") && at.kind != gap && !p.hintAhead() {
			n.fn = p.call(at, n.name)
			n.name = nil
			if p.accept("WITH", "ORDINALITY") {
				break
			}
		}
	}
	p.alias(n)
	return n
}

// hintAhead reports whether a parenthesis holds SQL Server's (NOLOCK).
func (p *parser) hintAhead() bool { return p.ahead(1).is("NOLOCK") }

// tableWords follow a table and are no alias.
var tableWords = map[string]bool{
	"FINAL": true, "SAMPLE": true, "TABLESAMPLE": true, "USE": true, "FORCE": true, "IGNORE": true, "INDEXED": true, "PARTITION": true,
	"ANY": true, "ALL": true, "SEMI": true, "ANTI": true, "ARRAY": true, "PIVOT": true, "DEFAULT": true, "SELECT": true, "WITH": true,
}

// alias reads [AS] alias [(columns)] and hints.
func (p *parser) alias(n *fromNode) {
	for i := 0; i < 12; i++ {
		t := p.peek()
		switch {
		case p.accept("*"), p.accept("FINAL"):
		case t.is("AS"):
			p.pos++
			if a := p.peek(); a.kind == word || a.kind == quoted || a.kind == str {
				n.alias = a.text
				p.pos++
			}
		case t.is("WITH") && p.ahead(1).is("("), t.is("PARTITION") && p.ahead(1).is("("):
			p.pos++
			p.skip()
		case t.is("(") && p.ahead(1).is("NOLOCK"):
			p.skip()
		case t.is("USE") || t.is("FORCE") || t.is("IGNORE"):
			for !p.done() && !p.is("(") {
				p.pos++
			}
			if !p.done() {
				p.skip()
			}
		case t.is("INDEXED"):
			p.pos = min(p.pos+3, p.limit)
		case t.is("NOT") && p.ahead(1).is("INDEXED"):
			p.pos += 2
		case t.is("TABLESAMPLE"):
			p.pos = min(p.pos+2, p.limit)
			if p.is("(") {
				p.skip()
			}
		case t.is("SAMPLE"):
			p.pos = min(p.pos+2, p.limit)
		case t.is("FOR") && (p.ahead(1).is("SYSTEM_TIME") || p.ahead(1).is("SYSTEM")):
			for !p.done() && !p.atEndOfTime() {
				p.pos++
			}
		case t.is("(") && !t.query && n.alias != "" && n.cols == nil:
			n.cols = p.names()
		case n.alias == "" && (t.kind == quoted || t.kind == word && !reserved[t.up] && !tableWords[t.up] && !clauses[t.up]):
			n.alias = t.text
			p.pos++
		default:
			return
		}
	}
}

func (p *parser) atEndOfTime() bool {
	return p.isAny("WHERE", "JOIN", "LEFT", "INNER", "ORDER", "GROUP", "LIMIT", ",", ";", ")")
}
