package sqltext

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A result is a row of each table, nil where an outer join has none.
type result struct{ a, b []int }

func (r result) row() []int {
	row := make([]int, 4)
	copy(row, r.a)
	copy(row[2:], r.b)
	return row
}

// value is that of a column of one of the tables; NULL where there is no row.
func (r result) value(v Value) int {
	row := r.row()
	return row[2*strings.Index("ab", v.Table.Name)+strings.Index("xy", v.Column)]
}

func randomTable(r *rand.Rand) [][]int {
	var rows [][]int
	for range r.IntN(4) {
		rows = append(rows, []int{r.IntN(4), r.IntN(4)})
	}
	return rows
}

// join evaluates a JOIN b ON on.
func join(kind string, a, b [][]int, on *tree) []result {
	var out []result
	seen := map[int]bool{}
	for _, x := range a {
		matched := false
		for j, y := range b {
			if r := (result{x, y}); on.eval(r.row()) == 1 {
				out = append(out, r)
				matched, seen[j] = true, true
			}
		}
		if !matched && (kind == "LEFT" || kind == "FULL") {
			out = append(out, result{x, nil})
		}
	}
	for j, y := range b {
		if !seen[j] && (kind == "RIGHT" || kind == "FULL") {
			out = append(out, result{nil, y})
		}
	}
	return out
}

// Random joins are evaluated on random tables: in each row that comes out, the facts
// of the tables that gave it must be true.
func TestJoinsAgainstEvaluation(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	names := []string{"a.x", "a.y", "b.x", "b.y"}
	tried := 0
	for n := range 6000 {
		kind := []string{"INNER", "LEFT", "RIGHT", "FULL"}[n%4]
		on, where := randomTree(r, 1+n%3, names...), randomTree(r, 1+n%4, names...)
		text := "SELECT * FROM a " + kind + " JOIN b ON " + on.sql(r, 0) + " WHERE " + where.sql(r, 0)
		q := ParseString(text)
		if q.Opaque() || len(q.Tables) != 2 {
			t.Fatalf("%s\nis not understood: %v", text, q.Problems)
		}
		for range 20 {
			for _, res := range join(kind, randomTable(r), randomTable(r), on) {
				if where.eval(res.row()) != 1 {
					continue
				}
				for i, given := range [][]int{res.a, res.b} {
					if given == nil {
						continue
					}
					for _, f := range q.Tables[i].Facts {
						tried++
						if !allows(f, res.value) {
							t.Fatalf("%s\ngives %v, but a fact of %s is %s", text, res, q.Tables[i].Name, binding(f))
						}
					}
				}
			}
		}
	}
	if tried < 10000 {
		t.Fatalf("only %d facts were tried", tried)
	}
}

// Random subqueries are evaluated too: for each row of a that comes out there is a
// row of b with which all facts of a are true, as far as they speak of b.
func TestSubqueriesAgainstEvaluation(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	names := []string{"a.x", "a.y", "b.x", "b.y"}
	tried := 0
	for n := range 6000 {
		inside, outside := randomTree(r, 1+n%3, names...), randomTree(r, 1+n%3, "a.x", "a.y")
		in := n%2 == 0
		sub := "EXISTS (SELECT 1 FROM b WHERE " + inside.sql(r, 0) + ")"
		if in {
			sub = "a.x IN (SELECT b.y FROM b WHERE " + inside.sql(r, 0) + ")"
		}
		op := []string{" AND ", " OR ", " AND NOT "}[n%3]
		text := "SELECT * FROM a WHERE (" + outside.sql(r, 0) + ")" + op + sub
		q := ParseString(text)
		if q.Opaque() || len(q.Tables) != 2 {
			t.Fatalf("%s\nis not understood: %v", text, q.Problems)
		}
		facts := q.Tables[0].Facts
		ofB := slices.ContainsFunc(facts, func(f Binding) bool { return f.Table.Name == "b" })
		for range 20 {
			b := randomTable(r)
			for _, x := range randomTable(r) {
				if !passes(x, b, outside, inside, in, op) {
					continue
				}
				tried += len(facts)
				with := b
				if !ofB {
					with = append(with, nil)
				}
				if !slices.ContainsFunc(with, func(y []int) bool {
					return !slices.ContainsFunc(facts, func(f Binding) bool { return !allows(f, result{x, y}.value) })
				}) {
					t.Fatalf("%s\ngives %v of b %v, but the facts are %s", text, x, b, describe(q))
				}
			}
		}
	}
	if tried < 10000 {
		t.Fatalf("only %d facts were tried", tried)
	}
}

// passes evaluates the condition on a row of a. That an IN is unknown rather than
// false makes a difference under NOT only, where a NULL lets no row pass.
func passes(x []int, b [][]int, outside, inside *tree, in bool, op string) bool {
	truth := 0
	for _, y := range b {
		row := result{x, y}.row()
		switch {
		case inside.eval(row) != 1:
		case !in || x[0] != 0 && x[0] == y[1]:
			truth = 1
		case (x[0] == 0 || y[1] == 0) && truth == 0:
			truth = -1
		}
	}
	o := outside.eval(append(slices.Clone(x), 0, 0)) == 1
	switch op {
	case " AND ":
		return o && truth == 1
	case " OR ":
		return o || truth == 1
	}
	return o && truth == 0
}
