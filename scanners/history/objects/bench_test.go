package objects

import (
	"os"
	"testing"

	"github.com/launchlint/launchlint/scanners/gitdir"
)

// benchStore opens the repository that LAUNCHLINT_BENCH_REPO names, a git directory, or
// a generated one.
func benchStore(b *testing.B) *Store {
	b.Helper()
	dir := os.Getenv("LAUNCHLINT_BENCH_REPO")
	if dir == "" {
		s := newSandbox(b)
		s.fill(1500, 1)
		s.git("repack", "-adfq", "--depth=50")
		return s.open(Limits{})
	}
	repo, err := gitdir.OpenBare(dir)
	if err != nil {
		b.Fatal(err)
	}
	s, err := Open(repo, Limits{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return s
}

// BenchmarkOpen lists packs and reads their indexes.
func BenchmarkOpen(b *testing.B) {
	dir := benchStore(b).dirs[0]
	for b.Loop() {
		s := &Store{limits: Limits{}.withDefaults(), dirs: []string{dir}}
		s.current.Store(s.list(nil))
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFamilies reads the heads of all entries and makes trees of them.
func BenchmarkFamilies(b *testing.B) {
	s := benchStore(b)
	for b.Loop() {
		for _, p := range s.Packs() {
			newFamilies(p)
		}
	}
}

// BenchmarkInflate decompresses every entry in the order of the pack, and rebuilds
// nothing.
func BenchmarkInflate(b *testing.B) {
	s := benchStore(b)
	r := s.Reader()
	var buf []byte
	n := int64(0)
	for b.Loop() {
		n = 0
		for _, p := range s.Packs() {
			for rank := range p.Len() {
				e, err := p.entryAt(&r.window, rank)
				if err != nil {
					b.Fatal(err)
				}
				buf = sized(buf, int(e.size))
				if err := r.inflateEntry(p, &e, buf); err != nil {
					b.Fatal(err)
				}
				n += e.size
			}
		}
	}
	b.SetBytes(n)
}

// BenchmarkScan reads, rebuilds and checks every object, with all processors.
func BenchmarkScan(b *testing.B) {
	s := benchStore(b)
	before, rounds := s.Counters(), int64(0)
	for b.Loop() {
		rounds++
		if err := s.Scan(b.Context(), Scan{Visitor: func(int) Visitor {
			return visitFunc(func(*Object) any { return nil })
		}}); err != nil {
			b.Fatal(err)
		}
	}
	c := s.Counters()
	b.SetBytes((c.RebuiltBytes + c.InflatedBytes - before.RebuiltBytes - before.InflatedBytes) / rounds)
}

// BenchmarkRead reads every object by its id, in the order of ids: what a Scan
// saves.
func BenchmarkRead(b *testing.B) {
	s := benchStore(b)
	var ids []ID
	s.Each(func(id ID, _ Kind) { ids = append(ids, id) })
	if len(ids) > 20_000 {
		ids = ids[:20_000]
	}
	r := s.Reader()
	for b.Loop() {
		for _, id := range ids {
			if _, _, err := r.Read(id); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(ids)), "objects/op")
}

// BenchmarkVerify computes the id of an object of 64 KiB.
func BenchmarkVerify(b *testing.B) {
	r := benchStore(b).Reader()
	data := make([]byte, 64<<10)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r.verify(ID{}, Blob, data)
	}
}
