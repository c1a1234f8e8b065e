package names

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"slices"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/memrepo"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// sealed puts the magic before the sections of a snapshot, and the checksum after.
func sealed(parts ...any) []byte {
	b := []byte(snapshotMagic)
	for _, part := range parts {
		switch part := part.(type) {
		case int:
			b = binary.AppendUvarint(b, uint64(part))
		case string:
			b = append(binary.AppendUvarint(b, uint64(len(part))), part...)
		case ID:
			b = append(b, part[:]...)
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// someone is the section of people, and words that of words.
var (
	someone = []any{1, "A", "a@example.com"}
	word    = []any{1, "d"}
)

func snapshot(ids int, rest ...any) []byte {
	parts := append(slices.Concat(someone, word), ids)
	for i := range ids {
		parts = append(parts, ID{byte(i + 1)})
	}
	return sealed(append(parts, rest...)...)
}

func step(kind stepKind, count int) int { return count<<2 | int(kind) }

// TestLyingSnapshots has files whose checksum is right and whose objects cannot be.
func TestLyingSnapshots(t *testing.T) {
	const none = 0 // distance 0: a new object
	for name, data := range map[string][]byte{
		"tree in itself": snapshot(2,
			1, none, hasTree, none, 0, 0, 0, 0, 0, // a commit of object 0, whose tree is object 1
			0,                                                       // tags
			1, 1, 0, step(stepInsert, 1), 0, 1<<2|int(Directory), 0, /* end */ // tree 1 holds itself
			0), // odd
		"trees in a circle": snapshot(3,
			1, none, hasTree, none, 0, 0, 0, 0, 0,
			0,
			2, 1, 0, step(stepInsert, 1), 0, none<<2|int(Directory), 0,
			1, 0, step(stepInsert, 1), 0, 2<<2|int(Directory), 0,
			0),
		"commit its own parent":            snapshot(1, 1, none, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0),
		"commits each other's parents":     snapshot(2, 2, none, 0, 1, none, 0, 0, 0, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0),
		"tag of itself":                    snapshot(1, 0, 1, none, 1, 0, 0),
		"tags of each other":               snapshot(2, 0, 2, none, none, 1, 2, 0, 0),
		"two things":                       snapshot(1, 0, 2, none, 1, 1, 1, 0, 0),
		"id not used":                      snapshot(1, 0, 0, 0, 0),
		"object that has no id":            snapshot(0, 0, 1, none, none, 0, 0),
		"object before the first":          snapshot(1, 0, 1, 2, none, 0, 0),
		"person that is not there":         snapshot(1, 1, none, 0, 0, 1, 0, 0, 0, 0, 0, 0),
		"date before time":                 snapshot(1, 1, none, 0, 0, 0, 0, 1, 0, 0, 0, 0),
		"base that is not there":           snapshot(1, 0, 0, 1, none, 1, 0, 0),
		"more than its base has":           snapshot(1, 0, 0, 1, none, 0, step(stepCopy, 1), 0, 0),
		"word that is not there":           snapshot(1, 0, 0, 1, none, 0, step(stepInsert, 1), 1, 1<<2, 0, 0),
		"class that is none":               snapshot(1, 0, 0, 1, none, 0, step(stepInsert, 1), 0, 1<<2|3, 0, 0),
		"odd tree that is not there":       snapshot(0, 0, 0, 0, 1, 0, 0, 0),
		"the same id twice":                sealed(append(slices.Concat(someone, word), 2, ID{1}, ID{1}, 0, 1, none, none, 0, 0)...),
		"the same word twice":              sealed(append(slices.Clone(someone), 2, "d", "d", 0, 0, 0, 0, 0)...),
		"the same person twice":            sealed(2, "A", "a", "A", "a", 0, 0, 0, 0, 0, 0),
		"a billion people":                 sealed(1 << 30),
		"a billion ids":                    sealed(0, 0, 1<<30),
		"a billion trees":                  sealed(0, 0, 0, 0, 0, 1<<30),
		"a name of a gigabyte":             sealed(1, 1<<30),
		"a number that does not end":       append([]byte(snapshotMagic), bytes.Repeat([]byte{0xff}, 50)...),
		"trees of two to the 40th entries": doubling(40),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := useSnapshot(t.Context(), data, 16<<20, Limits{})
			runtime.ReadMemStats(&after)
			if !errors.Is(err, ErrSnapshot) {
				t.Errorf("got the error %v", err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 128<<20 {
				t.Errorf("%d bytes were allocated for a file of %d", used, len(data))
			}
		})
	}
}

// doubling makes trees that should have twice the entries of the last; a step can
// take each entry of a base over only once.
func doubling(trees int) []byte {
	rest := []any{0, 0, trees, 0, 0, step(stepInsert, 1), 0, 1 << 2, 0}
	for i := 1; i < trees; i++ {
		rest = append(rest, 0, 1, step(stepCopy, 1<<(i-1)), step(stepCopy, 1<<(i-1)), 0)
	}
	return snapshot(trees, append(rest, 0)...)
}

// useSnapshot walks an empty repository from a snapshot, with every id that it has
// as a root.
func useSnapshot(ctx context.Context, data []byte, most int64, limits Limits) error {
	k, err := ReadSnapshot(bytes.NewReader(data), most)
	if err != nil {
		return err
	}
	var roots []Root
	for i, id := range k.store.Load().table.ids {
		roots = append(roots, Root{fmt.Sprint("refs/heads/", i), id})
	}
	n, err := Walk(ctx, func() Reader { return memrepo.New() }, roots, Options{Known: k, Limits: limits})
	if err != nil {
		return err
	}
	return n.Snapshot(&bytes.Buffer{})
}

// TestSnapshotLimit holds the memory of trees to what is allowed: a tree of one
// entry costs five bytes in the file, and one like its base none for each entry.
func TestSnapshotLimit(t *testing.T) {
	const trees, entries = 2000, 5000
	rest := []any{0, 0, trees, 0, 0, step(stepInsert, entries)}
	for range entries {
		rest = append(rest, 0, 1<<2)
	}
	rest = append(rest, 0)
	for range trees - 1 {
		rest = append(rest, 0, 1, step(stepCopy, entries), 0)
	}
	data := snapshot(trees, append(rest, 0)...)
	// The ids of snapshot are of one byte: make them differ.
	at := len(snapshotMagic) + len("\x01\x01A\x0da@example.com") + len("\x01\x01d") + 2
	for i := range trees {
		binary.BigEndian.PutUint16(data[at+i*len(ID{}):], uint16(i))
	}
	data = binary.LittleEndian.AppendUint32(data[:len(data)-4], crc32.Checksum(data[:len(data)-4], castagnoli))
	if _, err := ReadSnapshot(bytes.NewReader(data), 8*trees*entries); err != nil {
		t.Error(err)
	}
	if _, err := ReadSnapshot(bytes.NewReader(data), 8*trees*entries-1); !errors.Is(err, ErrSnapshot) {
		t.Errorf("got %v", err)
	}
}

// FuzzReadSnapshot reads any file, with a checksum that is right, and walks from
// what it holds.
func FuzzReadSnapshot(f *testing.F) {
	r := memrepo.New()
	blob := r.Put(objects.Blob, "x")
	odd := r.RawTree(memrepo.Entry{Mode: "100666", Name: "..", ID: blob}, memrepo.Entry{Mode: "160000", Name: "m", ID: ID{9}})
	first := r.Commit(memrepo.Commit{Files: memrepo.Files{"a": "1", "d/b": "2", "d/e/c": "3"}})
	second := r.Commit(memrepo.Commit{Files: memrepo.Files{"a": "2", "d/b": "2", "d/e/f": "3"}, Parents: []ID{first}, Message: "This reverts commit " + first.String()})
	tag := r.Tag(r.Tag(r.Commit(memrepo.Commit{Tree: odd}), objects.Commit, "t"), objects.Tag, "u")
	n, err := Walk(context.Background(), func() Reader { return r }, []Root{{"HEAD", second}, {"refs/tags/u", tag}}, Options{})
	if err != nil {
		f.Fatal(err)
	}
	var b bytes.Buffer
	if err := n.Snapshot(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes()[len(snapshotMagic) : b.Len()-4])
	data := snapshot(2, 1, 0, hasTree, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, step(stepInsert, 1), 0, 1<<2|int(Directory), 0, 0)
	f.Add(data[len(snapshotMagic) : len(data)-4])
	f.Fuzz(func(t *testing.T, body []byte) {
		data := append([]byte(snapshotMagic), body...)
		data = binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, castagnoli))
		err := useSnapshot(t.Context(), data, 1<<20, Limits{Depth: 20, Directories: 5, Expansions: 1000})
		if err != nil && !errors.Is(err, ErrSnapshot) {
			t.Errorf("got %v", err)
		}
	})
}
