package window

import (
	"bytes"
	"context"
	"math/rand/v2"
	"testing"
	"testing/iotest"
)

// A cut is what a window looks like from outside.
type cut struct {
	data                         string
	offset, line, column, behind int
	from, to                     int
	last                         bool
}

func cutOf(w *Window) cut {
	return cut{string(w.Data), w.Offset, w.Line, w.Column, w.LastLine(), w.from, w.to, w.Last}
}

// A text in memory is cut as one that is read.
func TestEachCutsAsRead(t *testing.T) {
	g := rand.New(rand.NewPCG(4, 5))
	for _, size := range []int{0, 1, Size - 1, Size, Size + 1, Size + step - 1, Size + step, Size + step + 1, 4*Size + 99} {
		text := make([]byte, size)
		for i := range text {
			text[i] = "\n.\x00."[g.IntN(4)]
		}
		if size > 1 && size%2 == 1 {
			copy(text, "\xff\xfe")
		}
		var want, got []cut
		total, err := Read(context.Background(), iotest.HalfReader(bytes.NewReader(text)), NewBuffer(), func(w *Window) error {
			want = append(want, cutOf(w))
			return nil
		})
		if err != nil || total != int64(size) {
			t.Fatalf("%d bytes: read %d, %v", size, total, err)
		}
		if err := Each(text, func(w *Window) error { got = append(got, cutOf(w)); return nil }); err != nil {
			t.Fatal(err)
		}
		if len(got) != len(want) {
			t.Fatalf("%d bytes: %d windows, want %d", size, len(got), len(want))
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%d bytes: window %d is at %d, line %d, want %d, %d", size, i, got[i].offset, got[i].line, want[i].offset, want[i].line)
			}
		}
	}
}

func TestLinesOfWideTexts(t *testing.T) {
	for _, c := range []struct {
		text         string
		lines, after int
	}{
		{"a\nb\ncd", 2, 2},
		{"ab", 0, 2},
		{"\xff\xfea\x00\n\x00\x0a\x0ab\x00", 1, 4}, // U+0A0A is a letter
		{"\xfe\xff\x00\n\x0a\x00\x00b", 1, 4},
	} {
		lines, after := countLines([]byte(c.text), lineEnd([]byte(c.text)))
		if lines != c.lines || after != c.after {
			t.Errorf("%q: %d lines and %d bytes, want %d and %d", c.text, lines, after, c.lines, c.after)
		}
	}
}
