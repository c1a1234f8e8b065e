// Package leaks turns what a detector found in the objects of a history into the
// life of each secret: who brought it, where it stood, when it went, whether it
// came back, and who does that again and again.
//
// It reads nothing. Names has the commits and trees, hits say which blobs hold
// which secrets, and everything else is set difference: a commit brings what none
// of its parents has, and takes away what its parents had. No diff is made. Few
// blobs hold secrets, so trees are first cut down to what leads to one (see
// hotTrees), and most commits then have the very tree of their parent.
//
// A secret that moves, or is copied, in a commit whose parent has it is not
// brought again. What one act left in several places is counted once: see
// collapse.
package leaks

import (
	"cmp"
	"slices"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// A Hit is one match of the detector in one object: a blob, or the message of a
// commit or tag.
type Hit struct {
	Object names.ID
	secrets.Match
}

// Options say how to judge. The zero value is ready for use.
type Options struct {
	// Mailmap says who is who; nil: everyone is who the commit says.
	Mailmap *names.Mailmap
	// Head is the name of the root that the work tree stands at, which may be a
	// branch; default "HEAD".
	Head string
	// Holds reports whether a root keeps what its tip has within reach of everyone,
	// as a branch does and an entry of a reflog does not. Default: it is below refs/
	// and not the stash.
	Holds func(root names.Root) bool
	// Passes returns who lets a secret pass at a place, beside what its Match says;
	// nil: nobody. See PassedBy.
	Passes func(Place) *secrets.Allowance
	// PatchID returns a name for what a commit changes against its first parent, equal
	// for commits that change the same, and the paths of files that were there before
	// and that it edits. It is asked of few commits; nil: no two changes are the same.
	PatchID func(commit names.ID) (id string, edited []string, ok bool)
	// Uses returns where the leaked credential is used at HEAD, by its names; may be nil.
	Uses   func(*Leak) []Use
	Limits Limits
}

// Limits bound what a history can make the report hold. A zero field takes its
// default. What they cut is counted.
type Limits struct {
	// Places is how many places of one secret are kept for one commit; default 20.
	Places int
	// Changes is how many changed files of one commit are looked at; default 100,000.
	Changes int
	// Depth is how deep directories may be nested; default 4,096.
	Depth int
	// Paths is how many paths and refs of one leak are named; default 100.
	Paths int
	// Sightings is how many of one leak are kept, default 5,000, and AllSightings how
	// many in all, default a million. The oldest are kept, and two of each leak.
	Sightings, AllSightings int
}

func (l Limits) withDefaults() Limits {
	set := func(field *int, value int) {
		if *field <= 0 {
			*field = value
		}
	}
	set(&l.Places, 20)
	set(&l.Changes, 100_000)
	set(&l.Depth, 4096)
	set(&l.Paths, 100)
	set(&l.Sightings, 5000)
	set(&l.AllSightings, 1_000_000)
	return l
}

// A Report is what Find returns.
type Report struct {
	// Leaks are ordered by rule, then by hash.
	Leaks []*Leak
	// Offenders are ordered by rule, then as Leaks are, then by name.
	Offenders []*Offender
	// CutChanges is how many commits had more changes than Limits.Changes, CutDepth
	// how many trees were deeper than Limits.Depth, CutSightings how many sightings
	// were more than Limits.Sightings and AllSightings.
	CutChanges, CutDepth, CutSightings int

	names   *names.Names
	options Options
}

// Find traces every hit through the history.
func Find(n *names.Names, hits []Hit, o Options) *Report {
	o.Limits = o.Limits.withDefaults()
	o.Head = cmp.Or(o.Head, "HEAD")
	r := &Report{names: n, options: o}
	f := &finder{
		Report: r, blobs: make(map[uint32][]held), lenient: make(map[int32]bool),
		looseBy: make(map[int32]*secrets.Allowance), patches: make(map[int32]patch),
	}
	f.enter(hits)
	f.people = newPersons(n, o.Mailmap)
	f.graph = newGraph(n)
	f.hot = newHotTrees(n, f.blobs, o.Limits.Depth)
	r.CutDepth = f.hot.cut
	f.sight()
	f.mention()
	f.stand()
	f.passLoose()
	for i, l := range r.Leaks {
		came := f.expose(l, int32(i))
		f.collapse(l, came)
		l.settle(f)
		l.Allowed = f.letPass(l, int32(i))
	}
	f.offend()
	return r
}

// A finder is one run of Find.
type finder struct {
	*Report
	blobs    map[uint32][]held // by object number, in the order of lines
	messages []message
	people   *persons
	graph    *graph
	hot      *hotTrees
	reached  []bool   // see referenced
	pins     []bool   // see pinned
	rootOf   []uint32 // see roots
	// tips are the cut trees of what is within reach, each once; that of HEAD comes
	// first when hasHead is set.
	tips    []uint32
	hasHead bool
	// lenient are the leaks of which some match is let pass; looseBy says of those
	// without sightings who lets all of their places pass.
	lenient map[int32]bool
	looseBy map[int32]*secrets.Allowance
	patches map[int32]patch // see patchOf
	kept    int             // sightings
}

// A held is one place of a secret in a blob.
type held struct {
	leak  int32 // index in Leaks
	match *secrets.Match
}

type message struct {
	object names.ID
	held
}

// enter groups the hits by rule and secret. What a rule finds by the path alone
// has no secret: it is told apart by its first path.
func (f *finder) enter(hits []Hit) {
	type key struct{ rule, secret string }
	keyOf := func(h *Hit) key {
		switch {
		case h.Secret.Hash != "":
			return key{h.Rule.ID, "hash " + h.Secret.Hash}
		default:
			if number, ok := f.names.Number(h.Object); ok && f.names.IsBlob(number) {
				if paths, _, _ := f.names.Paths(number, 1); len(paths) == 1 {
					return key{h.Rule.ID, "path " + h.Path(paths[0])}
				}
			}
			return key{h.Rule.ID, "object " + h.Object.String()}
		}
	}
	all := make(map[key][]*Hit)
	for i := range hits {
		k := keyOf(&hits[i])
		all[k] = append(all[k], &hits[i])
	}
	keys := make([]key, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.secret, b.secret)) })
	for i, k := range keys {
		first := all[k][0]
		l := &Leak{Rule: first.Rule, Secret: first.Secret, report: f.Report}
		f.Leaks = append(f.Leaks, l)
		for _, h := range all[k] {
			if h.Secret.Redacted < l.Secret.Redacted { // quotes may or may not belong to it
				l.Secret = h.Secret
			}
			if h.Allowed != nil {
				f.lenient[int32(i)] = true
			}
			number, ok := f.names.Number(h.Object)
			if _, isCommit := f.names.CommitIndex(h.Object); ok && !isCommit && f.names.IsBlob(number) {
				f.blobs[number] = append(f.blobs[number], held{int32(i), &h.Match})
				continue
			}
			f.messages = append(f.messages, message{h.Object, held{int32(i), &h.Match}})
		}
	}
	byPlace := func(a, b held) int {
		return cmp.Or(cmp.Compare(a.leak, b.leak), cmp.Compare(a.match.Member, b.match.Member), cmp.Compare(a.match.StartLine, b.match.StartLine), cmp.Compare(a.match.StartColumn, b.match.StartColumn))
	}
	for _, list := range f.blobs {
		slices.SortFunc(list, byPlace)
	}
	slices.SortFunc(f.messages, func(a, b message) int { return cmp.Or(a.object.Compare(b.object), byPlace(a.held, b.held)) })
}

// in returns the places of a leak in a blob.
func (f *finder) in(blob uint32, leak int32) []held {
	list := f.blobs[blob]
	from, _ := slices.BinarySearchFunc(list, leak, func(h held, leak int32) int { return cmp.Compare(h.leak, leak) })
	to := from
	for to < len(list) && list[to].leak == leak {
		to++
	}
	return list[from:to]
}

// holds reports whether a root keeps its tip within reach.
func (f *finder) holds(root names.Root) bool {
	if f.options.Holds != nil {
		return f.options.Holds(root)
	}
	return isShared(root.Name)
}

// The rules that offenders are under.
var (
	reintroduced = rules.MustGet("offender/reintroduced-secret")
	repeatAuthor = rules.MustGet("offender/repeat-author")
	rotatingPath = rules.MustGet("offender/rotating-path")
)
