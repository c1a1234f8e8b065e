package sqltext

// reserved words begin or continue a clause: they are no alias and no operand.
var reserved = map[string]bool{
	"SELECT": true, "FROM": true, "WHERE": true, "PREWHERE": true, "GROUP": true, "HAVING": true, "ORDER": true, "LIMIT": true, "OFFSET": true,
	"FETCH": true, "FOR": true, "UNION": true, "EXCEPT": true, "INTERSECT": true, "MINUS": true, "WINDOW": true, "QUALIFY": true,
	"JOIN": true, "INNER": true, "LEFT": true, "RIGHT": true, "FULL": true, "CROSS": true, "NATURAL": true, "ON": true, "USING": true,
	"SET": true, "VALUES": true, "RETURNING": true, "INTO": true, "AND": true, "OR": true, "NOT": true, "AS": true, "WHEN": true, "THEN": true, "ELSE": true, "END": true,
	"IN": true, "IS": true, "LIKE": true, "BETWEEN": true, "LATERAL": true, "SETTINGS": true, "WITH": true, "LOCK": true, "XOR": true, "STRAIGHT_JOIN": true,
	"OUTER": true, "APPLY": true, "OPTION": true, "WHILE": true, "OUTPUT": true, "GLOBAL": true, "ASOF": true, "DO": true, "CONFLICT": true,
}

// clauses end a condition or list.
var clauses = map[string]bool{
	"FROM": true, "WHERE": true, "PREWHERE": true, "GROUP": true, "HAVING": true, "ORDER": true, "LIMIT": true, "OFFSET": true, "FETCH": true, "FOR": true,
	"UNION": true, "EXCEPT": true, "INTERSECT": true, "MINUS": true, "WINDOW": true, "QUALIFY": true, "RETURNING": true, "SETTINGS": true, "LOCK": true,
	"OPTION": true, "ON": true, "SET": true, "VALUES": true, "OUTPUT": true, "INTO": true, "WHEN": true, "JOIN": true, "INNER": true, "LEFT": true,
	"RIGHT": true, "FULL": true, "CROSS": true, "NATURAL": true, "USING": true, "DO": true, "FORMAT": true, "END": true, "STRAIGHT_JOIN": true,
}

// atClause reports whether the next token ends what came before.
func (p *parser) atClause() bool {
	t := p.peek()
	if t.kind == end || t.is(";") || t.is(")") {
		return true
	}
	if t.kind != word || !clauses[t.up] || t.up == "END" && p.cases == 0 {
		return false
	}
	switch t.up { // also names of functions and columns
	case "LEFT", "RIGHT", "VALUES", "FORMAT", "SET", "WINDOW", "LOCK", "OPTION":
		return !p.ahead(1).is("(") || t.up == "VALUES" || t.up == "OPTION"
	}
	return true
}

// loose reads expressions and skips all else, until stop says so or the region or
// statement ends: the arguments of functions, ORDER BY and the like.
func (p *parser) loose(stop func() bool, into *[]*expr) {
	outer := p.holes
	for !p.done() && !p.is(";") && (stop == nil || !stop()) {
		t := p.peek()
		switch {
		case t.kind == punct && t.text != "(" && t.text != "[" && t.text != "*" && t.text != "-" && t.text != "+":
			p.pos++
		case t.kind == word && reserved[t.up] && !(t.up == "NOT") && !p.ahead(1).is("("):
			if t.up == "SELECT" {
				p.problem(t, "a query that is not read")
			}
			p.pos++
		default:
			start := p.pos
			*into = append(*into, p.group())
			if p.pos == start {
				p.skip()
			}
		}
	}
	p.holes = outer
}

// condition reads what follows WHERE, ON or HAVING. When something stands behind it
// that belongs to no clause, the condition is not understood.
func (p *parser) condition() (*expr, Span) {
	from := p.peek()
	e := p.group()
	if p.atClause() || p.is(",") || p.joinAhead() {
		span := Span{}
		if p.pos > 0 && from.kind != end {
			span = Span{p.src.pos(from.pos), p.src.end(p.toks[p.pos-1].end)}
		}
		return e, span
	}
	p.problem(p.peek(), "unexpected "+show(p.peek())+" in a condition")
	bad := &expr{op: xOther, args: []*expr{e}, tok: from}
	p.loose(p.atClause, &bad.args)
	return bad, Span{}
}

// joinAhead reports whether a join of ClickHouse follows, whose first words are
// otherwise names.
func (p *parser) joinAhead() bool {
	switch p.peek().up {
	case "ANY", "ALL", "ASOF", "SEMI", "ANTI", "GLOBAL", "ARRAY":
		for i := 1; i < 4; i++ {
			if p.ahead(i).is("JOIN") {
				return true
			}
		}
	}
	return false
}

// both joins two conditions, either of which may be nil.
func both(a, b *expr) *expr {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	return &expr{op: xAnd, args: []*expr{a, b}, tok: a.tok}
}
