package hostile

import (
	"fmt"
	"path/filepath"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// text returns an object that was made before.
func (r *Repo) text(id objects.ID) (objects.Kind, string) {
	r.Helper()
	kind, data, err := r.Read(id)
	r.check(err)
	return kind, string(data)
}

// looseFile is where a loose object of a git directory lies.
func looseFile(dir string, id objects.ID) string {
	return filepath.Join(dir, "objects", id.String()[:2], id.String()[2:])
}

// loose writes objects as loose ones of a git directory.
func (r *Repo) loose(dir string, ids ...objects.ID) {
	r.Helper()
	for _, id := range ids {
		kind, text := r.text(id)
		file := r.deflate(fmt.Sprintf("%s %d\x00%s", kind, len(text), text))
		if change := r.spoils[id]; change != nil {
			file = change(file)
		}
		r.writeFile(looseFile(dir, id), string(file))
		r.stored[id] = true
	}
}

// spoil changes the file of an object when it becomes a loose one.
func (r *Repo) spoil(id objects.ID, change func(file []byte) []byte) { r.spoils[id] = change }

// leaveOut makes an object missing.
func (r *Repo) leaveOut(ids ...objects.ID) {
	for _, id := range ids {
		r.stored[id] = true
	}
}

// all returns the ids of all objects made so far that are not written yet.
func (r *Repo) all() []objects.ID {
	var ids []objects.ID
	for _, kind := range []objects.Kind{objects.Commit, objects.Tag, objects.Tree, objects.Blob} {
		for _, id := range r.IDs(kind) {
			if !r.stored[id] {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// packed returns a pack of objects in full; of none given, of all.
func (r *Repo) packed(ids ...objects.ID) *pack {
	r.Helper()
	if len(ids) == 0 {
		ids = r.all()
	}
	p := newPack()
	for _, id := range ids {
		kind, text := r.text(id)
		p.whole(id, kind, text)
		r.stored[id] = true
	}
	return p
}

// putPack writes a pack of a name, with its index, into a git directory.
func (r *Repo) putPack(dir, name string, p *pack) {
	r.Helper()
	r.putFiles(dir, name, p.file(), p.index(false))
}

func (r *Repo) putFiles(dir, name, pack, index string) {
	r.Helper()
	r.writeFile(filepath.Join(dir, "objects", "pack", name+".pack"), pack)
	r.writeFile(filepath.Join(dir, "objects", "pack", name+".idx"), index)
}
