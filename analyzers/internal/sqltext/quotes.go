package sqltext

import "strings"

// fixHole notes a hole within quotes, for which the end is known only after add.
func (l *lexer) fixHole(start int) {
	t := &l.toks[len(l.toks)-1]
	t.end = l.off
	if i := strings.IndexByte(l.text[start:l.off], hole); i >= 0 {
		t.hole = l.src.holeAt(start + i)
	}
}

// line skips a comment that ends with the line.
func (l *lexer) line() {
	n := strings.IndexByte(l.text[l.off:], '\n')
	if n < 0 {
		l.off = len(l.text)
		return
	}
	l.off += n + 1
}

// comment skips /* */. PostgreSQL and SQL Server nest them, others do not: nested
// is tried first and given up when it has no end.
func (l *lexer) comment() {
	start := l.off
	if l.at(2) == '!' {
		l.problem(start, "a comment that MySQL runs")
	}
	rest := l.text[l.off+2:]
	first := strings.Index(rest, "*/")
	if first < 0 {
		l.off, l.open = len(l.text), true
		l.problem(start, "comment without end")
		return
	}
	if !strings.Contains(rest[:first], "/*") {
		l.off += 2 + first + 2
		return
	}
	depth := 1
	for i := 0; i+1 < len(rest); i++ {
		switch rest[i : i+2] {
		case "/*":
			depth++
			i++
		case "*/":
			depth--
			i++
			if depth == 0 {
				l.off += 2 + i + 1
				return
			}
		}
	}
	l.off += 2 + first + 2
}

// stringTo reads to the closing quote, which doubled stands for itself.
func (l *lexer) stringTo(quote byte, backslash bool) string {
	start, plain := l.off, true
	for i := l.off; i < len(l.text); i++ {
		switch c := l.text[i]; {
		case c == '\\' && i+1 < len(l.text):
			if quote == '\'' && l.text[i+1] == quote {
				l.escapes = true
			}
			if backslash {
				i++
				plain = false
			}
		case c == quote:
			if i+1 < len(l.text) && l.text[i+1] == quote {
				i++
				plain = false
				continue
			}
			l.off = i + 1
			s := l.text[start:i]
			if !plain {
				s = strings.ReplaceAll(s, string([]byte{quote, quote}), string(quote))
			}
			return s
		}
	}
	l.off, l.open = len(l.text), true
	l.problem(start-1, "string without end")
	return l.text[start:]
}

// bracketName reports whether [ begins a name as in SQL Server, and no subscript
// and no list.
func (l *lexer) bracketName() bool {
	n := len(l.toks)
	if n > 0 {
		prev := l.toks[n-1]
		if prev.up == "ARRAY" || prev.end == l.off && prev.text != "." && prev.text != "(" && prev.text != "," && prev.text != "=" {
			return false
		}
	}
	for i := 1; ; i++ {
		switch c := l.at(i); {
		case c == ']':
			return i > 1
		case isWord(c) || i == 1 && c == '[' || i > 1 && (isDigit(c) || c == ' ' && l.off+i < len(l.text) && i < 128):
		default:
			return false
		}
	}
}

func stringPrefix(s string) bool {
	switch s {
	case "E", "e", "N", "n", "B", "b", "X", "x":
		return true
	}
	return len(s) > 1 && s[0] == '_' // MySQL's _utf8mb4'x'
}
