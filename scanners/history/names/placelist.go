package names

import "iter"

// Places yields the known paths of a blob as AllPaths does, each as the number of a
// directory and the number of a name in it: for those who know what holds for a path
// without putting it together.
func (n *Names) Places(number uint32) iter.Seq2[uint32, uint32] {
	return func(yield func(dir, name uint32) bool) {
		for at := n.places.first[number]; at != 0; at = n.places.nodes[at].next {
			if !yield(n.places.nodes[at].dir, n.places.nodes[at].name) {
				return
			}
		}
	}
}

// Whole is false when a blob stands at further paths that a limit left out.
func (n *Names) Whole(number uint32) bool { return n.places.flags[number]&hasMore == 0 }

// Directories returns how many directories there are. Their numbers are below it, 0
// is the top, and each is above that of the directory it is in.
func (n *Names) Directories() int { return len(n.places.dirs) }

// Directory returns where a directory is and what it is called there.
func (n *Names) Directory(dir uint32) (parent, name uint32) {
	d := &n.places.dirs[dir]
	return d.parent, d.name
}

// Words returns how many names of files and directories there are. Their numbers are
// below it.
func (n *Names) Words() int { return len(n.store.words.list) }

// Path returns the path of a name in a directory.
func (n *Names) Path(dir, name uint32) string { return n.places.path(n, dir, name) }
