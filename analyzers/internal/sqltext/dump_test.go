package sqltext

import (
	"fmt"
	"strings"
	"testing"
)

// describe writes what was read of a query, one line for each thing:
//
//	select t AS x: x.org_id=$1 x.id=$2|'3'
//	problem: reason
func describe(q *Query) string {
	var b strings.Builder
	for _, t := range q.Tables {
		fmt.Fprintf(&b, "%s %s", t.Use, name(t))
		if len(t.Facts) > 0 {
			b.WriteString(":")
		}
		for _, f := range t.Facts {
			b.WriteString(" " + binding(f))
		}
		for _, e := range t.Escaped() {
			b.WriteString(" !" + binding(e))
		}
		if len(t.Inserts) > 0 {
			b.WriteString(" inserts")
			for _, a := range t.Inserts {
				b.WriteString(" " + a.Column + "=" + values(a.Values))
			}
		}
		if len(t.Sets) > 0 {
			b.WriteString(" sets")
			for _, a := range t.Sets {
				b.WriteString(" " + a.Column + "=" + values(a.Values))
			}
		}
		if len(t.Conflict) > 0 {
			b.WriteString(" on " + strings.Join(t.Conflict, ","))
		}
		b.WriteString("\n")
	}
	for _, p := range q.Problems {
		b.WriteString("problem: " + p.Reason + "\n")
	}
	return b.String()
}

func name(t *Table) string {
	s := t.Name
	if t.Schema != "" {
		s = t.Schema + "." + s
	}
	if t.Kind == Unknown {
		s = "(" + s + ")"
	}
	if t.Alias != "" {
		s += " " + t.Alias
	}
	return s
}

func binding(f Binding) string {
	s := f.Table.Label() + "." + f.Column + "=" + values(f.Values)
	if len(f.Holes) > 0 {
		s += fmt.Sprint(f.Holes)
	}
	return strings.TrimPrefix(s, ".")
}

func values(vs []Value) string {
	var out []string
	for _, v := range vs {
		out = append(out, v.String())
	}
	return strings.Join(out, "|")
}

// A row is a text, in which {} is a hole of kind Anything, and what describe says.
type row struct{ text, want string }

func holed(text string) []Part {
	var parts []Part
	for i, s := range strings.Split(text, "{}") {
		if i > 0 {
			parts = append(parts, Part{Hole: Anything})
		}
		parts = append(parts, Part{Text: s})
	}
	return parts
}

func check(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		want := strings.TrimSpace(strings.ReplaceAll(r.want, "\t", ""))
		if got := strings.TrimSpace(describe(Parse(holed(r.text), nil))); got != want {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", r.text, got, want)
		}
	}
}
