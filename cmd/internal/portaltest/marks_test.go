// Package portaltest holds the demonstration target, testdata/portal, to what
// its source says about itself. The portal is a module of its own, so nothing
// of it can be imported here: its marks are read from its files, and its own
// tests are run by the go tool.
package portaltest

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// portalDir is the portal, relative to this package.
const portalDir = "../../../testdata/portal"

// A mark is one FLAW(rule) or TWIN(rule) comment.
type mark struct {
	kind string // "FLAW" or "TWIN"
	rule string
	file string // slash path relative to portalDir
	// line is the line that the mark speaks of, which is where a FLAW's finding
	// stands: the mark's own, or for a comment line the next line of code.
	line int
	why  string
}

// at returns the place in the form that findings are compared in.
func (m mark) at() string { return fmt.Sprintf("%s:%d", m.file, m.line) }

var (
	// markForm is one or more marks at the start of a comment, then the reason.
	markForm = regexp.MustCompile(`(?://|#|;)\s*((?:(?:FLAW|TWIN)\([^()]*\)\s*)+)(?::\s*(.*))?$`)
	oneMark  = regexp.MustCompile(`(FLAW|TWIN)\(([^()]*)\)`)
	// stray is what looks like a mark; what it finds and markForm does not is malformed.
	stray = regexp.MustCompile(`\b(?:FLAW|TWIN)\b`)
	// commentOnly is a line that holds a comment and nothing else, or is blank.
	commentOnly = regexp.MustCompile(`^\s*(?:(?://|#|;).*)?$`)
	ruleForm    = regexp.MustCompile(`^[a-z]+(?:/[a-z0-9]+(?:-[a-z0-9]+)*)$`)
)

// parseMarks reads the marks of one file. It errs on a malformed mark, a mark
// without a reason, and one that no code follows.
func parseMarks(file string, src []byte) ([]mark, error) {
	var out, waiting []mark
	lines := bufio.NewScanner(bytes.NewReader(src))
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		n++
		text := lines.Text()
		alone := commentOnly.MatchString(text)
		if !alone {
			for _, m := range waiting {
				m.line = n
				out = append(out, m)
			}
			waiting = nil
		}
		if !stray.MatchString(text) {
			continue
		}
		form := markForm.FindStringSubmatch(text)
		if form == nil || len(stray.FindAllString(text, -1)) != len(oneMark.FindAllString(form[1], -1)) {
			return nil, fmt.Errorf("%s:%d: malformed mark: want FLAW(rule): why", file, n)
		}
		for _, one := range oneMark.FindAllStringSubmatch(form[1], -1) {
			m := mark{kind: one[1], rule: one[2], file: file, line: n, why: strings.TrimSpace(form[2])}
			switch {
			case !ruleForm.MatchString(m.rule):
				return nil, fmt.Errorf("%s:%d: %q is not a rule id", file, n, m.rule)
			case m.why == "":
				return nil, fmt.Errorf("%s:%d: %s(%s) gives no reason", file, n, m.kind, m.rule)
			case alone:
				waiting = append(waiting, m)
			default:
				out = append(out, m)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	if len(waiting) > 0 {
		return nil, fmt.Errorf("%s: no code follows %s(%s)", file, waiting[0].kind, waiting[0].rule)
	}
	return out, nil
}

// portalMarks reads the marks of every file of the portal but its README,
// which describes them, and its tests.
func portalMarks(t *testing.T) []mark {
	t.Helper()
	var out []mark
	err := fs.WalkDir(os.DirFS(portalDir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) == ".md" || strings.HasSuffix(name, "_test.go") || !d.Type().IsRegular() {
			return err
		}
		src, err := os.ReadFile(filepath.Join(portalDir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		if !stray.Match(src) {
			return nil // among them the database that a run leaves behind
		}
		marks, err := parseMarks(name, src)
		out = append(out, marks...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// planted returns where the findings of the families have to stand, sorted:
// rule id -> "file:line" with slash paths relative to the portal. Without
// families it returns all of them.
func planted(t *testing.T, families ...string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, m := range portalMarks(t) {
		family, _, _ := strings.Cut(m.rule, "/")
		if m.kind == "FLAW" && (len(families) == 0 || slices.Contains(families, family)) {
			out[m.rule] = append(out[m.rule], m.at())
		}
	}
	for _, places := range out {
		slices.Sort(places)
	}
	return out
}

// difference says, one line each and sorted, which planted flaws were not
// found and which findings nobody planted.
func difference(want, got map[string][]string) []string {
	var out []string
	for rule, places := range want {
		for _, p := range places {
			if !slices.Contains(got[rule], p) {
				out = append(out, fmt.Sprintf("%s: %s was not found", p, rule))
			}
		}
	}
	for rule, places := range got {
		for _, p := range places {
			if !slices.Contains(want[rule], p) {
				out = append(out, fmt.Sprintf("%s: %s was reported and not planted", p, rule))
			}
		}
	}
	slices.Sort(out)
	return out
}

func TestParseMarks(t *testing.T) {
	for _, tc := range []struct {
		name, src string
		want      []string // kind rule file:line, or a fragment of the error
	}{
		{"same line", "x()\ny() // FLAW(a/b): why\n", []string{"FLAW a/b f:2"}},
		{"next code line", "// FLAW(a/b): why\n// more\n\nx()\n", []string{"FLAW a/b f:4"}},
		{"both kinds at once", "// TWIN(a/b) TWIN(a/c-d): why\nx()\n", []string{"TWIN a/b f:2", "TWIN a/c-d f:2"}},
		{"two comment lines", "// FLAW(a/b): why\n// FLAW(a/c): why\nx()\n", []string{"FLAW a/b f:3", "FLAW a/c f:3"}},
		{"hash and semicolon", "# FLAW(a/b): why\nx: 1\n; TWIN(a/b): why\ny\n", []string{"FLAW a/b f:2", "TWIN a/b f:4"}},
		{"no reason", "x() // FLAW(a/b)\n", []string{"gives no reason"}},
		{"no rule", "x() // FLAW: why\n", []string{"malformed"}},
		{"inside a sentence", "x() // a FLAW(a/b): why\n", []string{"malformed"}},
		{"analyzer alone", "x() // FLAW(a): why\n", []string{"not a rule id"}},
		{"capitals", "x() // FLAW(a/B): why\n", []string{"not a rule id"}},
		{"nothing follows", "x()\n// FLAW(a/b): why\n", []string{"no code follows"}},
		{"other words", "flawless() // twins, FLAWLESS\n", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			marks, err := parseMarks("f", []byte(tc.src))
			if err != nil {
				if len(tc.want) != 1 || !strings.Contains(err.Error(), tc.want[0]) {
					t.Errorf("error %v, want %v", err, tc.want)
				}
				return
			}
			var got []string
			for _, m := range marks {
				got = append(got, m.kind+" "+m.rule+" "+m.at())
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestDifference(t *testing.T) {
	want := map[string][]string{"a/b": {"f:1", "f:2"}, "a/c": {"f:3"}}
	got := map[string][]string{"a/b": {"f:2", "f:4"}, "a/c": {"f:3"}, "a/d": {"f:5"}}
	lines := []string{
		"f:1: a/b was not found",
		"f:4: a/b was reported and not planted",
		"f:5: a/d was reported and not planted",
	}
	if d := difference(want, got); !slices.Equal(d, lines) {
		t.Errorf("got %q, want %q", d, lines)
	}
	if d := difference(want, want); d != nil {
		t.Errorf("a map differs from itself: %q", d)
	}
}
