package secrets

import (
	"bytes"
	"sort"
)

// lines finds lines by offset. The table is made when it is first asked for:
// most texts hold no match.
type lines struct {
	text []byte
	feed []int // offsets of line feeds
	made bool
}

func (l *lines) feeds() []int {
	if !l.made {
		l.made = true
		l.feed = make([]int, 0, bytes.Count(l.text, []byte{'\n'}))
		for at := 0; ; {
			i := bytes.IndexByte(l.text[at:], '\n')
			if i < 0 {
				break
			}
			l.feed = append(l.feed, at+i)
			at += i + 1
		}
	}
	return l.feed
}

// at returns the 0-based line that the byte at offset is on, a line feed being
// the last byte of its line, and the offset at which that line starts.
func (l *lines) at(offset int) (line, start int) {
	feeds := l.feeds()
	line = sort.SearchInts(feeds, offset)
	if line == 0 {
		return 0, 0
	}
	return line, feeds[line-1] + 1
}

// span returns where 0-based line stands, without its line feed.
func (l *lines) span(line int) (start, end int) {
	feeds := l.feeds()
	if line > 0 {
		start = feeds[line-1] + 1
	}
	if line < len(feeds) {
		return start, feeds[line]
	}
	return start, len(l.text)
}

// around returns the lines that [start,end) touches, without the last line feed.
func (l *lines) around(start, end int) (from, to int) {
	_, from = l.at(start)
	last, _ := l.at(max(start, end-1))
	_, to = l.span(last)
	return from, max(to, end)
}

// decoded returns the line that a decoded stretch is on, from the line feed
// before it to the one behind it.
func (l *lines) decoded(start, end int) (from, to int) {
	feeds := l.feeds()
	if i := sort.SearchInts(feeds, start+1); i > 0 {
		from = feeds[i-1]
	}
	to = len(l.text)
	if i := sort.SearchInts(feeds, end); i < len(feeds) {
		to = feeds[i]
	}
	return from, to
}

// A foreignPlace is where gitleaks v8.30.1 says that a match is: lines count from
// 0, columns from 1 on the first line and from 2 on the others, since it counts
// from the line feed; a text without a final line feed makes it take everything
// from the start of the text for the line of a match on its last line. Equal
// results need equal errors.
type foreignPlace struct {
	line, endLine int
	column        int
	from, to      int // the "line" that allow-lists and comments are looked for in
}

func (l *lines) foreign(start, end int) foreignPlace {
	feeds := l.feeds()
	if len(feeds) == 0 {
		feeds = []int{len(l.text)}
	}
	before := func(i int) int {
		if i == 0 {
			return 0
		}
		return feeds[i-1]
	}
	var p foreignPlace
	first := sort.SearchInts(feeds, start+1) // the first feed behind start
	last := sort.SearchInts(feeds, end)      // the first feed at or behind end
	setEnd := func() {
		if last < len(feeds) && before(last) < end {
			p.endLine, p.to = last, feeds[last]
		}
	}
	if first < len(feeds) {
		if last < first {
			setEnd()
		}
		p.line, p.endLine = first, first
		p.column = start - before(first) + 1
		p.from, p.to = before(first), feeds[first]
		if last >= first {
			setEnd()
		}
	} else {
		p.line, p.endLine = len(feeds), len(feeds)
		p.column = start - before(len(feeds)) + 1
		p.to = len(l.text)
		if i := bytes.IndexAny(l.text[end:], "\r\n"); i >= 0 {
			p.to = end + i
		}
	}
	p.to = max(p.to, end)
	return p
}
