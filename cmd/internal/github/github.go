// Package github writes a scan as GitHub workflow commands, which the runner shows
// as annotations of a pull request's lines. It needs no upload and no permission,
// and shows little: a step has ten annotations of each level.
package github

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/cmd/internal/leaktext"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// maxPerLevel is how many annotations of one level GitHub shows of one step; a
// whole job may have 50 (GitHub Docs, "Workflow commands").
const maxPerLevel = 10

// maxRelated is how many related places an annotation names, maxTimeline how many
// lines tell the life of a leaked secret.
const (
	maxRelated  = 3
	maxTimeline = 5
)

// New returns a handler that writes the annotations to w at the end of the scan.
func New(w io.Writer) engine.Handler { return &writer{w: w} }

type writer struct {
	w        io.Writer
	sources  *engine.Sources
	findings []*scanners.Finding
}

func (w *writer) Begin(s *engine.Scan) error {
	w.sources = s.Sources
	return nil
}

func (w *writer) Finding(f *scanners.Finding) error {
	if f.Suppression == nil {
		w.findings = append(w.findings, f)
	}
	return nil
}

// End writes the most severe findings of each level, and says what is left out.
func (w *writer) End(s *engine.Summary) error {
	slices.SortStableFunc(w.findings, func(a, b *scanners.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	total, room := make(map[rules.Severity]int), map[rules.Severity]int{rules.Error: maxPerLevel, rules.Warning: maxPerLevel, rules.Note: maxPerLevel}
	for _, f := range w.findings {
		total[f.Severity]++
	}
	var out bytes.Buffer
	if s.Incomplete {
		room[rules.Error]--
		fmt.Fprintf(&out, "::error title=launchlint%%3A incomplete::%s\n", escape.WorkflowData(escape.Text(s.Headline())+incomplete(s)))
	}
	left := 0
	for severity, n := range total {
		left += max(0, n-room[severity])
	}
	if left > 0 && total[rules.Note] >= room[rules.Note] {
		// The notice that says so takes the place of one.
		room[rules.Note]--
		left = 0
		for severity, n := range total {
			left += max(0, n-room[severity])
		}
	}
	for _, f := range w.findings {
		if room[f.Severity] > 0 {
			room[f.Severity]--
			w.finding(&out, f)
		}
	}
	if left > 0 {
		text := fmt.Sprintf("%s; %d without an annotation, since GitHub shows %d of each level: see the log, or upload SARIF", s.Headline(), left, maxPerLevel)
		fmt.Fprintf(&out, "::notice title=launchlint%%3A left out::%s\n", escape.WorkflowData(escape.Text(text)))
	}
	if _, err := w.w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write annotations: %w", err)
	}
	return nil
}

// incomplete returns the first notices of what could not be scanned, on lines of
// their own.
func incomplete(s *engine.Summary) string {
	var b strings.Builder
	n := 0
	for _, notice := range s.Notices {
		if !notice.Incomplete {
			continue
		}
		if n++; n > maxRelated {
			continue
		}
		place := ""
		if notice.Location != nil && !notice.Location.IsZero() {
			place = notice.Location.String() + ": "
		}
		b.WriteString("\n" + escape.Text(place+notice.Message))
	}
	if n > maxRelated {
		fmt.Fprintf(&b, "\nand %d more", n-maxRelated)
	}
	return b.String()
}

func (w *writer) finding(out *bytes.Buffer, f *scanners.Finding) {
	command := "notice"
	switch f.Severity {
	case rules.Error:
		command = "error"
	case rules.Warning:
		command = "warning"
	}
	var properties []string
	if l := f.Location; l.Path != "" {
		properties = append(properties, "file="+file(l.Path))
		if l.StartLine > 0 {
			properties = append(properties, fmt.Sprintf("line=%d", l.StartLine))
		}
		if l.EndLine > l.StartLine {
			// GitHub takes columns for annotations of one line only.
			properties = append(properties, fmt.Sprintf("endLine=%d", l.EndLine))
		} else if l.StartColumn > 0 {
			from := w.sources.UTF16Column(l.Path, l.StartLine, l.StartColumn)
			// endColumn is the last column, and ours the one after it.
			to := max(from, w.sources.UTF16Column(l.Path, l.StartLine, l.EndColumn)-1)
			properties = append(properties, fmt.Sprintf("col=%d,endColumn=%d", from, to))
		}
	}
	properties = append(properties, "title="+escape.WorkflowProperty("launchlint: "+escape.Text(f.Rule.ID)))
	text := escape.Text(f.Message)
	if f.Provenance.History != nil {
		if facts := leaktext.Facts(f, maxRelated); facts != "" {
			text += "\n" + escape.Text(facts)
		}
		for _, line := range leaktext.Timeline(f.Flow, maxTimeline) {
			text += "\n" + escape.Text(line)
		}
	}
	for _, r := range f.Related[:min(len(f.Related), maxRelated)] {
		text += "\n" + escape.Text(r.Location.String()+": "+r.Message)
	}
	fmt.Fprintf(out, "::%s %s::%s\n", command, strings.Join(properties, ","), escape.WorkflowData(text))
}

// file returns a path as the runner finds it again. Only line ends can be encoded:
// with other controls the log's safety comes first.
func file(path string) string {
	bare := strings.NewReplacer("\r", "", "\n", "").Replace(path)
	if escape.Text(bare) != bare {
		path = escape.Text(path)
	}
	return escape.WorkflowProperty(path)
}
