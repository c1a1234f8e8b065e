// Package jsonout writes a scan as JSON for programs: everything that is known,
// hidden findings included. docs/output.md describes the form. It only grows: a
// property that goes, or changes its meaning, makes a new Version.
package jsonout

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/cmd/internal/leaktext"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// Version is the version of the form.
const Version = 1

// Options say what a report holds beside the scan.
type Options struct {
	// Version is launchlint's version.
	Version string
}

// New returns a handler that writes one JSON object to w at the end of the scan.
func New(w io.Writer, o Options) engine.Handler {
	return &writer{w: w, report: report{
		Version: Version, Tool: tool{Name: "launchlint", Version: o.Version},
		Scanners: []string{}, Rules: []rule{}, Findings: []finding{}, Notices: []notice{},
	}}
}

type writer struct {
	w      io.Writer
	report report
	used   map[string]bool // IDs of the rules that were broken
	rules  []*rules.Rule
}

func (w *writer) Begin(s *engine.Scan) error {
	w.report.Scanners = append(w.report.Scanners, s.Scanners...)
	w.used = make(map[string]bool)
	w.rules = s.Rules
	return nil
}

func (w *writer) Finding(f *scanners.Finding) error {
	w.used[f.Rule.ID] = true
	w.report.Findings = append(w.report.Findings, newFinding(f))
	return nil
}

func (w *writer) End(s *engine.Summary) error {
	for _, r := range w.rules {
		if w.used[r.ID] {
			w.report.Rules = append(w.report.Rules, newRule(r))
		}
	}
	for _, n := range s.Notices {
		w.report.Notices = append(w.report.Notices, newNotice(n))
	}
	w.report.Summary = newSummary(s)
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(w.report); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	if _, err := w.w.Write(escape.JSON(out.Bytes())); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

func newHistory(f *scanners.Finding) *history {
	h := f.Provenance.History
	if h == nil {
		return nil
	}
	out := &history{State: h.State, FirstSeen: leaktext.FirstSeen(f), Introduced: h.Introduced, Occurrences: h.Occurrences, Commits: h.Commits, Refs: h.Refs}
	for _, e := range h.Exposures {
		span := exposure{From: e.From.UTC().Format(time.RFC3339)}
		if !e.To.IsZero() {
			span.To = e.To.UTC().Format(time.RFC3339)
		}
		out.Exposures = append(out.Exposures, span)
	}
	return out
}

func newFinding(f *scanners.Finding) finding {
	out := finding{
		Rule: f.Rule.ID, Severity: f.Severity.String(), Confidence: string(f.Confidence), Message: f.Message,
		Location:     newLocation(f.Location),
		Source:       f.Provenance.Source,
		Untracked:    f.Provenance.Untracked,
		GitIgnored:   f.Provenance.GitIgnored,
		History:      newHistory(f),
		Fingerprints: fingerprints{Baseline: f.Fingerprint.Baseline, Line: f.Fingerprint.Line},
	}
	for _, r := range f.Related {
		out.Related = append(out.Related, place{newLocation(r.Location), r.Message})
	}
	for _, s := range f.Flow {
		out.Flow = append(out.Flow, place{newLocation(s.Location), s.Message})
	}
	for _, x := range f.Fixes {
		change := fix{Message: x.Message, Edits: []edit{}}
		for _, e := range x.Edits {
			text, base := exact(e.NewText)
			change.Edits = append(change.Edits, edit{newLocation(e.Location), text, base})
		}
		out.Fixes = append(out.Fixes, change)
	}
	if f.Secret != nil {
		out.Secret = &secret{f.Secret.Redacted, f.Secret.Hash}
	}
	if s := f.Suppression; s != nil {
		out.Suppression = &suppression{Kind: s.Kind, Reason: s.Reason}
		if s.Location != nil {
			out.Suppression.Location = newLocation(*s.Location)
		}
	}
	return out
}

// newLocation returns nil for no location.
func newLocation(l scanners.Location) *location {
	if l.IsZero() {
		return nil
	}
	path, base := exact(l.Path)
	return &location{path, base, l.StartLine, l.StartColumn, l.EndLine, l.EndColumn}
}

// exact returns text as JSON can hold it and, where that is not all of it, the
// bytes in base64.
func exact(text string) (valid, base string) {
	if utf8.ValidString(text) {
		return text, ""
	}
	return text, base64.StdEncoding.EncodeToString([]byte(text))
}

func newRule(r *rules.Rule) rule {
	return rule{
		ID: r.ID, Title: r.Title, Summary: r.Summary, URL: r.URL(), Severity: r.Severity.String(), SecuritySeverity: r.SecuritySeverity,
		Confidence: string(r.Confidence), CWE: r.CWE, OWASP: r.OWASP, Checklist: r.Checklist,
	}
}

func newNotice(n scanners.Notice) notice {
	out := notice{ID: n.ID, Level: n.Level.String(), Message: n.Message, Incomplete: n.Incomplete, Scanner: n.Scanner}
	if n.Level == 0 {
		out.Level = rules.Warning.String()
	}
	if n.Location != nil {
		out.Location = newLocation(*n.Location)
	}
	return out
}

func newSummary(s *engine.Summary) summary {
	out := summary{
		Active: s.Active, Suppressed: s.Suppressed, Baselined: s.Baselined, Failing: s.Failing, HiddenByRepository: s.HiddenByRepository,
		Scanned: map[string]int{}, Skipped: map[string]int{}, NotAssessed: append([]string{}, s.NotAssessed...),
		Complete: !s.Incomplete, ExitCode: s.ExitCode(),
	}
	if s.FailOn != 0 {
		out.FailOn = s.FailOn.String()
	}
	for _, c := range s.Scanned {
		out.Scanned[c.Name] = c.N
	}
	for _, c := range s.Skipped {
		out.Skipped[c.Name] = c.N
	}
	return out
}
