package names

import "iter"

// top is the number of the directory at the top.
const top = 0

// A place is a name in a directory. Directories are numbered; a path is put
// together when it is asked for.
type place struct{ dir, name, next uint32 }

type directory struct {
	parent, name  uint32
	depth, length int
}

// places holds the paths of blobs: a list for each, linked through one slice.
type places struct {
	dirs    []directory
	subs    map[uint64]uint32 // parent << 32 | name
	nodes   []place           // index 0 is no node
	first   []uint32          // by object number
	flags   []uint8           // by object number
	long    map[uint32]map[uint64]struct{}
	blobs   int
	dropped int
}

const (
	isBlob  = 1 << iota
	hasMore // it stands at paths that are not in its list
)

// short is the length of a list that is searched from its start. Longer ones have
// a map: an empty file can stand at a hundred thousand paths.
const short = 16

func newPlaces(objects int) *places {
	return &places{
		dirs: make([]directory, 1), subs: make(map[uint64]uint32), nodes: make([]place, 1),
		first: make([]uint32, objects), flags: make([]uint8, objects), long: make(map[uint32]map[uint64]struct{}),
	}
}

// sub returns the directory of that name in dir. length is that of its path, with
// a slash at the end.
func (p *places) sub(dir, name uint32, length int) uint32 {
	key := uint64(dir)<<32 | uint64(name)
	if n, ok := p.subs[key]; ok {
		return n
	}
	n := uint32(len(p.dirs))
	p.dirs = append(p.dirs, directory{dir, name, p.dirs[dir].depth + 1, length})
	p.subs[key] = n
	return n
}

func (p *places) blob(number uint32) {
	if p.flags[number]&isBlob == 0 {
		p.flags[number] |= isBlob
		p.blobs++
	}
}

func (p *places) more(number uint32) { p.flags[number] |= hasMore }

// add enters that a blob stands at name in dir, unless that is known.
func (p *places) add(number, dir, name uint32, most int) {
	head := p.first[number]
	if head != 0 && p.nodes[head].dir == dir && p.nodes[head].name == name {
		return // by far the most frequent: the same file in the next commit
	}
	p.blob(number)
	last, n := uint32(0), 0
	for at := head; at != 0 && n < short; at = p.nodes[at].next {
		if p.nodes[at].dir == dir && p.nodes[at].name == name {
			return
		}
		last = at
		n++
	}
	if n == short {
		key := uint64(dir)<<32 | uint64(name)
		known := p.long[number]
		if known == nil {
			known = make(map[uint64]struct{})
			p.long[number] = known
		}
		if _, ok := known[key]; ok {
			return
		}
		if len(p.nodes) > most {
			p.dropped++
			p.more(number)
			return
		}
		known[key] = struct{}{}
	} else if len(p.nodes) > most && head != 0 {
		p.dropped++
		p.more(number)
		return
	}
	node := uint32(len(p.nodes))
	if last == 0 {
		p.nodes = append(p.nodes, place{dir, name, 0})
		p.first[number] = node
		return
	}
	// Beyond the short part the order does not matter, only that it is always the same.
	p.nodes = append(p.nodes, place{dir, name, p.nodes[last].next})
	p.nodes[last].next = node
}

// path returns the path of name in dir.
func (p *places) path(n *Names, dir, name uint32) string {
	word := n.Name(name)
	size := p.dirs[dir].length + len(word)
	buf := make([]byte, size)
	at := size - copy(buf[size-len(word):], word)
	for dir != top {
		d := &p.dirs[dir]
		at--
		buf[at] = '/'
		word := n.Name(d.name)
		at -= len(word)
		copy(buf[at:], word)
		dir = d.parent
	}
	return string(buf)
}

// IsBlob reports whether a tree or a root names the object with that number as a
// blob.
func (n *Names) IsBlob(number uint32) bool {
	return int(number) < len(n.places.flags) && n.places.flags[number]&isBlob != 0
}

// Blobs yields the numbers of all blobs. Their order differs between walks.
func (n *Names) Blobs() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for number, flags := range n.places.flags {
			if flags&isBlob != 0 && !yield(uint32(number)) {
				return
			}
		}
	}
}

// AllPaths yields the known paths of a blob: the one of the newest commit first.
func (n *Names) AllPaths(number uint32) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := n.places.first[number]; at != 0; at = n.places.nodes[at].next {
			if !yield(n.places.path(n, n.places.nodes[at].dir, n.places.nodes[at].name)) {
				return
			}
		}
	}
}

// Paths returns at most limit known paths of a blob, the one of the newest commit
// first, and how many more are known. A blob that only a root names has none.
// Whole is false when the blob stands at further paths that a limit left out:
// nothing may then be concluded from the ones that are here.
func (n *Names) Paths(number uint32, limit int) (paths []string, more int, whole bool) {
	for at := n.places.first[number]; at != 0; at = n.places.nodes[at].next {
		if len(paths) < limit {
			paths = append(paths, n.places.path(n, n.places.nodes[at].dir, n.places.nodes[at].name))
		} else {
			more++
		}
	}
	return paths, more, n.places.flags[number]&hasMore == 0
}
