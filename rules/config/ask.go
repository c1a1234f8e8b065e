package config

import (
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/rules"
)

// File returns the name that the configuration was parsed under; empty for the default.
func (c *Config) File() string { return c.file }

// A Hiding says that the configuration hides a finding, and why.
type Hiding struct {
	// Reason is what the author of the file gave.
	Reason string
	// Line of the file where the entry stands, 1-based.
	Line int
}

// rule returns the entry for a rule: its own, or its family's.
func (c *Config) rule(id string) (entry Rule, name string, ok bool) {
	family, _, _ := strings.Cut(id, "/")
	for _, name := range []string{id, family} {
		if entry, ok := c.Rules[name]; ok {
			return entry, name, true
		}
	}
	return Rule{}, "", false
}

// Disabled returns the entry that turns the rule off, or nil.
func (c *Config) Disabled(id string) *Hiding {
	entry, name, ok := c.rule(id)
	if !ok || entry.Enabled == nil || *entry.Enabled {
		return nil
	}
	return &Hiding{entry.Reason, c.places.Line("rules." + name)}
}

// Severity returns the severity of the rule's findings that the configuration
// sets, or otherwise the one given.
func (c *Config) Severity(id string, otherwise rules.Severity) rules.Severity {
	if entry, _, ok := c.rule(id); ok && entry.Severity != 0 {
		return entry.Severity
	}
	return otherwise
}

// Excluded returns the first exclusion that hides findings of the rule in the
// file, or nil. path is relative to the configuration's directory, with slashes.
func (c *Config) Excluded(id, path string) *Hiding {
	for i, e := range c.Exclude {
		if e.names(id) && e.holds(path) {
			return &Hiding{e.Reason, c.places.Line(fmt.Sprintf("exclude[%d]", i))}
		}
	}
	return nil
}

func (e Exclusion) names(id string) bool {
	family, _, _ := strings.Cut(id, "/")
	for _, name := range e.Rules {
		if name == id || name == family {
			return true
		}
	}
	return len(e.Rules) == 0
}

func (e Exclusion) holds(path string) bool {
	for _, pattern := range e.Paths {
		if matchPath(pattern, path) {
			return true
		}
	}
	return false
}

// IsSession reports whether a cookie of that name is listed as a session's.
func (c Cookies) IsSession(name string) bool { return matchName(c.SessionNames, name) }

// IsPreference reports whether a cookie of that name is listed as one that
// carries nothing worth stealing.
func (c Cookies) IsPreference(name string) bool { return matchName(c.PreferenceNames, name) }
