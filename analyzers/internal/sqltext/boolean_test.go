package sqltext

import "testing"

// And, OR and NOT: what each row of the table must fulfil.
func TestPrecedence(t *testing.T) {
	check(t, []row{
		{`SELECT * FROM docs WHERE org_id = $1 AND id = $2`, `
			select docs: docs.org_id=$1 docs.id=$2`},
		{`SELECT * FROM docs WHERE org_id = $1 AND id = $2 OR id = $3`, `
			select docs: docs.id=$2|$3 !docs.org_id=$1`},
		{`SELECT * FROM docs WHERE org_id = $1 AND (id = $2 OR id = $3)`, `
			select docs: docs.org_id=$1 docs.id=$2|$3`},
		{`SELECT * FROM docs WHERE org_id = $1 AND id = $2 OR org_id = $1 AND slug = $3`, `
			select docs: docs.org_id=$1 !docs.id=$2 !docs.slug=$3`},
		{`SELECT * FROM docs WHERE NOT (org_id <> $1 OR deleted)`, `
			select docs: docs.org_id=$1`},
		{`SELECT * FROM docs WHERE NOT (org_id = $1 AND id = $2)`, `
			select docs`},
		{`SELECT * FROM docs WHERE NOT org_id = $1`, `
			select docs`},
		{`SELECT * FROM docs WHERE ($1 IS NULL OR org_id = $1) AND id = $2`, `
			select docs: docs.id=$2 !docs.org_id=$1`},
		{`SELECT * FROM docs WHERE ($1 = '' OR org_id = $1) AND id = $2`, `
			select docs: docs.id=$2 !docs.org_id=$1`},
		{`SELECT * FROM docs WHERE org_id = COALESCE($1, org_id)`, `
			select docs`},
		{`SELECT * FROM docs WHERE 1 = 1 OR org_id = $1`, `
			select docs`},
		{`SELECT * FROM docs WHERE 1 = 0 OR org_id = $1`, `
			select docs: docs.org_id=$1`},
		{`SELECT * FROM docs WHERE org_id = $1 OR org_id IS NULL`, `
			select docs: docs.org_id=$1|'NULL'`},
		{`SELECT * FROM docs WHERE org_id IN ($1, $2, 3) AND id NOT IN (4)`, `
			select docs: docs.org_id=$1|$2|'3'`},
		{`SELECT * FROM docs WHERE created BETWEEN $1 AND $2 AND org_id = $3`, `
			select docs: docs.org_id=$3`},
		{`SELECT * FROM docs WHERE org_id = $1 XOR id = $2`, `
			select docs`},
		{`SELECT * FROM docs WHERE CASE WHEN $1 THEN org_id = $2 ELSE TRUE END`, `
			select docs`},
		{`SELECT * FROM docs WHERE NOT CASE WHEN $1 THEN org_id <> $2 ELSE org_id <> $3 END`, `
			select docs`},
		{`SELECT * FROM docs WHERE CASE WHEN $1 THEN org_id = $2 AND id = $3 ELSE org_id = $4 END`, `
			select docs: docs.org_id=$2|$4 !docs.id=$3`},
		{`SELECT * FROM docs WHERE CASE kind WHEN 'a' THEN org_id = $2 ELSE org_id = $4 END`, `
			select docs`},
		{`SELECT * FROM docs WHERE org_id = $1 = true`, `
			select docs`},
		{`SELECT * FROM docs WHERE (org_id = $1) IS TRUE AND id <=> $2`, `
			select docs: docs.org_id=$1 docs.id=$2`},
		{`SELECT * FROM docs WHERE org_id = $1 AND is_public`, `
			select docs: docs.org_id=$1 docs.is_public='TRUE'`},
		{`SELECT * FROM docs WHERE org_id > $1 AND id LIKE $2`, `
			select docs`},
		{`SELECT * FROM docs WHERE org_id IS NOT DISTINCT FROM $1`, `
			select docs: docs.org_id=$1`},
		{`SELECT * FROM docs WHERE org_id = ? && id = ?`, `
			select docs: docs.org_id=$1 docs.id=$2`},
		{"SELECT * FROM `docs` WHERE org_id = ? || id = ?", `
			select docs !docs.org_id=$1 !docs.id=$2`},
		{`UPDATE docs SET title = $1 WHERE id = $2 AND org_id = $3 OR shared = true`, `
			update docs !docs.id=$2 !docs.org_id=$3 !docs.shared='TRUE' sets title=$1`},
		{`SELECT * FROM docs WHERE (org_id <> $1) IS NOT TRUE`, `
			select docs`},
		{`SELECT * FROM docs d LEFT JOIN p ON p.id = d.p_id WHERE p.active IS NOT TRUE AND d.id = $1`, `
			select docs d: d.id=$1
			select p: d.id=$1 p.id=d.p_id d.p_id=p.id`},
	})
}
