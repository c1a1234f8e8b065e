package sqltext

import (
	"fmt"
	"strings"
	"testing"
)

// Bound of several uses of a table is what all of them fix.
func TestBoundOfAllUses(t *testing.T) {
	for text, want := range map[string]string{
		"SELECT 1 FROM t WHERE org_id = $1; DELETE FROM t WHERE org_id = $2 AND id = $3":                 "t.org_id=$1|$2",
		"SELECT 1 FROM t WHERE org_id = $1 UNION SELECT 1 FROM T":                                        "",
		"INSERT INTO t (a) SELECT a FROM t WHERE org_id = $1":                                            "t.org_id=$1",
		"SELECT 1 FROM t WHERE org_id = (SELECT org_id FROM u WHERE id = 3)":                             "t.org_id=u.org_id",
		"SELECT 1 FROM t a JOIN t b ON a.id = b.parent_id AND a.org_id = b.org_id WHERE a.org_id = :org": "a.org_id=:org a.org_id=b.org_id|:org",
	} {
		var got []string
		for _, b := range ParseString(text).Bound("t") {
			got = append(got, binding(b))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s\nbound: %s, want %s", text, got, want)
		}
	}
}

// Keys are what the caller chooses rows by, no constants and no joins.
func TestKeys(t *testing.T) {
	q := Parse(holed("SELECT 1 FROM t JOIN u ON u.id = t.u_id WHERE t.id = ? AND t.kind = 'x' AND t.a IN (?, 1) AND t.b IN (?, ?) AND t.c = abs(?) AND t.d = '{}'"), nil)
	var got []string
	for _, b := range q.Uses("t")[0].Keys() {
		got = append(got, binding(b))
	}
	if s, want := strings.Join(got, " "), "t.id=$1 t.b=$3|$4 t.c=abs($5) t.d=<1>"; s != want {
		t.Errorf("keys are %s, want %s", s, want)
	}
}

// A `?` is numbered over all parts, as far as the holes allow.
func TestOrdinals(t *testing.T) {
	parts := []Part{
		{Text: "SELECT * FROM "},
		{Hole: Name},
		{Text: " WHERE a = ? AND b = "},
		{Hole: OneValue},
		{Text: " AND c = ? AND d IN ("},
		{Hole: Anything, Marks: 3, MarksKnown: true},
		{Text: ") AND e = ? AND ("},
		{Hole: Anything},
		{Text: ") AND f = ? AND g = ? -- ? {\n AND h = '?'"},
	}
	q := Parse(parts, nil)
	var got []string
	for _, b := range q.Tables[0].Facts {
		v := b.Values[0]
		got = append(got, fmt.Sprintf("%s=%d/%d%v", b.Column, v.Index, v.FromEnd, b.Holes))
	}
	want := "a=1/0[] b=0/0[] c=2/0[] d=0/0[] e=6/0[] f=0/2[] g=0/1[] h=0/0[]"
	if s := strings.Join(got, " "); s != want || q.Marks != 5 || fmt.Sprint(q.Holes) != "[1 3 5 7]" {
		t.Errorf("bindings %s\nwant     %s\nmarks %d, holes %v", s, want, q.Marks, q.Holes)
	}
}

// Places are given as bytes of parts, so that they can be found in Go code.
func TestPlaces(t *testing.T) {
	parts := []Part{{Text: "SELECT a, t.b x, u.* FROM t "}, {Text: ""}, {Text: "JOIN u ON true WHERE t.id = $1 "}, {Hole: Anything}, {Text: " AND b = 2 ORDER BY a"}}
	q := Parse(parts, nil)
	if w := q.Statements[0].Where; w != (Span{Pos{2, 21}, Pos{4, 10}}) || q.Tables[0].Where != w {
		t.Errorf("WHERE is at %v", w)
	}
	if at := q.Tables[1].At; at != (Pos{2, 5}) {
		t.Errorf("u is at %v", at)
	}
	if at := q.Tables[0].Bound()[0].Values[0].At; at != (Pos{2, 28}) {
		t.Errorf("$1 is at %v", at)
	}
	var results []string
	for _, r := range q.Statements[0].Results {
		results = append(results, r.Name+"="+r.Value.Table.Label()+"."+r.Value.Column)
	}
	if got := strings.Join(results, " "); got != "a=t|u.a x=t.b *=u." {
		t.Errorf("results are %s", got)
	}
}

// What comes back is named by the table that holds it, through subqueries and CTEs.
func TestResults(t *testing.T) {
	for text, want := range map[string]string{
		"WITH c AS (SELECT id, org_id AS o FROM docs) SELECT c.o, d.id FROM c JOIN (SELECT * FROM users) d ON true": "o=docs.org_id id=users.id",
		"UPDATE docs SET a = 1 RETURNING id, org_id":                                                                "id=docs.id org_id=docs.org_id",
		"SELECT set_config('app.org', $1, true)":                                                                    "set_config=set_config('app.org', $1, 'TRUE')",
		"SELECT id FROM a UNION SELECT id FROM b":                                                                   "id=?",
		"SELECT (SELECT max(at) FROM log WHERE log.id = d.id) AS m FROM d":                                          "m=max(log.at)",
		"SELECT o.id AS \"order.id\", count(*) n FROM orders o GROUP BY o.id":                                       "order.id=o.id n=count(?)",
	} {
		var got []string
		for _, r := range ParseString(text).Statements[0].Results {
			got = append(got, r.Name+"="+r.Value.String())
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s\nresults: %s\nwant:    %s", text, s, want)
		}
	}
}

func TestStatements(t *testing.T) {
	q := ParseString("-- name: SetOrg :exec\nSET LOCAL app.org_id = $1; SELECT 1; INSERT INTO a VALUES (1); COMMIT; DROP TABLE a")
	var got []string
	for _, s := range q.Statements {
		got = append(got, fmt.Sprintf("%s/%s/%d", s.Verb, s.Keyword, len(s.Settings)))
	}
	want := "other/SET LOCAL/1 select/SELECT/0 insert/INSERT/0 other/COMMIT/0 other/DROP/0"
	if s := strings.Join(got, " "); s != want || q.Name != "SetOrg" || q.Command != ":exec" || q.Opaque() {
		t.Errorf("statements %s\nwant       %s\nname %q %q, problems %v", s, want, q.Name, q.Command, q.Problems)
	}
	if a := q.Statements[0].Settings[0]; a.Column != "app.org_id" || a.Values[0].Index != 1 {
		t.Errorf("setting is %+v", a)
	}
}

// What is not understood is said, and proves nothing.
func TestOpaque(t *testing.T) {
	for text, problem := range map[string]string{
		"SELECT * FROM t WHERE org_id = $1 FROBNICATE x AND id = $2": "unexpected FROBNICATE in a condition",
		"SELECT * FROM t WHERE (org_id = $1 FROBNICATE x)":           "parenthesis that is not read to its end",
		"SELECT * FROM t WHERE org_id = $1 AND (id = 2":              "bracket without end",
		"SELECT * FROM t WHERE org_id = 'x":                          "string without end",
		"SELECT * FROM t WHERE org_id = $1 AND":                      "unexpected end of text",
		"SELECT * FROM t WHERE org_id = $1) OR (1 = 1":               "unexpected )",
		"IF EXISTS (SELECT 1 FROM t) UPDATE t SET a = 1":             "a statement within another that is not read",
		"DO $$ BEGIN DELETE FROM t; END $$":                          "a statement within another that is not read",
		"SELECT * FROM t /*! WHERE org_id = 1 */":                    "a comment that MySQL runs",
		"SELECT * FROM t WHERE a = '\\'' OR b = '\\'' AND c = 'x'":   "a backslash before a quote, which dialects read differently",
	} {
		q := ParseString(text)
		if !q.Opaque() || q.Problems[0].Reason != problem && q.Problems[len(q.Problems)-1].Reason != problem {
			t.Errorf("%s\nproblems: %v, want %q", text, q.Problems, problem)
		}
	}
}

func TestPredicateString(t *testing.T) {
	q := ParseString("SELECT * FROM t WHERE NOT (a = 1 OR b <> $1 AND f(c)) AND d LIKE 'x' AND NOT EXISTS (SELECT 1 FROM u WHERE u.id = t.id)")
	want := "(t.a <> '1' AND (t.b = $1 OR NOT (?))) AND t.d like 'x' AND NOT (u.id = t.id)"
	if got := q.Tables[0].Predicate.String(); got != want {
		t.Errorf("predicate is %s\nwant %s", got, want)
	}
}

func BenchmarkParse(b *testing.B) {
	texts := map[string]string{
		"short": "SELECT id, title FROM docs WHERE org_id = $1 AND id = $2",
		"join":  "SELECT d.id, p.name, (SELECT count(*) FROM comments c WHERE c.doc_id = d.id) FROM docs d JOIN projects p ON p.id = d.project_id LEFT JOIN users u ON u.id = d.user_id WHERE p.org_id = $1 AND (d.id = $2 OR d.slug = $3) AND EXISTS (SELECT 1 FROM members m WHERE m.project_id = p.id AND m.user_id = $4) ORDER BY d.id LIMIT 10",
		"list":  "SELECT id FROM docs WHERE org_id = $1 AND id IN (1" + strings.Repeat(", 2", 1000) + ")",
	}
	for _, name := range []string{"short", "join", "list"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(texts[name])))
			for b.Loop() {
				ParseString(texts[name])
			}
		})
	}
}
