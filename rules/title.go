package rules

import "strings"

// Phrase returns the title as it stands within a sentence: its first letter is
// small unless it begins an abbreviation or a name with another capital, digit or
// sign in second place ("AWS access key", "X.509 key").
func (r *Rule) Phrase() string {
	t := r.Title
	if len(t) > 1 && 'A' <= t[0] && t[0] <= 'Z' && 'a' <= t[1] && t[1] <= 'z' {
		return strings.ToLower(t[:1]) + t[1:]
	}
	return t
}
