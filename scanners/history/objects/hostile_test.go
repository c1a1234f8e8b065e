package objects

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// expect holds a repository to what must be readable and what must not, by id and
// in a scan.
func expect(t *testing.T, dir string, limits Limits, good map[ID]string, bad map[ID]error) *Store {
	t.Helper()
	s := openStore(t, dir, limits)
	for round := range 2 { // the second time from what the first has left in caches
		r := s.Reader()
		for id, want := range good {
			if _, data, err := r.Read(id); err != nil || string(data) != want {
				t.Errorf("round %d: read %s: got %.40q, %v; want %.40q", round, id, data, err, want)
			}
		}
		for id, want := range bad {
			if _, data, err := r.Read(id); !errors.Is(err, want) {
				t.Errorf("round %d: read %s: got %.40q, %v; want %v", round, id, data, err, want)
			}
		}
	}
	got := scanAll(t, s, Scan{Workers: 2})
	if got.twice > 0 {
		t.Errorf("scan: %d objects come twice", got.twice)
	}
	for id, want := range good {
		if c := got.content[id]; !strings.HasSuffix(c, want) || c == "" {
			t.Errorf("scan: %s: got %.40q, failure %v; want %.40q", id, c, got.failed[id], want)
		}
	}
	for id, want := range bad {
		if errors.Is(want, ErrMissing) {
			continue
		}
		if !errors.Is(got.failed[id], want) {
			t.Errorf("scan: %s: got failure %v, want %v", id, got.failed[id], want)
		}
	}
	if n := len(got.content) + len(got.failed); n != listedObjects(s) {
		t.Errorf("scan: %d objects visited or failed, %d listed", n, listedObjects(s))
	}
	return s
}

func listedObjects(s *Store) (n int) {
	s.Each(func(ID, Kind) { n++ })
	return n
}

// TestWrongBase has objects that are stored as differences to one whose content is
// not what its id says. Those that leave the wrong bytes out are sound, in whatever
// order they are asked for.
func TestWrongBase(t *testing.T) {
	dir, w := skeleton(t), newPackWriter()
	base := []byte(strings.Repeat("a line of text\n", 20))
	wrong := bytes.Clone(base)
	wrong[3] ^= 1
	id := idOf(Blob, base)
	at := w.raw(id, Blob, int64(len(wrong)), nil, deflate(wrong))
	// The middle one takes the wrong byte over, the last one does not.
	middle := append(bytes.Clone(base), "more\n"...)
	middleID := idOf(Blob, middle)
	at = w.offsetDelta(middleID, at, append(append(deltaHead(len(base), len(middle)), copyOp(0, len(base))...), insertOp("more\n")...))
	last := middle[100:]
	lastID := idOf(Blob, last)
	w.offsetDelta(lastID, at, append(deltaHead(len(middle), len(last)), copyOp(100, len(last))...))
	w.write(t, dir, "pack-x", nil)
	store := expect(t, dir, Limits{}, map[ID]string{lastID: string(last)}, map[ID]error{id: ErrCorrupt, middleID: ErrCorrupt})
	for _, order := range [][]ID{{id, middleID, lastID}, {middleID, lastID, id}, {lastID, middleID, id, lastID}} {
		r := store.Reader()
		for _, one := range order {
			if _, _, err := r.Read(one); (err == nil) != (one == lastID) {
				t.Errorf("%v: read %s: %v", order, one, err)
			}
		}
	}
}

func TestCircles(t *testing.T) {
	dir, w := skeleton(t), newPackWriter()
	good, _ := w.full(Blob, []byte("fine\n"))
	a, b, self := ID{0xaa, 1}, ID{0xbb, 2}, ID{0xcc, 3}
	delta := append(deltaHead(100, 100), copyOp(0, 100)...)
	w.refDelta(a, b, delta)
	at := w.refDelta(b, a, delta)
	w.refDelta(self, self, delta)
	hanging := ID{0xdd, 4}
	w.offsetDelta(hanging, at, delta)
	w.write(t, dir, "pack-x", nil)
	expect(t, dir, Limits{}, map[ID]string{good: "fine\n"}, map[ID]error{a: ErrCorrupt, b: ErrCorrupt, self: ErrCorrupt, hanging: ErrCorrupt})

	// A sound copy elsewhere of one on the circle.
	fine := []byte(strings.Repeat("0123456789", 10))
	w = newPackWriter()
	id := idOf(Blob, fine)
	other := idOf(Blob, append(bytes.Clone(fine[1:]), 'x'))
	w.refDelta(id, other, append(deltaHead(100, 100), copyOp(0, 100)...))
	w.refDelta(other, id, append(append(deltaHead(100, 100), copyOp(1, 99)...), insertOp("x")...))
	dir = skeleton(t)
	w.write(t, dir, "pack-x", nil)
	loose(t, dir, Blob, fine)
	expect(t, dir, Limits{}, map[ID]string{id: string(fine), other: string(fine[1:]) + "x"}, nil)
}

func TestSizesThatLie(t *testing.T) {
	dir, w := skeleton(t), newPackWriter()
	good, base := w.full(Blob, []byte(strings.Repeat("0", 1000)))
	bad := make(map[ID]error)
	add := func(first byte, want error) ID { id := ID{first, 0x77}; bad[id] = want; return id }
	bomb := deflate(make([]byte, 8<<20))
	w.raw(add(1, ErrCorrupt), Blob, 20, nil, bomb)
	w.raw(add(2, ErrCorrupt), Blob, 1<<40, nil, deflate([]byte("0123456789")))
	w.raw(add(3, ErrCorrupt), Blob, 1<<62, nil, deflate([]byte("0123456789")))
	w.raw(add(4, ErrCorrupt), Blob, 60, nil, deflate([]byte("0123456789")))
	w.offsetDelta(add(5, ErrTooLarge), base, append(deltaHead(1000, 1<<40), copyOp(0, 1000)...))
	w.offsetDelta(add(6, ErrCorrupt), base, append(deltaHead(1000, 5000), copyOp(0, 1000)...))
	w.offsetDelta(add(7, ErrCorrupt), base, append(deltaHead(999, 999), copyOp(0, 999)...))
	w.offsetDelta(add(8, ErrCorrupt), base, append(deltaHead(1000, 1000), copyOp(1, 1000)...))
	w.offsetDelta(add(9, ErrCorrupt), base, append(deltaHead(1000, 3), 0, 0, 0))
	w.offsetDelta(add(10, ErrCorrupt), base, append(deltaHead(1000, 10), 10, 'x'))
	w.offsetDelta(add(11, ErrCorrupt), base, []byte{0x80, 0x80, 0x80})
	w.offsetDelta(add(12, ErrCorrupt), base, nil)
	w.raw(add(13, ErrCorrupt), Kind(5), 3, nil, deflate([]byte("abc")))
	w.raw(add(14, ErrCorrupt), Blob, 3, nil, []byte("no zlib stream"))
	w.raw(add(15, ErrCorrupt), Blob, 3, nil, deflate([]byte("abc"))) // content of another id
	w.raw(add(16, ErrTooLarge), Blob, 2<<20, nil, deflate(make([]byte, 2<<20)))
	writeLoose(t, dir, add(20, ErrCorrupt), deflate([]byte("blob 5\x00more than five")))
	writeLoose(t, dir, add(21, ErrCorrupt), deflate([]byte("blob 50\x00less than fifty")))
	writeLoose(t, dir, add(22, ErrCorrupt), deflate([]byte("blob 1099511627776\x00short")))
	writeLoose(t, dir, add(23, ErrCorrupt), deflate(append([]byte("blob 20\x00"), make([]byte, 8<<20)...)))
	writeLoose(t, dir, add(24, ErrCorrupt), nil)
	writeLoose(t, dir, add(25, ErrCorrupt), []byte("garbage"))
	writeLoose(t, dir, add(26, ErrCorrupt), deflate([]byte("blob -1\x00")))
	writeLoose(t, dir, add(27, ErrCorrupt), deflate([]byte("blob \x00")))
	writeLoose(t, dir, add(28, ErrCorrupt), deflate([]byte("blobs 3\x00abc")))
	writeLoose(t, dir, add(29, ErrCorrupt), deflate(bytes.Repeat([]byte("x"), 100)))
	writeLoose(t, dir, add(30, ErrCorrupt), append([]byte{0x30 | 7}, deflate([]byte("legacy\n"))...))
	writeLoose(t, dir, add(31, ErrTooLarge), deflate(append([]byte("blob 2097152\x00"), make([]byte, 2<<20)...)))
	w.write(t, dir, "pack-x", nil)
	bad[ID{0x99}] = ErrMissing
	empty := loose(t, dir, Blob, nil)
	expect(t, dir, Limits{Object: 1 << 20}, map[ID]string{good: strings.Repeat("0", 1000), empty: ""}, bad)
}

func TestEmptyTreeIsBuiltIn(t *testing.T) {
	s := openStore(t, skeleton(t), Limits{})
	if kind, data, err := s.Reader().Read(emptyTree); kind != Tree || len(data) != 0 || err != nil {
		t.Errorf("got %s %q, %v", kind, data, err)
	}
	if got := idOf(Tree, nil); got != emptyTree {
		t.Errorf("its id is %s", got)
	}
}

// TestDeltaBomb has three entries of a few bytes that make 4 GiB.
func TestDeltaBomb(t *testing.T) {
	dir, w := skeleton(t), newPackWriter()
	zeros := make([]byte, 1<<20)
	small, base := w.full(Blob, zeros)
	middle := append(deltaHead(1<<20, 1<<26), bytes.Repeat(copyOp(0, 1<<20), 64)...)
	id := idOf(Blob, make([]byte, 1<<26))
	at := w.offsetDelta(id, base, middle)
	huge := append(deltaHead(1<<26, 1<<32), bytes.Repeat(copyOp(0, 1<<23), 512)...)
	bomb := ID{7}
	w.offsetDelta(bomb, at, huge)
	w.write(t, dir, "pack-x", nil)
	s := openStore(t, dir, Limits{})
	r := s.Reader()
	for _, c := range []struct {
		id   ID
		want error
	}{{small, nil}, {id, nil}, {bomb, ErrTooLarge}} {
		if _, _, err := r.Read(c.id); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.id, err, c.want)
		}
	}
	s = openStore(t, dir, Limits{Work: 1 << 24})
	if _, _, err := s.Reader().Read(id); !errors.Is(err, ErrTooLarge) {
		t.Errorf("work limit: got %v", err)
	}
}

// chain makes a pack with one chain of differences, and returns its ids.
func chain(t *testing.T, dir string, depth int, byID bool, change func(pack, index []byte) ([]byte, []byte)) (ids []ID, last string) {
	t.Helper()
	w := newPackWriter()
	data := []byte(strings.Repeat("base line\n", 20))
	id, at := w.full(Blob, data)
	ids = append(ids, id)
	for i := range depth {
		text := fmt.Sprintf("%c%d\n", 'a'+i%26, i) // unlike any other
		next := append(bytes.Clone(data[len(text):]), text...)
		delta := append(append(deltaHead(len(data), len(next)), copyOp(len(text), len(data)-len(text))...), insertOp(text)...)
		before := id
		id = idOf(Blob, next)
		if byID {
			w.refDelta(id, before, delta)
		} else {
			at = w.offsetDelta(id, at, delta)
		}
		data, ids = next, append(ids, id)
	}
	w.write(t, dir, "pack-x", change)
	return ids, string(data)
}

func TestDeepChains(t *testing.T) {
	for name, byID := range map[string]bool{"by offset": false, "by id": true} {
		t.Run(name, func(t *testing.T) {
			dir := skeleton(t)
			ids, last := chain(t, dir, 5_000, byID, nil)
			tip := ids[len(ids)-1]
			s := expect(t, dir, Limits{}, map[ID]string{tip: last}, nil)
			if n := len(scanAll(t, s, Scan{}).content); n != len(ids) {
				t.Errorf("scan: %d of %d", n, len(ids))
			}
			s = openStore(t, dir, Limits{Depth: 100})
			if _, _, err := s.Reader().Read(tip); !errors.Is(err, ErrTooLarge) {
				t.Errorf("with a limit of 100: got %v", err)
			}
		})
	}
}

// TestDamagedBase must fail all that hangs on a damaged base, and not in a time
// that grows with the square of the chain.
func TestDamagedBase(t *testing.T) {
	dir := skeleton(t)
	ids, _ := chain(t, dir, 5_000, false, func(pack, index []byte) ([]byte, []byte) {
		pack[packHead+2] ^= 0xff // the head of the zlib stream
		return pack, index
	})
	bad := make(map[ID]error)
	for _, id := range ids {
		bad[id] = ErrCorrupt
	}
	s := expect(t, dir, Limits{}, nil, bad)
	if c := s.Counters(); c.Inflated > int64(len(ids)) {
		t.Errorf("%d entries decompressed for %d objects", c.Inflated, len(ids))
	}
}

func TestOtherCopies(t *testing.T) {
	dir := skeleton(t)
	ids, last := chain(t, dir, 50, false, func(pack, index []byte) ([]byte, []byte) {
		pack[packHead+2] ^= 0xff
		return pack, index
	})
	// The base once more, sound, as a loose object: it mends the whole chain.
	base := strings.Repeat("base line\n", 20)
	if id := loose(t, dir, Blob, []byte(base)); id != ids[0] {
		t.Fatal("not the base of the chain")
	}
	// A loose object that is damaged, and a sound copy in a pack.
	w := newPackWriter()
	both, _ := w.full(Blob, []byte("both\n"))
	w.write(t, dir, "pack-y", nil)
	writeLoose(t, dir, both, []byte("garbage"))
	s := expect(t, dir, Limits{}, map[ID]string{ids[0]: base, ids[50]: last, both: "both\n"}, nil)
	if s.Counters().OtherCopy == 0 {
		t.Error("no other copy was counted")
	}
}

func TestThinPack(t *testing.T) {
	dir, w := skeleton(t), newPackWriter()
	base := loose(t, dir, Blob, []byte("0123456789"))
	delta := append(append(deltaHead(10, 13), copyOp(0, 10)...), insertOp("abc")...)
	id := idOf(Blob, []byte("0123456789abc"))
	at := w.refDelta(id, base, delta)
	child := idOf(Blob, []byte("0123456789abcxyz"))
	w.offsetDelta(child, at, append(append(deltaHead(13, 16), copyOp(0, 13)...), insertOp("xyz")...))
	gone := ID{9}
	w.refDelta(gone, ID{8}, delta)
	w.write(t, dir, "pack-x", nil)
	s := expect(t, dir, Limits{}, map[ID]string{base: "0123456789", id: "0123456789abc", child: "0123456789abcxyz"}, map[ID]error{gone: ErrCorrupt})
	if d := s.Damage(); len(d) != 1 || !errors.Is(d[0].Err, errThin) {
		t.Errorf("damage: got %v", d)
	}
}

func TestDamagedPacks(t *testing.T) {
	build := func(dir, name string, change func(pack, index []byte) ([]byte, []byte)) map[ID]string {
		w := newPackWriter()
		good := make(map[ID]string)
		for _, text := range []string{"one", "two", "three", "four", "five", "six", "seven"} {
			id, _ := w.full(Blob, []byte(text))
			good[id] = text
		}
		w.write(t, dir, name, change)
		return good
	}
	readable := func(dir string, good map[ID]string) (n int, s *Store) {
		s = openStore(t, dir, Limits{})
		r := s.Reader()
		for id, want := range good {
			if _, data, err := r.Read(id); err == nil {
				n++
				if string(data) != want {
					t.Errorf("read %s: got %q, want %q", id, data, want)
				}
			}
		}
		return n, s
	}
	for name, c := range map[string]struct {
		change func(pack, index []byte) ([]byte, []byte)
		atBest int // readable
	}{
		"no index":           {func(p, i []byte) ([]byte, []byte) { return p, nil }, 0},
		"empty index":        {func(p, i []byte) ([]byte, []byte) { return p, []byte{} }, 0},
		"index cut":          {func(p, i []byte) ([]byte, []byte) { return p, i[:len(i)/2] }, 0},
		"index of version 3": {func(p, i []byte) ([]byte, []byte) { i[7] = 3; return p, i }, 0},
		"fan-out bomb":       {func(p, i []byte) ([]byte, []byte) { copy(i[8:], bytes.Repeat([]byte{0x7f}, 1024)); return p, i }, 0},
		"id changed":         {func(p, i []byte) ([]byte, []byte) { i[8+1024+21] ^= 0xff; return p, i }, 6},
		"id changed, order":  {func(p, i []byte) ([]byte, []byte) { i[8+1024] ^= 0xff; return p, i }, 6},
		"offset changed":     {func(p, i []byte) ([]byte, []byte) { i[8+1024+7*24+3]++; return p, i }, 6},
		"offset beyond":      {func(p, i []byte) ([]byte, []byte) { i[8+1024+7*24] = 0x7f; return p, i }, 6},
		"no 64-bit offset":   {func(p, i []byte) ([]byte, []byte) { i[8+1024+7*24] = 0xff; return p, i }, 6},
		"pack cut":           {func(p, i []byte) ([]byte, []byte) { return p[:len(p)-30], i }, 6},
		"pack empty":         {func(p, i []byte) ([]byte, []byte) { return nil, i }, 0},
		"pack of version 9":  {func(p, i []byte) ([]byte, []byte) { p[7] = 9; return p, i }, 0},
		"pack counts more":   {func(p, i []byte) ([]byte, []byte) { p[11] = 9; return p, i }, 7},
	} {
		t.Run(name, func(t *testing.T) {
			dir := skeleton(t)
			good := build(dir, "pack-x", c.change)
			n, s := readable(dir, good)
			if n != c.atBest || len(s.Damage()) == 0 {
				t.Errorf("%d of %d readable, want %d; damage %v", n, len(good), c.atBest, s.Damage())
			}
			// With a sound copy of it nothing is lost.
			build(dir, "pack-y", nil)
			if n, _ := readable(dir, good); n != len(good) {
				t.Errorf("with a sound copy: %d of %d readable", n, len(good))
			}
		})
	}
}

// TestCutWhileOpen takes a pack's bytes away under a reader: with a mapped file
// that would end the process.
func TestCutWhileOpen(t *testing.T) {
	dir := skeleton(t)
	ids, _ := chain(t, dir, 2000, false, nil)
	s := openStore(t, dir, Limits{})
	pack := s.Packs()[0].Path
	r := s.Reader()
	if _, _, err := r.Read(ids[10]); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(pack, 1000); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Reader().Read(ids[1999]); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
	if got := scanAll(t, s, Scan{}); len(got.failed) == 0 || len(got.failed)+len(got.content) != len(ids) {
		t.Errorf("%d visited, %d failed of %d", len(got.content), len(got.failed), len(ids))
	}
}

func TestLeftBehind(t *testing.T) {
	dir := skeleton(t)
	id := loose(t, dir, Blob, []byte("fine\n"))
	for _, name := range []string{"pack/tmp_pack_1", "pack/tmp_idx_1", "pack/readme.txt", "pack/pack-1.keep", "pack/pack-2.idx", "tmp_obj_1", id.String()[:2] + "/tmp_obj_2", id.String()[:2] + "/short", "zz/x"} {
		path := filepath.Join(dir, "objects", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	odd := ID{id[0], 0xff}
	if err := os.Mkdir(filepath.Join(dir, "objects", odd.String()[:2], odd.String()[2:]), 0o755); err != nil {
		t.Fatal(err)
	}
	s := expect(t, dir, Limits{}, map[ID]string{id: "fine\n"}, map[ID]error{odd: ErrCorrupt})
	if d := s.Damage(); len(d) > 0 {
		t.Errorf("got %v", d)
	}
}
