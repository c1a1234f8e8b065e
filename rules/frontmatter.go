package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The types of front matter values read their own text, so that a mistake is
// told at the line and column of the value.
type (
	degree Confidence
	score  string
	owasp  string
	row    string
	kind   string
)

// textExamples as the value of `examples` says that a page's examples are for
// reading only. It is for rules that no analyzer reports: the driver does, or a
// scanner of other files than Go's.
const textExamples kind = "text"

func (d *degree) UnmarshalText(text []byte) error {
	confidence, err := ParseConfidence(string(text))
	*d = degree(confidence)
	return err
}

// scorePattern is a decimal from 0.1 to 10.0: GitHub code scanning reads the
// property as text and ignores the rule's alerts when it is out of range.
var scorePattern = regexp.MustCompile(`^(10\.0|[1-9]\.[0-9]|0\.[1-9])$`)

func (s *score) UnmarshalText(text []byte) error {
	if !scorePattern.Match(text) {
		return fmt.Errorf(`%q is no score; want "0.1" to "10.0" with one decimal`, text)
	}
	*s = score(text)
	return nil
}

var owaspPattern = regexp.MustCompile(`^API(10|[1-9]):2023$`)

func (o *owasp) UnmarshalText(text []byte) error {
	if !owaspPattern.Match(text) {
		return fmt.Errorf(`%q is no entry of the OWASP API Security Top 10; want "API1:2023" to "API10:2023"`, text)
	}
	*o = owasp(text)
	return nil
}

func (r *row) UnmarshalText(text []byte) error {
	for _, known := range Checklist() {
		if known.Name == string(text) {
			*r = row(text)
			return nil
		}
	}
	var names []string
	for _, known := range Checklist() {
		names = append(names, known.Name)
	}
	return fmt.Errorf("%q is no row of the launch checklist; the rows are %s", text, strings.Join(names, ", "))
}

func (k *kind) UnmarshalText(text []byte) error {
	if string(text) != string(textExamples) {
		return fmt.Errorf("%q is not known; the only value is %q", text, textExamples)
	}
	*k = textExamples
	return nil
}

// namePattern is what the parts of a rule's ID look like. An analyzer's name is
// also a Go identifier, so it has no dash.
var namePattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// checkFront reports keys that the page's kind needs and lacks, or that it must
// not have. Line 1 stands for the front matter as a whole.
func (p *page) checkFront() error {
	f := p.front
	for part := range strings.SplitSeq(p.name, "/") {
		if !namePattern.MatchString(part) {
			return p.errorf(1, "the name %q in the file's path is not lower-case words joined by dashes", part)
		}
	}
	needs := func(key string, ok bool) error {
		if ok {
			return nil
		}
		return p.errorf(1, "the front matter has no %s", key)
	}
	if err := needs("title", f.Title != ""); err != nil {
		return err
	}
	if strings.HasSuffix(f.Title, ".") {
		return p.errorf(1, "the title ends in a period")
	}
	if !p.isRule() {
		return p.checkFamilyFront()
	}
	if f.ID != p.name {
		return p.errorf(1, "the id is %q; by the file's path it is %q", f.ID, p.name)
	}
	if f.Analyzer != "" || f.Family != "" {
		return p.errorf(1, "analyzer and family belong to the page of a family, code/NAME.md")
	}
	if err := needs("severity", f.Severity != 0); err != nil {
		return err
	}
	if err := needs("precision", f.Precision != ""); err != nil {
		return err
	}
	if slices.ContainsFunc(f.CWE, func(n int) bool { return n <= 0 }) {
		return p.errorf(1, "a CWE number is positive")
	}
	if f.SecuritySeverity != "" && len(f.CWE) == 0 {
		return p.errorf(1, "a rule with a security-severity names at least one CWE")
	}
	return nil
}

func (p *page) checkFamilyFront() error {
	f := p.front
	if (f.Analyzer == "") == (f.Family == "") {
		return p.errorf(1, "the page of a family has either analyzer (a go/analysis pass reports its rules) or family (another part of the program does)")
	}
	if f.Analyzer+f.Family != p.name {
		return p.errorf(1, "the name is %q; by the file's path it is %q", f.Analyzer+f.Family, p.name)
	}
	if f.Analyzer != "" && (f.Checklist == "" || strings.Contains(f.Analyzer, "-")) {
		return p.errorf(1, "an analyzer's page has a checklist row, and a name without dashes")
	}
	if f.ID != "" || f.Severity != 0 || f.SecuritySeverity != "" || f.Precision != "" || f.CWE != nil || f.OWASP != "" || f.Examples != "" {
		return p.errorf(1, "the page of a family has only title, checklist and its name; the rest belongs to its rules")
	}
	return nil
}
