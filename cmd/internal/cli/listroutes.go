package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers/routes"
	"github.com/launchlint/launchlint/cmd/internal/atomicfile"
	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gosource"
)

// listRoutes prints what the packages of a target serve, instead of findings.
func (s *scan) listRoutes(ctx context.Context, target scanners.Target, flags *codeFlags) error {
	format, file, err := s.listFormat()
	if err != nil {
		return err
	}
	policy, err := s.policy.load(s.env, target)
	if err != nil {
		return err
	}
	var lists []*routes.List
	opts := flags.options(policy.Config)
	opts.Analyzers = []*analysis.Analyzer{}
	opts.Extra = []*analysis.Analyzer{routes.Analyzer}
	opts.Collect = func(_ *analysis.Analyzer, result any) {
		if l, ok := result.(*routes.List); ok && l != nil {
			lists = append(lists, l)
		}
	}
	target.Enabled = func(string) bool { return false }
	p := &plan{request: engine.Request{
		Target: target, Scanners: []scanners.Scanner{gosource.New(opts)},
		Sources: engine.NewSources(target.Root, nil), Notices: s.policy.files.notices,
	}}
	summary, err := p.scan(ctx, s.env, nothing{})
	if err != nil {
		return err
	}
	table := newRouteTable(target.Root, routes.Join(lists))
	out := table.text()
	if format == "json" {
		if out, err = table.json(); err != nil {
			return err
		}
	}
	if file != "" {
		err = atomicfile.Write(file, out)
	} else if _, err = s.env.Stdout.Write(out); err != nil {
		err = fmt.Errorf("write the list: %w", err)
	}
	if err != nil {
		return err
	}
	for _, n := range summary.Notices {
		fmt.Fprintf(s.env.Stderr, "launchlint: %s: %s\n", n.Level, escape.Text(n.Message))
	}
	for _, note := range table.Notes {
		fmt.Fprintf(s.env.Stderr, "launchlint: %s\n", note)
	}
	fmt.Fprintln(s.env.Stderr, table.lastLine(summary))
	if code := summary.ExitCode(); code != engine.ExitClean {
		return exitError(code)
	}
	return nil
}

// listFormat reads the flags of reports, of which a list takes one.
func (s *scan) listFormat() (format, file string, err error) {
	format = "text"
	if len(s.reports.formats) > 1 {
		return "", "", errors.New("--list-routes writes one list: give one --format, text or json")
	}
	if len(s.reports.formats) == 1 {
		format, file, _ = strings.Cut(s.reports.formats[0], ":")
	}
	if format != "text" && format != "json" {
		return "", "", fmt.Errorf("--format: --list-routes has no format %q (known: json, text)", format)
	}
	if file == "" {
		file = s.reports.output
	}
	if file == "" || file == "-" {
		return format, "", nil
	}
	file = s.env.path(file)
	return format, file, atomicfile.Check(file)
}

// nothing is the end of a run that has no findings to report.
type nothing struct{}

func (nothing) Begin(*engine.Scan) error        { return nil }
func (nothing) Finding(*scanners.Finding) error { return nil }
func (nothing) End(*engine.Summary) error       { return nil }

// A routeTable is the list as it is written. Its JSON form is for tools.
type routeTable struct {
	Routes []routeRow `json:"routes"`
	// Unregistered are functions of handler shape that no route leads to.
	Unregistered []entryRow `json:"unregistered"`
	Notes        []string   `json:"notes"`
}

type routeRow struct {
	Method  string `json:"method"`
	Pattern string `json:"pattern"`
	// Handler is a function's name, or the place of a function literal.
	Handler    string   `json:"handler"`
	HandlerAt  string   `json:"handlerAt,omitempty"`
	Chain      []string `json:"chain"`
	Registered string   `json:"registered"`
	Framework  string   `json:"framework"`
}

type entryRow struct {
	Function string `json:"function"`
	At       string `json:"at"`
}

func newRouteTable(root string, t routes.Table) *routeTable {
	place := func(p routes.Place) string {
		if p.File == "" {
			return ""
		}
		file := p.File
		if rel, err := filepath.Rel(root, file); err == nil && filepath.IsLocal(rel) {
			file = rel
		}
		return fmt.Sprintf("%s:%d", filepath.ToSlash(file), p.Line)
	}
	out := &routeTable{Routes: []routeRow{}, Unregistered: []entryRow{}, Notes: []string{}}
	unknown := 0
	for _, r := range t.Routes {
		row := routeRow{
			Method: r.Method, Pattern: r.Pattern, Handler: r.Handler, HandlerAt: place(r.HandlerAt),
			Chain: r.Chain, Registered: place(r.At), Framework: r.Framework,
		}
		if row.Handler == "" {
			row.Handler = cmp.Or(row.HandlerAt, routes.Unknown)
		}
		if strings.Contains(row.Method+row.Pattern+row.Handler+strings.Join(row.Chain, ""), routes.Unknown) {
			unknown++
		}
		out.Routes = append(out.Routes, row)
	}
	for _, e := range t.Entries {
		out.Unregistered = append(out.Unregistered, entryRow{e.Name, place(e.At)})
	}
	if unknown > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("routes with a part that could not be read, written %s: %d of %d", routes.Unknown, unknown, len(t.Routes)))
	}
	if n := len(t.Entries); n > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("functions that look like handlers and are not registered in view (--format json names them): %d", n))
	}
	if t.Cut {
		out.Notes = append(out.Notes, "the search was cut short: routes may be missing")
	}
	return out
}

// text writes one line per route in columns.
func (t *routeTable) text() []byte {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 8, 2, ' ', 0)
	for _, r := range t.Routes {
		// The chain is not padded: one long chain would push all places away.
		fmt.Fprintf(w, "%s\t%s\t%s\t[%s] at %s\n", cell(r.Method), cell(r.Pattern), cell(r.Handler), cell(strings.Join(r.Chain, ", ")), cell(r.Registered))
	}
	w.Flush()
	return b.Bytes()
}

// cell makes a text safe for a terminal and for a column.
func cell(s string) string {
	return strings.NewReplacer("\t", " ", "\n", " ").Replace(escape.Text(s))
}

func (t *routeTable) json() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(t); err != nil {
		return nil, fmt.Errorf("write the list: %w", err)
	}
	return escape.JSON(b.Bytes()), nil
}

func (t *routeTable) lastLine(s *engine.Summary) string {
	_, rest, _ := strings.Cut(s.LastLine(), ", ")
	word := "routes"
	if len(t.Routes) == 1 {
		word = "route"
	}
	return fmt.Sprintf("launchlint: %d %s, %s", len(t.Routes), word, rest)
}
