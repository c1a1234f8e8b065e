// Package codec finds encoded text inside a text and undoes the encoding in
// place: percent, \u and U+ escapes, hex, and base64 of printable ASCII. What it
// takes for encoded, and which encoding wins where two meet, follows gitleaks
// v8.30.1, so that the same secrets come to light; a test compares the two.
package codec

// Kinds is a set of encodings.
type Kinds uint8

// The encodings, in order of precedence: what encodes a text in part goes before
// what encodes all of it.
const (
	Percent Kinds = 1 << iota
	Unicode
	Hex
	Base64
)

// Names returns the names of the encodings in k, in order of precedence.
func (k Kinds) Names() []string {
	var names []string
	for i, name := range []string{"percent", "unicode", "hex", "base64"} {
		if k&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// A Span is a range of bytes, End exclusive.
type Span struct{ Start, End int }

// touches reports whether s and o overlap or meet.
func (s Span) touches(o Span) bool { return o.Start <= s.End && o.End >= s.Start }

func (s Span) contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

func (s Span) merge(o Span) Span { return Span{min(s.Start, o.Start), max(s.End, o.End)} }

// A Segment is one stretch that was decoded.
type Segment struct {
	// Original is where it stood in the first text, before any decoding. It is the
	// whole stretch of the outermost encoding.
	Original Span
	// Decoded is where its plain form stands in the text of this pass.
	Decoded Span
	// Kinds are the encodings undone so far, Depth how often.
	Kinds Kinds
	Depth int

	encoded Span // in the text of the pass before
	before  []Segment
}

// Decode returns text with what is encoded in it replaced by its plain form, and
// the segments of that, in order. before are the segments of the pass that made
// text, nil for the first. With no segment text itself is returned.
func Decode(text []byte, before []Segment) ([]byte, []Segment) {
	var (
		segments []Segment
		plain    []byte
		done     int
	)
	for _, m := range precedence(find(text)) {
		start := len(plain) + m.Start - done
		grown, ok := m.decode(plain, text, done)
		if !ok {
			continue
		}
		plain, done = grown, m.End
		s := Segment{
			Original: original(before, m.Span), encoded: m.Span,
			Decoded: Span{start, len(plain)}, Kinds: m.kind, Depth: 1, before: before,
		}
		if len(before) > 0 {
			s.Depth += before[0].Depth
			for _, p := range touching(before, m.Span) {
				s.Kinds |= p.Kinds
			}
		}
		segments = append(segments, s)
	}
	if segments == nil {
		return text, nil
	}
	return append(plain, text[done:]...), segments
}

// decode appends text from done up to m, and m's plain form. ok is false, and
// nothing appended, when m turns out not to be encoded.
func (m *match) decode(plain, text []byte, done int) (grown []byte, ok bool) {
	value := text[m.Start:m.End]
	var decoded []byte
	switch m.kind {
	case Percent:
		decoded = percent(value)
	case Unicode:
		decoded = unicode(value)
	case Hex:
		decoded = hexadecimal(value)
	case Base64:
		decoded = base64text(value)
	}
	if len(decoded) == 0 {
		return plain, false
	}
	plain = append(plain, text[done:m.Start]...)
	return append(plain, decoded...), true
}
