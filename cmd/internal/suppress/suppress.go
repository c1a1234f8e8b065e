// Package suppress applies launchlint.yaml to findings: its excludes hide, with
// a reason, and its severities replace the rules' own. Findings are marked,
// never dropped, so that every report can count and list what is hidden.
package suppress

import (
	"fmt"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// An Exclude hides the findings of some rules below some paths.
type Exclude struct {
	// Paths are globs over slash paths relative to the root, where ** crosses
	// directories; empty means every path.
	Paths []string
	// Rules are rule IDs or families; empty means every rule.
	Rules []string
	// Reason is why; it is shown with each hidden finding.
	Reason string
	// Location is where the exclude stands, nil when outside of the scanned tree.
	Location *scanners.Location
}

// A Policy is what the configuration says about findings.
type Policy struct {
	Excludes []Exclude
	// Severity maps rule IDs and families to the severity that replaces the
	// finding's; an ID wins over its family.
	Severity map[string]rules.Severity
}

// Check reports the first malformed glob.
func (p Policy) Check() error {
	for _, e := range p.Excludes {
		for _, glob := range e.Paths {
			if !doublestar.ValidatePattern(glob) {
				return fmt.Errorf("exclude: malformed path pattern %q (see `launchlint config verify`)", glob)
			}
		}
	}
	return nil
}

// Apply returns a handler that applies the policy and passes all on to next. An
// earlier suppression stays as it is.
func Apply(p Policy, next engine.Handler) engine.Handler { return &applier{next, p} }

type applier struct {
	engine.Handler
	policy Policy
}

func (a *applier) Finding(f *scanners.Finding) error {
	if s, ok := a.policy.Severity[f.Rule.ID]; ok {
		f.Severity = s
	} else if s, ok := a.policy.Severity[f.Rule.Family()]; ok {
		f.Severity = s
	}
	if f.Suppression == nil {
		for _, e := range a.policy.Excludes {
			if e.covers(f) {
				f.Suppression = &scanners.Suppression{Kind: "config", Reason: e.Reason, Location: e.Location}
				break
			}
		}
	}
	return a.Handler.Finding(f)
}

func (e Exclude) covers(f *scanners.Finding) bool {
	return matchesAny(e.Rules, func(name string) bool { return name == f.Rule.ID || name == f.Rule.Family() }) &&
		matchesAny(e.Paths, func(glob string) bool { return matchPath(glob, f.Location.Path) })
}

func matchesAny(list []string, match func(string) bool) bool {
	for _, s := range list {
		if match(s) {
			return true
		}
	}
	return len(list) == 0
}

// matchPath reports whether the glob covers the path: the path itself, or a
// directory above it.
func matchPath(glob, path string) bool {
	glob = strings.TrimSuffix(strings.TrimPrefix(glob, "./"), "/")
	// Check has refused malformed globs, the only error there is.
	if ok, _ := doublestar.Match(glob, path); ok {
		return true
	}
	ok, _ := doublestar.Match(glob+"/**", path)
	return ok
}
