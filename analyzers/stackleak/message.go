package stackleak

import (
	"fmt"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
)

// message words a finding: what reaches the client, how, and the way out.
func message(g *group) string {
	first := &g.leaks[0].effect
	what, several := subject(g)
	var b strings.Builder
	switch l := &g.leaks[0]; {
	case l.switchedOn && l.setting != "":
		fmt.Fprintf(&b, "unless %s turns it off, ", l.setting)
	case l.switchedOn:
		b.WriteString("by a debug switch that is on, ")
	case first.Debug:
		b.WriteString("while a debug switch is on, ")
	}
	it := "it"
	if several {
		it = "them"
	}
	switch first.Dest.Target {
	case funcsum.ToAnswer:
		fmt.Fprintf(&b, "%s sends %s that a handler returns: log %s and %s", frameworkName(first.Dest.Name), what, it, answerOf(first.Dest.Name))
		return b.String()
	case funcsum.ToField:
		fmt.Fprintf(&b, "%s is kept in %s, which is encoded as JSON: log it instead", what, nameIn(g.leaks[0].via[0].Package, first.Dest.Name))
		return b.String()
	}
	b.WriteString(what + " reach")
	if !several || g.rule != ruleStack {
		b.WriteString("es") // the text of errors reaches, two things reach
	}
	b.WriteString(" the client")
	switch n := len(g.calls()); {
	case g.pastHelper:
		fmt.Fprintf(&b, " through %s", nameIn(g.leaks[0].via[g.leaks[0].at].Package, g.sender))
		if n > 1 {
			fmt.Fprintf(&b, ", here and in %s", counted(n-1, "other call"))
		}
	case g.sender != "":
		calls := "a call"
		if n > 1 {
			calls = counted(n, "call")
		}
		fmt.Fprintf(&b, " in %s of %s", calls, nameIn(g.leaks[0].via[g.leaks[0].at].Package, g.sender))
	}
	fmt.Fprintf(&b, ": log %s and %s", it, wayOut(first))
	return b.String()
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// subject names what reaches the client; several reports whether it is more than one thing.
func subject(g *group) (what string, several bool) {
	var kinds, callees, others []string
	add := func(list *[]string, s string) {
		if !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	note := func(s *funcsum.Source) {
		switch s.Kind {
		case funcsum.Internal:
			add(&kinds, s.Name)
			add(&callees, s.Callee)
		case funcsum.Recovered:
			add(&others, "the value of a recovered panic")
		default:
			add(&others, "a stack trace")
			add(&callees, s.Callee)
		}
	}
	note(&g.best.effect.Source)
	for i := range g.leaks {
		note(&g.leaks[i].effect.Source)
	}
	from := ""
	if callees = slices.DeleteFunc(callees, func(s string) bool { return s == "" }); len(callees) > 0 {
		from = " (from " + shortName(callees[0])
		if len(callees) > 1 {
			from += fmt.Sprintf(" and %d more", len(callees)-1)
		}
		from += ")"
	}
	switch {
	case len(others) > 0:
		return joined(others) + from, len(others) > 1
	case len(kinds) == 1:
		return "the text of " + withArticle(errorNames[kinds[0]]) + from, false
	}
	var names []string
	for _, k := range kinds {
		names = append(names, strings.TrimSuffix(errorNames[k], " error"))
	}
	return "the text of " + joined(names) + " errors" + from, true
}

// whatOf names one thing that reaches a client.
func whatOf(e *funcsum.Effect) string {
	what := "a stack trace"
	switch e.Source.Kind {
	case funcsum.Internal:
		what = withArticle(errorNames[e.Source.Name])
	case funcsum.Recovered:
		return "the value of a recovered panic"
	}
	if e.Source.Callee != "" {
		what += " (from " + shortName(e.Source.Callee) + ")"
	}
	return what
}

func joined(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " and " + list[last]
}

func withArticle(s string) string {
	if strings.IndexByte("aeiou", s[0]) >= 0 {
		return "an " + s
	}
	return "a " + s
}

// errorNames are what errors are called by the kind of their origin in rules/models.
var errorNames = map[string]string{
	"database": "database error", "cache": "cache error", "queue": "queue error", "network": "network error",
	"file": "file error", "process": "process error", "cloud": "cloud error",
	"crypto": "cryptography error", "template": "template error", "configuration": "configuration error",
}
