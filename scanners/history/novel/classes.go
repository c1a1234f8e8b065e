package novel

import (
	"context"
	"slices"
	"sync"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A class is a class of paths: one of them stands for all.
type class struct {
	number int
	id     secrets.Class
	path   string
	// excluded says that the detector looks at no text of such paths.
	excluded bool
	digest   [16]byte
	// alone are the matches of rules that look at nothing but the path.
	alone []secrets.Match
	set   *classSet // of this class only
}

// A classSet is the classes that the paths of a blob are of. There is one for each
// combination, so that sets can be compared by address.
type classSet struct {
	classes []*class
	digest  [16]byte // see Verdict.Classes
}

// within reports whether every class of s is in other.
func (s *classSet) within(other *classSet) bool {
	if s == other {
		return true
	}
	for _, c := range s.classes {
		if !slices.Contains(other.classes, c) {
			return false
		}
	}
	return true
}

func newClassSet(list ...*class) *classSet {
	all := make([][16]byte, len(list))
	for i, c := range list {
		all[i] = c.digest
	}
	return &classSet{list, ClassesDigest(all)}
}

// Classes knows the classes of paths. A repository has many paths and few classes. It
// is safe for concurrent use.
type Classes struct {
	detector *secrets.Detector

	mu     sync.RWMutex
	byPath map[string]*class
	known  map[secrets.Class]*class
	sets   map[string]*classSet // by the numbers of their classes
}

// NewClasses returns what knows what a detector makes of paths. Who hands it to
// several scans pays for each path once.
func NewClasses(d *secrets.Detector) *Classes {
	return &Classes{
		detector: d, byPath: make(map[string]*class), known: make(map[secrets.Class]*class),
		sets: make(map[string]*classSet),
	}
}

// Digest returns the digest of the class of a path.
func (c *Classes) Digest(path string) [16]byte { return c.of(path).digest }

// of returns the class of a path.
func (c *Classes) of(path string) *class {
	c.mu.RLock()
	known := c.byPath[path]
	c.mu.RUnlock()
	if known != nil {
		return known
	}
	id := c.detector.PathClass(path)
	c.mu.Lock()
	defer c.mu.Unlock()
	known = c.known[id]
	if known == nil {
		known = &class{number: len(c.known), id: id, path: path, digest: id.Digest()}
		known.set = newClassSet(known)
		c.ask(known)
		c.known[id] = known
	}
	c.byPath[path] = known
	return known
}

// ask finds out what holds for all texts of a class.
func (c *Classes) ask(k *class) {
	// There is nothing to cancel in an empty text.
	stats, _ := c.detector.Detect(context.Background(), secrets.Fragment{Path: k.path}, func(m secrets.Match) {
		if m.StartLine == 0 {
			k.alone = append(k.alone, m)
		}
	})
	k.excluded = stats.PathExcluded > 0
}

// ofBlob returns the classes of a blob's paths.
func (r *run) ofBlob(id objects.ID) *classSet {
	var paths []string
	whole := false
	if r.Paths != nil {
		paths, whole = r.Paths(id)
	}
	if len(paths) == 1 && whole {
		return r.classes.of(paths[0]).set
	}
	var list []*class
	for _, p := range paths {
		if c := r.classes.of(p); !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	if c := r.classes.of(""); (len(paths) == 0 || !whole) && !slices.Contains(list, c) {
		list = append(list, c)
	}
	return r.classes.setOf(list)
}

// setOf returns the set of the classes in list, which holds each once.
func (c *Classes) setOf(list []*class) *classSet {
	if len(list) == 1 {
		return list[0].set
	}
	slices.SortFunc(list, func(a, b *class) int { return a.number - b.number })
	var key []byte
	for _, k := range list {
		key = append(key, byte(k.number), byte(k.number>>8), byte(k.number>>16), byte(k.number>>24))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	set := c.sets[string(key)]
	if set == nil {
		set = newClassSet(list...)
		c.sets[string(key)] = set
	}
	return set
}
