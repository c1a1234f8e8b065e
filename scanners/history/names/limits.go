package names

import "github.com/launchlint/launchlint/scanners/history/objects"

// Limits bound what a hostile repository can make the walk do. A zero field takes
// its default. What a limit cuts is counted.
type Limits struct {
	// Expansions is how many times a tree is looked at in a directory, over all
	// trees and directories; default 50 million.
	Expansions int
	// Directories is how many directories one tree is followed into; default 1,000.
	// Its blobs keep the paths that they have and are marked as having more.
	Directories int
	// Depth is how deep directories may be nested; default 4,096.
	Depth int
	// Entries is how many entries of one tree are used; default 5 million.
	Entries int
	// Path is how many bytes a path may have; default 64 KiB.
	Path int
	// Paths is how many paths are handed out for one blob; default 64. Those beyond
	// are counted up to KnownPaths.
	Paths int
	// KnownPaths is how many pairs of blob and path are kept in all; default 20
	// million.
	KnownPaths int
	// Gitlinks is how many paths of submodules are named; default 100.
	Gitlinks int
	// Faults is how many objects of each reason are named; default 20.
	Faults int
}

func (l Limits) withDefaults() Limits {
	set := func(field *int, value int) {
		if *field <= 0 {
			*field = value
		}
	}
	set(&l.Expansions, 50_000_000)
	set(&l.Directories, 1000)
	set(&l.Depth, 4096)
	set(&l.Entries, 5_000_000)
	set(&l.Path, 64<<10)
	set(&l.Paths, 64)
	set(&l.KnownPaths, 20_000_000)
	set(&l.Gitlinks, 100)
	set(&l.Faults, 20)
	return l
}

// Counts say what the walk met.
type Counts struct {
	Commits, Trees, Blobs, Tags int
	// Entries is the sum of the entries of all trees, each tree counted once.
	Entries int
	// Expansions is how many pairs of tree and directory were looked at, and
	// Directories how many directories there are.
	Expansions, Directories int
	// Gitlinks is the number of submodule commits that trees name. What they name
	// is in other repositories.
	Gitlinks int
	// OddModes is the number of entries with a mode that git does not write.
	OddModes int
	// OddNames is the number of names that git refuses to check out: empty, ".",
	// "..", ".git", or with a slash.
	OddNames int
	// ShallowCommits is how many commits have parents that a shallow clone cut off.
	ShallowCommits int
	// OddIdents is the number of commits whose author or committer line has no
	// readable name, address or date.
	OddIdents int
	// What limits cut: trees not followed into a further directory, directories too
	// deep, paths too long, entries beyond the most of one tree, pairs of blob and
	// path beyond the most that are kept.
	CutTrees, CutDepth, CutPaths, CutEntries, CutKnown int
	// Unreadable is the number of objects by reason.
	Unreadable [Reasons]int
}

// Incomplete reports whether something was not seen that should have been.
// Promised objects count: nobody has looked at them.
func (c *Counts) Incomplete() bool {
	for _, n := range c.Unreadable {
		if n > 0 {
			return true
		}
	}
	return c.CutEntries > 0
}

// A Reason says why an object could not be used.
type Reason uint8

// The reasons.
const (
	// Missing: the repository does not have it.
	Missing Reason = iota
	// Promised: a partial clone left it with its remote.
	Promised
	// Damaged: its content is not what its id says, or cannot be read.
	Damaged
	// TooLarge: it is over a limit.
	TooLarge
	// Malformed: its content is whole and not what its kind demands. What could be
	// read of it was used.
	Malformed
	// Mismatched: it is of another kind than what names it says.
	Mismatched
	// Reasons is the number of reasons.
	Reasons
)

// String returns the reason as a short stable word.
func (r Reason) String() string {
	switch r {
	case Missing:
		return "missing"
	case Promised:
		return "promised"
	case Damaged:
		return "damaged"
	case TooLarge:
		return "too-large"
	case Malformed:
		return "malformed"
	case Mismatched:
		return "mismatched"
	}
	return "unknown"
}

// A Fault is one object that could not be used in full.
type Fault struct {
	ID     ID
	Reason Reason
	// Want is what the object should have been; Unknown for a root.
	Want objects.Kind
	// From says what names it: a root, a commit's id, or the path of a directory.
	From string
}
