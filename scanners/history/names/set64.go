package names

import (
	"math/bits"
	"math/rand/v2"
)

// A set64 is a set of numbers that are not zero.
type set64 struct {
	slots []uint64
	count int
	seed  uint64
}

func newSet64() set64 { return set64{slots: make([]uint64, 1<<10), seed: rand.Uint64() | 1} }

func (s *set64) slot(key uint64) uint64 {
	hi, lo := bits.Mul64(key^s.seed, s.seed*0x9e3779b97f4a7c15|1)
	return hi ^ lo
}

func (s *set64) has(key uint64) bool {
	key++
	mask := uint64(len(s.slots) - 1)
	for at := s.slot(key) & mask; s.slots[at] != 0; at = (at + 1) & mask {
		if s.slots[at] == key {
			return true
		}
	}
	return false
}

func (s *set64) add(key uint64) {
	key++
	mask := uint64(len(s.slots) - 1)
	at := s.slot(key) & mask
	for ; s.slots[at] != 0; at = (at + 1) & mask {
		if s.slots[at] == key {
			return
		}
	}
	s.slots[at] = key
	if s.count++; 4*s.count > 3*len(s.slots) {
		old := s.slots
		s.slots = make([]uint64, 2*len(old))
		mask := uint64(len(s.slots) - 1)
		for _, key := range old {
			if key == 0 {
				continue
			}
			at := s.slot(key) & mask
			for s.slots[at] != 0 {
				at = (at + 1) & mask
			}
			s.slots[at] = key
		}
	}
}
