// Package scanners turns targets into findings. A Scanner reads one kind of
// thing (Go packages, files, the git index, history) and emits Findings, Notices
// about what it could not read, and a Tally of what it did.
package scanners

import (
	"context"

	"github.com/launchlint/launchlint/rules"
)

// A Scanner looks at one kind of target.
type Scanner interface {
	// Name is a short stable word: "code", "worktree", "history".
	Name() string
	// Rules returns the rules whose findings it can emit, in any order.
	Rules() []*rules.Rule
	// Scan emits what it finds. It returns an error only when it could not scan
	// at all (exit code 2); anything partial is a Notice with Incomplete set.
	// It must stop within a second once ctx is done, returning ctx.Err().
	// Findings may be emitted in any order: the engine sorts them.
	Scan(ctx context.Context, target Target, sink Sink) error
}

// A Target is what to scan.
type Target struct {
	// Root is the absolute path of the directory that locations are relative to:
	// the top of the git work tree, or the scanned directory outside of one.
	Root string
	// Dir is the absolute path of the directory asked for: Root or below it.
	Dir string
	// Patterns are Go package patterns relative to Dir; empty means "./...".
	Patterns []string
	// Enabled reports whether findings of that rule are wanted. Scanners may use
	// it to save work; the engine filters in any case.
	Enabled func(ruleID string) bool
}

// A Sink takes what a scanner emits. It is safe for concurrent use.
type Sink interface {
	Finding(Finding)
	Notice(Notice)
	// Scanned adds n units (such as "files", "packages") that were read in full.
	Scanned(unit string, n int)
	// Skipped counts one thing that was left unread, by a short stable reason
	// such as "binary" or "too-large". Skipping is by rule and known; what could
	// not be read against expectation is a Notice with Incomplete set.
	Skipped(reason string, n int)
	// Conceal names a raw secret that no output may contain, wherever else it
	// stands (in a path, a message, a related place). It is kept in memory for
	// the length of the run and never written.
	Conceal(raw string)
	// Progress tells how far a phase is; total 0 means unknown. Cheap to call.
	Progress(phase string, done, total int)
}

// A Notice is something that the reader must know about the scan itself.
type Notice struct {
	// ID is a short stable slug: "unreadable-file", "package-errors".
	ID string
	// Level is rules.Error when the scan is incomplete because of it.
	Level rules.Severity
	// Message is one line: what happened, and the next step.
	Message string
	// Location is where, when there is a place.
	Location *Location
	// Incomplete is true when something in scope was not scanned: exit code 3.
	Incomplete bool
	// Scanner is filled in by the engine.
	Scanner string
}
