package sqltext

import "strings"

// group reads a condition. Holes among its operands may hold an OR: they are noted
// on the group, whose every conjunct depends on them.
func (p *parser) group() *expr {
	outer, list := p.holes, p.list
	p.holes, p.list = nil, false
	e := p.or()
	p.list = list
	if len(p.holes) > 0 || e.op == xAnd || e.op == xOr {
		e = &expr{op: xGroup, args: []*expr{e}, holes: p.holes, tok: e.tok}
	}
	p.holes = outer
	return e
}

// or reads a OR b OR c.
func (p *parser) or() *expr {
	t := p.peek()
	first := p.and()
	if !p.isOr() {
		return first
	}
	e := &expr{op: xOr, args: []*expr{first}, tok: t}
	for p.isOr() {
		xor := p.is("XOR")
		p.pos++
		e.args = append(e.args, p.and())
		if xor {
			e = &expr{op: xOther, args: e.args, tok: t}
		}
	}
	return e
}

func (p *parser) isOr() bool {
	return p.isAny("OR", "XOR") || p.style.backticks && p.is("||")
}

// and reads a AND b AND c, and holes between them: `a = $1 <hole> AND b = $2`.
func (p *parser) and() *expr {
	t := p.peek()
	first := p.not()
	var e *expr
	add := func(x *expr) {
		if e == nil {
			e = &expr{op: xAnd, args: []*expr{first}, tok: t}
		}
		e.args = append(e.args, x)
	}
	for {
		switch {
		case p.isAny("AND") || !p.style.dollars && p.is("&&"):
			p.pos++
			add(p.not())
		case p.peek().kind == gap && !p.list:
			add(p.hole())
		default:
			if e == nil {
				return first
			}
			return e
		}
	}
}

func (p *parser) hole() *expr {
	t := p.peek()
	p.pos++
	if p.src.parts[t.hole].Hole == Anything {
		p.holes = append(p.holes, t.hole)
	}
	return &expr{op: xHole, hole: t.hole, tok: t}
}

// not reads NOT NOT a.
func (p *parser) not() *expr {
	t := p.peek()
	odd := false
	for p.is("NOT") || p.is("!") {
		p.pos++
		odd = !odd
	}
	e := p.comparison()
	if odd {
		return &expr{op: xNot, args: []*expr{e}, tok: t}
	}
	return e
}

// comparison reads a = b, a IN (...), a IS NULL and their like. A second comparison
// of the result (a = b = c) is not understood, and not wrong.
func (p *parser) comparison() *expr {
	e := p.arith()
	first := p.compare(e)
	if first == nil {
		return e
	}
	e = first
	var chain *expr
	for {
		next := p.compare(&expr{op: xOther, tok: e.tok})
		if next == nil {
			return e
		}
		if chain == nil {
			chain = &expr{op: xOther, args: []*expr{e}, tok: e.tok}
			e = chain
		}
		chain.args = append(chain.args, next)
	}
}

// compare reads the operator and right side of a comparison; nil when none follows.
func (p *parser) compare(l *expr) *expr {
	t := p.peek()
	pair := func(op string, r *expr) *expr { return &expr{op: xCmp, text: op, args: []*expr{l, r}, tok: l.tok} }
	neg := func(e *expr, not bool) *expr {
		if not {
			return &expr{op: xNot, args: []*expr{e}, tok: l.tok}
		}
		return e
	}
	if t.kind == punct {
		op := t.text
		switch op {
		case "==":
			op = "="
		case "!=":
			op = "<>"
		case "<=>":
			op = "="
		case "=", "<>", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "!<", "!>":
		default:
			return nil
		}
		p.pos++
		e := p.quantified(pair, op)
		e.safe = t.text == "<=>"
		return e
	}
	start := p.pos
	p.accept("GLOBAL")
	not := p.accept("NOT")
	switch p.peek().up {
	case "IN":
		p.pos++
		return neg(p.in(l), not)
	case "BETWEEN":
		p.pos++
		p.accept("SYMMETRIC")
		lo := p.arith()
		p.accept("AND")
		hi := p.arith()
		return neg(&expr{op: xOther, text: "between", args: []*expr{l, lo, hi}, tok: l.tok}, not)
	case "LIKE", "ILIKE", "GLOB", "REGEXP", "RLIKE", "MATCH", "OVERLAPS", "SIMILAR", "MEMBER", "SOUNDS":
		op := strings.ToLower(p.peek().up)
		p.pos++
		p.accept("TO")
		p.accept("OF")
		p.accept("BINARY")
		e := p.quantified(pair, op)
		if p.accept("ESCAPE") {
			p.arith()
		}
		return neg(e, not)
	case "IS":
		if not {
			break
		}
		p.pos++
		not = p.accept("NOT")
		if p.accept("DISTINCT", "FROM") {
			e := pair("=", p.arith())
			e.safe = true
			return neg(e, !not)
		}
		return neg(pair("is", p.arith()), not)
	case "ISNULL", "NOTNULL":
		if not {
			break
		}
		not = p.is("NOTNULL")
		p.pos++
		return neg(pair("is", &expr{op: xLiteral, text: "NULL", tok: t}), not)
	case "NULL": // NOT NULL after a column, in SQLite a test
		if not {
			p.pos++
			return neg(pair("is", &expr{op: xLiteral, text: "NULL", tok: t}), true)
		}
	}
	p.pos = start
	return nil
}

// quantified reads the right side of an operator, which may be ANY(...) or ALL(...).
func (p *parser) quantified(pair func(string, *expr) *expr, op string) *expr {
	if !p.isAny("ANY", "SOME", "ALL") || !p.ahead(1).is("(") {
		return pair(op, p.arith())
	}
	all := p.is("ALL")
	p.pos++
	open := p.peek()
	if open.query && !all {
		r := p.paren()
		e := pair(op, r)
		if op == "=" && r.op == xQuery {
			return &expr{op: xIn, args: e.args[:1], sub: r.sub, tok: e.tok}
		}
		return e
	}
	var r *expr
	rest := p.within(func() { r = p.or() })
	e := pair(op, r)
	switch {
	case rest || r == nil || all:
		return &expr{op: xOther, args: e.args, tok: e.tok}
	case op == "=" && r.op == xCall && r.text == "array":
		return &expr{op: xIn, args: append(e.args[:1:1], r.args...), tok: e.tok}
	}
	e.many = true
	return e
}

// in reads what follows IN: a list, a query, a placeholder or hole for a list.
func (p *parser) in(l *expr) *expr {
	e := &expr{op: xIn, args: []*expr{l}, tok: l.tok}
	if !p.is("(") {
		r := p.arith() // sqlx and gorm: IN ?, IN :ids, and ClickHouse: IN table
		if r.op == xParam || r.op == xHole || r.op == xLiteral {
			e.many = true
		}
		e.args = append(e.args, r)
		return e
	}
	if p.peek().query {
		r := p.paren()
		if r.op == xQuery {
			e.sub = r.sub
			return e
		}
		e.args = append(e.args, r)
		return e
	}
	open := p.peek()
	if p.within(func() { e.args = p.items(e.args) }) {
		p.problem(open, "a list that is not read")
		return &expr{op: xOther, args: e.args, tok: l.tok}
	}
	return e
}

// items reads a, b, c onto args, with holes between as in `?<hole>`.
func (p *parser) items(args []*expr) []*expr {
	outer, list := p.holes, p.list
	p.list = true
	for !p.done() {
		args = append(args, p.or())
		for p.peek().kind == gap {
			args = append(args, p.hole())
		}
		if !p.accept(",") {
			break
		}
	}
	p.holes, p.list = outer, list // a hole in a list cannot change what is around the list
	return args
}

// arith reads operands joined by operators that are neither logic nor comparison.
// What they compute is of no interest, but for paths into JSON.
func (p *parser) arith() *expr {
	e := p.primary()
	computed := false
	for {
		t := p.peek()
		if t.kind == word && (t.up == "DIV" || t.up == "MOD") && p.ahead(1).kind != punct {
			p.pos++
		} else if t.kind == punct && arithmetic(t.text, p.style) {
			p.pos++
			if (t.text == "->" || t.text == "->>" || t.text == "#>>") && e.op == xColumn && p.peek().kind == str {
				path := e.name[: len(e.name)-1 : len(e.name)-1]
				e = &expr{op: xColumn, name: append(path, e.name[len(e.name)-1]+"->"+p.peek().text), tok: e.tok}
				p.pos++
				p.postfix()
				continue
			}
		} else {
			return e
		}
		r := p.primary()
		if computed {
			e.args = append(e.args, r)
			continue
		}
		computed = true
		e = &expr{op: xOther, text: "arith", args: []*expr{e, r}, tok: e.tok}
	}
}

func arithmetic(op string, s style) bool {
	switch op {
	case "+", "-", "*", "/", "%", "->", "->>", "#>", "#>>", "#-", "@>", "<@", "|", "&", "^", "#", "<<", ">>",
		"?", "?|", "?&", "??", "@@", "@@@", "@?", "<->", "<#>", "-|-", ":=", "=>":
		return true
	case "||":
		return !s.backticks
	case "&&":
		return s.dollars
	}
	return false
}
