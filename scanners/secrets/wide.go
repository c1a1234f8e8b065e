package secrets

import (
	"bytes"
	"encoding/binary"
	"sort"
	"unicode/utf16"
	"unicode/utf8"
)

// A wideText is what of a text is UTF-16, as UTF-8. Windows tools write it, with a
// byte order mark or without; programs hold stretches of it.
type wideText struct {
	text  []byte
	marks []mark // ascending
	// whole says that all of the text is UTF-16, so that its lines are lines of text.
	whole bool
}

// A mark says that what is at plain in the UTF-8 text is at raw in the original.
type mark struct {
	plain, raw int
	order      binary.ByteOrder
}

const (
	// markEvery is how far marks are apart, in bytes of UTF-8.
	markEvery = 256
	// minWide is the shortest stretch of UTF-16 in other data, in characters.
	minWide = 12
	// sampleSize is how many bytes are looked at to tell UTF-16 by its zeros.
	sampleSize = 4096
)

// widen returns what of data is UTF-16, or nil. offset is where data begins in its
// file: a part of one may begin in the middle of a character.
func widen(data []byte, offset int) *wideText {
	if bytes.IndexByte(data, 0) < 0 {
		return nil // neither ASCII in UTF-16 nor anything near it
	}
	w := new(wideText)
	switch {
	case offset == 0 && bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		w.whole = true
		w.add(data, 2, len(data), binary.LittleEndian)
	case offset == 0 && bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		w.whole = true
		w.add(data, 2, len(data), binary.BigEndian)
	default:
		from := offset % 2
		if order := wideOrder(data[from:]); order != nil {
			w.whole = true
			w.add(data, from, len(data), order)
			break
		}
		w.addStretches(data)
	}
	if len(w.text) == 0 {
		return nil
	}
	return w
}

// wideOrder tells UTF-16 that is mostly ASCII by where its zeros are: two thirds
// of one half of the bytes, and next to none of the other half.
func wideOrder(data []byte) binary.ByteOrder {
	sample := data[:min(len(data), sampleSize)&^1]
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	const many, few = 3, 40
	switch half := len(sample) / 2; {
	case half < minWide:
	case zeros[1]*many >= half*2 && zeros[0]*few <= half:
		return binary.LittleEndian
	case zeros[0]*many >= half*2 && zeros[1]*few <= half:
		return binary.BigEndian
	}
	return nil
}

// add appends data[from:to].
func (w *wideText) add(data []byte, from, to int, order binary.ByteOrder) {
	last := -markEvery
	for at := from; at+2 <= to; {
		if len(w.text)-last >= markEvery || at == from {
			w.marks = append(w.marks, mark{len(w.text), at, order})
			last = len(w.text)
		}
		r, n := wideRune(data[at:to], order)
		w.text = utf8.AppendRune(w.text, r)
		at += n
	}
}

// wideRune returns the character at the start of data and its length, 2 or 4. Half
// of a pair is U+FFFD.
func wideRune(data []byte, order binary.ByteOrder) (r rune, n int) {
	r = rune(order.Uint16(data))
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(data) >= 4 {
		if pair := utf16.DecodeRune(r, rune(order.Uint16(data[2:]))); pair != utf8.RuneError {
			return pair, 4
		}
	}
	return utf8.RuneError, 2
}

// addStretches appends the stretches of ASCII in UTF-16 that data holds, each on
// a line of its own.
func (w *wideText) addStretches(data []byte) {
	for at := 0; ; {
		zero := bytes.IndexByte(data[at:], 0)
		if zero < 0 {
			return
		}
		// A stretch has a character before its first zero, or, with the other byte
		// order, begins with it.
		zero += at
		var order binary.ByteOrder = binary.LittleEndian
		from := zero - 1
		to := stretch(data, max(from, at), 0)
		if from < at || to-from < 2*minWide {
			order, from = binary.BigEndian, zero
			to = stretch(data, from, 1)
		}
		if to-from < 2*minWide {
			at = zero + 1
			continue
		}
		w.add(data, from, to, order)
		w.text = append(w.text, '\n')
		at = to
	}
}

// stretch returns the end of the pairs from from on that are a printable character
// and a zero. lead is 1 when the zero comes first.
func stretch(data []byte, from, lead int) int {
	at := from
	for at+2 <= len(data) && data[at+1-lead] == 0 {
		if c := data[at+lead]; (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c > '~' {
			break
		}
		at += 2
	}
	return at
}

// raw returns where what is at plain in the UTF-8 text is in data.
func (w *wideText) raw(data []byte, plain int) int {
	i := sort.Search(len(w.marks), func(i int) bool { return w.marks[i].plain > plain }) - 1
	if i < 0 {
		return 0
	}
	m := w.marks[i]
	for m.plain < plain && m.raw+2 <= len(data) {
		r, n := wideRune(data[m.raw:], m.order)
		m.plain += utf8.RuneLen(r)
		m.raw += n
	}
	return m.raw
}
