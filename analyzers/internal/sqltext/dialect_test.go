package sqltext

import "testing"

// The same reader takes all dialects.
func TestDialects(t *testing.T) {
	check(t, []row{
		{`SELECT TOP (10) [id] FROM [dbo].[docs] WITH (NOLOCK) WHERE [org_id] = @p1 AND name = @name`, `
			select dbo.docs: docs.org_id=$1 docs.name=:name`},
		{"SELECT `id` FROM `docs` WHERE `org_id` = ? AND name = \"O\\\"Neil\" -- ? comment", `
			select docs: docs.org_id=$1 docs.name='O\"Neil'`},
		{`SELECT "id" FROM "Docs" AS "D" WHERE "D"."org_id" = $1::uuid /* $9 /* nested */ */ AND note = E'it\'s' AND body = $q$ it's ? $q$`, `
			select Docs D: D.org_id=$1 D.note='it\'s' D.body=' it's ? '`},
		{`SELECT id FROM docs WHERE org_id = ?1 AND id = ?2`, `
			select docs: docs.org_id=$1 docs.id=$2`},
		{`SELECT id FROM docs WHERE org_id = :org_id AND at > now() - '1 day'::interval AND x = :1`, `
			select docs: docs.org_id=:org_id docs.x=$1`},
		{`SELECT id FROM events FINAL PREWHERE org_id = {org:UInt64} WHERE id GLOBAL IN (1, 2) LIMIT 1 BY id SETTINGS max_threads = 1`, `
			select events: events.org_id=:org events.id='1'|'2'`},
		{`SELECT id FROM docs WHERE tags @> $1 AND data ? 'a' AND data->>'org_id' = $2 AND org_id = CAST($3 AS int)`, `
			select docs: docs.data->org_id=$2 docs.org_id=$3`},
		{`SELECT id FROM docs WHERE data ? 'a' AND org_id = ?`, `
			select docs: docs.org_id=$1`},
		{`SELECT id FROM docs WHERE org_id = sqlc.arg(org_id) AND id = ANY(sqlc.slice('ids')) AND x = @name`, `
			select docs: docs.org_id=:org_id docs.id=:ids... docs.x=:name`},
		{`SELECT id FROM docs WHERE org_id = UUID_TO_BIN(?) AND lower(email) = lower(?)`, `
			select docs: docs.org_id=$1 docs.email=lower($2)`},
		{`SELECT id FROM {{docs}} WHERE [[org_id]] = {:org}`, `
			select docs: docs.org_id=:org`},
		{`SELECT a[1:2], b FROM docs WHERE c[1] = $1 AND org_id = $2 FOR UPDATE SKIP LOCKED`, `
			select docs: docs.org_id=$2`},
		{`SELECT id FROM docs USE INDEX (i) WHERE MATCH (title) AGAINST (? IN BOOLEAN MODE) AND org_id = ? LOCK IN SHARE MODE`, `
			select docs: docs.org_id=$2`},
		{`SELECT id FROM docs WHERE x = 'a' # comment ' here`, `
			select docs: docs.x='a'`},
		{`SELECT EXTRACT(epoch FROM at), sum(n) FILTER (WHERE n > 1) OVER (PARTITION BY org_id ORDER BY at) FROM docs WHERE org_id = $1 GROUP BY 1 HAVING count(*) > 1`, `
			select docs: docs.org_id=$1`},
		{`EXPLAIN ANALYZE SELECT * FROM docs WHERE id = ?`, `
			select docs: docs.id=$1`},
		{`CREATE TABLE copy AS SELECT * FROM docs WHERE org_id = 1`, `
			select docs: docs.org_id='1'`},
		{`BEGIN; SET LOCAL app.org = '1'; SET search_path TO x; COMMIT`, `
			`},
	})
}
