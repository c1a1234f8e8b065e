package baseline

import (
	"path"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/scanners"
)

// Scopes of entries beside the sources of findings ("code", "worktree", "history",
// ...): parts of a history that are scanned only when asked for.
const (
	// Reflog are commits that no branch has: only reflogs, the stash or nothing at all
	// names them.
	Reflog = "reflog"
	// Unreachable are objects that no commit names.
	Unreachable = "unreachable"
)

// A Coverage is what a scan looked at: what is not found there is gone.
type Coverage struct {
	// Scopes are the scopes that were scanned in full.
	Scopes []string
	// Dir is the slash path, relative to the root, that the scan was limited to; "" or
	// "." for all.
	Dir string
	// Looks reports whether findings of a rule were looked for; nil means all were.
	Looks func(rule string) bool
}

// covers reports whether the scan would have found e in a scope.
func (c *Coverage) covers(e *Entry, scope string) bool {
	if scope != "" && !slices.Contains(c.Scopes, scope) || c.Looks != nil && !c.Looks(e.Rule) {
		return false
	}
	dir := path.Clean(c.Dir)
	return dir == "." || e.Path == dir || strings.HasPrefix(e.Path, dir+"/")
}

// left returns the scopes of e that the scan did not cover.
func (c *Coverage) left(e *Entry) []string {
	scopes := e.Scopes
	if len(scopes) == 0 {
		scopes = []string{""} // of an old file: that of whatever scan there is
	}
	var out []string
	for _, s := range scopes {
		if !c.covers(e, s) {
			out = append(out, s)
		}
	}
	return out
}

// scopeOf returns the part of a repository that a finding is in.
func scopeOf(f *scanners.Finding) string {
	if h := f.Provenance.History; h != nil {
		switch h.State {
		case "unreferenced":
			return Reflog
		case "unattached":
			return Unreachable
		}
	}
	return f.Provenance.Source
}

// A Collector ends a chain and gathers what a baseline is made of: findings that
// are active, or that the present baseline holds already.
type Collector struct {
	// Scanners are the names of the scanners that ran.
	Scanners []string
	Findings []*scanners.Finding
}

// Begin implements engine.Handler.
func (c *Collector) Begin(s *engine.Scan) error {
	c.Scanners = s.Scanners
	return nil
}

// Finding implements engine.Handler.
func (c *Collector) Finding(f *scanners.Finding) error {
	if f.Suppression == nil || f.Suppression.Kind == "baseline" {
		c.Findings = append(c.Findings, f)
	}
	return nil
}

// End implements engine.Handler.
func (c *Collector) End(*engine.Summary) error { return nil }

// Entries returns an entry for each finding.
func Entries(findings []*scanners.Finding) []Entry {
	out := make([]Entry, 0, len(findings))
	for _, f := range findings {
		e := Entry{Rule: f.Rule.ID, Key: f.Fingerprint.Baseline, Path: strings.ToValidUTF8(f.Location.Path, "\uFFFD")}
		if s := scopeOf(f); s != "" {
			e.Scopes = []string{s}
		}
		out = append(out, e)
	}
	return out
}

// A Pruned says what Prune did.
type Pruned struct {
	// Dropped entries are gone, Unseen ones were kept because the scan did not look
	// where they are.
	Dropped, Unseen int
}

// Prune returns b without the entries that nothing matches any more: those that are
// not among the findings of a scan, as far as the scan covers where they were found.
// An entry by place becomes one with the key of what it means.
func (b *Baseline) Prune(findings []*scanners.Finding, c Coverage) (*Baseline, Pruned) {
	x := newIndex(b)
	found := make([][]*scanners.Finding, len(b.Entries))
	for _, f := range findings {
		for _, i := range x.find(f) {
			found[i] = append(found[i], f)
		}
	}
	kept, n := &Baseline{Repository: b.Repository}, Pruned{}
	var entries []Entry
	for i, e := range b.Entries {
		left := c.left(&e)
		switch {
		case found[i] != nil:
			for _, now := range Entries(found[i]) {
				if !e.byPlace() {
					now.Path = e.Path // one of them: the file changes only where it must
				}
				now.Scopes = append(now.Scopes, left...)
				slices.Sort(now.Scopes)
				now.Scopes = slices.DeleteFunc(slices.Compact(now.Scopes), func(s string) bool { return s == "" })
				entries = append(entries, now)
			}
		case left != nil:
			n.Unseen++
			e.Scopes = slices.DeleteFunc(left, func(s string) bool { return s == "" })
			entries = append(entries, e)
		default:
			n.Dropped++
		}
	}
	kept.Add(entries...)
	return kept, n
}

// AddUnseen adds the entries of an older baseline that a scan could not have found,
// in scopes that it did not cover, and returns how many entries of their own they
// make. Findings are those of the scan. Keys of secrets that were hashed with another
// repository's id match nothing any more and are left out.
func (b *Baseline) AddUnseen(old *Baseline, findings []*scanners.Finding, c Coverage) int {
	kept, _ := old.Prune(findings, c)
	before := len(b.Entries)
	b.Add(slices.DeleteFunc(kept.Entries, func(e Entry) bool {
		return old.Repository != b.Repository && !e.byPlace() && (strings.HasPrefix(e.Rule, "secret/") || strings.HasPrefix(e.Rule, "offender/"))
	})...)
	return len(b.Entries) - before
}
