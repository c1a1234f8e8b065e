// Package rules is what launchlint knows: its rules as data, and nothing that
// runs them. A code rule is one Markdown page under code/; a secret rule is one
// YAML entry under secrets/. Everything that speaks of a rule (the analyzer's
// documentation, `launchlint explain`, SARIF's rules array, editor hovers, the
// README's tables and the tests of its examples) reads it from here.
package rules

//go:generate go run ./internal/pages/gen

import (
	"cmp"
	"fmt"
	"strings"
)

// A Severity says how bad a finding is when nothing more is known about it.
// The zero value is not a severity.
type Severity int

// The severities, least first. Their names are SARIF 2.1.0 levels (section 3.27.10).
const (
	Note Severity = iota + 1
	Warning
	Error
)

// String returns the SARIF level: "note", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return fmt.Sprintf("Severity(%d)", int(s))
}

// ParseSeverity reads a SARIF level. It errs on anything but note, warning and error.
func ParseSeverity(s string) (Severity, error) {
	switch s {
	case "note":
		return Note, nil
	case "warning":
		return Warning, nil
	case "error":
		return Error, nil
	}
	return 0, fmt.Errorf("parse severity %q: want note, warning or error", s)
}

// MarshalText returns the SARIF level.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a SARIF level, as ParseSeverity does.
func (s *Severity) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSeverity(string(text))
	return err
}

// A Confidence says how often a rule's findings are true. Its values are those
// of the `precision` property that GitHub code scanning reads.
type Confidence string

// The confidences, highest first.
const (
	VeryHigh Confidence = "very-high"
	High     Confidence = "high"
	Medium   Confidence = "medium"
	Low      Confidence = "low"
)

// ParseConfidence reads a precision. It errs on anything but the four constants.
func ParseConfidence(s string) (Confidence, error) {
	switch c := Confidence(s); c {
	case VeryHigh, High, Medium, Low:
		return c, nil
	}
	return "", fmt.Errorf("parse precision %q: want very-high, high, medium or low", s)
}

// A Rule is one thing that launchlint can find, as data.
type Rule struct {
	// ID is the one name of the rule everywhere: "corsorigin/reflected",
	// "secret/aws-access-token". The part before the slash is its family.
	ID string
	// Title names the flaw in a few words, without a final period.
	Title string
	// Summary is the page's first paragraph as plain text: what is wrong and why it matters.
	Summary string
	// Help is the whole page below the title as Markdown, examples included.
	Help string

	Severity Severity
	// SecuritySeverity is a CVSS-like score from "0.1" to "10.0", as GitHub code
	// scanning reads it; empty for a rule that is not about security.
	SecuritySeverity string
	Confidence       Confidence
	// CWE lists Common Weakness Enumeration numbers, most specific first.
	CWE []int
	// OWASP is an entry of the OWASP API Security Top 10, such as "API8:2023"; may be empty.
	OWASP string
	// Checklist is the row of the launch checklist that the rule answers; may be empty.
	Checklist string

	// Bad and Good are the page's examples. They run as tests unless TextExamples
	// says that they are for reading only (`examples: text` in the front matter):
	// the rules that no analyzer reports.
	Bad, Good    []Example
	TextExamples bool

	// HelpURL is the address of the rule's page when that is not its own below
	// docs/rules; see URL.
	HelpURL string
}

// An Example is one fenced block of a rule page: a complete Go file unless the
// rule has TextExamples.
type Example struct {
	// Source is the block's text. In a bad Go example the lines that the rule
	// reports end in the comment "// reported".
	Source string
	// Line is the page's line of the block's first source line, 1-based.
	Line int
}

// Family returns the part of the ID before the slash: an analyzer's name, or
// "secret", "offender", "deploy". An ID without a slash is its own family.
func (r *Rule) Family() string {
	family, _, _ := strings.Cut(r.ID, "/")
	return family
}

// URL returns the address of the rule's page.
func (r *Rule) URL() string { return cmp.Or(r.HelpURL, URL(r.ID)) }

// URL returns the address of the page of the rule, or of the family, named id.
func URL(id string) string {
	return "https://github.com/launchlint/launchlint/blob/main/docs/rules/" + id + ".md"
}
