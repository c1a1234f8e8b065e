package hostile

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
)

// packCases have entries that do harm to who believes them. Beside each stands a
// secret that must be found.
var packCases = []Case{
	{"packs/deep-by-offset", func(r *Repo) { r.chain(4000, false) }},
	{"packs/deep-by-name", func(r *Repo) { r.chain(4000, true) }},
	{"packs/circle", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			a, b, c := objectID{0xaa}, objectID{0xbb}, objectID{0xcc}
			p.onName(a, b, delta(100, 100, take(0, 100)))
			p.onName(b, c, delta(100, 100, take(0, 100)))
			at := p.onName(c, a, delta(100, 100, take(0, 100)))
			hanging := objectID{0xdd}
			p.onOffset(hanging, at, delta(100, 100, take(0, 100)))
			return []objectID{a, b, c, hanging}
		})
		r.says("!damaged-object")
	}},
	{"packs/delta-to-itself", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			p.onName(objectID{0xaa}, objectID{0xaa}, delta(100, 100, take(0, 100)))
			p.onOffset(objectID{0xbb}, p.Len(), delta(100, 100, take(0, 100)))
			return []objectID{{0xaa}, {0xbb}}
		})
		r.says("!damaged-object")
	}},
	{"packs/circle-of-thousands", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			const n = 3000
			id := func(i int) objectID { return objectID{byte(i % n >> 8), byte(i % n), 0x77} }
			for i := range n {
				p.onName(id(i), id(i+1), delta(100, 100, take(0, 100)))
			}
			return []objectID{id(0), id(n / 2)}
		})
		r.says("!damaged-object", "unreachable")
	}},
	{"packs/base-outside-of-the-pack", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			p.onOffset(objectID{0xaa}, -500, delta(100, 100, take(0, 100)))
			p.onOffset(objectID{0xbb}, 5, delta(100, 100, take(0, 100)))
			p.onName(objectID{0xcc}, objectID{0xee}, delta(100, 100, take(0, 100)))
			return []objectID{{0xaa}, {0xbb}, {0xcc}}
		})
		r.says("!damaged-object", "!damaged-storage")
	}},
	{"packs/sizes-that-lie", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			var ids []objectID
			for i, size := range []int{20, 1 << 40, 1 << 62, 0} {
				ids = append(ids, objectID{0xaa, byte(i)})
				p.entry(ids[i], int(blob), size, "", deflated(strings.Repeat("\x00", 16<<20)))
			}
			return ids
		})
		r.says("!damaged-object")
	}},
	{"packs/loose-sizes-that-lie", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			var ids []objectID
			for i, head := range []string{"blob 20\x00", "blob 1099511627776\x00", "blob 99999999999999999999999\x00", "blob -1\x00", "blob \x00", "blob 5", "tree 5\x00", "blob 0000000005\x00", "blot 5\x00", ""} {
				id := objectID{0xaa, byte(i)}
				body := "12345"
				if i == 0 {
					body = strings.Repeat("\x00", 16<<20)
				}
				r.writeFile(looseFile(r.Git, id), string(deflated(head+body)))
				ids = append(ids, id)
			}
			return ids
		})
		r.says("!damaged-object", "!malformed-object")
	}},
	{"packs/delta-sizes-that-lie", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			text := strings.Repeat("0", 1000)
			base := p.whole(r.Put(blob, text), blob, text)
			r.leaveOut(r.Put(blob, text))
			ids := []objectID{r.Put(blob, text)}
			for i, d := range []string{
				delta(1000, 5000, take(0, 1000)), delta(999, 999, take(0, 999)), delta(1000, 1000, take(1, 1000)), delta(1000, 3, "\x00\x00\x00"), delta(1000, 10, "\x0ax"),
				"\x80\x80\x80", "", delta(1000, 1<<62, take(0, 1000)), strings.Repeat("\xff", 40), delta(1000, 0), delta(1000, 1000, "\xff\xff\xff\xff\xff\xff\xff\xff"),
			} {
				id := objectID{0xaa, byte(i)}
				p.onOffset(id, base, d)
				ids = append(ids, id)
			}
			return ids
		})
		r.says("!damaged-object", "!too-large")
	}},
	{"packs/delta-bomb", func(r *Repo) {
		// A megabyte of which four gigabytes are made by an entry of some bytes.
		r.harm(func(p *pack) []objectID {
			base := r.zeros()
			at := p.whole(base, blob, strings.Repeat("\x00", 1<<20))
			p.onOffset(objectID{0xcc}, at, delta(1<<20, 1<<32, strings.Repeat(take(0, 1<<20), 4096)))
			return []objectID{base, {0xcc}}
		})
		r.says("!too-large")
	}},
	{"packs/delta-bomb-of-many", func(r *Repo) {
		// Two hundred results of 16 MB each from one base.
		r.harm(func(p *pack) []objectID {
			base := r.zeros()
			at := p.whole(base, blob, strings.Repeat("\x00", 1<<20))
			ids := []objectID{base}
			for i := range 200 {
				id := objectID{0xbb, byte(i)}
				p.onOffset(id, at, delta(1<<20, 1<<24, strings.Repeat(take(0, 1<<20), 16)))
				ids = append(ids, id)
			}
			return ids
		})
		r.says("!damaged-object")
	}},
	{"packs/unknown-types", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			p.entry(objectID{0xaa}, 0, 5, "", deflated("12345"))
			p.entry(objectID{0xbb}, 5, 5, "", deflated("12345"))
			p.entry(objectID{0xcc}, int(blob), 5, "", []byte("no zlib"))
			p.entry(objectID{0xdd}, int(blob), 5, "", nil)
			return []objectID{{0xaa}, {0xbb}, {0xcc}, {0xdd}}
		})
		r.says("!damaged-object")
	}},
	{"packs/head-without-end", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			at := p.Len()
			p.Write(bytes.Repeat([]byte{0xff}, 200))
			p.entries = append(p.entries, entry{objectID{0xaa}, at}, entry{objectID{0xbb}, at + 190})
			return []objectID{{0xaa}, {0xbb}}
		})
		r.says("!damaged-object")
	}},
	{"packs/one-entry-with-many-ids", func(r *Repo) {
		r.harm(func(p *pack) []objectID {
			at := p.whole(objectID{0xaa}, blob, "text")
			p.entries = append(p.entries, entry{objectID{0xbb}, at}, entry{objectID{0xcc}, at + 1})
			return []objectID{{0xaa}, {0xbb}, {0xcc}}
		})
		r.says("!damaged-object")
	}},
	{"packs/without-entries", func(r *Repo) { r.history(); r.putPack(r.Git, "pack-a", newPack()) }},
	{"packs/thin", func(r *Repo) {
		// Its base is in another pack. Git reads nothing of it; what can be read is.
		text := strings.Repeat("some text\n", 20) + r.line()
		more := r.line()
		id := r.main(memrepo.Files{"f": text})
		r.main(memrepo.Files{"f": text + more}, id)
		base, next := r.Put(blob, text), r.Put(blob, text+more)
		p := newPack()
		p.onName(next, base, appended(text, more))
		r.leaveOut(next)
		r.putPack(r.Git, "pack-a", p)
		r.putPack(r.Git, "pack-b", r.packed(base))
		r.says("!damaged-storage")
	}},
	{"packs/many", func(r *Repo) {
		line := r.line()
		for i := range 300 {
			r.ref(fmt.Sprintf("refs/heads/b%d", i), r.Commit(memrepo.Commit{Files: memrepo.Files{"f": fmt.Sprintf("text %d\n", i), "g": line}}))
			r.putPack(r.Git, fmt.Sprintf("pack-%04d", i), r.packed())
		}
	}},
}

// zeros returns the id of a megabyte of zeros, which is not written.
func (r *Repo) zeros() objectID {
	id := r.Put(blob, strings.Repeat("\x00", 1<<20))
	r.leaveOut(id)
	return id
}

// harm makes a commit with a secret and with what a pack is said to hold: build
// adds to the pack and returns the ids. They stand in the tree as files.
func (r *Repo) harm(build func(p *pack) []objectID) {
	p := newPack()
	ids := build(p)
	entries := []memrepo.Entry{r.file("a")}
	for i, id := range ids {
		entries = append(entries, memrepo.Entry{Mode: "100644", Name: fmt.Sprintf("f%04d", i), ID: id})
	}
	r.rawMain(append(entries, r.file("z"))...)
	r.putPack(r.Git, "pack-a", p)
	r.putPack(r.Git, "pack-b", r.packed())
}

// chain makes a file of many versions, each stored as a difference to the one
// before it, that has a secret in some of them.
func (r *Repo) chain(depth int, named bool) {
	p := newPack()
	text := strings.Repeat("a line of text\n", 10)
	id := r.Put(blob, text)
	at := p.whole(id, blob, text)
	entries := []memrepo.Entry{{Mode: "100644", Name: "v", ID: id}}
	for i := range depth {
		more := fmt.Sprintf("%d\n", i)
		if i%1000 == 999 {
			more = r.line()
		}
		next := text[len(more):] + more
		d := delta(len(text), len(next), take(len(more), len(text)-len(more)), add(more))
		r.leaveOut(id)
		before := id
		id = r.Put(blob, next)
		if named {
			p.onName(id, before, d)
		} else {
			at = p.onOffset(id, at, d)
		}
		text = next
		entries = append(entries, memrepo.Entry{Mode: "100644", Name: fmt.Sprintf("v%05d", i), ID: id})
	}
	r.leaveOut(id)
	r.rawMain(entries...)
	r.putPack(r.Git, "pack-a", p)
}
