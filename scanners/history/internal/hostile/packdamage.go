package hostile

import (
	"bytes"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
)

// packDamageCases damage packs and their indexes. A change of one bit is also made
// at every place of a small pack, in a test of its own.
var packDamageCases = []Case{
	{"pack-damage/one-entry", func(r *Repo) {
		lost, p := r.halfLost()
		file := []byte(p.file())
		file[lost+3] ^= 0x20
		r.putFiles(r.Git, "pack-a", string(file), p.index(false))
		r.says("!damaged-object")
	}},
	{"pack-damage/truncated", func(r *Repo) {
		lost, p := r.halfLost() // the last entry
		r.putFiles(r.Git, "pack-a", p.file()[:lost+6], p.index(false))
		r.says("!damaged-object", "!damaged-storage")
	}},
	{"pack-damage/empty", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) { return "", p.index(false) })
	}},
	{"pack-damage/only-a-head", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) { return p.file()[:12], p.index(false) })
		r.Says = []string{"!damaged-object", "!damaged-storage", "unreachable"}
	}},
	{"pack-damage/other-signature", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) { return "KCAP" + p.file()[4:], p.index(false) })
	}},
	{"pack-damage/other-version", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) { p.version = 9; return p.file(), p.index(false) })
	}},
	{"pack-damage/index-empty", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) { return p.file(), "" })
	}},
	{"pack-damage/index-garbage", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) { return p.file(), strings.Repeat("garbage", 200) })
	}},
	{"pack-damage/index-truncated", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) { return p.file(), p.index(false)[:1060] })
	}},
	{"pack-damage/index-of-another-pack", func(r *Repo) {
		other := newPack()
		other.whole(r.Put(blob, "other\n"), blob, "other\n")
		r.leaveOut(r.Put(blob, "other\n"))
		r.lostInPack(func(p *pack) (string, string) { return p.file(), other.index(false) })
		r.Says = []string{"!damaged-storage", "!missing-object", "unreachable"}
	}},
	{"pack-damage/index-offsets-shuffled", func(r *Repo) {
		// Every id leads to another object.
		r.lostInPack(func(p *pack) (string, string) {
			n := len(p.entries)
			for i := range n / 2 {
				p.entries[i].offset, p.entries[n-1-i].offset = p.entries[n-1-i].offset, p.entries[i].offset
			}
			return p.file(), p.index(false)
		})
		r.Says = []string{"!damaged-object", "unreachable"}
	}},
	{"pack-damage/index-offsets-beyond-the-end", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) {
			for i := range p.entries {
				p.entries[i].offset += 1 << 30
			}
			return p.file(), p.index(false)
		})
		r.Says = []string{"!damaged-object", "unreachable"}
	}},
	{"pack-damage/index-ids-unsorted", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) {
			index := []byte(p.index(false))
			ids := index[8+1024:][:20*len(p.entries)]
			first := bytes.Clone(ids[:20])
			copy(ids, ids[len(ids)-20:])
			copy(ids[len(ids)-20:], first)
			return p.file(), string(index)
		})
		r.Says = []string{"!damaged-object", "!damaged-storage", "unreachable"}
	}},
	{"pack-damage/index-counts-bomb", func(r *Repo) {
		// It says to hold four billion objects.
		r.lostInPack(func(p *pack) (string, string) {
			index := []byte(p.index(false))
			copy(index[8:], bytes.Repeat([]byte{0xff, 0xff, 0xff, 0xff}, 256))
			return p.file(), string(index)
		})
	}},
	{"pack-damage/index-counts-fall", func(r *Repo) {
		r.lostInPack(func(p *pack) (string, string) {
			index := []byte(p.index(false))
			copy(index[8+4*7:], "\x00\x00\xff\xff")
			return p.file(), string(index)
		})
	}},
	{"pack-damage/good-copy-in-another-pack", func(r *Repo) {
		r.history()
		ids := r.all()
		bad, good := r.packed(ids...), r.packed(ids...)
		file := []byte(bad.file())
		for _, e := range bad.entries {
			file[e.offset+4] ^= 0x55
		}
		r.putFiles(r.Git, "pack-a", string(file), bad.index(false))
		r.putPack(r.Git, "pack-b", good)
	}},
	{"pack-damage/good-copy-loose", func(r *Repo) {
		r.history()
		ids := r.all()
		p := r.packed(ids...)
		file := []byte(p.file())
		for _, e := range p.entries {
			file[e.offset+4] ^= 0x55
		}
		r.putFiles(r.Git, "pack-a", string(file), p.index(false))
		r.loose(r.Git, ids...)
	}},
	{"pack-damage/trailing-sum-wrong", func(r *Repo) {
		// Every object is sound, which is no proof that all are there.
		r.history()
		p := r.packed()
		file := []byte(p.file())
		file[len(file)-1] ^= 1
		r.putFiles(r.Git, "pack-a", string(file), p.index(false))
		r.says("!damaged-storage")
	}},
	{"pack-damage/count-in-the-head-wrong", func(r *Repo) {
		r.history()
		p := r.packed()
		file := []byte(p.file())
		file[11]++
		r.putFiles(r.Git, "pack-a", string(file), p.index(false))
		r.says("!damaged-storage")
	}},
}

// halfLost makes a history and a pack of all of it, whose last entry is a blob with
// a secret that is to be lost. It returns where that entry starts.
func (r *Repo) halfLost() (at int, p *pack) {
	only := r.lostLine()
	r.main(memrepo.Files{"f": r.line(), "g": only})
	id := r.Put(blob, only)
	r.leaveOut(id)
	p = r.packed(r.all()...)
	return p.whole(id, blob, only), p
}

// lostInPack makes a history whose first commit stands loose and whose second one
// is in a pack that change damages as a whole.
func (r *Repo) lostInPack(change func(p *pack) (pack, index string)) {
	first := r.main(memrepo.Files{"f": r.line()})
	r.ref("refs/tags/first", first)
	r.loose(r.Git, r.all()...)
	r.main(memrepo.Files{"f": r.lostLine()}, first)
	pack, index := change(r.packed())
	r.putFiles(r.Git, "pack-a", pack, index)
	r.says("!damaged-storage", "!missing-object")
}
