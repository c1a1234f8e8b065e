package sarif

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/rules"
)

// descriptor returns a rule as SARIF describes it. Everything is from the rule's
// page, and trusted.
func descriptor(r *rules.Rule) *model.ReportingDescriptor {
	full := r.Summary
	if full == "" {
		full = r.Title
	}
	d := &model.ReportingDescriptor{
		ID:                   r.ID,
		Name:                 ptr(friendly(r.ID, "Rule")),
		ShortDescription:     &model.MultiformatMessageString{Text: ptr(sentence(shorten(r.Title, maxDescription)))},
		FullDescription:      &model.MultiformatMessageString{Text: ptr(sentence(shorten(full, maxDescription)))},
		DefaultConfiguration: &model.ReportingConfiguration{Level: r.Severity.String()},
		HelpURI:              ptr(r.URL()),
		Help:                 &model.MultiformatMessageString{Text: ptr(sentence(full) + " See " + r.URL() + " for examples and the way out.")},
		Properties:           model.Properties{},
	}
	if tags := tags(r); len(tags) > 0 {
		d.Properties["tags"] = tags
	}
	if r.Help != "" {
		d.Help.Markdown = ptr(r.Help)
	}
	if r.Confidence != "" {
		d.Properties["precision"] = string(r.Confidence)
	}
	if r.SecuritySeverity != "" {
		d.Properties["security-severity"] = r.SecuritySeverity
	} else {
		d.Properties["problem.severity"] = map[rules.Severity]string{
			rules.Error: "error", rules.Warning: "warning", rules.Note: "recommendation",
		}[r.Severity]
	}
	return d
}

// tags returns at most maxTags tags: GitHub shows ten and filters by them. CodeQL's
// forms are used where it has one, so that the filters work across tools.
func tags(r *rules.Rule) []string {
	var tags []string
	if r.SecuritySeverity != "" {
		tags = append(tags, "security")
	}
	if r.Checklist != "" {
		tags = append(tags, "checklist/"+r.Checklist)
	}
	if r.OWASP != "" {
		tags = append(tags, "owasp/"+r.OWASP)
	}
	for _, n := range r.CWE {
		if tag := fmt.Sprintf("external/cwe/cwe-%03d", n); !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags[:min(len(tags), maxTags)]
}

// friendly returns an ID as a name of one word: "corsorigin/null-origin" is
// CorsoriginNullOrigin. SARIF wants a name that differs from the ID by more than
// case, so an ID of one word gets a second one.
func friendly(id, second string) string {
	var b strings.Builder
	up := true
	for _, r := range id {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			up = true
			continue
		}
		if up {
			r = unicode.ToUpper(r)
			up = false
		}
		b.WriteRune(r)
	}
	if name := b.String(); !strings.EqualFold(name, id) {
		return name
	}
	return b.String() + second
}

// sentence returns text that starts with a capital and ends with a period, as
// SARIF wants its messages (2001 of Microsoft's rules).
func sentence(text string) string {
	text = strings.TrimSpace(text)
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	text = string(unicode.ToUpper(r)) + text[size:]
	if !strings.ContainsRune(".!?", rune(text[len(text)-1])) {
		text += "."
	}
	return text
}

// shorten cuts text to at most limit bytes, at a word's end where there is one.
func shorten(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	text = text[:limit-len("…")]
	for !utf8.ValidString(text) && len(text) > 0 {
		text = text[:len(text)-1]
	}
	if i := strings.LastIndexByte(text, ' '); i > limit/2 {
		text = text[:i]
	}
	return text + "…"
}

// semver is the form that semver.org publishes, without its bounds on identifiers.
var semver = regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)

func semanticVersion(version string) string {
	version = strings.TrimPrefix(version, "v")
	if !semver.MatchString(version) {
		return "0.0.0-dev"
	}
	return version
}
