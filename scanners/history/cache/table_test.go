package cache

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

var (
	key  = NewKey("a way", 1)
	rule = &rules.Rule{ID: "secret/demo"}
	all  = []*rules.Rule{rule}
)

func idOf(n int) (id objects.ID) {
	binary.BigEndian.PutUint64(id[:], uint64(n)*0x9e3779b97f4a7c15)
	binary.BigEndian.PutUint32(id[16:], uint32(n))
	return id
}

func digestOf(n int) [16]byte { return [16]byte{byte(n), byte(n >> 8), 1} }

func hotOf(n int) Hot {
	h := Hot{Object: idOf(n), Size: int64(n) * 1000}
	for i := range 1 + n%3 {
		m := secrets.Match{
			Rule: rule, Start: n, End: n + 40, StartLine: 3, EndLine: 3 + i, StartColumn: 7, EndColumn: 2, MatchLine: 2,
			Secret: scanners.Secret{Redacted: "abcd… (40 characters)", Hash: strings.Repeat("0a", 32)}, Form: uint64(n), Entropy: 3.75,
		}
		if i == 1 {
			m.Depth, m.Decoded, m.Tags = 2, []string{"hex", "base64"}, []string{"x"}
		}
		if i == 2 {
			m.Allowed = &secrets.Allowance{Kind: "comment", Reason: "because", Line: 4}
		}
		h.Matches = append(h.Matches, m)
	}
	return h
}

// sample builds a table of n blobs, texts and paths on another one.
func sample(old *Table, from, n int) *Table {
	b := old.Build()
	for i := from; i < from+n; i++ {
		b.AddPath(uint64(i)*0xc2b2ae3d27d4eb4f, digestOf(i%5), i%7 == 0)
		b.AddBlob(idOf(i), digestOf(i%9), i%4 == 0, i%6 == 0)
		b.AddText(idOf(-i - 1))
		if i%3 == 0 {
			b.AddHot(hotOf(i))
		}
	}
	return b.Table()
}

// check holds a table to what sample has put in.
func check(t *testing.T, table *Table, n int) {
	t.Helper()
	if table.Blobs() != n || table.Texts() != n || table.Paths() != n || len(table.Hot()) != (n+2)/3 {
		t.Errorf("%d blobs, %d texts, %d paths, %d hot objects, want %d", table.Blobs(), table.Texts(), table.Paths(), len(table.Hot()), n)
	}
	for i := range n {
		b, ok := table.Blob(idOf(i))
		if !ok || table.Sets()[b.Set] != digestOf(i%9) || b.Excluded != (i%4 == 0) || b.Pointer != (i%6 == 0) {
			t.Fatalf("blob %d: %+v, %v", i, b, ok)
		}
		p, ok := table.Path(uint64(i) * 0xc2b2ae3d27d4eb4f)
		if !ok || table.Classes()[p.Class] != digestOf(i%5) || p.Hot != (i%7 == 0) {
			t.Fatalf("path %d: %+v, %v", i, p, ok)
		}
		if !table.Text(idOf(-i - 1)) {
			t.Fatalf("text %d is not known", i)
		}
	}
	for i := n; i < 2*n; i++ {
		_, blob := table.Blob(idOf(i))
		if _, path := table.Path(uint64(i) * 0xc2b2ae3d27d4eb4f); blob || path || table.Text(idOf(-i-1)) {
			t.Fatalf("%d is known", i)
		}
	}
	for _, h := range table.Hot() {
		if want := hotOf(int(binary.BigEndian.Uint32(h.Object[16:]))); !reflect.DeepEqual(h, want) {
			t.Fatalf("got %+v, want %+v", h, want)
		}
	}
}

func bytesOf(t testing.TB, table *Table) []byte {
	t.Helper()
	var b strings.Builder
	if err := table.write(&b, key); err != nil {
		t.Fatal(err)
	}
	return []byte(b.String())
}

func TestTable(t *testing.T) {
	for _, n := range []int{0, 1, 2, 17, 1000} {
		half := sample(Empty(), 0, n/2)
		whole := sample(half, n/2, n-n/2)
		check(t, whole, n)
		read, err := parse(bytesOf(t, whole), key, all)
		if err != nil {
			t.Fatal(err)
		}
		check(t, read, n)
		if read.Seed() != half.Seed() {
			t.Error("the seed has changed")
		}
	}
}

// What is said anew of an object replaces what was known, its matches too.
func TestReplace(t *testing.T) {
	b := sample(Empty(), 0, 10).Build()
	b.AddBlob(idOf(3), digestOf(99), true, false)
	b.AddPath(0, digestOf(98), false)
	table := b.Table()
	if got, _ := table.Blob(idOf(3)); table.Sets()[got.Set] != digestOf(99) || !got.Excluded {
		t.Errorf("blob: %+v", got)
	}
	if got, _ := table.Path(0); table.Classes()[got.Class] != digestOf(98) || got.Hot {
		t.Errorf("path: %+v", got)
	}
	if slices.ContainsFunc(table.Hot(), func(h Hot) bool { return h.Object == idOf(3) }) {
		t.Error("matches are kept of a blob that has none any more")
	}
	if table.Blobs() != 10 || table.Paths() != 10 {
		t.Errorf("%d blobs and %d paths", table.Blobs(), table.Paths())
	}
}

func TestRetain(t *testing.T) {
	b := sample(Empty(), 0, 100).Build()
	b.Retain(func(id objects.ID) bool { return binary.BigEndian.Uint32(id[16:])%2 == 0 })
	table := b.Table()
	if table.Blobs() != 50 || table.Texts() != 50 || table.Paths() != 0 || len(table.Hot()) != 17 {
		t.Errorf("%d blobs, %d texts, %d paths, %d hot", table.Blobs(), table.Texts(), table.Paths(), len(table.Hot()))
	}
	if _, err := parse(bytesOf(t, table), key, all); err != nil {
		t.Error(err)
	}
}

// Ids that somebody has chosen are found as well.
func TestFind(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var ids []objects.ID
		for range r.IntN(300) {
			var id objects.ID
			for i := r.IntN(3) * 9; i < len(id); i++ {
				id[i] = byte(r.IntN(3) * 127)
			}
			ids = append(ids, id)
		}
		slices.SortFunc(ids, objects.ID.Compare)
		ids = slices.Compact(ids)
		var list []byte
		for i, id := range ids {
			if i%2 == 0 {
				list = append(list, id[:]...)
			}
		}
		for i, id := range ids {
			if at, ok := find(list, id[:]); ok != (i%2 == 0) || ok && at != i/2 {
				t.Fatalf("id %d of %d: got %d, %v", i, len(ids), at, ok)
			}
		}
	}
}

// TestDamaged cuts a file off everywhere, and flips every bit, with and without
// a checksum that fits: nothing but the table or ErrTable may come of it.
func TestDamaged(t *testing.T) {
	data := bytesOf(t, sample(Empty(), 0, 20))
	for n := range data {
		if _, err := parse(data[:n], key, all); !errors.Is(err, ErrTable) {
			t.Fatalf("%d bytes: got %v", n, err)
		}
	}
	if _, err := parse(append(slices.Clone(data), 0), key, all); !errors.Is(err, ErrTable) {
		t.Errorf("with a byte more: got %v", err)
	}
	for bit := range 8 * len(data) {
		bad := slices.Clone(data)
		bad[bit/8] ^= 1 << (bit % 8)
		if _, err := parse(bad, key, all); !errors.Is(err, ErrTable) {
			t.Fatalf("bit %d: got %v", bit, err)
		}
		if bit/8 < len(data)-sumSize {
			if table, err := parse(seal(bad), key, all); err == nil {
				use(table)
			} else if !errors.Is(err, ErrTable) {
				t.Fatalf("bit %d, sealed: got %v", bit, err)
			}
		}
	}
}

// seal puts the right checksum at the end.
func seal(data []byte) []byte {
	data = slices.Clone(data[:len(data)-sumSize])
	return binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, castagnoli))
}

// use looks everything up that a table has.
func use(t *Table) {
	for at := 0; at < len(t.blobs); at += idSize {
		b, _ := t.Blob(objects.ID(t.blobs[at : at+idSize]))
		_ = t.Sets()[b.Set]
	}
	for at := 0; at < len(t.paths); at += 8 {
		p, _ := t.Path(binary.BigEndian.Uint64(t.paths[at:]))
		_ = t.Classes()[p.Class]
	}
	for _, h := range t.Hot() {
		for i := range h.Matches {
			_ = h.Matches[i].Rule.ID
		}
	}
	_ = t.Build().Table()
}

func FuzzParse(f *testing.F) {
	f.Add(bytesOf(f, Empty()))
	f.Add(bytesOf(f, sample(Empty(), 0, 5)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < headSize+sumSize {
			return
		}
		copy(data, magic)
		copy(data[len(magic):], key[:])
		table, err := parse(seal(data), key, all)
		switch {
		case err == nil:
			use(table)
			if _, err := parse(bytesOf(t, table), key, all); err != nil {
				t.Errorf("what was read cannot be written and read: %v", err)
			}
		case !errors.Is(err, ErrTable):
			t.Errorf("got %v", err)
		}
	})
}

// TestLoad is about files.
func TestLoad(t *testing.T) {
	top := t.TempDir()
	d := Open(top, "/a/repository")
	if _, err := d.Load(key, all); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of no file: got %v", err)
	}
	if err := d.Save(t.Context(), key, sample(Empty(), 0, 10)); err != nil {
		t.Fatal(err)
	}
	table, err := d.Load(key, all)
	if err != nil {
		t.Fatal(err)
	}
	check(t, table, 10)
	for name, other := range map[string]func() (*Table, error){
		"another way":        func() (*Table, error) { return d.Load(NewKey("a way", 2), all) },
		"another repository": func() (*Table, error) { return Open(top, "/another").Load(key, all) },
	} {
		if _, err := other(); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := d.Load(key, nil); !errors.Is(err, ErrTable) {
		t.Errorf("without its rule: got %v", err)
	}
	// The names of tables are short: what counts is the key inside.
	alike := key
	alike[len(alike)-1] ^= 1
	if _, err := d.Load(alike, all); !errors.Is(err, ErrTable) {
		t.Errorf("of a key that is named alike: got %v", err)
	}
	if err := os.Remove(d.tablePath(key)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(d.tablePath(key), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Load(key, all); err == nil {
		t.Error("a directory was read")
	}
	if err := d.Save(t.Context(), key, Empty()); err == nil {
		t.Error("a directory was replaced")
	}
	left, err := filepath.Glob(filepath.Join(d.path, tempPrefix+"*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
