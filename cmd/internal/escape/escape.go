// Package escape makes untrusted text safe to show. Paths, messages, reasons and
// file contents come from the scanned repository: left as they are they could
// drive a terminal (escape sequences), reorder what is read (bidirectional
// controls), forge lines of a report (line ends) or give commands to the CI
// system that reads the log.
package escape

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns s as one line that is safe in a terminal and in a CI log. Controls
// and bytes that are not UTF-8 appear as Go writes them in string literals
// (\n, \x1b, \u202e); a CI command is broken by a backslash. It is for people:
// a backslash of s is left alone, so the result cannot be decoded.
func Text(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	if strings.HasPrefix(strings.TrimLeftFunc(s, unicode.IsSpace), "::") {
		// GitHub's runner takes commands from lines that begin so, blanks aside.
		b.WriteByte('\\')
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case Unsafe(r):
			writeControl(&b, r)
		default:
			b.WriteRune(r)
			if r == '#' && command(s[i+1:]) {
				b.WriteByte('\\')
			}
		}
		i += size
	}
	return b.String()
}

// plain reports whether s is what most text is: printable ASCII without the
// beginnings of a command.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '#' {
			return false
		}
	}
	return !strings.HasPrefix(strings.TrimLeft(s, " "), "::")
}

// command reports whether s, which follows a #, continues a command to a CI
// system: "##[group]" of GitHub and Azure, "##vso[...]" of Azure,
// "##teamcity[...]". They count anywhere in a line, not only at its start.
func command(s string) bool {
	word, ok := strings.CutPrefix(s, "#")
	if !ok {
		return false
	}
	word = strings.TrimLeftFunc(word, func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) })
	return strings.HasPrefix(word, "[")
}

// Unsafe reports whether a character must not reach a terminal or a page: it
// moves the cursor, ends the line, or changes the order in which others appear.
func Unsafe(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r <= 0x9F: // C0, DEL, C1
		return true
	case r == 0x061C, r == 0x200E, r == 0x200F: // Arabic letter mark, left-to-right and right-to-left marks
		return true
	case r >= 0x2028 && r <= 0x202E: // line and paragraph separators, embeddings and overrides
		return true
	case r >= 0x2066 && r <= 0x2069: // isolates
		return true
	case r == 0xFEFF, r >= 0xFFF9 && r <= 0xFFFB: // byte order mark, interlinear annotations
		return true
	case r >= 0xE0000 && r <= 0xE007F: // tags: invisible ASCII
		return true
	}
	return false
}

func writeControl(b *strings.Builder, r rune) {
	switch {
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\r':
		b.WriteString(`\r`)
	case r == '\t':
		b.WriteString(`\t`)
	case r < 0x80:
		fmt.Fprintf(b, `\x%02x`, r)
	case r < 0x10000:
		fmt.Fprintf(b, `\u%04x`, r)
	default:
		fmt.Fprintf(b, `\U%08x`, r)
	}
}

// JSON returns an encoded JSON text with the same value and without unsafe
// characters beyond ASCII, which encoding/json leaves in its strings: a report
// that is shown in a terminal must not drive it. It changes nothing else.
func JSON(text []byte) []byte {
	var out []byte
	from := 0
	for i := 0; i < len(text); {
		if text[i] < 0x7F {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if Unsafe(r) {
			out = append(out, text[from:i]...)
			if r >= 0x10000 {
				out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+(r-0x10000)>>10, 0xDC00+(r-0x10000)&0x3FF)
			} else {
				out = fmt.Appendf(out, `\u%04x`, r)
			}
			from = i + size
		}
		i += size
	}
	if out == nil {
		return text
	}
	return append(out, text[from:]...)
}
