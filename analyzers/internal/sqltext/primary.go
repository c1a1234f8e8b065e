package sqltext

import "strings"

// primary reads one operand.
func (p *parser) primary() *expr {
	t := p.peek()
	for n := 0; p.isAny("+", "-", "~", "@", "BINARY", "PRIOR"); n++ { // signs
		if p.is("BINARY") && p.ahead(1).is("(") {
			break
		}
		p.pos++
	}
	if p.peek() != t {
		signed := p.peek()
		if signed.kind == number {
			p.pos++
			return &expr{op: xLiteral, text: p.src.text[t.pos:signed.end], tok: t}
		}
		if t.kind == word {
			return p.suffix(p.operand())
		}
		return &expr{op: xOther, text: "arith", args: []*expr{p.suffix(p.operand())}, tok: t}
	}
	return p.suffix(p.operand())
}

// suffix reads casts, subscripts and the like after an operand. A cast changes
// nothing here; a subscript does.
func (p *parser) suffix(e *expr) *expr {
	if p.postfix() {
		return &expr{op: xOther, args: []*expr{e}, tok: e.tok}
	}
	return e
}

// postfix skips what may follow an operand; it reports whether the value is
// another one thereby.
func (p *parser) postfix() (changed bool) {
	for {
		t := p.peek()
		switch {
		case t.is("::"):
			p.pos++
			p.typeName()
		case t.is("[") && t.match > p.pos:
			changed = true
			p.skip()
		case t.is("COLLATE"):
			p.pos += 2
			for p.accept(".") {
				p.pos++
			}
		case t.is("AT") && p.ahead(1).is("TIME") && p.ahead(2).is("ZONE"):
			p.pos += 3
			p.operand()
			changed = true
		case t.is(".") && p.pos > 0 && p.toks[p.pos-1].is(")"): // (composite).field
			p.pos += 2
			changed = true
		default:
			p.pos = min(p.pos, p.limit)
			return changed
		}
	}
}

// typeName skips a type: numeric(10, 2)[], timestamp with time zone.
func (p *parser) typeName() {
	p.path()
	for p.isAny("PRECISION", "VARYING", "UNSIGNED", "SIGNED", "INTEGER", "ZONE", "TIME") || p.isAny("WITH", "WITHOUT") && p.ahead(1).is("TIME") {
		p.pos++
	}
	if p.is("(") && !p.peek().query {
		p.skip()
		if p.isAny("WITH", "WITHOUT") && p.ahead(1).is("TIME") {
			p.pos += min(3, p.limit-p.pos)
		}
	}
	for p.is("[") && p.peek().match == p.pos+1 || p.is("[") && p.peek().match == p.pos+2 {
		p.skip()
	}
}

// path reads a.b.c; names may be words, quoted or holes.
func (p *parser) path() []string {
	var out []string
	for {
		t := p.peek()
		switch t.kind {
		case word, quoted:
			if t.hole >= 0 {
				out = append(out, "")
			} else {
				out = append(out, t.text)
			}
		case gap:
			out = append(out, "")
		default:
			return out
		}
		p.pos++
		// A hole right beside a name is part of it: table_<hole>.
		if p.peek().kind == gap && p.peek().pos == t.end && len(out) > 0 && t.kind != gap {
			out[len(out)-1] = ""
			p.pos++
		}
		if !p.is(".") {
			return out
		}
		p.pos++
	}
}

func (p *parser) operand() *expr {
	t := p.peek()
	switch t.kind {
	case number, str:
		p.pos++
		if t.hole >= 0 {
			return &expr{op: xHole, hole: t.hole, tok: t}
		}
		return &expr{op: xLiteral, text: t.text, tok: t}
	case placeholder:
		p.pos++
		return &expr{op: xParam, tok: t}
	case gap:
		if p.ahead(1).is(".") {
			return p.named()
		}
		return p.hole()
	case quoted:
		return p.named()
	case word:
		return p.wordOperand(t)
	case punct:
		switch t.text {
		case "(":
			return p.paren()
		case "*":
			p.pos++
			return &expr{op: xStar, tok: t}
		case "[": // a list, as in ClickHouse
			e := &expr{op: xCall, text: "array", tok: t}
			p.within(func() { e.args = p.items(nil) })
			return e
		case "{": // an ODBC escape
			p.skip()
			return &expr{op: xOther, tok: t}
		}
	}
	p.problem(t, "unexpected "+show(t))
	return &expr{op: xOther, tok: t}
}

// literals are words that are values.
var literals = map[string]bool{
	"NULL": true, "TRUE": true, "FALSE": true, "DEFAULT": true, "CURRENT_TIMESTAMP": true, "CURRENT_DATE": true,
	"CURRENT_TIME": true, "LOCALTIME": true, "LOCALTIMESTAMP": true, "CURRENT_USER": true, "SESSION_USER": true, "UNKNOWN": true,
}

func (p *parser) wordOperand(t *token) *expr {
	next := p.ahead(1)
	switch {
	case t.up == "CASE":
		return p.caseExpr()
	case t.up == "EXISTS" && next.is("("):
		p.pos++
		r := p.paren()
		if r.op == xQuery {
			return &expr{op: xExists, sub: r.sub, tok: t}
		}
		return &expr{op: xOther, args: []*expr{r}, tok: t}
	case t.up == "ARRAY" && next.is("["):
		p.pos++
		return p.operand()
	case t.up == "INTERVAL" && (next.kind == str || next.kind == number || next.kind == placeholder || next.kind == gap || next.is("(")):
		p.pos++
		e := &expr{op: xOther, args: []*expr{p.operand()}, tok: t}
		if units[p.peek().up] {
			p.pos++
		}
		return e
	case next.kind == str && typed[t.up]: // DATE '2026-01-01'
		p.pos++
		return p.operand()
	case literals[t.up] && !next.is("."):
		p.pos++
		if p.is("(") && p.peek().match == p.pos+1 {
			p.skip()
		}
		return &expr{op: xLiteral, text: t.up, tok: t}
	case reserved[t.up] && !next.is(".") && !next.is("(") && !(t.up == "END" && p.cases == 0):
		p.problem(t, "unexpected "+show(t))
		return &expr{op: xOther, tok: t}
	}
	return p.named()
}

var units = map[string]bool{
	"SECOND": true, "MINUTE": true, "HOUR": true, "DAY": true, "WEEK": true, "MONTH": true, "QUARTER": true, "YEAR": true, "MICROSECOND": true,
	"SECONDS": true, "MINUTES": true, "HOURS": true, "DAYS": true, "MONTHS": true, "YEARS": true,
}

var typed = map[string]bool{"DATE": true, "TIME": true, "TIMESTAMP": true, "TIMESTAMPTZ": true, "UUID": true, "JSON": true, "JSONB": true, "BYTEA": true, "BOOLEAN": true, "INET": true}

// named reads a column, table.*, or a function with its arguments.
func (p *parser) named() *expr {
	t := p.peek()
	name := p.path()
	if len(name) == 0 {
		p.pos++
		return &expr{op: xOther, tok: t}
	}
	if p.is("*") && p.pos > 0 && p.toks[p.pos-1].is(".") {
		p.pos++
		return &expr{op: xStar, name: name, tok: t}
	}
	if p.is("(") && t.kind != gap {
		return p.call(t, name)
	}
	e := &expr{op: xColumn, name: name, tok: t}
	if name[len(name)-1] == "" { // a name with a hole
		e.op, e.hole, e.args = xHole, max(t.hole, 0), nil
		if t.hole < 0 {
			e.op = xOther
		}
	}
	return e
}

// call reads the arguments of a function with their keywords, as in
// substring(a FROM b), and what may follow: FILTER, OVER, WITHIN GROUP.
func (p *parser) call(t *token, name []string) *expr {
	f := strings.ToLower(name[len(name)-1])
	if len(name) == 2 && strings.EqualFold(name[0], "sqlc") {
		return p.sqlc(t, f)
	}
	e := &expr{op: xCall, text: f, tok: t}
	if p.peek().query {
		if r := p.paren(); r.op == xQuery || r.op == xGroup {
			e.args = []*expr{r}
		}
	} else {
		p.within(func() {
			for p.isAny("DISTINCT", "ALL", "BOTH", "LEADING", "TRAILING") {
				p.pos++
			}
			p.loose(nil, &e.args)
		})
	}
	if f == "row" {
		e.op = xTuple
		return e
	}
	for {
		switch {
		case p.is("AGAINST") && p.ahead(1).is("("): // MySQL: MATCH (a, b) AGAINST (? IN BOOLEAN MODE)
			p.pos++
			p.within(func() { p.loose(nil, &e.args) })
		case p.isAny("OVER", "FILTER") && p.ahead(1).is("("):
			p.pos++
			p.within(func() { p.loose(nil, &e.args) })
		case p.is("WITHIN") && p.ahead(1).is("GROUP"):
			p.pos += 2
			p.within(func() { p.loose(nil, &e.args) })
		case p.is("OVER") && p.ahead(1).kind == word:
			p.pos += 2
		case p.isAny("IGNORE", "RESPECT") && p.ahead(1).is("NULLS"):
			p.pos += 2
		case p.is("(") && p.peek().pos == p.toks[p.pos-1].end: // ClickHouse: quantile(0.9)(x)
			p.within(func() { p.loose(nil, &e.args) })
		default:
			return castOf(e)
		}
	}
}

// castOf takes away functions that only convert.
func castOf(e *expr) *expr {
	switch e.text {
	case "cast", "try_cast", "safe_cast", "convert", "try_convert", "touuid", "toint64", "touint64", "tostring", "uuid_to_bin", "bin_to_uuid", "unhex", "hex",
		"touuidorzero", "touint32", "toint32", "to_uuid":
	default:
		return e
	}
	// Have the value and names of types, whichever order the dialect has.
	var found *expr
	for _, a := range e.args {
		if a.op == xParam || a.op == xHole || a.op == xQuery {
			return a
		}
		if a.op == xColumn || a.op == xLiteral {
			if e.text == "convert" || e.text == "try_convert" {
				found = a // SQL Server: the type comes first
			} else if found == nil {
				found = a
			}
		}
	}
	if found != nil && len(e.args) <= 2 {
		return found
	}
	return e
}

// sqlc reads sqlc.arg(x), sqlc.narg(x), sqlc.slice(x) and sqlc.embed(t).
func (p *parser) sqlc(t *token, f string) *expr {
	var name string
	p.within(func() {
		if n := p.peek(); n.kind == word || n.kind == quoted || n.kind == str {
			name = n.text
			p.pos++
		}
	})
	if f == "embed" {
		return &expr{op: xStar, name: []string{name}, tok: t}
	}
	arg := *t
	arg.kind, arg.name, arg.hole = placeholder, name, -1
	return &expr{op: xParam, tok: &arg, many: f == "slice"}
}

// paren reads (expression), (a, b) or (query).
func (p *parser) paren() *expr {
	open := p.peek()
	e := &expr{op: xOther, tok: open}
	rest := p.within(func() {
		if p.isAny("SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE") {
			e = &expr{op: xQuery, sub: p.query(), tok: open}
			return
		}
		if p.done() {
			e = &expr{op: xTuple, tok: open} // ()
			return
		}
		first := p.group()
		if first.op == xQuery && p.isAny("UNION", "EXCEPT", "INTERSECT", "MINUS", "ORDER", "LIMIT") {
			e = &expr{op: xQuery, sub: p.setOperation(first.sub), tok: open}
			return
		}
		e = first
		if p.accept(",") {
			e = &expr{op: xTuple, args: p.items([]*expr{first}), tok: open}
		}
	})
	if rest {
		p.problem(open, "parenthesis that is not read to its end")
		return &expr{op: xOther, args: []*expr{e}, tok: open}
	}
	return e
}

// caseExpr reads CASE ... END for what is within it.
func (p *parser) caseExpr() *expr {
	t := p.peek()
	e := &expr{op: xCase, tok: t}
	if !p.enter(t) {
		p.pos = p.limit
		return e
	}
	outer := p.holes
	p.pos++
	p.cases++
	var when *expr
	for !p.done() && !p.is("END") {
		key := p.peek().up
		switch key {
		case "WHEN", "THEN", "ELSE":
			p.pos++
		}
		start := p.pos
		x := p.or()
		e.args = append(e.args, x)
		switch key {
		case "WHEN":
			when = x
		case "THEN", "ELSE":
			e.arms = append(e.arms, [2]*expr{when, x})
			when = nil
		default: // CASE x WHEN y: x = y is of no interest
			e.op = xOther
		}
		if p.pos == start && key == "" {
			p.skip()
		}
	}
	p.accept("END")
	p.cases--
	p.holes = outer
	p.depth--
	return e
}
