// Package gosource analyses Go packages. It finds the modules below a directory,
// loads their packages as the go command sees them, runs the analyzers of the
// suite over each, and turns their verdicts into findings.
//
// Only packages that were asked for are read from source; what they import comes
// from the compiler's export data, as under go vet. Facts flow between the
// packages that were asked for, not out of dependencies: what is known of a
// library stands in rules/models.
//
// Nothing drops out of sight: a package that does not type-check, one whose
// files are all excluded by build constraints, an analyzer that broke or took
// too long each become a Notice or a count.
package gosource

import (
	"context"
	"slices"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/launchlint/launchlint/analyzers"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
)

// Name is the scanner's name.
const Name = "code"

// defaultBudget is the wall time that the analyzers have for one package.
const defaultBudget = 30 * time.Second

// Options say how packages are loaded and analysed. The zero value analyses the
// packages as `go vet` would, without their tests.
type Options struct {
	// Analyzers are run instead of analyzers.Suite when not nil. Each has
	// verdict.ResultType as its ResultType.
	Analyzers []*analysis.Analyzer
	// Extra are analyzers that report nothing and whose results are wanted: Collect
	// gets each, package by package, one at a time and in no fixed order.
	Extra   []*analysis.Analyzer
	Collect func(a *analysis.Analyzer, result any)
	// Unlinked leaves out the step in which packages are judged together, so that
	// findings are those that any driver of go/analysis gives.
	Unlinked bool
	// Catalogue holds the rules that analyzers report; nil means rules.All.
	Catalogue *rules.Catalogue
	// Config is what analyzers get from settings.Analyzer; nil leaves that to
	// the analyzer's own flags, whose default is the default configuration.
	Config *config.Config
	// Tags are extra build tags, as in `go build -tags`.
	Tags []string
	// Tests includes _test.go files.
	Tests bool
	// AllowErrors analyses packages that do not type-check as far as they can
	// be, and reports them as warnings that leave the scan complete.
	AllowErrors bool
	// Untrusted runs the go command in the strict environment for code from
	// strangers: no network, no toolchain switch, no cgo, no C compiler, no
	// version control, a build cache of its own; compiler text is not quoted.
	Untrusted bool
	// Optional makes the absence of a Go module a Notice of level Note instead
	// of an error: for a run in which Go code is one part among others.
	Optional bool
	// Overlay maps slash paths relative to the target's root to contents that
	// replace the disk's; a nil content means that the file does not exist.
	Overlay map[string][]byte
	// Env is the environment of the go command; nil means os.Environ.
	Env []string
	// Budget is the wall time that the analyzers have for one package; 0 means 30 s.
	Budget time.Duration
}

// A Scanner analyses the Go packages of a target. It is safe for concurrent use.
type Scanner struct {
	opts      Options
	catalogue *rules.Catalogue
}

// New returns a scanner with these options. It panics when the analyzers are not
// valid, which is a mistake in this program.
func New(opts Options) *Scanner {
	if opts.Analyzers == nil {
		opts.Analyzers = analyzers.Suite
	}
	if err := analysis.Validate(slices.Concat(opts.Analyzers, opts.Extra)); err != nil {
		panic("gosource: " + err.Error())
	}
	if opts.Budget == 0 {
		opts.Budget = defaultBudget
	}
	catalogue := opts.Catalogue
	if catalogue == nil {
		var err error
		if catalogue, err = rules.NewCatalogue(rules.All()); err != nil {
			panic("gosource: " + err.Error())
		}
	}
	return &Scanner{opts: opts, catalogue: catalogue}
}

// Name returns "code".
func (s *Scanner) Name() string { return Name }

// Rules returns the rules of the analyzers and those about ignore directives.
func (s *Scanner) Rules() []*rules.Rule {
	var out []*rules.Rule
	for _, r := range s.catalogue.Rules() {
		if r.Family() == directiveFamily || s.analyzer(r.Family()) != nil {
			out = append(out, r)
		}
	}
	return out
}

func (s *Scanner) analyzer(family string) *analysis.Analyzer {
	for _, a := range s.opts.Analyzers {
		if a.Name == family {
			return a
		}
	}
	return nil
}

// Scan analyses the packages below target.Dir, or those that target.Patterns
// name. It errs when there is no Go package to analyse, unless that is optional.
func (s *Scanner) Scan(ctx context.Context, target scanners.Target, sink scanners.Sink) error {
	wanted := s.wantedRules(target.Enabled)
	if !wanted.any() && len(s.opts.Extra) == 0 {
		return nil // nothing of Go is asked for: no reason to compile anything
	}
	run := &scan{
		opts: s.opts, catalogue: s.catalogue, wanted: wanted,
		target: target, sink: sink, paths: newPaths(target.Root),
	}
	err := run.run(ctx)
	if err == nil || ctx.Err() != nil || !s.opts.Optional {
		return err
	}
	// The other parts of the run go on.
	sink.Notice(scanners.Notice{ID: "go-not-analysed", Level: rules.Error, Incomplete: true, Message: oneLine(err.Error())})
	return nil
}

// A wantedRules says which analyzers and rules a run is for.
type wantedRules struct {
	analyzers []*analysis.Analyzer
	enabled   map[string]bool // by rule ID
}

func (s *Scanner) wantedRules(enabled func(string) bool) wantedRules {
	w := wantedRules{enabled: make(map[string]bool)}
	families := make(map[string]bool)
	for _, r := range s.Rules() {
		if enabled == nil || enabled(r.ID) {
			w.enabled[r.ID] = true
			families[r.Family()] = true
		}
	}
	for _, a := range s.opts.Analyzers {
		if families[a.Name] {
			w.analyzers = append(w.analyzers, a)
		}
	}
	return w
}

func (w wantedRules) any() bool { return len(w.enabled) > 0 }
