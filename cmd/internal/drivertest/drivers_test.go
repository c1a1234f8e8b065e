package drivertest

import (
	"cmp"
	"slices"
	"testing"
)

// drivers are the ways to run the suite. Each returns all that it reports on the
// fixtures, in any order, and fails the test when it could not run in full.
var drivers = []struct {
	name string
	// links reports whether the driver sees packages that do not import each other
	// together.
	links bool
	run   func(t *testing.T, tr *tree) []diagnostic
}{
	{"standalone", true, standalone},
	{"vettool", false, vettool},
	{"gclplugin", false, gclplugin},
	{"nogo", false, nogo},
}

// TestDrivers runs the fixtures of all analyzers through all drivers.
func TestDrivers(t *testing.T) {
	tr := newTree(t)
	wanted, linked := tr.expected(t)
	results := make(map[string][]diagnostic)
	for _, d := range drivers {
		t.Run(d.name, func(t *testing.T) {
			got := d.run(t, tr)
			slices.SortFunc(got, func(a, b diagnostic) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.message, b.message)) })
			results[d.name] = got
			counts := make(map[string]int)
			for _, x := range got {
				counts[x.at]++
				if d.links && linked[x.at] || counts[x.at] <= wanted[x.at] {
					continue
				}
				t.Errorf("%s: reported, but not wanted", x)
			}
			for at, n := range wanted {
				if counts[at] < n {
					t.Errorf("%s: %d wanted, %d reported", at, n, counts[at])
				}
			}
		})
	}
	t.Run("same", func(t *testing.T) {
		first := results["standalone"]
		for _, d := range drivers {
			if got, ok := results[d.name]; ok {
				compare(t, d.name, d.links, first, got, linked)
			}
		}
	})
}

// compare holds a driver's diagnostics against those of the standalone one, which
// may have more where it links.
func compare(t *testing.T, name string, links bool, standalone, got []diagnostic, linked map[string]bool) {
	t.Helper()
	for _, x := range got {
		if !slices.Contains(standalone, x) {
			t.Errorf("%s alone: %s", name, x)
		}
	}
	for _, x := range standalone {
		if !slices.Contains(got, x) && (links || !linked[x.at]) {
			t.Errorf("not %s: %s", name, x)
		}
	}
}
