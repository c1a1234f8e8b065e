package secrets

import (
	"math/rand/v2"
	"regexp/syntax"
	"strings"
)

// A generator makes texts that match regular expressions, nearly match them, or
// surround such texts with others. One seed always makes the same texts, so that
// no secret-shaped literal has to stand in this repository.
type generator struct{ *rand.Rand }

func newGenerator(seed uint64) generator { return generator{rand.New(rand.NewPCG(seed, 1))} }

// matching returns a text that source matches, but for what it asserts of the
// text around.
func (g generator) matching(source string) string {
	tree, err := syntax.Parse(source, syntax.Perl)
	if err != nil {
		panic(err)
	}
	var b strings.Builder
	g.write(&b, tree)
	return b.String()
}

func (g generator) write(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if re.Flags&syntax.FoldCase != 0 && g.IntN(4) == 0 {
				r = toggle(r)
			}
			b.WriteRune(r)
		}
	case syntax.OpCharClass:
		b.WriteRune(g.ofClass(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		const any = "abcdefghij KLMNOP0123456789 \t=:;,.-_/'\"`é"
		runes := []rune(any)
		b.WriteRune(runes[g.IntN(len(runes))])
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			g.write(b, sub)
		}
	case syntax.OpAlternate:
		g.write(b, re.Sub[g.IntN(len(re.Sub))])
	case syntax.OpStar:
		g.repeat(b, re.Sub[0], 0, -1)
	case syntax.OpPlus:
		g.repeat(b, re.Sub[0], 1, -1)
	case syntax.OpQuest:
		g.repeat(b, re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		g.repeat(b, re.Sub[0], re.Min, re.Max)
	}
}

func (g generator) repeat(b *strings.Builder, re *syntax.Regexp, least, most int) {
	if most < 0 {
		most = least + 12
	}
	n := least
	switch g.IntN(4) {
	case 0:
		n = most
	case 1:
		n = least + g.IntN(most-least+1)
	case 2:
		n = least + g.IntN(min(most-least, 8)+1)
	}
	for range n {
		g.write(b, re)
	}
}

// ofClass draws from the ASCII part of a class, or rarely from all of it.
func (g generator) ofClass(pairs []rune) rune {
	var ascii []rune
	for i := 0; i < len(pairs); i += 2 {
		for r := pairs[i]; r <= min(pairs[i+1], 0x7e); r++ {
			if r >= ' ' || r == '\n' || r == '\t' || r == '\r' {
				ascii = append(ascii, r)
			}
		}
	}
	if len(ascii) == 0 || g.IntN(2000) == 0 {
		i := 2 * g.IntN(len(pairs)/2)
		return pairs[i] + rune(g.IntN(int(min(pairs[i+1]-pairs[i], 64))+1))
	}
	return ascii[g.IntN(len(ascii))]
}

func toggle(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z':
		return r - 'a' + 'A'
	case 'A' <= r && r <= 'Z':
		return r - 'A' + 'a'
	}
	return r
}

// nearly spoils one place of s.
func (g generator) nearly(s string) string {
	if s == "" {
		return s
	}
	i := g.IntN(len(s))
	const bytes = "aA0-_ .=\"'\n\r;:\\x\x00\xff"
	c := string(bytes[g.IntN(len(bytes))])
	switch g.IntN(3) {
	case 0:
		return s[:i] + s[i+1:]
	case 1:
		return s[:i] + c + s[i+1:]
	}
	return s[:i] + c + s[i:]
}

// around puts s into a text of the kind that secrets are found in.
func (g generator) around(s string) string {
	before := []string{
		"", " ", "\n", "key = \"", "x", "token: '", "password=", "\tconst apiKey = \"", "é", "# ", "// gitleaks:allow ",
		"\r\n", "https://example.test/?a=", "{\"secret\": \"", "export TOKEN=", "%20", "\\n", "false", "curl -u ", "--header ",
	}
	after := []string{"", " ", "\n", "\"", "'", "\";\n", "x", "\r\n", "`", "\\n", ";", ")", ",", " # gitleaks:allow\n", "é", "%", "=", "\x00", "null"}
	return before[g.IntN(len(before))] + s + after[g.IntN(len(after))]
}

// filler is a line that holds keywords, identifiers and encoded text.
func (g generator) filler() string {
	words := []string{
		"key", "api", "token", "secret", "auth", "facebook", "airtable", "sgp_", "func", "return", ":=", "=", "\"", "'", "{", "}",
		"kind: Secret", "data:", "github.com/acme/portal/internal", "s.", "ey", "sk", "%41%42", "\\u0041", "U+0041 ", "password", "\t", "  ",
		"ZGV2ZWxvcG1lbnQ6cGFzc3dvcmQ=", "6b65793a20736563726574206f662074686520736572766963", "access", "creds", "live_", "test_",
	}
	var b strings.Builder
	for range 1 + g.IntN(10) {
		b.WriteString(words[g.IntN(len(words))])
		if g.IntN(2) == 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// text makes a fragment of 1 to 12 pieces around what source matches.
func (g generator) text(source string) string {
	var b strings.Builder
	ends := []string{"\n", "\n", "\n", "\r\n", "", " ", "\n\n"}
	for range 1 + g.IntN(12) {
		switch g.IntN(6) {
		case 0, 1:
			b.WriteString(g.around(g.matching(source)))
		case 2:
			b.WriteString(g.around(g.nearly(g.matching(source))))
		case 3:
			b.WriteString(g.filler())
		case 4:
			b.WriteString(g.encoded(g.around(g.matching(source))))
		case 5:
			b.WriteString(strings.Repeat(g.filler()+" ", g.IntN(20)))
		}
		b.WriteString(ends[g.IntN(len(ends))])
	}
	return b.String()
}
