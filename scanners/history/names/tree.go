package names

import (
	"bytes"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// An Entry is one entry of a tree: a name, an object and what the mode says it is.
type Entry struct {
	// Name is a number for Names.Name.
	Name   uint32
	object uint32 // number << 2 | class
}

// A Class is what an entry's mode says that its object is.
type Class uint8

// The classes of entries, as git tells them apart.
const (
	File Class = iota // files, links, and whatever has a mode that git does not know
	Directory
	Gitlink
)

func newEntry(name, object uint32, class Class) Entry { return Entry{name, object<<2 | uint32(class)} }

// Object returns the number of the entry's object.
func (e Entry) Object() uint32 { return e.object >> 2 }

// Class returns what the entry's mode says that it is.
func (e Entry) Class() Class { return Class(e.object & 3) }

func classOf(e *objects.TreeEntry) Class {
	switch {
	case e.IsTree():
		return Directory
	case e.IsGitlink():
		return Gitlink
	}
	return File
}

// oddMode reports whether git never writes that mode today. 0664 is one that old
// versions wrote, and common.
func oddMode(mode uint32) bool {
	switch mode {
	case 0o040000, 0o100644, 0o100755, 0o100664, 0o120000, 0o160000:
		return false
	}
	return true
}

// oddName reports whether git refuses to check such a name out.
func oddName(name []byte) bool {
	switch string(name) {
	case "", ".", "..":
		return true
	}
	return len(name) == len(".git") && bytes.EqualFold(name, []byte(".git")) || bytes.IndexByte(name, '/') >= 0
}

// revertedBy finds what `git revert` writes into the messages it makes.
func revertedBy(message []byte) (id ID, ok bool) {
	const words = "This reverts commit "
	at := bytes.Index(message, []byte(words))
	if at < 0 || len(message)-at-len(words) < 2*len(id) {
		return id, false
	}
	id, err := objects.ParseID(string(message[at+len(words):][:2*len(id)]))
	return id, err == nil
}
