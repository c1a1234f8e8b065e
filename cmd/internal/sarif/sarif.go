// Package sarif writes, checks and unites SARIF 2.1.0 reports as GitHub code
// scanning really treats them: docs/sarif.md says what each property holds and
// why. The object model is go-sarif's; the encoder is ours, because the model
// writes nulls that the schema forbids and indexes that do not exist.
package sarif

import (
	"fmt"
	"io"
	"slices"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// Options say what a report holds beside the findings.
type Options struct {
	// Version is launchlint's version, with or without a leading v. Anything that
	// is not a semantic version is written as 0.0.0-dev.
	Version string
	// Category tells apart several reports on one commit. Empty leaves
	// automationDetails out, so that the uploader may choose.
	Category string
	// IncludeSuppressed writes suppressed and baselined findings too. GitHub opens
	// alerts for them: it is for other consumers.
	IncludeSuppressed bool
	// VersionControl is where the scanned tree comes from; nil when not known.
	VersionControl *VersionControl
}

// New returns a handler that writes one SARIF log to w at the end of the scan.
func New(w io.Writer, o Options) engine.Handler { return &writer{w: w, options: o} }

type writer struct {
	w        io.Writer
	options  Options
	scan     *engine.Scan
	ruleOf   map[string]int // index in rules by ID
	rules    []*rules.Rule
	findings []*scanners.Finding
}

func (w *writer) Begin(s *engine.Scan) error {
	w.scan = s
	w.ruleOf = make(map[string]int)
	w.rules = slices.Clone(s.Rules)
	for i, r := range w.rules {
		w.ruleOf[r.ID] = i
	}
	return nil
}

func (w *writer) Finding(f *scanners.Finding) error {
	if f.Suppression != nil && !w.options.IncludeSuppressed {
		return nil
	}
	if _, ok := w.ruleOf[f.Rule.ID]; !ok {
		return fmt.Errorf("write SARIF: a finding of the rule %q, which is not among the enabled ones", f.Rule.ID)
	}
	w.findings = append(w.findings, f)
	return nil
}

func (w *writer) End(s *engine.Summary) error {
	text, err := fit(w.findings, worse, func(kept []*scanners.Finding) ([]byte, error) { return w.encode(kept, s) })
	if err != nil {
		return err
	}
	if _, err := w.w.Write(text); err != nil {
		return fmt.Errorf("write SARIF: %w", err)
	}
	return nil
}

// encode returns the log of the kept findings as JSON.
func (w *writer) encode(kept []*scanners.Finding, s *engine.Summary) ([]byte, error) {
	driver := &model.ToolComponent{
		Name:            toolName,
		SemanticVersion: ptr(semanticVersion(w.options.Version)),
		InformationURI:  ptr(informationURI),
		Rules:           []*model.ReportingDescriptor{},
	}
	for _, r := range w.rules {
		driver.Rules = append(driver.Rules, descriptor(r))
	}
	run := &model.Run{
		Tool:       model.Tool{Driver: driver},
		ColumnKind: "utf16CodeUnits",
		Results:    []*model.Result{},
		OriginalUriBaseIDs: map[string]*model.ArtifactLocation{
			rootID: {Description: message("the top directory of the scanned tree")},
		},
	}
	for _, f := range kept {
		run.Results = append(run.Results, w.result(f))
	}
	run.Invocations = []*model.Invocation{w.invocation(s, w.cuts(kept))}
	describeNotifications(run)
	run.VersionControlProvenance = w.options.VersionControl.provenance()
	if w.options.Category != "" {
		run.AutomationDetails = &model.RunAutomationDetails{ID: ptr(automationID(w.options.Category))}
	}
	run.Properties = summaryProperties(s)
	return encode(run)
}

const (
	toolName       = "launchlint"
	informationURI = "https://github.com/launchlint/launchlint"
)

// automationID returns a category as GitHub reads it: the part of the ID before
// the last slash, so that a category without one would be taken for a run's name.
func automationID(category string) string {
	if category[len(category)-1] == '/' {
		return category
	}
	return category + "/"
}

// summaryProperties are the counts that a SARIF result list cannot show, such as
// how much the scanned repository hides by its own files.
func summaryProperties(s *engine.Summary) model.Properties {
	p := model.Properties{
		"active":             s.Active,
		"suppressed":         s.Suppressed,
		"baselined":          s.Baselined,
		"hiddenByRepository": s.HiddenByRepository,
		"complete":           !s.Incomplete,
	}
	for key, counts := range map[string][]engine.Count{"scanned": s.Scanned, "skipped": s.Skipped} {
		if len(counts) == 0 {
			continue
		}
		m := make(map[string]int)
		for _, c := range counts {
			m[c.Name] = c.N
		}
		p[key] = m
	}
	if len(s.NotAssessed) > 0 {
		p["notAssessed"] = s.NotAssessed
	}
	return p
}

func ptr[T any](v T) *T { return &v }
