package objects

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestScanWant(t *testing.T) {
	s := newSandbox(t)
	s.fill(80, 3)
	s.git("repack", "-adfq")
	s.gitIn("loose\n", "hash-object", "-w", "--stdin")
	store := s.open(Limits{})
	all := scanAll(t, store, Scan{})
	for name, c := range map[string]struct {
		want func(ID, Kind) bool
		// chosen tells what must be visited, by the content that a recorder keeps.
		chosen func(id ID, content string) bool
	}{
		"blobs": {
			func(_ ID, kind Kind) bool { return kind == Blob || kind == Unknown },
			func(_ ID, content string) bool { return strings.HasPrefix(content, "blob") },
		},
		"none":     {func(ID, Kind) bool { return false }, func(ID, string) bool { return false }},
		"each 5th": {func(id ID, _ Kind) bool { return id[0]%5 == 0 }, func(id ID, _ string) bool { return id[0]%5 == 0 }},
	} {
		before := store.Counters().Inflated
		got := scanAll(t, store, Scan{Want: c.want})
		n := 0
		for id, content := range all.content {
			if !c.chosen(id, content) {
				continue
			}
			n++
			if got.content[id] != content {
				t.Errorf("%s: %s was not visited, or is other than without Want", name, id)
			}
		}
		if len(got.content) != n || len(got.failed) > 0 {
			t.Errorf("%s: %d visited, want %d", name, len(got.content), n)
		}
		if read := store.Counters().Inflated - before; name == "none" && read > 0 {
			t.Errorf("%d objects decompressed that nobody wanted", read)
		}
	}
}

func TestScanStops(t *testing.T) {
	s := newSandbox(t)
	s.fill(80, 3)
	s.git("repack", "-adfq")
	store := s.open(Limits{})
	ctx, cancel := context.WithCancel(t.Context())
	var visits atomic.Int64
	err := store.Scan(ctx, Scan{Visitor: func(int) Visitor {
		return visitFunc(func(*Object) any {
			if visits.Add(1) == 10 {
				cancel()
			}
			return nil
		})
	}})
	if !errors.Is(err, context.Canceled) || visits.Load() > 20 {
		t.Errorf("got %v after %d visits", err, visits.Load())
	}
}

// visitFunc is a visitor that fails at nothing.
type visitFunc func(o *Object) any

func (f visitFunc) Visit(o *Object) any    { return f(o) }
func (f visitFunc) Failed(ID, Kind, error) {}

// TestScanProgress holds the sum of what is reported to the total.
func TestScanProgress(t *testing.T) {
	s := newSandbox(t)
	s.fill(50, 3)
	store := s.open(Limits{})
	for _, want := range []func(ID, Kind) bool{nil, func(id ID, _ Kind) bool { return id[0] < 128 }} {
		var most, all atomic.Int64
		if err := store.Scan(t.Context(), Scan{
			Visitor: func(int) Visitor { return visitFunc(func(*Object) any { return nil }) }, Want: want,
			Progress: func(done, total int64) { most.Store(max(most.Load(), done)); all.Store(total) },
		}); err != nil {
			t.Fatal(err)
		}
		if most.Load() != all.Load() || all.Load() == 0 {
			t.Errorf("reported %d of %d", most.Load(), all.Load())
		}
	}
}

// TestScanLargeObjects has trees of large objects in two packs for many workers:
// they must come one after the other, and not wait for each other for ever.
func TestScanLargeObjects(t *testing.T) {
	dir := skeleton(t)
	want := 0
	for _, name := range []string{"pack-x", "pack-y"} {
		w := newPackWriter()
		data := bytes.Repeat([]byte(name+"\n"), largeObject/4)
		_, at := w.full(Blob, data)
		for _, more := range []string{"a", "b", "c"} {
			delta := append(deltaHead(len(data), len(data)+1), insertOp(more)...)
			for from := 0; from < len(data); from += 1 << 23 {
				delta = append(delta, copyOp(from, min(1<<23, len(data)-from))...)
			}
			w.offsetDelta(idOf(Blob, append([]byte(more), data...)), at, delta)
		}
		w.write(t, dir, name, nil)
		want += 4
	}
	s := openStore(t, dir, Limits{Held: 1})
	got := 0
	var mu sync.Mutex
	if err := s.Scan(t.Context(), Scan{Workers: 4, Visitor: func(int) Visitor {
		return visitFunc(func(o *Object) any {
			mu.Lock()
			defer mu.Unlock()
			got++
			return nil
		})
	}}); err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("visited %d of %d", got, want)
	}
}

// TestWhileRepacked reads and scans while git moves every object about.
func TestWhileRepacked(t *testing.T) {
	s := newSandbox(t)
	s.fill(60, 5)
	var ids []ID
	for line := range strings.Lines(s.git("rev-list", "--objects", "--no-object-names", "--all")) {
		id, err := ParseID(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			args := []string{"-C", s.dir, "repack", "-adfq"}
			if n%3 == 1 {
				args = append(args, "--depth=0")
			} else if n%3 == 2 {
				args = []string{"-C", s.dir, "-c", "pack.packSizeLimit=1m", "repack", "-adfq", "--window=0"}
			}
			_ = exec.Command("git", args...).Run()
		}
	}()
	end := time.Now().Add(2 * time.Second)
	for rounds := 0; time.Now().Before(end) || rounds < 3; rounds++ {
		store := s.open(Limits{})
		r := store.Reader()
		for _, id := range ids {
			if _, _, err := r.Read(id); err != nil {
				t.Errorf("round %d: %v", rounds, err)
			}
		}
		got := scanAll(t, store, Scan{})
		for _, id := range ids {
			if _, ok := got.content[id]; !ok {
				t.Errorf("round %d: scan did not visit %s: %v", rounds, id, got.failed[id])
			}
		}
		if d := store.Damage(); len(d) > 0 {
			t.Errorf("round %d: %v", rounds, d)
		}
	}
	close(stop)
	<-stopped
}

func TestRefresh(t *testing.T) {
	dir, w := skeleton(t), newPackWriter()
	first, _ := w.full(Blob, []byte("first"))
	w.write(t, dir, "pack-1", nil)
	s := openStore(t, dir, Limits{})
	r := s.Reader()
	w = newPackWriter()
	second, _ := w.full(Blob, []byte("second"))
	w.write(t, dir, "pack-2", nil)
	third := loose(t, dir, Blob, []byte("third"))
	for _, id := range []ID{first, second, third} {
		if _, _, err := r.Read(id); err != nil {
			t.Error(err)
		}
	}
	if _, _, err := r.Read(ID{1}); !errors.Is(err, ErrMissing) {
		t.Errorf("got %v", err)
	}
	var listed []ID
	s.Refresh()
	s.Each(func(id ID, _ Kind) { listed = append(listed, id) })
	if len(listed) != 3 || !slices.Contains(listed, third) {
		t.Errorf("listed %v", listed)
	}
}
