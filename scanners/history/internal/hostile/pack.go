package hostile

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"slices"
	"sort"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// Types of pack entries that are no objects: gitformat-pack(5).
const (
	byOffset = 6
	byName   = 7
)

// A pack is one in the making. Nothing in it need be true.
type pack struct {
	version uint32
	bytes.Buffer
	entries []entry
	deflater
}

type entry struct {
	id     objects.ID
	offset int
}

func newPack() *pack {
	p := &pack{version: 2}
	p.Write(make([]byte, 12)) // the head is written last
	return p
}

// A deflater compresses. One that is used again costs a tenth of a new one.
type deflater struct{ z *zlib.Writer }

func (d *deflater) deflate(data string) []byte {
	var b bytes.Buffer
	if d.z == nil {
		d.z = zlib.NewWriter(&b)
	} else {
		d.z.Reset(&b)
	}
	_, _ = d.z.Write([]byte(data))
	_ = d.z.Close()
	return b.Bytes()
}

func deflated(data string) []byte { return new(deflater).deflate(data) }

// entry appends an entry: its type and size as they are declared, what stands
// between them and the compressed data, and that. It returns where it starts.
func (p *pack) entry(id objects.ID, kind, size int, between string, compressed []byte) int {
	at := p.Len()
	first := byte(kind)<<4 | byte(size&15)
	for size >>= 4; size > 0; size >>= 7 {
		p.WriteByte(first | 0x80)
		first = byte(size & 0x7f)
	}
	p.WriteByte(first)
	p.WriteString(between)
	p.Write(compressed)
	p.entries = append(p.entries, entry{id, at})
	return at
}

// whole appends an object in full.
func (p *pack) whole(id objects.ID, kind objects.Kind, data string) int {
	return p.entry(id, int(kind), len(data), "", p.deflate(data))
}

// onOffset appends a delta to what starts at an offset.
func (p *pack) onOffset(id objects.ID, base int, delta string) int {
	distance := p.Len() - base
	digits := []byte{byte(distance & 0x7f)}
	for distance >>= 7; distance > 0; distance >>= 7 {
		distance--
		digits = append(digits, 0x80|byte(distance&0x7f))
	}
	slices.Reverse(digits)
	return p.entry(id, byOffset, len(delta), string(digits), p.deflate(delta))
}

// onName appends a delta to the object of an id.
func (p *pack) onName(id, base objects.ID, delta string) int {
	return p.entry(id, byName, len(delta), string(base[:]), p.deflate(delta))
}

// file returns the pack as it stands in a file.
func (p *pack) file() string {
	b := bytes.Clone(p.Bytes())
	copy(b, "PACK")
	binary.BigEndian.PutUint32(b[4:], p.version)
	binary.BigEndian.PutUint32(b[8:], uint32(len(p.entries)))
	return string(b) + sum(string(b))
}

func sum(text string) string { s := sha1.Sum([]byte(text)); return string(s[:]) }

// sorted returns the entries as an index has them.
func (p *pack) sorted() []entry {
	list := slices.Clone(p.entries)
	slices.SortStableFunc(list, func(a, b entry) int { return a.id.Compare(b.id) })
	return list
}

// fanOut returns how many entries have a first byte up to each value.
func fanOut(list []entry) string {
	var b []byte
	for first := range 256 {
		n := sort.Search(len(list), func(i int) bool { return int(list[i].id[0]) > first })
		b = binary.BigEndian.AppendUint32(b, uint32(n))
	}
	return string(b)
}

// index returns the index of version 2. With wide, offsets are of 64 bits.
func (p *pack) index(wide bool) string {
	list := p.sorted()
	var ids, checks, offsets, large []byte
	for i, e := range list {
		ids = append(ids, e.id[:]...)
		checks = binary.BigEndian.AppendUint32(checks, 0)
		if wide {
			offsets = binary.BigEndian.AppendUint32(offsets, 1<<31|uint32(i))
			large = binary.BigEndian.AppendUint64(large, uint64(e.offset))
			continue
		}
		offsets = binary.BigEndian.AppendUint32(offsets, uint32(e.offset))
	}
	file := p.file()
	text := "\xfftOc\x00\x00\x00\x02" + fanOut(list) + string(ids) + string(checks) + string(offsets) + string(large) + file[len(file)-20:]
	return text + sum(text)
}

// oldIndex returns the index of version 1.
func (p *pack) oldIndex() string {
	list := p.sorted()
	var rows []byte
	for _, e := range list {
		rows = binary.BigEndian.AppendUint32(rows, uint32(e.offset))
		rows = append(rows, e.id[:]...)
	}
	file := p.file()
	text := fanOut(list) + string(rows) + file[len(file)-20:]
	return text + sum(text)
}

// Deltas: gitformat-pack(5), "Deltified representation".

func varint(n int) string {
	var b []byte
	for ; n >= 0x80; n >>= 7 {
		b = append(b, byte(n)|0x80)
	}
	return string(append(b, byte(n)))
}

// delta returns one of a base and a result of these sizes.
func delta(base, result int, steps ...string) string {
	return varint(base) + varint(result) + strings.Join(steps, "")
}

// take copies from the base, up to 16 MiB.
func take(from, size int) string {
	return string([]byte{0xff, byte(from), byte(from >> 8), byte(from >> 16), byte(from >> 24), byte(size), byte(size >> 8), byte(size >> 16)})
}

// add inserts up to 127 bytes.
func add(text string) string { return string(rune(len(text))) + text }

// appended is a delta that adds text to a base.
func appended(base, text string) string {
	return delta(len(base), len(base)+len(text), take(0, len(base)), add(text))
}
