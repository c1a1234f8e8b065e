package archive

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"strings"
)

// Compression methods and flags of members, as APPNOTE.TXT numbers them.
const (
	methodStored  = 0
	methodDeflate = 8
	methodBzip2   = 12
	methodZstd    = 93
	methodXZ      = 95

	flagEncrypted  = 1 << 0
	flagDescriptor = 1 << 3 // sizes and checksum come behind the member
)

// An entry is what a zip file says of a member.
type entry struct {
	name   string
	kind   kind
	flags  uint16
	method uint16
	crc    uint32
	// packed is how many bytes hold the member.
	packed uint64
}

type kind int

const (
	regular kind = iota
	other        // a directory, a link, a device
)

var errRecord = errors.New("find no record of a member")

// readCentral reads one record of a directory and the offset of the member's own
// header. io.EOF says that there are no more.
func readCentral(r *bufio.Reader) (e entry, offset uint64, err error) {
	head, err := r.Peek(centralSize)
	switch {
	case len(head) == 0 && err == io.EOF:
		return e, 0, io.EOF
	case err != nil:
		return e, 0, unexpected(err)
	case string(head[:4]) != centralSignature:
		return e, 0, errRecord
	}
	e = entry{
		flags:  binary.LittleEndian.Uint16(head[8:]),
		method: binary.LittleEndian.Uint16(head[10:]),
		crc:    binary.LittleEndian.Uint32(head[16:]),
		packed: uint64(binary.LittleEndian.Uint32(head[20:])),
	}
	unpacked := binary.LittleEndian.Uint32(head[24:])
	nameSize := int(binary.LittleEndian.Uint16(head[28:]))
	extraSize := int(binary.LittleEndian.Uint16(head[30:]))
	commentSize := int(binary.LittleEndian.Uint16(head[32:]))
	creator := head[5]
	mode := binary.LittleEndian.Uint32(head[38:]) >> 16
	offset = uint64(binary.LittleEndian.Uint32(head[42:]))
	_, _ = r.Discard(centralSize)

	rest := make([]byte, nameSize+extraSize)
	if _, err := io.ReadFull(r, rest); err != nil {
		return e, 0, unexpected(err)
	}
	if _, err := r.Discard(commentSize); err != nil {
		return e, 0, unexpected(err)
	}
	e.name = string(rest[:nameSize])
	large := extra64(rest[nameSize:])
	if unpacked == 0xffffffff {
		large.next()
	}
	if e.packed == 0xffffffff {
		e.packed = large.next()
	}
	if offset == 0xffffffff {
		offset = large.next()
	}
	const unix, macOS = 3, 19
	if format := mode & 0xf000; (creator == unix || creator == macOS) && format != 0 && format != 0x8000 {
		e.kind = other
	}
	if strings.HasSuffix(e.name, "/") && e.packed == 0 {
		e.kind = other
	}
	return e, offset, nil
}

// A numbers64 is the extra field that holds what 32 bits do not.
type numbers64 []byte

// extra64 finds that field. Without one, numbers are as large as can be.
func extra64(fields []byte) numbers64 {
	for len(fields) >= 4 {
		id, size := binary.LittleEndian.Uint16(fields), int(binary.LittleEndian.Uint16(fields[2:]))
		fields = fields[4:]
		size = min(size, len(fields))
		if id == 1 {
			return numbers64(fields[:size])
		}
		fields = fields[size:]
	}
	return nil
}

func (n *numbers64) next() uint64 {
	if len(*n) < 8 {
		return 0xffffffff
	}
	v := binary.LittleEndian.Uint64(*n)
	*n = (*n)[8:]
	return v
}

// checked errs at the end of what does not have the checksum that it should.
type checked struct {
	r    io.Reader
	want uint32
	sum  uint32
}

func (c *checked) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.sum = crc32.Update(c.sum, crc32.IEEETable, b[:n])
	if err == io.EOF && c.sum != c.want {
		err = errDamaged
	}
	return n, err
}
