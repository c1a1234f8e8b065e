package hostile

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
)

// storageCases store sound histories in every way there is, beside what else lies
// in such directories.
var storageCases = []Case{
	{"storage/loose", func(r *Repo) { r.history() }},
	{"storage/packed", func(r *Repo) { r.history(); r.putPack(r.Git, "pack-a", r.packed()) }},
	{"storage/several-packs", severalPacks},
	{"storage/loose-over-packed-ref", looseOverPacked},
	{"storage/packed-refs-unsorted", packedRefsUnsorted},
	{"storage/index-v1", func(r *Repo) { r.history(); p := r.packed(); r.putFiles(r.Git, "pack-a", p.file(), p.oldIndex()) }},
	{"storage/index-64-bit", func(r *Repo) { r.history(); p := r.packed(); r.putFiles(r.Git, "pack-a", p.file(), p.index(true)) }},
	{"storage/pack-v3", func(r *Repo) { r.history(); p := r.packed(); p.version = 3; r.putPack(r.Git, "pack-a", p) }},
	{"storage/pack-of-any-name", anyName},
	{"storage/pack-without-index", packWithoutIndex},
	{"storage/index-without-pack", indexWithoutPack},
	{"storage/same-in-two-packs", twoPacks},
	{"storage/delta-by-name", deltaByName},
	{"storage/promisor-pack", promisorPack},
	{"storage/cruft-pack", func(r *Repo) { cruftPack(r); r.says("unreachable") }},
	{"storage/cruft-pack-asked", func(r *Repo) { cruftPack(r); r.found(); r.Reflog, r.Unreachable = true, true }},
	{"storage/multi-pack-index", multiPackIndex},
	{"storage/multi-pack-index-garbage", func(r *Repo) {
		r.history()
		r.putPack(r.Git, "pack-a", r.packed())
		r.write("objects/pack/multi-pack-index", "MIDX\x01\x01"+strings.Repeat("\xff", 2000))
	}},
	{"storage/multi-pack-index-stale", multiPackIndexStale},
	{"storage/commit-graph", func(r *Repo) { graphed(r) }},
	{"storage/commit-graph-lies", func(r *Repo) { graphed(r); r.write("objects/info/commit-graph", string(cutParents(r))) }},
	{"storage/commit-graph-garbage", func(r *Repo) { graphed(r); r.write("objects/info/commit-graph", "CGPH\x01\x01\x03\x00garbage") }},
	{"storage/reverse-index-and-bitmap", func(r *Repo) {
		r.history()
		r.putPack(r.Git, "pack-a", r.packed())
		for _, ext := range []string{"rev", "bitmap", "keep", "mtimes"} {
			r.write("objects/pack/pack-a."+ext, "garbage")
		}
	}},
	{"storage/left-behind", leftBehind},
	{"storage/nothing", func(r *Repo) {}},
}

// history makes three commits: a secret that is there, one that was removed and
// one on another branch.
func (r *Repo) history() {
	keep, gone, side := r.line(), r.line(), r.line()
	first := r.main(memrepo.Files{"config/app.ini": keep, "old.ini": gone})
	second := r.main(memrepo.Files{"config/app.ini": keep, "readme": "text\n"}, first)
	r.ref("refs/heads/side", r.Commit(memrepo.Commit{Files: memrepo.Files{"side.ini": side}, Parents: []objectID{first}}))
	_ = second
}

// found says that what was thought lost must be found after all.
func (r *Repo) found() {
	for i := range r.Plants {
		r.Plants[i].Lost = false
	}
}

func severalPacks(r *Repo) {
	var tip []objectID
	for i := range 4 {
		tip = []objectID{r.main(memrepo.Files{"f": r.line()}, tip...)}
		r.putPack(r.Git, "pack-"+string(rune('a'+i)), r.packed())
	}
}

func looseOverPacked(r *Repo) {
	old := r.main(memrepo.Files{"f": r.line()})
	r.write("packed-refs", "# pack-refs with: peeled fully-peeled sorted \n"+old.String()+" refs/heads/main\n"+old.String()+" refs/tags/v1\n")
	r.main(memrepo.Files{"f": r.line()}, old)
}

func packedRefsUnsorted(r *Repo) {
	var text strings.Builder
	for _, name := range []string{"refs/tags/z", "refs/heads/main", "refs/heads/b", "refs/heads/a"} {
		id := r.Commit(memrepo.Commit{Files: memrepo.Files{"f": r.line()}})
		if strings.HasPrefix(name, "refs/tags/") {
			text.WriteString(r.Tag(id, 1, "z").String() + " " + name + "\n^" + id.String() + "\n")
			continue
		}
		text.WriteString(id.String() + " " + name + "\n")
	}
	r.write("packed-refs", text.String()) // without the first line, as old versions wrote it
}

func anyName(r *Repo) {
	var tip []objectID
	for _, name := range []string{"backup", "pack-restored by hand", "pack-A-0123", "0"} {
		tip = []objectID{r.main(memrepo.Files{"f": r.line()}, tip...)}
		r.putPack(r.Git, name, r.packed())
	}
}

// packWithoutIndex is what a fetch that was killed may leave: git sees nothing of it.
func packWithoutIndex(r *Repo) {
	r.history()
	lost := r.Put(blob, r.lostLine())
	r.write("objects/pack/pack-a.pack", r.packed(lost).file())
	r.says("!damaged-storage")
}

// indexWithoutPack is of a pack that is gone: what it held is missing, where
// something names it.
func indexWithoutPack(r *Repo) {
	r.history()
	r.write("objects/pack/pack-a.idx", r.packed(r.Put(blob, "not here\n")).index(false))
}

func twoPacks(r *Repo) {
	r.history()
	ids := r.all()
	r.putPack(r.Git, "pack-a", r.packed(ids...))
	r.putPack(r.Git, "pack-b", r.packed(ids...))
	r.loose(r.Git, ids...)
}

func deltaByName(r *Repo) {
	text := strings.Repeat("some text\n", 20) + r.line()
	more := r.line()
	id := r.main(memrepo.Files{"f": text})
	r.main(memrepo.Files{"f": text + more}, id)
	base, next := r.Put(blob, text), r.Put(blob, text+more)
	p := newPack()
	p.onName(next, base, appended(text, more)) // before its base
	p.whole(base, blob, text)
	r.leaveOut(base, next)
	r.putPack(r.Git, "pack-a", p)
}

// promisorPack is of a partial clone that lacks nothing.
func promisorPack(r *Repo) {
	r.history()
	r.putPack(r.Git, "pack-a", r.packed())
	r.write("objects/pack/pack-a.promisor", "")
	r.write("config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n[remote \"origin\"]\n\turl = https://invalid.invalid/x\n\tpromisor = true\n\tpartialclonefilter = blob:none\n")
}

func cruftPack(r *Repo) {
	r.history()
	cruft := r.Put(blob, r.lostLine())
	r.putPack(r.Git, "pack-a", r.packed(cruft))
	r.write("objects/pack/pack-a.mtimes", "MTME\x00\x00\x00\x01\x00\x00\x00\x01"+strings.Repeat("\x00", 44))
}

func multiPackIndex(r *Repo) {
	git := r.useGit()
	for range 3 {
		git.Commit(map[string]string{"f": r.line()})
		git.Git("repack", "-dq")
	}
	git.Git("multi-pack-index", "write")
	r.exists("objects/pack/multi-pack-index")
}

// multiPackIndexStale names packs that are gone, and not the one that is there.
func multiPackIndexStale(r *Repo) {
	multiPackIndex(r)
	text, err := os.ReadFile(filepath.Join(r.Git, "objects/pack/multi-pack-index"))
	r.check(err)
	r.git.Commit(map[string]string{"f": r.line()})
	r.git.Git("repack", "-adq")
	r.write("objects/pack/multi-pack-index", string(text))
}

func (r *Repo) exists(name string) {
	r.Helper()
	_, err := os.Lstat(filepath.Join(r.Git, filepath.FromSlash(name)))
	r.check(err)
}

func graphed(r *Repo) {
	git := r.useGit()
	for range 3 {
		git.Commit(map[string]string{"f": r.line()})
	}
	git.Commit(map[string]string{"f": "clean\n"})
	git.Git("repack", "-adq")
	git.Git("commit-graph", "write", "--reachable")
	r.exists("objects/info/commit-graph")
}

// cutParents returns the commit-graph with no commit having a parent, and a sum
// that is right: gitformat-commit-graph(5).
func cutParents(r *Repo) []byte {
	text, err := os.ReadFile(filepath.Join(r.Git, "objects/info/commit-graph"))
	r.check(err)
	start, end := 0, 0
	for row := 8; string(text[row:row+4]) != "\x00\x00\x00\x00"; row += 12 {
		if string(text[row:row+4]) == "CDAT" {
			start, end = int(binary.BigEndian.Uint64(text[row+4:])), int(binary.BigEndian.Uint64(text[row+16:]))
		}
	}
	if start == 0 {
		r.Fatal("the commit-graph has no data of commits")
	}
	for at := start; at < end; at += 36 {
		binary.BigEndian.PutUint32(text[at+20:], 0x70000000)
		binary.BigEndian.PutUint32(text[at+24:], 0x70000000)
	}
	body := text[:len(text)-20]
	return append(body, sum(string(body))...)
}

// leftBehind is what git and others leave when they are killed.
func leftBehind(r *Repo) {
	r.history()
	r.putPack(r.Git, "pack-a", r.packed())
	for name, text := range map[string]string{
		"objects/pack/tmp_pack_Xy12Z3": "PACK", "objects/pack/tmp_idx_Xy12Z3": "", "objects/pack/.tmp-12-pack-b.pack": "half", "objects/12/tmp_obj_a1b2c3": "x",
		"objects/tmp_objdir-incoming-a1/pack/pack-b.pack": "half",
		"refs/heads/main.lock":                            "", "packed-refs.lock": "", "HEAD.lock": "", "index.lock": "", "gc.pid": "1 host\n", "objects/maintenance.lock": "",
		"objects/info/packs": "P pack-gone.pack\n\n", "objects/pack/pack-a.idx.orig": "x", "objects/notes.txt": "x", "objects/zz/readme": "x",
	} {
		r.write(name, text)
	}
}
