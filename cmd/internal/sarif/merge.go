package sarif

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/escape"
)

// A Report is a SARIF file that was written before.
type Report struct {
	// Name is for messages.
	Name string
	Data []byte
}

// Merge unites reports of one launchlint version on one commit into one run, as
// GitHub wants it: its order and content do not depend on the order of the
// reports. A finding that several report is there once. A category replaces those
// of the reports; without one they must agree.
func Merge(reports []Report, category string) ([]byte, error) {
	checker, err := NewChecker()
	if err != nil {
		return nil, err
	}
	m := merger{category: category, seen: make(map[string]bool)}
	for _, r := range reports {
		runs, err := decode(checker, r)
		if err != nil {
			return nil, err
		}
		for _, run := range runs {
			if err := m.add(r.Name, run); err != nil {
				return nil, err
			}
		}
	}
	if m.runs == nil {
		return nil, fmt.Errorf("merge: the reports hold no run")
	}
	return m.encode()
}

// decode reads a report of launchlint's. It takes nothing that the model does not
// know, so nothing can get lost on the way.
func decode(checker *Checker, r Report) ([]*model.Run, error) {
	name := escape.Text(r.Name)
	var doc any
	dec := json.NewDecoder(bytes.NewReader(r.Data))
	dec.UseNumber()
	if err := dec.Decode(&doc); err != nil {
		return nil, fmt.Errorf("merge %s: not JSON: %s", name, escape.Text(err.Error()))
	}
	if faults := checker.checkSchema(doc); faults != nil {
		return nil, fmt.Errorf("merge %s: not valid SARIF 2.1.0 (`launchlint sarif validate` says more): %s", name, faults[0])
	}
	// Have: the shapes that the schema asks for.
	for _, run := range list(object(doc)["runs"]) {
		if tool, _ := object(object(object(run)["tool"])["driver"])["name"].(string); tool != toolName {
			return nil, fmt.Errorf("merge %s: it is a report of %s; only reports of %s can be merged", name, quote(tool), toolName)
		}
	}
	var log model.Report
	strict := json.NewDecoder(bytes.NewReader(r.Data))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&log); err != nil {
		return nil, fmt.Errorf("merge %s: changed since launchlint wrote it: %s", name, escape.Text(err.Error()))
	}
	for _, run := range log.Runs {
		if !ours(run) {
			return nil, fmt.Errorf("merge %s: changed since launchlint wrote it: it has properties that would be lost", name)
		}
	}
	return log.Runs, nil
}

// ours reports whether a run has nothing but what merging keeps.
func ours(run *model.Run) bool {
	rest := *run
	rest.Tool, rest.Results, rest.Invocations, rest.Properties = model.Tool{}, nil, nil, nil
	rest.ColumnKind, rest.OriginalUriBaseIDs, rest.AutomationDetails, rest.VersionControlProvenance = nil, nil, nil, nil
	if !reflect.DeepEqual(rest, model.Run{}) || run.Tool.Extensions != nil {
		return false
	}
	for _, i := range run.Invocations {
		rest := *i
		rest.ExecutionSuccessful, rest.ExitCode, rest.ExitCodeDescription, rest.ToolExecutionNotifications = nil, nil, nil, nil
		if !reflect.DeepEqual(rest, model.Invocation{}) {
			return false
		}
	}
	return true
}

// A merger gathers runs.
type merger struct {
	category string
	runs     []*model.Run
	names    []string
	seen     map[string]bool // JSON of the runs gathered: the same report twice is one
}

// add takes a run that fits to those before it.
func (m *merger) add(name string, run *model.Run) error {
	text, err := json.Marshal(run)
	if err != nil {
		return fmt.Errorf("merge %s: %w", escape.Text(name), err)
	}
	if m.seen[string(text)] {
		return nil
	}
	m.seen[string(text)] = true
	if len(m.runs) > 0 {
		if err := m.agrees(name, run); err != nil {
			return err
		}
	}
	m.runs, m.names = append(m.runs, run), append(m.names, name)
	return nil
}

// agrees reports, as an error, why run cannot be one with the runs before it.
func (m *merger) agrees(name string, run *model.Run) error {
	first := m.runs[0]
	differ := func(what, a, b string) error {
		return fmt.Errorf("merge: %s is %s %s and %s %s", quote(m.names[0]), what, quote(a), quote(name), quote(b))
	}
	if a, b := value(first.Tool.Driver.SemanticVersion), value(run.Tool.Driver.SemanticVersion); a != b {
		return fmt.Errorf("%w; scan all shards with one version", differ("by launchlint", a, b))
	}
	if a, b := automation(first), automation(run); a != b && m.category == "" {
		return fmt.Errorf("%w; give the result one with --category", differ("of category", a, b))
	}
	for i, other := range m.runs {
		if a, b := revision(other), revision(run); a != "" && b != "" && a != b {
			return fmt.Errorf("merge: %s is of commit %s and %s of %s; scan all shards on one commit", quote(m.names[i]), quote(a), quote(name), quote(b))
		}
	}
	return nil
}

func automation(run *model.Run) string {
	if run.AutomationDetails == nil {
		return ""
	}
	return value(run.AutomationDetails.ID)
}

func revision(run *model.Run) string {
	for _, v := range run.VersionControlProvenance {
		if r := value(v.RevisionID); r != "" {
			return r
		}
	}
	return ""
}

func (m *merger) encode() ([]byte, error) {
	run := &model.Run{
		Tool:               model.Tool{Driver: new(*m.runs[0].Tool.Driver)},
		ColumnKind:         m.runs[0].ColumnKind,
		OriginalUriBaseIDs: m.runs[0].OriginalUriBaseIDs,
		AutomationDetails:  m.runs[0].AutomationDetails,
	}
	if m.category != "" {
		run.AutomationDetails = &model.RunAutomationDetails{ID: ptr(automationID(m.category))}
	}
	rules, conflicts, err := m.rules()
	if err != nil {
		return nil, err
	}
	run.Tool.Driver.Rules = rules
	results, err := m.results(rules)
	if err != nil {
		return nil, err
	}
	for _, r := range m.runs {
		run.VersionControlProvenance = append(run.VersionControlProvenance, r.VersionControlProvenance...)
	}
	if run.VersionControlProvenance, err = unique(run.VersionControlProvenance); err != nil {
		return nil, err
	}
	run.Properties = m.properties(results)
	return fit(results, worseResult(rules), func(kept []*model.Result) ([]byte, error) {
		run.Results = kept
		invocation, err := m.invocation(conflicts, len(results)-len(kept))
		if err != nil {
			return nil, err
		}
		run.Invocations = []*model.Invocation{invocation}
		describeNotifications(run)
		return encode(run)
	})
}

// rules returns the rules of all runs, sorted by ID and unique, and the IDs that
// runs describe differently: rules of a repository's own configuration may.
func (m *merger) rules() (all []*model.ReportingDescriptor, conflicts []string, err error) {
	for _, r := range m.runs {
		all = append(all, r.Tool.Driver.Rules...)
	}
	if all, err = unique(all); err != nil {
		return nil, nil, err
	}
	slices.SortStableFunc(all, func(a, b *model.ReportingDescriptor) int { return strings.Compare(a.ID, b.ID) })
	out := []*model.ReportingDescriptor{} // present even when empty: GitHub wants the array
	for _, r := range all {
		if len(out) > 0 && out[len(out)-1].ID == r.ID {
			conflicts = append(conflicts, r.ID)
			continue
		}
		out = append(out, r)
	}
	return out, slices.Compact(conflicts), nil
}

// unique returns the items sorted by their JSON, each once.
func unique[T any](items []T) ([]T, error) {
	type coded struct {
		item T
		text []byte
	}
	all := make([]coded, len(items))
	for i, item := range items {
		text, err := json.Marshal(item)
		if err != nil {
			return nil, fmt.Errorf("merge: %w", err)
		}
		all[i] = coded{item, text}
	}
	slices.SortFunc(all, func(a, b coded) int { return bytes.Compare(a.text, b.text) })
	all = slices.CompactFunc(all, func(a, b coded) bool { return bytes.Equal(a.text, b.text) })
	var out []T
	for _, c := range all {
		out = append(out, c.item)
	}
	return out, nil
}

// value returns what p points to, or the zero value.
func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}
