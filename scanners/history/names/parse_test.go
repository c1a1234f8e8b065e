package names

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// resolved parses a tree, from its base where there is one, and numbers what is
// new in it.
func resolved(st *store, data []byte, from *base, delta []objects.Instruction, most int) (scratch, *base) {
	s := scratch{most: most}
	s.kind = objects.Tree
	s.parseTree(data, from, delta)
	var all arena[Entry]
	s.keep(&all)
	for _, f := range s.tree.fresh {
		s.tree.entries[f.at] = newEntry(st.words.add(f.Name), st.add(f.ID), classOf(&f.TreeEntry))
	}
	return s, &base{s.tree.entries, s.tree.starts}
}

func randomTree(r *rand.Rand, entries int) []byte {
	var b strings.Builder
	for range entries {
		mode := [...]string{"100644", "40000", "160000", "120000", "0100644"}[r.IntN(5)]
		fmt.Fprintf(&b, "%s %s\x00", mode, strings.Repeat("n", r.IntN(4))+fmt.Sprint(r.IntN(30)))
		for range 20 {
			b.WriteByte(byte(r.IntN(3))) // zero bytes in ids are easily taken for ends of names
		}
	}
	return []byte(b.String())
}

// derive makes instructions that copy from data and insert, and what they build.
// Most copies are of whole entries.
func derive(r *rand.Rand, data []byte, starts []uint32, inserted string) (to []byte, delta []objects.Instruction) {
	for range 1 + r.IntN(6) {
		if r.IntN(3) == 0 {
			text := randomTree(r, r.IntN(3))
			if r.IntN(9) == 0 {
				text = []byte(inserted)
			}
			if len(text) > 0 {
				to = append(to, text...)
				delta = append(delta, objects.Instruction{From: -1, Size: int32(len(text))})
			}
			continue
		}
		if len(data) == 0 {
			continue
		}
		from := r.IntN(len(data))
		size := 1 + r.IntN(len(data)-from)
		if r.IntN(4) > 0 {
			first := r.IntN(len(starts) - 1)
			last := first + 1 + r.IntN(len(starts)-1-first)
			from, size = int(starts[first]), int(starts[last]-starts[first])
		}
		to = append(to, data[from:from+size]...)
		delta = append(delta, objects.Instruction{From: int32(from), Size: int32(size)})
	}
	return to, delta
}

// checkDerived compares a chain of trees, each made of the last, with themselves
// parsed whole. It returns how many entries were taken over.
func checkDerived(t *testing.T, seed uint64, inserted string, most int) (taken int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 0))
	st := newStore()
	data := randomTree(r, r.IntN(20))
	whole, from := resolved(st, data, nil, nil, most)
	for range 5 {
		if whole.malformed || whole.tree.odd != (oddTree{}) {
			return taken // a scan hands over no base then
		}
		to, delta := derive(r, data, from.starts, inserted)
		got, base := resolved(st, to, from, delta, most)
		whole, _ = resolved(st, to, nil, nil, most)
		if fmt.Sprint(got.malformed, got.tree.odd, got.tree.entries) != fmt.Sprint(whole.malformed, whole.tree.odd, whole.tree.entries) {
			t.Fatalf("from %q\nby %v\nto %q\ngot  %t %v %v\nwant %t %v %v", data, delta, to,
				got.malformed, got.tree.odd, got.tree.entries, whole.malformed, whole.tree.odd, whole.tree.entries)
		}
		if !got.malformed && !got.tree.odd.cut && fmt.Sprint(got.tree.starts) != fmt.Sprint(whole.tree.starts) {
			t.Fatalf("entries begin at %v, want %v", got.tree.starts, whole.tree.starts)
		}
		taken += len(got.tree.entries) - len(got.tree.fresh)
		data, from = to, base
	}
	return taken
}

func TestDerivedTrees(t *testing.T) {
	taken := 0
	for seed := range uint64(1000) {
		taken += checkDerived(t, seed, "100644 x\x00", 3+int(seed%40))
	}
	if taken < 3_000 {
		t.Errorf("%d entries were taken over from bases: that is not what this test is for", taken)
	}
}

// FuzzDerivedTree holds trees that are put together from their bases to the same
// trees parsed whole.
func FuzzDerivedTree(f *testing.F) {
	f.Add(uint64(1), "100644 a\x00", uint8(3))
	f.Add(uint64(2), "", uint8(200))
	f.Fuzz(func(t *testing.T, seed uint64, inserted string, most uint8) {
		checkDerived(t, seed, inserted, int(most))
	})
}
