package sarif

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/scanners"
)

// result returns one finding. Its rule is enabled.
func (w *writer) result(f *scanners.Finding) *model.Result {
	sources := w.scan.Sources
	loc := w.standing(f)
	text := plain(f.Message) + links(f.Related)
	if f.Provenance.History != nil {
		text = plain(f.Message) + pastLinks(f.Related)
	}
	r := &model.Result{
		RuleID:    ptr(f.Rule.ID),
		RuleIndex: ptr(uint(w.ruleOf[f.Rule.ID])),
		Level:     ptr(f.Severity.String()),
		Message:   model.Message{Text: ptr(text)},
		Locations: []*model.Location{{PhysicalLocation: physicalOf(f, loc, sources)}},
		PartialFingerprints: map[string]interface{}{
			"primaryLocationLineHash": f.Fingerprint.Line,
			"launchlintBaseline/v1":   f.Fingerprint.Baseline,
		},
	}
	for i, related := range f.Related[:min(len(f.Related), maxRelated)] {
		l := place(f, w.located(related.Location), related.Message, sources)
		l.Id = ptr(uint(i + 1))
		r.RelatedLocations = append(r.RelatedLocations, l)
	}
	if len(f.Flow) > 0 {
		thread := &model.ThreadFlow{}
		for _, step := range middleCut(f.Flow, maxSteps) {
			at := step.Location
			if at.Path == "" { // the message says what it is about
				at = loc
			}
			thread.Locations = append(thread.Locations, &model.ThreadFlowLocation{Location: place(f, at, step.Message, sources)})
		}
		r.CodeFlows = []*model.CodeFlow{{ThreadFlows: []*model.ThreadFlow{thread}}}
	}
	for _, fix := range f.Fixes {
		change := w.fix(fix)
		same := func(other *model.Fix) bool { return reflect.DeepEqual(change, other) }
		if change != nil && !slices.ContainsFunc(r.Fixes, same) { // the schema wants them unique
			r.Fixes = append(r.Fixes, change)
		}
	}
	if w.options.IncludeSuppressed {
		// All results of a run have the property or none has (SARIF 3.27.23). The
		// suppression nil of an active finding is dropped by the encoder.
		r.Suppressions = []*model.Suppression{w.suppression(f)}
	}
	r.Properties = properties(f)
	if h := f.Provenance.History; h != nil && h.Occurrences > 0 {
		r.OccurrenceCount = ptr(uint(h.Occurrences))
	}
	return r
}

// message returns untrusted text as a message, never an empty one: GitHub wants
// one at every related location.
func message(text string) *model.Message {
	if text == "" {
		text = "see here"
	}
	return &model.Message{Text: ptr(plain(text))}
}

// plain returns untrusted text on one line, without controls, and without links:
// `[text](target)` is one even in a plain text message (SARIF 3.11.6).
func plain(text string) string {
	return strings.ReplaceAll(escape.Text(text), "](", "] (")
}

// links returns the phrases of the first related places, each linked to its place:
// GitHub shows no related locations but those that the message links to.
func links(related []scanners.Related) string {
	var parts []string
	more := 0
	for i, r := range related {
		switch {
		case r.Message == "":
		case len(parts) == maxPhrases:
			more++
		default:
			parts = append(parts, fmt.Sprintf("[%s](%d)", linkText(r.Message), i+1))
		}
	}
	if parts == nil {
		return ""
	}
	text := " (" + strings.Join(parts, ", ")
	if more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text + ")"
}

// linkText returns untrusted text as the text of a link.
func linkText(text string) string { return noBrackets.Replace(escape.Text(text)) }

var noBrackets = strings.NewReplacer("[", "(", "]", ")", `\`, "/")

// fix returns one way out, or nil when JSON cannot hold its text: a fix with
// replaced bytes would spoil the file.
func (w *writer) fix(f scanners.Fix) *model.Fix {
	out := &model.Fix{Description: message(f.Message)}
	changes := make(map[string]*model.ArtifactChange)
	for _, e := range f.Edits {
		if !utf8.ValidString(e.NewText) {
			return nil
		}
		c := changes[e.Location.Path]
		if c == nil {
			c = &model.ArtifactChange{ArtifactLocation: *artifact(e.Location.Path)}
			changes[e.Location.Path] = c
			out.ArtifactChanges = append(out.ArtifactChanges, c)
		}
		replacement := &model.Replacement{DeletedRegion: *region(e.Location, w.scan.Sources)}
		if e.NewText != "" {
			replacement.InsertedContent = &model.ArtifactContent{Text: ptr(e.NewText)}
		}
		c.Replacements = append(c.Replacements, replacement)
	}
	if out.ArtifactChanges == nil {
		return nil
	}
	return out
}

// suppression says who hides a finding. Only what stands beside the code is "in
// source" (SARIF 3.35.2).
func (w *writer) suppression(f *scanners.Finding) *model.Suppression {
	s := f.Suppression
	if s == nil {
		return nil
	}
	out := &model.Suppression{Kind: "external", Status: ptr("accepted")}
	if s.Kind == "directive" || s.Kind == "comment" {
		out.Kind = "inSource"
	}
	justification := s.Kind
	if s.Reason != "" {
		justification += ": " + s.Reason
	}
	out.Justification = ptr(escape.Text(justification))
	// A comment that stands in no file of today's tree has no place: a note's path, for
	// one, is the id of a commit.
	if past := f.Provenance.History != nil && f.Location.StartLine == 0; s.Location != nil && !past {
		out.Location = &model.Location{PhysicalLocation: physical(*s.Location, w.scan.Sources)}
	}
	return out
}

// properties are the facts about a finding that SARIF has no place for.
func properties(f *scanners.Finding) model.Properties {
	p := model.Properties{}
	if f.Confidence != "" {
		p["confidence"] = string(f.Confidence)
	}
	if f.Provenance.Source != "" {
		p["source"] = f.Provenance.Source
	}
	if f.Provenance.Untracked {
		p["untracked"] = true
	}
	if f.Provenance.GitIgnored {
		p["gitIgnored"] = true
	}
	if f.Provenance.History != nil {
		history(p, f)
	}
	if f.Secret != nil {
		p["secret"] = escape.Text(f.Secret.Redacted)
		if f.Secret.Hash != "" {
			p["secretHash"] = f.Secret.Hash
		}
	}
	return p
}
