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
	// Commits is how many commits brought the author's secrets, an amended one counted
	// once.
	Commits int

	steps []step
}

// severity is that of the rule, or what at least two of the secrets have, if that is
// less: a habit is no surer than what it is seen by.
func (o *Offender) severity() rules.Severity {
	worst := make([]rules.Severity, 0, len(o.Leaks))
	for _, l := range o.Leaks {
		worst = append(worst, l.Rule.Severity)
	}
	slices.Sort(worst)
	return min(o.Rule.Severity, worst[max(0, len(worst)-2)])
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

// distinct returns the leaks that count, the worst rule's first, without those whose
// value an earlier one has: two rules can match one secret.
func (f *finder) distinct(counts func(*Leak) bool) []*Leak {
	var list []*Leak
	for _, l := range f.Leaks {
		if l.Allowed == nil && counts(l) {
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

// wasIntroduced leaves out what opens nothing alone, such as the name of an account.
func wasIntroduced(l *Leak) bool { return len(l.Introductions) > 0 && l.Rule.Severity > rules.Note }

func (f *finder) repeatedSecrets() {
	for _, l := range f.distinct(func(l *Leak) bool { return wasIntroduced(l) && l.Times() > 1 }) {
		o := &Offender{Rule: reintroduced, Leaks: []*Leak{l}}
		for i := range l.Sightings {
			o.steps = append(o.steps, step{l, &l.Sightings[i]})
		}
		f.Offenders = append(f.Offenders, o)
	}
}

// repeatAuthors finds authors who brought at least two secrets, by separate acts.
// One commit with five keys is one mistake, and so is one that was amended: it has
// its author's date still. A secret that its author brought twice counts once, it
// has an offence of its own.
func (f *finder) repeatAuthors() {
	byAuthor := make(map[int32][]step)
	for _, l := range f.distinct(wasIntroduced) {
		counted := make(map[int32]bool)
		for _, i := range l.Introductions {
			s := &l.Sightings[i.Sightings[0]]
			if !s.Edge && !counted[i.author] {
				counted[i.author] = true
				byAuthor[i.author] = append(byAuthor[i.author], step{l, s})
			}
		}
	}
	var found []*Offender
	for author, steps := range byAuthor {
		slices.SortStableFunc(steps, func(a, b step) int { return f.graph.before(a.sighting.Commit, b.sighting.Commit) })
		o := &Offender{Rule: repeatAuthor, Author: f.people.shown[author], steps: steps}
		type act struct {
			written int64
			commit  int32
		}
		acts := make(map[act]bool)
		for _, s := range steps {
			c := s.sighting.Commit
			if written := f.names.Commits[c].AuthorTime; written != 0 {
				acts[act{written: written}] = true
			} else {
				acts[act{commit: c}] = true
			}
			o.Leaks = append(o.Leaks, s.leak)
		}
		if o.Commits = len(acts); o.Commits >= 2 {
			found = append(found, o)
		}
	}
	slices.SortFunc(found, func(a, b *Offender) int {
		return cmp.Or(cmp.Compare(a.Author, b.Author), f.graph.before(a.steps[0].sighting.Commit, b.steps[0].sighting.Commit), cmp.Compare(a.Leaks[0].Secret.Hash, b.Leaks[0].Secret.Hash))
	})
	f.Offenders = append(f.Offenders, found...)
}
