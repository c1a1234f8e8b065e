package history

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/refs"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// describe says what kind of repository this is and what of it was not seen.
func (r *run) describe(report *leaks.Report) {
	r.describeStorage()
	r.describeWalk()
	r.describeCache()
	count := func(kind *trouble.Kind, n int) {
		if n > 0 {
			r.troubles.Add(kind, "", 0, strconv.Itoa(n))
		}
	}
	count(logged, len(r.unreachedLogged()))
	if !r.options.Unreachable {
		count(unreachable, r.stored().others)
	}
	if r.below != "" {
		r.troubles.Add(narrowed, "", 0, r.below)
	}
	count(outside, r.tally.outside)
	count(cutChanges, report.CutChanges+report.CutDepth+report.CutSightings)
}

// describeStorage tells of refs and of the object database.
func (r *run) describeStorage() {
	for _, d := range r.set.Damage {
		if d.Source != refs.Reflog || r.options.Reflog {
			r.troubles.Add(damagedRef, "", 0, fmt.Sprintf("%s: %s", d.Name, r.withoutDir(d.Err)))
		}
	}
	for _, d := range r.store.Damage() {
		r.troubles.Add(damagedStore, "", 0, fmt.Sprintf("%s: %s", r.inRepository(d.Path), r.withoutDir(d.Err)))
	}
	facts := r.store.Facts()
	if n := len(facts.Shallow); n > 0 {
		r.troubles.Add(shallow, "", 0, plural(n, "commit"))
	}
	replaced, entries := 0, 0
	var left []string
	for _, root := range r.set.Roots {
		switch {
		case strings.HasPrefix(root.Name, "refs/replace/"):
			replaced++
		case root.Source == refs.Pseudo:
			left = append(left, root.Name)
		case root.Source == refs.Stash:
			entries++
		}
	}
	if n := facts.Grafts + replaced; n > 0 {
		r.troubles.Add(grafts, "", 0, strconv.Itoa(n))
	}
	if left = slices.Compact(left); len(left) > 0 {
		detail := left[0]
		if len(left) > 1 {
			detail += fmt.Sprintf(" and %d more", len(left)-1)
		}
		r.troubles.Add(underWay, "", 0, detail)
	}
	if entries > 0 {
		r.troubles.Add(stashes, "", 0, strconv.Itoa(entries))
	}
}

// describeWalk tells of what commits and trees name.
func (r *run) describeWalk() {
	c := &r.names.Counts
	for _, path := range r.names.Gitlinks {
		r.troubles.Add(submodules, path, 0, "")
	}
	if n := c.CutTrees + c.CutDepth + c.CutPaths + c.CutKnown; n > 0 {
		r.troubles.Add(cutPaths, "", 0, strconv.Itoa(n))
	}
	if c.CutEntries > 0 {
		r.troubles.Add(cutEntries, "", 0, strconv.Itoa(c.CutEntries))
	}
	kinds := [names.Reasons]*trouble.Kind{
		names.Missing: missing, names.Promised: promised, names.Damaged: damaged,
		names.TooLarge: tooLarge, names.Malformed: malformed, names.Mismatched: malformed,
	}
	named := [names.Reasons]int{}
	for _, f := range r.names.Faults {
		r.troubles.Add(kinds[f.Reason], "", 0, f.String())
		named[f.Reason]++
	}
	for reason, n := range c.Unreadable {
		if more := n - named[reason]; more > 0 {
			r.troubles.AddMore(kinds[reason], more)
		}
		r.tally.skip(names.Reason(reason).String()+"-object", n)
	}
	r.tally.scanned("commits", c.Commits)
	r.tally.scanned("trees", c.Trees)
	r.tally.scanned("tags", c.Tags)
}

// limits tells of what a detector did not look at. what says of which object.
func (r *run) limits(stats secrets.Stats, path, what string) {
	if stats.Overflow > 0 {
		r.troubles.Add(manyMatches, path, 0, fmt.Sprintf("%d in %s", stats.Overflow, what))
	}
	if stats.Exhausted > 0 {
		r.troubles.Add(exhausted, path, 0, fmt.Sprintf("%s, by %s", what, strings.Join(stats.ExhaustedRules, ", ")))
	}
}

// inRepository returns a path relative to the repository, if it is in it: a report
// does not name the directories of the machine that made it.
func (r *run) inRepository(path string) string {
	if rest, ok := strings.CutPrefix(path, r.repo.Common); ok {
		return ".git" + rest
	}
	return path
}

// withoutDir returns what an error says, without the directories of this machine.
func (r *run) withoutDir(err error) string {
	slash := string(filepath.Separator)
	return strings.NewReplacer(r.repo.Dir+slash, "", r.repo.Common+slash, "").Replace(err.Error())
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
