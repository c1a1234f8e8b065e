// Package linediff finds the lines that a text has and an older one had not.
//
// It is the shortest edit script of Myers ("An O(ND) Difference Algorithm and Its
// Variations", 1986) in its form for linear space, on lines that both texts have:
// the others need no search. Two texts that differ in everything cost its square,
// so the work is bounded, and what was not decided by then counts as added.
package linediff

import (
	"cmp"
	"slices"
	"strings"
)

// A Span is a stretch of whole lines in the newer text: byte offsets, End exclusive.
type Span struct{ Start, End int }

// What is over these bounds is not compared: all of the newer text counts as added.
const (
	// maxWork is in steps of one comparison: about a tenth of a second.
	maxWork = 20_000_000
	// MaxText is in bytes of both texts, maxLines in lines: about 100 MB of memory.
	MaxText  = 64 << 20
	maxLines = 2_000_000
)

// Added returns the lines of after that are not lines of before at that place, in
// order; neighbours are one span. A line is compared without its line end, be it
// LF or CR LF.
func Added(before, after string) []Span { return added(before, after, maxWork) }

func added(before, after string, work int) []Span {
	if len(before)+len(after) > MaxText || strings.Count(before, "\n")+strings.Count(after, "\n") > maxLines {
		return []Span{{0, len(after)}}
	}
	d := differ{work: work}
	olds := d.intern(before, nil)
	known := int32(len(d.ids))
	var starts []int
	news := d.intern(after, &starts)
	starts = append(starts, len(after))

	seen := make([]bool, len(d.ids))
	for _, id := range news {
		seen[id] = true
	}
	d.old = slices.DeleteFunc(olds, func(id int32) bool { return !seen[id] })
	d.added = make([]bool, len(news))
	for i, id := range news {
		if id >= known {
			d.added[i] = true
			continue
		}
		d.new = append(d.new, id)
		d.lines = append(d.lines, i)
	}
	d.compare()

	var spans []Span
	for i, is := range d.added {
		switch last := len(spans) - 1; {
		case !is:
		case last >= 0 && spans[last].End == starts[i]:
			spans[last].End = starts[i+1]
		default:
			spans = append(spans, Span{starts[i], starts[i+1]})
		}
	}
	return spans
}

// Touch reports whether a span has a byte of [start,end) or, when that is empty,
// the byte at start. The spans are those of Added.
func Touch(spans []Span, start, end int) bool {
	end = max(end, start+1)
	i, _ := slices.BinarySearchFunc(spans, start, func(s Span, at int) int { return cmp.Compare(s.End, at+1) })
	return i < len(spans) && spans[i].Start < end
}

// A differ compares two sequences of line numbers, equal ones for equal lines.
type differ struct {
	ids      map[string]int32
	old, new []int32
	lines    []int // of new, by what they are in the whole text
	added    []bool
	work     int
	forward  []int
	backward []int
}

// intern numbers the lines of text, and notes where they start.
func (d *differ) intern(text string, starts *[]int) []int32 {
	if d.ids == nil {
		d.ids = make(map[string]int32)
	}
	numbers := make([]int32, 0, strings.Count(text, "\n")+1)
	for at := 0; at < len(text); {
		if starts != nil {
			*starts = append(*starts, at)
		}
		line, next := text[at:], len(text)
		if end := strings.IndexByte(line, '\n'); end >= 0 {
			line, next = line[:end], at+end+1
		}
		line = strings.TrimSuffix(line, "\r")
		id, ok := d.ids[line]
		if !ok {
			id = int32(len(d.ids))
			d.ids[line] = id
		}
		numbers = append(numbers, id)
		at = next
	}
	return numbers
}
