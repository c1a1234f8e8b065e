package sqltext

import "testing"

// All branches of UNION must hold; a CTE is read as a subquery.
func TestUnionsAndCTEs(t *testing.T) {
	check(t, []row{
		{`SELECT id FROM a WHERE org_id = ? UNION ALL SELECT id FROM b WHERE org_id = ?`, `
			select a: a.org_id=$1
			select b: b.org_id=$2`},
		{`SELECT id FROM a WHERE org_id = ? UNION SELECT id FROM b`, `
			select a: a.org_id=$1
			select b`},
		{`SELECT * FROM (SELECT id, org_id FROM a UNION ALL SELECT id, org_id FROM b) x WHERE x.org_id = ?`, `
			select a: x.org_id=$1 x.org_id=a.org_id|b.org_id x.org_id=a.org_id a.org_id=$1 a.org_id=a.org_id|b.org_id a.org_id=x.org_id
			select b: x.org_id=$1 x.org_id=a.org_id|b.org_id x.org_id=b.org_id b.org_id=$1 b.org_id=a.org_id|b.org_id b.org_id=x.org_id`},
		{`SELECT * FROM (SELECT id, org_id FROM a UNION ALL SELECT org_id, id FROM b) x WHERE x.org_id = ?`, `
			select a: x.org_id=$1 x.org_id=a.org_id|b.id x.org_id=a.org_id a.org_id=$1 a.org_id=a.org_id|b.id a.org_id=x.org_id
			select b: x.org_id=$1 x.org_id=a.org_id|b.id x.org_id=b.id b.id=$1 b.id=a.org_id|b.id b.id=x.org_id`},
		{`SELECT id FROM a WHERE org_id = ? EXCEPT SELECT a_id FROM hidden`, `
			select a: a.org_id=$1
			select hidden`},
		{`(SELECT id FROM a WHERE org_id = ?) UNION (SELECT id FROM b WHERE org_id = ?) ORDER BY id LIMIT ?`, `
			select a: a.org_id=$1
			select b: b.org_id=$2`},
		{`WITH mine AS (SELECT id, org_id FROM docs WHERE org_id = $1) SELECT * FROM mine WHERE id = $2`, `
			select docs: mine.id=$2 mine.id=docs.id docs.org_id=$1 docs.id=$2 docs.id=mine.id`},
		{`WITH mine AS (SELECT id, org_id FROM docs) SELECT * FROM mine WHERE org_id = $1`, `
			select docs: mine.org_id=$1 mine.org_id=docs.org_id docs.org_id=$1 docs.org_id=mine.org_id`},
		{`WITH p AS (SELECT id FROM projects WHERE org_id = $1) DELETE FROM docs USING p WHERE docs.project_id = p.id`, `
			select projects: projects.org_id=$1 docs.project_id=p.id docs.project_id=projects.id p.id=docs.project_id p.id=projects.id projects.id=docs.project_id projects.id=p.id
			delete docs: projects.org_id=$1 docs.project_id=p.id docs.project_id=projects.id p.id=docs.project_id p.id=projects.id projects.id=docs.project_id projects.id=p.id`},
		{`WITH p (pid) AS (SELECT id FROM projects WHERE org_id = $1) SELECT * FROM docs d JOIN p ON p.pid = d.project_id`, `
			select projects: projects.org_id=$1 p.pid=projects.id p.pid=d.project_id projects.id=p.pid projects.id=d.project_id d.project_id=p.pid d.project_id=projects.id
			select docs d: projects.org_id=$1 p.pid=projects.id p.pid=d.project_id projects.id=p.pid projects.id=d.project_id d.project_id=p.pid d.project_id=projects.id`},
		{`WITH d AS (DELETE FROM docs WHERE id = $1 RETURNING id, org_id) SELECT * FROM d WHERE org_id = $2`, `
			delete docs: docs.id=$1`},
		{`WITH d AS (SELECT id FROM docs WHERE org_id = $1), e AS (SELECT id FROM d) UPDATE docs SET seen = true WHERE id IN (SELECT id FROM e)`, `
			select docs: docs.org_id=$1 docs.id=docs.id docs.id=e.id docs.id=d.id docs.id=docs.id docs.id=e.id docs.id=d.id e.id=docs.id e.id=docs.id e.id=d.id d.id=docs.id d.id=docs.id d.id=e.id
			update docs: docs.org_id=$1 docs.id=docs.id docs.id=e.id docs.id=d.id docs.id=docs.id docs.id=e.id docs.id=d.id e.id=docs.id e.id=docs.id e.id=d.id d.id=docs.id d.id=docs.id d.id=e.id sets seen='TRUE'`},
		{`WITH RECURSIVE tree AS (SELECT id FROM nodes WHERE id = $1 UNION ALL SELECT c.id FROM nodes c JOIN tree t ON c.parent_id = t.id) SELECT * FROM tree`, `
			select nodes: nodes.id=$1
			select nodes c: c.parent_id=t.id t.id=c.parent_id`},
		{`WITH unused AS (SELECT * FROM secrets) SELECT 1`, `
			select secrets`},
		{`WITH c AS (SELECT id FROM docs) SELECT * FROM c x JOIN c y ON x.id = y.id WHERE x.id = $1`, `
			select docs: x.id=$1 x.id=docs.id x.id=y.id x.id=docs.id docs.id=$1 docs.id=x.id docs.id=y.id docs.id=docs.id y.id=$1 y.id=x.id y.id=docs.id y.id=docs.id docs.id=$1 docs.id=x.id docs.id=docs.id docs.id=y.id
			select docs: x.id=$1 x.id=docs.id x.id=y.id x.id=docs.id docs.id=$1 docs.id=x.id docs.id=y.id docs.id=docs.id y.id=$1 y.id=x.id y.id=docs.id y.id=docs.id docs.id=$1 docs.id=x.id docs.id=docs.id docs.id=y.id`},
	})
}
