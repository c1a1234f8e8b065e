package secrets

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

const (
	foreignAllow = "gitleaks:allow"
	ownAllow     = "launchlint:ignore"
	family       = "secret"
)

// markers are what a comment may start with in the languages that secrets are
// found in, longer ones before those they end in.
var markers = []string{"<!--", "/*", "//", "--", "#", ";", "%", "'", "*"}

// closers end a comment on its line.
var closers = []string{"*/", "-->"}

// A comment is one launchlint:ignore comment about secrets.
type comment struct {
	line     int // 0-based, where it stands
	from, to int // 0-based lines that it covers
	names    []string
	reason   string
}

// names reports whether the comment names the rule with that full ID.
func (c *comment) covers(id string) bool {
	return slices.Contains(c.names, id) || slices.Contains(c.names, family)
}

// comments are the allow comments of one text.
type comments struct {
	foreign   []int // offsets of gitleaks:allow
	own       []comment
	malformed []Malformed
}

// readComments looks through a whole text. file is its path.
func readComments(l *lines, file string) *comments {
	c := new(comments)
	for at := range occurrences(l.text, foreignAllow) {
		c.foreign = append(c.foreign, at)
	}
	for at := range occurrences(l.text, ownAllow) {
		c.add(l, at, path.Ext(file) == ".go")
	}
	c.skipDirectives()
	return c
}

// add reads the launchlint:ignore at offset at.
func (c *comments) add(l *lines, at int, isGo bool) {
	line, start := l.at(at)
	_, end := l.span(line)
	before := bytes.TrimRight(l.text[start:at], " \t")
	code, ok := cutMarker(before)
	rest := string(l.text[at+len(ownAllow) : end])
	if !ok || rest != "" && !strings.ContainsAny(rest[:1], " \t\r") {
		return // a word of prose, or another tool's
	}
	for _, closer := range closers {
		rest, _, _ = strings.Cut(rest, closer)
	}
	list, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
	found := comment{line: line, reason: strings.TrimSpace(reason)}
	for name := range strings.SplitSeq(list, ",") {
		if name == family || strings.HasPrefix(name, family+"/") {
			found.names = append(found.names, name)
		}
	}
	switch {
	case list == "":
		if !isGo { // the code scanner reports these
			c.malformed = append(c.malformed, Malformed{line + 1, "launchlint:ignore names no rule: write launchlint:ignore secret/RULE and a reason"})
		}
		return
	case found.names == nil:
		return // about rules of another family
	case found.reason == "":
		c.malformed = append(c.malformed, Malformed{line + 1, "launchlint:ignore " + clip(list) + " gives no reason: add one behind the rule"})
		return
	}
	found.from, found.to = line, line
	if len(bytes.TrimSpace(code)) == 0 { // alone on its line: about the next one
		found.from, found.to = line+1, line+1
	}
	c.own = append(c.own, found)
}

// clip bounds what is quoted from a file.
func clip(s string) string {
	const most = 80
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

// skipDirectives lets a comment that stands above another one reach what the
// other one reaches.
func (c *comments) skipDirectives() {
	for i := len(c.own) - 2; i >= 0; i-- {
		if next := &c.own[i+1]; c.own[i].to == next.line && next.from > next.line {
			c.own[i].from, c.own[i].to = next.from, next.to
		}
	}
}

// cutMarker returns what stands before the comment marker that ends before.
func cutMarker(before []byte) (code []byte, ok bool) {
	for _, m := range markers {
		if code, ok := bytes.CutSuffix(before, []byte(m)); ok && m != "*" {
			return code, true
		}
	}
	// A line inside a block comment starts with a star.
	if bytes.Equal(bytes.TrimSpace(before), []byte("*")) {
		return nil, true
	}
	return nil, false
}

// ownFor returns the comment that covers a match of the rule from line from to
// line to (0-based, inclusive), or nil.
func (c *comments) ownFor(id string, from, to int) *comment {
	for i := range c.own {
		// A comment at the end of any line of the match covers it; one above only
		// when the match begins below it.
		o := &c.own[i]
		behind := o.from == o.line && from <= o.line && o.line <= to
		if o.covers(id) && (behind || o.from > o.line && o.from == from) {
			return o
		}
	}
	return nil
}

// foreignIn reports whether a gitleaks:allow stands within text[from:to].
func (c *comments) foreignIn(from, to int) (offset int, ok bool) {
	i, _ := slices.BinarySearch(c.foreign, from)
	if i < len(c.foreign) && c.foreign[i]+len(foreignAllow) <= to {
		return c.foreign[i], true
	}
	return 0, false
}

// occurrences yields the offsets of word in text, in order.
func occurrences(text []byte, word string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for at := 0; ; {
			i := bytes.Index(text[at:], []byte(word))
			if i < 0 || !yield(at+i) {
				return
			}
			at += i + len(word)
		}
	}
}
