package leaks

import (
	"cmp"
	"slices"
)

// rotations is how often a secret of one rule must have been replaced at a path.
// Once is an answer to a leak, if a bad one; twice is how things are done there.
const rotations = 2

// An arrival is a secret that came to a path, and the sightings that took it away
// from there again, in the order of time: branches can do that one by one.
type arrival struct {
	step
	gone []step
	// length is that of the longest chain of replacements that ends here, and before
	// the arrival that this one replaced in it.
	length int
	before *arrival
}

// rotatingPaths finds paths at which a secret was replaced by another one that the
// same rule finds, that one by a third, and perhaps so on.
//
// A new secret replaces an old one when the commit that brings the one takes the
// other away, or when the other was taken away before and nothing that the rule
// finds was left. Files in which several secrets stand side by side, such as the
// fixtures of a test, lose one and gain another by chance.
func (f *finder) rotatingPaths() {
	type key struct{ rule, path string }
	all := make(map[key][]*arrival)
	for _, l := range f.distinct(wasIntroduced) {
		for path, a := range arrivalsOf(l) {
			k := key{l.Rule.ID, path}
			all[k] = append(all[k], a)
		}
	}
	keys := make([]key, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.path, b.path)) })
	for _, k := range keys {
		if len(all[k]) <= rotations {
			continue
		}
		last := f.chain(all[k])
		if last.length <= rotations {
			continue
		}
		o := &Offender{Rule: rotatingPath, Path: k.path}
		for a := last; a != nil; a = a.before {
			o.Leaks = append(o.Leaks, a.leak)
			o.steps = append(o.steps, a.step)
		}
		slices.Reverse(o.Leaks)
		slices.Reverse(o.steps)
		f.Offenders = append(f.Offenders, o)
	}
}

// arrivalsOf returns where a secret came to, by path. It comes to each path once:
// the same secret coming back is another offence.
func arrivalsOf(l *Leak) map[string]*arrival {
	here := make(map[string]*arrival)
	for i := range l.Sightings {
		s := &l.Sightings[i]
		for _, at := range s.Added {
			if here[at.Path] == nil && !isNote(at.Path) && s.Event == Introduced && !s.Edge {
				here[at.Path] = &arrival{step: step{l, s}}
			}
		}
		if s.Event == MergedAway && len(s.Gone) == 0 {
			for _, a := range here {
				a.gone = append(a.gone, step{l, s})
			}
		}
		for n, at := range s.Gone {
			if a := here[at.Path]; a != nil && (n == 0 || s.Gone[n-1].Path != at.Path) {
				a.gone = append(a.gone, step{l, s})
			}
		}
	}
	return here
}

// chain returns the end of the longest chain of replacements; of several the one
// that came first.
func (f *finder) chain(list []*arrival) *arrival {
	slices.SortStableFunc(list, func(a, b *arrival) int {
		return cmp.Or(f.graph.before(a.sighting.Commit, b.sighting.Commit), cmp.Compare(a.leak.Secret.Hash, b.leak.Secret.Hash))
	})
	leaving := slices.DeleteFunc(slices.Clone(list), func(a *arrival) bool { return len(a.gone) == 0 })
	slices.SortStableFunc(leaving, func(a, b *arrival) int {
		return f.graph.before(a.gone[0].sighting.Commit, b.gone[0].sighting.Commit)
	})
	takenBy := make(map[int32][]*arrival) // commit to those that it took away
	for _, a := range list {
		for _, g := range a.gone {
			takenBy[g.sighting.Commit] = append(takenBy[g.sighting.Commit], a)
		}
	}
	var longest, earlier *arrival // earlier: of those that had left before
	came, left := 0, 0            // up to now: how many arrivals, how many leaving
	for i, a := range list {
		now := a.sighting.Commit
		for ; came < i && list[came].sighting.Commit != now; came++ {
		}
		for ; left < len(leaving) && f.graph.before(leaving[left].gone[0].sighting.Commit, now) < 0; left++ {
			earlier = longer(earlier, leaving[left])
		}
		for _, old := range takenBy[now] {
			a.before = longer(a.before, old)
		}
		if came == left {
			a.before = longer(a.before, earlier)
		}
		a.length = 1
		if a.before != nil {
			a.length += a.before.length
		}
		longest = longer(longest, a)
	}
	return longest
}

// longer returns the arrival with the longer chain, the first when they are equal.
func longer(a, b *arrival) *arrival {
	if a == nil || b != nil && b.length > a.length {
		return b
	}
	return a
}
