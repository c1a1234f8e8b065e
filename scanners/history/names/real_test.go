package names_test

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// BenchmarkReal scans the bare repository that LAUNCHLINT_BENCH_REPO names.
func BenchmarkReal(b *testing.B) {
	dir := os.Getenv("LAUNCHLINT_BENCH_REPO")
	if dir == "" {
		b.Skip("set LAUNCHLINT_BENCH_REPO to a bare repository")
	}
	out, err := exec.Command("git", "-C", dir, "for-each-ref", "--format=%(objectname) %(refname)").Output()
	if err != nil {
		b.Fatal(err)
	}
	var roots []names.Root
	for line := range strings.Lines(string(out)) {
		hash, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		id, err := objects.ParseID(hash)
		if err != nil {
			b.Fatal(err)
		}
		roots = append(roots, names.Root{Name: name, ID: id})
	}
	for b.Loop() {
		store, err := objects.Open(&gitdir.Repo{Dir: dir, Common: dir}, objects.Limits{})
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		n, err := names.Scan(context.Background(), store, roots, names.Options{Workers: 2})
		if err != nil {
			b.Fatal(err)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.Logf("%v: %+v, %d people, heap %d MB, sys %d MB, %+v", time.Since(start), n.Counts, len(n.People), m.HeapAlloc>>20, m.Sys>>20, store.Counters())
		b.Logf("%v", n.Faults)
	}
}
