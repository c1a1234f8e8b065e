package leaks

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// Most of what one finding carries.
const (
	mostRelated = 100
	mostSteps   = 100
	mostCommits = 100
)

// Rules returns the rules of offenders.
func Rules() []*rules.Rule { return []*rules.Rule{reintroduced, repeatAuthor, rotatingPath} }

// Findings returns one finding for each leak, and one for each offender. No
// address of a person and nothing of a secret is in them, and commits only where
// no URI is made of them.
func (r *Report) Findings() []scanners.Finding {
	var out []scanners.Finding
	for _, l := range r.Leaks {
		out = append(out, r.leak(l))
	}
	for _, o := range r.Offenders {
		out = append(out, r.offender(o))
	}
	return out
}

func (r *Report) leak(l *Leak) scanners.Finding {
	secret := l.Secret
	f := scanners.Finding{
		Rule: l.Rule, Severity: l.Rule.Severity, Message: l.message(), Location: l.place(), Secret: &secret,
		Provenance: scanners.Provenance{Source: "history", History: l.history()},
	}
	if l.Secret.Hash == "" {
		f.Identity = "path " + l.Location().Path
	}
	for i := range l.Sightings {
		f.Flow = append(f.Flow, l.step(&l.Sightings[i]))
	}
	for i := range l.Messages {
		f.Flow = append(f.Flow, l.step(&l.Messages[i]))
	}
	f.Flow = middleCut(f.Flow)
	uses := r.uses(l)
	f.Message += told(uses)
	f.Related = r.related(l, uses)
	if a := l.Allowed; a != nil {
		f.Suppression = &scanners.Suppression{Kind: a.Kind, Reason: a.Reason}
		if a.Line > 0 && l.passedAt != "" {
			f.Suppression.Location = &scanners.Location{Path: l.passedAt, StartLine: a.Line, EndLine: a.Line}
		}
	}
	return f
}

// place is where a reader of today's tree is sent. Lines of a file that is not at
// HEAD would point into something else.
func (l *Leak) place() scanners.Location {
	if len(l.Head) > 0 {
		return l.Head[0]
	}
	return file(l.Location().Path)
}

// file is a place in a file of which the lines are not today's. A note has none: it
// is kept under the id of its commit, which may not become part of a URI.
func file(path string) scanners.Location {
	if isNote(path) {
		return scanners.Location{}
	}
	return scanners.Location{Path: path}
}

// isNote reports whether a path is an object's id, parted by slashes or not, as the
// trees of refs/notes have them.
func isNote(path string) bool {
	digits := 0
	for i := range len(path) {
		switch c := path[i]; {
		case '0' <= c && c <= '9', 'a' <= c && c <= 'f':
			digits++
		case c != '/':
			return false
		}
	}
	return digits == 2*len(objects.ID{})
}

// message says what was found, where it can be had, and the way out: first make it
// worthless, then take it away.
func (l *Leak) message() string {
	var b strings.Builder
	b.WriteString(l.Rule.Phrase())
	if l.Secret.Redacted != "" {
		b.WriteString(" " + l.Secret.Redacted)
	}
	const rewrite = "rewrite history if it is shared further"
	switch l.State {
	case AtHead:
		b.WriteString(" is at HEAD" + l.since() + ": revoke it first, then remove it; history keeps it until it is rewritten")
	case OnRefs:
		fmt.Fprintf(&b, " is on %s%s: revoke it first, then remove it there", refNames(l.Refs, l.MoreRefs), l.since())
	case InHistory:
		b.WriteString(" is in the history" + l.until() + ": revoke it if that was not done, then " + rewrite)
	case InMessage:
		b.WriteString(" is in the message of a commit or tag: revoke it first, then " + rewrite)
	case Unreferenced:
		b.WriteString(" is in commits that no branch has: revoke it if it was ever pushed, then let reflog and objects expire")
	case Unattached:
		b.WriteString(" is in an object that no commit names: revoke it if it was ever pushed, then delete what names it")
	}
	return b.String()
}

func (l *Leak) since() string {
	if first := l.FirstSeen(); first != nil && first.Time > 0 {
		return ", committed " + date(first.Time)
	}
	return ""
}

func (l *Leak) until() string {
	first, gone := l.FirstSeen(), l.LastRemoved()
	if first == nil || gone == nil {
		return l.since()
	}
	return fmt.Sprintf(" from %s to %s", date(first.Time), date(gone.Time))
}

// refNames lists a few refs.
func refNames(refs []string, more int) string {
	const shown = 3
	list := make([]string, 0, shown)
	for _, ref := range refs[:min(len(refs), shown)] {
		list = append(list, shortRef(ref))
	}
	text := strings.Join(list, ", ")
	if more += len(refs) - len(list); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func shortRef(ref string) string {
	for _, prefix := range []string{"refs/heads/", "refs/tags/", "refs/remotes/", "refs/"} {
		if short, ok := strings.CutPrefix(ref, prefix); ok {
			return short
		}
	}
	return ref
}

// related are the other places, at most mostRelated.
func (r *Report) related(l *Leak, uses []Use) []scanners.Related {
	var out []scanners.Related
	seen := map[scanners.Location]bool{l.place(): true}
	add := func(at scanners.Location, message string) {
		if len(out) < mostRelated && !seen[at] && at.Path != "" {
			seen[at] = true
			out = append(out, scanners.Related{Location: at, Message: message})
		}
	}
	here := make(map[string]bool)
	for _, at := range l.Head {
		here[at.Path] = true
		add(at, "it stands here too")
	}
	for _, use := range uses {
		for _, at := range use.References {
			add(at, use.Name+" is used here")
		}
	}
	for _, at := range l.Elsewhere {
		if !here[at.Path] {
			add(file(at.Path), "it stands here on "+refNames(l.Refs[:1], 0))
		}
	}
	for _, path := range l.Paths {
		if !here[path] {
			add(file(path), "it stood here")
		}
	}
	return out
}

func (l *Leak) history() *scanners.History {
	h := &scanners.History{State: string(l.State), Introduced: l.Times(), Occurrences: max(len(l.Paths)+l.MorePaths, len(l.Head), 1), Refs: l.Refs}
	for _, list := range [][]Sighting{l.Sightings, l.Messages} {
		for i := range list {
			if id := list[i].Object.String(); list[i].Commit >= 0 && !slices.Contains(h.Commits, id) && len(h.Commits) < mostCommits {
				h.Commits = append(h.Commits, id)
			}
		}
	}
	for _, e := range l.Exposures {
		span := scanners.Exposure{From: time.Unix(e.From, 0).UTC()}
		if !e.Open {
			span.To = time.Unix(e.To, 0).UTC()
		}
		h.Exposures = append(h.Exposures, span)
	}
	return h
}

// step tells one sighting.
func (l *Leak) step(s *Sighting) scanners.Step {
	at := l.place()
	for _, places := range [][]scanners.Location{s.Gone, s.Added} {
		if len(places) > 0 {
			at = file(places[0].Path)
			if slices.Contains(l.Head, places[0]) {
				at = places[0]
			}
		}
	}
	return scanners.Step{Location: at, Message: l.line(s)}
}

func (r *Report) offender(o *Offender) scanners.Finding {
	last := o.Leaks[len(o.Leaks)-1]
	f := scanners.Finding{
		Rule: o.Rule, Severity: o.severity(), Location: last.place(),
		Provenance: scanners.Provenance{Source: "history", History: &scanners.History{State: string(last.State), Introduced: len(o.Leaks)}},
	}
	switch o.Rule {
	case reintroduced:
		secret := last.Secret
		f.Secret = &secret
		f.Provenance.History = last.history()
		again := "in separate commits"
		if last.Reintroduced() {
			again = "again after it was removed"
		}
		if secret.Hash == "" {
			f.Identity = "path " + last.Location().Path
		}
		// A file that a rule finds by its name has nothing to show.
		what := cmp.Or(secret.Redacted, last.Rule.Phrase())
		f.Message = fmt.Sprintf("%s was committed %d times, %s: revoke it, and find out where it comes back from", what, last.Times(), again)
	case repeatAuthor:
		// The first secret stands for the author: a fingerprint holds no name.
		f.Identity = "author of " + o.Leaks[0].Secret.Hash + o.Leaks[0].Paths[0]
		f.Message = fmt.Sprintf("%s committed %d secrets in %d commits: revoke them, then give the team a secret store and a hook that refuses the next one", o.Author, len(o.Leaks), o.Commits)
	case rotatingPath:
		f.Identity = "path " + o.Leaks[0].Rule.ID + " " + o.Path
		f.Location = file(o.Path)
		for _, at := range last.Head {
			if at.Path == o.Path {
				f.Location = at
				break
			}
		}
		f.Message = fmt.Sprintf("%d secrets replaced each other in %s: take the file out of the repository, then rotate once more", len(o.Leaks), o.Path)
	}
	for _, s := range o.steps {
		f.Flow = append(f.Flow, s.leak.step(s.sighting))
	}
	f.Flow = middleCut(f.Flow)
	if o.Rule != reintroduced {
		for _, s := range o.steps {
			h := f.Provenance.History
			if id := s.sighting.Object.String(); !slices.Contains(h.Commits, id) && len(h.Commits) < mostCommits {
				h.Commits = append(h.Commits, id)
			}
		}
		for _, l := range o.Leaks {
			if at := l.place(); at != f.Location && at.Path != "" && len(f.Related) < mostRelated {
				f.Related = append(f.Related, scanners.Related{Location: at, Message: l.Rule.Phrase() + " " + l.Secret.Redacted})
			}
		}
		f.Related = slices.Compact(f.Related)
	}
	return f
}

// middleCut keeps the beginning and the end of a long timeline.
func middleCut(steps []scanners.Step) []scanners.Step {
	if len(steps) <= mostSteps {
		return steps
	}
	return append(slices.Clone(steps[:mostSteps/2]), steps[len(steps)-mostSteps/2:]...)
}

func date(seconds int64) string {
	if seconds == 0 {
		return "on an unknown day"
	}
	return time.Unix(seconds, 0).UTC().Format(time.DateOnly)
}
