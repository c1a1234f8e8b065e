package cache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// ErrTable is the error of a file that is no table, of another version, of another way
// of scanning, or damaged.
var ErrTable = errors.New("table cannot be used")

func tableError(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrTable}, args...)...)
}

// parse reads a table. What it allocates is at most some twenty times the size of data.
func parse(data []byte, key Key, all []*rules.Rule) (*Table, error) {
	if len(data) < headSize+sumSize || string(data[:len(magic)]) != magic {
		return nil, tableError("it is none of this version")
	}
	if !bytes.Equal(data[len(magic):][:len(key)], key[:]) {
		return nil, tableError("it is of other rules or limits")
	}
	body, sum := data[:len(data)-sumSize], binary.LittleEndian.Uint32(data[len(data)-sumSize:])
	if crc32.Checksum(body, castagnoli) != sum {
		return nil, tableError("its checksum is wrong")
	}
	t := &Table{}
	copy(t.seed[:], body[len(magic)+len(key):])
	counts := body[headSize-6*4 : headSize]
	rest := body[headSize:]
	take := func(n, size int) []byte {
		if uint64(n)*uint64(size) > uint64(len(rest)) {
			rest = nil
			return nil
		}
		part := rest[:n*size]
		rest = rest[n*size:]
		return part
	}
	var n [6]int
	total := uint64(0)
	for i, size := range [6]int{digestSize, digestSize, 10, idSize + 2, idSize, 1} {
		n[i] = int(binary.LittleEndian.Uint32(counts[4*i:]))
		total += uint64(n[i]) * uint64(size)
	}
	if total != uint64(len(rest)) || n[0] > maxClasses || n[1] > maxSets {
		return nil, tableError("its length is wrong")
	}
	t.classes, t.sets = digests(take(n[0], digestSize)), digests(take(n[1], digestSize))
	t.paths, t.pathMarks = take(n[2], 8), take(n[2], 2)
	t.blobs, t.blobMarks = take(n[3], idSize), take(n[3], 2)
	t.texts = take(n[4], idSize)
	if !sorted(t.paths, 8) || !sorted(t.blobs, idSize) || !sorted(t.texts, idSize) {
		return nil, tableError("it is not in order")
	}
	if !below(t.pathMarks, 1, n[0]) || !below(t.blobMarks, 2, n[1]) {
		return nil, tableError("it names a class that it does not have")
	}
	return t, t.readHot(rest, all)
}

func digests(data []byte) [][digestSize]byte {
	list := make([][digestSize]byte, len(data)/digestSize)
	for i := range list {
		copy(list[i][:], data[i*digestSize:])
	}
	return list
}

// sorted reports whether keys ascend.
func sorted(list []byte, size int) bool {
	for at := size; at < len(list); at += size {
		if bytes.Compare(list[at-size:at], list[at:at+size]) >= 0 {
			return false
		}
	}
	return true
}

// below reports whether the numbers in all marks, shifted by so many bits, are below n.
func below(marks []byte, shift, n int) bool {
	for at := 0; at < len(marks); at += 2 {
		if int(binary.LittleEndian.Uint16(marks[at:])>>shift) >= n {
			return false
		}
	}
	return true
}

// A hotDecoder reads what encodeHot has written. After the first error all it reads is
// zeros.
type hotDecoder struct {
	data    []byte
	err     error
	strings []string
	rules   []*rules.Rule // by string; nil for what is none
}

func (d *hotDecoder) fail(why string) {
	if d.err == nil {
		d.err = tableError("%s", why)
	}
	d.data = nil
}

func (d *hotDecoder) uint64() uint64 {
	v, n := binary.Uvarint(d.data)
	if n <= 0 {
		d.fail("a number has no end")
		return 0
	}
	d.data = d.data[n:]
	return v
}

// uint reads a number that two of can be added.
func (d *hotDecoder) uint() int {
	v := d.uint64()
	if v > math.MaxInt/4 {
		d.fail("a number is out of range")
		return 0
	}
	return int(v)
}

func (d *hotDecoder) int() int {
	v := d.uint()
	return v>>1 ^ -(v & 1)
}

// count reads how many things of at least that many bytes follow.
func (d *hotDecoder) count(size int) int {
	n := d.uint()
	if n > len(d.data)/size {
		d.fail("it ends too early")
		return 0
	}
	return n
}

func (d *hotDecoder) bytes(n int) []byte {
	if n > len(d.data) {
		d.fail("it ends too early")
		return make([]byte, n)
	}
	part := d.data[:n]
	d.data = d.data[n:]
	return part
}

func (d *hotDecoder) number() int {
	n := d.uint()
	if n >= len(d.strings) {
		d.fail("a text is out of range")
		return -1
	}
	return n
}

func (d *hotDecoder) text() string {
	if n := d.number(); n >= 0 {
		return d.strings[n]
	}
	return ""
}

func (d *hotDecoder) texts() []string {
	list := make([]string, d.count(1))
	for i := range list {
		list[i] = d.text()
	}
	return list
}

// matchSize is how many bytes a match takes at least.
const matchSize = 28

func (t *Table) readHot(data []byte, all []*rules.Rule) error {
	d := hotDecoder{data: data}
	byID := make(map[string]*rules.Rule, len(all))
	for _, r := range all {
		byID[r.ID] = r
	}
	d.strings = make([]string, d.count(1))
	d.rules = make([]*rules.Rule, len(d.strings))
	for i := range d.strings {
		d.strings[i] = string(d.bytes(d.count(1)))
		d.rules[i] = byID[d.strings[i]]
	}
	t.hot = make([]Hot, d.count(idSize+2+matchSize))
	for i := range t.hot {
		h := &t.hot[i]
		copy(h.Object[:], d.bytes(idSize))
		h.Size = int64(min(d.uint64(), math.MaxInt64))
		h.Matches = make([]secrets.Match, d.count(matchSize))
		for j := range h.Matches {
			d.match(&h.Matches[j])
		}
		if d.err != nil {
			return d.err
		}
		switch _, blob := t.Blob(h.Object); {
		case len(h.Matches) == 0:
			return tableError("an object has no matches")
		case i > 0 && t.hot[i-1].Object.Compare(h.Object) >= 0:
			return tableError("it is not in order")
		case !blob && !t.Text(h.Object):
			return tableError("matches are in an object that it does not have")
		}
	}
	if len(d.data) > 0 {
		d.fail("something follows its end")
	}
	return d.err
}

func (d *hotDecoder) match(m *secrets.Match) {
	flags := d.uint()
	if n := d.number(); n >= 0 {
		if m.Rule = d.rules[n]; m.Rule == nil {
			d.fail("it names a rule that there is not")
		}
	}
	m.Start = d.uint()
	m.End = m.Start + d.uint()
	m.StartLine = d.uint()
	m.EndLine = m.StartLine + d.int()
	m.StartColumn, m.EndColumn = d.int(), d.int()
	m.MatchLine = m.StartLine + d.int()
	m.Secret.Redacted, m.Secret.Hash = d.text(), d.text()
	m.Form = binary.LittleEndian.Uint64(d.bytes(8))
	m.Entropy = math.Float64frombits(binary.LittleEndian.Uint64(d.bytes(8)))
	m.Depth = d.uint()
	if flags&isAllowed != 0 {
		m.Allowed = &secrets.Allowance{Kind: d.text(), Reason: d.text(), Line: d.uint()}
	}
	if flags&hasTags != 0 {
		m.Tags = d.texts()
	}
	if flags&isDecoded != 0 {
		m.Decoded = d.texts()
	}
	if flags >= 1<<3 {
		d.fail("a match has unknown flags")
	}
}
