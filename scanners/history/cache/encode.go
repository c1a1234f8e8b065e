package cache

import (
	"bufio"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"
	"math"
)

// The file, numbers being little-endian:
//
//	magic and version, key      10 and 32 bytes
//	seed                        32 bytes
//	counts                      4 bytes each: classes, sets, paths, blobs, texts, and
//	                            the length of the last section
//	classes, sets               digests of 16 bytes
//	paths                       hashes of 8 bytes, sorted, then marks of 2 bytes
//	blobs                       ids of 20 bytes, sorted, then marks of 2 bytes
//	texts                       ids of 20 bytes, sorted
//	hot                         see encodeHot
//	CRC-32C                     4 bytes, of all before
//
// Whoever changes it, or what is meant by it, must change the version. What makes the
// same rules find something else belongs into the Key.
const (
	magic      = "llverdict\x01"
	headSize   = len(magic) + 2*32 + 6*4
	sumSize    = 4
	digestSize = 16
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// A summed writer keeps the checksum of what was written.
type summed struct {
	w   io.Writer
	sum hash.Hash32
}

func (s *summed) Write(p []byte) (int, error) {
	s.sum.Write(p)
	return s.w.Write(p)
}

// write writes the table as one of a way of scanning.
func (t *Table) write(w io.Writer, key Key) error {
	hot := encodeHot(t.hot)
	if int64(len(hot)) > math.MaxUint32 {
		return errLarge
	}
	s := &summed{w, crc32.New(castagnoli)}
	b := bufio.NewWriterSize(s, 1<<20)
	// Have: a writer that remembers its first error; Flush returns it.
	_, _ = b.WriteString(magic)
	_, _ = b.Write(key[:])
	_, _ = b.Write(t.seed[:])
	var counts []byte
	for _, n := range []int{len(t.classes), len(t.sets), t.Paths(), t.Blobs(), t.Texts(), len(hot)} {
		counts = binary.LittleEndian.AppendUint32(counts, uint32(n))
	}
	_, _ = b.Write(counts)
	for _, list := range [][][digestSize]byte{t.classes, t.sets} {
		for _, d := range list {
			_, _ = b.Write(d[:])
		}
	}
	for _, part := range [][]byte{t.paths, t.pathMarks, t.blobs, t.blobMarks, t.texts, hot} {
		_, _ = b.Write(part)
	}
	if err := b.Flush(); err != nil {
		return err
	}
	_, err := w.Write(binary.LittleEndian.AppendUint32(nil, s.sum.Sum32()))
	return err
}

// Flags of matches.
const (
	isAllowed = 1 << iota
	hasTags
	isDecoded
)

// encodeHot writes the matches: the strings that they have in common, then the objects.
// Numbers are of seven bits a byte, the lowest first, those marked with ± zigzag coded.
//
//	strings  count, then for each: length, bytes
//	objects  count, then for each: id of 20 bytes, size, count of matches, and for each:
//	         flags, rule, start, length, first line, ±last line after that, ±first and
//	         last column, ±line of the match after the first, redacted, hash, form of 8
//	         bytes, entropy of 8 bytes, depth; as the flags say: kind, reason and line of
//	         the allowance; count of tags, tags; count of encodings, encodings
func encodeHot(all []Hot) []byte {
	e := hotEncoder{numbers: make(map[string]int)}
	e.uint(len(all))
	for i := range all {
		h := &all[i]
		e.body = append(e.body, h.Object[:]...)
		e.body = binary.AppendUvarint(e.body, uint64(h.Size))
		e.uint(len(h.Matches))
		for j := range h.Matches {
			e.match(h, j)
		}
	}
	out := binary.AppendUvarint(nil, uint64(len(e.strings)))
	for _, s := range e.strings {
		out = append(binary.AppendUvarint(out, uint64(len(s))), s...)
	}
	return append(out, e.body...)
}

type hotEncoder struct {
	body    []byte
	numbers map[string]int
	strings []string
}

func (e *hotEncoder) uint(n int) { e.body = binary.AppendUvarint(e.body, uint64(n)) }
func (e *hotEncoder) int(n int)  { e.body = binary.AppendVarint(e.body, int64(n)) }

func (e *hotEncoder) text(s string) {
	n, ok := e.numbers[s]
	if !ok {
		n = len(e.strings)
		e.numbers[s] = n
		e.strings = append(e.strings, s)
	}
	e.uint(n)
}

func (e *hotEncoder) match(h *Hot, i int) {
	m := &h.Matches[i]
	flags := 0
	if m.Allowed != nil {
		flags |= isAllowed
	}
	if len(m.Tags) > 0 {
		flags |= hasTags
	}
	if len(m.Decoded) > 0 {
		flags |= isDecoded
	}
	e.uint(flags)
	e.text(m.Rule.ID)
	e.uint(m.Start)
	e.uint(m.End - m.Start)
	e.uint(m.StartLine)
	e.int(m.EndLine - m.StartLine)
	e.int(m.StartColumn)
	e.int(m.EndColumn)
	e.int(m.MatchLine - m.StartLine)
	e.text(m.Secret.Redacted)
	e.text(m.Secret.Hash)
	e.body = binary.LittleEndian.AppendUint64(e.body, m.Form)
	e.body = binary.LittleEndian.AppendUint64(e.body, math.Float64bits(m.Entropy))
	e.uint(m.Depth)
	if a := m.Allowed; a != nil {
		e.text(a.Kind)
		e.text(a.Reason)
		e.uint(a.Line)
	}
	for _, list := range [][]string{m.Tags, m.Decoded} {
		if len(list) == 0 {
			continue
		}
		e.uint(len(list))
		for _, s := range list {
			e.text(s)
		}
	}
}
