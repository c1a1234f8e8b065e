package novel

import (
	"archive/zip"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// TestVerdicts says of each blob what may be kept of it.
func TestVerdicts(t *testing.T) {
	s, g := newSandbox(t), newGenerator(1)
	detector := newDetector(t, secrets.Options{Key: []byte("k")})
	paths := make(map[objects.ID][]string)
	put := func(path, text string) objects.ID {
		id := s.versions(path, text)[0]
		paths[id] = append(paths[id], path)
		return id
	}
	plain := put("a.txt", "nothing\n")
	other := put("b/c.txt", "nothing else\n")
	code := put("d.go", "package d\n")
	hot := put("e.txt", g.token()+"\n")
	picture := put("f.png", "picture\n")
	both := put("g.png", "picture and text\n")
	paths[both] = append(paths[both], "g.txt")
	pointer := put("lfs", "version https://git-lfs.github.com/spec/v1\noid sha256:"+g.of(64, lowerHex)+"\nsize 1\n")
	archived := put("h.zip", zipOf(t, zip.Store, "in", "nothing in here\n"))
	comment := put("i.txt", "x # launchlint:ignore\n")
	large := put("j.txt", g.of(2000, alnum))

	var mu sync.Mutex
	verdicts := make(map[objects.ID]Verdict)
	o := Options{
		Detector: detector, MaxBlob: 1500,
		Paths: func(id objects.ID) ([]string, bool) { return paths[id], true },
		Done:  func(v Verdict) { mu.Lock(); verdicts[v.Object] = v; mu.Unlock() },
	}
	whole := scan(t, s.open(objects.Limits{}), o)
	for _, id := range []objects.ID{archived, comment, large} {
		if v, ok := verdicts[id]; ok {
			t.Errorf("%q: %+v, want no verdict", paths[id], v)
		}
	}
	for _, id := range []objects.ID{plain, other, code, hot, picture, both, pointer} {
		v, ok := verdicts[id]
		if !ok || v.Excluded != (id == picture) || v.Pointer != (id == pointer) || v.Size == 0 {
			t.Errorf("%q: %+v, %v", paths[id], v, ok)
		}
		var all [][16]byte
		for _, path := range paths[id] {
			all = append(all, detector.PathClass(path).Digest())
		}
		if v.Classes != ClassesDigest(all) {
			t.Errorf("%q: the digest of the classes is another one", paths[id])
		}
	}
	if a, b := verdicts[plain].Classes, verdicts[other].Classes; a != b {
		t.Error("two texts are of different classes")
	}
	if a, b := verdicts[plain].Classes, verdicts[code].Classes; a == b {
		t.Error("a text and a Go file are of one class")
	}

	// Asking for the same blobs one by one comes to the same.
	first := verdicts
	verdicts = make(map[objects.ID]Verdict)
	o.Only = slices.SortedFunc(maps.Keys(paths), objects.ID.Compare)
	one := scan(t, s.open(objects.Limits{}), o)
	if !reflect.DeepEqual(verdicts, first) || !reflect.DeepEqual(one.Hits, whole.Hits) || !reflect.DeepEqual(one.Failed, whole.Failed) || one.Blobs != whole.Blobs {
		t.Errorf("one by one: %+v, want %+v", one, whole)
	}
	o.Only = []objects.ID{plain, hot}
	if two := scan(t, s.open(objects.Limits{}), o); two.Blobs != 2 || len(two.Hits) != 1 {
		t.Errorf("of two blobs: %+v", two)
	}
}

// TestOnlyFails asks for what is damaged, missing or no blob: it fails as in a scan of all.
func TestOnlyFails(t *testing.T) {
	s := newSandbox(t)
	s.versions("a", "text\n")
	tree, err := objects.ParseID(s.git("", "rev-parse", "a^{tree}")[:40])
	if err != nil {
		t.Fatal(err)
	}
	bad, err := objects.ParseID(s.git("to be damaged\n", "hash-object", "-w", "--stdin")[:40])
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(s.dir, "objects", bad.String()[:2], bad.String()[2:])
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	missing := objects.ID{1}
	o := Options{Detector: newDetector(t, secrets.Options{}), Only: []objects.ID{missing, tree, bad}}
	got := make(map[objects.ID]error)
	for _, f := range scan(t, s.open(objects.Limits{}), o).Failed {
		got[f.Object] = f.Err
	}
	if len(got) != 3 || !errors.Is(got[missing], objects.ErrMissing) || !errors.Is(got[tree], ErrKind) || !errors.Is(got[bad], objects.ErrCorrupt) {
		t.Errorf("got %v", got)
	}
	o.Only = nil
	for _, f := range scan(t, s.open(objects.Limits{}), o).Failed {
		if f.Object == bad && f.Err.Error() != got[bad].Error() {
			t.Errorf("by a scan of all %q, one by one %q", f.Err, got[bad])
		}
	}
}
