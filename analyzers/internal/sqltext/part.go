package sqltext

import (
	"sort"
	"strings"
)

// A Part is a stretch of a query's text, or a hole: the place of a Go expression
// whose text is not known.
type Part struct {
	Text string
	Hole Hole
	// Marks is how many `?` a hole is known to hold, when MarksKnown. Holes of kind
	// OneValue and Name hold none.
	Marks      int
	MarksKnown bool
}

// Hole says what stands in a hole.
type Hole uint8

const (
	// NoHole marks a part that is text.
	NoHole Hole = iota
	// Anything may be a value, a name, a condition, a clause, nothing.
	Anything
	// OneValue is a single value, as of %d, or part of a literal.
	OneValue
	// Name is the name of a column or table, or several with commas.
	Name
)

// A Pos is a place in the text: a byte of the Text of a part.
type Pos struct {
	Part   int
	Offset int
}

// A Span is a stretch of the text. The zero Span is no place.
type Span struct {
	Start, End Pos
}

// A Problem is a stretch that was not understood.
type Problem struct {
	At     Pos
	Reason string
}

// hole stands for a hole in the assembled text; the byte does not occur elsewhere.
const hole = 0

// A source is the parts as one text.
type source struct {
	parts  []Part
	text   string
	starts []int // where each part begins in text
}

func assemble(parts []Part) *source {
	s := &source{parts: parts, starts: make([]int, len(parts))}
	var b strings.Builder
	for i, p := range parts {
		s.starts[i] = b.Len()
		if p.Hole != NoHole {
			b.WriteByte(hole)
			continue
		}
		if strings.IndexByte(p.Text, hole) >= 0 {
			b.WriteString(strings.ReplaceAll(p.Text, "\x00", " "))
		} else {
			b.WriteString(p.Text)
		}
		if b.Len() > maxText {
			break
		}
	}
	s.text = b.String()
	return s
}

// pos turns an offset of the assembled text into a place. Empty parts begin where
// the next one does: the last that begins there is the one that has the byte.
func (s *source) pos(off int) Pos {
	i := sort.SearchInts(s.starts, off+1) - 1
	if i < 0 {
		return Pos{}
	}
	return Pos{Part: i, Offset: off - s.starts[i]}
}

// holeAt returns the number of the part whose hole is at an offset.
func (s *source) holeAt(off int) int {
	return s.pos(off).Part
}

// marks returns how many `?` the hole of a part holds; known is false when any
// number is possible.
func (s *source) marks(part int) (n int, known bool) {
	switch p := s.parts[part]; {
	case p.Hole != Anything:
		return 0, true
	default:
		return p.Marks, p.MarksKnown
	}
}

// sqlcName reads sqlc's `-- name: GetUser :one`.
func (s *source) sqlcName() (name, command string) {
	text := s.text
	for range 8 { // it stands in the first comment lines
		text = strings.TrimLeft(text, " \t\r\n")
		line, rest, _ := strings.Cut(text, "\n")
		comment, ok := strings.CutPrefix(line, "--")
		if !ok {
			return "", ""
		}
		if after, ok := strings.CutPrefix(strings.TrimSpace(comment), "name:"); ok {
			f := strings.Fields(after)
			if len(f) > 0 {
				name = f[0]
			}
			if len(f) > 1 {
				command = f[1]
			}
			return name, command
		}
		text = rest
	}
	return "", ""
}

// end turns the offset after a byte into a place behind that byte.
func (s *source) end(off int) Pos {
	at := s.pos(off - 1)
	if s.parts[at.Part].Hole == NoHole {
		at.Offset++
	}
	return at
}
