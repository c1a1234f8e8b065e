package staged

import (
	"context"
	"crypto/sha1"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A forest holds trees by id.
type forest map[objects.ID]string

func (f forest) read(id objects.ID) ([]byte, error) {
	text, ok := f[id]
	if !ok {
		return nil, errors.New("no such tree")
	}
	return []byte(text), nil
}

func blobID(content string) objects.ID { return sha1.Sum([]byte(content)) }

// add adds a tree as it is written: "mode name" and an id, in that order.
func (f forest) add(entries ...any) objects.ID {
	var b strings.Builder
	for i := 0; i < len(entries); i += 2 {
		id := entries[i+1].(objects.ID)
		fmt.Fprintf(&b, "%s\x00%s", entries[i], id[:])
	}
	id := objects.ID(sha1.Sum([]byte(b.String())))
	f[id] = b.String()
	return id
}

// compared returns the paths of the changes, with "!" before those that HEAD lacks.
func compared(t *testing.T, f forest, x *Index, head objects.ID) (paths []string, unread int) {
	t.Helper()
	c := comparison{index: x, read: f.read, unread: func(string, error) { unread++ }, unknown: func(string, error) { unread++ }}
	d, err := c.run(context.Background(), head)
	if err != nil {
		t.Fatal(err)
	}
	for _, ch := range d.changes {
		if ch.isNew {
			ch.path = "!" + ch.path
		}
		paths = append(paths, ch.path)
	}
	return paths, unread
}

func entry(path, content string) Entry {
	id := blobID(content)
	return Entry{Path: path, Mode: modeFile | 0o644, ID: string(id[:])}
}

// TestOddTrees holds the comparison to trees that git would not write: what the
// index has and a tree does not say plainly counts as added.
func TestOddTrees(t *testing.T) {
	f := make(forest)
	x := &Index{Entries: []Entry{entry("a", "1"), entry("b/c", "2"), entry("d", "3")}}
	below := f.add("100644 c", blobID("2"))
	for name, c := range map[string]struct {
		head   objects.ID
		want   []string
		unread int
	}{
		"plain":               {f.add("100644 a", blobID("1"), "40000 b", below, "100644 d", blobID("3")), nil, 0},
		"out of order":        {f.add("100644 d", blobID("3"), "40000 b", below, "100644 a", blobID("1")), nil, 0},
		"a name twice":        {f.add("100644 a", blobID("x"), "100644 a", blobID("1"), "40000 b", below, "100644 d", blobID("3")), []string{"a"}, 0},
		"a file and a tree":   {f.add("100644 a", blobID("1"), "100644 b", blobID("9"), "40000 b", below, "100644 d", blobID("3")), nil, 0},
		"a file for a tree":   {f.add("100644 a", blobID("1"), "100644 b", below, "100644 d", blobID("3")), []string{"!b/c"}, 0},
		"a submodule":         {f.add("160000 a", blobID("7"), "40000 b", below, "100644 d", blobID("3")), []string{"!a"}, 0},
		"names with slashes":  {f.add("100644 a", blobID("1"), "100644 b/c", blobID("2"), "100644 d", blobID("3")), []string{"!b/c"}, 0},
		"a tree in no forest": {f.add("100644 a", blobID("1"), "40000 b", blobID("tree"), "100644 d", blobID("3")), []string{"!b/c"}, 1},
		"nothing":             {objects.ID{}, []string{"!a", "!b/c", "!d"}, 0},
		"not there":           {blobID("nothing"), []string{"!a", "!b/c", "!d"}, 1},
	} {
		got, unread := compared(t, f, x, c.head)
		if !slices.Equal(got, c.want) || unread != c.unread {
			t.Errorf("%s: got %q, %d unread; want %q, %d", name, got, unread, c.want, c.unread)
		}
	}
	cut := f.add("100644 a", blobID("1"), "40000 b", below, "100644 d", blobID("3"))
	f[cut] = f[cut][:len(f[cut])-3]
	if got, unread := compared(t, f, x, cut); !slices.Equal(got, []string{"!d"}) || unread != 1 {
		t.Errorf("cut: got %q, %d unread", got, unread)
	}
}

// TestWrongCounts gives the cached trees counts that are not right. The ids are, so
// that whatever is taken from the cache must be the same without it.
func TestWrongCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	f := make(forest)
	var entries []Entry
	var top []any
	for _, dir := range []string{"a", "b", "c"} {
		var in []any
		for i := range 3 {
			content := fmt.Sprint(dir, i)
			in = append(in, fmt.Sprint("100644 ", i), blobID(content))
			if dir == "b" && i == 1 {
				content = "changed"
			}
			entries = append(entries, entry(fmt.Sprintf("%s/%d", dir, i), content))
		}
		top = append(top, "40000 "+dir, f.add(in...))
	}
	head := f.add(top...)
	for range 500 {
		count := func(right int) int { return right + r.IntN(3)*(r.IntN(12)-6) }
		a, c := top[1].(objects.ID), top[5].(objects.ID)
		x := &Index{Entries: entries, trees: []cachedTree{
			{count: -1, first: 1},
			{name: "a", count: count(3), id: string(a[:]), next: 2},
			{name: "b", count: count(-1), id: "the id of what is staged", next: 3},
			{name: "c", count: count(3), id: string(c[:])},
		}}
		if got, _ := compared(t, f, x, head); !slices.Equal(got, []string{"b/1"}) {
			t.Fatalf("%+v: got %q", x.trees, got)
		}
	}
}

func TestDecodeTreesDamaged(t *testing.T) {
	id := strings.Repeat("i", 20)
	good := "\x003 2\n" + id + "a\x002 0\n" + id + "b\x00-1 1\nc\x001 0\n" + id
	list, err := decodeTrees(good, 20)
	if err != nil || len(list) != 4 || list[0].first != 1 || list[1].next != 2 || list[2].first != 3 || list[2].id != "" || list[3].name != "c" {
		t.Fatalf("got %+v, %v", list, err)
	}
	for end := range len(good) {
		if _, err := decodeTrees(good[:end], 20); err == nil {
			t.Errorf("%q: no error", good[:end])
		}
	}
	for _, data := range []string{good + "x", "\x00x 0\n" + id, "\x001 -1\n" + id, "\x001 99999999999999999999\n" + id, "\x001 4000000000\n" + id, "\x001\n" + id} {
		if _, err := decodeTrees(data, 20); err == nil {
			t.Errorf("%q: no error", data)
		}
	}
}
