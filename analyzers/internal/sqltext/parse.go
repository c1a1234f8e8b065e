package sqltext

import "strings"

// A parser reads tokens from pos to limit. It never goes back, and every bracket
// is read within its own limit, so what is not understood ends at the bracket.
type parser struct {
	src   *source
	q     *Query
	toks  []token
	style style
	pos   int
	limit int
	depth int
	rels  int
	cases int   // CASE around, within the innermost bracket
	list  bool  // in a list: a hole behind an element is another element
	holes []int // seen among the operands of the innermost group
}

var noToken = token{kind: end, hole: -1, match: -1}

func (p *parser) peek() *token { return p.ahead(0) }

func (p *parser) ahead(n int) *token {
	if p.pos+n < p.limit {
		return &p.toks[p.pos+n]
	}
	return &noToken
}

// done reports whether the region is read.
func (p *parser) done() bool { return p.pos >= p.limit }

// is reports whether the next token is the keyword or operator.
func (p *parser) is(s string) bool { return p.peek().is(s) }

func (t *token) is(s string) bool {
	return t.kind == word && t.up == s || t.kind == punct && t.text == s
}

// isAny reports whether the next token is one of the keywords or operators.
func (p *parser) isAny(ss ...string) bool {
	t := p.peek()
	for _, s := range ss {
		if t.is(s) {
			return true
		}
	}
	return false
}

// accept takes the next tokens when they are these.
func (p *parser) accept(ss ...string) bool {
	for i, s := range ss {
		if !p.ahead(i).is(s) {
			return false
		}
	}
	p.pos += len(ss)
	return true
}

func (p *parser) problem(t *token, reason string) {
	off := t.pos
	if t.kind == end {
		off = len(p.src.text)
	}
	p.q.problem(p.src.pos(off), reason)
}

// enter counts a level of nesting; when it is false the caller must skip.
func (p *parser) enter(t *token) bool {
	p.depth++
	if p.depth > maxDepth {
		p.depth--
		p.problem(t, "nested too deep")
		return false
	}
	return true
}

// within reads the inside of the bracket that is next and goes behind it.
// Tokens that f leaves are returned as not read.
func (p *parser) within(f func()) (rest bool) {
	open := p.peek()
	stop := open.match
	if stop < 0 || stop > p.limit {
		stop = p.limit
	}
	if !p.enter(open) {
		p.pos = min(stop+1, p.limit)
		return true
	}
	limit, cases, list := p.limit, p.cases, p.list
	p.pos++
	p.limit, p.cases, p.list = stop, 0, false
	f()
	rest = p.pos < stop
	p.limit, p.cases, p.list = limit, cases, list
	p.pos = min(stop+1, limit)
	p.depth--
	return rest
}

// skip goes over one token, or a bracket with all that is in it. That a query is
// skipped is a problem.
func (p *parser) skip() {
	t := p.peek()
	if t.match > p.pos {
		if t.query {
			p.problem(t, "a query that is not read")
		}
		p.pos = min(t.match+1, p.limit)
		return
	}
	p.pos++
}

// skipStatement goes to the next semicolon.
func (p *parser) skipStatement() {
	for !p.done() && !p.is(";") {
		p.pos++
	}
}

// names reads (a, b, c); what is no name is left out.
func (p *parser) names() []string {
	var out []string
	p.within(func() {
		for !p.done() {
			if t := p.peek(); (t.kind == word || t.kind == quoted) && p.nameEnds() {
				out = append(out, p.column(t))
			}
			for !p.done() && !p.is(",") {
				p.skip()
			}
			p.accept(",")
		}
	})
	return out
}

// nameEnds reports whether the next token is a whole element of a list of names:
// nothing behind it, or ASC, or the length of MySQL's index on a prefix.
func (p *parser) nameEnds() bool {
	next := p.ahead(1)
	return p.pos+1 >= p.limit || next.is(",") || next.kind == word || next.is("(") && p.ahead(2).kind == number
}

// column is the name of a column as it is compared: lower case, as most dialects
// do without quotes; with quotes too, since MySQL, SQLite and SQL Server do not care.
func (p *parser) column(t *token) string { return lower(t) }

// statement reads one statement or piece.
func (p *parser) statement() *stmt {
	t := p.peek()
	s := &stmt{keyword: t.up, verb: Other}
	switch t.up {
	case "EXPLAIN", "DESCRIBE", "PROFILE":
		p.pos++
		for p.isAny("ANALYZE", "VERBOSE", "QUERY", "PLAN", "FORMAT", "EXTENDED") {
			p.pos++
		}
		if p.is("(") && !p.peek().query {
			p.skip()
		}
		if p.isAny("SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "(") {
			return p.statement()
		}
		p.skipStatement()
		return s
	case "SELECT", "VALUES":
		s.verb, s.query = Select, p.query()
	case "WITH":
		p.withStatement(s)
	case "INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "UPSERT":
		if p.ahead(1).is("(") { // the function replace(...) in a piece
			p.piece(s)
			break
		}
		s.write = p.write(nil)
		s.verb = s.write.verb
	case "FROM", "WHERE", "AND", "OR", "ON", "HAVING", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL",
		"ORDER", "GROUP", "LIMIT", "OFFSET", "RETURNING", "UNION", "NOT", "EXISTS", "PREWHERE", "USING", "STRAIGHT_JOIN":
		p.piece(s)
	case "TRUNCATE":
		p.truncate(s)
	case "SET":
		if !p.setting(s) {
			p.piece(s)
		}
	case "CREATE", "ALTER", "DROP":
		p.define(s)
		return s
	default:
		switch {
		case t.kind == punct && t.text == "(" && t.query:
			s.verb, s.query = Select, p.query()
		case t.kind == word && otherStatements[t.up] && p.ahead(1).text != "=" && !p.ahead(1).is("IN") && !p.ahead(1).is("IS") && p.ahead(1).text != ".":
			p.other()
			return s
		default:
			s.keyword = ""
			p.piece(s)
		}
	}
	if !p.done() && !p.is(";") {
		p.problem(p.peek(), "unexpected "+show(p.peek()))
		p.loose(nil, &s.extra)
	}
	return s
}

// otherStatements begin with these words and touch no rows that matter.
var otherStatements = map[string]bool{
	"BEGIN": true, "COMMIT": true, "ROLLBACK": true, "SAVEPOINT": true, "RELEASE": true, "START": true,
	"SHOW": true, "USE": true, "PRAGMA": true, "VACUUM": true, "ANALYZE": true, "ATTACH": true, "DETACH": true, "REINDEX": true,
	"GRANT": true, "REVOKE": true, "COMMENT": true, "LISTEN": true, "NOTIFY": true, "UNLISTEN": true, "RESET": true, "DISCARD": true,
	"LOCK": true, "UNLOCK": true, "CALL": true, "EXEC": true, "EXECUTE": true, "PREPARE": true, "DEALLOCATE": true, "DO": true,
	"OPTIMIZE": true, "CHECK": true, "REPAIR": true, "FLUSH": true, "KILL": true, "RENAME": true, "DECLARE": true, "GO": true,
	"REFRESH": true, "CLUSTER": true, "COPY": true, "SYSTEM": true, "REASSIGN": true, "SECURITY": true, "END": true, "ABORT": true,
	"IF": true, "PRINT": true, "RAISERROR": true, "WAITFOR": true, "DBCC": true, "CHECKPOINT": true, "LOAD": true,
}

// other skips a statement; that it has another one in it is a problem.
func (p *parser) other() {
	first := p.peek()
	for p.pos++; !p.done() && !p.is(";"); p.pos++ {
		switch t := p.peek(); {
		case first.is("GRANT"), first.is("REVOKE"), first.is("LOCK"):
		case t.is("SELECT"), t.is("INSERT"), t.is("UPDATE"), t.is("DELETE"), first.is("DO") && t.kind == str:
			p.problem(t, "a statement within another that is not read")
		}
	}
}

// withStatement reads WITH before a SELECT or a statement that writes.
func (p *parser) withStatement(s *stmt) {
	ctes := p.ctes()
	if p.isAny("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE") {
		s.write = p.write(ctes)
		s.verb = s.write.verb
		return
	}
	s.verb, s.query = Select, p.query()
	s.query.with = append(ctes, s.query.with...)
}

// setting reads SET [LOCAL | SESSION | GLOBAL] a.b = x or TO x. `SET a = x` alone
// could also be a piece of UPDATE and is read as that.
func (p *parser) setting(s *stmt) bool {
	at := p.pos
	p.pos++
	switch {
	case p.isAny("LOCAL", "SESSION", "GLOBAL"):
		s.keyword += " " + p.peek().up
		p.pos++
	case p.isAny("TRANSACTION", "ROLE", "NAMES", "CONSTRAINTS", "CHARACTER") || p.peek().kind == placeholder || p.ahead(1).is("TO") || p.ahead(3).is("TO"):
	default:
		p.pos = at
		return false
	}
	t := p.peek()
	name := p.path()
	if p.isAny("=", "TO") && len(name) > 0 {
		p.pos++
		s.settings = []setClause{{names: []string{strings.Join(name, ".")}, value: p.or(), tok: t}}
	}
	p.skipStatement()
	return true
}

// truncate reads TRUNCATE [TABLE] a, b: a DELETE of everything.
func (p *parser) truncate(s *stmt) {
	s.verb = Delete
	p.pos++
	p.accept("TABLE")
	p.accept("ONLY")
	p.accept("IF", "EXISTS")
	for {
		t := p.peek()
		name := p.path()
		if len(name) == 0 {
			break
		}
		s.truncate = append(s.truncate, &fromNode{name: name, tok: t})
		if !p.accept(",") {
			break
		}
	}
	p.skipStatement()
}

// define reads statements on the schema. Two hold rows: CREATE ... AS SELECT, and
// ClickHouse's ALTER TABLE ... UPDATE/DELETE.
func (p *parser) define(s *stmt) {
	alter := p.is("ALTER") && p.ahead(1).is("TABLE")
	var table *fromNode
	if alter {
		p.pos += 2
		t := p.peek()
		table = &fromNode{name: p.path(), tok: t}
		if p.isAny("DELETE", "UPDATE") {
			w := &writeStmt{verb: Delete, target: table}
			if p.is("UPDATE") {
				w.verb = Update
				p.pos++
				p.sets(w)
			} else {
				p.pos++
			}
			p.where(w)
			s.verb, s.write = w.verb, w
			p.skipStatement()
			return
		}
	}
	body := p.ahead(1).is("VIEW") || p.ahead(1).is("TABLE") || p.ahead(1).is("MATERIALIZED") || p.ahead(1).is("TEMP") || p.ahead(1).is("TEMPORARY") || p.ahead(1).is("OR")
	for !p.done() && !p.is(";") {
		if body && !alter && p.is("AS") && (p.ahead(1).is("SELECT") || p.ahead(1).is("WITH") || p.ahead(1).query) {
			p.pos++
			s.query = p.query()
			break
		}
		p.pos++
	}
	p.skipStatement()
}

func show(t *token) string {
	if t.kind == end {
		return "end of text"
	}
	if t.kind == gap {
		return "hole"
	}
	if len(t.text) > 24 {
		return t.text[:24] + "..."
	}
	if t.kind == str {
		return "string"
	}
	return t.text
}
