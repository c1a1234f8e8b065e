package sqltext

import (
	"strings"
	"testing"
)

// Texts made to be expensive end soon, and say that they were not read in full.
func TestBounds(t *testing.T) {
	const n = 100_000
	for _, c := range []struct{ name, text, problem string }{
		{"a megabyte", "SELECT " + strings.Repeat("(", 1<<20), "text of more than 256 KiB"},
		{"parentheses", "SELECT * FROM t WHERE " + strings.Repeat("(", n/2) + "a = 1" + strings.Repeat(")", n/2), "nested too deep"},
		{"open parentheses", "SELECT * FROM t WHERE " + strings.Repeat("(", n), "nested too deep"},
		{"closing parentheses", "SELECT * FROM t WHERE a = 1" + strings.Repeat(")", n), "unexpected )"},
		{"subqueries", "SELECT * FROM t WHERE " + strings.Repeat("a IN (SELECT a FROM t WHERE ", n/28), "nested too deep"},
		{"subqueries in FROM", strings.Repeat("SELECT * FROM (", n/15), "nested too deep"},
		{"CASE", "SELECT * FROM t WHERE " + strings.Repeat("CASE WHEN ", n/10), "nested too deep"},
		{"tables", "SELECT * FROM t" + strings.Repeat(", t", n/3), "too many tables"},
		{"table expressions", doubling(100), "too many tables"},
		{"brackets", "SELECT " + strings.Repeat("[", n), "bracket without end"},
		{"strings", strings.Repeat("'", n+1), "string without end"},
		{"comments", strings.Repeat("/*", n/2), "comment without end"},
		{"mixed set operations", "SELECT 1" + strings.Repeat(" UNION SELECT 1 EXCEPT SELECT 1", n/31), "nested too deep"},
	} {
		found := false
		for _, p := range ParseString(c.text).Problems {
			found = found || p.Reason == c.problem
		}
		if !found {
			t.Errorf("%s: problems are %v, want %q", c.name, ParseString(c.text).Problems, c.problem)
		}
	}
}

// doubling is a chain of table expressions of which each refers twice to the last.
func doubling(n int) string {
	var b strings.Builder
	b.WriteString("WITH c0 AS (SELECT * FROM t)")
	name := func(i int) string { return "c" + strings.Repeat("x", i) }
	b.WriteString(", c AS (SELECT * FROM t)")
	for i := 1; i < n; i++ {
		b.WriteString(", " + name(i) + " AS (SELECT * FROM " + name(i-1) + " a JOIN " + name(i-1) + " b ON a.id = b.id)")
	}
	return b.String() + " SELECT * FROM " + name(n-1)
}

// Long texts that are no deeper are read in full.
func TestLong(t *testing.T) {
	for _, text := range []string{
		"SELECT * FROM t WHERE org_id = $1 AND id IN (1" + strings.Repeat(", 2", 60_000) + ")",
		"SELECT * FROM t WHERE org_id = $1" + strings.Repeat(" AND a = 1", 20_000),
		"SELECT * FROM t" + strings.Repeat(" JOIN u ON u.a = t.a", 180) + " WHERE t.org_id = $1",
		"SELECT " + strings.Repeat("x.a, ", 20_000) + "x.b FROM (SELECT * FROM t) x WHERE x.org_id = $1",
		"SELECT * FROM t WHERE org_id = $1 AND (a = 1" + strings.Repeat(" OR b = 1", 20_000) + ")",
		"SELECT * FROM t WHERE org_id = $1 AND 1 < 1" + strings.Repeat(" + 1", 40_000),
		"SELECT * FROM t WHERE org_id = $1 AND" + strings.Repeat(" NOT", 40_000) + " a = 1",
		"SELECT * FROM t WHERE org_id = $1 AND a" + strings.Repeat("::int", 40_000) + " = 1",
		"SELECT * FROM t WHERE org_id = $1 AND a" + strings.Repeat(" IS NULL", 20_000),
	} {
		q := ParseString(text)
		if q.Opaque() {
			t.Errorf("%.60s...: %v", text, q.Problems)
		}
		if got := q.Bound("t"); len(got) == 0 || !q.Tables[0].binds("org_id") {
			t.Errorf("%.60s...: bound is %v", text, got)
		}
	}
}
