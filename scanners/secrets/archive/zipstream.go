package archive

import (
	"bufio"
	"encoding/binary"
	"io"
	"strings"
)

// zipStream visits members by their own headers, from the start of a zip file on.
// It is for files whose directory is damaged, or cannot be reached because they
// are too large to be held. told is true when the outcome has it already that the
// file is damaged.
func (w *walk) zipStream(path string, r io.Reader, depth int, told bool) error {
	in := &counter{r: r}
	damaged := func() {
		if !told && in.err == nil && !w.stopped {
			w.out.leave(Corrupt, path)
		}
	}
	b := bufio.NewReaderSize(in, 16<<10)
	for w.goesOn() {
		e, err := readLocal(b)
		if err != nil {
			if err != errRecord {
				damaged()
			}
			return nil
		}
		name := path + "!" + w.name(e.name)
		if !w.entry(name) {
			return nil
		}
		// What is behind a member whose size is not told can be found only if the
		// member says itself where it ends.
		unknown := e.flags&flagDescriptor != 0 && e.packed == 0
		if unknown {
			if e.kind != regular && e.method == methodStored {
				_ = skipDescriptor(b)
				continue
			}
			if e.method != methodDeflate || e.flags&flagEncrypted != 0 {
				w.out.leave(Unsupported, name)
				return nil
			}
			if err := w.zipMember(name, e, source{r: b}, depth); err != nil {
				return err
			}
			if !skipDescriptor(b) {
				damaged()
				return nil
			}
			continue
		}
		packed := io.LimitReader(b, int64(min(e.packed, 1<<62)))
		if e.kind == regular {
			if err := w.zipMember(name, e, source{r: packed}, depth); err != nil {
				return err
			}
		}
		_, _ = io.Copy(io.Discard, packed)
		if e.flags&flagDescriptor != 0 && !skipDescriptor(b) {
			damaged()
			return nil
		}
	}
	return nil
}

// readLocal reads the header before a member. errRecord says that the directory
// follows instead.
func readLocal(r *bufio.Reader) (e entry, err error) {
	head, err := r.Peek(localSize)
	if len(head) >= 4 {
		switch string(head[:4]) {
		case centralSignature, endSignature, end64Signature:
			return e, errRecord
		case localSignature:
		default:
			return e, errDamaged
		}
	}
	if err != nil {
		return e, unexpected(err)
	}
	e = entry{
		flags:  binary.LittleEndian.Uint16(head[6:]),
		method: binary.LittleEndian.Uint16(head[8:]),
		crc:    binary.LittleEndian.Uint32(head[14:]),
		packed: uint64(binary.LittleEndian.Uint32(head[18:])),
	}
	nameSize := int(binary.LittleEndian.Uint16(head[26:]))
	extraSize := int(binary.LittleEndian.Uint16(head[28:]))
	_, _ = r.Discard(localSize)
	rest := make([]byte, nameSize+extraSize)
	if _, err := io.ReadFull(r, rest); err != nil {
		return e, unexpected(err)
	}
	e.name = string(rest[:nameSize])
	if e.packed == 0xffffffff {
		large := extra64(rest[nameSize:])
		large.next() // both sizes are there if one is
		e.packed = large.next()
	}
	if strings.HasSuffix(e.name, "/") && e.packed == 0 {
		e.kind = other
	}
	return e, nil
}

// skipDescriptor reads over the checksum and the sizes behind a member, and reports
// whether another record follows. Their signature may be left out, and sizes have
// four bytes or eight: what follows tells.
func skipDescriptor(r *bufio.Reader) bool {
	head, _ := r.Peek(24 + 2)
	sizes := []int{12, 20}
	if strings.HasPrefix(string(head), descriptorSignature) {
		sizes = []int{16, 24}
	}
	for _, n := range sizes {
		if len(head) >= n+2 && string(head[n:n+2]) == "PK" {
			_, _ = r.Discard(n)
			return true
		}
	}
	return false
}
