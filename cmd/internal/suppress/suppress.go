// Package suppress applies launchlint.yaml to findings: its exclusions and the
// rules it turns off hide, with a reason, and its severities replace the rules'
// own. Findings are marked, never dropped, so that every report can count and
// list what is hidden.
package suppress

import (
	"path"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
)

// A Policy is a configuration and where it comes from.
type Policy struct {
	Config *config.Config
	// File is the configuration's slash path relative to the scan's root; empty
	// when it does not stand in the scanned tree.
	File string
	// Trusted is true when the configuration was read from a commit that whoever runs
	// the scan trusts: it has its place in the tree, but the tree does not decide.
	Trusted bool
}

// Apply returns a handler that applies the policy and passes all on to next. An
// earlier suppression stays as it is.
func (p Policy) Apply(next engine.Handler) engine.Handler { return &applier{next, p} }

type applier struct {
	engine.Handler
	policy Policy
}

func (a *applier) Finding(f *scanners.Finding) error {
	f.Severity = a.policy.Config.Severity(f.Rule.ID, f.Severity)
	if f.Suppression == nil {
		f.Suppression = a.policy.suppression(f)
	}
	return a.Handler.Finding(f)
}

// suppression returns what the configuration says against the finding, or nil.
func (p Policy) suppression(f *scanners.Finding) *scanners.Suppression {
	at := f.Location.Path
	if dir := path.Dir(p.File); p.File != "" && dir != "." {
		// Patterns are relative to the configuration's directory, and speak of nothing outside of it.
		var inside bool
		if at, inside = strings.CutPrefix(at, dir+"/"); !inside {
			return nil
		}
	}
	hiding := p.Config.Disabled(f.Rule.ID)
	if hiding == nil {
		hiding = p.Config.Excluded(f.Rule.ID, at)
	}
	if hiding == nil {
		return nil
	}
	s := &scanners.Suppression{Kind: "config", Reason: hiding.Reason}
	if p.File != "" && !p.Trusted {
		s.Location = &scanners.Location{Path: p.File, StartLine: hiding.Line}
	}
	return s
}

// Lift returns a handler that lifts every suppression, for a run that is asked
// to trust none.
func Lift(next engine.Handler) engine.Handler { return &lifter{next} }

type lifter struct{ engine.Handler }

func (l *lifter) Finding(f *scanners.Finding) error {
	f.Suppression = nil
	return l.Handler.Finding(f)
}
