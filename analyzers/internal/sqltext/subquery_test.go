package sqltext

import "testing"

// A subquery behind IN, EXISTS or = is a join; one in FROM passes its columns.
func TestSubqueries(t *testing.T) {
	check(t, []row{
		{`SELECT * FROM docs WHERE project_id IN (SELECT id FROM projects WHERE org_id = $1)`, `
			select docs: projects.org_id=$1 docs.project_id=projects.id projects.id=docs.project_id
			select projects: projects.org_id=$1 docs.project_id=projects.id projects.id=docs.project_id`},
		{`SELECT * FROM docs WHERE project_id NOT IN (SELECT id FROM projects WHERE org_id = $1)`, `
			select docs
			select projects: projects.org_id=$1`},
		{`SELECT * FROM docs d WHERE EXISTS (SELECT 1 FROM members m WHERE m.doc_id = d.id AND m.user_id = $1)`, `
			select docs d: m.user_id=$1 m.doc_id=d.id d.id=m.doc_id
			select members m: m.user_id=$1 m.doc_id=d.id d.id=m.doc_id`},
		{`SELECT * FROM docs d WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.doc_id = d.id AND m.user_id = $1)`, `
			select docs d
			select members m: m.user_id=$1 m.doc_id=d.id d.id=m.doc_id`},
		{`SELECT * FROM docs d WHERE NOT EXISTS (SELECT 1 FROM members m WHERE NOT m.user_id IS NULL)`, `
			select docs d
			select members m`},
		{`SELECT * FROM docs d WHERE (SELECT count(*) FROM members m WHERE m.doc_id = d.id AND m.user_id = $1) > 0`, `
			select docs d: m.user_id=$1 m.doc_id=d.id d.id=m.doc_id
			select members m: m.user_id=$1 m.doc_id=d.id d.id=m.doc_id`},
		{`SELECT * FROM docs d WHERE 0 = (SELECT count(*) FROM members m WHERE m.doc_id = d.id AND m.user_id = $1)`, `
			select docs d
			select members m: m.user_id=$1 m.doc_id=d.id d.id=m.doc_id`},
		{`SELECT * FROM docs WHERE org_id = (SELECT org_id FROM users WHERE id = $1)`, `
			select docs: users.id=$1 docs.org_id=users.org_id users.org_id=docs.org_id
			select users: users.id=$1 docs.org_id=users.org_id users.org_id=docs.org_id`},
		{`SELECT * FROM docs WHERE org_id = ANY (SELECT org_id FROM members WHERE user_id = $1)`, `
			select docs: members.user_id=$1 docs.org_id=members.org_id members.org_id=docs.org_id
			select members: members.user_id=$1 docs.org_id=members.org_id members.org_id=docs.org_id`},
		{`SELECT * FROM docs WHERE (org_id, id) = ($1, $2)`, `
			select docs: docs.org_id=$1 docs.id=$2`},
		{`SELECT * FROM docs WHERE ROW(org_id, id) = ROW($1, $2)`, `
			select docs: docs.org_id=$1 docs.id=$2`},
		{`SELECT * FROM docs WHERE (org_id, id) IN (($1, $2), ($1, $3))`, `
			select docs: docs.org_id=$1 docs.id=$2|$3`},
		{`SELECT * FROM docs WHERE (org_id, id) IN (SELECT org_id, doc_id FROM grants WHERE user_id = $1)`, `
			select docs: grants.user_id=$1 docs.org_id=grants.org_id grants.org_id=docs.org_id docs.id=grants.doc_id grants.doc_id=docs.id
			select grants: grants.user_id=$1 docs.org_id=grants.org_id grants.org_id=docs.org_id docs.id=grants.doc_id grants.doc_id=docs.id`},
		{`SELECT * FROM docs WHERE id IN (SELECT doc_id FROM a WHERE user_id = $1 UNION SELECT doc_id FROM b WHERE user_id = $1)`, `
			select docs: docs.id=a.doc_id|b.doc_id
			select a: docs.id=a.doc_id|b.doc_id a.user_id=$1
			select b: docs.id=a.doc_id|b.doc_id b.user_id=$1`},
		{`SELECT * FROM (SELECT id, org_id FROM docs) d WHERE d.org_id = $1`, `
			select docs: d.org_id=$1 d.org_id=docs.org_id docs.org_id=$1 docs.org_id=d.org_id`},
		{`SELECT * FROM (SELECT * FROM docs WHERE org_id = $1) d WHERE id = $2`, `
			select docs: d.id=$2 d.id=docs.id docs.org_id=$1 docs.id=$2 docs.id=d.id`},
		{`SELECT * FROM (SELECT id, org_id + 1 AS org_id FROM docs) d WHERE d.org_id = $1`, `
			select docs: d.org_id=$1`},
		{`SELECT id, (SELECT count(*) FROM comments c WHERE c.doc_id = docs.id) FROM docs WHERE org_id = $1`, `
			select comments c: docs.org_id=$1 c.doc_id=docs.id docs.id=c.doc_id
			select docs: docs.org_id=$1`},
		{`SELECT * FROM docs WHERE org_id = $1 OR id IN (SELECT doc_id FROM grants WHERE user_id = $2)`, `
			select docs !docs.org_id=$1
			select grants: grants.user_id=$2`},
		{`SELECT * FROM docs WHERE $1 = ANY(reader_ids) AND org_id = ANY($2)`, `
			select docs: docs.org_id=$2...`},
	})
}
