package sqltext

import "testing"

// What is written, and which rows it reaches.
func TestWrites(t *testing.T) {
	check(t, []row{
		{`INSERT INTO docs (id, org_id, title) VALUES ($1, $2, 'x') RETURNING id`, `
			insert docs inserts id=$1 org_id=$2 title='x'`},
		{`INSERT INTO docs (id, org_id) VALUES (?, ?), (?, ?)`, `
			insert docs inserts id=$1|$3 org_id=$2|$4`},
		{`INSERT INTO docs VALUES (?, ?)`, `
			insert docs inserts =$1 =$2`},
		{`INSERT INTO docs (id, org_id) SELECT s.id, s.org_id FROM sources s WHERE s.org_id = $1`, `
			insert docs inserts id=s.id org_id=s.org_id
			select sources s: s.org_id=$1`},
		{`INSERT INTO docs (id, title) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET title = EXCLUDED.title`, `
			upsert docs: excluded.id=$1 excluded.id=docs.id excluded.title=$2 docs.id=$1 docs.id=excluded.id inserts id=$1 title=$2 sets title=excluded.title on id`},
		{`INSERT INTO docs (id, org_id) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET title = 'x' WHERE docs.org_id = EXCLUDED.org_id`, `
			upsert docs: excluded.id=$1 excluded.id=docs.id excluded.org_id=$2 excluded.org_id=docs.org_id docs.id=$1 docs.id=excluded.id docs.org_id=$2 docs.org_id=excluded.org_id inserts id=$1 org_id=$2 sets title='x' on id`},
		{`INSERT INTO docs (id) VALUES ($1) ON CONFLICT DO NOTHING`, `
			insert docs inserts id=$1`},
		{`INSERT INTO docs SET id = ?, org_id = ? ON DUPLICATE KEY UPDATE org_id = VALUES(org_id)`, `
			upsert docs: excluded.id=$1 excluded.org_id=$2 inserts id=$1 org_id=$2 sets org_id=excluded.org_id`},
		{`INSERT OR REPLACE INTO docs (id) VALUES (?)`, `
			upsert docs: excluded.id=$1 inserts id=$1`},
		{`REPLACE INTO docs (id) VALUES (?)`, `
			upsert docs: excluded.id=$1 inserts id=$1`},
		{`UPDATE docs SET title = $1, org_id = $2 WHERE id = $3`, `
			update docs: docs.id=$3 sets title=$1 org_id=$2`},
		{`UPDATE docs d SET (title, org_id) = ($1, $2) WHERE d.id = $3`, `
			update docs d: d.id=$3 sets title=$1 org_id=$2`},
		{`UPDATE docs SET title = p.title FROM projects p WHERE docs.project_id = p.id AND p.org_id = $1`, `
			update docs: p.org_id=$1 docs.project_id=p.id p.id=docs.project_id sets title=p.title
			select projects p: p.org_id=$1 docs.project_id=p.id p.id=docs.project_id`},
		{`UPDATE docs d JOIN projects p ON p.id = d.project_id SET d.title = ? WHERE p.org_id = ?`, `
			update docs d: p.org_id=$2 p.id=d.project_id d.project_id=p.id sets title=$1
			select projects p: p.org_id=$2 p.id=d.project_id d.project_id=p.id`},
		{`UPDATE d SET d.title = @p1 FROM docs AS d INNER JOIN projects p ON p.id = d.project_id WHERE p.org_id = @p2`, `
			update docs d: p.org_id=$2 p.id=d.project_id d.project_id=p.id sets title=$1
			select projects p: p.org_id=$2 p.id=d.project_id d.project_id=p.id`},
		{`UPDATE docs SET n = n + 1, total = (SELECT sum(x) FROM items i WHERE i.doc_id = docs.id) WHERE org_id = ?`, `
			update docs: docs.org_id=$1 sets n=(docs.n, '1') total=sum(i.x)
			select items i: docs.org_id=$1 i.doc_id=docs.id docs.id=i.doc_id`},
		{`DELETE FROM docs WHERE id = ?`, `
			delete docs: docs.id=$1`},
		{`DELETE FROM docs USING projects p WHERE p.id = docs.project_id AND p.org_id = $1`, `
			delete docs: p.org_id=$1 p.id=docs.project_id docs.project_id=p.id
			select projects p: p.org_id=$1 p.id=docs.project_id docs.project_id=p.id`},
		{`DELETE d FROM docs d JOIN projects p ON p.id = d.project_id WHERE p.org_id = ?`, `
			delete docs d: p.org_id=$1 p.id=d.project_id d.project_id=p.id
			select projects p: p.org_id=$1 p.id=d.project_id d.project_id=p.id`},
		{`DELETE FROM docs`, `
			delete docs`},
		{`TRUNCATE TABLE docs, files CASCADE`, `
			delete docs
			delete files`},
		{`ALTER TABLE events DELETE WHERE org_id = ?`, `
			delete events: events.org_id=$1`},
		{`MERGE INTO docs t USING staged s ON t.id = s.id AND t.org_id = @p1 WHEN MATCHED THEN UPDATE SET title = s.title WHEN NOT MATCHED THEN INSERT (id, title) VALUES (s.id, s.title);`, `
			upsert docs t: t.org_id=$1 t.id=s.id s.id=t.id inserts id=s.id title=s.title sets title=s.title
			select staged s: t.org_id=$1 t.id=s.id s.id=t.id`},
		{`DELETE FROM docs WHERE id = ?; UPDATE docs SET x = 1 WHERE org_id = ?`, `
			delete docs: docs.id=$1
			update docs: docs.org_id=$2 sets x='1'`},
	})
}
