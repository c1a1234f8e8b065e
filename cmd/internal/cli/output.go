package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/launchlint/launchlint/cmd/internal/atomicfile"
	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/sarif"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners/gitdir"
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
	f.BoolVar(&r.includeSuppressed, "include-suppressed", false, "write suppressed and baselined findings into SARIF too")
}

// A report is one format on its way to one place.
type report struct {
	format, file string // file is empty for standard output
	buffer       *bytes.Buffer
}

// An output is every report of one run.
type output struct {
	engine.Handler
	env     *Env
	reports []report
}

// A writer makes the handler of one format.
type writer func(w io.Writer, r *reportFlags, env *Env, root string) engine.Handler

func writers() map[string]writer {
	return map[string]writer{
		"sarif": func(w io.Writer, r *reportFlags, _ *Env, root string) engine.Handler {
			return sarif.New(w, sarif.Options{
				Version: Version(), Category: r.category, IncludeSuppressed: r.includeSuppressed,
				VersionControl: versionControl(root),
			})
		},
	}
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
	specs := r.formats
	if specs == nil {
		specs = []string{"text"}
	}
	known := writers()
	out := &output{env: env}
	var handlers []engine.Handler
	onStdout := ""
	for _, spec := range specs {
		format, file, _ := strings.Cut(spec, ":")
		make, ok := known[format]
		if !ok {
			return nil, unknownFormat(format)
		}
		if file == "" && r.output != "" {
			file, r.output = r.output, ""
		}
		if file == "" {
			if onStdout != "" {
				return nil, fmt.Errorf("--format %s and %s would both go to standard output; give one a file, as in --format %s:FILE", onStdout, format, format)
			}
			onStdout = format
		} else if err := atomicfile.Check(env.path(file)); err != nil {
			return nil, err
		}
		b := new(bytes.Buffer)
		handlers = append(handlers, make(b, r, env, root))
		out.reports = append(out.reports, report{format, file, b})
	}
	if r.output != "" {
		return nil, errors.New("--output names a file, but every --format has its own already")
	}
	out.Handler = engine.Tee(handlers...)
	return out, nil
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
		if err := atomicfile.Write(o.env.path(r.file), r.buffer.Bytes()); err != nil {
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

// versionControl says where the scanned tree comes from, as far as it is known.
func versionControl(root string) *sarif.VersionControl {
	repo, err := gitdir.Open(root)
	if err != nil {
		return nil // outside of a repository, or one that the scan itself reports as unreadable
	}
	head := repo.Head()
	return &sarif.VersionControl{Remote: head.Remote, Revision: head.Revision, Branch: head.Branch}
}
