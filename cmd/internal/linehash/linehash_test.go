package linehash

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// The vectors of the first tests are facts published with the algorithm
// (github/codeql-action, src/fingerprints.test.ts).
func TestPublishedVectors(t *testing.T) {
	greetings := []string{
		"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
		"b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
	}
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{"c129715d7a2bc9a3:1"}},
		{"blanks", " a\nb\n  \t\tc\n d", []string{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}},
		{"no final line end", " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", []string{
			"8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1",
		}},
		{"LF", " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", greetings},
		{"CR", " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", greetings},
		{"CRLF", " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", greetings},
		{"mixed", " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", greetings},
		{"repeated", strings.Repeat("Lorem ipsum dolor sit amet.\n", 10), []string{
			"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6",
			"a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
		}},
	} {
		table := New([]byte(c.text))
		if table.Lines() != len(c.want) {
			t.Errorf("%s: %d lines, want %d", c.name, table.Lines(), len(c.want))
		}
		for i, want := range c.want {
			if got := table.Line(i + 1); got != want {
				t.Errorf("%s: line %d: got %s, want %s", c.name, i+1, got, want)
			}
		}
		if got := table.Line(0) + table.Line(len(c.want)+1); got != "" {
			t.Errorf("%s: a line outside the file has the hash %s", c.name, got)
		}
	}
}

// plain is the definition without the rolling: it collects each line's units and
// evaluates the polynomial anew.
func plain(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	var units []uint16
	var starts []int
	begin := true
	for _, u := range append(utf16.Encode([]rune(text)), endOfFile) {
		if u == ' ' || u == '\t' {
			continue
		}
		if begin {
			starts = append(starts, len(units))
		}
		begin = u == '\n'
		units = append(units, u)
	}
	units = append(units, make([]uint16, block)...)
	seen := map[uint64]int{}
	var out []string
	for _, s := range starts {
		h := uint64(0)
		for _, u := range units[s : s+block] {
			h = h*37 + uint64(u)
		}
		seen[h]++
		out = append(out, fmt.Sprintf("%x:%d", h, seen[h]))
	}
	return out
}

func FuzzAgainstPlain(f *testing.F) {
	for _, s := range []string{"", "a", "\r", "\n\r\n\r\r", "😀\té\n", strings.Repeat("x", 99) + "\n" + strings.Repeat("y", 300) + "\n\n", "a\nb\rc \t\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		table, want := New([]byte(text)), plain(text)
		if table.Lines() != len(want) {
			t.Fatalf("%q: %d lines, want %d", text, table.Lines(), len(want))
		}
		for i, w := range want {
			if got := table.Line(i + 1); got != w {
				t.Errorf("%q: line %d: got %s, want %s", text, i+1, got, w)
			}
		}
	})
}

// The counts of U+FFFD are those of `Buffer.from(bytes).toString()` in Node.js 20.
func TestIllFormedText(t *testing.T) {
	for text, replacements := range map[string]int{
		"\x80":                         1,
		"\xff\xfe":                     2,
		"\xc0\xaf":                     2,
		"\xe2\x82":                     1,
		"\xe2\x82a":                    1,
		"\xe2\x28\xa1":                 2,
		"\xed\xa0\x80":                 3,
		"\xf0\x9f\x98":                 1,
		"\xf0\x80\x80\x80":             4,
		"\xf4\x90\x80\x80":             4,
		"\xf1\x80\xc2":                 2,
		"\xe0\x9f\xbf":                 3,
		"ok\xf0\x90\x80\xe2\x82\xacok": 1,
	} {
		ill := 0
		for p := []byte(text); len(p) > 0; {
			n := 1
			if p[0] >= 0x80 {
				n = illFormed(p)
				if strings.ToValidUTF8(string(p[:n]), "") == "" {
					ill++
				}
			}
			p = p[n:]
		}
		if ill != replacements {
			t.Errorf("%q: %d replacements, want %d", text, ill, replacements)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	text := []byte(strings.Repeat("\tif err := store.Save(ctx, record); err != nil {\n\t\treturn err\n\t}\n", 16000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		New(text)
	}
}
