package novel

import (
	"bytes"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// infer looks at what of a text is new, as far as that tells what the whole holds.
// ok is false when it does not. The error is ctx's.
func (v *visitor) infer(b *blob, o *objects.Object) (next *state, ok bool, err error) {
	base, _ := o.BaseState.(*state)
	if base == nil || o.Delta == nil || !b.set.within(base.set) {
		return nil, false, nil
	}
	large := len(o.Data) > window.Size
	if large && base.cramped {
		return nil, false, nil
	}
	p := &v.pieces
	if !p.cut(b, o, base.spots) {
		return nil, false, nil
	}
	v.found.NovelBytes += p.novel
	v.found.WindowBytes += int64(len(p.text))
	key := stateKey{b.set, base.known, base.cramped}
	if !key.cramped && len(o.Data) > smallBase {
		key.cramped = !b.roomy(p.text)
	}
	var spots []secrets.Span
	b.excluded = true
	for _, c := range b.set.classes {
		if c.excluded {
			continue
		}
		b.excluded = false
		if len(p.list) == 0 {
			b.matches = append(b.matches, c.alone...)
			continue
		}
		v.trace = secrets.Trace{Edges: p.edges, Known: base.known, Spots: v.trace.Spots[:0]}
		at := len(b.matches)
		f := secrets.Fragment{Path: c.path, Data: p.text, Conceal: b.Conceal, Trace: &v.trace}
		_, err := b.Detector.Detect(b.ctx, f, func(m secrets.Match) { b.matches = append(b.matches, m) })
		if err != nil {
			return nil, false, err
		}
		t := &v.trace
		key.cramped = key.cramped || t.Dense
		if t.Tied || t.Any&^base.known != 0 || large && (key.cramped || t.Keyed) {
			return nil, false, nil
		}
		p.place(o.Data, b.matches[at:])
		for _, s := range t.Spots {
			spots = append(spots, p.spot(s))
		}
	}
	return v.stateOf(key, spots), true, nil
}

// pieces are the parts of a text that are looked at, put together to one.
type pieces struct {
	text  []byte
	list  []piece
	edges []secrets.Span
	novel int64

	ranges []secrets.Span // of the whole text: what has changed, and what held a match
	cores  []secrets.Span // the lines that ranges are on
}

// A piece is a part of the whole text: n bytes, at to in it and at in the pieces.
type piece struct{ in, to, n int }

// cut finds the pieces of an object. It reports false when all of it is as well
// looked at.
func (p *pieces) cut(b *blob, o *objects.Object, spots []secrets.Span) bool {
	p.text, p.list, p.edges = p.text[:0], p.list[:0], p.edges[:0]
	p.changes(o.Delta, len(o.BaseData), len(o.Data), spots)
	p.lines(o.Data)
	most := window.Size
	if len(o.Data) <= window.Size && !b.eager {
		most = len(o.Data) - len(o.Data)/4
	}
	for i := 0; i < len(p.cores); {
		core := p.cores[i]
		before := b.before(o.Data, core.Start)
		var behind side
		for i++; ; i++ {
			for ; i < len(p.cores) && p.cores[i].Start-core.End < near; i++ {
				core.End = p.cores[i].End
			}
			behind = b.behind(o.Data, core.End)
			if i == len(p.cores) || p.cores[i].Start > behind.far && b.before(o.Data, p.cores[i].Start).far > behind.far {
				break
			}
			core.End = p.cores[i].End
		}
		p.add(o.Data, before, behind)
		if len(p.text) > most {
			return false
		}
	}
	return true
}

// near is how many bytes apart cores are taken together without another look:
// about as many as their sides would have.
const near = 200

// changes lists where the text differs from its base and where it holds what the
// base's matches were made of. A range is all that is new, or the place between two
// bytes that did not stand side by side.
func (p *pieces) changes(delta []objects.Instruction, base, size int, spots []secrets.Span) {
	p.ranges, p.novel = p.ranges[:0], 0
	at := 0
	for i, in := range delta {
		end := at + int(in.Size)
		switch {
		case in.IsInsert():
			p.ranges = append(p.ranges, secrets.Span{Start: at, End: end})
			p.novel += int64(in.Size)
		case i == 0 && in.From != 0, i > 0 && !delta[i-1].IsInsert():
			p.ranges = append(p.ranges, secrets.Span{Start: at, End: at})
		}
		if !in.IsInsert() {
			p.copied(in, at, spots)
		}
		if i == len(delta)-1 && !in.IsInsert() && int(in.From)+int(in.Size) != base {
			p.ranges = append(p.ranges, secrets.Span{Start: size, End: size})
		}
		at = end
	}
}

// copied adds the spots that lie within a copy, which is at offset at now.
func (p *pieces) copied(in objects.Instruction, at int, spots []secrets.Span) {
	from, to := int(in.From), int(in.From)+int(in.Size)
	i, _ := slices.BinarySearchFunc(spots, from, func(s secrets.Span, from int) int { return s.Start - from })
	for ; i < len(spots) && spots[i].Start < to; i++ {
		if spots[i].End <= to {
			p.ranges = append(p.ranges, secrets.Span{Start: spots[i].Start - from + at, End: spots[i].End - from + at})
		}
	}
}

// lines finds the lines that the ranges are on: of the byte before, the bytes in,
// and the byte behind each.
func (p *pieces) lines(text []byte) {
	p.cores = p.cores[:0]
	for _, r := range p.ranges {
		last := len(p.cores) - 1
		if last >= 0 && r.End < p.cores[last].End {
			continue // Have: the byte behind it is in the core as well, and the byte before.
		}
		to := lineEnd(text, r.End)
		if last >= 0 && r.Start <= p.cores[last].End {
			p.cores[last].End = to
			continue
		}
		from := lineStart(text, max(r.Start-1, 0))
		if last >= 0 && from <= p.cores[last].End {
			p.cores[last].End = to
			continue
		}
		p.cores = append(p.cores, secrets.Span{Start: from, End: to})
	}
}

// lineStart returns where the line begins that the byte at offset at is on.
func lineStart(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

// lineEnd returns where the line behind it begins.
func lineEnd(text []byte, at int) int {
	if at < len(text) {
		if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
			return at + i + 1
		}
	}
	return len(text)
}

// A side is what is looked at before or behind a core: up to far, and beyond near
// it is edge. See the package comment.
type side struct{ near, far int }

// before returns the side before offset at, where a line begins.
func (b *blob) before(text []byte, at int) side {
	first := b.stopBefore(text, at)
	return side{near: lineEnd(text, first), far: b.stopBefore(text, first)}
}

// stopBefore returns where the last line before at begins that no match goes over,
// or 0.
func (b *blob) stopBefore(text []byte, at int) int {
	for at > 0 {
		start := lineStart(text, at-1)
		stops := b.stops(text[start : at-1])
		at = start
		if stops {
			break
		}
	}
	return at
}

// behind returns the side behind offset at, where a line begins.
func (b *blob) behind(text []byte, at int) side {
	near, first := b.stopBehind(text, at)
	_, far := b.stopBehind(text, first)
	return side{near, far}
}

// stopBehind returns where the first line behind at is that no match goes over, or
// the end.
func (b *blob) stopBehind(text []byte, at int) (start, end int) {
	for at < len(text) {
		start, at = at, lineEnd(text, at)
		if b.stops(bytes.TrimSuffix(text[start:at], []byte("\n"))) {
			return start, at
		}
	}
	return at, at
}

// add adds the piece between two sides, with the line feed before it.
func (p *pieces) add(text []byte, before, behind side) {
	from, in := max(before.far-1, 0), len(p.text)
	p.text = append(p.text, text[from:behind.far]...)
	p.list = append(p.list, piece{in, from, behind.far - from})
	if before.far > 0 {
		p.edges = append(p.edges, secrets.Span{Start: in, End: in + before.near - from})
	}
	if behind.far < len(text) {
		p.edges = append(p.edges, secrets.Span{Start: in + behind.near - from, End: len(p.text)})
	}
}

// of returns the piece that the byte at offset at of the pieces is in.
func (p *pieces) of(at int) *piece {
	i, found := slices.BinarySearchFunc(p.list, at, func(c piece, at int) int { return c.in - at })
	if !found {
		i--
	}
	return &p.list[i]
}

// spot returns where in the whole text a part of the pieces is.
func (p *pieces) spot(s secrets.Span) secrets.Span {
	shift := p.of(s.Start).shift()
	return secrets.Span{Start: s.Start + shift, End: s.End + shift}
}

func (c *piece) shift() int { return c.to - c.in }

// place corrects the places of matches in the pieces to those in the whole text.
func (p *pieces) place(text []byte, matches []secrets.Match) {
	for i := range matches {
		m := &matches[i]
		if m.StartLine == 0 {
			continue
		}
		c := p.of(m.Start)
		feed := []byte{'\n'}
		lines := bytes.Count(text[:c.to], feed) - bytes.Count(p.text[:c.in], feed)
		m.Start += c.shift()
		m.End += c.shift()
		m.StartLine += lines
		m.EndLine += lines
		m.MatchLine += lines
		if m.Allowed != nil && m.Allowed.Line > 0 {
			a := *m.Allowed
			a.Line += lines
			m.Allowed = &a
		}
	}
}
