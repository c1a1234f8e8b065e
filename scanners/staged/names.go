package staged

import "strings"

// Names are the paths of an index, to look them up.
type Names struct {
	fold    bool
	entries map[string]*Entry
	dirs    map[string]bool // every directory with a tracked path below it
	sparse  []string        // with their trailing slash
}

// Names returns the index's paths. With fold (core.ignoreCase) ASCII letters of
// a look-up match in either case.
func (x *Index) Names(fold bool) *Names {
	n := &Names{fold: fold, entries: make(map[string]*Entry, len(x.Entries)), dirs: make(map[string]bool)}
	for i := range x.Entries {
		e := &x.Entries[i]
		path := n.key(e.Path)
		if e.Is(ModeDir) {
			n.sparse = append(n.sparse, path)
			path = strings.TrimSuffix(path, "/")
			n.dirs[path] = true
		} else {
			n.entries[path] = e
		}
		for {
			slash := strings.LastIndexByte(path, '/')
			if slash < 0 || n.dirs[path[:slash]] {
				break
			}
			path = path[:slash]
			n.dirs[path] = true
		}
	}
	return n
}

// Tracked reports whether the index holds a file or symbolic link at that path. A
// path below a directory that a sparse index does not expand may be tracked, and
// counts as tracked.
func (n *Names) Tracked(path string) bool {
	path = n.key(path)
	if e := n.entries[path]; e != nil {
		return !e.Is(ModeGitlink)
	}
	for _, dir := range n.sparse {
		if strings.HasPrefix(path, dir) {
			return true
		}
	}
	return false
}

// Submodule reports whether the index holds a submodule at that path.
func (n *Names) Submodule(path string) bool {
	e := n.entries[n.key(path)]
	return e != nil && e.Is(ModeGitlink)
}

// Below reports whether a tracked path lies below that directory.
func (n *Names) Below(dir string) bool {
	dir = n.key(dir)
	if n.dirs[dir] {
		return true
	}
	for _, s := range n.sparse {
		if strings.HasPrefix(dir, s) {
			return true
		}
	}
	return false
}

// key lowers ASCII letters under fold.
func (n *Names) key(path string) string {
	if !n.fold {
		return path
	}
	b := []byte(path)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
