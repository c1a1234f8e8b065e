package gosource

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// gathered is what the analysis of all packages has given so far. A package and
// its test variant hold the same files, so everything is gathered by place and
// emitted once.
type gathered struct {
	*scan
	unanalysed int      // packages that were not looked at and said so
	excluded   []string // directories of packages that build constraints exclude
	testOnly   int      // directories with nothing but tests, which are off

	mu         sync.Mutex
	findings   map[findingKey]scanners.Finding
	generated  map[findingKey]bool
	outside    map[findingKey]bool
	directives map[directiveKey]*directiveState
	packages   map[string]bool // package paths
	files      map[string]bool // absolute names
	faults     map[faultKey]map[string]bool
	units      []*unit // of the load that is under way
}

type findingKey struct {
	rule     string
	location scanners.Location
	message  string
}

// faultKey groups faults that have one cause, by the packages that they befell.
type faultKey struct {
	fault
	sound bool
}

func newGathered(s *scan) *gathered {
	return &gathered{
		scan: s, findings: make(map[findingKey]scanners.Finding), generated: make(map[findingKey]bool), outside: make(map[findingKey]bool),
		directives: make(map[directiveKey]*directiveState), packages: make(map[string]bool), files: make(map[string]bool),
		faults: make(map[faultKey]map[string]bool),
	}
}

// empty reports whether no package was found at all.
func (g *gathered) empty() bool { return len(g.packages) == 0 && g.unanalysed == 0 }

// add takes the outcome of one package. sound reports whether it type-checks.
func (g *gathered) add(p *packages.Package, sound bool, pass *analysis.Pass, o *outcome) {
	places := newPlaces(g.paths, pass, p)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.packages[p.PkgPath] = true
	for _, f := range p.GoFiles {
		g.files[f] = true
	}
	for _, f := range o.faults {
		key := faultKey{f, sound}
		if g.faults[key] == nil {
			g.faults[key] = make(map[string]bool)
		}
		g.faults[key][p.PkgPath] = true
	}
	kept := *o // the original is part of a worker, which holds the package's syntax
	g.units = append(g.units, &unit{id: p.ID, places: places, sound: sound, outcome: &kept})
	for _, a := range g.opts.Extra {
		if result, ok := o.extra[a]; ok && g.opts.Collect != nil {
			g.opts.Collect(a, result)
		}
	}
}

func (g *gathered) addVerdict(places *places, v verdict.Verdict) {
	rule := g.rule(v.Category)
	f := scanners.Finding{
		Rule: rule, Severity: v.Severity, Confidence: v.Confidence, Message: v.Message,
		Provenance: scanners.Provenance{Source: "code"},
	}
	location, ok := places.location(v.Pos, v.End)
	key := findingKey{rule.ID, location, v.Message}
	switch {
	case !ok:
		g.outside[key] = true
		return
	case places.generated(v.Pos):
		g.generated[key] = true
		return
	}
	f.Location = location
	for _, r := range v.Related {
		if at, ok := places.location(r.Pos, r.End); ok {
			f.Related = append(f.Related, scanners.Related{Location: at, Message: r.Message})
		}
	}
	for _, step := range v.Flow {
		if at, ok := places.location(step.Pos, step.End); ok {
			f.Flow = append(f.Flow, scanners.Step{Location: at, Message: step.Message})
		}
	}
	for _, fix := range v.SuggestedFixes {
		if edits, ok := places.edits(fix.TextEdits); ok {
			f.Fixes = append(f.Fixes, scanners.Fix{Message: fix.Message, Edits: edits})
		}
	}
	if v.Ignored != nil {
		f.Suppression = &scanners.Suppression{Kind: "directive", Reason: v.Ignored.Reason}
		if at, ok := places.location(v.Ignored.Pos, token.NoPos); ok {
			f.Suppression.Location = &at
		}
	}
	// Two variants of a package can differ in what they know of a place: keep the
	// one that is not suppressed, and else the first in a fixed order.
	if old, ok := g.findings[key]; ok && compareKnown(old, f) <= 0 {
		return
	}
	g.findings[key] = f
}

// compareKnown orders findings of one rule at one place.
func compareKnown(a, b scanners.Finding) int {
	suppressed := func(f scanners.Finding) int {
		if f.Suppression != nil {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(suppressed(a), suppressed(b)),
		cmp.Compare(b.Severity, a.Severity),
		strings.Compare(fmt.Sprint(a.Related, a.Flow, a.Fixes), fmt.Sprint(b.Related, b.Flow, b.Fixes)),
	)
}

// rule returns the rule of a verdict, which must have a page.
func (g *gathered) rule(id string) *rules.Rule {
	if r := g.catalogue.Get(id); r != nil {
		return r
	}
	return rules.MustGet(id)
}

// emit hands everything to the sink.
func (g *gathered) emit() {
	for _, f := range g.findings {
		g.sink.Finding(f)
	}
	g.emitDirectives()
	g.emitFaults()
	g.sink.Scanned("packages", len(g.packages))
	g.sink.Scanned("go files", len(g.files))
	g.sink.Skipped("generated", len(g.generated))
	g.sink.Skipped("outside-root", len(g.outside))
}

// emitFaults tells of analyzers that did not finish.
func (g *gathered) emitFaults() {
	for key, packages := range g.faults {
		var names []string
		for name := range packages {
			names = append(names, name)
		}
		slices.Sort(names)
		n := scanners.Notice{
			ID: "analyzer-fault", Level: rules.Error, Incomplete: true,
			Message: fmt.Sprintf("the analyzer %s %s on %s; please report this, with the output of `launchlint version`", key.analyzer, key.reason, listed(names)),
		}
		if !key.sound { // with --allow-errors: as far as that is possible
			n.Level, n.Incomplete = rules.Warning, false
			n.Message = fmt.Sprintf("the analyzer %s could not look at %s, which %s not type-check", key.analyzer, listed(names), verb(len(names)))
		}
		g.sink.Notice(n)
	}
}

func verb(n int) string {
	if n == 1 {
		return "does"
	}
	return "do"
}
