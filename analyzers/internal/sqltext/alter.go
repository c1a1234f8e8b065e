package sqltext

import (
	"slices"
	"strings"
)

// alterTable reads ALTER TABLE with all its actions.
func (d *definer) alterTable() {
	d.accept("IF", "EXISTS")
	d.accept("ONLY")
	at := d.peek()
	path := d.path()
	d.accept("*")
	t := d.add(path, at)
	if t == nil {
		return
	}
	for !d.done() && !d.is(";") {
		start := d.pos
		d.action(t)
		for !d.done() && !d.is(",") && !d.is(";") {
			m := d.peek().match
			d.pos++
			if m >= d.pos {
				d.pos = min(m+1, d.limit)
			}
		}
		d.accept(",")
		if d.pos == start {
			d.pos++
		}
	}
}

// action reads one action of ALTER TABLE.
func (d *definer) action(t *SchemaTable) {
	switch {
	case d.accept("ADD"):
		if !d.is("COLUMN") && d.constraint(t) {
			return
		}
		d.accept("COLUMN")
		d.accept("IF", "NOT", "EXISTS")
		if d.is("(") {
			d.within(func() { d.items(t) })
			return
		}
		d.columnItem(t)
	case d.accept("DROP"):
		if d.isAny("CONSTRAINT", "INDEX", "KEY", "FOREIGN", "CHECK", "PARTITION", "EXPRESSION") {
			return
		}
		if d.accept("PRIMARY", "KEY") {
			t.PrimaryKey = nil
			return
		}
		d.accept("COLUMN")
		d.accept("IF", "EXISTS")
		t.dropColumn(lower(d.peek()))
	case d.accept("RENAME"):
		if d.accept("TO") || d.accept("AS") {
			d.s.rename(t.Name, d.table())
			return
		}
		if d.isAny("CONSTRAINT", "INDEX", "KEY") {
			return
		}
		d.accept("COLUMN")
		old := lower(d.peek())
		d.pos = min(d.pos+1, d.limit)
		if d.accept("TO") {
			t.renameColumn(d.s, old, lower(d.peek()))
		}
	case d.accept("CHANGE"): // MySQL: CHANGE old new type
		d.accept("COLUMN")
		old := lower(d.peek())
		d.pos = min(d.pos+1, d.limit)
		t.renameColumn(d.s, old, lower(d.peek()))
		d.columnItem(t)
	case d.accept("MODIFY"):
		d.accept("COLUMN")
		d.columnItem(t)
	case d.accept("ALTER"):
		d.accept("COLUMN")
		c := t.Column(lower(d.peek()))
		d.pos = min(d.pos+1, d.limit)
		if c == nil {
			return
		}
		switch {
		case d.accept("SET", "NOT", "NULL"):
			c.NotNull = true
		case d.accept("DROP", "NOT", "NULL"):
			c.NotNull = false
		case d.accept("TYPE"), d.accept("SET", "DATA", "TYPE"):
			c.Type = strings.ToLower(d.peek().text)
		}
	case d.isAny("ENABLE", "FORCE", "DISABLE"):
		on := !d.is("DISABLE")
		d.pos++
		if d.accept("ROW", "LEVEL", "SECURITY") {
			t.RowSecurity = on
		}
	}
}

func (t *SchemaTable) dropColumn(name string) {
	t.Columns = slices.DeleteFunc(t.Columns, func(c SchemaColumn) bool { return c.Name == name })
	t.Foreign = slices.DeleteFunc(t.Foreign, func(f ForeignKey) bool { return slices.Contains(f.Columns, name) })
	t.Unique = slices.DeleteFunc(t.Unique, func(u []string) bool { return slices.Contains(u, name) })
	if slices.Contains(t.PrimaryKey, name) {
		t.PrimaryKey = nil
	}
}

func (t *SchemaTable) renameColumn(s *Schema, old, name string) {
	if old == name || name == "" {
		return
	}
	swap := func(cols []string) {
		for i := range cols {
			if cols[i] == old {
				cols[i] = name
			}
		}
	}
	if c := t.Column(old); c != nil {
		c.Name = name
	}
	swap(t.PrimaryKey)
	for _, u := range t.Unique {
		swap(u)
	}
	for _, f := range t.Foreign {
		swap(f.Columns)
	}
	for _, o := range s.Tables {
		for _, f := range o.Foreign {
			if f.Table == t.Name {
				swap(f.References)
			}
		}
	}
}
