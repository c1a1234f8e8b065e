package rules

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// goodPage is a page without a fault; the tests break it in one place.
const goodPage = `---
id: demo/kind
title: A demo
severity: error
security-severity: "8.8"
precision: high
cwe: [942, 346]
owasp: "API8:2023"
checklist: CORS
---
First line
and second line.

A second paragraph.

## Why it matters
Because.

## Bad
` + "```go" + `
package a

var x = 1 // reported
` + "```" + `

## Good
` + "```go" + `
package a
` + "```" + `

## What it does not report
Nothing.

## How to fix
By hand.
`

func TestParsePage(t *testing.T) {
	p, err := parsePage("demo/kind.md", []byte(goodPage))
	if err != nil {
		t.Fatal(err)
	}
	r := p.rule()
	if r.Summary != "First line and second line." {
		t.Errorf("summary = %q", r.Summary)
	}
	if r.Severity != Error || r.SecuritySeverity != "8.8" || r.Confidence != High || len(r.CWE) != 2 || r.OWASP != "API8:2023" || r.Checklist != "CORS" {
		t.Errorf("front matter is not taken over: %+v", r)
	}
	if len(r.Bad) != 1 || len(r.Good) != 1 {
		t.Fatalf("examples: %d bad, %d good, want one each", len(r.Bad), len(r.Good))
	}
	lines := strings.Split(goodPage, "\n")
	if got := lines[r.Bad[0].Line-1]; got != "package a" {
		t.Errorf("bad example starts at line %d, which is %q", r.Bad[0].Line, got)
	}
	if !strings.HasPrefix(r.Help, "First line") || !strings.HasSuffix(r.Help, "By hand.\n") {
		t.Errorf("help = %q", r.Help)
	}
}

func TestParsePageErrors(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"no front matter", "---\nid", "id", `rules/code/demo/kind.md:1: a page starts with front matter`},
		{"unclosed front matter", "CORS\n---", "CORS", `rules/code/demo/kind.md:1: a page starts with front matter`},
		{"unknown key", "severity: error", "severty: error", `rules/code/demo/kind.md:4:1: unknown key "severty"; the nearest valid key is "severity"`},
		{"key twice", "title: A demo", "title: A demo\ntitle: B", `rules/code/demo/kind.md:4:1: key "title" stands here a second time; the first is on line 3`},
		{"wrong severity", "severity: error", "severity: high", `rules/code/demo/kind.md:4:11: severity: parse severity "high": want note, warning or error`},
		{"no severity", "severity: error\n", "", `rules/code/demo/kind.md:1: the front matter has no severity`},
		{"score out of range", `"8.8"`, `"11.0"`, `rules/code/demo/kind.md:5:20: security-severity: "11.0" is no score`},
		{"score is a number", `"8.8"`, `8.8`, `rules/code/demo/kind.md:5:20: security-severity wants text, not the number 8.8`},
		{"wrong precision", "precision: high", "precision: perfect", `rules/code/demo/kind.md:6:12: precision: parse precision "perfect"`},
		{"CWE as text", "[942, 346]", "[CWE-942]", `rules/code/demo/kind.md:7:7: cwe[0] wants a whole number, not text`},
		{"negative CWE", "[942, 346]", "[-1]", `rules/code/demo/kind.md:1: a CWE number is positive`},
		{"no CWE", "cwe: [942, 346]\n", "", `rules/code/demo/kind.md:1: a rule with a security-severity names at least one CWE`},
		{"wrong OWASP", "API8:2023", "A5:2021", `rules/code/demo/kind.md:8:8: owasp: "A5:2021" is no entry`},
		{"unknown row", "checklist: CORS", "checklist: cors", `rules/code/demo/kind.md:9:12: checklist: "cors" is no row of the launch checklist`},
		{"other id", "id: demo/kind", "id: demo/other", `rules/code/demo/kind.md:1: the id is "demo/other"; by the file's path it is "demo/kind"`},
		{"title with period", "A demo", "A demo.", `rules/code/demo/kind.md:1: the title ends in a period`},
		{"family key", "title: A demo", "title: A demo\nfamily: demo", `rules/code/demo/kind.md:1: analyzer and family belong to the page of a family`},
		{"heading as title", "First line", "# First line", `rules/code/demo/kind.md:11: the title stands in the front matter`},
		{"no summary", "First line\nand second line.\n\nA second paragraph.\n", "", `rules/code/demo/kind.md:12: the page has no first paragraph`},
		{"code before sections", "A second paragraph.", "```\nx\n```", `rules/code/demo/kind.md:14: a code block stands before the first section`},
		{"unknown section", "## Why it matters", "## Why", `rules/code/demo/kind.md:16: unknown section "Why"`},
		{"order", "## Why it matters\nBecause.\n\n", "", `rules/code/demo/kind.md:16: section "Bad" is out of order`},
		{"missing section", "\n## How to fix\nBy hand.\n", "", `rules/code/demo/kind.md:1: section "How to fix" is missing`},
		{"empty section", "Because.\n", "", `rules/code/demo/kind.md:16: section "Why it matters" is empty`},
		{"no example", "```go\npackage a\n```", "Nothing.", `section "Good" has no example`},
		{"other language", "```go\npackage a\n\n", "```golang\npackage a\n\n", `rules/code/demo/kind.md:20: examples start with`},
		{"nothing reported", " // reported", "", `rules/code/demo/kind.md:21: in section Bad, and only there`},
		{"reported in good", "package a\n```\n\n## What", "package a // reported\n```\n\n## What", `in section Bad, and only there`},
		{"open block", "package a\n```\n\n## What", "package a\n\n## What", `rules/code/demo/kind.md:27: this code block has no end`},
		{"carriage return", "Because.\n", "Because.\r\n", `rules/code/demo/kind.md:1: pages have LF line ends`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(goodPage, test.old) {
				t.Fatalf("the page has no %q to replace", test.old)
			}
			_, err := parsePage("demo/kind.md", []byte(strings.Replace(goodPage, test.old, test.new, 1)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v\nwant one with %s", err, test.want)
			}
		})
	}
}

func TestLoadErrors(t *testing.T) {
	family := "---\nanalyzer: demo\ntitle: T\nchecklist: CORS\n---\nS.\n"
	for _, test := range []struct{ name, want, file, text string }{
		{"no family page", "rules/code/other/kind.md:1: its family has no page; add rules/code/other.md", "other/kind.md", strings.Replace(goodPage, "demo/kind", "other/kind", 1)},
		{"no checklist", "rules/code/demo/two.md:1: the front matter has no checklist", "demo/two.md", strings.Replace(strings.Replace(goodPage, "demo/kind", "demo/two", 1), "checklist: CORS\n", "", 1)},
		{"neither analyzer nor family", "rules/code/two.md:1: the page of a family has either analyzer", "two.md", "---\ntitle: T\n---\nS.\n"},
		{"other name", `rules/code/two.md:1: the name is "one"; by the file's path it is "two"`, "two.md", "---\nfamily: one\ntitle: T\n---\nS.\n"},
		{"rule's key", "rules/code/two.md:1: the page of a family has only", "two.md", "---\nfamily: two\ntitle: T\nseverity: note\n---\nS.\n"},
		{"no page", "rules/code/demo/x.txt:1: a page's file name ends in .md", "demo/x.txt", ""},
		{"bad name", `rules/code/Two.md:1: the name "Two" in the file's path`, "Two.md", "---\nfamily: Two\ntitle: T\n---\nS.\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := fstest.MapFS{
				"code/demo.md":      {Data: []byte(family)},
				"code/demo/kind.md": {Data: []byte(goodPage)},
				"code/" + test.file: {Data: []byte(test.text)},
			}
			if _, err := load(fsys); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v\nwant one with %s", err, test.want)
			}
		})
	}
}

// TestPages proves that every page on disk parses; parsing checks the rest. It
// reads the disk, not the embedded copy, to name a stray file too.
func TestPages(t *testing.T) {
	lib, err := load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if len(lib.rules) == 0 {
		t.Fatal("no rules")
	}
	for _, r := range lib.rules {
		if len(r.Bad) == 0 || len(r.Good) == 0 {
			t.Errorf("%s: %d bad and %d good examples, want at least one each", r.ID, len(r.Bad), len(r.Good))
		}
		if lib.byName[r.Family()].Analyzer && r.TextExamples {
			t.Errorf("%s: `examples: text` on a rule of an analyzer, whose examples can run", r.ID)
		}
		if MustGet(r.ID).ID != r.ID {
			t.Errorf("%s: the embedded copy differs", r.ID)
		}
	}
	unwritten(t)
	// A directory without a family page would be told by its rules; an empty
	// directory holds nothing that could.
	dirs, err := filepath.Glob("code/*/")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		if files, _ := filepath.Glob(filepath.Join(dir, "*.md")); len(files) == 0 {
			t.Errorf("%s holds no page", dir)
		}
	}
}

// unwritten fails the test for each line that newrule left for a person.
func unwritten(t *testing.T) {
	err := fs.WalkDir(os.DirFS("."), "code", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		for i, line := range strings.Split(string(data), "\n") {
			if strings.Contains(line, "TODO") {
				t.Errorf("rules/%s:%d: still to be written: %s", name, i+1, line)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestMustGetPanics(t *testing.T) {
	defer func() {
		if p, _ := recover().(string); !strings.Contains(p, "add rules/code/no/such.md") {
			t.Errorf("panic %q does not say what to add", p)
		}
	}()
	MustGet("no/such")
}

func TestNotAssessed(t *testing.T) {
	got := NotAssessed([]*Rule{{ID: "corsorigin/wildcard", Checklist: "CORS"}, {ID: "secret/x", Checklist: "secrets"}})
	if len(got) != len(Checklist())-2 {
		t.Errorf("not assessed: %q, want all rows but two", got)
	}
	for _, name := range got {
		if name == "CORS" || name == "secrets" {
			t.Errorf("row %s is assessed", name)
		}
	}
}
