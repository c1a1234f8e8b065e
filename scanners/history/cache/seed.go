package cache

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// A Seed is what the names and paths of a repository are hashed with. Paths are not
// kept, since they may hold secrets, and hashes of 64 bits do for telling them apart
// as long as nobody can look for two that are equal: the seed is in no other file.
type Seed [32]byte

func newSeed() Seed {
	var s Seed
	_, _ = rand.Read(s[:]) // does not fail, see its documentation
	return s
}

// Name hashes the name of a file or directory.
func (s *Seed) Name(name string) uint64 {
	buf := make([]byte, 0, 256)
	buf = append(append(buf, s[:]...), name...)
	sum := sha256.Sum256(buf)
	return binary.LittleEndian.Uint64(sum[:])
}

// Directory hashes the path of a directory: a name, which is given by its hash, in a
// directory that is. That of the top is 0.
func (s *Seed) Directory(parent, name uint64) uint64 { return s.mix(0, parent, name) }

// Path hashes the path of a file in a directory.
func (s *Seed) Path(dir, name uint64) uint64 { return s.mix(16, dir, name) }

func (s *Seed) mix(at int, a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^binary.LittleEndian.Uint64(s[at:]), b^binary.LittleEndian.Uint64(s[at+8:]))
	return hi ^ lo
}
