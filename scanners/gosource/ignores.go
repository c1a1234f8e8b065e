package gosource

import (
	"fmt"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/analyzers/directive"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

const (
	directiveFamily = "directive"
	malformedRule   = "directive/malformed"
	unknownRule     = "directive/unknown-rule"
	unusedRule      = "directive/unused"
)

// otherScanners are the families of rules that other scanners find: the names of
// their rules in a Go file's directive are theirs to judge.
var otherScanners = map[string]bool{"secret": true, "offender": true, "deploy": true}

// A directiveKey is the place of a directive.
type directiveKey struct{ location scanners.Location }

// A directiveState is one ignore directive, over all variants of its package.
type directiveState struct {
	names  []string
	reason string
	// used holds the names that covered a verdict, judged those whose analyzers
	// ran in full on a package with this file.
	used, judged map[string]bool
}

// addDirectives takes the directives of one package and the verdicts that its
// analyzers gave.
func (g *gathered) addDirectives(places *places, sound bool, o *outcome, verdicts []verdict.Verdict) {
	if o.directives == nil {
		return
	}
	covered := make(map[scanners.Location][]string) // rule IDs by the directive's place
	for _, v := range verdicts {
		if v.Ignored != nil {
			if at, ok := places.location(v.Ignored.Pos, v.Ignored.Pos); ok {
				covered[at] = append(covered[at], v.Category)
			}
		}
	}
	ran := make(map[string]bool)
	for a := range o.lists {
		ran[a.Name] = sound // of a package with type errors only a part was seen
	}
	for _, d := range o.directives.Directives {
		location, ok := places.location(d.Pos, d.End)
		if !ok || places.generated(d.Pos) {
			continue
		}
		key := directiveKey{location}
		state := g.directives[key]
		if state == nil {
			state = &directiveState{names: d.Names, reason: d.Reason, used: make(map[string]bool), judged: make(map[string]bool)}
			g.directives[key] = state
		}
		at, _ := places.location(d.Pos, d.Pos)
		for _, name := range d.Names {
			family, _, _ := strings.Cut(name, "/")
			if ran[family] && g.allEnabled(name) {
				state.judged[name] = true
			}
			for _, id := range covered[at] {
				if stands(name, id) {
					state.used[name] = true
				}
			}
		}
	}
}

// stands reports whether a name in a directive stands for the rule.
func stands(name, ruleID string) bool {
	return name == ruleID || strings.HasPrefix(ruleID, name+"/")
}

// allEnabled reports whether all rules that the name stands for are part of the run.
func (g *gathered) allEnabled(name string) bool {
	match := g.catalogue.Match(name)
	return len(match) > 0 && !slices.ContainsFunc(match, func(r *rules.Rule) bool { return !g.wanted.enabled[r.ID] })
}

// emitDirectives reports the directives that hide nothing.
func (g *gathered) emitDirectives() {
	for key, state := range g.directives {
		g.judgeDirective(key.location, state)
	}
}

func (g *gathered) judgeDirective(at scanners.Location, state *directiveState) {
	switch {
	case len(state.names) == 0:
		g.directiveFinding(malformedRule, at, "this directive names no rule and hides nothing: write "+directive.Prefix+" RULE reason")
		return
	case state.reason == "":
		g.directiveFinding(malformedRule, at, fmt.Sprintf("this directive gives no reason and hides nothing: write why %s can be accepted here after the name", strings.Join(state.names, " and ")))
		return
	}
	var unused []string
	for _, name := range state.names {
		family, _, _ := strings.Cut(name, "/")
		switch {
		case otherScanners[family]:
		case g.catalogue.Match(name) == nil:
			message := fmt.Sprintf("no rule is called %q: `launchlint rules` lists them all", name)
			if near := rules.Nearest(name, g.catalogue.Names()); near != "" {
				message = fmt.Sprintf("no rule is called %q: did you mean %q?", name, near)
			}
			g.directiveFinding(unknownRule, at, message)
		case state.judged[name] && !state.used[name]:
			unused = append(unused, name)
		}
	}
	if len(unused) > 0 {
		g.directiveFinding(unusedRule, at, fmt.Sprintf("this directive covers no finding of %s: remove it", strings.Join(unused, " and ")))
	}
}

func (g *gathered) directiveFinding(id string, at scanners.Location, message string) {
	rule := g.catalogue.Get(id)
	if rule == nil || !g.wanted.enabled[id] {
		return
	}
	g.sink.Finding(scanners.Finding{
		Rule: rule, Message: message, Location: at, Provenance: scanners.Provenance{Source: "code"},
	})
}
