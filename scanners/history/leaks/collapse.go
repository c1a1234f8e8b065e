package leaks

import (
	"slices"

	"github.com/launchlint/launchlint/scanners"
)

// compared is how many earlier introductions of one secret each one is compared
// with. Only a secret that was brought hundreds of times has more.
const compared = 200

// collapse makes introductions of the sightings that brought a secret. Some of
// those are one act that git has written down more than once:
//
//   - a cherry-pick or a rebase keeps author and author date;
//   - a branch that was squashed, or picked under another name, brings the same
//     secret to the same path on a line of history of its own;
//   - a revert of the commit that removed the secret brings it back without
//     anyone having typed it: git says so in the message;
//   - commits at the edge of a shallow clone, or with parents that cannot be read,
//     seem to bring what was there before.
//
// What is left are separate acts: a secret that was pasted again after it was
// removed, or into two branches at different places.
func (f *finder) collapse(l *Leak) {
	var brought []int // indexes of sightings, oldest first
	for i := range l.Sightings {
		if l.Sightings[i].Event == Introduced {
			brought = append(brought, i)
		}
	}
	oldest := int32(0)
	for _, i := range brought {
		oldest = max(oldest, l.Sightings[i].Commit)
	}
	act := make(map[int]int) // sighting to index in Introductions
	for n, i := range brought {
		found := -1
		for _, j := range brought[max(0, n-compared):n] {
			if f.sameAct(l, j, i, oldest) && (found < 0 || act[j] < found) {
				found = act[j]
			}
		}
		if found < 0 {
			found = len(l.Introductions)
			l.Introductions = append(l.Introductions, Introduction{author: l.Sightings[i].author})
		}
		act[i] = found
		l.Introductions[found].Sightings = append(l.Introductions[found].Sightings, i)
	}
}

// sameAct reports whether two sightings that brought a secret, the older one
// first, are one act. oldest is the first commit of all that may be asked for.
func (f *finder) sameAct(l *Leak, i, j int, oldest int32) bool {
	older, newer := &l.Sightings[i], &l.Sightings[j]
	a, b := &f.names.Commits[older.Commit], &f.names.Commits[newer.Commit]
	switch {
	case older.Edge || newer.Edge:
		return true
	case older.author == newer.author && a.AuthorTime == b.AuthorTime && a.AuthorTime != 0:
		return true
	case b.Reverts >= 0:
		return f.removed(l, b.Reverts) && f.graph.reaches(b.Reverts, older.Commit, older.Commit)
	case f.graph.reaches(newer.Commit, older.Commit, oldest):
		return false
	}
	return slices.ContainsFunc(newer.Added, func(at scanners.Location) bool {
		return slices.ContainsFunc(older.Added, func(other scanners.Location) bool { return other.Path == at.Path })
	})
}

// removed reports whether a commit took the secret away.
func (f *finder) removed(l *Leak, commit int32) bool {
	return slices.ContainsFunc(l.Sightings, func(s Sighting) bool {
		return s.Commit == commit && (s.Event == Removed || s.Event == MergedAway)
	})
}

// expose finds out when a tip of the history had the secret, and which
// introductions came when none had it any more.
func (f *finder) expose(l *Leak) {
	if len(l.Sightings) == 0 {
		return
	}
	brought := 0
	for i := range l.Sightings {
		if l.Sightings[i].Event == Introduced {
			brought++
		}
	}
	if brought > 1 {
		f.replay(l)
		return
	}
	// One introduction, one span: everything that has it descends from there.
	e := Exposure{From: l.Sightings[0].Time, Open: l.stays}
	if gone := l.LastRemoved(); gone != nil && !e.Open {
		e.To = gone.Time
	} else if !e.Open {
		e.To = l.Sightings[len(l.Sightings)-1].Time
	}
	l.Exposures = []Exposure{e}
}

// replay goes through all commits in the order of time and counts the tips that
// have the secret: commits of which no child was made yet, and those that a ref
// still names.
func (f *finder) replay(l *Leak) {
	leak := int32(slices.Index(f.Leaks, l))
	introduction := make(map[int32]int)
	for n := range l.Introductions {
		// The first of an act stands for it: a cherry-pick does not come back.
		introduction[l.Sightings[l.Introductions[n].Sightings[0]].Commit] = n
	}
	roots := f.roots()
	const unknown, yes, no = 0, 1, 2
	known := make([]uint8, len(f.hot.trees))
	has := func(commit int32) bool {
		tree := roots[commit]
		if known[tree] == unknown {
			known[tree] = no
			if f.hot.contains(tree, leak) {
				known[tree] = yes
			}
		}
		return known[tree] == yes
	}
	superseded, pinned := make([]bool, len(f.names.Commits)), f.pinned()
	tips := 0
	for _, commit := range f.graph.oldest {
		before := tips
		for _, parent := range f.names.Commits[commit].Parents {
			if !superseded[parent] && !pinned[parent] {
				superseded[parent] = true
				if has(parent) {
					tips--
				}
			}
		}
		if has(commit) {
			tips++
		}
		switch now := f.graph.time[commit]; {
		case before == 0 && tips > 0:
			if n, ok := introduction[commit]; ok && len(l.Exposures) > 0 {
				l.Introductions[n].AfterGone = true
			}
			l.Exposures = append(l.Exposures, Exposure{From: now, Open: true})
		case before > 0 && tips == 0:
			last := &l.Exposures[len(l.Exposures)-1]
			last.To, last.Open = now, false
		}
	}
}

// roots returns the cut tree of each commit.
func (f *finder) roots() []uint32 {
	if f.rootOf == nil {
		f.rootOf = make([]uint32, len(f.names.Commits))
		for i := range f.names.Commits {
			f.rootOf[i] = f.hot.root(f.names.Commits[i].Tree)
		}
	}
	return f.rootOf
}
