package objects

import (
	"io"
	"os"
)

const (
	blockSize  = 8 << 10
	blockCount = 256
)

// A window reads a file that does not change, or is found out by the ids of what
// is read when it does. It keeps the last blocks, because what belongs together
// stands together in a pack, and one read for many small entries is cheaper than
// one for each. One goroutine may use it at a time.
type window struct {
	blocks  [blockCount]block
	scratch []byte
}

// A block is a piece of a file at a multiple of blockSize.
type block struct {
	file  *os.File
	index int64
	data  []byte // shorter than blockSize at the end of the file
}

// at returns n bytes of the file at offset, fewer when it ends before. They are
// valid until the next call.
func (w *window) at(f *os.File, offset int64, n int) ([]byte, error) {
	first, last := offset/blockSize, (offset+int64(n)-1)/blockSize
	if n == 0 || first == last {
		data, err := w.block(f, first)
		if err != nil {
			return nil, err
		}
		from := min(int(offset-first*blockSize), len(data))
		return data[from:min(from+n, len(data))], nil
	}
	w.scratch = sized(w.scratch, n)
	if n > blockSize {
		got, err := f.ReadAt(w.scratch, offset)
		if err == io.EOF {
			err = nil
		}
		return w.scratch[:got], err
	}
	data, err := w.block(f, first)
	if err != nil {
		return nil, err
	}
	got := copy(w.scratch, data[min(int(offset-first*blockSize), len(data)):])
	if got == int((first+1)*blockSize-offset) { // else the file ends in the first block
		if data, err = w.block(f, last); err != nil {
			return nil, err
		}
		got += copy(w.scratch[got:], data)
	}
	return w.scratch[:got], nil
}

func (w *window) block(f *os.File, index int64) ([]byte, error) {
	b := &w.blocks[index%blockCount]
	if b.file == f && b.index == index {
		return b.data, nil
	}
	b.file = nil
	b.data = sized(b.data, blockSize)
	n, err := f.ReadAt(b.data, index*blockSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	b.file, b.index, b.data = f, index, b.data[:n]
	return b.data, nil
}

// sized returns a slice of n bytes, in buf's place when it is large enough.
func sized(buf []byte, n int) []byte {
	if cap(buf) >= n {
		return buf[:n]
	}
	return make([]byte, n)
}
