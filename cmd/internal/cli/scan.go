package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/launchlint/launchlint/cmd/internal/baseline"
	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/progress"
	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
)

// A scan is what every scanning command shares: its flags, and how they, the
// configuration and the scanners become one run.
type scan struct {
	env *Env
	// checklist is true for a command that answers for the whole launch checklist,
	// and so names the rows that it did not assess.
	checklist bool

	reports      reportFlags
	policy       policyFlags
	failOn       string
	only, skip   []string
	baselineFile string
	noBaseline   bool

	// overlay replaces files of the disk in reports; nil value: there is no text.
	overlay map[string][]byte
}

// register adds the shared flags to a command.
func (s *scan) register(cmd *cobra.Command) {
	f := cmd.Flags()
	s.reports.register(f)
	s.policy.register(f)
	f.StringVar(&s.failOn, "fail-on", "", "least `severity` that makes exit code 1: note, warning, error or never (default warning)")
	f.StringSliceVar(&s.only, "only", nil, "report only these `rules` (IDs or families, comma-separated)")
	f.StringSliceVar(&s.skip, "skip", nil, "leave out these `rules` (IDs or families, comma-separated)")
	f.StringVar(&s.baselineFile, "baseline", "", "baseline `file` (default "+baseline.FileName+" at the root, when it exists)")
	f.BoolVar(&s.noBaseline, "no-baseline", false, "report findings that are in the baseline too")
}

// A plan is one run, ready to start.
type plan struct {
	request engine.Request
	policy  suppress.Policy
	lift    bool
	accept  *baseline.Baseline // nil: none
	at      *scanners.Location // where the baseline stands in the tree
}

// A builder returns the scanners to run under a configuration.
type builder func(suppress.Policy) ([]scanners.Scanner, error)

// plan reads configuration and baseline and selects rules. A baseline that does not
// count still says what secrets are hashed with: it may be about to be made anew.
func (s *scan) plan(target scanners.Target, build builder) (*plan, error) {
	policy, err := s.policy.load(s.env, target)
	if err != nil {
		return nil, err
	}
	p := &plan{policy: policy, lift: s.policy.noSuppress}
	accepted, at, err := loadBaseline(s.env, s.policy.files, s.baselineFile)
	switch {
	case !s.noBaseline && err != nil:
		return nil, err
	case !s.noBaseline:
		p.accept, p.at = accepted, at
	}
	s.policy.files.accepted = accepted
	list, err := build(policy)
	if err != nil {
		return nil, err
	}
	enabled, err := s.enabled(list)
	if err != nil {
		return nil, err
	}
	target.Enabled = func(id string) bool { return enabled[id] != nil }
	p.request = engine.Request{
		Target: target, Scanners: list, Enabled: enabled,
		Sources: engine.NewSources(target.Root, s.overlay),
		FailOn:  policy.Config.FailOn.Severity(),
		Notices: s.policy.files.notices,
	}
	if s.checklist {
		p.request.NotAssessed = rules.NotAssessed(slices.Collect(maps.Values(enabled)))
	}
	if s.failOn != "" {
		var f config.FailOn
		if err := f.UnmarshalText([]byte(s.failOn)); err != nil {
			return nil, fmt.Errorf("--fail-on: %w", err)
		}
		p.request.FailOn = f.Severity()
	}
	return p, nil
}

// enabled returns the rules of the scanners that the flags leave on. A rule that
// the configuration turns off still runs: its findings are marked, so that a
// change to a file of the scanned repository cannot hide them without a trace.
func (s *scan) enabled(list []scanners.Scanner) (map[string]*rules.Rule, error) {
	var lists [][]*rules.Rule
	for _, sc := range list {
		lists = append(lists, sc.Rules())
	}
	catalogue, err := rules.NewCatalogue(lists...)
	if err != nil {
		return nil, err
	}
	return catalogue.Select(s.only, s.skip)
}

// chain assembles the handlers of a run, in the order that findings pass them.
func (p *plan) chain(end engine.Handler) engine.Handler {
	h := engine.Tally(end)
	if p.lift {
		return suppress.Lift(h)
	}
	if p.accept != nil {
		h = baseline.Mark(p.accept, p.at, h)
	}
	return p.policy.Apply(h)
}

// run plans, scans and reports. Its error carries the exit code.
func (s *scan) run(ctx context.Context, target scanners.Target, build builder) error {
	p, err := s.plan(target, build)
	if err != nil {
		return err
	}
	out, err := s.reports.open(s.env, target.Root)
	if err != nil {
		return err
	}
	summary, err := p.scan(ctx, s.env, out)
	if err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	fmt.Fprintln(s.env.Stderr, summary.LastLine())
	if code := summary.ExitCode(); code != engine.ExitClean {
		return exitError(code)
	}
	return nil
}

// scan runs the engine with progress shown on a terminal.
func (p *plan) scan(ctx context.Context, env *Env, end engine.Handler) (*engine.Summary, error) {
	if env.showProgress() {
		line := progress.New(env.Stderr, func() int { return columns(env.Stderr) })
		defer line.Close()
		p.request.Progress = line.Show
	}
	return engine.Run(ctx, p.request, p.chain(end))
}
