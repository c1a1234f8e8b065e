// Package novel looks for secrets in every blob of a repository, and pays for what
// is new in each only.
//
// What is found in a blob is a function of its content and of what the detector
// makes of its paths, and of nothing else: not of how it is packed, nor of what was
// looked at before. It is exactly what detecting the whole content finds, through
// the windows of package window. A blob is looked at whole when it is stored in
// full, or when the following does not hold; tests hold the two ways together.
//
// # Pieces
//
// Have a text T that is stored as a difference to B: copies of parts of B, and what
// is inserted between them. A range of T has changed where something was inserted,
// where two bytes meet that did not in B, and at either end where B goes on. Say
// that of B the spots are known: where the texts are that confirmed matches were
// made of, reported or not. Then the matches of T are those of its pieces: the lines
// of every range that has changed, those of every spot that was copied, and some
// lines around, put together to one text and detected as such.
//
// Decoding is line by line, but for one case (below), and so is all that is looked
// at of a match: its text, its entropy, the allow-lists for it or for its lines, the
// comments on them. So what has to be shown is that an expression matches the same
// places in T and in the pieces. A match within a line needs nothing but that line.
// For an expression that can be on two lines, call a line a stop when its matches
// cannot go over it from its beginning to its end and further: the detector knows
// which bytes can stand in such a line, and of which bytes decoding takes none away.
// A core is the lines of a range. Around it:
//
//	       edge                         core                      edge
//	|----------------|------------------------------------|----------------|
//	far   ...   stop | stop  what touches the core   stop | stop  ...    far
//
// A match that touches the core, be it one of T, or one of B with text that is gone,
// begins in or behind the first stop before it and ends in or before the first stop
// behind it. Take the place where the first stop before begins. A match across that
// place lies between the second stop and the end of the first, which is the edge: it
// is made of copied text, the same in T, in B and in the piece. Matches are looked for
// from left to right and do not overlap, so whether one counts may depend on others
// far to the left. But when no match that counts touches the edge there is none across
// that place at all, since a match that overlaps no other one counts; and from there
// on T and the piece are searched alike. So it is where the first stop behind ends,
// from where on T and B are searched alike. Hence the matches of T between two cores
// are those of B, and have spots; the others are in the pieces. When an expression
// matches in an edge, nothing is concluded.
//
// # What ties a text together
//
// The detector says so (secrets.Trace.Tied), and nothing is concluded, neither for
// a text nor for those made from it, when there is
//
//   - a match of the scout of a far rule, one whose matches go over anything: the
//     scout is within a line, and no match of the rule is without one;
//   - the byte 0, for what is UTF-16 is told by bytes elsewhere;
//   - U+XXXX before a line feed, which decoding takes away;
//   - a letter that folds to one of ASCII, which ties rules to their keywords;
//   - launchlint:ignore, which may reach over other such comments;
//   - a match of a rule that requires others;
//   - a limit of the detector that was hit, or was near. Limits of work and time are
//     the one thing that may be hit in the whole of a text and not in its pieces: that
//     finds more.
//
// Keywords that a rule's literals do not hold may stand anywhere in the text. The
// state of B has the set of those that were taken to be there when its spots were
// found; a keyword that comes in anew makes T be looked at whole, as does a match of
// a rule whose keyword is not in sight.
//
// # Texts of several windows
//
// Windows are cut at fixed offsets. That makes no difference when lines are short,
// stops are not far apart, and matches that are close together do not go on for
// long (secrets.Trace.Dense): then each window has, before its part, a place that no
// match is across, and the part holds what the text as one holds. The state of a text
// says whether this is so; else texts of several windows are looked at whole.
package novel

import (
	"context"
	"runtime"
	"sync"

	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// Options say what to look at. Detector is required. The functions are called by
// all workers at once.
type Options struct {
	// Detector is one that was given no Ignore: which paths and commits a
	// fingerprint names is for those to look at who know them all.
	Detector *secrets.Detector
	// Want reports whether an object is to be looked at; nil: all are. It is asked
	// about every object, and of what may turn out to be no blob twice: with the kind
	// Unknown first. What is no blob is not looked at in any case.
	Want func(id objects.ID, kind objects.Kind) bool
	// Paths returns the known paths of a blob, the one of the newest commit first,
	// and whether there are no others. Nil, and a blob without paths, is looked at as
	// a text without a path, which no allow-list for paths excludes; and so is, besides,
	// one that has paths which are not known.
	Paths func(id objects.ID) (paths []string, whole bool)
	// Only, when it is not nil, are all the blobs to look at, one by one and without a
	// look at what else the store has. Want is asked all the same.
	Only []objects.ID
	// Done is told of every blob that was looked at to its end and of which all that
	// there is to say is in Result.Hits and Verdict. May be nil.
	Done func(Verdict)
	// Unlisted returns, once all that the store lists was looked at, further blobs to
	// look at: those that the listing did not have, since the repository was packed
	// anew meanwhile, or that are missing or of another kind, which makes them
	// failures. May be nil.
	Unlisted func() []objects.ID
	// Classes knows the classes of the Detector's paths; nil: new ones are made.
	Classes *Classes
	// MaxBlob is the size in bytes above which a blob is not looked at; 0 is none.
	MaxBlob int64
	// Workers is how many goroutines read; default GOMAXPROCS.
	Workers int
	// Conceal is handed every raw secret, see secrets.Fragment; may be nil.
	Conceal func(raw string)
	// Progress is told how many objects are done, of how many, now and then; may be nil.
	Progress func(done, total int64)
}

// A Hit is a match in a blob.
type Hit = leaks.Hit

// A Failure is an object that was not looked at, or not to its end.
type Failure struct {
	Object objects.ID
	// Kind is Unknown when nothing is known of it.
	Kind objects.Kind
	// Err tells why by errors.Is: objects.ErrTooLarge, ErrCorrupt, ErrMissing, or
	// ErrFault, ErrKind.
	Err error
}

// A Comment is an allow comment in a blob that allows nothing.
type Comment struct {
	Object objects.ID
	secrets.Malformed
}

// A Limited is a blob in which the limits of the detector left something out.
type Limited struct {
	Object objects.ID
	// Overflow is how many matches were counted and not looked at.
	Overflow int
	// Exhausted names the rules that did not get to the end of it, sorted.
	Exhausted []string
}

// A Result is what Scan found. Lists are in order of object ids, then of places.
type Result struct {
	Hits     []Hit
	Failed   []Failure
	Comments []Comment
	Limited  []Limited
	// Pointers are the blobs that stand for a file which Git LFS keeps elsewhere.
	Pointers []objects.ID
	// Archives are those of which something was not looked at.
	Archives []Archive
	// PathExcluded is how many blobs have only paths that the detector looks at no
	// text of: images, fonts.
	PathExcluded int
	Counts
}

// Counts tell what it took. How many blobs were looked at in which way depends on
// how they are packed.
type Counts struct {
	// Blobs were looked at, or excluded by their paths, and hold Bytes.
	Blobs, Bytes int64
	// Whole were looked at from beginning to end, and hold WholeBytes; of those Tied are
	// of no use for what is made from them.
	Whole, WholeBytes, Tied int64
	// NovelBytes are what the others do not have from their base, and WindowBytes what
	// was looked at of them.
	NovelBytes, WindowBytes int64
}

func (c *Counts) add(other *Counts) {
	c.Blobs += other.Blobs
	c.Bytes += other.Bytes
	c.Whole += other.Whole
	c.WholeBytes += other.WholeBytes
	c.Tied += other.Tied
	c.NovelBytes += other.NovelBytes
	c.WindowBytes += other.WindowBytes
}

// Scan looks at every blob of store that is wanted. The error is that of ctx.
func Scan(ctx context.Context, store *objects.Store, o Options) (*Result, error) {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Classes == nil {
		o.Classes = NewClasses(o.Detector)
	}
	run := &run{Options: o, ctx: ctx, classes: o.Classes}
	if err := run.visit(store); err != nil {
		return nil, err
	}
	if o.Unlisted != nil {
		run.alone = append(run.alone, o.Unlisted()...)
	}
	if err := run.streamAlone(store); err != nil {
		return nil, err
	}
	return run.result(), nil
}

// visit looks at what the store lists, or at the blobs that are named.
func (r *run) visit(store *objects.Store) error {
	visitor := func(int) objects.Visitor {
		v := &visitor{run: r}
		r.visitors = append(r.visitors, v)
		return v
	}
	if r.Only != nil {
		return r.visitOnly(store, visitor)
	}
	return store.Scan(r.ctx, objects.Scan{Workers: r.Workers, Progress: r.Progress, Want: r.want, Visitor: visitor})
}

// A run is one call of Scan.
type run struct {
	Options
	ctx      context.Context
	classes  *Classes
	visitors []*visitor
	// eager, in tests, makes it look at what is new however much that is.
	eager bool

	mu     sync.Mutex
	failed []objects.ID // of Options.Only, at the first try
	alone  []objects.ID // to be read by themselves: too large for memory, or not listed
}

func (r *run) want(id objects.ID, kind objects.Kind) bool {
	return (r.Want == nil || r.Want(id, kind)) && (kind == objects.Blob || kind == objects.Unknown)
}
