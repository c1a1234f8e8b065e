package gosource

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// A scan is one call of Scan: what it was asked for and what it has gathered.
type scan struct {
	opts      Options
	catalogue *rules.Catalogue
	wanted    wantedRules
	target    scanners.Target
	sink      scanners.Sink
	paths     *paths
	env       []string
}

func (s *scan) run(ctx context.Context) error {
	s.target.Dir = s.paths.within(s.target.Dir)
	plan, err := s.plan(ctx)
	if err != nil {
		return s.unlessOptional(err)
	}
	if _, err := exec.LookPath("go"); err != nil {
		return errors.New("the go command is not on the PATH: install Go from https://go.dev/dl or put its bin directory on the PATH")
	}
	if s.env, err = s.environ(ctx); err != nil {
		return err
	}
	over, err := s.writeOverlay()
	if err != nil {
		return err
	}
	defer over.remove()

	out := newGathered(s)
	var failed []error
	for i, l := range plan.loads {
		s.sink.Progress("load", i, len(plan.loads))
		loaded, err := s.load(ctx, l, over)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = append(failed, err)
			continue
		}
		if err := s.analyse(ctx, loaded, out); err != nil {
			return err
		}
	}
	s.sink.Progress("load", len(plan.loads), len(plan.loads))
	if len(failed) > 0 && len(failed) == len(plan.loads) && !s.opts.Optional {
		return errors.Join(failed...)
	}
	for _, err := range failed {
		s.sink.Notice(scanners.Notice{ID: "module-not-loaded", Level: rules.Error, Incomplete: true, Message: oneLine(err.Error())})
	}
	if out.empty() && len(failed) == 0 {
		if err := s.unlessOptional(out.errNoPackages()); err != nil {
			return err
		}
	}
	out.emit()
	return nil
}

// errNothingHere is the error of a target without Go code that could be analysed.
type errNothingHere struct{ msg string }

func (e errNothingHere) Error() string { return e.msg }

// errNoPackages says why there was no package to analyse.
func (g *gathered) errNoPackages() error {
	where := "in " + g.target.Dir
	if len(g.target.Patterns) > 0 {
		where = fmt.Sprintf("match %s in %s", shown(g.target.Patterns), g.target.Dir)
	}
	switch {
	case len(g.excluded) > 0:
		return errNothingHere{fmt.Sprintf("all Go packages that %s are excluded by build constraints (%s): set --tags, GOOS, GOARCH or CGO_ENABLED to analyse them", whichAre(where), listed(g.excluded))}
	case g.testOnly > 0:
		return errNothingHere{fmt.Sprintf("all Go files that %s are tests: --tests analyses them", whichAre(where))}
	case len(g.target.Patterns) > 0:
		return errNothingHere{fmt.Sprintf("no Go packages %s: `go list %s` shows what a pattern matches", where, shown(g.target.Patterns))}
	}
	return errNothingHere{fmt.Sprintf("no Go packages %s: name a directory that holds Go files", where)}
}

// whichAre makes "in DIR" a relative clause, as "match PATTERN" is one.
func whichAre(where string) string {
	if strings.HasPrefix(where, "in ") {
		return "stand " + where
	}
	return where
}

// unlessOptional turns the absence of Go code into a notice when Go code is one
// part of the run among others.
func (s *scan) unlessOptional(err error) error {
	var nothing errNothingHere
	if s.opts.Optional && errors.As(err, &nothing) {
		s.sink.Notice(scanners.Notice{ID: "no-go-packages", Level: rules.Note, Message: nothing.msg})
		return nil
	}
	return err
}

// baseEnv is the environment that the caller gave, or that of the process.
func (s *scan) baseEnv() []string {
	if s.opts.Env != nil {
		return s.opts.Env
	}
	return os.Environ()
}
