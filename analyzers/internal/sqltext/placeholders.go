package sqltext

import (
	"strconv"
	"strings"
)

// dollar reads $1, $name, $$text$$ and $tag$text$tag$.
func (l *lexer) dollar() {
	start := l.off
	i := l.off + 1
	for i < len(l.text) && (isWord(l.text[i]) || isDigit(l.text[i]) || l.text[i] == hole) {
		i++
	}
	name := l.text[start+1 : i]
	if i < len(l.text) && l.text[i] == '$' && (name == "" || !isDigit(name[0])) && strings.IndexByte(name, hole) < 0 {
		tag := l.text[start : i+1]
		n := strings.Index(l.text[i+1:], tag)
		if n < 0 {
			l.off, l.open = len(l.text), true
			l.problem(start, "dollar quote without end")
			l.add(str, start, l.text[i+1:])
			return
		}
		l.off = i + 1 + n + len(tag)
		l.add(str, start, l.text[i+1:i+1+n])
		return
	}
	if name == "" {
		l.off++
		l.add(punct, start, "$")
		return
	}
	l.off = i
	t := l.add(placeholder, start, l.text[start:i])
	if n, err := strconv.Atoi(name); err == nil {
		t.index = n
	} else if t.hole < 0 {
		t.name = name
	}
}

// question reads `?`, `?1` and PostgreSQL's operators on JSON.
func (l *lexer) question() {
	start := l.off
	l.off++
	switch c := l.at(0); {
	case c == '?':
		l.off++
		l.add(punct, start, "??")
	case (c == '|' && l.at(1) != '|') || (c == '&' && l.at(1) != '&'):
		l.off++
		l.add(punct, start, l.text[start:l.off])
	case l.style.dollars, l.beforeKey():
		l.add(punct, start, "?")
	default:
		for isDigit(l.at(0)) && l.off-start < 8 {
			l.off++
		}
		t := l.add(placeholder, start, l.text[start:l.off])
		t.index, _ = strconv.Atoi(t.text[1:])
	}
}

// beforeKey reports whether `?` is the operator of `data ? 'key'`.
func (l *lexer) beforeKey() bool {
	n := len(l.toks)
	if n == 0 || !strings.HasPrefix(strings.TrimLeft(l.text[l.off:min(len(l.text), l.off+8)], " \n\t"), "'") {
		return false
	}
	prev := l.toks[n-1]
	return prev.kind == quoted || prev.kind == str || prev.kind == word && !reserved[prev.up] || prev.text == ")" || prev.text == "]"
}

// sigil reads :name, @name, @p1, :1 and the operators that begin alike.
func (l *lexer) sigil() {
	start, c := l.off, l.text[l.off]
	if c == ':' && l.at(1) == ':' {
		for l.at(0) == ':' { // sqlx writes :::: for ::
			l.off++
		}
		l.add(punct, start, "::")
		return
	}
	if next := l.at(1); !isWord(next) && next != hole && !(c == ':' && isDigit(next)) || c == ':' && l.inSlice() {
		l.operator()
		return
	}
	l.off++
	for isWord(l.at(0)) || isDigit(l.at(0)) || l.at(0) == hole || l.at(0) == '.' && isWord(l.at(1)) {
		l.off++
	}
	name := l.text[start+1 : l.off]
	t := l.add(placeholder, start, l.text[start:l.off])
	if t.hole >= 0 {
		return
	}
	digits := strings.TrimPrefix(name, "p")
	if n, err := strconv.Atoi(digits); err == nil && (c == '@' || digits == name) {
		t.index = n
		if digits != name {
			t.name = name
		}
		return
	}
	t.name = name
}

// inSlice reports whether a colon stands between the bounds of a[1:n].
func (l *lexer) inSlice() bool {
	n := len(l.toks)
	return n >= 2 && l.toks[n-1].end == l.off && (l.toks[n-2].text == "[" || l.toks[n-1].text == "[")
}

// braces reads ClickHouse's {org_id:UInt64} and dbx's {:org_id} and {{table}}.
func (l *lexer) braces() bool {
	i := l.off + 1
	if n := strings.IndexByte(l.text[i:], '}'); n > 1 && n < 128 {
		start, name := l.off, l.text[i+1:i+n]
		switch {
		case l.text[i] == ':':
			l.off = i + n + 1
			l.add(placeholder, start, l.text[start:l.off]).name = name
			return true
		case l.text[i] == '{' && strings.HasPrefix(l.text[i+n:], "}}"):
			l.off = i + n + 2
			l.add(quoted, start, name)
			return true
		}
	}
	for i < len(l.text) && (isWord(l.text[i]) || isDigit(l.text[i])) {
		i++
	}
	if i == l.off+1 || i >= len(l.text) || l.text[i] != ':' {
		return false
	}
	n := strings.IndexByte(l.text[i:], '}')
	if n < 0 || n > 128 {
		return false
	}
	start, name := l.off, l.text[l.off+1:i]
	l.off = i + n + 1
	l.add(placeholder, start, l.text[start:l.off]).name = name
	return true
}
