package sqltext

// brackets finds the partner of each bracket, and which parentheses open a query.
func (l *lexer) brackets(q *Query) {
	var open []int
	for i := range l.toks {
		t := &l.toks[i]
		if t.kind != punct {
			continue
		}
		switch t.text {
		case "(", "[", "{":
			open = append(open, i)
		case ")", "]", "}":
			if n := len(open); n > 0 && closes(l.toks[open[n-1]].text, t.text) {
				l.toks[open[n-1]].match, t.match = i, open[n-1]
				open = open[:n-1]
			}
		}
	}
	if len(open) > 0 {
		q.problem(l.src.pos(l.toks[open[0]].pos), "bracket without end")
	}
	query := false
	for i := len(l.toks) - 1; i >= 0; i-- {
		t := &l.toks[i]
		if t.kind == punct && t.text == "(" {
			t.query = query
			continue
		}
		query = t.up == "SELECT" || t.up == "WITH" || t.up == "VALUES"
	}
}

func closes(open, shut string) bool {
	return open == "(" && shut == ")" || open == "[" && shut == "]" || open == "{" && shut == "}"
}

// ordinals numbers the `?` and lists the holes. After a hole that may hold
// placeholders the numbers are not known; from the end they may be.
func (l *lexer) ordinals(q *Query) {
	n, known := 0, true
	for i := range l.toks {
		t := &l.toks[i]
		for _, h := range l.holes(t) {
			q.Holes = append(q.Holes, h)
			m, ok := l.marks(t, h)
			n, known = n+m, known && ok
		}
		if t.kind == placeholder && t.text == "?" {
			n++
			q.Marks++
			if known {
				t.index = n
			}
		}
	}
	n, known = 0, true
	for i := len(l.toks) - 1; i >= 0; i-- {
		t := &l.toks[i]
		if t.kind == placeholder && t.text == "?" {
			n++
			if known {
				t.fromEnd = n
			}
		}
		for _, h := range l.holes(t) {
			m, ok := l.marks(t, h)
			n, known = n+m, known && ok
		}
	}
}

// holes returns all holes within a token.
func (l *lexer) holes(t *token) []int {
	if t.hole < 0 {
		return nil
	}
	var out []int
	for i := t.pos; i < t.end; i++ {
		if l.text[i] == hole {
			out = append(out, l.src.holeAt(i))
		}
	}
	return out
}

// marks is source.marks; what stands in a string is no placeholder.
func (l *lexer) marks(t *token, part int) (n int, known bool) {
	if t.kind == str || t.kind == quoted {
		return 0, true
	}
	return l.src.marks(part)
}
