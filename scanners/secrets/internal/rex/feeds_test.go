package rex

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"
)

func parse(t *testing.T, source string) *syntax.Regexp {
	t.Helper()
	tree, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestFeeds(t *testing.T) {
	for source, want := range map[string]int{
		``: 0, `abc`: 0, `a\nb`: 1, `\n\n`: 2, `[ab]`: 0, `[^a]`: 1, `\s`: 1, `.`: 0, `(?s).`: 1, `^$\b`: 0, `(?m)^a$`: 0,
		`\s?`: 1, `\s*`: -1, `\s+`: -1, `\s{3}`: 3, `\s{0,5}`: 5, `\s{2,}`: -1, `(?:\s{2}){3}`: 6, `(?:a\n?){0}`: 0, `.*`: 0, `[^\n]{5,}`: 0,
		`(\s)(\s)`: 2, `\s|\s\s|x`: 2, `a|\s*`: -1, `(?:\s|\n\n){4}`: 8, `(?:\s*){2}`: -1, `a\s{0,3}=\s{0,5}b\s`: 9,
	} {
		if got := Feeds(parse(t, source)); got != want {
			t.Errorf("%s: %d line feeds, want %d", source, got, want)
		}
	}
}

func TestCrossing(t *testing.T) {
	for _, c := range []struct {
		source  string
		crosses bool
		between string // of ASCII
	}{
		{`abc`, false, ""},
		{`abc\s`, false, ""},
		{`abc(?:\s|$)`, false, ""},
		{`abc(?:\s\b|;)`, true, ""}, // it looks at what is behind
		{`\sabc`, true, ""},
		{`a\s*=\s*b`, true, "\t\f\r ="},
		{`a\s{0,3}[:=]{1,2}\s{0,3}[xy]+\s`, true, "\t\f\r :="},
		{`a\n[xy]+\n[z]`, true, "xy"},
		{`(?:a\nb|c\nd)e`, true, ""},
		{`a(?:\n[bc])*d`, true, "bc"},
		{`(?i)\n[a]\nx`, true, "Aa"},
	} {
		got, err := CrossingOf(parse(t, c.source))
		if err != nil {
			t.Fatal(err)
		}
		var between strings.Builder
		for b := range 0x80 {
			if got.Between[b] {
				between.WriteByte(byte(b))
			}
		}
		if got.Crosses != c.crosses || between.String() != c.between {
			t.Errorf("%s: crosses %v, between %q, want %v, %q", c.source, got.Crosses, between.String(), c.crosses, c.between)
		}
	}
}

func TestBetween(t *testing.T) {
	b := NewBetween(parse(t, `name\s*(?::=|=)\s*(?:f\(\s*[a-z]+,\s*)?"x"\s`))
	for line, want := range map[string]bool{
		"": true, " := ": true, "=": true, "==": false, "abc,": true, "abc": false, "= f(": true, "f( abc, ": true, `"x"`: false, "name": false, "\u00e9": true,
	} {
		if got := b.Over([]byte(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

// No match has more line feeds, nor other bytes between them, than is said, and
// each holds a match of the scout.
func TestCrossingOfMatches(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 4))
	parts := []string{`a`, `b`, `\n`, `\s`, `[ab]`, `.`, `(?s:.)`, `\b`, `(?m:$)`, `x=`}
	var random func(depth int) string
	random = func(depth int) string {
		if depth == 0 || g.IntN(3) == 0 {
			return parts[g.IntN(len(parts))]
		}
		a, b := random(depth-1), random(depth-1)
		switch g.IntN(7) {
		case 0:
			return "(?:" + a + "|" + b + ")"
		case 1:
			return "(?:" + a + ")" + []string{"*", "+", "?", "{0,2}", "{2}", "{1,}"}[g.IntN(6)]
		}
		return a + b
	}
	matches, scouts := 0, 0
	for range 3000 {
		source := random(4)
		tree, re := parse(t, source), regexp.MustCompile(source)
		most := Feeds(tree)
		c, err := CrossingOf(tree)
		if err != nil {
			t.Fatal(err)
		}
		over := NewBetween(tree)
		var scout *regexp.Regexp
		if s := Scout(tree); s != nil {
			if Feeds(s) != 0 {
				t.Fatalf("%s: its scout %s goes over lines", source, s)
			}
			scout = regexp.MustCompile(s.String())
			scouts++
		}
		for range 40 {
			text := make([]byte, g.IntN(12))
			for i := range text {
				text[i] = "ab\n\n x="[g.IntN(7)]
			}
			for _, m := range re.FindAllIndex(text, -1) {
				matches++
				match := string(text[m[0]:m[1]])
				feeds := strings.Count(match, "\n")
				if most >= 0 && feeds > most {
					t.Fatalf("%s: %q has more than %d line feeds", source, match, most)
				}
				if i := strings.IndexByte(match, '\n'); i >= 0 && i < len(match)-1 && !c.Crosses {
					t.Fatalf("%s: %q is on two lines", source, match)
				}
				if scout != nil && !scout.Match(text) {
					t.Fatalf("%s: %q has no match of the scout %s", source, text, scout)
				}
				lines := strings.Split(match, "\n")
				if len(lines) > 2 && lines[len(lines)-1] == "" {
					lines = lines[:len(lines)-1] // the last line feed has nothing behind it
				}
				for _, line := range lines[1:max(1, len(lines)-1)] {
					if over != nil && !over.Over([]byte(line)) {
						t.Fatalf("%s: %q goes over %q", source, match, line)
					}
					for i := range len(line) {
						if !c.Between[line[i]] {
							t.Fatalf("%s: %q has %q between line feeds", source, match, line[i])
						}
					}
				}
			}
		}
	}
	if matches < 5000 || scouts < 100 {
		t.Errorf("%d matches and %d scouts: nothing is tested", matches, scouts)
	}
}
