package archive

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

// The container of xz files, https://tukaani.org/xz/xz-file-format.txt. It is read
// here and not by the library, which takes memory for each block as the block
// demands: a stream of small blocks that demand 4 GiB each would be the end.

const (
	xzHeader = 12
	xzLZMA2  = 0x21
)

// An xzReader decodes the blocks of a file one after another.
type xzReader struct {
	r     *xzBytes
	most  int64       // bytes of dictionary that a block may demand
	spend func(int64) // is told of dictionaries that are made
	check byte        // of the stream
	block io.Reader   // nil between blocks
	start int64       // where its data began
	hash  hash.Hash   // nil if the check is unknown
	// inside is true between a stream's header and its footer.
	inside bool
}

// newXZ returns a decoder whose blocks may demand dictionaries of most bytes.
func newXZ(r io.Reader, most int64, spend func(int64)) *xzReader {
	return &xzReader{r: &xzBytes{b: bufio.NewReaderSize(r, 16<<10)}, most: most, spend: spend}
}

// xzBytes counts the bytes read, for the paddings.
type xzBytes struct {
	b *bufio.Reader
	n int64
}

func (x *xzBytes) Read(b []byte) (int, error) {
	n, err := x.b.Read(b)
	x.n += int64(n)
	return n, err
}

func (x *xzBytes) ReadByte() (byte, error) {
	c, err := x.b.ReadByte()
	if err == nil {
		x.n++
	}
	return c, err
}

func (x *xzReader) Read(b []byte) (int, error) {
	for {
		if x.block == nil {
			if err := x.next(); err != nil {
				return 0, err
			}
		}
		n, err := x.block.Read(b)
		if x.hash != nil {
			x.hash.Write(b[:n])
		}
		if err == io.EOF {
			err = x.endBlock()
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
}

// next goes on to the next block, over ends and beginnings of streams. At the end
// of the file it returns io.EOF.
func (x *xzReader) next() error {
	for {
		if !x.inside {
			if err := x.stream(); err != nil {
				return err
			}
		}
		size, err := x.r.ReadByte()
		if err != nil {
			return unexpected(err)
		}
		if size != 0 {
			return x.openBlock(size)
		}
		if err := x.index(); err != nil {
			return err
		}
	}
}

// stream reads the header of a stream and the padding before it.
func (x *xzReader) stream() error {
	var head [xzHeader]byte
	for {
		if _, err := io.ReadFull(x.r, head[:4]); err != nil {
			if err == io.EOF && x.r.n > 0 {
				return io.EOF
			}
			return unexpected(err)
		}
		if head[0] != 0 {
			break
		}
		if head != [xzHeader]byte{} {
			return errDamaged
		}
	}
	if _, err := io.ReadFull(x.r, head[4:]); err != nil {
		return unexpected(err)
	}
	check, err := xzCheck(head[:])
	x.check, x.inside = check, true
	return err
}

// xzCheck returns the kind of check that a stream's header names.
func xzCheck(head []byte) (byte, error) {
	if !bytes.HasPrefix(head, []byte("\xfd7zXZ\x00\x00")) || head[7] > 15 ||
		crc32.ChecksumIEEE(head[6:8]) != binary.LittleEndian.Uint32(head[8:]) {
		return 0, errDamaged
	}
	return head[7], nil
}

// openBlock reads a block's header, whose first byte is its size.
func (x *xzReader) openBlock(size byte) error {
	head := make([]byte, (int(size)+1)*4)
	head[0] = size
	if _, err := io.ReadFull(x.r, head[1:]); err != nil {
		return unexpected(err)
	}
	window, err := xzBlock(head)
	if err != nil {
		return err
	}
	if window > x.most {
		return errMemory
	}
	x.spend(window)
	x.start = x.r.n
	x.hash = xzHash(x.check)
	x.block, err = lzma.Reader2Config{DictCap: int(max(window, lzma.MinDictCap))}.NewReader2(x.r)
	return err
}

// xzBlock returns the size of the dictionary that a block's header demands.
func xzBlock(head []byte) (int64, error) {
	end := len(head) - 4
	if end < 4 || crc32.ChecksumIEEE(head[:end]) != binary.LittleEndian.Uint32(head[end:]) {
		return 0, errDamaged
	}
	flags, rest := head[1], head[2:end]
	for _, sized := range []byte{0x40, 0x80} {
		if flags&sized != 0 {
			_, n := binary.Uvarint(rest)
			if n <= 0 {
				return 0, errDamaged
			}
			rest = rest[n:]
		}
	}
	if flags&0x3f != 0 || len(rest) < 3 || rest[0] != xzLZMA2 || rest[1] != 1 {
		return 0, errUnsupported // a filter for machine code before it, for one
	}
	window, err := lzma.DecodeDictCap(rest[2])
	if err != nil {
		return 0, errDamaged
	}
	return window, nil
}

// xzWindow returns what the first block of a file demands, in bytes.
func xzWindow(head []byte) (int64, error) {
	if len(head) < xzHeader+1 {
		return 0, errDamaged
	}
	if _, err := xzCheck(head); err != nil {
		return 0, err
	}
	head = head[xzHeader:]
	size := (int(head[0]) + 1) * 4
	if head[0] == 0 {
		return windowMax, nil // an empty stream: the next one tells
	}
	if len(head) < size {
		return 0, errDamaged
	}
	window, err := xzBlock(head[:size])
	if err == nil && window > windowMax {
		err = errMemory
	}
	return max(window, 64<<10), err
}

// endBlock reads the padding and the check behind a block.
func (x *xzReader) endBlock() error {
	x.block = nil
	if _, err := io.CopyN(io.Discard, x.r, (4-(x.r.n-x.start)%4)%4); err != nil {
		return unexpected(err)
	}
	sum := make([]byte, [16]int{0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64}[x.check])
	if _, err := io.ReadFull(x.r, sum); err != nil {
		return unexpected(err)
	}
	if x.hash == nil {
		return nil
	}
	got := x.hash.Sum(nil)
	if x.check != 10 {
		for i, j := 0, len(got)-1; i < j; i, j = i+1, j-1 {
			got[i], got[j] = got[j], got[i] // numbers are little-endian here
		}
	}
	if !bytes.Equal(got, sum) {
		return errDamaged
	}
	return nil
}

func xzHash(check byte) hash.Hash {
	switch check {
	case 1:
		return crc32.NewIEEE()
	case 4:
		return crc64.New(crc64.MakeTable(crc64.ECMA))
	case 10:
		return sha256.New()
	}
	return nil
}

// index reads over a stream's index, whose first byte is read, and its footer. It
// says again how large the blocks were.
func (x *xzReader) index() error {
	x.inside = false
	start := x.r.n - 1
	records, err := binary.ReadUvarint(x.r)
	for i := uint64(0); err == nil && i < records; i++ {
		if _, err = binary.ReadUvarint(x.r); err == nil {
			_, err = binary.ReadUvarint(x.r)
		}
	}
	if err != nil {
		return unexpected(err)
	}
	_, err = io.CopyN(io.Discard, x.r, (4-(x.r.n-start)%4)%4+4+xzHeader)
	return unexpected(err)
}

// unexpected makes the end of the file an error.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
