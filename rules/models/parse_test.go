package models

import (
	"strings"
	"testing"
	"testing/fstest"
)

const header = "module: example.com/web\nread: v1.2.3\npackages:\n  - path: example.com/web\n    rows:\n"

func TestParse(t *testing.T) {
	const rows = `      - {role: route, verb: name, of: ["*App", Router], func: [Get], path: path, chain: "h, more"}
      - {role: source, kind: query, func: [Query], key: "#1"}
      - {role: implicit, type: [Handler], error: result.0, unless: [example.com/web.Config.ErrorHandler]}
      - {role: override, kind: replaces, of: [Config], field: [ErrorHandler]}
      - {role: group, of: ["*App"], func: [Route], value: "fn.#0, result.0"}
      - {role: log}
`
	modules, err := load(fstest.MapFS{"web.yaml": {Data: []byte(header + rows)}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range modules[0].Rows {
		line := string(r.Role) + " " + string(r.Target) + " " + r.Name + " " + r.Verb
		for _, slot := range []Slot{Path, Chain, Key, Value, ErrorArg} {
			for _, ref := range r.Args(slot) {
				line += " " + string(slot) + "=" + ref.String()
			}
		}
		got = append(got, strings.TrimSpace(line))
	}
	want := []string{
		"route func (*example.com/web.App).Get GET path=path chain=h chain=more",
		"route func (example.com/web.Router).Get GET path=path chain=h chain=more",
		"source func example.com/web.Query  key=#1 value=result.0",
		"implicit type example.com/web.Handler  error=result.0",
		"override field example.com/web.Config.ErrorHandler",
		"group func (*example.com/web.App).Route  value=fn.#0 value=result.0",
		"log package example.com/web",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if line := modules[0].Rows[2].Line; line != 7 {
		t.Errorf("the third row is on line %d, want 7", line)
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ name, row, want string }{
		{"role", "{role: sorce, func: [F]}", `web.yaml:6:9: the role "sorce" is none of the list`},
		{"kind", "{role: source, kind: querry, func: [F]}", `the kind of source is "querry"`},
		{"no kind", "{role: source, func: [F]}", `the kind of source is ""`},
		{"kind of none", "{role: next, kind: x, func: [F]}", `the role next has no kinds`},
		{"key", "{role: next, fnc: [F]}", `unknown key "fnc"`},
		{"argument", `{role: source, kind: query, func: [F], key: "a b"}`, `"a b" is no argument`},
		{"result without number", "{role: source, kind: query, func: [F], value: result}", `"result" is no argument`},
		{"foreign slot", "{role: source, kind: query, func: [F], status: s}", `the role source has no argument status`},
		{"slot missing", "{role: mount, func: [F], path: p}", `a row of the role mount says one of ["handler"]`},
		{"target", "{role: route, type: [F], path: p}", `a type cannot have the role route`},
		{"two targets", "{role: handler, type: [F], func: [F], context: c}", `an entry names one of func, field, type and var`},
		{"field without type", "{role: access, kind: request, field: [F]}", "`of` is the type of a field or method"},
		{"package with type", "{role: log, of: [T]}", "`of` is the type of a field or method"},
		{"receiver in name", `{role: next, func: ["(*C).Next"]}`, `"(*C).Next" is no name of a func`},
		{"verb", "{role: route, verb: name, func: [Fetch], path: p}", `"FETCH" is no HTTP method`},
		{"verb elsewhere", "{role: next, verb: GET, func: [F]}", `a row of the role next has no verb`},
		{"unless elsewhere", "{role: next, unless: [example.com/web.F], func: [F]}", `unless and when are for the role implicit`},
		{"unless nothing", "{role: implicit, unless: [example.com/web.G], type: [F], error: result.0}", `web.yaml:6: example.com/web.G has no row`},
		{"twice", "{role: next, func: [F, F]}", `web.yaml:6: example.com/web.F is next already at rules/models/web.yaml:6`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := load(fstest.MapFS{"web.yaml": {Data: []byte(header + "      - " + test.row + "\n")}})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v\nwant one with %s", err, test.want)
			}
		})
	}
	for _, test := range []struct{ name, text, want string }{
		{"read", strings.Replace(header, "v1.2.3", "latest", 1) + "      - {role: log}\n", `web.yaml:2:1: read is "latest"`},
		{"versions", "versions: ^1\n" + header + "      - {role: log}\n", `versions is "^1"`},
		{"package", strings.Replace(header, "path: example.com/web", "path: example.com/webs", 1) + "      - {role: log}\n", `the package "example.com/webs" is not in the module`},
		{"no rows", "module: example.com/web\nread: v1.2.3\n", `the file has no rows`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := load(fstest.MapFS{"web.yaml": {Data: []byte(test.text)}})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v\nwant one with %s", err, test.want)
			}
		})
	}
}

// TestRolesUsed holds the list of roles against the files: a role without a row
// is one that no test resolves.
func TestRolesUsed(t *testing.T) {
	used := make(map[Role]bool)
	for _, m := range All() {
		for _, r := range m.Rows {
			used[r.Role] = true
		}
	}
	for role := range specs {
		if !used[role] {
			t.Errorf("no file has a row of the role %s", role)
		}
	}
}
