package codec

import "sort"

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
