package secrets

import (
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/rules"
)

const (
	checklistRow   = "secrets"
	hardCodedCreds = 798 // CWE: Use of Hard-coded Credentials
)

// notSecret are IDs and public halves of keys, which name an account without
// opening it: worth knowing beside the secret, no leak alone.
var notSecret = []string{"-client-id", "-access-id", "-api-id", "pub-key", "-pub-api-key", "-public-key"}

// publicRule derives what is said of a rule from the way it matches. A rule of
// our own says it itself.
func publicRule(r *rule) *rules.Rule {
	if r.Rule != nil {
		return r.Rule
	}
	p := &rules.Rule{
		ID:        family + "/" + r.ID,
		Title:     title(r.ID),
		Summary:   r.Description,
		CWE:       []int{hardCodedCreds},
		Checklist: checklistRow,
		HelpURL:   rules.URL(family), // only our own rules have a page each
	}
	p.Severity, p.SecuritySeverity, p.Confidence = grade(r)
	if p.Summary == "" {
		p.Summary = p.Title + " in the text."
	}
	p.Help = help(p)
	return p
}

// grade returns severity, score and confidence. A rule whose pattern has a mark
// of its own (a vendor's prefix) is rarely wrong; one that takes any hex string
// beside a vendor's name sometimes is; one that takes anything beside the word
// "key" often is.
func grade(r *rule) (rules.Severity, string, rules.Confidence) {
	for _, part := range notSecret {
		if strings.HasSuffix(r.ID, part) {
			return rules.Note, "2.0", rules.Medium
		}
	}
	switch {
	case r.generic:
		return rules.Warning, "6.5", rules.Low
	case r.Regex == "":
		return rules.Warning, "6.5", rules.Medium
	case strings.Contains(r.Regex, `[\w.-]{0,50}?`), // any identifier that holds the vendor's name
		strings.HasPrefix(r.ID, "curl-"), r.ID == "kubernetes-secret-yaml":
		return rules.Error, "8.1", rules.Medium
	}
	return rules.Error, "9.1", rules.High
}

// title makes a title of an ID: "AWS access token".
func title(id string) string {
	words := strings.FieldsFunc(id, func(c rune) bool { return c == '-' || c == '_' })
	for i, w := range words {
		switch {
		case acronyms[w]:
			words[i] = strings.ToUpper(w)
		case i == 0:
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// acronyms are written in capitals.
var acronyms = map[string]bool{
	"api": true, "aws": true, "gcp": true, "jwt": true, "pat": true, "ssh": true, "tf": true, "id": true,
	"ca": true, "url": true, "npm": true, "cicd": true, "scim": true, "ad": true, "yaml": true, "oauth": false,
}

func help(p *rules.Rule) string {
	if p.Severity == rules.Note {
		return fmt.Sprintf(`%s

It identifies an account and opens nothing alone. Look for its secret half nearby.

## How to let it pass

Put a comment at the end of the line, or above it, with the reason:

    launchlint:ignore %s published by design
`, p.Summary, p.ID)
	}
	return fmt.Sprintf(`%s

## Why it matters

Whoever can read the repository, its history, a fork, a backup or a build log has the credential. It stays valid
after the line is deleted: history keeps it.

## How to fix

1. Revoke or rotate the credential at its issuer. Removing it from the code does not help while it is valid.
2. Look through the issuer's audit log for uses that are not yours since the day it was committed.
3. Read the new one at run time from the environment or a secret store, and keep it out of the repository.

## How to let it pass

When it is no secret, say so at the end of the line, or above it, in a comment with a reason:

    launchlint:ignore %s sample value from the vendor's documentation
`, p.Summary, p.ID)
}
