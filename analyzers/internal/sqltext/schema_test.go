package sqltext

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sketch writes a schema, one table a line.
func sketch(s *Schema) string {
	var b strings.Builder
	for _, t := range s.Tables {
		b.WriteString(t.Name + ":")
		for _, c := range t.Columns {
			b.WriteString(" " + c.Name + " " + c.Type)
			if c.NotNull {
				b.WriteString("!")
			}
		}
		if len(t.PrimaryKey) > 0 {
			b.WriteString(" pk(" + strings.Join(t.PrimaryKey, ",") + ")")
		}
		for _, u := range t.Unique {
			b.WriteString(" unique(" + strings.Join(u, ",") + ")")
		}
		for _, f := range t.Foreign {
			fmt.Fprintf(&b, " %s->%s(%s)", strings.Join(f.Columns, ","), f.Table, strings.Join(f.References, ","))
		}
		if t.RowSecurity {
			b.WriteString(" rls")
		}
		for _, p := range t.Policies {
			b.WriteString(" policy(" + p + ")")
		}
		if !t.Complete {
			b.WriteString(" ...")
		}
		b.WriteString("\n")
	}
	for _, p := range s.Problems {
		b.WriteString("problem: " + s.Files[p.At.Part] + ": " + p.Reason + "\n")
	}
	return b.String()
}

func TestReadSchema(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []File
		want  string
	}{
		{"PostgreSQL", []File{{"schema.sql", `
			CREATE TYPE color AS ENUM ('a', 'b');
			CREATE TABLE IF NOT EXISTS public.orgs (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL UNIQUE);
			CREATE TABLE docs (
				id bigserial, -- the key, with a comma
				org_id uuid NOT NULL REFERENCES orgs ON DELETE CASCADE,
				price numeric(10, 2) CHECK (price > 0),
				"Key" text DEFAULT 'a, b',
				at timestamp with time zone,
				PRIMARY KEY (org_id, id),
				CONSTRAINT one UNIQUE (org_id, "Key")
			) PARTITION BY HASH (org_id);
			CREATE UNIQUE INDEX ON docs (at) WHERE at IS NOT NULL;
			CREATE UNIQUE INDEX by_at ON docs USING btree (org_id, at);
			CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN CREATE TABLE no (a int); END; $$ LANGUAGE plpgsql;
			ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
			CREATE POLICY own ON docs FOR ALL USING (org_id = current_setting('app.org')::uuid) WITH CHECK (true);`}}, `
			orgs: id uuid! name text! pk(id) unique(name)
			docs: id bigserial org_id uuid! price numeric key text at timestamp pk(org_id,id) unique(org_id,key) unique(org_id,at) org_id->orgs(id) rls policy(org_id = current_setting('app.org')::uuid)`},
		{"MySQL", []File{{"dump.sql", "/*!40101 SET NAMES utf8 */;\nCREATE TABLE `docs` (\n`id` int unsigned NOT NULL AUTO_INCREMENT,\n`user_id` int DEFAULT NULL COMMENT 'it\\'s, mine',\n`key` varchar(20),\nPRIMARY KEY (`id`),\nUNIQUE KEY `u` (`key`(10)),\nKEY `k` (`user_id`),\nCONSTRAINT `fk` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)\n) ENGINE=InnoDB;"}}, `
			docs: id int! user_id int key varchar pk(id) unique(key) user_id->users(id)`},
		{"SQL Server", []File{{"s.sql", "CREATE TABLE [dbo].[Docs] ([Id] INT IDENTITY(1,1) NOT NULL, [OrgId] INT NOT NULL, CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([Id] ASC))"}}, `
			docs: id int! orgid int! pk(id)`},
		{"altered", []File{
			{"1_a.sql", "CREATE TABLE docs (id int, org int, old text); CREATE TABLE gone (id int); CREATE TABLE users (id int primary key)"},
			{"2_b.sql", `ALTER TABLE docs ADD COLUMN user_id int NOT NULL REFERENCES users, DROP COLUMN old, ADD CONSTRAINT pk PRIMARY KEY (id);
				ALTER TABLE docs RENAME COLUMN org TO org_id; ALTER TABLE docs RENAME COLUMN id TO doc_id; DROP TABLE IF EXISTS gone;
				ALTER TABLE docs ALTER COLUMN org_id SET NOT NULL, ALTER COLUMN org_id TYPE bigint;
				ALTER TABLE elsewhere ADD x int`},
			{"10_c.sql", "ALTER TABLE docs RENAME TO papers; ALTER TABLE papers ADD FOREIGN KEY (org_id) REFERENCES orgs (id)"},
		}, `
			papers: doc_id int org_id bigint! user_id int! pk(doc_id) user_id->users(id) org_id->orgs(id)
			users: id int! pk(id)
			elsewhere: x int ...`},
		{"made anew in SQLite", []File{{"1.sql", `CREATE TABLE docs (id integer primary key, a text);
			CREATE TABLE docs_new (id integer primary key, org_id integer not null);
			INSERT INTO docs_new SELECT id, 1 FROM docs; DROP TABLE docs; ALTER TABLE docs_new RENAME TO docs;`}}, `
			docs: id integer! org_id integer! pk(id)`},
		{"goose", []File{{"1.sql", "-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE a (id int);\n-- +goose StatementEnd\n-- +goose Down\nDROP TABLE a;\n"}}, "a: id int"},
		{"dbmate", []File{{"1.sql", "-- migrate:up\nCREATE TABLE a (id int);\n\n-- migrate:down\nDROP TABLE a;\n"}}, "a: id int"},
		{"sql-migrate", []File{{"1.sql", "-- +migrate Down\nDROP TABLE a;\n-- +migrate Up notransaction\nCREATE TABLE a (id int);"}}, "a: id int"},
		{"tern", []File{{"1.sql", "CREATE TABLE a (id int);\n---- create above / drop below ----\nDROP TABLE a;"}}, "a: id int"},
		{"golang-migrate", []File{{"1_a.down.sql", "DROP TABLE a"}, {"1_a.up.sql", "CREATE TABLE a (id int)"}, {"2_b.down.sql", "DROP TABLE a"}}, "a: id int"},
		{"Flyway", []File{{"U1__a.sql", "DROP TABLE a"}, {"V1__a.sql", "CREATE TABLE a (id int)"}, {"users.sql", "CREATE TABLE users (id int)"}}, "a: id int\nusers: id int"},
		{"broken", []File{{"1.sql", "CREATE TABLE a (id int, name text DEFAULT 'x)"}, {"2.sql", "CREATE TABLE b (id int)"}}, `
			a: id int name text
			b: id int
			problem: 1.sql: string without end
			problem: 1.sql: bracket without end`},
		{"too large", []File{{"1.sql", strings.Repeat(" ", maxSchema+1)}}, "problem: 1.sql: file of more than 2 MiB"},
	} {
		want := strings.TrimSpace(strings.ReplaceAll(c.want, "\t", ""))
		if got := strings.TrimSpace(sketch(ReadSchema(c.files))); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, want)
		}
	}
}

// With a schema, columns without a table find theirs, and keys are known.
func TestParseWithSchema(t *testing.T) {
	s := ReadSchema([]File{{"1.sql", `
		CREATE TABLE docs (id int PRIMARY KEY, project_id int REFERENCES projects, title text);
		CREATE TABLE projects (id int PRIMARY KEY, org_id int)`}})
	for _, r := range []row{
		{`SELECT title FROM docs JOIN projects ON project_id = projects.id WHERE org_id = $1`, `
			select docs: projects.org_id=$1 docs.project_id=projects.id projects.id=docs.project_id
			select projects: projects.org_id=$1 docs.project_id=projects.id projects.id=docs.project_id`},
		// docs has no org_id: the one outside is meant, and nothing inside is bound.
		{`SELECT * FROM projects WHERE id IN (SELECT project_id FROM docs WHERE org_id = $1)`, `
			select projects: projects.org_id=$1 projects.id=docs.project_id docs.project_id=projects.id
			select docs: projects.org_id=$1 projects.id=docs.project_id docs.project_id=projects.id`},
		{`INSERT INTO docs VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE title = VALUES(title)`, `
			upsert docs: excluded.id=$1 excluded.id=docs.id excluded.project_id=$2 excluded.title=$3 docs.id=$1 docs.id=excluded.id inserts id=$1 project_id=$2 title=$3 sets title=excluded.title on id`},
		// The key is an expression that is not known to the schema: not the one that is.
		{`INSERT INTO docs (id, title) VALUES (?, ?) ON CONFLICT (lower(title)) DO UPDATE SET title = 'x'`, `
			upsert docs: excluded.id=$1 excluded.title=$2 inserts id=$1 title=$2 sets title='x'`},
	} {
		want := strings.TrimSpace(strings.ReplaceAll(r.want, "\t", ""))
		if got := strings.TrimSpace(describe(Parse([]Part{{Text: r.text}}, s))); got != want {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", r.text, got, want)
		}
	}
}

func TestNaturalOrder(t *testing.T) {
	names := []string{"10_b.sql", "2_a.sql", "0002_b.sql", "a/1.sql", "20240101_x.sql", "9.sql"}
	slices.SortStableFunc(names, natural)
	if got, want := strings.Join(names, " "), "2_a.sql 0002_b.sql 9.sql 10_b.sql 20240101_x.sql a/1.sql"; got != want {
		t.Errorf("order is %s, want %s", got, want)
	}
}
