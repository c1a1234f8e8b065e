package text

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/rules"
)

const (
	maxHidden  = 10 // suppressed findings that are listed without being asked for
	maxNotices = 5  // notices of one ID that are listed
)

// hidden lists what is suppressed and why: a scan that is clean because of its
// suppressions says so. Baselined findings are accepted in bulk and only counted.
func (w *writer) hidden() {
	listed, more := 0, 0
	for _, f := range w.findings {
		switch {
		case f.Suppression == nil, f.Suppression.Kind == "baseline" && !w.options.IncludeSuppressed:
			continue
		case listed == maxHidden && !w.options.IncludeSuppressed:
			more++
			continue
		}
		listed++
		reason := ""
		if f.Suppression.Reason != "" {
			reason = ": " + escape.Text(f.Suppression.Reason)
		}
		fmt.Fprintf(&w.out, "%s %s %s\n", w.dim("hidden by "+escape.Text(f.Suppression.Kind)+":"), w.place(f.Location), w.dim("("+escape.Text(f.Rule.ID)+")"+reason))
	}
	if more > 0 {
		fmt.Fprintf(&w.out, "%s\n", w.dim(fmt.Sprintf("and %d more hidden findings (--include-suppressed lists them all)", more)))
	}
}

// notices lists what the reader must know about the scan itself.
func (w *writer) notices(s *engine.Summary) {
	count := make(map[string]int)
	for _, n := range s.Notices {
		count[n.ID]++
	}
	seen := make(map[string]int)
	for _, n := range s.Notices {
		seen[n.ID]++
		switch k := seen[n.ID]; {
		case k == maxNotices+1 && count[n.ID] > maxNotices:
			fmt.Fprintf(&w.out, "%s\n", w.dim(fmt.Sprintf("and %d more of %s", count[n.ID]-maxNotices, escape.Text(n.ID))))
			continue
		case k > maxNotices:
			continue
		}
		word, level := n.Level.String(), n.Level
		if n.Level == 0 {
			word, level = rules.Warning.String(), rules.Warning
		}
		if n.Incomplete {
			word, level = "incomplete", rules.Error
		}
		place := ""
		if n.Location != nil && !n.Location.IsZero() {
			place = w.place(*n.Location) + ": "
		}
		fmt.Fprintf(&w.out, "%s %s%s %s\n", w.severity(level, word+":"), place, escape.Text(n.Message), w.dim("["+escape.Text(n.ID)+"]"))
	}
}

// A group is the active findings of one rule and severity.
type group struct {
	severity rules.Severity
	rule     string
	n        int
}

func (w *writer) groups() []group {
	at := make(map[group]int)
	for _, f := range w.findings {
		if f.Suppression == nil {
			at[group{severity: f.Severity, rule: f.Rule.ID}]++
		}
	}
	var out []group
	for g, n := range at {
		g.n = n
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b group) int {
		return cmp.Or(cmp.Compare(b.severity, a.severity), strings.Compare(a.rule, b.rule))
	})
	return out
}

func (w *writer) summary(s *engine.Summary) {
	groups := w.groups()
	if w.out.Len() > 0 {
		w.out.WriteByte('\n')
	}
	wide := 0
	for _, g := range groups {
		wide = max(wide, len(g.rule))
	}
	for _, g := range groups {
		fmt.Fprintf(&w.out, "%s  %-*s  %d\n", w.severity(g.severity, fmt.Sprintf("%-7s", g.severity)), wide, escape.Text(g.rule), g.n)
	}
	if groups != nil {
		w.out.WriteByte('\n')
	}
	if chart := w.chart(); chart != "" {
		w.out.WriteString(chart + "\n")
	}
	fmt.Fprintf(&w.out, "%s\n", w.bold(escape.Text(s.Headline())))
	if s.HiddenByRepository > 0 {
		fmt.Fprintf(&w.out, "hidden by the scanned repository's own files: %d\n", s.HiddenByRepository)
	}
	if len(s.NotAssessed) > 0 {
		fmt.Fprintf(&w.out, "not assessed: %s\n", escape.Text(strings.Join(s.NotAssessed, ", ")))
	}
	if groups != nil {
		fmt.Fprintf(&w.out, "next: launchlint explain %s\n", escape.Text(groups[0].rule))
	}
}
