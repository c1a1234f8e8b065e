package strictyaml_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/rules/internal/strictyaml"
)

type colour string

func (c *colour) UnmarshalText(text []byte) error {
	if string(text) != "red" {
		return fmt.Errorf("%q is no colour", text)
	}
	*c = "red"
	return nil
}

type document struct {
	Name    string           `yaml:"name"`
	Count   int              `yaml:"count"`
	Ratio   float64          `yaml:"ratio"`
	On      *bool            `yaml:"on"`
	Colour  colour           `yaml:"colour"`
	Tags    []string         `yaml:"tags"`
	Inner   inner            `yaml:"inner"`
	ByName  map[string]inner `yaml:"by-name"`
	List    []inner          `yaml:"list"`
	Skipped string           `yaml:"-"`
}

type inner struct {
	Reason string `yaml:"reason"`
}

func TestDecode(t *testing.T) {
	const text = `# a comment
name: a "quoted" name
count: 3
ratio: 2
on: false
colour: red
tags: [a, b]
inner:
  reason: |
    because
by-name:
  first.one: {reason: x}
list:
  - reason: y
  - reason: z
`
	var got document
	places, err := strictyaml.Decode("f.yaml", 1, []byte(text), &got)
	if err != nil {
		t.Fatal(err)
	}
	off := false
	want := document{
		Name: `a "quoted" name`, Count: 3, Ratio: 2, On: &off, Colour: "red", Tags: []string{"a", "b"},
		Inner:  inner{"because\n"},
		ByName: map[string]inner{"first.one": {"x"}},
		List:   []inner{{"y"}, {"z"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for path, line := range map[string]int{"name": 2, "tags[1]": 7, "inner.reason": 9, "by-name.first.one": 12, "list[1]": 15, "absent": 0} {
		if places.Line(path) != line {
			t.Errorf("Line(%q) = %d, want %d", path, places.Line(path), line)
		}
	}
}

func TestDecodeNothing(t *testing.T) {
	for _, text := range []string{"", "\n", "# only a comment\n", "---\n"} {
		got := document{Name: "kept"}
		if _, err := strictyaml.Decode("f.yaml", 1, []byte(text), &got); err != nil || got.Name != "kept" {
			t.Errorf("%q: error %v, name %q; want none, and the name kept", text, err, got.Name)
		}
	}
}

func TestDecodeErrors(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"unknown key", "nmae: x\n", `f.yaml:11:1: unknown key "nmae"; the nearest valid key is "name"`},
		{"key unlike any", "sausages: x\n", `f.yaml:11:1: unknown key "sausages"; the valid keys are name, count, ratio, on, colour, tags, inner, by-name, list`},
		{"skipped field", "skipped: x\n", `unknown key "skipped"`},
		{"deep unknown key", "list:\n  - reson: x\n", `f.yaml:12:5: unknown key "reson"; the nearest valid key is "reason"`},
		{"two mistakes", "nmae: x\ncount: many\n", "unknown key \"nmae\"; the nearest valid key is \"name\"\nf.yaml:12:8: count wants a whole number, not text"},
		{"key twice", "name: x\nname: y\n", `f.yaml:12:1: key "name" stands here a second time; the first is on line 11`},
		{"key twice in a list", "list:\n  - reason: x\n    reason: y\n", `f.yaml:13:5: key "reason" stands here a second time; the first is on line 12`},
		{"text for a number", "count: three\n", `f.yaml:11:8: count wants a whole number, not text`},
		{"fraction for a number", "count: 1.5\n", `f.yaml:11:8: count wants a whole number, not the number 1.5`},
		{"number for text", "name: 12\n", `f.yaml:11:7: name wants text, not the number 12 (text goes in quotes)`},
		{"switch for text", "tags: [yes, true]\n", `f.yaml:11:13: tags[1] wants text, not true (text goes in quotes)`},
		{"text for a switch", "on: sometimes\n", `f.yaml:11:5: on wants true or false, not text`},
		{"text for a list", "tags: a\n", `f.yaml:11:7: tags wants a list, not text`},
		{"list for a mapping", "inner: [a]\n", `f.yaml:11:8: inner wants a mapping of keys to values, not a list`},
		{"list for text", "colour: [red]\n", `colour wants text, not a list`},
		{"list for the document", "- a\n", `f.yaml:11:1: the document wants a mapping of keys to values, not a list`},
		{"no value", "inner:\n", `inner has no value; give it one or remove the key`},
		{"null", "name: null\n", `f.yaml:11:7: name has no value`},
		{"own text", "colour: blue\n", `f.yaml:11:9: colour: "blue" is no colour`},
		{"second document", "name: x\n---\nname: y\n", `f.yaml:13:5: a second document starts here; only one is read`},
		{"anchor", "name: &a x\n", `f.yaml:11:7: anchors, aliases and merge keys are not read`},
		{"alias", "name: *a\n", `f.yaml:11:7: anchors, aliases and merge keys are not read`},
		{"merge key", "inner:\n  <<: {reason: x}\n", `f.yaml:12:3: anchors, aliases and merge keys are not read`},
		{"tag", "name: !!str 3\n", `f.yaml:11:7: tags are not read; remove !!str`},
		{"syntax", "name: [a\n", `f.yaml:11:7: sequence end token ']' not found`},
		{"tab", "inner:\n\treason: x\n", `f.yaml:12:1: `},
		{"explicit key", "? name\n: x\n", `unknown key "?"`},
		{"deep flow", strings.Repeat("[", 100000), `nested too deep; at most 64 levels are read`},
		{"deep mappings", strings.Repeat("{a: ", 100000), `nested too deep`},
		{"deep list on a line", strings.Repeat("- ", 100000) + "a", `nested too deep`},
		{"deep explicit keys", strings.Repeat("? ", 100000) + "a", `nested too deep`},
		{"blank lines", "name: |\n  x" + strings.Repeat("\n", 1<<20), `f.yaml:213:1: more than 200 blank lines in a row`},
		{"blank lines of blanks", "name: |\n" + strings.Repeat("  \r\n", 1<<18), `more than 200 blank lines in a row`},
		{"deep blocks", deepBlocks(1000), `nested too deep`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var v document
			_, err := strictyaml.Decode("f.yaml", 11, []byte(test.text), &v)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v\nwant one with %s", err, test.want)
			}
		})
	}
}

func deepBlocks(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%sa:\n", strings.Repeat(" ", i))
	}
	return b.String()
}

// FuzzDecode looks for inputs on which the YAML library or our walk panics or
// hangs: the files come with the scanned repository.
func FuzzDecode(f *testing.F) {
	f.Add("name: x\nlist:\n  - reason: y\n")
	f.Add("tags: [a, 'b', \"c\"]\nby-name: {a: {reason: >-\n  x}}\n")
	f.Add("? a\n: - b\n...\n---\n|\n")
	f.Fuzz(func(t *testing.T, text string) {
		var v document
		strictyaml.Decode("f.yaml", 1, []byte(text), &v)
	})
}
