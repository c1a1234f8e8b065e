package hostile_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/internal/hostile"
)

// FuzzRepository changes one byte of a repository, or cuts a file there: nothing is
// lost in silence, and each object is accounted for.
func FuzzRepository(f *testing.F) {
	f.Add(uint8(0), uint8(0), uint32(100), uint8(1), false)
	f.Add(uint8(1), uint8(3), uint32(60), uint8(0x20), true)
	f.Add(uint8(2), uint8(0), uint32(45), uint8(0x10), false)
	f.Add(uint8(3), uint8(1), uint32(1080), uint8(0x80), false)
	f.Add(uint8(4), uint8(0), uint32(300), uint8(0xff), true)
	f.Fuzz(func(t *testing.T, which, file uint8, at uint32, with uint8, cut bool) {
		names := []string{"storage/packed", "storage/loose", "storage/packed-refs-unsorted", "storage/index-v1", "content/token-joined-by-copies", "storage/delta-by-name", "refs/tags-of-all-kinds", "content/octopus"}
		all := hostile.Cases()
		repo := all[slices.IndexFunc(all, func(c hostile.Case) bool { return c.Name == names[int(which)%len(names)] })].Build(t)
		list := files(t, repo.Git)
		name := list[int(file)%len(list)]
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) == 0 || with == 0 {
			return
		}
		at %= uint32(len(text))
		text[at] ^= with
		if cut {
			text = text[:at]
		}
		if filepath.Base(name) == "packed-refs" && cut && (at == 0 || text[at-1] == '\n') {
			return // a whole file that names less
		}
		write(t, name, text)
		r := scan(t, repo, 1)
		if r.err != nil {
			return
		}
		incomplete := false
		for _, n := range r.notices {
			if n.ID == "accounting" || n.ID == "scanner-fault" {
				t.Errorf("%s: %s", n.ID, n.Message)
			}
			incomplete = incomplete || n.Incomplete
		}
		lost := slices.ContainsFunc(repo.Plants, func(p hostile.Plant) bool { return !found(r, p) })
		if lost && !incomplete {
			t.Errorf("byte %d of %s: a secret is lost and nothing is said; notices %v", at, filepath.Base(name), noticeIDs(r.notices))
		}
	})
}

func noticeIDs(list []scanners.Notice) (ids []string) {
	for _, n := range list {
		ids = append(ids, n.ID)
	}
	return ids
}
