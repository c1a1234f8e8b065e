package codec

import "bytes"

// A match is a stretch that looks encoded.
type match struct {
	Span
	kind Kinds
}

// The shortest runs that are looked at. Shorter ones are words.
const (
	minHex    = 32
	minBase64 = 16
)

var (
	inBase64 = charset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz/+-")
	inHex    = charset("0123456789ABCDEFabcdef")
)

func charset(chars string) *[256]bool {
	var set [256]bool
	for i := range len(chars) {
		set[chars[i]] = true
	}
	return &set
}

// find returns the stretches that look encoded, leftmost first, without overlap;
// at one position percent goes before unicode, hex and base64.
func find(text []byte) []match {
	var all []match
	f := finder{text: text, percent: -1, escape: -1, point: -1, known: match{Span: Span{-1, -1}}}
	for at := 0; at < len(text); {
		if f.known.Start < at {
			f.known = f.run(at)
		}
		run := f.known
		special := f.special(at)
		if special.Start < run.Start {
			if special.Start == len(text) {
				break
			}
			all = append(all, special)
			at = special.End
			continue
		}
		if run.Start == len(text) {
			break
		}
		all = append(all, run)
		at = run.End
	}
	return all
}

// A finder remembers where the next stretch of each kind was seen, so that no
// byte is looked at again and again.
type finder struct {
	text                   []byte
	percent, escape, point int // next position at or behind the last one asked for; -1 for not known
	known                  match
}

// run returns the next stretch of hex or base64 that starts at or behind from,
// or an empty one at the end of the text.
func (f *finder) run(from int) match {
	text := f.text
	for from+minBase64 <= len(text) {
		// A run of 16 from here on has no gap: look for the last gap, and go on behind it.
		gap := from + minBase64 - 1
		for gap >= from && inBase64[text[gap]] {
			gap--
		}
		if gap >= from {
			from = gap + 1
			continue
		}
		end := from + minBase64
		for end < len(text) && inBase64[text[end]] {
			end++
		}
		hex := from
		for hex < end && inHex[text[hex]] {
			hex++
		}
		if hex-from >= minHex {
			return match{Span{from, hex}, Hex}
		}
		for pad := 0; pad < 2 && end < len(text) && text[end] == '='; pad++ {
			end++
		}
		return match{Span{from, end}, Base64}
	}
	return match{Span: Span{len(text), len(text)}}
}

// special returns the next percent or unicode stretch that starts at or behind
// from, or an empty one at the end of the text.
func (f *finder) special(from int) match {
	f.percent = f.next(f.percent, from, f.percentAt, "%")
	f.escape = f.next(f.escape, from, f.escapeAt, `\`)
	f.point = f.next(f.point, from, f.pointAt, "U+")
	first := min(f.percent, f.escape, f.point)
	switch {
	case first == len(f.text):
		return match{Span: Span{first, first}}
	case first == f.percent:
		return match{Span{first, f.percentEnd(first)}, Percent}
	case first == f.escape:
		return match{Span{first, f.runOf(first, f.escapeAt)}, Unicode}
	}
	return match{Span{first, f.runOf(first, f.pointAt)}, Unicode}
}

// next returns the first position at or behind from at which at finds something,
// or the end of the text. known is the answer to an earlier question.
func (f *finder) next(known, from int, at func(int) int, mark string) int {
	if known >= from {
		return known
	}
	for from < len(f.text) {
		i := bytes.Index(f.text[from:], []byte(mark))
		if i < 0 {
			break
		}
		from += i
		if at(from) > 0 {
			return from
		}
		from++
	}
	return len(f.text)
}

// runOf returns the end of the repetitions of what at finds.
func (f *finder) runOf(from int, at func(int) int) int {
	for {
		n := at(from)
		if n == 0 {
			return from
		}
		from += n
	}
}

// percentAt returns the length of a %XX at i, or 0.
func (f *finder) percentAt(i int) int {
	if i+3 <= len(f.text) && f.text[i] == '%' && inHex[f.text[i+1]] && inHex[f.text[i+2]] {
		return 3
	}
	return 0
}

// percentEnd returns the end of the last %XX on the line of the one at i.
func (f *finder) percentEnd(i int) int {
	end := bytes.IndexByte(f.text[i:], '\n')
	if end < 0 {
		end = len(f.text)
	} else {
		end += i
	}
	for j := end - 3; j > i; j-- {
		if f.text[j] == '%' && inHex[f.text[j+1]] && inHex[f.text[j+2]] {
			return j + 3
		}
	}
	return i + 3
}

// escapeAt returns the length of a \uXXXX or \\uXXXX at i, or 0.
func (f *finder) escapeAt(i int) int {
	for _, slashes := range [2]int{2, 1} {
		u := i + slashes
		if u+5 > len(f.text) || f.text[i] != '\\' || f.text[u-1] != '\\' || f.text[u]|0x20 != 'u' {
			continue
		}
		if hex4(f.text[u+1:]) {
			return slashes + 5
		}
	}
	return 0
}

// pointAt returns the length of a U+XXXX and the space or end of text behind it, or 0.
func (f *finder) pointAt(i int) int {
	if i+6 > len(f.text) || f.text[i] != 'U' || f.text[i+1] != '+' || !hex4(f.text[i+2:]) {
		return 0
	}
	if i+6 == len(f.text) {
		return 6
	}
	switch f.text[i+6] {
	case ' ', '\t', '\n', '\f', '\r':
		return 7
	}
	return 0
}

func hex4(b []byte) bool { return inHex[b[0]] && inHex[b[1]] && inHex[b[2]] && inHex[b[3]] }

// precedence drops matches that meet a neighbour of an encoding that goes first.
// They come up in the next pass.
func precedence(all []match) []match {
	if len(all) < 2 {
		return all
	}
	kept := make([]match, 0, len(all))
	for i, m := range all {
		if i > 0 && m.touches(all[i-1].Span) && all[i-1].kind < m.kind {
			continue
		}
		if i+1 < len(all) && m.touches(all[i+1].Span) && all[i+1].kind < m.kind {
			continue
		}
		kept = append(kept, m)
	}
	return kept
}
