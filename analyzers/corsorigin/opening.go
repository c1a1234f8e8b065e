package corsorigin

import (
	"fmt"

	goanalysis "golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/internal/values"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
)

// subject says what is open.
type subject int

const (
	header     subject = iota // a raw response header
	library                   // a CORS library's policy
	decision                  // a function that a library asks
	websocket                 // the origin check of a WebSocket handshake
	protection                // net/http's CrossOriginProtection
)

// An opening is a policy that lets in whom it should not.
type opening struct {
	admission
	subject subject
	// reflects: the response names the caller's own origin. Otherwise it says "*",
	// with which browsers send and accept no credentials.
	reflects bool
	// refused: with "*" and credentials the library refuses to start.
	refused bool
	// unset: nobody wrote the list, or it may be empty, which means everyone.
	unset unset
	// at is the one expression to report.
	at values.Span

	credentials   certainty
	credentialsAt values.Span
	related       []goanalysis.RelatedInformation
	// words replace the message, where the subject has its own.
	words string
	fix   []goanalysis.SuggestedFix
}

// unset says how an allow-list that means everyone came about.
type unset int

const (
	written  unset = iota
	omitted        // the field or option is not given
	mayBeNil       // a setting that may be absent, with no default
)

// report gives the opening its rule, severity and words.
func (a *analysis) report(o opening) {
	if !o.at.Known() || !o.at.Pos.IsValid() {
		return
	}
	rule, severity := a.judge(o)
	if severity == 0 {
		return
	}
	v := verdict.Verdict{
		Diagnostic: goanalysis.Diagnostic{
			Pos: o.at.Pos, End: o.at.End,
			Category:       rule,
			Message:        message(rule, o),
			Related:        o.related,
			SuggestedFixes: o.fix,
		},
		Severity: severity,
	}
	if o.credentials != no && o.credentialsAt.Known() {
		v.Related = append(v.Related, note(o.credentialsAt, "credentials are allowed here"))
	}
	if o.test.call != nil {
		if at := a.r.CallSpan(o.test.call); at.Known() && at != o.at {
			v.Related = append(v.Related, note(at, fmt.Sprintf("%s lets %s in", o.test.how, o.origin)))
		}
	}
	a.rep.Report(v)
}

func note(at values.Span, words string) goanalysis.RelatedInformation {
	return goanalysis.RelatedInformation{Pos: at.Pos, End: at.End, Message: words}
}

// judge chooses the rule and, by the effect in a browser, the severity. Severity
// 0 means that nothing is reported.
func (a *analysis) judge(o opening) (rule string, severity rules.Severity) {
	rule = ruleOf(o)
	switch {
	case o.subject == protection:
		severity = rules.Error
	case o.subject == websocket:
		// A handshake carries cookies of its own accord.
		severity = rules.Warning
		if a.signs.cookies {
			severity = rules.Error
		}
	case rule == "corsorigin/wildcard-credentials":
		severity = rules.Warning
	case o.reflects && o.credentials == sure:
		severity = rules.Error
	default:
		severity = rules.Warning
	}
	if severity == rules.Warning && a.signs.anonymous && o.credentials == no {
		severity = rules.Note
	}
	switch {
	case o.when == inDevelopment:
		return rule, softened(severity, o.switches)
	case o.when == whenEmpty || o.when == byDefault:
		severity = min(severity, rules.Warning)
	}
	if o.unset == mayBeNil {
		severity = rules.Note
	}
	return rule, severity
}

func ruleOf(o opening) string {
	switch {
	case o.who == lookalike:
		return "corsorigin/loose-match"
	case o.who == nullOrigin:
		return "corsorigin/null-origin"
	case o.when == byDefault || o.when == whenEmpty || o.unset != written && (o.reflects || o.credentials != sure):
		return "corsorigin/default-open"
	case o.subject == decision || o.subject == websocket || o.subject == protection:
		return "corsorigin/allow-func-true"
	case o.reflects:
		return "corsorigin/reflected"
	case o.credentials == sure:
		return "corsorigin/wildcard-credentials"
	}
	return "corsorigin/wildcard"
}

// softened is the severity of what happens in development only: nothing when
// every switch is known to be off by default, one step less when one is known to
// be on, a note when it is not known.
func softened(severity rules.Severity, switches []values.Set) rules.Severity {
	off := len(switches) > 0
	for _, set := range switches {
		t, f, unknown := withDefaults(set).Bool()
		if t && !unknown {
			return max(severity-1, rules.Note)
		}
		off = off && f && !unknown && !t
	}
	if off {
		return 0
	}
	return rules.Note
}

// message says what a browser will do, then the way out.
func message(rule string, o opening) string {
	var text string
	switch rule {
	case "corsorigin/wildcard":
		text = "every website may read these responses, as far as they are given without cookies; name the allowed origins"
	case "corsorigin/wildcard-credentials":
		text = `browsers refuse "*" together with credentials, so this policy cannot work; name the allowed origins, do not reflect the caller's: that would let any website act as the user`
		if o.refused {
			text = `the library refuses to start with "*" and credentials; name the allowed origins, do not reflect the caller's: that would let any website act as the user`
		}
	case "corsorigin/reflected":
		text = "the caller's own origin is allowed, whatever it is: " + consequence(o)
	case "corsorigin/allow-func-true":
		text = "this check accepts every origin: " + consequence(o)
	case "corsorigin/null-origin":
		text = `the origin "null" is allowed, and any website can have it by a sandboxed frame: ` + consequence(o)
	case "corsorigin/loose-match":
		text = fmt.Sprintf("an attacker's %s passes this test: %s", o.origin, consequence(o))
	case "corsorigin/default-open":
		text = defaultOpen(o) + consequence(o)
	}
	if o.words != "" {
		text = o.words
	}
	if o.when == inDevelopment {
		text = "in development mode, " + text
	}
	return text
}

func defaultOpen(o opening) string {
	switch {
	case o.when == byDefault:
		return "where the setting is absent, every website is let in: "
	case o.when == whenEmpty:
		return "an empty allow-list lets every website in: "
	case o.unset == mayBeNil:
		return "where the setting is absent, the list is empty, which means every website: "
	}
	return "no origins are named, which means every website: "
}

// consequence is what a browser lets a hostile page do, and what to do about it.
func consequence(o opening) string {
	who, way := "any website", "compare it with a list of whole origins"
	switch ruleOf(o) {
	case "corsorigin/default-open":
		who, way = "any of them", "name the allowed origins, and let an empty list mean none"
	case "corsorigin/null-origin":
		who, way = "such a page", "leave it out"
	case "corsorigin/loose-match":
		who, way = "a page there", "compare whole origins, or a suffix that starts with a dot"
	}
	switch {
	case o.subject == websocket:
		return who + " can open a connection as the user who visits it, since browsers send cookies with the handshake; " + way
	case o.reflects && o.credentials == sure:
		return who + " can read responses as the user who visits it, since credentials are allowed; " + way
	case o.reflects && o.credentials == maybe:
		return who + " can read responses, and as the user who visits it where credentials are turned on; " + way
	}
	return who + " can read responses that are given without cookies; " + way
}
