package names_test

import (
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// realRepo opens the bare repository that LAUNCHLINT_BENCH_REPO names.
func realRepo(b *testing.B) (*objects.Store, []names.Root) {
	b.Helper()
	dir := os.Getenv("LAUNCHLINT_BENCH_REPO")
	if dir == "" {
		b.Skip("set LAUNCHLINT_BENCH_REPO to a bare repository")
	}
	return (&sandbox{tb: b, dir: dir}).openAsIs()
}

// BenchmarkReal scans the names of a real repository.
func BenchmarkReal(b *testing.B) {
	store, roots := realRepo(b)
	for b.Loop() {
		start := time.Now()
		n, err := names.Scan(b.Context(), store, roots, names.Options{Workers: 2})
		if err != nil {
			b.Fatal(err)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.Logf("%v: %+v, %d people, heap %d MB, sys %d MB, %+v", time.Since(start), n.Counts, len(n.People), m.HeapAlloc>>20, m.Sys>>20, store.Counters())
		b.Logf("%v", n.Faults)
	}
}

// BenchmarkRealKnown scans the same repository from a snapshot of it.
func BenchmarkRealKnown(b *testing.B) {
	store, roots := realRepo(b)
	n, err := names.Scan(b.Context(), store, roots, names.Options{Workers: 2})
	if err != nil {
		b.Fatal(err)
	}
	data := snapshotOf(b, n)
	for b.Loop() {
		n, err := names.Scan(b.Context(), store, roots, names.Options{Workers: 2, Known: readSnapshot(b, data)})
		if err != nil {
			b.Fatal(err)
		}
		if n.Fresh > 0 {
			b.Fatalf("%d objects are new", n.Fresh)
		}
	}
	b.ReportMetric(float64(len(data)), "file-bytes")
}
