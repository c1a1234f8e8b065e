package revision

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"io"
	"os"
	"path/filepath"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// An ancestry follows first parents: through the loose files of new commits, and
// through the packs as soon as one is not loose.
type ancestry struct {
	repo   *gitdir.Repo
	cache  string // the file of what is known; empty for none
	store  *objects.Store
	opened *objects.Store // store, when it was opened here
	reader *objects.Reader
	failed bool
}

func newAncestry(repo *gitdir.Repo, o IdentityOptions) *ancestry {
	return &ancestry{
		repo: repo, store: o.Store, cache: rootsFile(repo, o.CacheDir),
		failed: repo.Settings.HashSize != 0 && repo.Settings.HashSize != 20,
	}
}

func (w *ancestry) close() {
	if w.opened != nil {
		w.opened.Close()
	}
}

// What a commit can be on the way to a root.
type link uint8

const (
	isChild link = iota // it has a parent
	isRoot              // it has none
	isCut               // its parent is not here, or it cannot be read
)

// parent returns the first parent of a commit; of a tag, what it names. Where a
// shallow clone ends the parent is named and not here. The file shallow is not
// asked: a parent that is here all the same leads to the same root as elsewhere.
func (w *ancestry) parent(id objects.ID) (objects.ID, link) {
	kind, data, ok := w.read(id)
	switch {
	case !ok:
		return id, isCut
	case kind == objects.Tag:
		tag, err := objects.ParseTag(data)
		if err != nil {
			return id, isCut
		}
		return tag.Object, isChild
	case kind != objects.Commit:
		return id, isCut
	}
	c, err := objects.ParseCommit(data)
	switch {
	case err != nil:
		return id, isCut
	case len(c.Parents) == 0:
		return id, isRoot
	}
	return c.Parents[0], isChild
}

// read reads an object, from a loose file when there is one: that takes no look
// into packs, whose indexes are large.
func (w *ancestry) read(id objects.ID) (objects.Kind, []byte, bool) {
	if w.failed {
		return objects.Unknown, nil, false
	}
	if w.reader == nil {
		if data, ok := readLooseCommit(w.repo, id); ok {
			return objects.Commit, data, true
		}
		if w.store == nil {
			store, err := objects.Open(w.repo, objects.Limits{})
			if err != nil {
				w.failed = true
				return objects.Unknown, nil, false
			}
			w.store, w.opened = store, store
		}
		w.reader = w.store.Reader()
	}
	kind, data, err := w.reader.Read(id)
	return kind, data, err == nil
}

// maxCommit is how large a loose commit may be to be read here. The store reads
// larger ones.
const maxCommit = 1 << 20

// readLooseCommit reads a commit from the repository's own loose file. It reports
// whether there is one and it is what its id says.
func readLooseCommit(repo *gitdir.Repo, id objects.ID) ([]byte, bool) {
	name := id.String()
	packed, err := readBounded(filepath.Join(repo.Common, "objects", name[:2], name[2:]), maxCommit)
	if err != nil {
		return nil, false
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, false
	}
	defer z.Close()
	text, err := io.ReadAll(io.LimitReader(z, maxCommit+1))
	if err != nil || len(text) > maxCommit || sha1.Sum(text) != id || !bytes.HasPrefix(text, []byte("commit ")) {
		return nil, false
	}
	_, data, ok := bytes.Cut(text, []byte{0})
	return data, ok
}

// readBounded reads a regular file of at most limit bytes.
func readBounded(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, os.ErrInvalid
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, limit))
}
