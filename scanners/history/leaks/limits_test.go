package leaks_test

import (
	"fmt"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/leaks"
)

// TestLimits proves that a history cannot make the report grow at will, and that
// what was cut is counted.
func TestLimits(t *testing.T) {
	h := newHistory()
	for range 10 {
		h.on("main", files{"f": "SECRET(a)\nSECRET(b)"})
		h.on("main", files{"f": "x"})
	}
	h.on("main", files{"f": "SECRET(a)"})
	r := h.findWith(t, leaks.Options{Limits: leaks.Limits{Sightings: 5}})
	for _, l := range r.Leaks {
		if len(l.Sightings) != 5 || l.Times() != 3 || len(l.Exposures) < 10 || !l.Reintroduced() {
			t.Errorf("%s: %d sightings, %d times, %d exposures", l.Secret.Redacted, len(l.Sightings), l.Times(), len(l.Exposures))
		}
	}
	if r.CutSightings != 16+15 || r.Leaks[0].MoreSightings+r.Leaks[1].MoreSightings != r.CutSightings {
		t.Errorf("%d sightings cut", r.CutSightings)
	}
	r = h.findWith(t, leaks.Options{Limits: leaks.Limits{AllSightings: 1}})
	for _, l := range r.Leaks {
		if len(l.Sightings) != 2 {
			t.Errorf("%s: %d sightings", l.Secret.Redacted, len(l.Sightings))
		}
	}
}

func TestManyRefs(t *testing.T) {
	h := newHistory()
	tip := h.on("main", files{"f": "SECRET(a)"})
	old := h.on("main", files{"f": "\nSECRET(a)"})
	for i := range 150 {
		h.refs[fmt.Sprintf("b%03d", 149-i)] = tip
		h.refs[fmt.Sprintf("c%03d", i)] = old
	}
	l := h.find(t).Leaks[0]
	if len(l.Refs) != 100 || l.MoreRefs != 201 || l.Refs[0] != "refs/heads/b000" || l.Refs[99] != "refs/heads/b099" {
		t.Errorf("%d refs from %s to %s, %d more", len(l.Refs), l.Refs[0], l.Refs[len(l.Refs)-1], l.MoreRefs)
	}
}

// TestManyExposures proves that the last span stands for all that come after.
func TestManyExposures(t *testing.T) {
	h := newHistory()
	for range 1010 {
		h.on("main", files{"f": "SECRET(a)"})
		h.on("main", files{"f": "x"})
	}
	l := h.find(t).Leaks[0]
	if n := len(l.Exposures); n != 1000 || l.Exposures[n-1].Open || l.Exposures[n-1].To != l.Sightings[len(l.Sightings)-1].Time {
		t.Errorf("%d exposures, the last one %+v", n, l.Exposures[n-1])
	}
}
