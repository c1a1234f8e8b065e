// Package markdown writes a scan as GitHub-flavoured Markdown for a job summary:
// `launchlint check --format markdown >> "$GITHUB_STEP_SUMMARY"`. GitHub takes
// 1 MiB of one step and drops a longer summary whole, so the report stays below
// it and says what it left out.
package markdown

import (
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// Options say how a scan is shown.
type Options struct {
	// Blob is the URL that paths are appended to, such as
	// https://github.com/OWNER/REPO/blob/COMMIT/; empty makes no links.
	Blob string
	// Limit is the size of the report in bytes; 0 means what GitHub takes.
	Limit int
}

// maxSummary is what GitHub takes of one step.
const maxSummary = 1 << 20

// tail is kept free for what must be said at the end.
const tail = 8 << 10

// New returns a handler that writes to w at the end of the scan.
func New(w io.Writer, o Options) engine.Handler {
	if o.Limit == 0 {
		o.Limit = maxSummary
	}
	return &writer{w: w, options: o}
}

type writer struct {
	w        io.Writer
	options  Options
	findings []*scanners.Finding
	out      strings.Builder
}

func (w *writer) Begin(*engine.Scan) error { return nil }

func (w *writer) Finding(f *scanners.Finding) error {
	w.findings = append(w.findings, f)
	return nil
}

func (w *writer) End(s *engine.Summary) error {
	fmt.Fprintf(&w.out, "## launchlint: %s\n\n", escape.Markdown(s.Headline()))
	if s.Incomplete {
		w.out.WriteString("> [!WARNING]\n> Something in scope was not scanned: see the notices.\n\n")
	}
	left := 0
	for _, severity := range []rules.Severity{rules.Error, rules.Warning, rules.Note} {
		left += w.table(severity) + w.historyTable(severity)
	}
	left += w.noticeList(s)
	left += w.hidden()
	// Have: tail bytes are free.
	if len(s.NotAssessed) > 0 {
		fmt.Fprintf(&w.out, "Not assessed: %s\n\n", escape.Markdown(cut(strings.Join(s.NotAssessed, ", "), 256)))
	}
	if s.HiddenByRepository > 0 {
		fmt.Fprintf(&w.out, "Hidden by the scanned repository's own files: %d\n\n", s.HiddenByRepository)
	}
	if left > 0 {
		fmt.Fprintf(&w.out, "**%d rows are left out**: a job summary may have %d bytes. `--format json` and `--format sarif` have them.\n\n", left, w.options.Limit)
	}
	if _, err := io.WriteString(w.w, w.out.String()); err != nil {
		return fmt.Errorf("write Markdown: %w", err)
	}
	return nil
}

// section writes a heading, the rows that there is room for, and an end, and
// returns how many rows did not fit. Without rows it writes nothing.
func (w *writer) section(head string, rows []string, end string) (left int) {
	if rows == nil {
		return 0
	}
	room := w.options.Limit - tail - w.out.Len() - len(head) - len(end)
	if room < len(rows[0]) {
		return len(rows)
	}
	w.out.WriteString(head)
	for i, row := range rows {
		if room -= len(row); room < 0 {
			left = len(rows) - i
			break
		}
		w.out.WriteString(row)
	}
	w.out.WriteString(end)
	return left
}

// table writes the active findings of one severity. Notes are folded away.
func (w *writer) table(severity rules.Severity) (left int) {
	var rows []string
	for _, f := range w.findings {
		if f.Suppression == nil && f.Severity == severity && f.Provenance.History == nil {
			rows = append(rows, fmt.Sprintf("| %s | %s%s | %s |\n", w.place(f.Location), text(f.Message), w.details(f), w.rule(f.Rule)))
		}
	}
	return w.tableOf(severity, plural(severity), "| Place | Finding | Rule |\n| --- | --- | --- |\n", rows)
}

func (w *writer) tableOf(severity rules.Severity, title, columns string, rows []string) (left int) {
	if severity == rules.Note {
		return w.section(fmt.Sprintf("<details><summary>%s (%d)</summary>\n\n%s", title, len(rows), columns), rows, "\n</details>\n\n")
	}
	return w.section(fmt.Sprintf("### %s (%d)\n\n%s", title, len(rows), columns), rows, "\n")
}

func plural(severity rules.Severity) string {
	return map[rules.Severity]string{rules.Error: "Errors", rules.Warning: "Warnings", rules.Note: "Notes"}[severity]
}

// Limits of what is shown of one finding.
const (
	maxPlaces = 10
	maxText   = 1000 // bytes of one message
)

// details returns what explains a finding, folded away within its cell.
func (w *writer) details(f *scanners.Finding) string {
	var lines []string
	add := func(kind string, l scanners.Location, message string) {
		lines = append(lines, fmt.Sprintf("%s: %s %s", kind, w.place(l), text(message)))
	}
	for i, r := range f.Related {
		if i == maxPlaces {
			lines = append(lines, fmt.Sprintf("and %d more places", len(f.Related)-maxPlaces))
			break
		}
		add("see", r.Location, r.Message)
	}
	for i, s := range f.Flow {
		if i == maxPlaces {
			lines = append(lines, fmt.Sprintf("and %d more steps", len(f.Flow)-maxPlaces))
			break
		}
		add(fmt.Sprintf("step %d", i+1), s.Location, s.Message)
	}
	for _, x := range f.Fixes {
		lines = append(lines, "fix: "+text(x.Message))
	}
	if lines == nil {
		return ""
	}
	return "<details><summary>why, and the way out</summary>" + strings.Join(lines, "<br>") + "</details>"
}

// noticeList writes what the reader must know about the scan itself.
func (w *writer) noticeList(s *engine.Summary) (left int) {
	var rows []string
	for _, n := range s.Notices {
		word := n.Level.String()
		switch {
		case n.Incomplete:
			word = "incomplete"
		case n.Level == 0:
			word = rules.Warning.String()
		}
		place := ""
		if n.Location != nil && !n.Location.IsZero() {
			place = w.place(*n.Location) + ": "
		}
		rows = append(rows, fmt.Sprintf("* %s: %s%s (%s)\n", word, place, text(n.Message), escape.Markdown(n.ID)))
	}
	open := ""
	if s.Incomplete {
		open = " open"
	}
	return w.section(fmt.Sprintf("<details%s><summary>Notices (%d)</summary>\n\n", open, len(rows)), rows, "\n</details>\n\n")
}

// hidden writes the suppressed findings with their reasons; baselined ones are
// only counted, in the headline.
func (w *writer) hidden() (left int) {
	var rows []string
	for _, f := range w.findings {
		if s := f.Suppression; s != nil && s.Kind != "baseline" {
			rows = append(rows, fmt.Sprintf("| %s | %s | %s | %s |\n", w.place(f.Location), w.rule(f.Rule), escape.Markdown(s.Kind), text(s.Reason)))
		}
	}
	return w.section(fmt.Sprintf("<details><summary>Suppressed (%d)</summary>\n\n| Place | Rule | By | Reason |\n| --- | --- | --- | --- |\n", len(rows)), rows, "\n</details>\n\n")
}

// place returns path:line, linked where there is a Blob.
func (w *writer) place(l scanners.Location) string {
	if l.Path == "" {
		return ""
	}
	shown, anchor := l.Path, ""
	if l.StartLine > 0 {
		shown = fmt.Sprintf("%s:%d", l.Path, l.StartLine)
		anchor = fmt.Sprintf("#L%d", l.StartLine)
	}
	code := "<code>" + text(shown) + "</code>"
	if w.options.Blob == "" || len(l.Path) > maxText {
		return code
	}
	return fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(w.options.Blob+escape.URIPath(l.Path)+anchor), code)
}

func (w *writer) rule(r *rules.Rule) string {
	return fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(r.URL()), escape.Markdown(r.ID))
}

// text returns untrusted text for a cell or a list, not endlessly long.
func text(s string) string { return escape.Markdown(cut(s, maxText)) }

func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
