package config_test

import (
	"bytes"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
)

const full = `version: 1
fail-on: error
rules:
  cookieflags:
    severity: note
    reason: native apps only
  cookieflags/secure:
    enabled: false
    reason: behind the mesh
  corsorigin/wildcard: {enabled: true, reason: really}
exclude:
  - paths: ["examples", "**/*_mock.go"]
    rules: [corsorigin]
    reason: never released
  - paths: [third_party/**]
    reason: not ours
code:
  build-tags: [integration, go1.26]
  tests: true
  generated: true
cors:
  allow-helpers: [example.com/app/web.IsAllowed, (*example.com/app/web.Policy).Allows]
cookies:
  session-names: ["*_session"]
  preference-names: [theme]
secrets:
  config: conf/.gitleaks.toml
  max-file-size: 3MiB
  decode-depth: 0
`

func parse(t *testing.T, text string) *config.Config {
	t.Helper()
	c, err := config.Parse("launchlint.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParse(t *testing.T) {
	c := parse(t, full)
	if c.FailOn.Severity() != rules.Error || !c.Code.Tests || c.Secrets.MaxFileSize != 3<<20 || c.Secrets.DecodeDepth != 0 {
		t.Errorf("values are not taken over: %+v", c)
	}
	if d := c.Disabled("cookieflags/secure"); d == nil || d.Reason != "behind the mesh" || d.Line != 7 {
		t.Errorf("Disabled = %+v", d)
	}
	if c.Disabled("cookieflags/httponly") != nil || c.Disabled("corsorigin/wildcard") != nil {
		t.Error("rules are off that nobody turned off")
	}
	if got := c.Severity("cookieflags/httponly", rules.Error); got != rules.Note {
		t.Errorf("the family's severity gives %s", got)
	}
	if got := c.Severity("cookieflags/secure", rules.Error); got != rules.Error {
		t.Errorf("an id's entry does not win over its family's: %s", got)
	}
	if !c.Cookies.IsSession("My_Session") || c.Cookies.IsSession("sessions") || !c.Cookies.IsPreference("Theme") {
		t.Error("cookie names do not match")
	}
	for _, test := range []struct {
		id, path string
		line     int
	}{
		{"corsorigin/wildcard", "examples/a/b.go", 12},
		{"corsorigin/wildcard", "x/examples/b.go", 0},
		{"corsorigin/wildcard", "x/y/user_mock.go", 12},
		{"corsorigin/wildcard", "user_mock.go", 12},
		{"cookieflags/secure", "examples/a/b.go", 0},
		{"cookieflags/secure", "third_party/x/y.go", 15},
	} {
		line := 0
		if e := c.Excluded(test.id, test.path); e != nil {
			line = e.Line
		}
		if line != test.line {
			t.Errorf("Excluded(%s, %s) is by line %d, want %d", test.id, test.path, line, test.line)
		}
	}
}

func TestParseDefaults(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "version: 1\n"} {
		if c := parse(t, text); c.Version != 1 || c.FailOn.Severity() != rules.Warning || c.Secrets.MaxFileSize != 256<<20 || c.Secrets.DecodeDepth != 5 {
			t.Errorf("%q: %+v", text, c)
		}
	}
	if d := config.Default(); d.Disabled("x/y") != nil || d.Excluded("x/y", "a.go") != nil {
		t.Error("the default hides something")
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"no version", "fail-on: error\n", "launchlint.yaml:1:1: version is missing; start the file with version: 1"},
		{"version 2", "version: 2\n", "launchlint.yaml:1:1: version 2 is not known; this launchlint reads version 1"},
		{"unknown key", "version: 1\ncode:\n  test: true\n", `launchlint.yaml:3:3: unknown key "test"; the nearest valid key is "tests"`},
		{"fail-on", "version: 1\nfail-on: high\n", `launchlint.yaml:2:10: fail-on: "high" is not known; want note, warning, error or never`},
		{"severity", "version: 1\nrules:\n  x: {severity: low, reason: y}\n", `launchlint.yaml:3:17: rules.x.severity: parse severity "low"`},
		{"no reason", "version: 1\nrules:\n  a: {enabled: false}\n  b:\n    enabled: false\n    reason: ' '\n", "launchlint.yaml:3:3: rules.a has no reason; say why the rule is changed\nlaunchlint.yaml:4:3: rules.b has no reason"},
		{"no change", "version: 1\nrules:\n  a: {reason: x}\n", "launchlint.yaml:3:3: rules.a changes nothing"},
		{"no reason to exclude", "version: 1\nexclude:\n  - paths: [a]\n", "launchlint.yaml:3:5: exclude[0] has no reason"},
		{"no paths", "version: 1\nexclude:\n  - reason: x\n", "launchlint.yaml:3:5: exclude[0] has no paths"},
		{"absolute path", "version: 1\nexclude:\n  - {paths: [/a], reason: x}\n", `launchlint.yaml:3:14: "/a" starts with a slash`},
		{"backslash", "version: 1\nexclude:\n  - {paths: ['a\\b'], reason: x}\n", `holds a backslash`},
		{"parent", "version: 1\nexclude:\n  - {paths: [../a], reason: x}\n", `"../a" holds the part ".."`},
		{"stars", "version: 1\nexclude:\n  - {paths: [a**], reason: x}\n", `"a**" holds ** beside other text`},
		{"bracket", "version: 1\nexclude:\n  - {paths: ['a['], reason: x}\n", `"a[" has an unclosed or empty [ ]`},
		{"build tag", "version: 1\ncode: {build-tags: ['a b']}\n", `launchlint.yaml:2:21: "a b" is no build tag`},
		{"helper", "version: 1\ncors: {allow-helpers: [IsAllowed]}\n", `launchlint.yaml:2:24: "IsAllowed" is no full name of a function`},
		{"cookie", "version: 1\ncookies: {session-names: ['']}\n", `launchlint.yaml:2:27: a cookie's name is not empty`},
		{"size", "version: 1\nsecrets: {max-file-size: 3MB}\n", `launchlint.yaml:2:26: secrets.max-file-size: "3MB" is no size`},
		{"depth", "version: 1\nsecrets: {decode-depth: 9}\n", `launchlint.yaml:2:11: decode-depth is 9; want 0 to 8`},
		{"outside", "version: 1\nsecrets: {config: ../x.toml}\n", `launchlint.yaml:2:11: "../x.toml" leads out of the repository`},
		{"too large", "version: 1\n" + strings.Repeat("#\n", 1<<19), `launchlint.yaml: the file has 1048587 bytes; at most 1048576 are read`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := config.Parse("launchlint.yaml", []byte(test.text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v\nwant one with %s", err, test.want)
			}
		})
	}
}

func TestCheckNames(t *testing.T) {
	known := []string{"cookieflags", "cookieflags/secure", "corsorigin", "corsorigin/wildcard"}
	if err := parse(t, full).CheckNames(known); err != nil {
		t.Errorf("all names are known: %v", err)
	}
	c := parse(t, "version: 1\nexclude:\n  - paths: [a]\n    rules: [corsorigin, quux]\n    reason: x\nrules:\n  cookieflags/secur:\n    enabled: false\n    reason: x\n")
	const want = "launchlint.yaml:4:25: no rule is called \"quux\"; `launchlint rules` lists them all\n" +
		"launchlint.yaml:7:3: no rule is called \"cookieflags/secur\"; the nearest is \"cookieflags/secure\""
	if err := c.CheckNames(known); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// TestYAML proves that a configuration survives being printed.
func TestYAML(t *testing.T) {
	for _, text := range []string{full, "version: 1\n", "version: 1\nfail-on: never\n"} {
		before := parse(t, text)
		data, err := before.YAML()
		if err != nil {
			t.Fatal(err)
		}
		if after := parse(t, string(data)); !equal(before, after) {
			t.Errorf("printed as\n%s\nit reads as %+v, was %+v", data, after, before)
		}
	}
}

// equal compares what is exported: where values stand does not count.
func equal(a, b *config.Config) bool {
	x, y := reflect.ValueOf(*a), reflect.ValueOf(*b)
	for f := range x.Type().Fields() {
		if f.IsExported() && !reflect.DeepEqual(x.FieldByIndex(f.Index).Interface(), y.FieldByIndex(f.Index).Interface()) {
			return false
		}
	}
	return true
}

// TestTemplate proves that the template means the defaults as it stands, and
// that its examples, once uncommented, are valid and show every key there is.
func TestTemplate(t *testing.T) {
	if c := parse(t, string(config.Template())); !equal(c, config.Default()) {
		t.Errorf("the template changes something: %+v", c)
	}
	text := regexp.MustCompile(`(?m)^#([a-z -])`).ReplaceAllStringFunc(string(config.Template()), func(s string) string {
		if s[1] == ' ' {
			return s // "# prose", or "#  key" below
		}
		return s[1:]
	})
	text = regexp.MustCompile(`(?m)^#(  )`).ReplaceAllString(text, "$1")
	c := parse(t, text)
	value := reflect.ValueOf(*c)
	for f := range value.Type().Fields() {
		if f.IsExported() && value.FieldByIndex(f.Index).IsZero() {
			t.Errorf("the template does not show %s", f.Name)
		}
	}
	for key := range schemaKeys(t) {
		if !strings.Contains(text, key+":") {
			t.Errorf("the template does not show the key %s", key)
		}
	}
}

func schemaBytes(t *testing.T) []byte {
	t.Helper()
	source, err := os.ReadFile("config.go")
	if err != nil {
		t.Fatal(err)
	}
	data, err := config.Schema(source)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// schemaKeys returns every property name in the schema.
func schemaKeys(t *testing.T) map[string]bool {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaBytes(t)))
	if err != nil {
		t.Fatal(err)
	}
	keys := make(map[string]bool)
	var walk func(any)
	walk = func(v any) {
		m, _ := v.(map[string]any)
		for key, value := range m {
			if properties, ok := value.(map[string]any); ok && key == "properties" {
				for name := range properties {
					keys[name] = true
				}
				for _, p := range properties {
					walk(p)
				}
				continue
			}
			walk(value)
		}
	}
	walk(v)
	if len(keys) < 20 {
		t.Fatalf("found only %d keys in the schema", len(keys))
	}
	return keys
}

// TestSchema holds the schema and the decoder to each other: what one accepts,
// the other does.
func TestSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaBytes(t)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) error {
		data, err := yaml.YAMLToJSON([]byte(text))
		if err != nil {
			return err
		}
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(instance)
	}
	printed, err := config.Default().YAML()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{full, string(printed), string(config.Template()), "version: 1\nfail-on: never\n"} {
		if err := valid(text); err != nil {
			t.Errorf("the decoder accepts what the schema refuses:\n%s\n%v", text, err)
		}
	}
	for _, line := range []string{
		"nothing: 1", "version: 2", "version: '1'", "fail-on: high", "fail-on: 1", "rules: []", "rules: {a: {}}", "rules: {a: {reason: x}}",
		"rules: {a: {enabled: 'yes', reason: x}}", "rules: {a: {severity: low, reason: x}}", "rules: {a: {enabled: false, reason: ' '}}",
		"rules: {a: {enabled: false, severity: note}}", "exclude: {}", "exclude: [{paths: [a]}]", "exclude: [{paths: [], reason: x}]",
		"exclude: [{paths: [/a], reason: x}]", "exclude: [{paths: [' '], reason: x}]", "exclude: [{reason: x}]", "exclude: [{paths: [a], reason: x, more: y}]",
		"code: {tests: 1}", "code: {build-tags: ['a b']}", "code: null", "cors: {allow-helpers: [f]}", "cookies: {session-names: [' ']}",
		"secrets: {max-file-size: 12}", "secrets: {max-file-size: 12MB}", "secrets: {decode-depth: 9}", "secrets: {decode-depth: -1}", "secrets: {decode-depth: 1.5}",
	} {
		text := "version: 1\n" + line + "\n"
		if strings.HasPrefix(line, "version") {
			text = line + "\n"
		}
		if _, err := config.Parse("f", []byte(text)); err == nil {
			t.Errorf("the decoder accepts %s", line)
		}
		if err := valid(text); err == nil {
			t.Errorf("the schema accepts %s", line)
		}
	}
}
