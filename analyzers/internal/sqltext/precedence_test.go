package sqltext

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// A tree is a random condition over columns, evaluated with SQL's three
// truth values.
type tree struct {
	op    string // AND, OR, NOT, CASE, or the operator of a comparison
	terms []*tree
	names []string
	col   int
	value int // or a column, when value is 10 and more; NULL is 0
}

func randomTree(r *rand.Rand, depth int, names ...string) *tree {
	if depth == 0 || r.IntN(4) == 0 {
		t := &tree{op: [...]string{"=", "=", "=", "<>", "IN", "IS"}[r.IntN(6)], names: names, col: r.IntN(len(names)), value: 1 + r.IntN(3)}
		if t.op == "=" && r.IntN(5) == 0 {
			t.value = 10 + r.IntN(len(names))
		}
		return t
	}
	switch r.IntN(6) {
	case 5:
		return &tree{op: "CASE", terms: []*tree{randomTree(r, depth-1, names...), randomTree(r, depth-1, names...), randomTree(r, depth-1, names...)}}
	case 0:
		return &tree{op: "NOT", terms: []*tree{randomTree(r, depth-1, names...)}}
	case 1, 2:
		return &tree{op: "AND", terms: []*tree{randomTree(r, depth-1, names...), randomTree(r, depth-1, names...)}}
	}
	return &tree{op: "OR", terms: []*tree{randomTree(r, depth-1, names...), randomTree(r, depth-1, names...)}}
}

// sql writes the tree with no more parentheses than the precedence of SQL demands,
// and now and then with one pair more.
func (t *tree) sql(r *rand.Rand, around int) string {
	var s string
	level := 4
	switch t.op {
	case "OR":
		level = 1
		s = t.terms[0].sql(r, 1) + " OR " + t.terms[1].sql(r, 1)
	case "AND":
		level = 2
		s = t.terms[0].sql(r, 2) + " AND " + t.terms[1].sql(r, 2)
	case "NOT":
		level = 3
		s = "NOT " + t.terms[0].sql(r, 3)
	case "CASE":
		s = "CASE WHEN " + t.terms[0].sql(r, 0) + " THEN " + t.terms[1].sql(r, 0) + " ELSE " + t.terms[2].sql(r, 0) + " END"
	case "IN":
		s = fmt.Sprintf("%s IN (%d, 3)", t.names[t.col], t.value)
	case "IS":
		s = t.names[t.col] + " IS NULL"
	default:
		if t.value >= 10 {
			s = t.names[t.col] + " = " + t.names[t.value-10]
		} else {
			s = fmt.Sprintf("%s %s %d", t.names[t.col], t.op, t.value)
		}
	}
	if level < around || r.IntN(10) == 0 {
		return "(" + s + ")"
	}
	return s
}

// eval gives 1 for true, 0 for false, -1 for unknown.
func (t *tree) eval(row []int) int {
	truth := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	v := row[t.col]
	switch t.op {
	case "AND", "OR":
		x, y := t.terms[0].eval(row), t.terms[1].eval(row)
		decides := truth(t.op == "OR")
		switch {
		case x == decides || y == decides:
			return decides
		case x == -1 || y == -1:
			return -1
		}
		return 1 - decides
	case "CASE":
		if t.terms[0].eval(row) == 1 {
			return t.terms[1].eval(row)
		}
		return t.terms[2].eval(row)
	case "NOT":
		if x := t.terms[0].eval(row); x >= 0 {
			return 1 - x
		}
		return -1
	case "IS":
		return truth(v == 0)
	}
	w := t.value
	if w >= 10 {
		w = row[w-10]
	}
	switch {
	case v == 0 || w == 0:
		return -1
	case t.op == "IN":
		return truth(v == t.value || v == 3)
	}
	return truth((v == w) == (t.op == "="))
}

// fixes is the rule of Bound, said once more on the tree: AND fixes what one side
// fixes, OR what both do.
func (t *tree) fixes(col int, not bool) bool {
	switch t.op {
	case "NOT":
		return t.terms[0].fixes(col, !not)
	case "AND", "OR":
		x, y := t.terms[0].fixes(col, not), t.terms[1].fixes(col, not)
		if (t.op == "AND") != not {
			return x || y
		}
		return x && y
	case "CASE":
		return !not && (t.terms[0].fixes(col, false) || t.terms[1].fixes(col, false)) && t.terms[2].fixes(col, false)
	case "<>":
		return not && t.col == col
	}
	return !not && t.col == col && t.value < 10
}

func (t *tree) comparesColumns() bool {
	for _, s := range t.terms {
		if s.comparesColumns() {
			return true
		}
	}
	return t.value >= 10
}

// Random conditions are printed, read, and what is said to be bound is tried on all
// rows: no row that fulfils the condition may have another value. And without
// equalities between columns all that the rule fixes must be found.
func TestBoundAgainstEvaluation(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for n := range 20000 {
		tr := randomTree(r, 1+n%5, "a", "b", "c")
		text := "SELECT * FROM t WHERE " + tr.sql(r, 0)
		q := ParseString(text)
		if q.Opaque() || len(q.Tables) != 1 {
			t.Fatalf("%s\nis not understood: %v", text, q.Problems)
		}
		bound := q.Bound("t")
		found += len(bound)
		for i := range 4 * 4 * 4 {
			row := []int{i % 4, i / 4 % 4, i / 16}
			if tr.eval(row) != 1 {
				continue
			}
			for _, b := range bound {
				if !allows(b, func(v Value) int { return row[strings.Index("abc", v.Column)] }) {
					t.Fatalf("%s\nholds for %v, but bound is %s", text, row, binding(b))
				}
			}
		}
		if tr.comparesColumns() {
			continue
		}
		for c, name := range []string{"a", "b", "c"} {
			got := strings.Contains(describe(q), " t."+name+"=")
			if want := tr.fixes(c, false); want != got {
				t.Fatalf("%s\n%s is bound: %v, want %v\n%s", text, name, got, want, describe(q))
			}
		}
	}
	if found < 10000 {
		t.Fatalf("only %d bindings were tried", found)
	}
}

// allows reports whether a binding holds for the values of the columns that at gives.
func allows(b Binding, at func(Value) int) bool {
	have := at(Value{Table: b.Table, Column: b.Column})
	for _, v := range b.Values {
		switch {
		case v.Kind == Column && at(v) == have,
			v.Kind == Literal && v.Text == "NULL" && have == 0,
			v.Kind == Literal && v.Text == fmt.Sprint(have) && have != 0:
			return true
		}
	}
	return false
}
