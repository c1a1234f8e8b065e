package secrets

import (
	"strings"

	"github.com/launchlint/launchlint/rules"
)

// ownPatterns returns launchlint's own rules, from rules/secrets.
func ownPatterns() []Pattern {
	var list []Pattern
	for _, r := range rules.Secrets() {
		p := Pattern{
			ID: strings.TrimPrefix(r.ID, family+"/"), Description: r.Summary, Regex: r.Pattern, Path: r.Path,
			Group: r.Group, Entropy: r.Entropy, Keywords: r.Keywords, Yields: r.Yields, Rule: r.Rule,
		}
		for _, a := range r.Allow {
			target := a.Target
			if target == "secret" {
				target = ""
			}
			p.Allow = append(p.Allow, AllowList{Description: a.Reason, Paths: grouped(a.Paths), Regexes: grouped(a.Regexes), Target: target, StopWords: a.StopWords})
		}
		list = append(list, p)
	}
	return list
}

// grouped puts each expression into a group: they are joined to one later, and a
// flag at the start of one, such as (?i), would hold for those after it too.
func grouped(sources []string) []string {
	var out []string
	for _, s := range sources {
		out = append(out, "(?:"+s+")")
	}
	return out
}
