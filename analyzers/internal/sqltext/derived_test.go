package sqltext

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// Random UNIONs behind a subquery or a CTE are evaluated: a row of a or b that comes
// out must have what the facts of its table say of it and of the subquery's columns.
func TestUnionsAgainstEvaluation(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	tried := 0
	for n := range 8000 {
		p, q := randomTree(r, 1+n%3, "a.x", "a.y"), randomTree(r, 1+n%3, "b.x", "b.y")
		where := randomTree(r, 1+n%3, "d.x", "d.y")
		first, second := "SELECT x, y FROM a WHERE "+p.sql(r, 0), "SELECT y, x FROM b WHERE "+q.sql(r, 0)
		if n%3 == 0 {
			first = "SELECT * FROM a WHERE " + p.sql(r, 0)
			second = "SELECT y AS x, x AS y FROM b WHERE " + q.sql(r, 0)
		}
		body := first + " UNION ALL " + second
		text := "SELECT * FROM (" + body + ") d WHERE " + where.sql(r, 0)
		switch n % 4 {
		case 1:
			text = "WITH d AS (" + body + ") SELECT * FROM d WHERE " + where.sql(r, 0)
		case 2:
			text = "WITH c AS (" + body + ") SELECT * FROM (SELECT * FROM c) d WHERE " + where.sql(r, 0)
		}
		query := ParseString(text)
		if query.Opaque() || len(query.Tables) != 2 {
			t.Fatalf("%s\nis not understood: %v", text, query.Problems)
		}
		for _, tab := range query.Tables {
			for i := range 16 {
				row := []int{i % 4, i / 4}
				out, own := row, p
				if tab.Name == "b" {
					out, own = []int{row[1], row[0]}, q
				}
				if own.eval(row) != 1 || where.eval(out) != 1 {
					continue
				}
				at := func(v Value) int {
					if v.Table == tab {
						return row[strings.Index("xy", v.Column)]
					}
					if v.Table.Kind != Derived {
						return -1 // the other branch gave no row
					}
					return out[strings.Index("xy", v.Column)]
				}
				for _, f := range tab.Facts {
					tried++
					if !allows(f, at) {
						t.Fatalf("%s\ngives %v of %s, but a fact is %s", text, row, tab.Name, binding(f))
					}
				}
			}
		}
	}
	if tried < 10000 {
		t.Fatalf("only %d facts were tried", tried)
	}
}
