package leaks

import (
	"cmp"
	"slices"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/names"
)

// An Event is what a commit did with a secret.
type Event uint8

// The events.
const (
	// Introduced: none of the parents has the secret.
	Introduced Event = iota
	// Copied: it stands in more files than before.
	Copied
	// Moved: it left a file and is in another one.
	Moved
	// Thinned: it left a file and is still in another one.
	Thinned
	// Removed: all parents have it and the commit does not.
	Removed
	// MergedAway: some of the parents have it and the merge does not, mostly because
	// another one had removed it.
	MergedAway
	// Mentioned: it stands in the message of a commit or tag. Nothing removes it from
	// there.
	Mentioned
)

// String returns the event as a word.
func (e Event) String() string {
	switch e {
	case Introduced:
		return "introduced"
	case Copied:
		return "copied"
	case Moved:
		return "moved"
	case Thinned:
		return "removed from one place"
	case Removed:
		return "removed"
	case MergedAway:
		return "merged away"
	case Mentioned:
		return "mentioned in a message"
	}
	return "unknown"
}

// A Sighting is what one commit did with one secret.
type Sighting struct {
	Event Event
	// Commit is the index in names.Names.Commits, -1 for the message of a tag.
	Commit int32
	// Object is the id of the commit or tag.
	Object names.ID
	// Author is who wrote it, without an address; Time when it was committed, in
	// seconds since 1970, not before the commit's parents; 0 when nobody knows.
	Author string
	Time   int64
	// Added are the places that the commit brought, Gone those that it took away, each
	// in the order of paths and at most Limits.Places; More counts the others.
	Added, Gone []scanners.Location
	More        int
	// Edge is set when the commit only seems to bring the secret: its parents are not
	// here.
	Edge bool

	author int32
	passes passes
}

// sight goes through the commits from the oldest on and compares each with its
// parents.
func (f *finder) sight() {
	for i := len(f.names.Commits) - 1; i >= 0; i-- {
		c := &f.names.Commits[i]
		now := f.hot.root(c.Tree)
		same := true
		parents := make([]uint32, len(c.Parents))
		for j, parent := range c.Parents {
			parents[j] = f.hot.root(f.names.Commits[parent].Tree)
			same = same && parents[j] == now
		}
		if same && (len(parents) > 0 || now == 0) {
			continue
		}
		f.compare(int32(i), now, parents)
	}
	for _, l := range f.Leaks {
		slices.SortStableFunc(l.Sightings, func(a, b Sighting) int { return f.graph.before(a.Commit, b.Commit) })
	}
}

// changes are what a commit did with one secret.
type changes struct{ added, gone []place }

type place struct {
	at scanners.Location
	pass
}

func (f *finder) compare(commit int32, now uint32, parents []uint32) {
	all := make(map[int32]*changes)
	of := func(leak int32) *changes {
		c := all[leak]
		if c == nil {
			c = &changes{}
			all[leak] = c
		}
		return c
	}
	left := f.options.Limits.Changes
	cut := false
	if !slices.Contains(parents, now) {
		cut = !f.hot.fresh(now, parents, nil, func(path []uint32, blob uint32) bool {
			name := ""
			for _, held := range f.blobs[blob] {
				if slices.ContainsFunc(parents, func(p uint32) bool { return f.hot.standsAt(p, path, held.leak) }) {
					continue // the file changed elsewhere
				}
				name = cmp.Or(name, f.hot.path(path))
				c := of(held.leak)
				c.added = append(c.added, f.where(f.names.Commits[commit].ID, held, name))
			}
			left--
			return left > 0
		})
	}
	for i, parent := range parents {
		if parent == now || slices.Contains(parents[:i], parent) {
			continue
		}
		cut = !f.hot.fresh(parent, []uint32{now}, nil, func(path []uint32, blob uint32) bool {
			for _, held := range f.blobs[blob] {
				if f.hot.standsAt(now, path, held.leak) {
					continue
				}
				c := of(held.leak) // it may be gone
				if slices.ContainsFunc(parents, func(p uint32) bool { return !f.hot.standsAt(p, path, held.leak) }) {
					continue
				}
				c.gone = append(c.gone, f.where(names.ID{}, held, f.hot.path(path)))
			}
			left--
			return left > 0
		}) || cut
	}
	if cut {
		f.CutChanges++
	}
	for leak, c := range all {
		f.note(commit, now, parents, leak, c)
	}
}

// note says which event the changes are.
func (f *finder) note(commit int32, now uint32, parents []uint32, leak int32, c *changes) {
	before := 0
	for _, parent := range parents {
		if f.hot.contains(parent, leak) {
			before++
		}
	}
	has := f.hot.contains(now, leak)
	s := Sighting{Commit: commit}
	switch {
	case before == 0 && has:
		s.Event = Introduced
		s.Edge = f.names.Commits[commit].Shallow || f.names.Commits[commit].Orphaned
	case before > 0 && !has && before == len(parents):
		s.Event = Removed
	case before > 0 && !has:
		s.Event = MergedAway
	case before == 0 || len(c.added) == 0 && len(c.gone) == 0:
		return
	case len(c.added) > 0 && len(c.gone) > 0:
		s.Event = Moved
	case len(c.added) > 0:
		s.Event = Copied
	default:
		s.Event = Thinned
	}
	l := f.Leaks[leak]
	if n := len(l.Sightings); n >= f.options.Limits.Sightings || n >= 2 && f.kept >= f.options.Limits.AllSightings {
		l.MoreSightings++
		f.CutSightings++
		return
	}
	f.kept++
	s.Added, s.passes.addedBy = f.places(c.added, &s)
	s.Gone, s.passes.goneBy = f.places(c.gone, &s)
	f.sign(&s)
	l.Sightings = append(l.Sightings, s)
}

// sign fills in who did it and when.
func (f *finder) sign(s *Sighting) {
	c := &f.names.Commits[s.Commit]
	s.Object = c.ID
	s.author = f.people.author(c)
	s.Author = f.people.shown[s.author]
	s.Time = f.graph.time[s.Commit]
}

func (f *finder) where(commit names.ID, h held, path string) place {
	return place{h.match.Location(path), f.at(commit, path, h.match)}
}

// places returns the places in their order, each once, and who lets the secret pass
// there; nil for nobody at any of them.
func (f *finder) places(all []place, s *Sighting) (out []scanners.Location, by []pass) {
	slices.SortStableFunc(all, func(a, b place) int { return compareLocations(a.at, b.at) })
	kept := all[:0]
	for _, p := range all {
		// Several parents can have had it at one place.
		if n := len(kept); n > 0 && kept[n-1].at == p.at {
			if p.any() == nil {
				kept[n-1].pass = p.pass
			}
			continue
		}
		kept = append(kept, p)
	}
	for i, p := range kept {
		if i == f.options.Limits.Places {
			s.More += len(kept) - i
			s.passes.open = s.passes.open || slices.ContainsFunc(kept[i:], func(p place) bool { return p.any() == nil })
			break
		}
		out = append(out, p.at)
		if by == nil && p.any() != nil {
			by = make([]pass, i, min(len(kept), f.options.Limits.Places))
		}
		if by != nil {
			by = append(by, p.pass)
		}
	}
	return out, by
}

func compareLocations(a, b scanners.Location) int {
	return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.StartLine, b.StartLine), cmp.Compare(a.StartColumn, b.StartColumn))
}

// mention enters the secrets in messages, and those in blobs that no commit has.
func (f *finder) mention() {
	for _, m := range f.messages {
		l := f.Leaks[m.leak]
		s := Sighting{Event: Mentioned, Commit: -1, Object: m.object}
		if index, ok := f.names.CommitIndex(m.object); ok {
			s.Commit = index
			f.sign(&s)
		}
		if n := len(l.Messages); n > 0 && l.Messages[n-1].Object == m.object {
			continue
		}
		l.Messages = append(l.Messages, s)
	}
	for _, l := range f.Leaks {
		slices.SortStableFunc(l.Messages, func(a, b Sighting) int {
			return cmp.Or(cmp.Compare(a.Time, b.Time), a.Object.Compare(b.Object))
		})
	}
}
