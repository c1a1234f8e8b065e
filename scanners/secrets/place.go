package secrets

import (
	"context"
	"slices"
	"strings"
)

// PassesAt returns who lets a match pass because of where it stands: the ignore
// file by its fingerprint, or a list of the user's configuration that names its
// commit or its path. It is for those who look at a text once and learn only then
// in which commits and at which paths it stands. commit is the full hex id of the
// commit that brought the text there, empty for none.
//
// A list that demands something of the text as well, by condition = "AND", is not
// asked: the text is gone. Detect asks it.
func (d *Detector) PassesAt(commit, path string, m *Match) *Allowance {
	id := strings.TrimPrefix(m.Rule.ID, family+"/")
	if d.ignore.Holds(commit, path, id, m.MatchLine) {
		return &Allowance{Kind: "gitleaksignore"}
	}
	lists := d.placeLists(id)
	if len(lists) == 0 {
		return nil
	}
	s := d.newSearch(context.Background(), &Fragment{Path: path, Commit: commit})
	s.work = d.engine.take()
	defer d.engine.put(s.work)
	for _, a := range lists {
		if a.coversPlace(s) {
			return allowance(a)
		}
	}
	return nil
}

// JudgesPlaces reports whether PassesAt can say anything: there is an ignore file
// or a list of the user's that names commits or paths.
func (d *Detector) JudgesPlaces() bool {
	if d.ignore.Len() > 0 || len(d.placeLists("")) > 0 {
		return true
	}
	return slices.ContainsFunc(d.rules, func(r *rule) bool { return len(d.placeLists(r.ID)) > 0 })
}

// placeLists returns the user's lists that name commits or paths and hold for the
// rule with that ID.
func (d *Detector) placeLists(id string) []*allowList {
	var out []*allowList
	add := func(all []*allowList) {
		for _, a := range all {
			if a.byUser && (a.commits != nil || a.paths != nil) {
				out = append(out, a)
			}
		}
	}
	add(d.allow)
	if i, ok := slices.BinarySearchFunc(d.rules, id, func(r *rule, id string) int { return strings.Compare(r.ID, id) }); ok {
		add(d.rules[i].allow)
	}
	return out
}
