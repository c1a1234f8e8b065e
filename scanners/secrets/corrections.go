package secrets

import (
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners/secrets/internal/rex"
)

// A correction mends one known fault of the default configuration. Each is listed
// in docs/secrets.md under its name and has a test of its own.
type correction struct {
	name string
	// apply reports whether it found what it mends. A new version of the default
	// configuration may have mended it already; a test says so.
	apply func(*ruleSet) bool
}

// corrections returns all of them, in the order in which they are applied.
func corrections() []correction {
	return []correction{
		{"anchored-words", anchorWords},
		{"paths-looked-at", lookAtPaths},
		{"vault-names", anchorVaultNames},
		{"curl-placeholders", anchorCurlPlaceholders},
		{"airtable-keyword", freeAirtable},
		{"nytimes-comma", spellTimes},
		{"sourcegraph-hashes", demandSourcegraph},
		{"token-tails", widenTails},
		{"counted-values", passCountedValues},
		{"elided-values", passElidedValues},
		{"go-checksums", passGoChecksums},
	}
}

// correct mends known faults of the default configuration.
func correct(set *ruleSet) {
	for _, c := range corrections() {
		c.apply(set)
	}
}

// swap replaces the string old in list.
func swap(list []string, old, new string) bool {
	i := slices.Index(list, old)
	if i < 0 {
		return false
	}
	list[i] = new
	return true
}

// anchorWords: `^true|false|null$` asks for the start of the text in its first
// way and for its end in the last, so that every secret with "false" in it, and
// every one that starts with "true" or ends in "null", was none.
func anchorWords(set *ruleSet) bool {
	done := false
	for i := range set.allow {
		done = swap(set.allow[i].Regexes, `(?i)^true|false|null$`, `(?i)^(?:true|false|null)$`) || done
	}
	return done
}

// unread are paths at which no text is to be expected: compressed, or compiled
// from what is looked at. The default list names more, among them text (SVG,
// lock files, gitleaks.toml at any place) and the code of others (vendor,
// node_modules), where a secret is as public as elsewhere.
var unread = []string{
	`(?i)\.(?:bmp|gif|jpe?g|png|tiff?)$`,
	`(?i)\.(?:eot|[ot]tf|woff2?)$`,
	`(?i)\.(?:dll|exe|pdb|suo|wsuo|vsidx|gem)$`,
}

// lookAtPaths looks at all paths but unread. At the other ones that the default
// list names, which are full of hashes and of examples, rules that go by the name
// of a variable stay silent; rules with a mark of their own are heard.
func lookAtPaths(set *ruleSet) bool {
	var quiet []string
	for i := range set.allow {
		a := &set.allow[i]
		if a.All || len(a.Paths) == 0 {
			continue
		}
		quiet = append(quiet, a.Paths...)
		a.Paths = unread
	}
	if quiet == nil {
		return false
	}
	quiet = slices.DeleteFunc(quiet, func(p string) bool {
		// Of these the first are no place but a name, and the others are in unread or text.
		return p == `gitleaks\.toml` || p == `(?:^|/)\.git$` || strings.HasPrefix(p, `(?i)\.(?:`) || p == `\.gem$`
	})
	list := AllowList{Description: "hashes and the code of others", Paths: quiet}
	for i := range set.patterns {
		if p := &set.patterns[i]; goesByName(p.Regex) {
			p.Allow = append(slices.Clone(p.Allow), list)
		}
	}
	return true
}

// goesByName reports whether a pattern takes any value beside a name.
func goesByName(regex string) bool { return strings.Contains(regex, `[\w.-]{0,50}?`) }

// anchorVaultNames: `s\.[A-Za-z]{24}` is meant for the names of methods that look
// like old tokens; without anchors it excluded new tokens (hvs.) that hold as many
// letters in a row.
func anchorVaultNames(set *ruleSet) bool {
	return set.each("vault-service-token", func(p *Pattern) bool {
		done := false
		for i := range p.Allow {
			done = swap(p.Allow[i].Regexes, `s\.[A-Za-z]{24}`, `^s\.[A-Za-z]{24}$`) || done
		}
		return done
	})
}

// anchorCurlPlaceholders: the words that stand for a password excluded every
// password that starts with one of them, such as with "x", "test" or "pass".
func anchorCurlPlaceholders(set *ruleSet) bool {
	const words = `[^:]+:(?:change(?:it|me)|pass(?:word)?|pwd|test|token|\*+|x+)`
	return set.each("curl-auth-user", func(p *Pattern) bool {
		done := false
		for i := range p.Allow {
			done = swap(p.Allow[i].Regexes, words, `^`+words+`['"]*$`) || done
		}
		return done
	})
}

// freeAirtable: the token has a form that nothing else has, but was looked for
// only in texts that say "airtable".
func freeAirtable(set *ruleSet) bool {
	return set.each("airtable-personnal-access-token", func(p *Pattern) bool {
		done := len(p.Keywords) > 0
		p.Keywords = nil
		return done
	})
}

// spellTimes: a comma within the name.
func spellTimes(set *ruleSet) bool {
	return set.each("nytimes-access-token", func(p *Pattern) bool {
		mended := strings.Replace(p.Regex, `new-york-times,|`, `new-york-times|`, 1)
		done := mended != p.Regex
		p.Regex = mended
		return done
	})
}

// demandSourcegraph: any 40 hex digits were a token in a text that says
// "sourcegraph" somewhere, so that each commit id in its documentation was one.
// Tokens without a mark must stand beside the name, as elsewhere.
func demandSourcegraph(set *ruleSet) bool {
	const (
		bare = `|[a-fA-F0-9]{40})\b)`
		name = `[\w.-]{0,50}?sourcegraph[ \t\w.-]{0,20}[\s'"]{0,3}(?:=|:|,|\|\|)[>\x60'"\s=]{0,5}([a-f0-9]{40})`
		end  = `(?:[\x60'"\s;]|\\[nr]|$)`
	)
	return set.each("sourcegraph-access-token", func(p *Pattern) bool {
		if !strings.Contains(p.Regex, bare) {
			return false
		}
		p.Regex = `(?i)\b(sgp_(?:(?:[a-f0-9]{16}|local)_)?[a-f0-9]{40})\b` + end + `|` + name + end
		return true
	})
}

// widenTails: a token counted only before a quote, a blank, a semicolon or the end
// of the text, so that one in a call, a list, an element or a query string
// (key=TOKEN&callback=f) was missed. It holds for tokens with a mark of their own;
// beside a mere name the narrow tail keeps what is code apart from what is a value.
func widenTails(set *ruleSet) bool {
	const (
		narrow = `(?:[\x60'"\s;]|\\[nr]|$)`
		wide   = `(?:[\x60'"\s;),&<>\]}#|?@:%\\]|\.(?:\W|$)|$)`
	)
	done := false
	for i := range set.patterns {
		p := &set.patterns[i]
		if !strings.HasSuffix(p.Regex, narrow) || goesByName(p.Regex) || !marked(p.Regex) {
			continue
		}
		p.Regex = strings.TrimSuffix(p.Regex, narrow) + wide
		done = true
	}
	return done
}

// passCountedValues: 0123456789abcdef, once or again and again, is how people write
// a value of some length that is none.
func passCountedValues(set *ruleSet) bool {
	return set.passByName("counted up", "", `(?i)^(?:(?:0123456789|1234567890)(?:abcdef)?)+(?:0?1?2?3?4?5?6?7?8?9?a?b?c?d?e?f?)$`)
}

// passElidedValues: "9cbaf023786cd7..." is how documentation shows a value without
// telling it.
func passElidedValues(set *ruleSet) bool { return set.passByName("cut short", "", `\.\.\.$`) }

// passGoChecksums: a line of go.sum is one in a file of another name too.
func passGoChecksums(set *ruleSet) bool {
	return set.passByName("checksums of Go modules", "line", `\sv[0-9][\w.+/-]*\sh1:[0-9A-Za-z+/]{43}=`)
}

// passByName adds an allow-list to the rules that take any value beside a name.
func (s *ruleSet) passByName(description, target, regex string) bool {
	done := false
	for i := range s.patterns {
		if p := &s.patterns[i]; goesByName(p.Regex) {
			p.Allow = append(slices.Clone(p.Allow), AllowList{Description: description, Target: target, Regexes: []string{regex}})
			done = true
		}
	}
	return done
}

// marked reports whether every match of regex holds three or more characters that
// are always the same.
func marked(regex string) bool {
	tree, err := syntax.Parse(regex, syntax.Perl)
	if err != nil {
		return false // reported when the rule is compiled
	}
	branches := rex.Split(tree)
	for _, b := range branches {
		if slices.ContainsFunc(b.Literals, func(l string) bool { return len(l) < 3 }) {
			return false
		}
	}
	return len(branches) > 0
}

// each calls edit for the pattern with that ID.
func (s *ruleSet) each(id string, edit func(*Pattern) bool) bool {
	i := s.index(id)
	return i >= 0 && edit(&s.patterns[i].Pattern)
}
