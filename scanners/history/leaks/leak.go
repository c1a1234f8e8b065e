package leaks

import (
	"slices"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A State says where a secret can be had today.
type State string

// The states, the worst first.
const (
	// AtHead: in the tree that the work tree stands at.
	AtHead State = "head"
	// OnRefs: in the tree of another branch or tag.
	OnRefs State = "refs"
	// InHistory: removed everywhere, and in every clone.
	InHistory State = "removed"
	// InMessage: in the message of a commit or tag only.
	InMessage State = "message"
	// Unreferenced: in commits that only reflogs and the like name.
	Unreferenced State = "unreferenced"
	// Unattached: in an object that no commit names.
	Unattached State = "unattached"
)

// A Leak is the life of one secret.
type Leak struct {
	Rule   *rules.Rule
	Secret scanners.Secret
	// Sightings are what commits did with it, oldest first.
	Sightings []Sighting
	// Messages are the commits and tags that mention it, oldest first.
	Messages []Sighting
	// Introductions are the acts by which it came in, oldest first: sightings that
	// are one act are one introduction.
	Introductions []Introduction
	// State says where it can be had today.
	State State
	// Head is where it stands at HEAD, Elsewhere at the tip of the first other ref
	// that has it, each in the order of paths and at most Limits.Paths.
	Head, Elsewhere []scanners.Location
	// Last is where it stood before it was last removed; zero when it was not.
	Last scanners.Location
	// Refs are the branches and tags whose tips have it, sorted; at most Limits.Paths.
	// MoreRefs counts the others.
	Refs     []string
	MoreRefs int
	// Paths are all paths that it was seen at, sorted; at most Limits.Paths. MorePaths
	// counts the others.
	Paths     []string
	MorePaths int
	// Exposures are the times at which a tip of the history had it, oldest first.
	Exposures []Exposure
	// Allowed is set when someone lets it pass at each path where it stands now, or,
	// when it is gone, came in.
	Allowed *secrets.Allowance
	// MoreSightings counts those that are not kept, for being too many.
	MoreSightings int

	report *Report
	// loose are paths of blobs that no commit has.
	loose    []scanners.Location
	passedAt string // the path at HEAD that Allowed speaks of; empty for none
}

// An Introduction is one act of bringing a secret in. Cherry-picks, rebases,
// reverted reverts and squashed branches are one act with what they repeat.
type Introduction struct {
	// Sightings are indexes in Leak.Sightings, oldest first.
	Sightings []int
	// AfterGone is set when the secret had been in the history and no tip had it any
	// more.
	AfterGone bool
	author    int32
}

// An Exposure is a span of time, in seconds since 1970. Open is set when it has
// not ended; To is 0 then.
type Exposure struct {
	From, To int64
	Open     bool
}

// FirstSeen returns the sighting, or the message, that has the secret first; nil
// when no commit has it.
func (l *Leak) FirstSeen() *Sighting {
	switch {
	case len(l.Sightings) > 0:
		return &l.Sightings[0]
	case len(l.Messages) > 0:
		return &l.Messages[0]
	}
	return nil
}

// LastRemoved returns the last commit that removed it from its branch, nil when
// there is none. Another branch may still have it: see State.
func (l *Leak) LastRemoved() *Sighting {
	for i := len(l.Sightings) - 1; i >= 0; i-- {
		if s := &l.Sightings[i]; s.Event == Removed || s.Event == MergedAway {
			return s
		}
	}
	return nil
}

// Times returns how often it was introduced; 1 when only messages have it.
func (l *Leak) Times() int { return max(1, len(l.Introductions)) }

// Reintroduced reports whether it was introduced again after it was gone from
// every tip that had it.
func (l *Leak) Reintroduced() bool {
	return slices.ContainsFunc(l.Introductions, func(i Introduction) bool { return i.AfterGone })
}

// Authors returns who introduced it, the first one first, each once.
func (l *Leak) Authors() []string {
	var out []string
	for _, i := range l.Introductions {
		if name := l.Sightings[i.Sightings[0]].Author; !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Location returns where it stands at HEAD, or at another tip, or where it stood
// last. It is zero for a secret that is in messages alone.
func (l *Leak) Location() scanners.Location {
	switch {
	case len(l.Head) > 0:
		return l.Head[0]
	case len(l.Elsewhere) > 0:
		return l.Elsewhere[0]
	case !l.Last.IsZero():
		return l.Last
	case len(l.loose) > 0:
		return l.loose[0]
	}
	return scanners.Location{}
}

// settle works out what depends on all the rest.
func (l *Leak) settle(f *finder) {
	paths := make(map[string]bool)
	for i := range l.Sightings {
		s := &l.Sightings[i]
		for _, at := range s.Added {
			paths[at.Path] = true
		}
		for _, at := range s.Gone {
			paths[at.Path] = true
		}
		if n := len(s.Gone); n > 0 {
			l.Last = s.Gone[0]
		} else if n := len(s.Added); n > 0 {
			l.Last = s.Added[0]
		}
	}
	for _, list := range [][]scanners.Location{l.Head, l.Elsewhere, l.loose} {
		for _, at := range list {
			paths[at.Path] = true
		}
	}
	for path := range paths {
		l.Paths = append(l.Paths, path)
	}
	slices.Sort(l.Paths)
	l.Paths, l.MorePaths = cut(l.Paths, f.options.Limits.Paths)
	l.State = l.state(f)
}

func (l *Leak) state(f *finder) State {
	switch {
	case len(l.Head) > 0:
		return AtHead
	case len(l.Refs) > 0:
		return OnRefs
	case len(l.Sightings) == 0 && len(l.Messages) > 0:
		return InMessage
	case len(l.Sightings) == 0:
		return Unattached
	}
	for i := range l.Sightings {
		if f.referenced()[l.Sightings[i].Commit] {
			return InHistory
		}
	}
	return Unreferenced
}

func cut[T any](list []T, most int) (kept []T, more int) {
	if len(list) <= most {
		return list, 0
	}
	return list[:most:most], len(list) - most
}
