package sqltext

import "testing"

// Inner joins carry scope both ways, outer ones to the side that may be missing.
func TestJoins(t *testing.T) {
	check(t, []row{
		{`SELECT d.* FROM docs d JOIN projects p ON p.id = d.project_id WHERE p.org_id = $1 AND d.id = $2`, `
			select docs d: p.org_id=$1 d.id=$2 p.id=d.project_id d.project_id=p.id
			select projects p: p.org_id=$1 d.id=$2 p.id=d.project_id d.project_id=p.id`},
		{`SELECT d.* FROM docs d, projects p WHERE p.id = d.project_id AND p.org_id = $1`, `
			select docs d: p.org_id=$1 p.id=d.project_id d.project_id=p.id
			select projects p: p.org_id=$1 p.id=d.project_id d.project_id=p.id`},
		{`SELECT d.* FROM docs d LEFT JOIN projects p ON p.id = d.project_id AND p.org_id = $1 WHERE d.id = $2`, `
			select docs d: d.id=$2
			select projects p: d.id=$2 p.org_id=$1 p.id=d.project_id d.project_id=p.id`},
		{`SELECT d.* FROM docs d LEFT JOIN projects p ON p.id = d.project_id WHERE p.org_id = $1`, `
			select docs d: p.org_id=$1 p.id=d.project_id d.project_id=p.id
			select projects p: p.org_id=$1 p.id=d.project_id d.project_id=p.id`},
		{`SELECT d.* FROM docs d LEFT JOIN projects p ON p.id = d.project_id WHERE p.id IS NOT NULL AND d.id = $1`, `
			select docs d: d.id=$1 p.id=d.project_id d.project_id=p.id
			select projects p: d.id=$1 p.id=d.project_id d.project_id=p.id`},
		{`SELECT d.* FROM docs d RIGHT JOIN projects p ON p.id = d.project_id AND d.org_id = $1 WHERE p.id = $2`, `
			select docs d: p.id=$2 p.id=d.project_id d.org_id=$1 d.project_id=$2 d.project_id=p.id
			select projects p: p.id=$2`},
		{`SELECT * FROM a FULL JOIN b ON a.id = b.id AND a.org_id = $1`, `
			select a
			select b`},
		{`SELECT * FROM a CROSS JOIN b WHERE a.org_id = $1 AND b.org_id = $2`, `
			select a: a.org_id=$1 b.org_id=$2
			select b: a.org_id=$1 b.org_id=$2`},
		{`SELECT * FROM a JOIN b USING (org_id) WHERE org_id = $1`, `
			select a: a.org_id=$1 a.org_id=b.org_id b.org_id=$1 b.org_id=a.org_id
			select b: a.org_id=$1 a.org_id=b.org_id b.org_id=$1 b.org_id=a.org_id`},
		{`SELECT * FROM a LEFT JOIN b USING (org_id) WHERE a.org_id = $1`, `
			select a: a.org_id=$1
			select b: a.org_id=$1 a.org_id=b.org_id b.org_id=$1 b.org_id=a.org_id`},
		{`SELECT * FROM a JOIN b ON a.id = b.a_id JOIN c ON c.b_id = b.id AND c.org_id = a.org_id WHERE a.org_id = $1`, `
			select a: a.org_id=$1 a.org_id=c.org_id a.id=b.a_id b.a_id=a.id c.b_id=b.id b.id=c.b_id c.org_id=$1 c.org_id=a.org_id
			select b: a.org_id=$1 a.org_id=c.org_id a.id=b.a_id b.a_id=a.id c.b_id=b.id b.id=c.b_id c.org_id=$1 c.org_id=a.org_id
			select c: a.org_id=$1 a.org_id=c.org_id a.id=b.a_id b.a_id=a.id c.b_id=b.id b.id=c.b_id c.org_id=$1 c.org_id=a.org_id`},
		{`SELECT * FROM a JOIN (b JOIN c ON c.id = b.c_id) ON b.a_id = a.id WHERE c.org_id = ?`, `
			select a: c.org_id=$1 c.id=b.c_id b.c_id=c.id b.a_id=a.id a.id=b.a_id
			select b: c.org_id=$1 c.id=b.c_id b.c_id=c.id b.a_id=a.id a.id=b.a_id
			select c: c.org_id=$1 c.id=b.c_id b.c_id=c.id b.a_id=a.id a.id=b.a_id`},
		{`SELECT * FROM docs d JOIN projects p ON p.id = d.project_id OR p.public WHERE p.org_id = $1`, `
			select docs d: p.org_id=$1
			select projects p: p.org_id=$1 !p.public='TRUE'`},
		{`SELECT * FROM docs d JOIN projects p ON p.id = d.project_id WHERE org_id = $1`, `
			select docs d: d|p.org_id=$1 p.id=d.project_id d.project_id=p.id
			select projects p: d|p.org_id=$1 p.id=d.project_id d.project_id=p.id`},
		{`SELECT * FROM posts p, LATERAL (SELECT * FROM comments c WHERE c.post_id = p.id LIMIT 3) x WHERE p.user_id = $1`, `
			select posts p: p.user_id=$1 c.post_id=p.id p.id=c.post_id
			select comments c: p.user_id=$1 c.post_id=p.id p.id=c.post_id`},
		{`SELECT * FROM docs d JOIN jsonb_each(d.meta) AS m(k, v) ON true WHERE d.org_id = $1 AND m.k = 'x'`, `
			select docs d: d.org_id=$1 m.k='x'`},
		{`SELECT * FROM app.docs JOIN app.users ON users.id = docs.user_id WHERE users.id = ?`, `
			select app.docs: users.id=$1 users.id=docs.user_id docs.user_id=$1 docs.user_id=users.id
			select app.users: users.id=$1 users.id=docs.user_id docs.user_id=$1 docs.user_id=users.id`},
	})
}
