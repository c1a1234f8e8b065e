package secrets

import (
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// A Fragment is one piece of text to look at: a file, a blob, a commit message,
// a part of a log.
type Fragment struct {
	// Path is slash-separated and relative to the repository root; empty when the
	// text has none. Rules and allow-lists that name paths look at it.
	Path string
	// Data is the text, in any encoding. It is not changed and not kept.
	Data []byte
	// Commit is the full hex id of the commit, for allow-lists and ignore files
	// that name commits; empty outside of history.
	Commit string
	// Line is the 0-based number of lines before Data in its file; Offset the
	// number of bytes. Both are 0 for a whole file.
	Line, Offset int
	// Conceal, when set, is handed every raw secret that was found, and the form
	// in which it stood in Data when that was encoded. It is the only way by which
	// raw bytes leave the detector; see scanners.Sink.
	Conceal func(raw string)
	// Trace, when set, is told what the matches depend on; see there.
	Trace *Trace
}

// A Match is one secret at one place. It holds nothing of the raw text beyond
// what Secret shows.
type Match struct {
	Rule *rules.Rule
	// Member is empty for a match in the file itself. For one in an archive it is the
	// member's path inside it, see package archive, and positions are those there.
	Member string
	// Start and End are the byte offsets of the secret in the file (Fragment.Offset
	// added), End exclusive. For a secret that stood encoded they span the whole
	// encoded text. Both are 0 for a match of the path alone.
	Start, End int
	// StartLine and EndLine are 1-based and 0 for a match of the path alone.
	StartLine, EndLine int
	// StartColumn and EndColumn are 1-based counts of bytes; EndColumn is exclusive.
	StartColumn, EndColumn int
	// MatchLine is the 1-based line on which the text that the rule's expression
	// matched begins, which may be before StartLine. It is the line that gitleaks
	// prints, and the one that fingerprints in a .gitleaksignore file name.
	MatchLine int
	Secret    scanners.Secret
	// Form tells apart the texts that equal secrets stand as, with or without quotes,
	// plain or encoded: two matches of one form have the same raw text, and the same
	// encoded one, so Conceal gets the same of both. It is a keyed digest; 0 without
	// a key.
	Form uint64
	// Entropy is Shannon's, in bits per character, 0 for a match of the path alone.
	Entropy float64
	// Decoded names the encodings that were undone to see the secret, in the
	// order "percent", "unicode", "hex", "base64", "utf-16"; empty for plain text.
	Decoded []string
	// Depth is how many times Data was decoded, 0 for plain text.
	Depth int
	// Allowed is nil for an active match; else it says who lets it pass and why.
	Allowed *Allowance
	// Tags are the rule's own.
	Tags []string
}

// An Allowance says why a match is let pass. Such matches are still reported:
// whoever receives them hides them, and can say how many.
type Allowance struct {
	// Kind is "comment", "allowlist" or "gitleaksignore".
	Kind string
	// Reason is what the author wrote; may be empty for formats without reasons.
	Reason string
	// Line is the 1-based line of the comment, 0 for the other kinds.
	Line int
}

// Path returns where the match stands in the file called path: that, or a member
// of it.
func (m *Match) Path(path string) string {
	if m.Member == "" {
		return path
	}
	return path + "!" + m.Member
}

// Location returns where the match stands in the file called path.
func (m *Match) Location(path string) scanners.Location {
	return scanners.Location{
		Path:        m.Path(path),
		StartLine:   m.StartLine,
		EndLine:     m.EndLine,
		StartColumn: m.StartColumn,
		EndColumn:   m.EndColumn,
	}
}
