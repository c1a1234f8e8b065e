package cookieflags

import (
	"fmt"
	"go/types"
	"go/version"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
)

// ruleIDs are the rules of the three attributes.
var ruleIDs = [...]string{"cookieflags/secure", "cookieflags/httponly", "cookieflags/samesite"}

// effects complete "the cookie is written without X, so ...".
var effects = [...]string{
	"so browsers send it over plain HTTP too",
	"so any script that runs in the page can read it",
	"so whether other sites' requests carry it is left to each browser",
}

// subject is what a message calls the cookie: its role, and its name if known.
func (v view) subject() string {
	if names := v.names(); len(names) > 0 {
		return fmt.Sprintf("%s %q", v.role.subject(), names[0])
	}
	if v.role <= unnamed {
		return "a cookie whose name is not known here"
	}
	return "a " + v.role.subject()
}

func (p *pass) reportFlag(v view, a attribute, severity rules.Severity) {
	f := v.flags[a]
	var message string
	switch f.state {
	case off:
		message = fmt.Sprintf("%s is written without %s, %s: %s", v.subject(), a, effects[a], v.hint[a])
	case partial:
		message = fmt.Sprintf("%s is written without %s on some paths, %s: %s on all of them", v.subject(), a, effects[a], v.hint[a])
	case defaultOff:
		message = fmt.Sprintf("%s has %s only when %s says so, and by default it does not: make the safe value the default", v.subject(), a, setting(f.by))
	}
	decided := f.by.At
	if !decided.Known() && v.literal != nil {
		decided = span(v.literal)
	}
	region := p.place(v, a, decided)
	d := verdict.Verdict{Severity: severity}
	d.Pos, d.End, d.Category, d.Message = region.Pos, region.End, ruleIDs[a], message
	d.Related = p.related(v, f, region)
	if fix := p.fix(v, a); fix != nil {
		d.SuggestedFixes = []analysis.SuggestedFix{*fix}
	}
	p.report.Report(d)
}

// setting names the setting that an item follows.
func setting(it values.Item) string {
	var key string
	values.Set{it}.Walk(func(it values.Item) bool {
		if c, ok := it.Value.(values.Config); ok && key == "" {
			key = c.Key
		}
		return true
	})
	switch {
	case key != "":
		return fmt.Sprintf("the setting %q", key)
	case it.Shared:
		return "a variable that other packages may set"
	}
	return "a setting"
}

// related points at the literal, at the value that decided and at the branch,
// where they stand outside the reported expression.
func (p *pass) related(v view, f flag, region values.Span) []analysis.RelatedInformation {
	var out []analysis.RelatedInformation
	add := func(at values.Span, message string) {
		if at.Known() && !contains(region, at) {
			out = append(out, analysis.RelatedInformation{Pos: at.Pos, End: at.End, Message: message})
		}
	}
	if v.literal != nil {
		add(span(v.literal), "the cookie is made here")
	}
	switch {
	case f.branch != nil:
		add(conditionSpan(f.branch), "only this decides whether the flag is set")
	case f.state == defaultOff:
		add(f.by.At, "its default stands here")
	case f.by.At.Known():
		add(f.by.At, "the flag is turned off here")
	}
	if v.region != region {
		add(v.region, "and the cookie is written here")
	}
	return out
}

// conditionSpan is the place of a branch's condition, as a point.
func conditionSpan(br *ssa.If) values.Span {
	pos := br.Cond.Pos()
	if !pos.IsValid() {
		return values.Span{}
	}
	return values.Span{Pos: pos, End: pos}
}

func (p *pass) reportRefusal(v view, r refusal) {
	p.reportAt(v, secure, "cookieflags/host-prefix", fmt.Sprintf(
		"browsers refuse cookie %q, whose prefix %s promises %s: %s", r.name, r.prefix.text, r.prefix.promise, r.remedy(v)))
}

func (p *pass) reportNone(v view) {
	p.reportAt(v, secure, "cookieflags/samesite-none", fmt.Sprintf(
		"%s has SameSite=None without Secure, and browsers drop such cookies: %s", v.subject(), v.hint[secure]))
}

// reportAt reports one of the rules that speak of the cookie as a whole.
func (p *pass) reportAt(v view, a attribute, rule, message string) {
	decided := v.flags[a].by.At
	if !decided.Known() && v.literal != nil {
		decided = span(v.literal)
	}
	region := p.place(v, a, decided)
	d := verdict.Verdict{}
	d.Pos, d.End, d.Category, d.Message = region.Pos, region.End, rule, message
	d.Related = p.related(v, v.flags[a], region)
	if fix := p.fix(v, secure); fix != nil && v.flags[secure].bad() {
		d.SuggestedFixes = []analysis.SuggestedFix{*fix}
	}
	p.report.Report(d)
}

// isOld reports whether the package is written for a Go without http.SameSite,
// which came with Go 1.11.
func (p *pass) isOld() bool { return olderThan(p.Pkg, "go1.11") }

func olderThan(pkg *types.Package, v string) bool {
	return version.IsValid(pkg.GoVersion()) && version.Compare(pkg.GoVersion(), v) < 0
}

// reportDefaults reports a library that writes a cookie without the attributes
// that its configuration does not mention.
func (p *pass) reportDefaults(at values.Span, r role, what string, lacks []attribute, hint string, fixes []analysis.SuggestedFix) {
	if p.isTestSupport(at.Pos) {
		return
	}
	severity, names := rules.Note, []string(nil)
	for _, a := range lacks {
		if s, demanded := r.demands(a); demanded {
			severity, names = max(severity, s), append(names, a.String())
		}
	}
	if len(names) == 0 {
		return
	}
	d := verdict.Verdict{Severity: min(severity, rules.Warning)}
	d.Pos, d.End, d.Category = at.Pos, at.End, "cookieflags/store-defaults"
	d.Message = fmt.Sprintf("%s writes the %s without %s unless told otherwise: %s", what, r.subject(), list(names), hint)
	d.SuggestedFixes = fixes
	p.report.Report(d)
}

// list joins words as in "Secure, HttpOnly and SameSite".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
