package objects

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"sort"
)

// An index says which objects a pack holds, and where. It is read whole: what
// stands in it is checked once, a file that changes later does no harm, and all
// readers share it. It takes 40 bytes an object.
type index struct {
	fan     [257]uint32 // fan[b] is the position of the first id that begins with b or more
	ids     []ID        // in order
	offsets []int64     // by position: where the entry begins
	order   []uint32    // the positions in the order of their offsets: by rank
	sorted  []int64     // the offsets in order: by rank
	pack    [20]byte    // the checksum of the pack the index was made for
}

var indexMagic = []byte{0xff, 't', 'O', 'c'}

const fanSize = 256 * 4

// parseIndex reads an index file of version 1 or 2 (gitformat-pack). The second
// error is damage that leaves the index usable: every object is checked against
// its id in any case, so a wrong entry is found out, and the right ones are read.
func parseIndex(file []byte) (ix *index, damage, err error) {
	table, version := file, 1
	if bytes.HasPrefix(file, indexMagic) {
		if len(file) < 8 {
			return nil, nil, errors.New("index ends in its head")
		}
		version = int(binary.BigEndian.Uint32(file[4:]))
		if version != 2 {
			return nil, nil, fmt.Errorf("index has version %d", version)
		}
		table = file[8:]
	}
	if len(table) < fanSize+2*sha1.Size {
		return nil, nil, errors.New("index ends in its first table")
	}
	ix = new(index)
	for b := range 256 {
		n := binary.BigEndian.Uint32(table[4*b:])
		if n < ix.fan[b] {
			return nil, nil, errors.New("index counts downwards")
		}
		ix.fan[b+1] = n
	}
	body, tail := table[fanSize:len(table)-2*sha1.Size], table[len(table)-2*sha1.Size:]
	copy(ix.pack[:], tail)
	count := int64(ix.fan[256])
	perObject := int64(24)
	if version == 2 {
		perObject = 28
	}
	if count*perObject > int64(len(body)) || count > math.MaxInt32 {
		return nil, nil, fmt.Errorf("index counts %d objects and has %d bytes for them", count, len(body))
	}
	ix.ids, ix.offsets = make([]ID, count), make([]int64, count)
	if version == 1 {
		ix.readVersion1(body)
	} else if err := ix.readVersion2(body); err != nil {
		damage = err
	}
	if sum := sha1.Sum(file[:len(file)-sha1.Size]); !bytes.Equal(sum[:], tail[sha1.Size:]) {
		damage = errors.New("index does not have its checksum")
	}
	if ix.repair() {
		damage = errors.New("index is not in order")
	}
	ix.rank()
	return ix, damage, nil
}

func (ix *index) readVersion1(body []byte) {
	for i := range ix.ids {
		row := body[24*i:]
		ix.offsets[i] = int64(binary.BigEndian.Uint32(row))
		copy(ix.ids[i][:], row[4:])
	}
}

func (ix *index) readVersion2(body []byte) error {
	n := len(ix.ids)
	names, short, long := body[:20*n], body[24*n:28*n], body[28*n:]
	var err error
	for i := range ix.ids {
		copy(ix.ids[i][:], names[20*i:])
		offset := uint64(binary.BigEndian.Uint32(short[4*i:]))
		if offset&(1<<31) != 0 {
			row := int64(offset&^(1<<31)) * 8
			if row+8 > int64(len(long)) {
				err = errors.New("index has no offset for an object")
				offset = math.MaxInt64
			} else {
				offset = binary.BigEndian.Uint64(long[row:])
			}
		}
		ix.offsets[i] = int64(min(offset, math.MaxInt64))
	}
	return err
}

// repair sorts the ids, if they are not, and reports whether it had to. A fan
// that does not fit its ids counts as well: without them it would hide objects.
func (ix *index) repair() bool {
	right := slices.IsSortedFunc(ix.ids, ID.Compare)
	for b := 0; right && b < 256; b++ {
		from, to := ix.fan[b], ix.fan[b+1]
		right = from == to || ix.ids[from][0] == byte(b) && ix.ids[to-1][0] == byte(b)
	}
	if right {
		return false
	}
	sort.Sort((*byID)(ix))
	var fan [257]uint32
	for _, id := range ix.ids {
		fan[int(id[0])+1]++
	}
	for b := range 256 {
		fan[b+1] += fan[b]
	}
	ix.fan = fan
	return true
}

// byID sorts an index that is damaged.
type byID index

func (ix *byID) Len() int           { return len(ix.ids) }
func (ix *byID) Less(i, j int) bool { return ix.ids[i].Compare(ix.ids[j]) < 0 }
func (ix *byID) Swap(i, j int) {
	ix.ids[i], ix.ids[j] = ix.ids[j], ix.ids[i]
	ix.offsets[i], ix.offsets[j] = ix.offsets[j], ix.offsets[i]
}

// rank sorts the positions by offset: a radix sort, for a comparing one would
// take longer than all else that is done to open a pack.
func (ix *index) rank() {
	n := len(ix.offsets)
	ix.order = make([]uint32, n)
	highest := int64(0)
	for i, offset := range ix.offsets {
		ix.order[i] = uint32(i)
		highest = max(highest, offset)
	}
	other := make([]uint32, n)
	var count [1 << 11]uint32
	for shift := 0; shift < 63 && highest>>shift > 0; shift += 11 {
		clear(count[:])
		for _, offset := range ix.offsets {
			count[offset>>shift&(1<<11-1)]++
		}
		next := uint32(0)
		for d, c := range count {
			count[d] = next
			next += c
		}
		for _, position := range ix.order {
			d := &count[ix.offsets[position]>>shift&(1<<11-1)]
			other[*d] = position
			*d++
		}
		ix.order, other = other, ix.order
	}
	ix.sorted = make([]int64, n)
	for r, position := range ix.order {
		ix.sorted[r] = ix.offsets[position]
	}
}

// find returns the position of an id.
func (ix *index) find(id ID) (position int, ok bool) {
	from, to := int(ix.fan[id[0]]), int(ix.fan[int(id[0])+1])
	n, ok := slices.BinarySearchFunc(ix.ids[from:to], id, ID.Compare)
	return from + n, ok
}

// rankOf returns the rank of the entry that begins at offset.
func (ix *index) rankOf(offset int64) (rank int, ok bool) {
	return slices.BinarySearch(ix.sorted, offset)
}

// maxIndex is the size up to which an index file is read: 70 million objects.
const maxIndex int64 = 2 << 30

// readIndex reads an index file of a plausible size.
func readIndex(r io.Reader, size int64) ([]byte, error) {
	if size > maxIndex {
		return nil, fmt.Errorf("index of %d bytes is over the limit of %d", size, maxIndex)
	}
	file := make([]byte, size)
	if _, err := io.ReadFull(r, file); err != nil {
		return nil, fmt.Errorf("index changes while it is read: %w", err)
	}
	return file, nil
}
