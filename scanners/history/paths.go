package history

import (
	"encoding/binary"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/cache"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/novel"
)

// paths tells what earlier scans know of the paths of this one, without putting paths
// together: a large repository has hundreds of thousands.
type paths struct {
	names   *names.Names
	table   *cache.Table
	classes *novel.Classes
	seed    cache.Seed

	words, dirs []uint64 // hashes, by number
	numbers     map[[16]byte]int
	digests     [][16]byte     // of classes: those of the table first
	unknown     map[uint64]int // by the hash of a path that the table does not have: its class
	sets        map[string]int // by the classes of a set: its index in table.Sets, or -1
	setNumbers  map[[16]byte]int
	list        []int // of the blob that is looked at
	key         []byte
	none        int // the class of no path, -1 before it is asked for
}

func newPaths(n *names.Names, table *cache.Table, classes *novel.Classes) *paths {
	p := &paths{
		names: n, table: table, classes: classes, seed: table.Seed(),
		words: make([]uint64, n.Words()), dirs: make([]uint64, n.Directories()),
		numbers: make(map[[16]byte]int), unknown: make(map[uint64]int),
		sets: make(map[string]int), setNumbers: make(map[[16]byte]int), none: -1,
	}
	for i := range p.words {
		p.words[i] = p.seed.Name(n.Name(uint32(i)))
	}
	for i := 1; i < len(p.dirs); i++ { // those above have smaller numbers
		parent, name := n.Directory(uint32(i))
		p.dirs[i] = p.seed.Directory(p.dirs[parent], p.words[name])
	}
	for _, digest := range table.Classes() {
		p.number(digest)
	}
	for i, digest := range table.Sets() {
		p.setNumbers[digest] = i
	}
	return p
}

// number returns the number of a class.
func (p *paths) number(digest [16]byte) int {
	n, ok := p.numbers[digest]
	if !ok {
		n = len(p.digests)
		p.numbers[digest] = n
		p.digests = append(p.digests, digest)
	}
	return n
}

func (p *paths) hash(dir, name uint32) uint64 { return p.seed.Path(p.dirs[dir], p.words[name]) }

// class returns the class of a path.
func (p *paths) class(dir, name uint32) int {
	hash := p.hash(dir, name)
	if known, ok := p.table.Path(hash); ok {
		return known.Class
	}
	class, ok := p.unknown[hash]
	if !ok {
		class = p.number(p.classes.Digest(p.names.Path(dir, name)))
		p.unknown[hash] = class
	}
	return class
}

// setOf returns the index in the table's sets of the classes of a blob's paths, those
// that begin with below: the set that package novel gives it. It is -1 when the table
// does not have it.
func (p *paths) setOf(number uint32, below string) int {
	p.list = p.list[:0]
	for dir, name := range p.names.Places(number) {
		if below == "" || strings.HasPrefix(p.names.Path(dir, name), below) {
			p.include(p.class(dir, name))
		}
	}
	if len(p.list) == 0 || !p.names.Whole(number) {
		if p.none < 0 {
			p.none = p.number(p.classes.Digest(""))
		}
		p.include(p.none)
	}
	p.key = p.key[:0]
	for _, class := range p.list {
		p.key = binary.LittleEndian.AppendUint32(p.key, uint32(class))
	}
	set, ok := p.sets[string(p.key)]
	if !ok {
		all := make([][16]byte, len(p.list))
		for i, class := range p.list {
			all[i] = p.digests[class]
		}
		if set, ok = p.setNumbers[novel.ClassesDigest(all)]; !ok {
			set = -1
		}
		p.sets[string(p.key)] = set
	}
	return set
}

// include enters a class into the list, which is in order.
func (p *paths) include(class int) {
	at := len(p.list)
	for at > 0 && p.list[at-1] >= class {
		if at--; p.list[at] == class {
			return
		}
	}
	p.list = append(p.list, 0)
	copy(p.list[at+1:], p.list[at:])
	p.list[at] = class
}
