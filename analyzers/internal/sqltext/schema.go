package sqltext

import (
	"cmp"
	"slices"
	"strings"
)

// A Schema is what migrations say of the tables. Its names are in lower case.
type Schema struct {
	// Tables are in the order in which they were first seen.
	Tables []*SchemaTable
	// Problems tells of files that were not read; the Part of a Pos is the index of
	// the file in the order of reading, Files.
	Problems []Problem
	// Files names the files in the order in which they were read.
	Files []string

	byName map[string]*SchemaTable
}

// A SchemaTable is a table as all statements together leave it.
type SchemaTable struct {
	Schema, Name string
	Columns      []SchemaColumn
	// PrimaryKey and each of Unique are names of columns. Unique has no index with a
	// condition or an expression.
	PrimaryKey []string
	Unique     [][]string
	Foreign    []ForeignKey
	// RowSecurity is PostgreSQL's row-level security; Policies are the conditions of
	// its policies as text.
	RowSecurity bool
	Policies    []string
	// Complete reports whether all columns are known: the table was created with a
	// list of them.
	Complete bool
	// At is where it is created, or first altered.
	At Pos
}

// A SchemaColumn is one column.
type SchemaColumn struct {
	Name string
	// Type is its first word in lower case, as int or uuid.
	Type    string
	NotNull bool
}

// A ForeignKey says that Columns refer to the columns References of Table.
type ForeignKey struct {
	Columns    []string
	Table      string
	References []string
}

// A File is a schema or migration file.
type File struct {
	Name string
	Text string
}

// maxSchema bounds what is read of one file.
const maxSchema = 2 << 20

// ReadSchema reads schema and migration files in the natural order of their names
// (2_b before 10_a). It reads goose, sql-migrate, dbmate, tern, golang-migrate,
// Flyway and plain files, of each what leads forward. Statements that are about
// something else are passed over.
func ReadSchema(files []File) *Schema {
	s := &Schema{byName: map[string]*SchemaTable{}}
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b File) int { return natural(a.Name, b.Name) })
	for _, f := range files {
		if isDown(f.Name) {
			continue
		}
		n := len(s.Files)
		s.Files = append(s.Files, f.Name)
		if len(f.Text) > maxSchema {
			s.Problems = append(s.Problems, Problem{Pos{Part: n}, "file of more than 2 MiB"})
			continue
		}
		s.read(n, forward(f.Text))
	}
	for _, t := range s.Tables {
		for i, f := range t.Foreign {
			if len(f.References) > 0 {
				continue
			}
			if to := s.Table(f.Table); to != nil && len(to.PrimaryKey) == len(f.Columns) {
				t.Foreign[i].References = to.PrimaryKey
			}
		}
	}
	return s
}

// Table returns a table by its name without schema and without regard to case; nil
// when there is none.
func (s *Schema) Table(name string) *SchemaTable {
	return s.byName[strings.ToLower(name)]
}

// Column returns a column by its name in lower case; nil when there is none.
func (t *SchemaTable) Column(name string) *SchemaColumn {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return &t.Columns[i]
		}
	}
	return nil
}

// onlyKey returns the one key that a row of the table can collide with; nil when
// there are several or none.
func (s *Schema) onlyKey(name string) []string {
	t := s.Table(name)
	if t == nil {
		return nil
	}
	keys := t.Unique
	if len(t.PrimaryKey) > 0 {
		keys = append(keys[:len(keys):len(keys)], t.PrimaryKey)
	}
	if len(keys) != 1 {
		return nil
	}
	return keys[0]
}

// natural compares names so that numbers in them count as numbers.
func natural(a, b string) int {
	for a != "" && b != "" {
		if isDigit(a[0]) && isDigit(b[0]) {
			x, y := digits(a), digits(b)
			a, b = a[len(x):], b[len(y):]
			x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
				return c
			}
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

func digits(s string) string {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return s[:i]
		}
	}
	return s
}
