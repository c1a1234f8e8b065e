package objects

// An Instruction is one step of building an object from its base: Size bytes
// copied from the base at From, or, when From is negative, Size bytes that are
// new. The object is what the instructions give, one after the other.
type Instruction struct {
	From, Size int32
}

// IsInsert reports whether the bytes are new: not in the base, at least not as
// the packing program saw it.
func (i Instruction) IsInsert() bool { return i.From < 0 }

// maxInstructions bounds the list that a visitor gets: a hostile difference can
// have one per byte of its result. An object with more is handed over as if it
// were stored in full.
const maxInstructions = 1 << 20

// deltaSizes reads the head of a difference: the size of its base, the size of
// its result, and where its instructions begin.
func deltaSizes(delta []byte) (base, result int64, rest []byte, err error) {
	base, n := deltaSize(delta)
	if n == 0 {
		return 0, 0, nil, corruptf("a difference does not say how large its base is")
	}
	result, m := deltaSize(delta[n:])
	if m == 0 {
		return 0, 0, nil, corruptf("a difference does not say how large its result is")
	}
	return base, result, delta[n+m:], nil
}

// deltaSize reads a number of seven bits a byte, the lowest first. It returns 0
// as the number of bytes read when there is no end or the number overflows.
func deltaSize(p []byte) (size int64, n int) {
	for shift := 0; n < len(p) && shift < 63; shift += 7 {
		b := p[n]
		n++
		size |= int64(b&0x7f) << shift
		if b < 0x80 {
			return size, n
		}
	}
	return 0, 0
}

// applyDelta builds into dst, whose length is the declared size of the result,
// what the instructions make of base. It appends them to list unless list is nil,
// with neighbours that belong together made one, and returns it; nil when there
// are more than maxInstructions.
func applyDelta(dst, base, instructions []byte, list []Instruction) ([]Instruction, error) {
	listed := list != nil
	at := 0
	for p := instructions; len(p) > 0; {
		op := p[0]
		p = p[1:]
		if op == 0 {
			return nil, corruptf("a difference has an instruction that is not defined")
		}
		from, size := -1, int(op)
		if op < 0x80 {
			if size > len(p) || size > len(dst)-at {
				return nil, corruptf("a difference inserts more than there is")
			}
			copy(dst[at:], p[:size])
			p = p[size:]
		} else {
			var ok bool
			if from, size, p, ok = copyArguments(op, p); !ok {
				return nil, corruptf("a difference ends in the middle of an instruction")
			}
			if from < 0 || from > len(base) || size > len(base)-from || size > len(dst)-at {
				return nil, corruptf("a difference copies from beyond its base, or more than its result holds")
			}
			copy(dst[at:], base[from:from+size])
		}
		at += size
		if !listed {
			continue
		}
		if n := len(list); n > 0 {
			last := &list[n-1]
			if from < 0 && last.From < 0 || from >= 0 && last.From >= 0 && int(last.From)+int(last.Size) == from {
				last.Size += int32(size)
				continue
			}
		}
		if len(list) == maxInstructions {
			listed = false
			continue
		}
		list = append(list, Instruction{From: int32(from), Size: int32(size)})
	}
	if at != len(dst) {
		return nil, corruptf("a difference gives %d bytes and declares %d", at, len(dst))
	}
	if !listed {
		return nil, nil
	}
	return list, nil
}

// copyArguments reads the offset and the size of a copy: the bits of op say which
// of their bytes are there, the lowest first.
func copyArguments(op byte, p []byte) (from, size int, rest []byte, ok bool) {
	for bit := range 4 {
		if op&(1<<bit) == 0 {
			continue
		}
		if len(p) == 0 {
			return 0, 0, nil, false
		}
		from |= int(p[0]) << (8 * bit)
		p = p[1:]
	}
	for bit := range 3 {
		if op&(0x10<<bit) == 0 {
			continue
		}
		if len(p) == 0 {
			return 0, 0, nil, false
		}
		size |= int(p[0]) << (8 * bit)
		p = p[1:]
	}
	if size == 0 {
		size = 0x10000
	}
	return from, size, p, true
}
