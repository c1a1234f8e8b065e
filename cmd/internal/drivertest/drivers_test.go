package drivertest

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
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
	want := tr.expected(t)
	results := make(map[string][]diagnostic)
	for _, d := range drivers {
		t.Run(d.name, func(t *testing.T) {
			got := d.run(t, tr)
			slices.SortFunc(got, func(a, b diagnostic) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.message, b.message)) })
			results[d.name] = got
			for _, mistake := range want.mistakes(got, d.links) {
				t.Error(mistake)
			}
		})
	}
	t.Run("same", func(t *testing.T) {
		// One that could not be had was skipped, and said so.
		for _, d := range drivers[1:] {
			if got, ok := results[d.name]; ok {
				compare(t, d.name, want, results[drivers[0].name], got)
			}
		}
	})
}

// mistakes returns a line for each diagnostic too much or too little. A driver
// that links must find what the others cannot.
func (e expectations) mistakes(got []diagnostic, links bool) []string {
	var out []string
	byPlace := make(map[string][]diagnostic)
	for _, x := range got {
		byPlace[x.at] = append(byPlace[x.at], x)
	}
	places := slices.Collect(maps.Keys(byPlace))
	for at := range e.at(links) {
		places = append(places, at)
	}
	slices.Sort(places)
	for _, at := range slices.Compact(places) {
		asked := e.at(links)[at]
		if n := len(byPlace[at]); n != len(asked) {
			out = append(out, fmt.Sprintf("%s: %d wanted, %d reported: %v", at, len(asked), n, byPlace[at]))
			continue
		}
		for _, expr := range asked {
			if !slices.ContainsFunc(byPlace[at], func(x diagnostic) bool { return expr.MatchString(x.message) }) {
				out = append(out, fmt.Sprintf("%s: nothing reported matches %q: %v", at, expr, byPlace[at]))
			}
		}
	}
	return out
}

// at returns the expectations for a driver.
func (e expectations) at(links bool) map[string][]*regexp.Regexp {
	if !links {
		return e.wanted
	}
	out := maps.Clone(e.wanted)
	for at, more := range e.linked {
		out[at] = slices.Concat(out[at], more)
	}
	return out
}

// compare holds a driver's diagnostics against those of the standalone one, word
// by word. Only where the link step has its say may that one have more.
func compare(t *testing.T, name string, want expectations, standalone, got []diagnostic) {
	t.Helper()
	for _, x := range got {
		if !slices.Contains(standalone, x) {
			t.Errorf("%s alone: %s", name, x)
		}
	}
	for _, x := range standalone {
		if !slices.Contains(got, x) && want.linked[x.at] == nil {
			t.Errorf("not %s: %s", name, x)
		}
	}
}

// TestMistakes makes each kind of mistake once: a check that cannot fail says
// nothing.
func TestMistakes(t *testing.T) {
	expr := regexp.MustCompile("open")
	e := expectations{
		wanted: map[string][]*regexp.Regexp{"a.go:1": {expr}},
		linked: map[string][]*regexp.Regexp{"a.go:2": {expr}},
	}
	one, two := diagnostic{"a.go:1", "open to all"}, diagnostic{"a.go:2", "open here"}
	for _, c := range []struct {
		why   string
		got   []diagnostic
		links bool
		want  int
	}{
		{"as wanted", []diagnostic{one}, false, 0},
		{"as wanted and linked", []diagnostic{one, two}, true, 0},
		{"too little", nil, false, 1},
		{"not linked", []diagnostic{one}, true, 1},
		{"linked by one that does not link", []diagnostic{one, two}, false, 1},
		{"twice", []diagnostic{one, one}, false, 1},
		{"elsewhere", []diagnostic{one, {"b.go:1", "open"}}, false, 1},
		{"in other words", []diagnostic{{"a.go:1", "closed"}}, false, 1},
	} {
		if got := e.mistakes(c.got, c.links); len(got) != c.want {
			t.Errorf("%s: %q, want %d", c.why, got, c.want)
		}
	}
}
