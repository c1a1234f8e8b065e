package sqltext

import (
	"strings"
)

// A lexer cuts the assembled text into tokens.
type lexer struct {
	src       *source
	text      string
	off       int
	style     style
	backslash bool // a backslash escapes within '...'
	toks      []token
	problems  []Problem
	open      bool // a string, comment or identifier has no end
	escapes   bool // a backslash stands before a quote: dialects differ
}

// lex cuts the text into tokens. MySQL reads a backslash before a quote as an
// escape, others as itself; the text is read in the way that leaves no string open,
// the standard way first unless there are backticks.
func lex(src *source, q *Query) ([]token, style) {
	st := styleOf(src.text)
	l := &lexer{src: src, text: src.text, style: st, backslash: st.backticks}
	l.run()
	if l.escapes || l.open {
		other := &lexer{src: src, text: src.text, style: st, backslash: !l.backslash}
		other.run()
		switch {
		case l.open && !other.open:
			l = other
		case l.open == other.open && !l.open && len(l.toks) != len(other.toks):
			l.problems = append(l.problems, Problem{Pos{}, "a backslash before a quote, which dialects read differently"})
		}
	}
	for _, p := range l.problems {
		q.problem(p.At, p.Reason)
	}
	l.brackets(q)
	l.ordinals(q)
	return l.toks, st
}

// styleOf looks for marks of a dialect; that they may stand in a string is of no
// consequence beyond a poorer reading.
func styleOf(text string) style {
	var s style
	s.backticks = strings.IndexByte(text, '`') >= 0
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '$' && (text[i+1] == hole || text[i+1] >= '1' && text[i+1] <= '9') {
			s.dollars = true
			break
		}
	}
	return s
}

func (l *lexer) run() {
	for l.off < len(l.text) {
		l.next()
	}
}

func (l *lexer) at(i int) byte {
	if l.off+i < len(l.text) {
		return l.text[l.off+i]
	}
	return ' '
}

func (l *lexer) problem(off int, reason string) {
	l.problems = append(l.problems, Problem{l.src.pos(off), reason})
}

// add makes a token of the bytes from start to the present offset.
func (l *lexer) add(k kind, start int, text string) *token {
	t := token{kind: k, text: text, pos: start, end: l.off, hole: -1, match: -1}
	if i := strings.IndexByte(l.text[start:l.off], hole); i >= 0 {
		t.hole = l.src.holeAt(start + i)
	}
	if k == word {
		t.up = strings.ToUpper(text)
	}
	l.toks = append(l.toks, t)
	return &l.toks[len(l.toks)-1]
}

func (l *lexer) next() {
	start, c := l.off, l.text[l.off]
	switch {
	case c <= ' ' && c != hole:
		l.off++
	case c == '-' && l.at(1) == '-':
		l.line()
	case c == '#' && l.at(1) != '>' && l.at(1) != '-' && !l.style.dollars:
		l.line()
	case c == '/' && l.at(1) == '*':
		l.comment()
	case c == '\'':
		l.off++
		l.add(str, start, l.stringTo('\'', l.backslash))
		l.toks[len(l.toks)-1].end = l.off
	case c == '"':
		l.off++
		if l.style.backticks {
			l.add(str, start, l.stringTo('"', true))
		} else {
			l.add(quoted, start, l.stringTo('"', false))
		}
		l.fixHole(start)
	case c == '`':
		l.off++
		l.add(quoted, start, l.stringTo('`', false))
		l.fixHole(start)
	case c == '[' && l.bracketName():
		n := strings.IndexByte(l.text[l.off:], ']')
		name := strings.TrimPrefix(l.text[l.off+1:l.off+n], "[")
		l.off += n + 1
		if l.text[start+1] == '[' && l.at(0) == ']' {
			l.off++
		}
		l.add(quoted, start, name)
	case c == '$':
		l.dollar()
	case c == '?':
		l.question()
	case c == ':' || c == '@':
		l.sigil()
	case c == '{' && l.braces():
	case isDigit(c) || c == '.' && isDigit(l.at(1)):
		l.number()
	case isWord(c) || c == hole:
		l.word()
	default:
		l.operator()
	}
	if n := len(l.toks); n > 0 && l.toks[n-1].pos == start && l.toks[n-1].kind == str {
		l.fixHole(start)
	}
}

func (l *lexer) number() {
	start := l.off
	for l.off < len(l.text) {
		c := l.text[l.off]
		sign := (c == '+' || c == '-') && l.off > start && (l.text[l.off-1]|0x20) == 'e' && !strings.HasPrefix(l.text[start:], "0x")
		if !isWord(c) && !isDigit(c) && c != '.' && !sign {
			break
		}
		l.off++
	}
	l.add(number, start, l.text[start:l.off])
}

// word reads an identifier, a hole, an identifier with a hole in it, or a string
// with a prefix as in E'x'.
func (l *lexer) word() {
	start := l.off
	for l.off < len(l.text) && (isWord(l.text[l.off]) || isDigit(l.text[l.off]) || l.text[l.off] == '$' || l.text[l.off] == hole) {
		l.off++
	}
	text := l.text[start:l.off]
	if strings.Trim(text, "\x00") == "" {
		// Holes side by side are several tokens.
		for i := range text {
			l.off = start + i + 1
			l.add(gap, start+i, text[i:i+1])
		}
		return
	}
	if l.at(0) == '\'' && l.off < len(l.text) && stringPrefix(text) {
		e := text == "E" || text == "e"
		l.off++
		l.add(str, start, l.stringTo('\'', e || l.backslash))
		return
	}
	if text == "U" && l.at(0) == '&' && (l.at(1) == '"' || l.at(1) == '\'') {
		l.off++ // the string follows
		return
	}
	l.add(word, start, text)
}

// operators of more than one byte, longest first.
var operators = [...]string{
	"#>>", "->>", "<=>", "!~*", "||/", "@@@", "~~*", "<->", "<#>", "-|-", "&&", "||", "<=", ">=", "<>", "!=", "==",
	"->", "#>", "#-", "@>", "<@", "@@", "@?", "!~", "~*", "~~", "<<", ">>", ":=", "=>", "|/", "!<", "!>",
}

func (l *lexer) operator() {
	start, rest := l.off, l.text[l.off:]
	for _, op := range operators {
		if strings.HasPrefix(rest, op) {
			l.off += len(op)
			l.add(punct, start, op)
			return
		}
	}
	l.off++
	l.add(punct, start, l.text[start:l.off])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isWord reports whether c may begin an identifier; bytes above ASCII may.
func isWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80
}
