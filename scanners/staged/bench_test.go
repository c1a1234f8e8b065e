package staged

import (
	"context"
	"os"
	"testing"

	"github.com/launchlint/launchlint/scanners"
)

// BenchmarkScan scans what is staged in the repository that LAUNCHLINT_BENCH_DIR is
// the top of, without the detector: the index, HEAD's trees, the comparison.
func BenchmarkScan(b *testing.B) {
	dir := os.Getenv("LAUNCHLINT_BENCH_DIR")
	if dir == "" {
		b.Skip("LAUNCHLINT_BENCH_DIR names no repository")
	}
	o := Options{Detector: marks{}, IndexFile: os.Getenv("GIT_INDEX_FILE")}
	for b.Loop() {
		r := &record{skipped: make(map[string]int)}
		if err := New(o).Scan(context.Background(), scanners.Target{Root: dir, Dir: dir}, r); err != nil {
			b.Fatal(err)
		}
	}
}
