// Package sqltext reads the SQL that Go programs send: which tables a query reads
// or writes, by which columns the rows are chosen, and what is true of every row
// that is touched.
//
// # Why a reader of its own
//
// The text comes in the dialects of PostgreSQL, MySQL, SQLite, SQL Server and
// ClickHouse, the program does not say which, and much of it is in pieces: the
// condition of a query builder, a query with a hole where Go code puts a column or
// another condition. The maintained parsers written in Go were looked at in
// November 2026. TiDB's and Vitess' read MySQL alone and refuse pieces;
// PostgreSQL's own parser needs cgo or a WebAssembly runtime and refuses pieces and
// `?`; readers of SQLite and of ClickHouse read those; DataDog's go-sqllexer knows
// several dialects but ends at tokens. A complete text that one of them reads would
// need a second implementation of all below for each syntax tree. So there is one
// reader, tolerant, for all dialects and for pieces; what it does not understand
// it says.
//
// # What it answers
//
// [Parse] never fails. A [Query] lists its statements and each use of a table, a
// [Table]. Of a use [Table.Facts] says which columns are fixed to which values on
// every row touched. They are what the text makes necessary: a conjunct of WHERE,
// of the ON of an inner join (of an outer one for the side that may be missing
// only), of a subquery behind IN, EXISTS or =, of a common table expression or a
// subquery in FROM, of all branches of a UNION; equalities carry values from one
// table to another. Under OR a column is fixed only when each branch fixes it, to
// the values of all. So `org_id = $1 AND id = $2 OR id = $3` fixes nothing: the
// columns compared there are in [Table.Escaped].
//
// # What it does not claim
//
// A text with [Query.Problems] has stretches that were not read; whoever decides
// must neither trust nor accuse it. A hole may hold anything, also an OR: each
// [Binding] names the holes it depends on. Holes are assumed to hold balanced
// parentheses and quotes, no comments, and no UNION behind a condition; SQL injection
// is the business of other tools.
//
// Conditions beyond equality (ranges, LIKE, the operators of JSON and arrays) are in
// [Table.Predicate] and fix nothing. What a recursive table expression adds in each
// round is not followed: its reference to itself is a table of kind [Recursion].
// Views, triggers and functions are not looked into.
//
// [ReadSchema] reads migrations into tables, keys and row-level security.
package sqltext

// Bounds. What is beyond is left out and is a [Problem].
const (
	maxText      = 256 << 10 // bytes of a query
	maxDepth     = 100       // of parentheses, subqueries, CASE and NOT within each other
	maxRelations = 192       // of a statement, counted once for each reference to a CTE
	maxTotal     = 4096      // relations of all statements
	maxWork      = 400_000   // steps of reasoning for a query
	maxValues    = 64        // of one column; the rest becomes one unknown value
	maxProblems  = 16
)

// Parse reads the parts of one SQL text in order. A nil schema is allowed; with one,
// columns without a table's name are looked up in it.
func Parse(parts []Part, schema *Schema) *Query {
	q := &Query{}
	src := assemble(parts)
	if len(src.text) > maxText {
		q.problem(Pos{}, "text of more than 256 KiB")
		return q
	}
	p := &parser{src: src, q: q}
	p.toks, p.style = lex(src, q)
	p.limit = len(p.toks)
	q.Name, q.Command = src.sqlcName()
	b := &binder{q: q, src: src, schema: schema}
	for p.pos < p.limit {
		if p.accept(";") {
			continue
		}
		start := p.pos
		p.rels = 0
		b.statement(p.statement())
		if p.pos == start { // nothing could be made of this token
			p.pos++
		}
	}
	return q
}

// ParseString reads a complete text without holes.
func ParseString(text string) *Query {
	return Parse([]Part{{Text: text}}, nil)
}
