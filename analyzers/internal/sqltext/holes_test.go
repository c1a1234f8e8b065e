package sqltext

import "testing"

// A hole may hold an OR: what stands beside it depends on it.
func TestHoles(t *testing.T) {
	check(t, []row{
		{`SELECT * FROM docs WHERE org_id = $1 {}`, `
			select docs: docs.org_id=$1[1]`},
		{`SELECT * FROM docs WHERE org_id = $1 {} ORDER BY {} LIMIT {}`, `
			select docs: docs.org_id=$1[1]`},
		{`SELECT * FROM docs WHERE org_id = ? AND {} AND id = ?`, `
			select docs: docs.org_id=$1[1] docs.id=$-1[1]`},
		{`SELECT * FROM docs WHERE org_id = ? AND ({}) AND id = ?`, `
			select docs: docs.org_id=$1 docs.id=$-1`},
		{`SELECT * FROM docs WHERE ({} AND a = ?) AND org_id = ?`, `
			select docs: docs.a=$-2[1] docs.org_id=$-1`},
		{`SELECT * FROM docs WHERE {}`, `
			select docs`},
		{`SELECT * FROM docs WHERE org_id = {}`, `
			select docs: docs.org_id=<1>[1]`},
		{`SELECT * FROM docs WHERE org_id = '{}'`, `
			select docs: docs.org_id=<1>`},
		{`SELECT * FROM docs WHERE org_id IN ({}) AND id = ?`, `
			select docs: docs.org_id=<1>... docs.id=$-1`},
		{`SELECT * FROM docs WHERE org_id IN (?{})`, `
			select docs: docs.org_id=$1|<1>`},
		{`SELECT * FROM {} WHERE org_id = ?`, `
			select (): org_id=$-1`},
		{`{}.org_id = ? AND docs.id = ?`, `
			select (): org_id=$-2 docs.id=$-1
			select (docs): org_id=$-2 docs.id=$-1`},
		{`SELECT * FROM docs_{} WHERE org_id = ?`, `
			select (): org_id=$-1`},
		{`SELECT {} FROM docs {} WHERE docs.org_id = :org`, `
			select docs: docs.org_id=:org
			select (): docs.org_id=:org`},
		{`SELECT * FROM docs WHERE {} = ? AND org_id = ?`, `
			select docs: docs.org_id=$-1[1]`},
		{`UPDATE docs SET {} WHERE id = ?`, `
			update docs: docs.id=$-1 sets =<1>`},
		{`UPDATE docs SET a = ?{} WHERE id = ? AND org_id = ?`, `
			update docs: docs.id=$-2 docs.org_id=$-1 sets a=$1 =<1>`},
		{`INSERT INTO docs ({}) VALUES ({})`, `
			insert docs inserts =<3>`},
		{`INSERT INTO docs (id, org_id) VALUES {}`, `
			insert docs inserts id=<1> org_id=<1>`},
		{`SELECT * FROM docs WHERE org_id = ${} AND id = ${}`, `
			select docs: docs.org_id=$-0 docs.id=$-0`},
		{`{} WHERE org_id = ?`, `
			select (): org_id=$-1
			problem: a hole before the first word`},
		{`DELETE FROM docs {} AND org_id = ?`, `
			delete docs: docs.org_id=$-1[1]`},
		{`SELECT * FROM docs WHERE a = ? OR b = ? {} AND c = ?`, `
			select docs !docs.a=$1 !docs.b=$2 !docs.c=$-1`},
	})
}
