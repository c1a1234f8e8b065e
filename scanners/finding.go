package scanners

import (
	"fmt"
	"time"

	"github.com/launchlint/launchlint/rules"
)

// A Finding is one rule broken at one place.
type Finding struct {
	Rule *rules.Rule
	// Severity is the effect of this finding, which may differ from the rule's default.
	Severity rules.Severity
	// Confidence is how sure this finding is; empty means the rule's own.
	Confidence rules.Confidence
	// Message is one line, lower case, no final period: it names the thing, then the way out.
	Message  string
	Location Location
	// Related are places that explain the finding, each with its own phrase.
	Related []Related
	// Flow leads from source to sink, first step first; may be empty.
	Flow  []Step
	Fixes []Fix
	// Secret is nil for rules that are not about secrets.
	Secret *Secret
	// Identity, when set, is what the fingerprint is made of instead of the place: for
	// findings about something that has no one place, such as an author. It may not
	// hold a name, an address or anything of a secret but its keyed hash.
	Identity   string
	Provenance Provenance
	// Fingerprint is filled in by the engine.
	Fingerprint Fingerprint
	// Suppression is nil for an active finding; else it says who hides it and why.
	Suppression *Suppression
}

// A Location is a span of a text file. The zero value is no location.
type Location struct {
	// Path is slash-separated and relative to the target's root. It may hold any
	// bytes but NUL: writers must escape or encode it.
	Path string
	// StartLine and EndLine are 1-based. 0 means the whole file.
	StartLine, EndLine int
	// StartColumn and EndColumn are 1-based counts of bytes in their line;
	// EndColumn is exclusive. 0 means the whole line. UTF16Column converts.
	StartColumn, EndColumn int
}

// IsZero reports whether l is no location at all.
func (l Location) IsZero() bool { return l == Location{} }

// String returns path:line:column, leaving out what is not known. The path is
// not escaped: not for a terminal.
func (l Location) String() string {
	switch {
	case l.StartLine == 0:
		return l.Path
	case l.StartColumn == 0:
		return fmt.Sprintf("%s:%d", l.Path, l.StartLine)
	}
	return fmt.Sprintf("%s:%d:%d", l.Path, l.StartLine, l.StartColumn)
}

// A Related is a place that explains a finding. Message is a phrase, such as
// "the origin is read here".
type Related struct {
	Location Location
	Message  string
}

// A Step is one place that a value passes on its way to a finding.
type Step struct {
	Location Location
	Message  string
}

// A Fix is one way out, as edits that can be applied together.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces the bytes of Location by NewText. An empty span inserts.
type Edit struct {
	Location Location
	NewText  string
}

// A Secret is what may be said of a secret once it was seen. The raw bytes stay
// inside the detector call.
type Secret struct {
	// Redacted shows at most the first four characters and the length.
	Redacted string
	// Hash is hex of HMAC-SHA-256 of the secret under the scan's identity key:
	// equal for equal secrets of one repository. Empty when there is no key;
	// identity then falls back to the location.
	Hash string
}

// String returns the redacted form: a Secret cannot print its raw text.
func (s *Secret) String() string { return s.Redacted }

// A Provenance says where the scanned bytes came from.
type Provenance struct {
	// Source is "code", "worktree", "index", "stdin", "history" or "deploy".
	Source string
	// Untracked reports whether the file is in the work tree but not in git.
	Untracked bool
	// GitIgnored reports whether .gitignore excludes the file.
	GitIgnored bool
	// History is set for findings of the history; else nil.
	History *History
}

// A History says what commits did with a secret, or with those of an offender.
type History struct {
	// State says where it can be had today: "head", "refs", "removed", "message",
	// "unreferenced" or "unattached".
	State string
	// Introduced is how many separate acts brought it in.
	Introduced int
	// Occurrences is how many places it was seen at.
	Occurrences int
	// Commits are the ids in hex of the commits that did something with it, oldest
	// first, at most 100.
	Commits []string
	// Refs are the branches and tags that have it, sorted, at most 100.
	Refs []string
	// Exposures are the times at which a branch or tag had it, oldest first.
	Exposures []Exposure
}

// An Exposure is a span of time. To is zero when it has not ended.
type Exposure struct{ From, To time.Time }

// A Fingerprint identifies a finding across scans. It survives line moves.
type Fingerprint struct {
	// Line is GitHub's primaryLocationLineHash, "hex:occurrence"; for a secret the same
	// form over its keyed hash or its place (docs/sarif.md).
	Line string
	// Baseline is the baseline's key: hex of a hash of rule, path and line text,
	// or of rule and secret hash for secrets, with an occurrence counter.
	Baseline string
}

// A Suppression says who hides a finding and why. Suppressed findings are
// marked, never dropped.
type Suppression struct {
	// Kind is "directive", "comment", "config", "gitleaksignore", "allowlist" or "baseline".
	Kind string
	// Reason is the text that the author gave; may be empty for foreign formats.
	Reason string
	// Location is where the suppression stands; nil when it is not in the scanned tree.
	Location *Location
}
