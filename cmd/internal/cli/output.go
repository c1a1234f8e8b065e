package cli

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/launchlint/launchlint/cmd/internal/atomicfile"
	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/rules"
)

// reportFlags say which reports a scan writes, and where.
type reportFlags struct {
	formats           []string
	output            string
	color             string
	category          string
	includeSuppressed bool
}

func (r *reportFlags) register(f *pflag.FlagSet) {
	f.StringArrayVarP(&r.formats, "format", "f", nil, "report `format[:file]`, repeatable: "+strings.Join(formatNames(), ", ")+" (default text)")
	f.StringVarP(&r.output, "output", "o", "", "write the report to this `file`, not to standard output")
	f.StringVar(&r.color, "color", "auto", "colour text output: auto, always or never")
	f.StringVar(&r.category, "category", "", "SARIF category that tells apart several reports on one commit")
	f.BoolVar(&r.includeSuppressed, "include-suppressed", false, "write suppressed and baselined findings into SARIF too, and list them all in text")
}

// A report is one format on its way to one place.
type report struct {
	format, file string // file is absolute; empty for standard output
	buffer       *bytes.Buffer
}

// An output is every report of one run.
type output struct {
	engine.Handler
	env     *Env
	reports []report
}

func formatNames() []string {
	var names []string
	for name := range writers() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// open reads the flags and checks every place that is to be written, before
// anything is scanned. Reports are held in memory until Commit.
func (r *reportFlags) open(env *Env, root string) (*output, error) {
	if err := checkColor(r.color); err != nil {
		return nil, err
	}
	specs, single := r.formats, r.output
	if specs == nil {
		specs = []string{"text"}
	}
	known := writers()
	out := &output{env: env}
	var handlers []engine.Handler
	taken := make(map[string]string) // formats by where they go
	for _, spec := range specs {
		format, file, _ := strings.Cut(spec, ":")
		writer, ok := known[format]
		if !ok {
			return nil, unknownFormat(format)
		}
		if file == "" {
			file, single = single, ""
		}
		if file == "-" {
			file = ""
		}
		if file != "" {
			file = env.path(file)
			if err := atomicfile.Check(file); err != nil {
				return nil, err
			}
			file = filepath.Clean(file)
		}
		if other, ok := taken[file]; ok {
			return nil, samePlace(other, format, file)
		}
		taken[file] = format
		b := new(bytes.Buffer)
		handlers = append(handlers, writer(b, place{flags: r, env: env, root: root, stdout: file == ""}))
		out.reports = append(out.reports, report{format, file, b})
	}
	if single != "" {
		return nil, errors.New("--output names a file, but every --format has its own already")
	}
	out.Handler = engine.Tee(handlers...)
	return out, nil
}

func samePlace(a, b, file string) error {
	if file == "" {
		return fmt.Errorf("--format %s and %s would both go to standard output; give one a file, as in --format %s:FILE", a, b, b)
	}
	return fmt.Errorf("--format %s and %s would both go to %q; give one another file", a, b, file)
}

func unknownFormat(name string) error {
	known := strings.Join(formatNames(), ", ")
	if near := rules.Nearest(name, formatNames()); near != "" {
		return fmt.Errorf("--format: no format is called %q; the nearest is %q (known: %s)", name, near, known)
	}
	return fmt.Errorf("--format: no format is called %q (known: %s)", name, known)
}

// Commit writes the reports: files first, each whole or not at all, standard
// output last, so that what a person reads there is about files that exist.
func (o *output) Commit() error {
	for _, r := range o.reports {
		if r.file == "" {
			continue
		}
		if err := atomicfile.Write(r.file, r.buffer.Bytes()); err != nil {
			return err
		}
	}
	for _, r := range o.reports {
		if r.file != "" {
			continue
		}
		if _, err := o.env.Stdout.Write(r.buffer.Bytes()); err != nil {
			return fmt.Errorf("write %s report: %w", r.format, err)
		}
	}
	return nil
}
