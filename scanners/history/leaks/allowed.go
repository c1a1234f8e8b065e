package leaks

import (
	"cmp"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// verdicts say for paths who lets a secret pass there. A nil verdict means that
// somewhere at that path nobody does.
type verdicts map[string]*secrets.Allowance

// and enters one more place of a path: all of them have to be let pass.
func (v verdicts) and(path string, a *secrets.Allowance) {
	if old, ok := v[path]; ok && (old == nil || a != nil) {
		return
	}
	v[path] = a
}

// or enters one more version of a path: one that is let pass speaks for the others.
func (v verdicts) or(path string, a *secrets.Allowance) { v[path] = cmp.Or(v[path], a) }

// letPass says who lets a secret pass, for the whole of it. A comment hides the
// secret that it stands beside and no other place of the same secret, so somebody
// must let it pass
//
//   - at each path at which it stands at HEAD or at the tip of another ref. What
//     HEAD has at a path speaks for older versions of that file: a comment that was
//     added today cannot be added to the release of last year;
//   - when it stands nowhere any more, at each path to which it came: in one of the
//     versions that one act brought there, or in all that were taken away from there.
//
// Whoever names the commits that brought it, in an ignore file or in a list, names
// no place at a tip: that is enough when all that came to a path is named so.
func (f *finder) letPass(l *Leak, leak int32) *secrets.Allowance {
	if f.options.Passes == nil && !f.lenient[leak] {
		return nil
	}
	came := f.arrivals(l, pass.any)
	named := f.arrivals(l, func(p pass) *secrets.Allowance { return p.here })
	if by, stands := f.passStanding(l, leak, named); stands {
		return by
	}
	if len(l.Sightings) == 0 {
		return f.looseBy[leak]
	}
	if l.MoreSightings > 0 {
		return nil
	}
	gone := make(verdicts)
	for i := range l.Sightings {
		s := &l.Sightings[i]
		for n, at := range s.Gone {
			gone.and(at.Path, s.passes.gone(n).any())
		}
		if s.passes.open {
			return nil // at a place that is not kept
		}
	}
	var first *secrets.Allowance
	for i := range l.Sightings {
		for _, at := range l.Sightings[i].Added {
			by := cmp.Or(came[at.Path], gone[at.Path])
			if by == nil {
				return nil
			}
			first = cmp.Or(first, by)
		}
	}
	return first
}

// arrivals says for each path who lets pass what came there.
func (f *finder) arrivals(l *Leak, by func(pass) *secrets.Allowance) verdicts {
	// The sightings of one act are one text, written down more than once.
	acts := make([]verdicts, len(l.Introductions))
	act := make(map[int]verdicts)
	for n := range l.Introductions {
		acts[n] = make(verdicts)
		for _, i := range l.Introductions[n].Sightings {
			act[i] = acts[n]
			for path, a := range l.Sightings[i].added(by) {
				acts[n].or(path, a)
			}
		}
	}
	out := make(verdicts)
	for i := range l.Sightings {
		s := &l.Sightings[i]
		added := s.added(by)
		for path, a := range added {
			switch {
			case act[i] != nil:
				a = act[i][path]
			case a == nil && s.Event == Moved && f.options.Passes != nil:
				a = s.inherited(out)
			}
			out.and(path, a)
		}
	}
	return out
}

// inherited says who let a secret pass at the places that it left. It holds for
// those that it moved to only where it is said of places: a comment does not move
// by itself.
func (s *Sighting) inherited(so verdicts) *secrets.Allowance {
	var by *secrets.Allowance
	for n, at := range s.Gone {
		if so[at.Path] == nil || s.passes.gone(n).own != nil {
			return nil
		}
		by = cmp.Or(by, so[at.Path])
	}
	return by
}

// passStanding looks at all tips. stands is false when it stands at none.
func (f *finder) passStanding(l *Leak, leak int32, named verdicts) (by *secrets.Allowance, stands bool) {
	atHead := make(verdicts)
	var first scanners.Location // of what is let pass
	left, open, settled := f.options.Limits.Changes, false, false
	look := func(tree uint32, head bool) {
		f.hot.each(tree, leak, nil, func(path []uint32, blob uint32) bool {
			name := f.hot.path(path)
			for _, place := range f.in(blob, leak) {
				at := place.match.Location(name)
				a := cmp.Or(f.at(names.ID{}, name, place.match).any(), named[at.Path])
				if head {
					atHead.and(at.Path, a)
				} else {
					a = cmp.Or(a, atHead[at.Path])
				}
				left--
				if open = a == nil || left < 0; open {
					return false
				}
				if !settled && (by == nil || compareLocations(at, first) < 0) {
					by, first = a, at
				}
			}
			return true
		})
	}
	for n, tree := range f.tips {
		if !f.hot.contains(tree, leak) {
			continue
		}
		stands = true
		head := n == 0 && f.hasHead
		if look(tree, head); open {
			return nil, true
		}
		// HEAD is where a reader sees why; other tips are asked when it has nothing.
		settled = settled || head
	}
	if stands && f.hasHead && settled {
		l.passedAt = first.Path
	}
	return by, stands
}

// added says for each path that got the secret who lets it pass there.
func (s *Sighting) added(by func(pass) *secrets.Allowance) verdicts {
	out := make(verdicts)
	for n, at := range s.Added {
		var a *secrets.Allowance
		if n < len(s.passes.addedBy) {
			a = by(s.passes.addedBy[n])
		}
		out.and(at.Path, a)
	}
	return out
}

// passLoose enters who lets those secrets pass that are in messages, or in blobs
// that no commit has.
func (f *finder) passLoose() {
	all := make(map[int32]verdicts)
	and := func(leak int32, a *secrets.Allowance) {
		if all[leak] == nil {
			all[leak] = make(verdicts)
		}
		all[leak].and("", a)
	}
	for i := range f.messages {
		m := &f.messages[i]
		if len(f.Leaks[m.leak].Sightings) > 0 {
			continue
		}
		commit := m.object
		if _, ok := f.names.CommitIndex(commit); !ok {
			commit = names.ID{}
		}
		and(m.leak, f.at(commit, "", m.match).any())
	}
	for blob, list := range f.blobs {
		for _, place := range list {
			if len(f.Leaks[place.leak].Sightings) > 0 {
				continue
			}
			nowhere := true
			for path := range f.names.AllPaths(blob) {
				nowhere = false
				and(place.leak, f.at(names.ID{}, path, place.match).any())
			}
			if nowhere {
				and(place.leak, place.match.Allowed)
			}
		}
	}
	for leak, v := range all {
		f.looseBy[leak] = v[""]
	}
}
