package staged

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// A link is the extension of a split index: which entries of the shared index
// were deleted and which were replaced. The replacements come first among the
// entries of the split index, in order, without names.
type link struct {
	base             string // checksum of the shared index; empty for none
	deleted, changed []int  // positions in the shared index, ascending
}

func decodeLink(data string, hashSize int) (*link, error) {
	if len(data) < hashSize {
		return nil, errShort
	}
	l := &link{base: data[:hashSize]}
	if strings.Trim(l.base, "\x00") == "" {
		l.base = ""
	}
	if data = data[hashSize:]; data == "" {
		return l, nil // nothing deleted, nothing replaced
	}
	var err error
	if l.deleted, data, err = decodeBitmap(data); err != nil {
		return nil, err
	}
	if l.changed, data, err = decodeBitmap(data); err != nil {
		return nil, err
	}
	if data != "" {
		return nil, errors.New("more data than expected")
	}
	return l, nil
}

// merge applies a split index to the entries of its shared index.
func (d *decoded) merge(base []Entry) ([]Entry, error) {
	out := slices.Clone(base)
	for i, at := range d.link.changed {
		if at >= len(base) || i >= len(d.entries) || d.entries[i].Path != "" {
			return nil, fmt.Errorf("replacement %d does not fit the shared index", i)
		}
		e := d.entries[i]
		e.Path = base[at].Path
		out[at] = e
	}
	gone := make([]bool, len(base))
	for _, at := range d.link.deleted {
		if at >= len(base) {
			return nil, fmt.Errorf("deleted entry %d is not in the shared index", at)
		}
		gone[at] = true
	}
	kept := out[:0]
	for i, e := range out {
		if !gone[i] {
			kept = append(kept, e)
		}
	}
	for i, e := range d.entries[len(d.link.changed):] {
		if e.Path == "" {
			return nil, fmt.Errorf("added entry %d has no name", i)
		}
		kept = append(kept, e)
	}
	return kept, nil
}

// maxBits bounds a bitmap's positions: an index that is read has fewer entries.
const maxBits = maxIndex / (statSize + 20)

// decodeBitmap reads an EWAH bitmap (run-length words: one bit of value, 32 bits
// counting words of that value, 31 bits counting literal words that follow) and
// returns the positions of its set bits and the rest of the data.
func decodeBitmap(data string) (set []int, rest string, err error) {
	if len(data) < 8 {
		return nil, "", errShort
	}
	size, words := int64(uint32At(data, 0)), int64(uint32At(data, 4))
	data = data[8:]
	if int64(len(data)) < 8*words+4 {
		return nil, "", errShort
	}
	if size > maxBits {
		return nil, "", errors.New("a bitmap larger than any index")
	}
	word := func(i int64) uint64 { return binary.BigEndian.Uint64([]byte(data[8*i : 8*i+8])) }
	overrun := errors.New("a bitmap that runs over its end")
	at := int64(0) // in bits
	for i := int64(0); i < words; {
		run := word(i)
		i++
		length := int64(run>>1&(1<<32-1)) * 64
		if at+length > size+63 {
			return nil, "", overrun
		}
		for b := at; run&1 != 0 && b < min(at+length, size); b++ {
			set = append(set, int(b))
		}
		at += length
		for literals := run >> 33; literals > 0; literals-- {
			if i >= words || at > size {
				return nil, "", overrun
			}
			for w := word(i); w != 0; w &= w - 1 {
				set = append(set, int(at)+bits.TrailingZeros64(w))
			}
			at += 64
			i++
		}
	}
	return set, data[8*words+4:], nil // the last four bytes are the writer's own
}
