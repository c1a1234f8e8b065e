package sqltext

import (
	"slices"
	"strings"
)

// read applies the statements of one file.
func (s *Schema) read(file int, text string) {
	q := &Query{}
	src := assemble([]Part{{Text: text}})
	p := &parser{src: src, q: q}
	p.toks, p.style = lex(src, q)
	p.limit = len(p.toks)
	d := &definer{parser: p, s: s, file: file}
	for !p.done() {
		start := p.pos
		d.statement()
		p.skipStatement()
		p.accept(";")
		if p.pos == start {
			p.pos++
		}
	}
	for _, pr := range q.Problems {
		if strings.Contains(pr.Reason, "without end") {
			s.Problems = append(s.Problems, Problem{Pos{Part: file, Offset: pr.At.Offset}, pr.Reason})
		}
	}
}

// A definer reads statements that define tables.
type definer struct {
	*parser
	s    *Schema
	file int
}

func (d *definer) statement() {
	switch {
	case d.accept("CREATE"):
		for d.isAny("OR", "REPLACE", "TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL", "EXTERNAL", "FOREIGN", "VIRTUAL") {
			d.pos++
		}
		switch {
		case d.accept("TABLE"):
			d.createTable()
		case d.accept("UNIQUE"):
			for !d.done() && !d.is("ON") && !d.is(";") {
				d.pos++
			}
			d.uniqueIndex()
		case d.accept("POLICY"):
			d.policy()
		}
	case d.accept("ALTER", "TABLE"):
		d.alterTable()
	case d.accept("DROP", "TABLE"):
		d.accept("IF", "EXISTS")
		for {
			d.s.drop(d.table())
			if !d.accept(",") {
				return
			}
		}
	case d.accept("RENAME", "TABLE"):
		for {
			old := d.table()
			if !d.accept("TO") {
				return
			}
			d.s.rename(old, d.table())
			if !d.accept(",") {
				return
			}
		}
	}
}

// table reads the name of a table: its schema is left out.
func (d *definer) table() string {
	d.accept("ONLY")
	if n := d.path(); len(n) > 0 {
		return strings.ToLower(n[len(n)-1])
	}
	return ""
}

// add returns a table, made when it is new.
func (d *definer) add(path []string, at *token) *SchemaTable {
	name := ""
	if n := len(path); n > 0 {
		name = strings.ToLower(path[n-1])
	}
	if name == "" {
		return nil
	}
	t := d.s.byName[name]
	if t == nil {
		t = &SchemaTable{Name: name, At: Pos{Part: d.file, Offset: at.pos}}
		t.Schema = strings.ToLower(strings.Join(path[:len(path)-1], "."))
		d.s.byName[name] = t
		d.s.Tables = append(d.s.Tables, t)
	}
	return t
}

func (s *Schema) drop(name string) {
	if t := s.byName[name]; t != nil {
		delete(s.byName, name)
		s.Tables = slices.DeleteFunc(s.Tables, func(o *SchemaTable) bool { return o == t })
	}
}

func (s *Schema) rename(old, name string) {
	t := s.byName[old]
	if t == nil || name == "" {
		return
	}
	s.drop(name)
	delete(s.byName, old)
	t.Name = name
	s.byName[name] = t
	for _, o := range s.Tables {
		for i := range o.Foreign {
			if o.Foreign[i].Table == old {
				o.Foreign[i].Table = name
			}
		}
	}
}

func (d *definer) createTable() {
	d.accept("IF", "NOT", "EXISTS")
	at := d.peek()
	path := d.path()
	if d.is("ON") { // ClickHouse: ON CLUSTER x
		d.pos = min(d.pos+3, d.limit)
	}
	if !d.is("(") || d.peek().query {
		if !d.is("AS") && !d.is("(") { // PARTITION OF, LIKE, USING of a virtual table
			return
		}
		d.add(path, at)
		return
	}
	t := d.add(path, at)
	if t == nil {
		return
	}
	t.Complete = true
	d.within(func() { d.items(t) })
	if d.is("INHERITS") {
		t.Complete = false
	}
}

// items reads the columns and constraints of a table.
func (d *definer) items(t *SchemaTable) {
	for !d.done() {
		start := d.pos
		if !d.constraint(t) {
			d.columnItem(t)
		}
		for !d.done() && !d.is(",") {
			d.pos++
			if m := d.toks[d.pos-1].match; m >= d.pos {
				d.pos = min(m+1, d.limit)
			}
		}
		d.accept(",")
		if d.pos == start {
			d.pos++
		}
	}
}

// constraint reads a constraint or index; it reports whether there was one.
func (d *definer) constraint(t *SchemaTable) bool {
	if d.is("CONSTRAINT") {
		d.pos++
		if !d.isAny("PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE") {
			d.pos = min(d.pos+1, d.limit) // its name
		}
	}
	switch {
	case d.accept("PRIMARY", "KEY"):
		for !d.done() && !d.is("(") && !d.is(",") && !d.is(";") {
			d.pos++ // CLUSTERED and the like
		}
		if d.is("(") {
			t.PrimaryKey = d.names()
		}
	case d.is("UNIQUE") && !d.typed():
		d.pos++
		for !d.done() && !d.is("(") && !d.is(",") && !d.is(";") {
			d.pos++
		}
		if d.is("(") {
			t.Unique = append(t.Unique, d.names())
		}
	case d.accept("FOREIGN", "KEY"):
		for !d.done() && !d.is("(") && !d.is(";") {
			d.pos++
		}
		f := ForeignKey{}
		if d.is("(") {
			f.Columns = d.names()
		}
		if d.accept("REFERENCES") {
			d.references(&f)
			t.Foreign = append(t.Foreign, f)
		}
	case d.isAny("KEY", "INDEX", "FULLTEXT", "SPATIAL", "CHECK", "EXCLUDE", "LIKE", "PERIOD", "PROJECTION") && !d.typed():
	default:
		return false
	}
	return true
}

// typed reports whether the word that is next is a column's name: a type follows.
func (d *definer) typed() bool {
	switch d.ahead(1).up {
	case "TEXT", "VARCHAR", "CHAR", "INT", "INTEGER", "BIGINT", "SMALLINT", "UUID", "BOOLEAN", "BOOL", "JSON", "JSONB", "BLOB", "BYTEA",
		"TIMESTAMP", "TIMESTAMPTZ", "DATETIME", "DATE", "NUMERIC", "DECIMAL", "CHARACTER", "NVARCHAR", "STRING", "TINYINT", "LONGTEXT", "VARBINARY":
		return true
	}
	return false
}

func (d *definer) references(f *ForeignKey) {
	f.Table = d.table()
	if d.is("(") {
		f.References = d.names()
	}
}

// columnItem reads one column: name, type, constraints.
func (d *definer) columnItem(t *SchemaTable) {
	n := d.peek()
	if n.kind != word && n.kind != quoted || n.text == "" {
		return
	}
	c := SchemaColumn{Name: lower(n)}
	d.pos++
	if ty := d.peek(); ty.kind == word || ty.kind == quoted {
		path := d.path()
		c.Type = strings.ToLower(path[len(path)-1])
	}
	var f *ForeignKey
	for !d.done() && !d.is(",") && !d.is(";") {
		switch {
		case d.accept("NOT", "NULL"):
			c.NotNull = true
		case d.accept("PRIMARY", "KEY"):
			t.PrimaryKey, c.NotNull = []string{c.Name}, true
		case d.is("UNIQUE"):
			d.pos++
			t.Unique = append(t.Unique, []string{c.Name})
		case d.accept("REFERENCES"):
			f = &ForeignKey{Columns: []string{c.Name}}
			d.references(f)
		case d.isAny("FIRST", "AFTER"):
			d.pos = min(d.pos+2, d.limit)
		default:
			m := d.peek().match
			d.pos++
			if m >= d.pos {
				d.pos = min(m+1, d.limit)
			}
		}
	}
	if have := t.Column(c.Name); have != nil {
		*have = c
	} else {
		t.Columns = append(t.Columns, c)
	}
	if f != nil {
		t.Foreign = append(t.Foreign, *f)
	}
}

func (d *definer) uniqueIndex() {
	if !d.accept("ON") {
		return
	}
	t := d.s.byName[d.table()]
	if d.accept("USING") {
		d.pos = min(d.pos+1, d.limit)
	}
	if t == nil || !d.is("(") {
		return
	}
	open := d.peek()
	plain := true
	for i := d.pos + 1; i < open.match; i++ {
		plain = plain && !d.toks[i].is("(")
	}
	cols := d.names()
	for !d.done() && !d.is(";") {
		if d.is("WHERE") {
			plain = false
		}
		d.pos++
	}
	if plain && len(cols) > 0 {
		t.Unique = append(t.Unique, cols)
	}
}

// policy reads CREATE POLICY name ON t ... USING (...) WITH CHECK (...).
func (d *definer) policy() {
	d.pos = min(d.pos+1, d.limit)
	if !d.accept("ON") {
		return
	}
	t := d.s.byName[d.table()]
	for !d.done() && !d.is(";") {
		if d.accept("USING") && d.is("(") && t != nil && d.peek().match > 0 {
			t.Policies = append(t.Policies, d.src.text[d.peek().end:d.toks[d.peek().match].pos])
		}
		d.pos++
	}
}
