// Package linehash computes the hash by which GitHub code scanning recognises an
// alert again: partialFingerprints.primaryLocationLineHash, as published in
// github/codeql-action, src/fingerprints.ts. A file uploaded without it gets one
// only if the upload action runs beside a checkout, so launchlint writes its own.
//
// The hash of a line is a polynomial in 37 modulo 2^64 over the first 100 UTF-16
// code units from the line's start, across line ends, leaving out blanks and tabs.
// CR and CRLF count as LF. The end of the file counts as one unit of value 65535,
// followed by zeros. Equal hashes of one file are told apart by a counter.
package linehash

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	block     = 100
	base      = 37
	endOfFile = 0xFFFF
)

// leaving is base^block: the weight that a unit has when it leaves the window.
var leaving = func() uint64 {
	p := uint64(1)
	for range block {
		p *= base
	}
	return p
}()

// A Table holds the hashes of all lines of one file.
type Table struct {
	hashes []uint64
	counts []uint32 // how many lines up to and including this one have its hash
}

// New hashes a whole file. Text that is not UTF-8 is read as Node.js reads it:
// U+FFFD for each maximal part of an ill-formed sequence.
func New(text []byte) *Table {
	h := hasher{lineStart: true, seen: make(map[uint64]uint32)}
	for len(text) > 0 {
		if c := text[0]; c < utf8.RuneSelf {
			h.unit(uint16(c))
			text = text[1:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			size = illFormed(text)
		}
		if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
			h.unit(uint16(high))
			h.unit(uint16(low))
		} else {
			h.unit(uint16(r))
		}
		text = text[size:]
	}
	h.unit(endOfFile)
	for range block {
		h.flush()
		h.push(0)
	}
	return &Table{h.hashes, h.counts}
}

// Lines returns the number of lines, counted as GitHub counts them: a CR alone
// ends a line, and a final line end is followed by one more, empty, line.
func (t *Table) Lines() int { return len(t.hashes) }

// Line returns the hash of a 1-based line as "hex:occurrence", or "" for a line
// that the file does not have.
func (t *Table) Line(n int) string {
	if n < 1 || n > len(t.hashes) {
		return ""
	}
	return strconv.FormatUint(t.hashes[n-1], 16) + ":" + strconv.FormatUint(uint64(t.counts[n-1]), 10)
}

// A hasher is the state of the rolling hash. Lines enter the window in order and
// leave it in order, so finished hashes only need appending.
type hasher struct {
	window [block]uint16
	starts [block]bool // whether the unit at that place of the window begins a line
	at     int
	hash   uint64

	lineStart, afterCR bool

	hashes []uint64
	counts []uint32
	seen   map[uint64]uint32
}

func (h *hasher) unit(c uint16) {
	if c == ' ' || c == '\t' || (c == '\n' && h.afterCR) {
		h.afterCR = false
		return
	}
	h.afterCR = c == '\r'
	if h.afterCR {
		c = '\n'
	}
	h.flush()
	h.starts[h.at] = h.lineStart
	h.lineStart = c == '\n'
	h.push(c)
}

// flush takes the hash of the line that begins a whole window ago, if one does.
func (h *hasher) flush() {
	if !h.starts[h.at] {
		return
	}
	h.starts[h.at] = false
	h.seen[h.hash]++
	h.hashes = append(h.hashes, h.hash)
	h.counts = append(h.counts, h.seen[h.hash])
}

func (h *hasher) push(c uint16) {
	h.hash = h.hash*base + uint64(c) - leaving*uint64(h.window[h.at])
	h.window[h.at] = c
	h.at++
	if h.at == block {
		h.at = 0
	}
}

// illFormed returns the length of the ill-formed sequence at the start of text:
// its maximal subpart, as the WHATWG encoding standard and Unicode (section 3.9,
// table 3-8) replace it by one U+FFFD. Go's decoder goes byte by byte instead.
func illFormed(text []byte) int {
	low, high, more := byte(0x80), byte(0xBF), 0
	switch c := text[0]; {
	case c >= 0xC2 && c <= 0xDF:
		more = 1
	case c == 0xE0:
		low, more = 0xA0, 2
	case c == 0xED:
		high, more = 0x9F, 2
	case c >= 0xE1 && c <= 0xEF:
		more = 2
	case c == 0xF0:
		low, more = 0x90, 3
	case c == 0xF4:
		high, more = 0x8F, 3
	case c >= 0xF1 && c <= 0xF3:
		more = 3
	}
	n := 1
	for n <= more && n < len(text) && low <= text[n] && text[n] <= high {
		n++
		low, high = 0x80, 0xBF
	}
	return n
}
