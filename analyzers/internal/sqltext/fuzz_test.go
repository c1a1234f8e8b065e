package sqltext

import (
	"fmt"
	"strings"
	"testing"
)

// Whatever the text is, reading it ends, does not panic, says the same twice and
// numbers every `?` once.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"SELECT * FROM a WHERE org_id = $1 AND (id = ? OR x IN (1, 2)) ORDER BY {} LIMIT ?",
		"WITH RECURSIVE t (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM t) UPDATE b SET x = (SELECT a FROM t) FROM c WHERE c.id = b.id RETURNING *",
		"INSERT INTO t (a, b) VALUES (?, {}), ($$x$$, E'\\'') ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b WHERE t.c = ?",
		"DELETE a FROM `a` a LEFT JOIN [b] ON a.x::int = b.y /* c */ -- d\n WHERE NOT EXISTS (SELECT 1 FROM c WHERE {}) AND {}",
		"MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = CASE WHEN :x THEN @y ELSE {z:Int} END",
		" AND (a, b) = ANY(?) OR {} = '{}' ((((", "SELECT CASE CASE CASE", "UPDATE SET SET WHERE WHERE", "{}{}{}", "JOIN JOIN ON ON",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parts := holed(text)
		q := Parse(parts, nil)
		if a, b := everything(q), everything(Parse(parts, nil)); a != b {
			t.Fatalf("read twice:\n%s\n%s", a, b)
		}
		if len(q.Tables) > 2*maxRelations || len(q.Problems) > maxProblems {
			t.Fatalf("%d tables, %d problems", len(q.Tables), len(q.Problems))
		}
		for _, tab := range q.Tables {
			tab.Escaped()
			_ = tab.Predicate.String()
		}
		marks(t, text, parts)
	})
}

// marks compares the numbers of the placeholders with a count of their own.
func marks(t *testing.T, text string, parts []Part) {
	q := &Query{}
	toks, _ := lex(assemble(parts), q)
	n, known := 0, true
	for _, tok := range toks {
		if tok.hole >= 0 && tok.kind != str && tok.kind != quoted {
			known = false
		}
		if tok.kind != placeholder || tok.text != "?" {
			continue
		}
		n++
		if want := map[bool]int{true: n}[known]; tok.index != want {
			t.Fatalf("%q: the %d. placeholder has the index %d", text, n, tok.index)
		}
		if tok.fromEnd != 0 && tok.fromEnd != q.Marks-n+1 {
			t.Fatalf("%q: the %d. placeholder of %d is %d from the end", text, n, q.Marks, tok.fromEnd)
		}
	}
	if n != q.Marks || n > strings.Count(text, "?") {
		t.Fatalf("%q: %d placeholders, counted %d", text, q.Marks, n)
	}
}

func everything(q *Query) string {
	var b strings.Builder
	b.WriteString(describe(q))
	for _, s := range q.Statements {
		fmt.Fprintf(&b, "%s %s %v %v %v\n", s.Verb, s.Keyword, s.Results, s.Where, len(s.Tables))
	}
	for _, t := range q.Tables {
		b.WriteString(t.Predicate.String() + "\n")
	}
	return b.String()
}

// Schemas are read of anything, too.
func FuzzReadSchema(f *testing.F) {
	f.Add("CREATE TABLE a (id int PRIMARY KEY, b text REFERENCES c, UNIQUE (b)); ALTER TABLE a ADD COLUMN d int, RENAME TO e; DROP TABLE e;")
	f.Add("-- +goose Up\nCREATE UNIQUE INDEX i ON a (b) WHERE c; CREATE POLICY p ON a USING (x = (1));\n-- +goose Down\nDROP TABLE a;")
	f.Fuzz(func(t *testing.T, text string) {
		s := ReadSchema([]File{{"1.sql", text}, {"2.sql", text}})
		for _, tab := range s.Tables {
			if s.Table(tab.Name) != tab {
				t.Fatalf("%q: table %q is listed and not found", text, tab.Name)
			}
		}
	})
}
