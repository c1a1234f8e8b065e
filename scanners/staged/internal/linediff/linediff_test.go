package linediff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestAdded(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"nothing", "a\nb\n", "a\nb\n", ""},
		{"both empty", "", "", ""},
		{"new file", "", "a\nb\n", "a\nb\n"},
		{"emptied", "a\n", "", ""},
		{"at the start", "b\nc\n", "a\nb\nc\n", "a\n"},
		{"in the middle", "a\nc\n", "a\nb\nc\n", "b\n"},
		{"at the end", "a\nb\n", "a\nb\nc\n", "c\n"},
		{"changed", "a\nb\nc\n", "a\nX\nc\n", "X\n"},
		{"removed", "a\nb\nc\n", "a\nc\n", ""},
		{"a second copy", "a\nb\n", "a\nb\na\n", "a\n"},
		{"moved", "a\nb\nc\nd\n", "b\nc\nd\na\n", "a\n"},
		{"no line end", "a\nb", "a\nb\n", ""},
		{"other line ends", "a\nb\n", "a\r\nb\r\n", ""},
		{"empty lines", "a\n\nb\n", "a\n\n\nb\n", "\n"},
		{"two places", "a\nb\nc\nd\n", "X\na\nb\nY\nc\nd\n", "X\nY\n"},
	} {
		var got strings.Builder
		for _, s := range Added(c.before, c.after) {
			got.WriteString(c.after[s.Start:s.End])
		}
		if got.String() != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got.String(), c.want)
		}
	}
}

// longest is the length of the longest common subsequence, in the slow way.
func longest(a, b []string) int {
	row := make([]int, len(b)+1)
	for i := range a {
		corner := 0
		for j := range b {
			up := row[j+1]
			if a[i] == b[j] {
				row[j+1] = corner + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			corner = up
		}
	}
	return row[len(b)]
}

// TestShortest holds random texts to what a diff is: the lines that are not added
// stand in the old text in that order, and none fewer than can.
func TestShortest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func(words int) []string {
		lines := make([]string, r.IntN(60))
		for i := range lines {
			lines[i] = string(rune('a' + r.IntN(words)))
		}
		return lines
	}
	for range 3000 {
		words := 1 + r.IntN(26)
		before, after := text(words), text(words)
		if r.IntN(2) == 0 { // few edits
			after = slices.Clone(before)
			for range r.IntN(5) {
				at := r.IntN(len(after) + 1)
				if r.IntN(2) == 0 && at < len(after) {
					after = slices.Delete(after, at, at+1)
				} else {
					after = slices.Insert(after, at, string(rune('a'+r.IntN(words))))
				}
			}
		}
		old, now := strings.Join(before, "\n"), strings.Join(after, "\n")
		spans := Added(old, now)
		kept := keptLines(now, spans)
		if got, want := len(kept), longest(splitLines(old), splitLines(now)); got != want {
			t.Fatalf("%q to %q: %d lines are kept, want %d", old, now, got, want)
		}
		if !isSubsequence(kept, splitLines(old)) {
			t.Fatalf("%q to %q: %q does not stand in the old text in that order", old, now, kept)
		}
	}
}

// TestBounded holds a comparison that runs out of work to the safe side.
func TestBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	lines := make([]string, 2000)
	for i := range lines {
		lines[i] = fmt.Sprint("line ", i)
	}
	before := strings.Join(lines, "\n")
	r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	after := strings.Join(slices.Insert(lines, 1000, "only in the new text"), "\n")
	spans := added(before, after, 10_000)
	kept := keptLines(after, spans)
	if !isSubsequence(kept, splitLines(before)) {
		t.Error("what is kept does not stand in the old text in that order")
	}
	at := strings.Index(after, "only in the new text")
	if !Touch(spans, at, at+4) {
		t.Error("a line that the old text does not have is not added")
	}
	if all := len(keptLines(after, Added(before, after))); len(kept) >= all {
		t.Errorf("%d lines are kept, and %d without a bound: this test does not meet it", len(kept), all)
	}
}

func TestTooLarge(t *testing.T) {
	before := strings.Repeat("\n", maxLines)
	after := before + "x"
	if got := Added(before, after); !slices.Equal(got, []Span{{0, len(after)}}) {
		t.Errorf("got %v, want all of the text", got)
	}
}

func TestTouch(t *testing.T) {
	spans := []Span{{10, 20}, {30, 31}}
	for _, c := range []struct {
		start, end int
		want       bool
	}{
		{0, 10, false},
		{0, 11, true},
		{9, 10, false},
		{10, 10, true},
		{19, 25, true},
		{20, 30, false},
		{20, 31, true},
		{30, 30, true},
		{31, 40, false},
		{0, 100, true},
	} {
		if got := Touch(spans, c.start, c.end); got != c.want {
			t.Errorf("[%d,%d): %v", c.start, c.end, got)
		}
	}
	if Touch(nil, 0, 10) {
		t.Error("no span is touched")
	}
}

func splitLines(text string) []string {
	lines := slices.Collect(strings.Lines(text))
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\n")
	}
	return lines
}

// keptLines returns the lines of text outside of the spans.
func keptLines(text string, spans []Span) []string {
	var kept strings.Builder
	at := 0
	for _, s := range spans {
		kept.WriteString(text[at:s.Start])
		at = s.End
	}
	kept.WriteString(text[at:])
	return splitLines(kept.String())
}

func isSubsequence(part, whole []string) bool {
	for _, line := range whole {
		if len(part) > 0 && part[0] == line {
			part = part[1:]
		}
	}
	return len(part) == 0
}
