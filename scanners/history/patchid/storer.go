package patchid

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/go-git/go-git/v5/plumbing"
	gitstorer "github.com/go-git/go-git/v5/plumbing/storer"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A storer hands the trees of one commit to go-git. Every tree that is asked for
// counts, also one that was asked for before: a tree that holds another one ten
// times is ten times the work.
//
// go-git compares a tree that it cannot read as if it were empty and says nothing
// (TestHostile has the cases). So the first error is kept, and what it could not
// decode does not get to it.
type storer struct {
	p     *Patches
	trees int // how many more may be read
	err   error
}

var errReadOnly = errors.New("write object: this repository is only read")

// EncodedObject implements go-git's interface.
func (s *storer) EncodedObject(kind plumbing.ObjectType, hash plumbing.Hash) (plumbing.EncodedObject, error) {
	o, err := s.tree(kind, objects.ID(hash))
	if err != nil {
		err = fmt.Errorf("read tree %s: %w", hash, err)
		s.err = cmp.Or(s.err, err)
		return nil, err
	}
	return o, nil
}

func (s *storer) tree(kind plumbing.ObjectType, id objects.ID) (plumbing.EncodedObject, error) {
	if kind != plumbing.TreeObject {
		return nil, errors.New("only trees are read here")
	}
	if s.trees--; s.trees < 0 || s.err != nil {
		return nil, errLimit
	}
	var data []byte
	if id != emptyTree {
		var err error
		if data, err = s.p.read(id, objects.Tree); err != nil {
			return nil, err
		}
	}
	if len(data) > s.p.limits.TreeSize {
		return nil, errLimit
	}
	for e, err := range objects.TreeEntries(data) {
		if err != nil {
			return nil, err
		}
		if len(e.Name) == 0 {
			return nil, errors.New("an entry has no name")
		}
	}
	o := &plumbing.MemoryObject{}
	o.SetType(plumbing.TreeObject)
	_, err := o.Write(data) // which copies
	return o, err
}

// emptyTree is the tree without entries, which git has built in.
var emptyTree = objects.ID(plumbing.NewHash("4b825dc642cb6eb9a060e54bf8d69288fbee4904"))

// NewEncodedObject implements go-git's interface.
func (s *storer) NewEncodedObject() plumbing.EncodedObject { return &plumbing.MemoryObject{} }

// SetEncodedObject implements go-git's interface.
func (s *storer) SetEncodedObject(plumbing.EncodedObject) (plumbing.Hash, error) {
	return plumbing.ZeroHash, errReadOnly
}

// IterEncodedObjects implements go-git's interface.
func (s *storer) IterEncodedObjects(plumbing.ObjectType) (gitstorer.EncodedObjectIter, error) {
	return nil, errors.New("list objects: only single ones are read here")
}

// HasEncodedObject implements go-git's interface.
func (s *storer) HasEncodedObject(hash plumbing.Hash) error {
	_, err := s.EncodedObject(plumbing.TreeObject, hash)
	return err
}

// EncodedObjectSize implements go-git's interface.
func (s *storer) EncodedObjectSize(hash plumbing.Hash) (int64, error) {
	o, err := s.EncodedObject(plumbing.TreeObject, hash)
	if err != nil {
		return 0, err
	}
	return o.Size(), nil
}

// AddAlternate implements go-git's interface.
func (s *storer) AddAlternate(string) error { return errReadOnly }
