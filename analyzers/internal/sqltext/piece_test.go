package sqltext

import "testing"

// Pieces are about a table that is elsewhere.
func TestPieces(t *testing.T) {
	check(t, []row{
		{` AND org_id = ?`, `
			select (): org_id=$1`},
		{`WHERE org_id = ? AND id = ?`, `
			select (): org_id=$1 id=$2`},
		{`org_id = ? AND id = ?`, `
			select (): org_id=$1 id=$2`},
		{`docs.org_id = ? OR docs.public`, `
			select ()
			select (docs) !docs.org_id=$1 !docs.public='TRUE'`},
		{`OR org_id = ?`, `
			select () !org_id=$1`},
		{`AND org_id = ? OR id = ?`, `
			select () !org_id=$1 !id=$2`},
		{`JOIN members m ON m.project_id = projects.id AND m.user_id = ?`, `
			select (): m.user_id=$1 m.project_id=projects.id projects.id=m.project_id
			select (projects): m.user_id=$1 m.project_id=projects.id projects.id=m.project_id
			select members m: m.user_id=$1 m.project_id=projects.id projects.id=m.project_id`},
		{`LEFT JOIN members m ON m.project_id = projects.id AND m.user_id = ?`, `
			select ()
			select (projects)
			select members m: m.user_id=$1 m.project_id=projects.id projects.id=m.project_id`},
		{`FROM docs WHERE org_id = ?`, `
			select docs: docs.org_id=$1`},
		{`SET title = ? WHERE id = ?`, `
			select (): id=$2 sets title=$1`},
		{`name ASC, id DESC`, `
			select ()`},
		{`id, name, count(*) AS n`, `
			select ()`},
		{`id IN (SELECT doc_id FROM members WHERE user_id = ?)`, `
			select (): members.user_id=$1 id=members.doc_id members.doc_id=.id
			select members: members.user_id=$1 id=members.doc_id members.doc_id=.id`},
		{`ORDER BY name LIMIT ?`, `
			select ()`},
		{`id`, `
			select ()`},
		{`COUNT(DISTINCT id)`, `
			select ()`},
	})
}
