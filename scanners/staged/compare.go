package staged

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A change is one entry of the index that HEAD does not have like that.
type change struct {
	path  string
	mode  uint32
	id    objects.ID
	stage uint8
	// before is HEAD's blob at the path, or the one of the removed file that this one
	// is most like; zero when there is none.
	before objects.ID
	// isNew is true when HEAD has no file at the path.
	isNew bool
}

// A removed is a file of HEAD, or a directory, that the index does not have.
type removed struct {
	path string // a directory's ends in a slash
	id   objects.ID
}

// A difference is what the index has and HEAD has not, and the other way about.
type difference struct {
	changes []change
	removed []removed
	// kept are the ranges of the index's entries that are as HEAD has them, and
	// blobs the blobs of HEAD's trees that were read: together, but for what is below
	// removed directories, all that HEAD has.
	kept  [][2]int
	blobs []objects.ID
	// announced are the paths of intent-to-add entries.
	announced []string
}

// A comparison walks the index and HEAD's trees side by side. Only trees that
// differ are read: the index's cached trees tell which.
type comparison struct {
	index   *Index
	read    func(objects.ID) ([]byte, error) // of a tree
	unread  func(path string, err error)     // HEAD's tree at a path
	unknown func(path string, err error)     // a tree that a sparse index names
	todo    []pair
	out     difference
	budget  int // entries of sparse directories
}

// A pair is a directory on both sides. On the side of the index it is a range of
// entries, or the tree of a sparse directory.
type pair struct {
	prefix   string // its path, with a slash at its end; empty for the top
	from, to int    // its entries
	cached   int32  // its cached tree; -1 for none
	sparse   objects.ID
	head     objects.ID // its tree in HEAD; zero when HEAD has no such directory
}

// maxSparse bounds how many entries of sparse directories are looked at.
const maxSparse = 5_000_000

// run compares with HEAD's tree, which is zero for a branch that is not born.
func (c *comparison) run(ctx context.Context, head objects.ID) (*difference, error) {
	top := pair{to: len(c.index.Entries), cached: -1, head: head}
	if len(c.index.trees) > 0 {
		top.cached = 0
	}
	c.budget = maxSparse
	if c.same(top) {
		c.out.kept = append(c.out.kept, [2]int{0, top.to})
		return &c.out, nil
	}
	for c.todo = []pair{top}; len(c.todo) > 0; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		p := c.todo[len(c.todo)-1]
		c.todo = c.todo[:len(c.todo)-1]
		there := c.tree(p)
		if p.sparse.IsZero() {
			c.entries(p, there)
		} else {
			c.expand(p, there)
		}
		for name, e := range there {
			if !e.met && !e.IsGitlink() {
				c.out.removed = append(c.out.removed, removed{p.prefix + name, e.ID})
			}
		}
	}
	slices.SortFunc(c.out.changes, func(a, b change) int {
		return cmp.Or(strings.Compare(a.path, b.path), cmp.Compare(a.stage, b.stage))
	})
	slices.SortFunc(c.out.removed, func(a, b removed) int { return strings.Compare(a.path, b.path) })
	return &c.out, nil
}

// same reports whether a cached tree says that a range is what HEAD has.
func (c *comparison) same(p pair) bool {
	if p.cached < 0 || p.head.IsZero() {
		return false
	}
	t := &c.index.trees[p.cached]
	return t.count == p.to-p.from && t.id == string(p.head[:])
}

// A there is what HEAD has in one directory: by name, with a slash behind those of
// directories. A tree may have a name twice; the first one counts.
type there map[string]*headEntry

type headEntry struct {
	objects.TreeEntry
	met bool // the index has it
}

// tree reads HEAD's side of a pair.
func (c *comparison) tree(p pair) there {
	if p.head.IsZero() {
		return nil
	}
	data, err := c.read(p.head)
	if err != nil {
		c.unread(p.prefix, err)
		return nil
	}
	entries := make(there)
	for e, err := range objects.TreeEntries(data) {
		if err != nil {
			c.unread(p.prefix, err)
			break
		}
		name := string(e.Name)
		if e.IsTree() {
			name += "/"
		} else if !e.IsGitlink() {
			c.out.blobs = append(c.out.blobs, e.ID)
		}
		e.Name = nil // of a buffer that is used again
		if entries[name] == nil {
			entries[name] = &headEntry{TreeEntry: e}
		}
	}
	return entries
}

// entries compares a range of the index's entries with a directory of HEAD.
func (c *comparison) entries(p pair, head there) {
	children := c.children(p.cached)
	all := c.index.Entries
	for i := p.from; i < p.to; {
		e := &all[i]
		name := e.Path[len(p.prefix):]
		slash := strings.IndexByte(name, '/')
		if slash < 0 {
			c.file(e, head[name], i)
			i++
			continue
		}
		name = name[:slash+1]
		child := pair{prefix: e.Path[:len(p.prefix)+len(name)], from: i, to: i + 1, cached: -1}
		if h := head[name]; h != nil {
			h.met = true
			child.head = h.ID
		}
		if e.Is(ModeDir) && len(child.prefix) == len(e.Path) {
			copy(child.sparse[:], e.ID)
			if child.sparse != child.head {
				c.todo = append(c.todo, child)
			}
			i++
			continue
		}
		if at, ok := children[name[:slash]]; ok {
			child.cached = at
		}
		child.to = c.end(child, p.to)
		if c.same(child) {
			c.out.kept = append(c.out.kept, [2]int{child.from, child.to})
		} else {
			c.todo = append(c.todo, child)
		}
		i = child.to
	}
}

// end returns where the entries below a directory end. A cached tree knows, if it
// is right; the entries are in order.
func (c *comparison) end(p pair, limit int) int {
	all := c.index.Entries
	below := func(i int) bool { return i < limit && strings.HasPrefix(all[i].Path, p.prefix) }
	if p.cached >= 0 {
		if n := c.index.trees[p.cached].count; n > 0 && n <= limit-p.from && below(p.from+n-1) && !below(p.from+n) {
			return p.from + n
		}
	}
	return p.from + sort.Search(limit-p.from, func(i int) bool { return !strings.HasPrefix(all[p.from+i].Path, p.prefix) })
}

// children returns the cached trees in one, by name.
func (c *comparison) children(of int32) map[string]int32 {
	if of < 0 || c.index.trees[of].first == 0 {
		return nil
	}
	m := make(map[string]int32)
	for at := c.index.trees[of].first; at != 0; at = c.index.trees[at].next {
		m[c.index.trees[at].name] = at
	}
	return m
}

// file compares entry i, which is e, with what HEAD has at its path.
func (c *comparison) file(e *Entry, head *headEntry, i int) {
	ch := change{path: e.Path, mode: e.Mode, stage: e.Stage, isNew: true}
	copy(ch.id[:], e.ID)
	if head != nil {
		head.met = true
		if head.ID == ch.id && !e.IntentToAdd {
			c.out.kept = append(c.out.kept, [2]int{i, i + 1})
			return
		}
		if !head.IsGitlink() {
			ch.before, ch.isNew = head.ID, false
		}
	}
	switch {
	case e.IntentToAdd:
		c.out.announced = append(c.out.announced, e.Path)
	default:
		c.out.changes = append(c.out.changes, ch)
	}
}

// expand compares the tree of a sparse directory with a directory of HEAD.
func (c *comparison) expand(p pair, head there) {
	data, err := c.read(p.sparse)
	if err != nil {
		c.unknown(p.prefix, err)
		return
	}
	for e, err := range objects.TreeEntries(data) {
		if err == nil && c.budget == 0 {
			err = objects.ErrTooLarge
		}
		if err != nil {
			c.unknown(p.prefix, err)
			return
		}
		c.budget--
		path := p.prefix + string(e.Name)
		if !e.IsTree() {
			entry := Entry{Path: path, Mode: e.Mode, ID: string(e.ID[:])}
			h := head[string(e.Name)]
			if h != nil && h.ID == e.ID {
				h.met = true
				continue
			}
			c.file(&entry, h, 0)
			continue
		}
		child := pair{prefix: path + "/", cached: -1, sparse: e.ID}
		if h := head[string(e.Name)+"/"]; h != nil {
			h.met = true
			child.head = h.ID
		}
		if child.sparse != child.head {
			c.todo = append(c.todo, child)
		}
	}
}
