package markdown

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/leaktext"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// Limits of what is shown of one finding of the history.
const (
	maxRefs     = 5
	maxTimeline = 20
)

// historyTable writes the active findings of the history of one severity: what can
// be had where, since when, and who keeps it.
func (w *writer) historyTable(severity rules.Severity) (left int) {
	var rows []string
	for _, f := range w.findings {
		if h := f.Provenance.History; f.Suppression == nil && f.Severity == severity && h != nil {
			rows = append(rows, fmt.Sprintf("| %s | %s%s | %s | %s | %s | %s | %s |\n",
				cmp.Or(w.pastPlace(f.Location), "no file"), text(f.Message), w.past(f), text(leaktext.State(h)), times(h.Introduced), cmp.Or(leaktext.FirstSeen(f), "unknown"), text(leaktext.Refs(h, maxRefs)), w.rule(f.Rule)))
		}
	}
	return w.tableOf(severity, plural(severity)+" in the history", "| Place | Finding | State | Introduced | First seen | Refs | Rule |\n| --- | --- | --- | --- | --- | --- | --- |\n", rows)
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// past returns the timeline and the other places, folded away within their cell.
func (w *writer) past(f *scanners.Finding) string {
	var lines []string
	for _, line := range leaktext.Timeline(f.Flow, maxTimeline) {
		lines = append(lines, text(line))
	}
	for i, r := range f.Related {
		if i == maxPlaces {
			lines = append(lines, fmt.Sprintf("and %d more places", len(f.Related)-maxPlaces))
			break
		}
		lines = append(lines, fmt.Sprintf("see: %s %s", w.pastPlace(r.Location), text(r.Message)))
	}
	if lines == nil {
		return ""
	}
	return "<details><summary>timeline</summary>" + strings.Join(lines, "<br>") + "</details>"
}

// pastPlace is place, without a link for a file that today's tree may not have.
func (w *writer) pastPlace(l scanners.Location) string {
	if l.StartLine > 0 || l.Path == "" {
		return w.place(l)
	}
	return "<code>" + text(l.Path) + "</code>"
}
