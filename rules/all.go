package rules

import "fmt"

// All returns launchlint's own rules: one per page under code/ and per entry
// under secrets/, sorted by ID.
func All() []*Rule { return nil }

// MustGet returns the rule with that ID, which must be one of All. It panics
// otherwise: a rule without a page is a mistake in this program.
func MustGet(id string) *Rule {
	for _, r := range All() {
		if r.ID == id {
			return r
		}
	}
	panic(fmt.Sprintf("rules: no page for %q: add rules/code/%s.md", id, id))
}
