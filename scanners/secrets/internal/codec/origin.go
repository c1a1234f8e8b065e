package codec

import (
	"bytes"
	"sort"
)

// Touching returns the segments whose decoded text overlaps or meets span. A
// match that touches none was there before decoding.
func Touching(segments []Segment, span Span) []Segment { return touching(segments, span) }

// touching finds by bisection what is a run of neighbours, since segments are in
// order and do not overlap.
func touching(segments []Segment, span Span) []Segment {
	from := sort.Search(len(segments), func(i int) bool { return segments[i].Decoded.End >= span.Start })
	to := from
	for to < len(segments) && segments[to].Decoded.Start <= span.End {
		to++
	}
	return segments[from:to]
}

// Original maps a span of decoded text to the span of the first text that it
// came from: the whole encoded stretch when it lies within one, else that and
// what surrounds it.
func Original(segments []Segment, span Span) Span { return original(segments, span) }

func original(segments []Segment, span Span) Span {
	for len(segments) > 0 {
		var outer Span
		for _, s := range touching(segments, span) {
			if s.Decoded.contains(span) {
				return s.Original
			}
			// How far the span reaches out of s on either side is the same in both texts.
			all := s.Decoded.merge(span)
			here := Span{s.encoded.Start + all.Start - s.Decoded.Start, s.encoded.End + all.End - s.Decoded.End}
			if outer.End == 0 {
				outer = here
			} else {
				outer = outer.merge(here)
			}
		}
		if outer.End == 0 {
			return span
		}
		span, segments = outer, segments[0].before
	}
	return span
}

// Moved returns where what was at offset at of the text that segments were decoded
// in stands now. It is for offsets outside of what was decoded.
func Moved(segments []Segment, at int) int {
	i := sort.Search(len(segments), func(i int) bool { return segments[i].encoded.End > at })
	if i == 0 {
		return at
	}
	s := &segments[i-1]
	return at - s.encoded.End + s.Decoded.End
}

// JoinsLines reports whether decoding text would take a line feed away: the blank
// behind a U+XXXX is part of it.
func JoinsLines(text []byte) bool {
	f := finder{text: text}
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("U+"))
		if i < 0 {
			return false
		}
		at += i
		if f.pointAt(at) == 7 && text[at+6] == '\n' {
			return true
		}
		at++
	}
}
