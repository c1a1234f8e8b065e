package secrets

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestComments puts a secret and a comment into a text, %s and where it belongs.
func TestComments(t *testing.T) {
	g := newGenerator(61)
	token := "gh" + "p_" + g.secretOf(36, alnum)
	d := corrected(t)
	for _, c := range []struct {
		name, path, text string
		reason           string // of the allowance; "-" for none at all
		line             int
	}{
		{"nothing", "a.py", "t = '%s'\n", "-", 0},
		{"gitleaks", "a.py", "t = '%s' # gitleaks:allow\n", "", 1},
		{"gitleaks before", "a.py", "x = 1 # gitleaks:allow\nt = '%s'\n", "-", 0},
		{"gitleaks far before on the last line", "a.py", "# gitleaks:allow\n\n\nt = '%s'", "-", 0},
		{"behind", "a.py", "t = '%s' # launchlint:ignore secret/github-pat revoked in 2019\n", "revoked in 2019", 1},
		{"above", "a.py", "\n# launchlint:ignore secret/github-pat revoked in 2019\nt = '%s'\n", "revoked in 2019", 2},
		{"indented above", "a.py", "  # launchlint:ignore secret revoked\n  t = '%s'\n", "revoked", 1},
		{"two above", "a.yaml", "# launchlint:ignore secret/github-pat one\n# launchlint:ignore secret/jwt two\nt: %s\n", "one", 1},
		{"above with a line between", "a.py", "# launchlint:ignore secret/github-pat x\n\nt = '%s'\n", "-", 0},
		{"below", "a.py", "t = '%s'\n# launchlint:ignore secret/github-pat x\n", "-", 0},
		{"of the line before", "a.py", "x = 1 # launchlint:ignore secret/github-pat x\nt = '%s'\n", "-", 0},
		{"another rule", "a.py", "t = '%s' # launchlint:ignore secret/jwt x\n", "-", 0},
		{"several rules", "a.py", "t = '%s' # launchlint:ignore secret/jwt,secret/github-pat,corsorigin a b\n", "a b", 1},
		{"all secrets", "a.go", "t := \"%s\" //launchlint:ignore secret sample\n", "sample", 1},
		{"slashes and a blank", "a.js", "t = '%s' // launchlint:ignore secret sample\n", "sample", 1},
		{"dashes", "a.sql", "insert '%s' -- launchlint:ignore secret sample\n", "sample", 1},
		{"markup", "a.html", "<!-- launchlint:ignore secret sample -->\n<a>'%s'</a>\n", "sample", 1},
		{"markup behind", "a.html", "'%s' <!-- launchlint:ignore secret sample -->\n", "sample", 1},
		{"semicolon", "a.ini", "t='%s' ; launchlint:ignore secret sample\n", "sample", 1},
		{"percent", "a.tex", "'%s' %% launchlint:ignore secret sample\n", "sample", 1},
		{"block", "a.c", "/* launchlint:ignore secret sample */ t = \"%s\";\n", "-", 0},
		{"block behind", "a.c", "t = \"%s\"; /* launchlint:ignore secret sample */\n", "sample", 1},
		{"block of lines", "a.c", "/*\n * launchlint:ignore secret sample\n */\nt = \"%s\";\n", "-", 0},
		{"carriage returns", "a.ini", "; launchlint:ignore secret sample\r\nt='%s'\r\n", "sample", 1},
		{"prose", "a.md", "write launchlint:ignore secret sample, as in '%s'\n", "-", 0},
		{"a longer word", "a.py", "t = '%s' # launchlint:ignored secret sample\n", "-", 0},
		{"the secret as its reason", "a.py", "t = 'x' # launchlint:ignore secret %s\n", "…", 1},
	} {
		matches, _ := detectAll(t, d, Fragment{Path: c.path, Data: fmt.Appendf(nil, c.text, token), Line: 100})
		if len(matches) != 1 {
			t.Errorf("%s: %s", c.name, describe(matches))
			continue
		}
		got := matches[0].Allowed
		switch {
		case c.reason == "-":
			if got != nil {
				t.Errorf("%s: let pass: %+v", c.name, *got)
			}
		case got == nil:
			t.Errorf("%s: not let pass", c.name)
		case got.Kind != "comment" || got.Reason != c.reason || got.Line != 100+c.line:
			t.Errorf("%s: %+v", c.name, *got)
		}
	}
}

// TestCommentOverKey puts the comment above a secret of several lines, and at the
// end of each of them.
func TestCommentOverKey(t *testing.T) {
	g := newGenerator(62)
	lines := []string{"-----BEGIN RSA PRIVATE" + " KEY-----", g.secretOf(64, alnum), g.secretOf(64, alnum), "-----END RSA PRIVATE" + " KEY-----"}
	d := corrected(t)
	for at := -1; at < len(lines); at++ {
		text := slices.Clone(lines)
		if at < 0 {
			text = slices.Insert(text, 0, "# launchlint:ignore secret/private-key a test key")
		} else {
			text[at] += " # launchlint:ignore secret/private-key a test key"
		}
		matches, _ := detectAll(t, d, Fragment{Path: "a.txt", Data: []byte("x\n" + strings.Join(text, "\n") + "\ny\n")})
		if len(matches) != 1 || matches[0].Allowed == nil {
			t.Errorf("at %d: %s", at, describe(matches))
		}
	}
	text := strings.Join(slices.Insert(slices.Clone(lines), 2, "# launchlint:ignore secret/private-key a comment inside"), "\n")
	matches, _ := detectAll(t, d, Fragment{Path: "a.txt", Data: []byte(text)})
	if len(matches) != 1 || matches[0].Allowed != nil {
		t.Errorf("inside: %s", describe(matches))
	}
}

func TestMalformedComments(t *testing.T) {
	text := "x # launchlint:ignore\n# launchlint:ignore secret/jwt\n# launchlint:ignore deploy/spf-missing\n# launchlint:ignore secret " + "\n"
	for path, want := range map[string][]int{"a.py": {11, 12, 14}, "a.go": {12, 14}} {
		_, stats := detectAll(t, corrected(t), Fragment{Path: path, Data: []byte(text), Line: 10})
		var got []int
		for _, m := range stats.Malformed {
			got = append(got, m.Line)
			if m.Why == "" || strings.Contains(m.Why, "\n") {
				t.Errorf("%s: %q", path, m.Why)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: lines %v, want %v", path, got, want)
		}
	}
	d, err := New(Options{NoAllowComments: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, stats := detectAll(t, d, Fragment{Path: "a.py", Data: []byte(text)}); len(stats.Malformed) != 0 {
		t.Errorf("comments are off: %v", stats.Malformed)
	}
}

func TestIgnoreFile(t *testing.T) {
	commit := strings.Repeat("ab", 20)
	ignore, malformed := ParseIgnore([]byte("\ufeff# comment\n\n a.go:jwt:3 \r\nsrc\\b.go:jwt:4\n" + strings.ToUpper(commit) + ":c:d.go:jwt:5\n" +
		"c:d.go:jwt:6\nno fingerprint\na.go:jwt:x\n:jwt:1\na.go::1\na.go:jwt:-1\n"))
	var lines []int
	for _, m := range malformed {
		lines = append(lines, m.Line)
	}
	if !slices.Equal(lines, []int{7, 8, 9, 10, 11}) || ignore.Len() != 4 {
		t.Errorf("malformed on %v, %d entries", lines, ignore.Len())
	}
	for _, c := range []struct {
		commit, path string
		line         int
		want         bool
	}{
		{"", "a.go", 3, true},
		{commit, "a.go", 3, true},
		{"", "a.go", 4, false},
		{"", "src/b.go", 4, true},
		{"", `src\b.go`, 4, true},
		{commit, "c:d.go", 5, true},
		{"", "c:d.go", 5, false},
		{strings.Repeat("cd", 20), "c:d.go", 5, false},
		{"", "c:d.go", 6, true},
	} {
		if got := ignore.Holds(c.commit, c.path, "jwt", c.line); got != c.want {
			t.Errorf("%q %q %d: %v", c.commit, c.path, c.line, got)
		}
	}
	var none *Ignore
	if none.Holds("", "a.go", "jwt", 3) || none.Len() != 0 {
		t.Error("the nil Ignore holds something")
	}
}

// TestIgnoreFileMarks marks by the line that gitleaks prints: that of the match,
// which may begin before the secret.
func TestIgnoreFileMarks(t *testing.T) {
	g := newGenerator(63)
	text := "\napi_key:\n  \"" + g.secretOf(30, lowerHex) + "\"\n"
	for line, want := range map[int]bool{2: true, 3: false} {
		ignore, _ := ParseIgnore(fmt.Appendf(nil, "a.yaml:generic-api-key:%d\n", line))
		d, err := New(Options{Ignore: ignore})
		if err != nil {
			t.Fatal(err)
		}
		matches, _ := detectAll(t, d, Fragment{Path: "a.yaml", Data: []byte(text)})
		if len(matches) != 1 || (matches[0].Allowed != nil) != want || matches[0].StartLine != 3 || matches[0].MatchLine != 2 {
			t.Errorf("line %d: %s", line, describe(matches))
		}
	}
}
