package gosource

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/verdict"
)

// A unit is one package that was analysed, as the link step sees it: what its
// analyzers concluded on it alone, and the parts that are judged together.
type unit struct {
	id      string
	places  *places
	sound   bool
	outcome *outcome
}

// link is the step after the last package. Go hides an implementation behind an
// interface that its consumer declares, so what a package knows of itself and of
// its imports often does not meet. With all packages of a load in view the
// analyzers judge again, and what they say then takes the place of what they said
// of each package. Everything is gathered afterwards.
func (g *gathered) link() {
	units := g.units
	g.units = nil
	slices.SortFunc(units, func(a, b *unit) int { return strings.Compare(a.id, b.id) })
	for _, a := range g.wanted.analyzers {
		g.linkOne(a, units)
	}
	for _, u := range units {
		var verdicts []verdict.Verdict
		for _, a := range g.wanted.analyzers {
			if list := u.outcome.lists[a]; list != nil {
				verdicts = append(verdicts, list.Verdicts...)
			}
		}
		for _, v := range verdicts {
			g.addVerdict(u.places, v)
		}
		g.addDirectives(u.places, u.sound, u.outcome, verdicts)
	}
}

// linkOne has one analyzer judge all packages together. When it breaks, what it
// said of each package alone stands.
func (g *gathered) linkOne(a *analysis.Analyzer, units []*unit) {
	var lists []*verdict.List
	var parts []verdict.Part
	for _, u := range units {
		if list := u.outcome.lists[a]; list != nil && list.Part != nil {
			lists, parts = append(lists, list), append(parts, list.Part)
		}
	}
	if len(parts) == 0 || g.opts.Unlinked {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			key := faultKey{fault{a.Name, fmt.Sprintf("broke (%v; in %s)", p, panicSite()), true}, true}
			g.faults[key] = map[string]bool{"the packages together": true}
		}
	}()
	linked := parts[0].Link(parts)
	for i, list := range lists {
		list.Verdicts = linked[i]
	}
}
