package leaks

import (
	"cmp"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A Place is one where a secret stands or stood, as Options.Passes is asked of it.
type Place struct {
	// Commit brought the secret there, or has it in its message. It is zero for what
	// stands at a tip or was taken away: no fingerprint of a commit is about that.
	Commit names.ID
	// Path is empty for a message.
	Path  string
	Match *secrets.Match
}

// PassedBy returns what to take for Options.Passes: who lets a secret pass is said
// by the ignore file, which may be nil, and by the commits and paths in the lists
// of the user's configuration that d has. It is nil when neither says anything.
func PassedBy(d *secrets.Detector, ignore *secrets.Ignore) func(Place) *secrets.Allowance {
	lists := d.JudgesPlaces()
	if ignore.Len() == 0 && !lists {
		return nil
	}
	return func(p Place) *secrets.Allowance {
		commit := ""
		if !p.Commit.IsZero() {
			commit = p.Commit.String()
		}
		rule := strings.TrimPrefix(p.Match.Rule.ID, "secret/")
		path := p.Match.Path(p.Path)
		if ignore.Holds(commit, path, rule, p.Match.MatchLine) {
			return &secrets.Allowance{Kind: "gitleaksignore"}
		}
		if !lists {
			return nil
		}
		if a := d.PassesAt(commit, path, p.Match); a != nil || path == p.Path {
			return a
		}
		return d.PassesAt(commit, p.Path, p.Match) // the archive is named
	}
}

// A pass says who lets a secret pass at one place: itself, by a comment beside it
// or a list that knows its text, and its place. Both are nil for nobody.
type pass struct{ own, here *secrets.Allowance }

func (p pass) any() *secrets.Allowance { return cmp.Or(p.own, p.here) }

// at asks who lets a match pass at a place.
func (f *finder) at(commit names.ID, path string, m *secrets.Match) pass {
	p := pass{own: m.Allowed}
	if f.options.Passes != nil {
		p.here = f.options.Passes(Place{commit, path, m})
	}
	return p
}

// passes keep who lets a secret pass at the places of a sighting. They are nil when
// nobody does at any of them.
type passes struct {
	addedBy, goneBy []pass // as Added and Gone
	open            bool   // nobody does at a place beyond those that are kept
}

func (p *passes) gone(n int) pass {
	if n < len(p.goneBy) {
		return p.goneBy[n]
	}
	return pass{}
}
