package objects

import (
	"bytes"
	"iter"
)

// A TreeEntry is one name in a tree.
type TreeEntry struct {
	// Mode is the file mode in octal as it is written: 0o40000 for a tree, 0o160000
	// for a commit of another repository, 0o120000 for a symbolic link.
	Mode uint32
	// Name is one path element. It points into the tree's data, and may hold
	// anything but a zero byte: "..", slashes and control characters as well.
	Name []byte
	ID   ID
}

// IsTree reports whether the entry is a directory.
func (e *TreeEntry) IsTree() bool { return e.Mode&0o170000 == 0o040000 }

// IsGitlink reports whether the entry is a commit of another repository: a
// submodule. Its object is not here.
func (e *TreeEntry) IsGitlink() bool { return e.Mode&0o170000 == 0o160000 }

// TreeEntries yields the entries of a tree as they are written: git wants them in
// order and each name once, but a tree need not obey. What comes before damage is
// yielded; damage is the last pair, an ErrCorrupt with a zero entry.
func TreeEntries(data []byte) iter.Seq2[TreeEntry, error] {
	return func(yield func(TreeEntry, error) bool) {
		for p := data; len(p) > 0; {
			e, n, err := parseTreeEntry(p)
			if err != nil {
				yield(TreeEntry{}, err)
				return
			}
			if !yield(e, nil) {
				return
			}
			p = p[n:]
		}
	}
}

// CutTreeEntry reads the entry at the beginning of a tree's data and returns how
// many bytes it has. The error is ErrCorrupt.
func CutTreeEntry(data []byte) (e TreeEntry, n int, err error) { return parseTreeEntry(data) }

// parseTreeEntry reads one entry, "mode name\0id", and returns its length.
func parseTreeEntry(p []byte) (e TreeEntry, n int, err error) {
	for n < len(p) && p[n] != ' ' {
		digit := p[n] - '0'
		if digit > 7 || e.Mode > 0o777777 {
			return TreeEntry{}, 0, corruptf("tree entry has no mode")
		}
		e.Mode = e.Mode<<3 | uint32(digit)
		n++
	}
	if n == 0 || n == len(p) {
		return TreeEntry{}, 0, corruptf("tree entry has no mode")
	}
	n++
	length := bytes.IndexByte(p[n:], 0)
	if length < 0 || len(p) < n+length+1+len(e.ID) {
		return TreeEntry{}, 0, corruptf("tree ends in the middle of an entry")
	}
	e.Name = p[n : n+length]
	n += length + 1
	n += copy(e.ID[:], p[n:])
	return e, n, nil
}
