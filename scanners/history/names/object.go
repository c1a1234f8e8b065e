package names

import "github.com/launchlint/launchlint/scanners/history/objects"

// ID is the name of an object.
type ID = objects.ID

// emptyTree is the tree without entries. Git has it built in, and commits name it
// in repositories where it is not stored.
var emptyTree = ID{0x4b, 0x82, 0x5d, 0xc6, 0x42, 0xcb, 0x6e, 0xb9, 0xa0, 0x60, 0xe5, 0x4b, 0xf8, 0xd6, 0x92, 0x88, 0xfb, 0xee, 0x49, 0x04}

// A Reader reads objects for one goroutine; objects.Reader is one. The content is
// valid until the next call. Errors say why not by errors.Is: objects.ErrMissing,
// ErrPromised, ErrTooLarge; any other means that the object is damaged.
type Reader interface {
	Read(id ID) (objects.Kind, []byte, error)
}

// NoObject is the number of no object.
const NoObject = ^uint32(0)
