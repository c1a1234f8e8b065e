package ignore

import (
	"strings"
	"testing"
	"time"
)

// ask walks down to a path, a trailing slash meaning a directory, with the text
// of the top's ignore file.
func ask(text, path string, fold bool) bool {
	path, isDir := strings.CutSuffix(path, "/")
	dir := Top(fold, Parse([]byte(text), fold))
	for {
		name, rest, more := strings.Cut(path, "/")
		if !more {
			return dir.Ignored(name, isDir)
		}
		dir, path = dir.Enter(name, List{}), rest
	}
}

func TestIgnored(t *testing.T) {
	for _, c := range []struct {
		text, path string
		want       bool
	}{
		{"", "a", false},
		{"# a\n", "a", false},
		{"\\#a\n", "#a", true},
		{"\\!a\n", "!a", true},
		{"a\n", "a", true},
		{"a\n", "x/a", true},
		{"a\n", "x/a/b", true},
		{"a", "a", true},
		{"a\r\n", "a", true},
		{"a\x00b\n", "a", true},
		{"\xef\xbb\xbfa\n", "a", true},
		{"/a\n", "a", true},
		{"/a\n", "x/a", false},
		{"x/a\n", "y/x/a", false},
		{"a/\n", "a", false},
		{"a/\n", "a/", true},
		{"a/\n", "x/a/b", true},
		{"a \n", "a", true},
		{"a\\ \n", "a ", true},
		{"a\\ \n", "a", false},
		{"a\t\n", "a", false},
		{"*.log\n!keep.log\n", "keep.log", false},
		{"!keep.log\n*.log\n", "keep.log", true},
		{"out/\n!out/keep\n", "out/keep", true},
		{"out/*\n!out/keep\n", "out/keep", false},
		{"/*\n!/src\n", "src/a", false},
		{"*\n!*/\n!*.go\n", "a/b/c.go", false},
		{"*\n!*/\n!*.go\n", "a/b/c.js", true},
		{"**/a\n", "a", true},
		{"**/a\n", "x/y/a", true},
		{"**/a\n", "x/ya", false},
		{"a/**\n", "a/", false},
		{"a/**\n", "a/x/y", true},
		{"a/**/b\n", "a/b", true},
		{"a/**/b\n", "a/x/y/b", true},
		{"a/**/b\n", "a/xb", false},
		{"a**/b\n", "ax/y/b", true}, // undocumented: see parsePattern
		{"x?**/b\n", "xa/y/b", false},
		{"a/*\n", "a/x", true},
		{"a/*/c\n", "a/x/y/c", false},
		{"?\n", "a", true},
		{"?/b\n", "a/b", true},
		{"[a-c]\n", "b", true},
		{"[!a-c]\n", "b", false},
		{"[^a-c]\n", "d", true},
		{"[]x]\n", "]", true},
		{"[a\n", "[a", false},
		{"[[:digit:]]x\n", "4x", true},
		{"[[:nope:]]\n", "n", false},
		{"a\\*\n", "a*", true},
		{"a\\*\n", "ab", false},
		{"a\\\n", "a", false},
		{"A\n", "a", false},
		{"/\n", "a/", false},
		{"!\n", "a", false},
	} {
		if got := ask(c.text, c.path, false); got != c.want {
			t.Errorf("%q on %q: ignored %v, want %v", c.text, c.path, got, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct {
		text, path string
		want       bool
	}{
		{"FOO/bar\n", "foo/BAR", true},
		{"*.LOG\n", "a.log", true},
		{"[A-C]\n", "b", true},
		{"[A]\n", "a", false},
		{"\\A?\n", "ab", false},
		{"É\n", "é", false},
	} {
		if got := ask(c.text, c.path, true); got != c.want {
			t.Errorf("%q on %q: ignored %v, want %v", c.text, c.path, got, c.want)
		}
	}
}

func TestNestedListIsStronger(t *testing.T) {
	top := Top(false, Parse([]byte("*.key\n/d/x\n"), false))
	d := top.Enter("d", Parse([]byte("!a.key\n/y\n"), false))
	for name, want := range map[string]bool{"a.key": false, "b.key": true, "x": true, "y": true} {
		if got := d.Ignored(name, false); got != want {
			t.Errorf("d/%s: ignored %v, want %v", name, got, want)
		}
	}
	if e := d.Enter("e", List{}); e.Ignored("y", false) {
		t.Error("d/e/y: ignored by /y of d/.gitignore, which is anchored to d")
	}
	gone := Top(false, Parse([]byte("gone/\n"), false)).Enter("gone", Parse([]byte("!*\n"), false))
	if !gone.Excluded() || !gone.Ignored("a", false) {
		t.Error("gone/a: taken back by an ignore file inside an ignored directory")
	}
}

// A pattern that makes a backtracking matcher take exponential time.
func TestHostilePatternIsCheap(t *testing.T) {
	start := time.Now()
	name := strings.Repeat("a", 255)
	path := strings.Repeat(name+"/", 10) + name
	for _, pattern := range []string{
		strings.Repeat("*a", 120) + "b",
		strings.Repeat("**/*a*/", 60) + "b",
		strings.Repeat("[a]*", 50000) + "b",
	} {
		if ask(pattern, path, false) {
			t.Errorf("%.20q matched", pattern)
		}
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzIgnored(f *testing.F) {
	f.Add("a**/[!b]\\*\n!**/c/\n", "x/y/c")
	f.Add("[[:alpha:]-z]\n", "a")
	f.Add("[\\]-a]*/**", "b/c/")
	f.Fuzz(func(_ *testing.T, text, path string) {
		_ = ask(text, path, false)
		_ = ask(text, path, true)
	})
}
