package objects

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A packWriter makes packs, and such as git would not make.
type packWriter struct {
	buf  bytes.Buffer
	rows []packRow
}

type packRow struct {
	id     ID
	offset int64
}

func newPackWriter() *packWriter {
	w := new(packWriter)
	w.buf.WriteString("PACK\x00\x00\x00\x02\x00\x00\x00\x00")
	return w
}

func idOf(kind Kind, data []byte) ID {
	return objectID(sha1.New(), nil, kind, data)
}

func deflate(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// raw appends an entry as it is told.
func (w *packWriter) raw(id ID, kind Kind, size int64, between, compressed []byte) int64 {
	offset := int64(w.buf.Len())
	b := byte(kind)<<4 | byte(size&15)
	for size >>= 4; size > 0; size >>= 7 {
		w.buf.WriteByte(b | 0x80)
		b = byte(size & 0x7f)
	}
	w.buf.WriteByte(b)
	w.buf.Write(between)
	w.buf.Write(compressed)
	w.rows = append(w.rows, packRow{id, offset})
	return offset
}

func (w *packWriter) full(kind Kind, data []byte) (ID, int64) {
	id := idOf(kind, data)
	return id, w.raw(id, kind, int64(len(data)), nil, deflate(data))
}

func (w *packWriter) offsetDelta(id ID, base int64, delta []byte) int64 {
	distance := int64(w.buf.Len()) - base
	p := []byte{byte(distance & 0x7f)}
	for distance >>= 7; distance > 0; distance >>= 7 {
		distance--
		p = append(p, byte(distance&0x7f)|0x80)
	}
	slices.Reverse(p)
	return w.raw(id, offsetDelta, int64(len(delta)), p, deflate(delta))
}

func (w *packWriter) refDelta(id, base ID, delta []byte) int64 {
	return w.raw(id, refDelta, int64(len(delta)), base[:], deflate(delta))
}

// write ends the pack and writes it, with an index of version 2, into a git
// directory. change may damage either before.
func (w *packWriter) write(tb testing.TB, dir, name string, change func(pack, index []byte) (newPack, newIndex []byte)) {
	tb.Helper()
	pack := w.buf.Bytes()
	binary.BigEndian.PutUint32(pack[8:], uint32(len(w.rows)))
	sum := sha1.Sum(pack)
	pack = append(bytes.Clone(pack), sum[:]...)
	slices.SortFunc(w.rows, func(a, b packRow) int { return a.id.Compare(b.id) })
	index := buildIndex(w.rows, sum)
	if change != nil {
		pack, index = change(pack, index)
	}
	base := filepath.Join(dir, "objects", "pack", name)
	if err := os.WriteFile(base+".pack", pack, 0o600); err != nil {
		tb.Fatal(err)
	}
	if index == nil {
		return
	}
	if err := os.WriteFile(base+".idx", index, 0o600); err != nil {
		tb.Fatal(err)
	}
}

func buildIndex(rows []packRow, pack [20]byte) []byte {
	var b bytes.Buffer
	word := func(n uint32) { _ = binary.Write(&b, binary.BigEndian, n) }
	b.Write(indexMagic)
	word(2)
	for first := range 256 {
		n := 0
		for _, row := range rows {
			if int(row.id[0]) <= first {
				n++
			}
		}
		word(uint32(n))
	}
	for _, row := range rows {
		b.Write(row.id[:])
	}
	for range rows {
		word(0)
	}
	for _, row := range rows {
		word(uint32(row.offset))
	}
	b.Write(pack[:])
	sum := sha1.Sum(b.Bytes())
	b.Write(sum[:])
	return b.Bytes()
}

// Deltas.

func deltaNumber(n int) []byte {
	var p []byte
	for ; n >= 0x80; n >>= 7 {
		p = append(p, byte(n)|0x80)
	}
	return append(p, byte(n))
}

func deltaHead(base, result int) []byte { return append(deltaNumber(base), deltaNumber(result)...) }

func copyOp(from, size int) []byte {
	return []byte{0xff, byte(from), byte(from >> 8), byte(from >> 16), byte(from >> 24), byte(size), byte(size >> 8), byte(size >> 16)}
}

func insertOp(data string) []byte { return append([]byte{byte(len(data))}, data...) }

// writeLoose writes a loose object of any content.
func writeLoose(tb testing.TB, dir string, id ID, file []byte) {
	tb.Helper()
	name := filepath.Join(dir, "objects", id.String()[:2], id.String()[2:])
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(name, file, 0o600); err != nil {
		tb.Fatal(err)
	}
}

// loose writes a sound loose object.
func loose(tb testing.TB, dir string, kind Kind, data []byte) ID {
	tb.Helper()
	id := idOf(kind, data)
	writeLoose(tb, dir, id, deflate(append(appendHead(nil, kind, int64(len(data))), data...)))
	return id
}
