package leaks

import (
	"cmp"
	"slices"

	"github.com/launchlint/launchlint/rules"
)

// An Offender is a habit: a secret, an author or a path by which secrets keep
// coming in.
type Offender struct {
	Rule *rules.Rule
	// Leaks are what it is about, in the order in which they came in: the one secret,
	// the author's, or those that replaced each other.
	Leaks []*Leak
	// Author is the author's name, without an address; empty for the other rules.
	Author string
	// Path is the path; empty for the other rules.
	Path string
	// Commits is how many commits brought the author's secrets.
	Commits int

	steps []step
}

// A step is one sighting of an offender's timeline.
type step struct {
	leak     *Leak
	sighting *Sighting
}

// offend finds the offenders among the leaks that nobody lets pass.
func (f *finder) offend() {
	f.repeatedSecrets()
	f.repeatAuthors()
	f.rotatingPaths()
}

// distinct returns the leaks that count, without those whose value an earlier one
// has: two rules can match one secret. The worst rule's goes first.
func (f *finder) distinct() []*Leak {
	var list []*Leak
	for _, l := range f.Leaks {
		if l.Allowed == nil && len(l.Introductions) > 0 {
			list = append(list, l)
		}
	}
	slices.SortStableFunc(list, func(a, b *Leak) int { return cmp.Compare(b.Rule.Severity, a.Rule.Severity) })
	seen := make(map[string]bool)
	return slices.DeleteFunc(list, func(l *Leak) bool {
		if l.Secret.Hash == "" {
			return false
		}
		again := seen[l.Secret.Hash]
		seen[l.Secret.Hash] = true
		return again
	})
}

func (f *finder) repeatedSecrets() {
	for _, l := range f.distinct() {
		if l.Times() < 2 {
			continue
		}
		o := &Offender{Rule: reintroduced, Leaks: []*Leak{l}}
		for i := range l.Sightings {
			o.steps = append(o.steps, step{l, &l.Sightings[i]})
		}
		f.Offenders = append(f.Offenders, o)
	}
}

// repeatAuthors finds authors who brought at least two secrets, in different
// commits: one commit with five keys is one mistake.
func (f *finder) repeatAuthors() {
	byAuthor := make(map[int32][]step)
	for _, l := range f.distinct() {
		for _, i := range l.Introductions {
			s := &l.Sightings[i.Sightings[0]]
			if !s.Edge {
				byAuthor[i.author] = append(byAuthor[i.author], step{l, s})
			}
		}
	}
	var found []*Offender
	for author, steps := range byAuthor {
		slices.SortStableFunc(steps, func(a, b step) int { return f.graph.before(a.sighting.Commit, b.sighting.Commit) })
		o := &Offender{Rule: repeatAuthor, Author: f.people.shown[author], steps: steps}
		commits := make(map[int32]bool)
		for _, s := range steps {
			commits[s.sighting.Commit] = true
			if !slices.Contains(o.Leaks, s.leak) {
				o.Leaks = append(o.Leaks, s.leak)
			}
		}
		o.Commits = len(commits)
		if o.Commits >= 2 && len(o.Leaks) >= 2 {
			found = append(found, o)
		}
	}
	slices.SortFunc(found, func(a, b *Offender) int {
		return cmp.Or(cmp.Compare(a.Author, b.Author), f.graph.before(a.steps[0].sighting.Commit, b.steps[0].sighting.Commit), cmp.Compare(a.Leaks[0].Secret.Hash, b.Leaks[0].Secret.Hash))
	})
	f.Offenders = append(f.Offenders, found...)
}

// rotations is how often a secret of one rule must have been replaced at a path.
// Once is an answer to a leak, if a bad one; twice is how things are done there.
const rotations = 2

// rotatingPaths finds paths at which a secret was removed and another one that the
// same rule finds came, in the same commit or later, at least twice.
func (f *finder) rotatingPaths() {
	type key struct{ rule, path string }
	type arrival struct {
		step
		removed []step // where it left that path
	}
	all := make(map[key][]*arrival)
	for _, l := range f.distinct() {
		here := make(map[string]*arrival)
		for i := range l.Sightings {
			s := &l.Sightings[i]
			for _, at := range s.Added {
				if here[at.Path] == nil && !isNote(at.Path) && s.Event == Introduced && !s.Edge {
					a := &arrival{step: step{l, s}}
					here[at.Path] = a
					k := key{l.Rule.ID, at.Path}
					all[k] = append(all[k], a)
				}
			}
			for _, at := range s.Gone {
				if a := here[at.Path]; a != nil {
					a.removed = append(a.removed, step{l, s})
				}
			}
		}
	}
	keys := make([]key, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.path, b.path)) })
	for _, k := range keys {
		list := all[k]
		if len(list) <= rotations {
			continue
		}
		slices.SortStableFunc(list, func(a, b *arrival) int { return f.graph.before(a.sighting.Commit, b.sighting.Commit) })
		o := &Offender{Rule: rotatingPath, Path: k.path, Leaks: []*Leak{list[0].leak}, steps: []step{list[0].step}}
		current := []*arrival{list[0]} // the last ones that count, of one commit
		for _, next := range list[1:] {
			replaces := slices.ContainsFunc(current, func(old *arrival) bool {
				return slices.ContainsFunc(old.removed, func(r step) bool {
					return f.graph.before(r.sighting.Commit, next.sighting.Commit) <= 0
				})
			})
			if !replaces {
				continue
			}
			o.Leaks = append(o.Leaks, next.leak)
			o.steps = append(o.steps, next.step)
			current = []*arrival{next}
		}
		if len(o.Leaks) > rotations {
			f.Offenders = append(f.Offenders, o)
		}
	}
}
