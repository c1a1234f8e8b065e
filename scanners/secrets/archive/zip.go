package archive

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// The records of zip files, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.
// They are read one by one, and not by archive/zip, which makes all of a directory
// before the first member can be read: 4 million records fit into 200 MB.
const (
	localSignature      = "PK\x03\x04"
	centralSignature    = "PK\x01\x02"
	endSignature        = "PK\x05\x06"
	end64Signature      = "PK\x06\x06"
	locator64Signature  = "PK\x06\x07"
	descriptorSignature = "PK\x07\x08"

	localSize   = 30
	centralSize = 46
	endSize     = 22
	end64Size   = 56
	locatorSize = 20
)

// zip visits the members of a zip file: those that its directory lists, or where
// that cannot be found those whose headers stand one after another from its start.
func (w *walk) zip(path string, s source, depth int) (opened bool, err error) {
	if s.at == nil {
		return true, w.zipStream(path, s.r, depth, false)
	}
	before := w.entries
	d, err := findDirectory(s)
	if err == nil {
		err = w.zipDirectory(path, s, d, depth)
		return w.entries > before, err
	}
	if !w.stopped {
		w.out.leave(Corrupt, path)
	}
	err = w.zipStream(path, s.packed(), depth, true)
	return w.entries > before, err
}

// A directory is where a zip file lists its members.
type directory struct {
	start, end int64 // of its records
	base       int64 // what offsets in it count from
	records    uint64
}

var errNoDirectory = errors.New("find no directory in zip file")

// findDirectory finds the directory by the record at the end of a zip file. Before
// the file there may be others bytes: offsets count from its own start, or from
// that of all.
func findDirectory(s source) (d directory, err error) {
	tail := make([]byte, min(s.size, endSize+0xffff))
	if n, err := s.at.ReadAt(tail, s.size-int64(len(tail))); n < len(tail) {
		return d, err
	}
	at := bytes.LastIndex(tail, []byte(endSignature))
	for at >= 0 && (at+endSize > len(tail) || at+endSize+int(binary.LittleEndian.Uint16(tail[at+20:])) > len(tail)) {
		at = bytes.LastIndex(tail[:at], []byte(endSignature))
	}
	if at < 0 {
		return d, errNoDirectory
	}
	end := tail[at:]
	d.end = s.size - int64(len(end))
	d.records = uint64(binary.LittleEndian.Uint16(end[10:]))
	size := uint64(binary.LittleEndian.Uint32(end[12:]))
	offset := uint64(binary.LittleEndian.Uint32(end[16:]))
	if d.records == 0xffff || size == 0xffffffff || offset == 0xffffffff {
		if at, record := find64(s, d.end); record != nil {
			d.end = at
			d.records = binary.LittleEndian.Uint64(record[32:])
			size = binary.LittleEndian.Uint64(record[40:])
			offset = binary.LittleEndian.Uint64(record[48:])
		}
	}
	if size > uint64(d.end) || offset > uint64(d.end) {
		return d, errNoDirectory
	}
	d.start = d.end - int64(size)
	d.base = d.start - int64(offset)
	if d.base != 0 && hasSignature(s, int64(offset), centralSignature) {
		d.start, d.base = int64(offset), 0
	}
	if d.base < 0 || size > 0 && !hasSignature(s, d.start, centralSignature) {
		return d, errNoDirectory
	}
	return d, nil
}

// find64 returns the end record of large files, whose locator stands before end.
func find64(s source, end int64) (at int64, record []byte) {
	locator := make([]byte, locatorSize)
	if n, _ := s.at.ReadAt(locator, max(0, end-locatorSize)); n < locatorSize || string(locator[:4]) != locator64Signature {
		return 0, nil
	}
	told := binary.LittleEndian.Uint64(locator[8:])
	for _, at := range []int64{int64(min(told, uint64(end))), end - locatorSize - end64Size} {
		if at >= 0 && hasSignature(s, at, end64Signature) {
			record = make([]byte, end64Size)
			if n, _ := s.at.ReadAt(record, at); n == end64Size {
				return at, record
			}
		}
	}
	return 0, nil
}

func hasSignature(s source, at int64, want string) bool {
	got := make([]byte, len(want))
	n, _ := s.at.ReadAt(got, at)
	return n == len(got) && string(got) == want
}

// zipDirectory visits what the directory lists.
func (w *walk) zipDirectory(path string, s source, d directory, depth int) error {
	in := &counter{r: io.NewSectionReader(s.at, d.start, d.end-d.start)}
	records := bufio.NewReaderSize(in, 16<<10)
	for n := uint64(0); w.goesOn(); n++ {
		e, offset, err := readCentral(records)
		if err != nil {
			// The number of records may be cut to 16 bits.
			if (err != io.EOF || n&0xffff != d.records&0xffff) && in.err == nil && !w.stopped {
				w.out.leave(Corrupt, path)
			}
			return nil
		}
		name := path + "!" + w.name(e.name)
		if !w.entry(name) {
			return nil
		}
		if e.kind != regular {
			continue
		}
		local := make([]byte, localSize)
		at := d.base + int64(min(offset, uint64(s.size)))
		if n, _ := s.at.ReadAt(local, at); n < localSize || string(local[:4]) != localSignature {
			if !w.stopped {
				w.out.leave(Corrupt, name)
			}
			continue
		}
		at += localSize + int64(binary.LittleEndian.Uint16(local[26:])) + int64(binary.LittleEndian.Uint16(local[28:]))
		at = min(at, s.size)
		// What goes on past the end of the file is read to there.
		packed := io.NewSectionReader(s.at, at, int64(min(e.packed, uint64(s.size-at))))
		if uint64(packed.Size()) < e.packed {
			w.out.leave(Corrupt, name)
		}
		if err := w.zipMember(name, e, source{at: packed, size: packed.Size()}, depth); err != nil {
			return err
		}
	}
	return nil
}

// zipMember visits a member whose packed bytes are s. Of a *bufio.Reader, whose end
// is not that of the member, it reads what the member takes.
func (w *walk) zipMember(name string, e entry, s source, depth int) error {
	if e.flags&flagEncrypted != 0 {
		w.out.leave(Encrypted, name)
		return nil
	}
	var m *meter
	switch e.method {
	case methodStored:
		if s.at != nil {
			return w.member(name, s, depth)
		}
		in := &counter{r: s.r}
		m = w.meter(name, in, in)
	case methodDeflate:
		in := &counter{r: s.packed()}
		var packed io.Reader
		if b, exact := s.r.(*bufio.Reader); exact {
			packed = byteCounter{in, b}
		} else {
			buffer := w.spare.buffer(in)
			defer w.spare.putBuffer(buffer)
			packed = buffer
		}
		d := w.spare.inflate(packed)
		defer w.spare.putInflate(d)
		m = w.meter(name, d, in)
	case methodBzip2, methodZstd, methodXZ:
		format := map[uint16]Format{methodBzip2: Bzip2, methodZstd: Zstd, methodXZ: XZ}[e.method]
		in := source{r: s.packed()}
		head, _ := peek(&in)
		need, err := requires(format, head)
		if err != nil {
			w.out.leave(reasonOf(err), name)
			return nil
		}
		if !w.take(need, name) {
			return nil
		}
		defer w.give(need)
		var done func()
		if m, done, err = w.decode(format, name, in.r, need); err != nil {
			return nil
		}
		defer done()
	default:
		w.out.leave(Unsupported, name)
		return nil
	}
	check := &checked{r: m.r, want: e.crc}
	if e.flags&flagDescriptor == 0 || s.at != nil {
		m.r = check // else the checksum comes later
	}
	err := w.member(name, source{r: m}, depth)
	if s.at == nil && err == nil {
		_, _ = io.Copy(io.Discard, m) // the next header is behind it; its errors are told
	}
	return err
}
