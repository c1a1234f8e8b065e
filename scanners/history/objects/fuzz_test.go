package objects

import (
	"bytes"
	"context"
	"crypto/sha1"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// smallLimits keep a fuzzing process small: no input may need more.
var smallLimits = Limits{Object: 1 << 20, Bases: 1 << 20, Held: 1 << 20}

// readEverything reads and scans all there is, and holds the outcome to its rules.
func readEverything(t *testing.T, dir string) {
	// A directory that has just changed is listed again and again for two seconds.
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "objects", "pack"), old, old); err != nil {
		t.Fatal(err)
	}
	s := openStore(t, dir, smallLimits)
	r := s.Reader()
	listed := 0
	s.Each(func(id ID, _ Kind) {
		listed++
		if kind, data, err := r.Read(id); err == nil && idOf(kind, data) != id {
			t.Errorf("read %s: content of another object", id)
		}
		if stream, err := r.Stream(id); err == nil {
			h := sha1.New()
			h.Write(appendHead(nil, stream.Kind, stream.Size))
			var buf [4096]byte
			var n int
			for err == nil {
				n, err = stream.Read(buf[:])
				h.Write(buf[:n])
			}
			if err.Error() == "EOF" && !bytes.Equal(h.Sum(nil), id[:]) {
				t.Errorf("stream %s: content of another object", id)
			}
			if err := stream.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	outcomes := 0
	v := &countOutcomes{n: &outcomes}
	if err := s.Scan(context.Background(), Scan{Workers: 1, Visitor: func(int) Visitor { return v }}); err != nil {
		t.Error(err)
	}
	if outcomes != listed {
		t.Errorf("scan: %d objects visited or failed, %d listed", outcomes, listed)
	}
}

type countOutcomes struct{ n *int }

func (c *countOutcomes) Visit(o *Object) any {
	*c.n++
	if idOf(o.Kind, o.Data) != o.ID {
		panic("visited with the content of another object")
	}
	return nil
}
func (c *countOutcomes) Failed(ID, Kind, error) { *c.n++ }

// FuzzPack has a pack with a fuzzed entry after a sound one, and an index for both.
func FuzzPack(f *testing.F) {
	for _, entry := range [][]byte{
		{0x33, 'x'},
		slices.Concat([]byte{0x33}, deflate([]byte("abc"))),
		slices.Concat([]byte{0x65, 30}, deflate([]byte{9, 3, 0x91, 0, 3})),
		{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
		slices.Concat([]byte{0x75}, bytes.Repeat([]byte{1}, 20), deflate([]byte{9, 3, 0x91, 0, 3})),
	} {
		f.Add(entry)
	}
	f.Fuzz(func(t *testing.T, entry []byte) {
		dir, w := skeleton(t), newPackWriter()
		w.full(Blob, []byte("sound one"))
		at := int64(w.buf.Len())
		w.buf.Write(entry)
		w.rows = append(w.rows, packRow{ID{1, 1, 1}, at})
		w.write(t, dir, "pack-x", nil)
		readEverything(t, dir)
	})
}

func FuzzDelta(f *testing.F) {
	f.Add([]byte("0123456789"), slices.Concat(deltaHead(10, 13), copyOp(0, 10), insertOp("abc")))
	f.Add([]byte{}, []byte{0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0})
	f.Add([]byte("0"), []byte{1, 1, 0x80})
	f.Fuzz(func(t *testing.T, base, delta []byte) {
		from, to, instructions, err := deltaSizes(delta)
		if err != nil || from != int64(len(base)) || to > 1<<20 {
			return
		}
		one, two := make([]byte, to), make([]byte, to)
		list, err := applyDelta(one, base, instructions, make([]Instruction, 0))
		if _, other := applyDelta(two, base, instructions, nil); (other == nil) != (err == nil) || err == nil && !bytes.Equal(one, two) {
			t.Fatal("the list of instructions makes a difference")
		}
		if err != nil {
			return
		}
		at := 0
		for i, step := range list {
			if step.Size <= 0 || !step.IsInsert() && !bytes.Equal(one[at:at+int(step.Size)], base[step.From:step.From+step.Size]) {
				t.Fatalf("instruction %d, %v, is wrong", i, step)
			}
			at += int(step.Size)
		}
		if at != len(one) {
			t.Fatalf("instructions give %d of %d bytes", at, len(one))
		}
	})
}

func FuzzIndex(f *testing.F) {
	w := newPackWriter()
	w.full(Blob, []byte("one"))
	w.full(Blob, []byte("two"))
	f.Add(buildIndex(w.rows, [20]byte{}))
	version1 := bytes.Repeat([]byte{0, 0, 0, 1}, 256)
	f.Add(append(version1, make([]byte, 24+40)...))
	f.Fuzz(func(t *testing.T, file []byte) {
		ix, damage, err := parseIndex(file)
		if err != nil {
			return
		}
		for i, id := range ix.ids {
			position, ok := ix.find(id)
			if !ok || ix.ids[position] != id {
				t.Fatalf("id %d is not found; damage %v", i, damage)
			}
			if rank, ok := ix.rankOf(ix.offsets[i]); !ok || ix.sorted[rank] != ix.offsets[i] {
				t.Fatalf("offset %d is not found", i)
			}
		}
		if !slices.IsSorted(ix.sorted) {
			t.Fatal("the offsets are not in order")
		}
		// And as the index of a pack that is sound.
		dir := skeleton(t)
		w.write(t, dir, "pack-x", func(pack, _ []byte) ([]byte, []byte) { return pack, file })
		readEverything(t, dir)
	})
}

func FuzzLoose(f *testing.F) {
	f.Add(deflate([]byte("blob 3\x00abc")))
	f.Add(deflate([]byte("blob 99999999999\x00abc")))
	f.Add([]byte{0x78, 0x9c})
	f.Fuzz(func(t *testing.T, file []byte) {
		dir := skeleton(t)
		writeLoose(t, dir, ID{1}, file)
		readEverything(t, dir)
		// What is right after decompression, too.
		writeLoose(t, dir, ID{2}, deflate(file))
		readEverything(t, dir)
	})
}

func FuzzTree(f *testing.F) {
	f.Add([]byte("100644 a\x0012345678901234567890"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		for e, err := range TreeEntries(data) {
			if err != nil {
				return
			}
			n += len(e.Name) + 22
			for mode := e.Mode; mode > 0; mode /= 8 {
				n++
			}
		}
		if n > len(data) {
			t.Errorf("entries of %d bytes from %d", n, len(data))
		}
	})
}

func FuzzCommit(f *testing.F) {
	f.Add([]byte("tree " + someTree + "\nparent " + someTree + "\nauthor A <a> 1 +0100\ngpgsig x\n y\n\nm"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ParseCommit(data)
		if err == nil && c.Tree.IsZero() && !bytes.Contains(data, []byte("tree 0000")) {
			t.Error("no tree and no error")
		}
		_ = c.Author.Time()
		if len(c.Message)+len(c.Extra) > len(data) {
			t.Error("more message than data")
		}
	})
}

func FuzzTag(f *testing.F) {
	f.Add([]byte("object " + someTree + "\ntype tree\ntag v\ntagger T <t> 1 +0000\n\nm"))
	f.Fuzz(func(t *testing.T, data []byte) {
		tag, _ := ParseTag(data)
		_ = tag.Tagger.Time()
	})
}

func FuzzAlternates(f *testing.F) {
	f.Add("# c\n../x\n\"\\303\\251\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, dir := range parseAlternates(text) {
			if dir == "" && !bytes.Contains([]byte(text), []byte(`""`)) {
				t.Error("an empty directory")
			}
		}
		// Its own alternates, over and over.
		dir := skeleton(t)
		if err := os.WriteFile(filepath.Join(dir, "objects", "info", "alternates"), []byte(text+"\n../objects\n.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		openStore(t, dir, smallLimits)
	})
}
