package secrets

import (
	"slices"
	"testing"
)

// FuzzParity goes on from what TestParity makes.
func FuzzParity(f *testing.F) {
	g := newGenerator(77)
	for i, r := range strict().rules {
		if r.Regex != "" && i%4 == 0 {
			f.Add(g.text(r.Regex), pathFor(g, r))
		}
	}
	f.Fuzz(func(t *testing.T, text, path string) {
		if len(text) > 20000 || len(path) > 200 {
			t.Skip("too long to be quick")
		}
		compare(t, foreign(), strict(), path, text)
	})
}

// FuzzDetect holds what the detector reports to what it promises of any bytes.
func FuzzDetect(f *testing.F) {
	g := newGenerator(78)
	for i, r := range strict().rules {
		if r.Regex != "" && i%8 == 0 {
			f.Add([]byte(g.text(r.Regex)))
		}
	}
	d := corrected(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 100000 {
			t.Skip("too long to be quick")
		}
		before := slices.Clone(data)
		last := 0
		var raw []string
		matches, stats := detectAll(t, d, Fragment{Path: "a.txt", Data: data, Conceal: func(s string) { raw = append(raw, s) }})
		if !slices.Equal(before, data) {
			t.Fatal("the data was changed")
		}
		for _, m := range matches {
			if m.Start < last || m.End > len(data) || m.Start > m.End || m.StartLine < 1 || m.StartColumn < 1 ||
				m.EndLine < m.StartLine || m.EndColumn < 1 || m.MatchLine < 1 {
				t.Fatalf("%+v", m)
			}
			last = m.Start
		}
		if stats.Matches != len(matches) || len(raw) < len(matches) && len(matches) == 0 {
			t.Fatalf("%d matches, %+v", len(matches), stats)
		}
	})
}
