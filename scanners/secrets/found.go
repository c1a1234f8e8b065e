package secrets

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/launchlint/launchlint/scanners/secrets/internal/codec"
)

// A found is a match as long as its raw text is at hand.
type found struct {
	rule       *rule
	secret     []byte
	start, end int // of the secret in the fragment's data
	at         foreignPlace
	entropy    float64
	kinds      codec.Kinds
	depth      int
	allowed    *Allowance
	matchFrom  int // of the match in the fragment's data
	matchTo    int
}

// confirm returns the secret in the text that r's expression matched, or nil when
// it is none.
func (s *search) confirm(r *rule, start, end int) *found {
	match := bytes.Trim(s.text[start:end], "\n")
	m := &found{rule: r, depth: s.depth}
	line := lineText{search: s, pass: 0, text: s.f.Data}
	shift := 0 // what was trimmed off the front
	for shift < end-start && s.text[start+shift] == '\n' {
		shift++
	}
	if s.depth > 0 {
		span := codec.Span{Start: start, End: end}
		segments := codec.Touching(s.segments, span)
		if len(segments) == 0 {
			return nil // an earlier pass has seen it
		}
		origin := codec.Original(segments, span)
		m.matchFrom, m.matchTo = origin.Start, origin.End
		for i := range segments {
			m.kinds |= segments[i].Kinds
		}
		line.pass, line.text = s.depth, s.text
		line.from, line.to = s.plain.decoded(segments[0].Decoded.Start, segments[len(segments)-1].Decoded.End)
		m.at = s.lines.foreign(origin.Start, origin.End)
	} else {
		// gitleaks takes what was trimmed off the front from the end.
		m.at = s.lines.foreign(start, start+len(match))
		m.matchFrom = start + shift
		m.matchTo = m.matchFrom + len(match)
		line.from, line.to = s.lineOf(m)
	}

	from, to := group(r, s.work, match)
	m.secret = match[from:to]
	m.entropy = entropy(m.secret)
	if r.Entropy != 0 && m.entropy <= r.Entropy {
		return nil
	}
	if s.depth == 0 {
		m.start, m.end = m.matchFrom+from, m.matchFrom+to
	} else {
		m.start, m.end = m.matchFrom, m.matchTo
	}
	c := candidate{secret: m.secret, match: match, line: line}
	for _, list := range [2][]*allowList{s.d.allow, r.allow} {
		for _, a := range list {
			marks := a.byUser && !s.d.strict // and does not exclude, not even by the path
			if marks && m.allowed != nil || !a.covers(s, &c) && !(marks && a.coversPlace(s)) {
				continue
			}
			if !marks {
				s.stats.Excluded++
				return nil
			}
			m.allowed = allowance(a)
		}
	}
	s.mark(m)
	return m
}

// group returns where in match the secret is: in the rule's group, or in the
// first group that holds something, or in all of it.
func group(r *rule, w *workspace, match []byte) (from, to int) {
	if r.regex.groups() == 0 {
		return 0, len(match)
	}
	// The expression is run on the match alone, as gitleaks does: what it asserts of
	// the text around may come out differently here.
	g := r.regex.find(w, match)
	switch {
	case g == nil:
		return 0, len(match)
	case r.Group > 0:
		return max(g[2*r.Group], 0), max(g[2*r.Group+1], 0)
	}
	for i := 2; i+1 < len(g); i += 2 {
		if g[i+1] > g[i] {
			return g[i], g[i+1]
		}
	}
	return 0, len(match)
}

// lineOf returns the span of the lines that m is on.
func (s *search) lineOf(m *found) (from, to int) {
	if s.d.strict {
		return m.at.from, m.at.to
	}
	return s.lines.around(m.matchFrom, m.matchTo)
}

// pathMatch returns the match of a rule that looks at paths alone.
func (s *search) pathMatch(r *rule, a *allowList) *found {
	m := &found{rule: r}
	if a != nil {
		m.allowed = allowance(a)
	}
	return m
}

// mark notes who lets m pass.
func (s *search) mark(m *found) {
	if s.d.ignore.Holds(s.f.Commit, s.f.Path, m.rule.ID, m.at.line+1+s.f.Line) && m.allowed == nil {
		m.allowed = &Allowance{Kind: "gitleaksignore"}
	}
	if s.d.noAllow {
		return
	}
	c := s.readComments()
	if at, ok := c.foreignIn(s.lineOf(m)); ok {
		line, _ := s.lines.at(at)
		m.allowed = &Allowance{Kind: "comment", Line: line + 1 + s.f.Line}
		return
	}
	if s.d.strict {
		return
	}
	from, _ := s.lines.at(m.matchFrom)
	to, _ := s.lines.at(max(m.matchTo-1, m.matchFrom))
	if own := c.ownFor(m.rule.public.ID, from, to); own != nil {
		m.allowed = &Allowance{Kind: "comment", Reason: hide(own.reason, m.secret), Line: own.line + 1 + s.f.Line}
	}
}

// hide takes a secret out of a reason that was written beside it.
func hide(reason string, secret []byte) string {
	if len(secret) == 0 {
		return reason
	}
	return string(bytes.ReplaceAll([]byte(reason), secret, []byte("…")))
}

func (s *search) readComments() *comments {
	if s.comments == nil {
		s.comments = readComments(&s.lines, s.f.Path)
	}
	return s.comments
}

// match makes what is reported of m.
func (s *search) match(m *found) Match {
	out := Match{
		Rule: m.rule.public, Secret: s.d.identify(m.secret), Entropy: m.entropy,
		Decoded: m.kinds.Names(), Depth: m.depth, Allowed: m.allowed, Tags: m.rule.Tags,
	}
	if m.rule.regex == nil {
		out.Secret.Redacted, out.Secret.Hash = "", ""
		return out
	}
	out.Form = s.d.form(s.f.Data, m)
	s.locate(m, &out)
	out.MatchLine = m.at.line + 1 + s.f.Line
	return out
}

// locate says where in the file m is.
func (s *search) locate(m *found, out *Match) {
	if s.wide != nil {
		out.Decoded = append(out.Decoded, "utf-16")
		s.locateWide(m, out)
	} else {
		out.Start, out.End = m.start, m.end
		line, start := s.lines.at(m.start)
		out.StartLine, out.StartColumn = line+1, m.start-start+1
		line, start = s.lines.at(max(m.end-1, m.start))
		out.EndLine, out.EndColumn = line+1, m.end-start+1
	}
	out.Start += s.f.Offset
	out.End += s.f.Offset
	out.StartLine += s.f.Line
	out.EndLine += s.f.Line
}

// locateWide does it for a match in UTF-16. Bytes and columns are those of the
// file; lines are those of the text, where all of the file is text.
func (s *search) locateWide(m *found, out *Match) {
	data := s.raw.text
	place := func(plain, raw int) (line, column int) {
		if !s.wide.whole {
			line, start := s.raw.at(raw)
			return line + 1, raw - start + 1
		}
		line, start := s.lines.at(plain)
		if line > 0 { // the first one begins with the byte order mark
			start = s.wide.raw(data, start)
		}
		return line + 1, raw - start + 1
	}
	out.Start, out.End = s.wide.raw(data, m.start), s.wide.raw(data, m.end)
	out.StartLine, out.StartColumn = place(m.start, out.Start)
	out.EndLine, out.EndColumn = place(max(m.end-1, m.start), out.End)
}

func sortFound(all []*found) {
	slices.SortStableFunc(all, func(a, b *found) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end),
			cmp.Compare(a.rule.ID, b.rule.ID), cmp.Compare(a.depth, b.depth), bytes.Compare(a.secret, b.secret))
	})
}

// A lineText is the line that a candidate is on. What an allow-list says of it is
// remembered, since thousands of candidates may be on one line.
type lineText struct {
	*search
	pass     int
	text     []byte
	from, to int
}

type lineKey struct {
	list           *allowList
	pass, from, to int
}

func (l *lineText) allowed(a *allowList) bool {
	key := lineKey{a, l.pass, l.from, l.to}
	allowed, known := l.memo[key]
	if !known {
		if l.memo == nil {
			l.memo = make(map[lineKey]bool)
		}
		allowed = l.from < l.to && l.test(a.regexes, l.text[l.from:l.to])
		l.memo[key] = allowed
	}
	return allowed
}
