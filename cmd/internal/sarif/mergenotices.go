package sarif

import (
	"fmt"
	"slices"
	"strings"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// invocation unites what the runs say of their scans: successful if all were.
// What speaks of a whole run (its hidden findings, its unassessed rows) is said
// anew of the united one.
func (m *merger) invocation(conflicts []string, left int) (*model.Invocation, error) {
	united := &model.Invocation{ExecutionSuccessful: ptr(true), ExitCode: ptr(engine.ExitClean)}
	var notes []*model.Notification
	for _, r := range m.runs {
		for _, i := range r.Invocations {
			united.ExecutionSuccessful = ptr(*united.ExecutionSuccessful && value(i.ExecutionSuccessful))
			wins := exitRank(value(i.ExitCode)) - exitRank(*united.ExitCode)
			if wins > 0 || wins == 0 && (united.ExitCodeDescription == nil || value(i.ExitCodeDescription) < *united.ExitCodeDescription) {
				united.ExitCode, united.ExitCodeDescription = i.ExitCode, i.ExitCodeDescription
			}
			for _, n := range i.ToolExecutionNotifications {
				if n.Descriptor == nil {
					n.Descriptor = &model.ReportingDescriptorReference{Id: ptr("notice")}
				}
				n.Descriptor.Index = nil // of the run that it comes from
				if id := value(n.Descriptor.Id); id != hiddenID && id != notAssessedID {
					notes = append(notes, n)
				}
			}
		}
	}
	said := summaryNotices(&engine.Summary{NotAssessed: m.notAssessed(), HiddenByRepository: m.sum("hiddenByRepository")}, cuts{results: left})
	if conflicts != nil {
		said = append(said, scanners.Notice{ID: mergeID, Level: rules.Warning, Message: "the reports describe these rules differently, one description is kept: " + strings.Join(conflicts, ", ")})
	}
	for _, n := range said {
		notes = append(notes, notification(n, nil))
	}
	var err error
	united.ToolExecutionNotifications, err = unique(notes)
	return united, err
}

// exitRank orders exit codes by what wins when runs are united.
func exitRank(code int) int {
	switch code {
	case engine.ExitClean:
		return 0
	case engine.ExitFindings:
		return 1
	}
	return 2
}

// properties unites the counts. Active findings are counted anew; what the
// reports do not list (suppressed findings, files) can only be added up.
func (m *merger) properties(results []*model.Result) model.Properties {
	p := model.Properties{}
	active := 0
	for _, r := range results {
		if len(r.Suppressions) == 0 || r.Suppressions[0] == nil {
			active++
		}
	}
	p["active"] = active
	for _, key := range []string{"suppressed", "baselined", "hiddenByRepository"} {
		p[key] = m.sum(key)
	}
	complete := true
	for _, r := range m.runs {
		ok, _ := r.Properties["complete"].(bool)
		complete = complete && ok
	}
	p["complete"] = complete
	for _, key := range []string{"scanned", "skipped"} {
		counts := make(map[string]int)
		for _, r := range m.runs {
			for name, n := range object(r.Properties[key]) {
				counts[name] += number(n)
			}
		}
		if len(counts) > 0 {
			p[key] = counts
		}
	}
	if rows := m.notAssessed(); rows != nil {
		p["notAssessed"] = rows
	}
	return p
}

func (m *merger) sum(key string) int {
	n := 0
	for _, r := range m.runs {
		n += number(r.Properties[key])
	}
	return n
}

func number(v any) int {
	n, _ := v.(float64)
	return int(n)
}

// notAssessed returns the rows of the checklist that no run assessed.
func (m *merger) notAssessed() []string {
	count := make(map[string]int)
	for _, r := range m.runs {
		for _, row := range list(r.Properties["notAssessed"]) {
			count[fmt.Sprint(row)]++
		}
	}
	var rows []string
	for row, n := range count {
		if n == len(m.runs) {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	return rows
}
