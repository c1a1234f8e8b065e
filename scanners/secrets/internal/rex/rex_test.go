package rex

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// check compares every match of expr in text with regexp's, and every anchored
// match with that of regexp's on a text that starts there.
func check(t *testing.T, expr, text string) {
	t.Helper()
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		t.Skip(err)
	}
	re, err := regexp.Compile(expr)
	if err != nil {
		t.Skip(err)
	}
	search, err := NewSearch(tree)
	if err != nil {
		t.Skip(err)
	}
	var got [][]int
	NewFinder(search).All([]byte(text), 0, new(Meter), func(start, end int) bool {
		got = append(got, []int{start, end})
		return true
	})
	want := re.FindAllStringIndex(text, -1)
	if !slices.EqualFunc(want, got, slices.Equal) {
		t.Fatalf("`%s` in %q: regexp %v, rex %v", expr, text, want, got)
	}
	forward, err := Compile(tree, Forward)
	if err != nil {
		t.Fatal(err)
	}
	withGroups, err := CompileGroups(tree)
	if err != nil {
		t.Fatal(err)
	}
	groups := NewGroups(withGroups, re.NumSubexp()).Find([]byte(text))
	if want := re.FindStringSubmatchIndex(text); !slices.Equal(want, groups) {
		t.Fatalf("`%s` in %q: regexp's groups %v, rex's %v", expr, text, want, groups)
	}
	m := NewMachine(forward)
	for _, match := range want {
		if end := m.Match([]byte(text), match[0], false, new(Meter)); end != match[1] {
			t.Fatalf("`%s` in %q at %d: regexp ends at %d, rex at %d", expr, text, match[0], match[1], end)
		}
		if end := m.Match([]byte(text), match[0], true, new(Meter)); end < 0 {
			t.Fatalf("`%s` in %q at %d: no match at all", expr, text, match[0])
		}
	}
}

func TestAgainstRegexp(t *testing.T) {
	rounds := 60000
	if testing.Short() {
		rounds = 5000
	}
	g := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		check(t, expression(g, 4), sample(g))
	}
}

// expression makes an expression of few letters, so that it often matches.
func expression(g *rand.Rand, depth int) string {
	leaves := []string{
		"a", "b", "A", "[ab]", "[^a]", `\b`, `\B`, "^", "$", `\z`, `\A`, "(?m:^)", "(?m:$)", ".", "(?s:.)", `\w`, `\W`,
		`\s`, "é", "(?i:k)", "(?i:s)", `[\x{80}-\x{10ffff}]`, "ab", "ba", "", `\n`,
	}
	if depth == 0 || g.IntN(4) == 0 {
		return leaves[g.IntN(len(leaves))]
	}
	sub := func() string { return expression(g, depth-1) }
	switch g.IntN(9) {
	case 0, 1, 2:
		return sub() + sub()
	case 3:
		return "(?:" + sub() + "|" + sub() + ")"
	case 4:
		return "(" + sub() + ")"
	case 5:
		return "(?i:" + sub() + ")"
	}
	suffix := []string{"*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}?", "{2,}"}
	return "(?:" + sub() + ")" + suffix[g.IntN(len(suffix))]
}

func sample(g *rand.Rand) string {
	pieces := []string{"a", "b", "A", "B", "k", "\u212a", "s", "\u017f", "\n", " ", "é", "\xff", "\xe2\x84", "\x00", "_", "1"}
	var b strings.Builder
	for range g.IntN(14) {
		b.WriteString(pieces[g.IntN(len(pieces))])
	}
	return b.String()
}

func FuzzAgainstRegexp(f *testing.F) {
	f.Add(`\b(?:a|b)*?$`, "ab ba\n")
	f.Add(`(?i)[^k]{2,3}\s`, "kK\u212a \xff")
	f.Fuzz(func(t *testing.T, expr, text string) {
		if len(expr) > 200 || len(text) > 2000 {
			t.Skip("too long to be quick")
		}
		check(t, expr, text)
	})
}

// TestForget makes more states than a machine remembers.
func TestForget(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for range 20000 {
		b.WriteByte("ab"[g.IntN(2)])
	}
	expr := "(?:a|b)*a(?:a|b){14}c|b(?:a|b){3}a"
	tree, _ := syntax.Parse(expr, syntax.Perl)
	search, err := NewSearch(tree)
	if err != nil {
		t.Fatal(err)
	}
	finder := NewFinder(search)
	var got [][]int
	finder.All([]byte(b.String()[:3000]), 0, new(Meter), func(start, end int) bool {
		got = append(got, []int{start, end})
		return true
	})
	if len(finder.anywhere.states) > maxStates {
		t.Errorf("%d states", len(finder.anywhere.states))
	}
	want := regexp.MustCompile(expr).FindAllStringIndex(b.String()[:3000], -1)
	if !slices.EqualFunc(want, got, slices.Equal) {
		t.Errorf("regexp %d matches, rex %d", len(want), len(got))
	}
}
