package hostile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// damageCases damage loose objects, each kind in each way, and put other things
// where objects should be.
var damageCases = append(spoiled(),
	Case{"damage/good-copy-in-a-pack", func(r *Repo) {
		r.history()
		ids := r.all()
		r.putPack(r.Git, "pack-a", r.packed(ids...))
		for _, id := range ids {
			r.writeFile(looseFile(r.Git, id), "garbage")
		}
	}},
	Case{"damage/fifo-for-an-object", func(r *Repo) {
		lost := r.Put(blob, r.lostLine())
		r.main(memrepo.Files{"f": "token = \"" + r.Plants[0].Value + "\"\n", "g": r.line()})
		r.leaveOut(lost)
		r.check(os.MkdirAll(filepath.Dir(looseFile(r.Git, lost)), 0o755))
		if err := mkfifo(looseFile(r.Git, lost)); err != nil {
			r.Skipf("no named pipes here: %v", err)
		}
		r.says("!damaged-object")
	}},
	Case{"damage/fifos-all-over", func(r *Repo) {
		r.history()
		for _, name := range []string{"objects/12/fifo", "objects/pack/fifo", "objects/pack/pack-x.pack", "refs/heads/fifo", "objects/fifo"} {
			r.check(os.MkdirAll(filepath.Dir(filepath.Join(r.Git, name)), 0o755))
			if err := mkfifo(filepath.Join(r.Git, name)); err != nil {
				r.Skipf("no named pipes here: %v", err)
			}
		}
		r.says("!damaged-ref")
	}},
	Case{"damage/directory-for-an-object", func(r *Repo) {
		lost := r.Put(blob, r.lostLine())
		r.main(memrepo.Files{"f": "token = \"" + r.Plants[0].Value + "\"\n", "g": r.line()})
		r.leaveOut(lost)
		r.check(os.MkdirAll(looseFile(r.Git, lost), 0o755))
		r.says("!damaged-object")
	}},
	Case{"damage/link-for-an-object", func(r *Repo) {
		// Git follows it.
		id := r.Put(blob, r.line())
		r.main(memrepo.Files{"f": "token = \"" + r.Plants[0].Value + "\"\n"})
		r.loose(r.Git, id)
		r.check(os.Rename(looseFile(r.Git, id), r.beside("object")))
		r.check(os.Symlink(r.beside("object"), looseFile(r.Git, id)))
	}},
	Case{"damage/files-that-are-no-objects", func(r *Repo) {
		r.history()
		for _, name := range []string{"12/readme", "12/" + strings.Repeat("z", 38), "12/" + strings.Repeat("a", 37), "12/" + strings.Repeat("a", 39), "zz/" + strings.Repeat("a", 38), "1/x", "123/x", "info/x", "pack/x", "pack/x.idx.bak"} {
			r.write("objects/"+name, "garbage")
		}
	}},
	Case{"damage/garbage-of-an-id-that-nothing-names", func(r *Repo) {
		r.history()
		r.write("objects/12/"+strings.Repeat("a", 38), "garbage")
		r.says("unreachable")
	}},
	Case{"damage/index-garbage", func(r *Repo) { r.history(); r.write("index", "DIRC garbage") }},
	Case{"damage/everything-missing", func(r *Repo) {
		r.main(memrepo.Files{"f": r.lostLine()})
		r.leaveOut(r.all()...)
		r.says("!missing-object")
	}},
)

// spoiled returns a case for each kind of object and each way to spoil it.
func spoiled() []Case {
	ways := []struct {
		name string
		// change returns the file; nil for one that is missing. An id that does not
		// fit is a copy of another object's file.
		change func(file []byte) []byte
		says   string
	}{
		{"missing", nil, "!missing-object"},
		{"one-bit", func(file []byte) []byte { file[len(file)/2] ^= 0x10; return file }, "!damaged-object"},
		{"first-byte", func(file []byte) []byte { file[0] ^= 0xff; return file }, "!damaged-object"},
		{"truncated", func(file []byte) []byte { return file[:len(file)*2/3] }, "!damaged-object"},
		{"empty", func([]byte) []byte { return nil }, "!damaged-object"},
		{"zeros", func(file []byte) []byte { return make([]byte, len(file)) }, "!damaged-object"},
		{"another-object", func([]byte) []byte { return deflated("blob 5\x00other") }, "!damaged-object"},
		{"trailing-garbage", func(file []byte) []byte { return append(file, "garbage"...) }, ""},
	}
	var cases []Case
	for _, kind := range []objects.Kind{objects.Blob, objects.Tree, objects.Commit} {
		for _, way := range ways {
			cases = append(cases, Case{fmt.Sprintf("damage/%s-%s", kind, way.name), func(r *Repo) {
				spoilOne(r, kind, way.change, way.says)
			}})
		}
	}
	return cases
}

// spoilOne spoils the blob, the tree or the commit in the middle of a history. What
// hangs on it alone is lost.
func spoilOne(r *Repo, kind objects.Kind, change func([]byte) []byte, says string) {
	first := r.main(memrepo.Files{"f": r.line()})
	only := r.lostLine()
	second := r.main(memrepo.Files{"dir/f": only}, first)
	tree := r.Tree(memrepo.Files{"f": only})
	r.main(memrepo.Files{"f": r.line()}, second)
	id := map[objects.Kind]objectID{objects.Blob: r.Put(blob, only), objects.Tree: tree, objects.Commit: second}[kind]
	if change == nil {
		r.leaveOut(id)
	} else {
		r.spoil(id, change)
	}
	if says == "" {
		r.found()
		return
	}
	r.says(says)
	switch kind {
	case objects.Tree:
		r.says("unreachable") // its blob
	case objects.Commit:
		r.says("unreachable")
		r.Plants[0].Lost = true // its parent is named by nothing else
	}
}
