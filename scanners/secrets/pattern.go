package secrets

import (
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/rules"
)

// A Pattern is a secret rule as data: what gitleaks calls a rule.
type Pattern struct {
	// ID is the rule's ID without the family: "aws-access-token".
	ID string
	// Description is one sentence.
	Description string
	// Regex is in Go's syntax (RE2); empty for a rule of the path alone.
	Regex string
	// Path is a regular expression that the fragment's path must match; may be empty.
	Path string
	// Group is the capture group that holds the secret; 0 means the first one that
	// is not empty, or the whole match when there is none.
	Group int
	// Entropy is the bound that the secret's entropy must exceed; 0 means none.
	Entropy float64
	// Keywords: the rule is tried only on text that holds one of them, in any case.
	// None means always.
	Keywords []string
	Tags     []string
	// Allow are the rule's own allow-lists.
	Allow []AllowList
	// Required are rules that must match near this one for it to count.
	Required []Required
	// Silent rules are not reported; others may require them.
	Silent bool
	// Yields rules give way to those that know the issuer of the same secret.
	Yields bool
	// Rule carries title, severity and help; nil lets them be derived.
	Rule *rules.Rule
}

// A Required names a rule that must match in the same fragment. A nil bound is none.
type Required struct {
	ID            string
	WithinLines   *int
	WithinColumns *int
}

// An AllowList says which matches are none. Its criteria are alternatives, or
// with All set must hold together.
type AllowList struct {
	Description string
	All         bool
	Commits     []string
	// Paths and Regexes are regular expressions.
	Paths   []string
	Regexes []string
	// Target is what Regexes look at: "" for the secret, "match" or "line".
	Target string
	// StopWords are looked for in the secret, in any case.
	StopWords []string

	// byUser is set for lists of a user's configuration: what they exclude is
	// marked. What the default lists exclude is dropped, as no secret.
	byUser bool
}

// A rule is a Pattern made ready to run.
type rule struct {
	Pattern
	public  *rules.Rule
	regex   *lazyRegexp // nil for a rule of the path alone
	path    *lazyRegexp // nil for any path
	allow   []*allowList
	generic bool // gives way to any other rule on the same secret
	rank    int  // of two rules on the same secret the one with the lower rank is told
	require []require
	where   string // the file it comes from, for messages
}

type require struct {
	rule                       *rule
	withinLines, withinColumns int // negative: no bound
}

// compileRule makes p ready. Errors name the rule and its file.
func compileRule(p Pattern, where string, limits Limits, byUser bool) (*rule, error) {
	fail := func(err error) (*rule, error) {
		return nil, fmt.Errorf("%s: rule %q: %w", where, p.ID, err)
	}
	if strings.TrimSpace(p.ID) == "" {
		return nil, fmt.Errorf("%s: a rule has no id (description %q): give it one", where, p.Description)
	}
	if p.Regex == "" && p.Path == "" {
		return fail(fmt.Errorf("both regex and path are empty: it could never match; give it one of them"))
	}
	r := &rule{Pattern: p, where: where, generic: strings.Contains(strings.ToLower(p.ID), "generic")}
	switch {
	case r.generic:
		r.rank = 2
	case p.Yields:
		r.rank = 1
	}
	var err error
	if p.Regex != "" {
		if r.regex, err = newRegexp(p.Regex, limits, byUser); err != nil {
			return fail(fmt.Errorf("regex: %w", err))
		}
		if n := r.regex.groups(); p.Group < 0 || p.Group > n {
			return fail(fmt.Errorf("secretGroup %d: the regex has %d groups", p.Group, n))
		}
	}
	if p.Path != "" {
		if r.path, err = newRegexp(p.Path, limits, byUser); err != nil {
			return fail(fmt.Errorf("path: %w", err))
		}
	}
	for i := range p.Allow {
		a, err := compileAllowList(&p.Allow[i], limits)
		if err != nil {
			return fail(fmt.Errorf("allowlist: %w", err))
		}
		r.allow = append(r.allow, a)
	}
	r.public = publicRule(r)
	return r, nil
}
