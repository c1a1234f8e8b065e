package history

import (
	"testing"

	"github.com/launchlint/launchlint/scanners/history/internal/hostile"
)

// TestCacheOfOddRepositories scans repositories that are odd, damaged or made to do
// harm, first with an empty cache, then with what that has left.
func TestCacheOfOddRepositories(t *testing.T) {
	detector := defaultDetector(t)
	for _, c := range hostile.Cases() {
		switch c.Name {
		case "packs/delta-bomb-of-many", "packs/circle-of-thousands":
			continue // they take long each time, and leave nothing to keep
		}
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			repo := c.Build(t)
			if repo.Refused != "" {
				return
			}
			o := Options{Detector: detector, Cache: t.TempDir(), Reflog: repo.Reflog, Unreachable: repo.Unreachable}
			first := scan(t, repo.Root, o)
			second := scan(t, repo.Root, o)
			o.Cache = ""
			plain := scan(t, repo.Root, o)
			compare(t, "first", first, plain)
			compare(t, "second", second, plain)
		})
	}
}
