package gosource

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/packages"
)

// loadMode reads the packages that were asked for from source, with types, and
// everything that they import from export data (there is no NeedDeps). Reading
// dependencies from source too costs ten times as much on a real service.
const loadMode = packages.LoadSyntax | packages.NeedModule | packages.NeedForTest

// childGrace is how long a cancelled load may take to end the go command.
const childGrace = 700 * time.Millisecond

// A loaded is the result of one load.
type loaded struct {
	*load
	fset *token.FileSet
	// packages are those asked for, sorted by ID, without test binaries.
	packages []*packages.Package
}

// load runs the go command and the type checker. An error means that nothing of
// the load could be read.
func (s *scan) load(ctx context.Context, l *load, over *overlay) (*loaded, error) {
	positions := newFilePositions(l.known, over)
	cfg := &packages.Config{
		Mode:       loadMode,
		Context:    ctx,
		Dir:        l.dir,
		Env:        s.loadEnviron(l),
		BuildFlags: append(s.buildFlags(), over.flags...),
		Fset:       positions.fset,
		ParseFile:  positions.parse,
		Tests:      s.opts.Tests,
		Overlay:    over.created,
	}
	type result struct {
		pkgs []*packages.Package
		err  error
	}
	done := make(chan result, 1)
	go func() {
		pkgs, err := packages.Load(cfg, l.patterns...)
		done <- result{pkgs, err}
	}()
	var r result
	select {
	case r = <-done:
	case <-ctx.Done():
		// The go command gets an interrupt; wait for it, but not for a type
		// checker in the middle of a package.
		select {
		case <-done:
		case <-time.After(childGrace):
		}
		return nil, ctx.Err()
	}
	if r.err != nil {
		return nil, s.loadError(l, r.err)
	}
	return &loaded{load: l, fset: positions.fset, packages: s.chosen(r.pkgs)}, nil
}

func (s *scan) buildFlags() []string {
	// Listing must not stamp version control information: it starts git, and git
	// starts what the repository's configuration names.
	flags := []string{"-buildvcs=false"}
	if len(s.opts.Tags) > 0 {
		flags = append(flags, "-tags="+strings.Join(s.opts.Tags, ","))
	}
	return flags
}

// chosen returns the packages to look at, sorted by ID: not the mains that the
// go command writes for test binaries, not what npm installed.
func (s *scan) chosen(pkgs []*packages.Package) []*packages.Package {
	var out []*packages.Package
	for _, p := range pkgs {
		testMain := p.Name == "main" && strings.HasSuffix(p.ID, ".test") && len(p.GoFiles) == 1 && filepath.Dir(p.GoFiles[0]) != p.Dir
		installed := slices.Contains(strings.Split(s.paths.shown(p.Dir), "/"), "node_modules")
		if !testMain && !installed {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b *packages.Package) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// loadError says what the go command could not do, and the next step.
func (s *scan) loadError(l *load, err error) error {
	text := err.Error()
	if s.opts.Untrusted {
		// The go command quotes the files that it cannot read, and a go.mod may be
		// a symbolic link to any file.
		if strings.Contains(text, "GOTOOLCHAIN=local") {
			return fmt.Errorf("load %s: its go.mod asks for a newer Go than the one installed, and --untrusted does not download it", s.paths.shown(l.dir))
		}
		return fmt.Errorf("load %s: the go command refuses the module; `go list %s` there says why", s.paths.shown(l.dir), shown(l.patterns))
	}
	if i := strings.Index(text, "stderr: "); i >= 0 && strings.TrimSpace(text[i+len("stderr: "):]) != "" {
		text = text[i+len("stderr: "):]
	}
	return fmt.Errorf("load %s: %w", s.paths.shown(l.dir), errors.New(withNextStep(oneLine(text))))
}
