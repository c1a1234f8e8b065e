package leaks

import "slices"

// mostExposures bounds the spans of one leak. The last one stands for all that would
// come after it.
const mostExposures = 1000

// expose finds out when a tip of the history had the secret, and returns the
// commits that brought it back when none had it any more.
//
// What only reflogs name is left out: every rebase leaves commits behind that have
// what was removed since. A secret that was never anywhere else is judged by them.
func (f *finder) expose(l *Leak, leak int32) map[int32]bool {
	if len(l.Sightings) == 0 {
		return nil
	}
	within := f.referenced()
	if !slices.ContainsFunc(l.Sightings, func(s Sighting) bool { return within[s.Commit] }) {
		within = nil
	}
	brought := make(map[int32]bool)
	var last *Sighting // that took it away
	for i := range l.Sightings {
		s := &l.Sightings[i]
		switch {
		case within != nil && !within[s.Commit]:
		case s.Event == Introduced:
			brought[s.Commit] = true
		case s.Event == Removed || s.Event == MergedAway:
			last = s
		}
	}
	stands := len(l.Head)+len(l.Refs) > 0
	if within == nil || len(brought) != 1 || l.MoreSightings > 0 || last == nil && !stands {
		return f.replay(l, leak, brought, within)
	}
	// One introduction, one span: everything that has it descends from there.
	e := Exposure{Open: stands}
	for commit := range brought {
		e.From = f.graph.time[commit]
	}
	if !stands {
		e.To = last.Time
	}
	l.Exposures = []Exposure{e}
	return nil
}

// replay goes through the commits within, all when it is nil, in the order of time
// and counts the tips that have the secret: commits of which no child was made yet,
// and those that a ref still names.
func (f *finder) replay(l *Leak, leak int32, brought map[int32]bool, within []bool) map[int32]bool {
	came := make(map[int32]bool)
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
		if within != nil && !within[commit] {
			continue
		}
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
			if brought[commit] && len(l.Exposures) > 0 {
				came[commit] = true
			}
			if n := len(l.Exposures); n == mostExposures {
				l.Exposures[n-1].To, l.Exposures[n-1].Open = 0, true
				continue
			}
			l.Exposures = append(l.Exposures, Exposure{From: now, Open: true})
		case before > 0 && tips == 0:
			last := &l.Exposures[len(l.Exposures)-1]
			last.To, last.Open = now, false
		}
	}
	return came
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
