// Package text writes a scan for people: one line per finding that editors and
// terminals can follow, the source line where it may be shown, and a summary that
// also says what is hidden and what was not looked at.
package text

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/scanners"
)

// Options say how a scan is shown.
type Options struct {
	// Color asks for ANSI colours.
	Color bool
	// Dir is the absolute directory that shown paths are relative to: the reader's
	// working directory. Empty means the scan's root.
	Dir string
	// IncludeSuppressed lists all suppressed and baselined findings, not only the
	// first suppressed ones.
	IncludeSuppressed bool
	// Width is how many columns the summary's chart may take; 0 means 60.
	Width int
	// ASCII draws the chart without block characters, for a terminal that lacks them.
	ASCII bool
	// Sensitive reports whether a source line holds a secret that no finding of
	// this scan speaks of; such a line is not shown. Nil means never.
	Sensitive func(line []byte) bool
}

// New returns a handler that writes to w at the end of the scan.
func New(w io.Writer, o Options) engine.Handler {
	return &writer{w: w, options: o, palette: palette{on: o.Color}, secretLines: make(map[string][]lines)}
}

type writer struct {
	w       io.Writer
	options Options
	palette
	scan *engine.Scan
	// dir is Dir relative to the root; "." when the same or unknown.
	dir      string
	findings []*scanners.Finding
	// secretLines are the lines of each file on which a secret was found.
	secretLines map[string][]lines
	out         bytes.Buffer
}

// lines is a span of lines, both ends in it.
type lines struct{ first, last int }

func (w *writer) Begin(s *engine.Scan) error {
	w.scan = s
	w.dir = "."
	if w.options.Dir == "" || s.Root == "" {
		return nil
	}
	if rel, err := filepath.Rel(s.Root, w.options.Dir); err == nil {
		w.dir = rel
	}
	return nil
}

// Finding keeps the finding: what may be shown of its line depends on others.
func (w *writer) Finding(f *scanners.Finding) error {
	w.findings = append(w.findings, f)
	// A place of the history without a line is not in today's file.
	if f.Secret != nil && (f.Provenance.Source != "history" || f.Location.StartLine > 0) {
		l := lines{f.Location.StartLine, max(f.Location.StartLine, f.Location.EndLine)}
		w.secretLines[f.Location.Path] = append(w.secretLines[f.Location.Path], l)
	}
	return nil
}

func (w *writer) End(s *engine.Summary) error {
	for _, f := range w.findings {
		if f.Suppression == nil {
			w.finding(f)
		}
	}
	w.hidden()
	w.notices(s)
	w.summary(s)
	if _, err := w.w.Write(w.out.Bytes()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// Limits of what is shown of one finding.
const (
	maxRelated = 5
	maxSteps   = 6
)

func (w *writer) finding(f *scanners.Finding) {
	fmt.Fprintf(&w.out, "%s %s %s\n", w.severity(f.Severity, w.place(f.Location)+":"), escape.Text(f.Message), w.dim("("+escape.Text(f.Rule.ID)+")"))
	w.excerpt(f)
	most := maxRelated
	if f.Provenance.History != nil {
		most = maxHistoryRelated
		w.history(f)
	}
	for i, r := range f.Related {
		if i == most {
			w.detail("and %d more places", len(f.Related)-most)
			break
		}
		w.detail("%s: %s", w.place(r.Location), escape.Text(r.Message))
	}
	if len(f.Flow) > 0 && f.Provenance.History == nil {
		w.detail("flow: %s", w.flow(f.Flow))
	}
	for _, fix := range f.Fixes {
		w.detail("fix: %s", escape.Text(fix.Message))
	}
}

func (w *writer) detail(format string, args ...any) {
	fmt.Fprintf(&w.out, "      %s %s\n", w.dim("="), fmt.Sprintf(format, args...))
}

// flow returns the steps on one line: the first ones, the last ones, and how many
// between them are left out.
func (w *writer) flow(steps []scanners.Step) string {
	var b bytes.Buffer
	for i, s := range steps {
		if len(steps) > maxSteps && i >= maxSteps/2 && i < len(steps)-maxSteps/2 {
			if i == maxSteps/2 {
				fmt.Fprintf(&b, " -> (%d more steps)", len(steps)-maxSteps)
			}
			continue
		}
		if i > 0 {
			b.WriteString(" -> ")
		}
		b.WriteString(w.place(s.Location))
		if s.Message != "" {
			fmt.Fprintf(&b, " %s", escape.Text(s.Message))
		}
	}
	return b.String()
}

// place returns path:line:column as the reader may follow it from Dir. Columns
// count bytes, as those of the Go tools do.
func (w *writer) place(l scanners.Location) string {
	switch {
	case l.Path == "":
		return "."
	case l.StartLine == 0:
		return w.path(l.Path)
	case l.StartColumn == 0:
		return fmt.Sprintf("%s:%d", w.path(l.Path), l.StartLine)
	}
	return fmt.Sprintf("%s:%d:%d", w.path(l.Path), l.StartLine, l.StartColumn)
}

func (w *writer) path(p string) string {
	if w.dir != "." {
		if rel, err := filepath.Rel(w.dir, filepath.FromSlash(p)); err == nil {
			p = filepath.ToSlash(rel)
		}
	}
	return escape.Text(p)
}
