package cli

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/launchlint/launchlint/rules"
)

func TestPlainPage(t *testing.T) {
	const page = "The header `Origin` says who asks, and this paragraph of one line is longer than a terminal is wide.\n" +
		"\n## Why it matters\nShort.\n\n- one item that goes on and on until it has to be wrapped below its own first word, as here\n- two, see [the manual](https://example.com/m)\n" +
		"\n## Bad\n```go\nfunc f() {\n\treturn\n\n}\n```\n\n## How to fix\n1. this\n2. that:\n\n    launchlint:ignore x y\n"
	const want = `The header ` + "`Origin`" + ` says who asks, and this paragraph of one line is longer than
a terminal is wide.

WHY IT MATTERS
Short.

- one item that goes on and on until it has to be wrapped below its own first
  word, as here
- two, see the manual (https://example.com/m)

BAD

    func f() {
        return

    }

HOW TO FIX
1. this
2. that:

    launchlint:ignore x y
`
	if got := plainPage(page); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestPlainPages proves on every rule that nothing but Markdown's marks is lost.
func TestPlainPages(t *testing.T) {
	words := func(s string) string {
		s = link.ReplaceAllString(s, "$1 ($2)")
		s = strings.NewReplacer("#", "", "```go", "", "```http", "", "```", "").Replace(s)
		return strings.ToLower(strings.Join(strings.Fields(s), " "))
	}
	for _, r := range rules.All() {
		text := plainPage(r.Help)
		if got, want := words(text), words(r.Help); got != want {
			t.Errorf("%s: the page lost or gained words:\n%s\nwas\n%s", r.ID, got, want)
		}
		for line := range strings.Lines(text) {
			if utf8.RuneCountInString(line) > pageWidth+1 && !strings.HasPrefix(line, "    ") && strings.Contains(strings.TrimSpace(line), " ") {
				t.Errorf("%s: a line is not wrapped: %q", r.ID, line)
			}
		}
	}
}
