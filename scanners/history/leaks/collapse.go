package leaks

import (
	"slices"

	"github.com/launchlint/launchlint/scanners"
)

// compared is how many earlier introductions of one secret each one is compared
// with. Only a secret that was brought hundreds of times has more.
const compared = 200

// mostCarried is how many moves of one secret to one path are followed.
const mostCarried = 16

// collapse makes introductions of the sightings that brought a secret. Some of
// those are one act that git has written down more than once:
//
//   - a cherry-pick or a rebase keeps author and author date;
//   - a revert of the commit that removed the secret brings it back without
//     anyone having typed it: git says so in the message;
//   - a branch that was squashed, or picked under another name, brings the same
//     secret to the same path on a line of history of its own, while a tip still
//     has it; the path may be one that the branch has moved it to;
//   - a patch that is applied once more under another name and date, be it after
//     it was taken back, changes the same lines of other files as well;
//   - commits at the edge of a shallow clone, or with parents that cannot be read,
//     seem to bring what was there before.
//
// What is left are separate acts: a secret that was pasted again after it was
// removed, or into two branches at different places. A file that somebody adds
// again from his disk is an equal patch too, to the letter: that is why equal
// patches alone prove nothing.
//
// came has the commits that brought the secret when it was gone from every tip.
func (f *finder) collapse(l *Leak, came map[int32]bool) {
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
			if (found < 0 || act[j] < found) && f.sameAct(l, j, i, oldest, came) {
				found = act[j]
			}
		}
		if found < 0 && !came[l.Sightings[i].Commit] {
			found = f.carried(l, i, brought[:n], act, oldest)
		}
		if found < 0 {
			found = len(l.Introductions)
			l.Introductions = append(l.Introductions, Introduction{author: l.Sightings[i].author})
		}
		act[i] = found
		l.Introductions[found].Sightings = append(l.Introductions[found].Sightings, i)
	}
	for n := range l.Introductions {
		intro := &l.Introductions[n]
		// The first that refs lead to stands for the act: a cherry-pick of it does not
		// come back, and what a rebase has left behind was never there for others.
		first := slices.IndexFunc(intro.Sightings, func(i int) bool { return f.referenced()[l.Sightings[i].Commit] })
		intro.AfterGone = came[l.Sightings[intro.Sightings[max(first, 0)]].Commit]
	}
}

// sameAct reports whether two sightings that brought a secret, the older one
// first, are one act. oldest is the first commit of all that may be asked for.
func (f *finder) sameAct(l *Leak, i, j int, oldest int32, came map[int32]bool) bool {
	older, newer := &l.Sightings[i], &l.Sightings[j]
	a, b := &f.names.Commits[older.Commit], &f.names.Commits[newer.Commit]
	switch {
	case older.Edge || newer.Edge:
		return true
	case older.author == newer.author && a.AuthorTime == b.AuthorTime && a.AuthorTime != 0:
		return true
	case b.Reverts >= 0 && f.removed(l, b.Reverts) && f.graph.reaches(b.Reverts, older.Commit, older.Commit):
		return true
	case came[newer.Commit] || f.graph.reaches(newer.Commit, older.Commit, oldest):
		return f.reapplied(older, newer)
	}
	return sharePath(older, newer)
}

func sharePath(older, newer *Sighting) bool {
	return slices.ContainsFunc(newer.Added, func(at scanners.Location) bool { return bringsTo(older, at.Path) })
}

func bringsTo(s *Sighting, path string) bool {
	return slices.ContainsFunc(s.Added, func(at scanners.Location) bool { return at.Path == path })
}

// carried returns the act of which a branch had moved or copied the secret to a path
// that the sighting brings it to again, by a squash of that branch; -1 for none.
func (f *finder) carried(l *Leak, i int, brought []int, act map[int]int, oldest int32) int {
	newer := &l.Sightings[i]
	var moved []int32 // commits of other lines of history, the latest first
	for k := i - 1; k >= 0 && len(moved) < mostCarried; k-- {
		s := &l.Sightings[k]
		if (s.Event == Moved || s.Event == Copied) && sharePath(s, newer) && !f.graph.reaches(newer.Commit, s.Commit, s.Commit) {
			moved = append(moved, s.Commit)
		}
	}
	found := -1
	for _, commit := range moved {
		for _, j := range brought {
			if (found < 0 || act[j] < found) && f.graph.reaches(commit, l.Sightings[j].Commit, oldest) {
				found = act[j]
			}
		}
	}
	return found
}

// A patch is what a commit changes, as Options.PatchID says.
type patch struct {
	id     string
	edited []string
	ok     bool
}

func (f *finder) patchOf(commit int32) patch {
	p, known := f.patches[commit]
	if !known && f.options.PatchID != nil {
		p.id, p.edited, p.ok = f.options.PatchID(f.names.Commits[commit].ID)
		f.patches[commit] = p
	}
	return p
}

// reapplied reports whether two commits are one patch, which edits more than the
// files that hold the secret: who pastes a secret again does not write the same
// lines again between the same lines of other files.
func (f *finder) reapplied(older, newer *Sighting) bool {
	if !sharePath(older, newer) { // an equal patch has the same paths
		return false
	}
	a := f.patchOf(older.Commit)
	if !a.ok || !slices.ContainsFunc(a.edited, func(path string) bool { return !bringsTo(older, path) }) {
		return false
	}
	b := f.patchOf(newer.Commit)
	return b.ok && a.id == b.id
}

// removed reports whether a commit took the secret away.
func (f *finder) removed(l *Leak, commit int32) bool {
	return slices.ContainsFunc(l.Sightings, func(s Sighting) bool {
		return s.Commit == commit && (s.Event == Removed || s.Event == MergedAway)
	})
}
