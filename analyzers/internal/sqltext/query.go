package sqltext

import "strings"

// A Query is what one text says. Everything in it is in the order of the text.
type Query struct {
	// Name and Command are those of sqlc's `-- name: GetUser :one`; else empty.
	Name, Command string
	Statements    []*Statement
	// Tables lists each use of a table by all statements, also those within
	// subqueries and CTEs. A CTE referred to twice is used twice.
	Tables []*Table
	// Marks is the number of `?` in the text, holes left out.
	Marks int
	// Problems lists what was not understood.
	Problems []Problem
	// Holes numbers the parts that are holes outside comments.
	Holes []int
}

// A Verb is what a statement does.
type Verb uint8

const (
	// Fragment is a piece: a condition, a clause.
	Fragment Verb = iota
	Select
	Insert
	Update
	Delete
	// Upsert inserts or, where a key is taken, changes or replaces the row.
	Upsert
	// Other is a statement about no rows, such as BEGIN or CREATE TABLE.
	Other
)

func (v Verb) String() string {
	return [...]string{"fragment", "select", "insert", "update", "delete", "upsert", "other"}[v]
}

// A Statement is one statement of a text, or a piece of one.
type Statement struct {
	Verb Verb
	// Keyword is the first word in upper case. Of a piece: WHERE, AND, OR, JOIN...,
	// or empty.
	Keyword string
	Tables  []*Table
	// Results are the columns that come back: those of SELECT or RETURNING.
	Results []Result
	// Where is the condition after WHERE; the zero Span when there is none. For a
	// conjunct to be added it needs parentheses when it has an OR or a hole.
	Where Span
	// Settings are the session's variables that SET gives a value, their names in
	// lower case with the dots; Keyword is then SET LOCAL when it ends with the
	// transaction. What set_config sets is in Results.
	Settings []Assignment
}

// A Result is one column that a statement returns.
type Result struct {
	// Name is the alias or the column's name, lower case unless quoted; "*" for all
	// columns of Value.Table, or of every table when that is nil.
	Name  string
	Value Value
}

// A Kind tells what a Table is.
type Kind uint8

const (
	// Base is a table or view with a name.
	Base Kind = iota
	// Derived is a subquery in FROM, or a reference to a CTE.
	Derived
	// Recursion is a recursive CTE's reference to itself.
	Recursion
	// Function is a function in FROM.
	Function
	// Unknown has no name that could be read: a hole, which among other tables may
	// also hold none, or the table that a piece is about. Its Name is that of the
	// qualifier, if there was one.
	Unknown
	// Excluded is the row that an upsert could not insert.
	Excluded
	// Several stands for the tables of which one, not known which, has a column
	// written without a table: they are its Candidates.
	Several
)

// A Table is one use of a table.
type Table struct {
	Kind Kind
	// Schema, Name and Alias are as written, without quotes; Schema keeps the dots
	// of longer names.
	Schema, Name, Alias string
	// Use is what is done to its rows: Select, Insert, Update, Delete or Upsert.
	Use Verb
	At  Pos
	// Predicate holds wherever a row of the table is touched. It mentions also
	// other tables. Nil when there is no condition.
	Predicate *Predicate
	// Facts lists what Predicate makes necessary, for this table and for others
	// whose rows come with its rows.
	Facts []Binding
	// Inserts and Sets are the columns written: of new rows, of rows that are there.
	Inserts, Sets []Assignment
	// Conflict names the columns of the key by which an upsert chooses a row; empty
	// when any unique key does.
	Conflict []string
	// Where is the WHERE clause that chooses the rows, as in Statement.Where.
	Where Span
	// Statement is the index of the statement.
	Statement int
	// Candidates are the tables that Several stands for.
	Candidates []*Table
}

// An Assignment is a column that is written and what it may become.
type Assignment struct {
	Column string
	Values []Value
	At     Pos
}

// A Binding says that on every row the column has one of the values.
type Binding struct {
	Table  *Table
	Column string
	// Values has more than one element after IN or OR.
	Values []Value
	// Holes numbers the parts on which it depends: it does not hold when one of
	// them has an OR outside parentheses.
	Holes []int
}

// A ValueKind tells what a Value is.
type ValueKind uint8

const (
	// NoValue could not be read, or is a hole.
	NoValue ValueKind = iota
	// Param is a placeholder with a position: ?, $1, @p1, :1.
	Param
	// Named is a placeholder with a name: :org_id, @org_id, sqlc.arg(org_id).
	Named
	// Literal is a constant, also NULL and CURRENT_TIMESTAMP.
	Literal
	// Column is a column of a row of Table.
	Column
	// Computed is the result of Func on Args.
	Computed
)

// A Value is what a column is compared with or set to.
type Value struct {
	Kind ValueKind
	// Index is the position of a Param from 1. It is 0 when holes before it may
	// hold placeholders.
	Index int
	// FromEnd is the position of a `?` from the end, 1 for the last, 0 when not
	// known or for other placeholders.
	FromEnd int
	// Name is that of a Named placeholder.
	Name string
	// Text is a Literal as written; strings without quotes.
	Text string
	// Many reports whether a placeholder stands for a list: = ANY($1), IN (:ids).
	// `IN (?)` may be either and is not marked.
	Many   bool
	Table  *Table
	Column string
	// Func is the function in lower case, or empty for another expression. A Column
	// or placeholder may have one that keeps it recognisable: lower, trim.
	Func string
	Args []Value
	// Hole is the part of a NoValue that is a hole, -1 when it is none.
	Hole int
	At   Pos

	rel *relation
}

// IsArgument reports whether the value is given by Go code: a placeholder, a hole,
// or computed of one.
func (v Value) IsArgument() bool {
	switch v.Kind {
	case Param, Named:
		return true
	case NoValue:
		return v.Hole >= 0
	case Computed:
		for _, a := range v.Args {
			if a.IsArgument() {
				return true
			}
		}
	}
	return false
}

// Opaque reports whether parts of the text were not understood.
func (q *Query) Opaque() bool { return len(q.Problems) > 0 }

func (q *Query) problem(at Pos, reason string) {
	if len(q.Problems) < maxProblems {
		for _, p := range q.Problems {
			if p.Reason == reason && p.At == at {
				return
			}
		}
		q.Problems = append(q.Problems, Problem{at, reason})
	}
}

// Uses returns the uses of a table, by its name without schema and without regard
// to case. The uses that only insert are among them.
func (q *Query) Uses(name string) []*Table {
	var out []*Table
	for _, t := range q.Tables {
		if strings.EqualFold(t.Name, name) && t.Kind == Base {
			out = append(out, t)
		}
	}
	return out
}

// Bound returns the columns of a table that are fixed on every row that any
// statement touches: bound in each use that reads, changes or deletes. The values
// are those of all uses; the tables, of the first.
func (q *Query) Bound(name string) []Binding {
	var out []Binding
	first := true
	for _, t := range q.Uses(name) {
		if t.Use == Insert {
			continue
		}
		bound := t.Bound()
		if first {
			out, first = bound, false
			continue
		}
		kept := out[:0:0]
		for _, b := range out {
			for _, o := range bound {
				if o.Column == b.Column {
					b.Values = unionValues(b.Values, o.Values)
					b.Holes = unionInts(b.Holes, o.Holes)
					kept = append(kept, b)
					break
				}
			}
		}
		out = kept
	}
	return out
}

// Bound returns the bindings of the table's own columns.
func (t *Table) Bound() []Binding {
	var out []Binding
	for _, b := range t.Facts {
		if b.Table == t {
			out = append(out, b)
		}
	}
	return out
}

// Keys returns the bindings of its own columns to nothing but arguments: what the
// caller chooses rows by.
func (t *Table) Keys() []Binding {
	var out []Binding
next:
	for _, b := range t.Bound() {
		for _, v := range b.Values {
			if !v.IsArgument() {
				continue next
			}
		}
		out = append(out, b)
	}
	return out
}

// Escaped returns the equalities between a column of the table and a value that
// stand in its predicate and do not hold on every row: those behind an OR.
func (t *Table) Escaped() []Binding {
	var out []Binding
	work := maxWork
	t.Predicate.walk(&work, func(p *Predicate) {
		if p.Op != Compare || p.Cmp != "=" {
			return
		}
		for _, s := range [2][2]Value{{p.Left, p.Right}, {p.Right, p.Left}} {
			col, v := s[0], s[1]
			if col.Kind != Column || col.Table != t || !fixed(v) || t.binds(col.Column) {
				continue
			}
			for _, have := range out {
				if have.Column == col.Column && sameValues(have.Values, []Value{v}) {
					return
				}
			}
			out = append(out, Binding{Table: t, Column: col.Column, Values: []Value{v}})
		}
	})
	return out
}

func (t *Table) binds(column string) bool {
	for _, b := range t.Facts {
		if b.Table == t && b.Column == column {
			return true
		}
	}
	return false
}
