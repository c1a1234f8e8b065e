package gosource

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/launchlint/launchlint/analyzers/directive"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// analyse runs the analyzers over the packages of one load.
func (s *scan) analyse(ctx context.Context, l *loaded, out *gathered) error {
	if err := s.accountFor(ctx, l, out); err != nil {
		return err
	}
	s.noteOutside(l.packages)
	h := examine(l.packages)
	s.noteHealth(h)
	roots := slices.Clone(h.sound)
	if s.opts.AllowErrors {
		for _, p := range l.packages {
			if len(p.Syntax) > 0 && !slices.Contains(h.sound, p) {
				repair(p)
				roots = append(roots, p)
			}
		}
		slices.SortFunc(roots, func(a, b *packages.Package) int { return strings.Compare(a.ID, b.ID) })
	}
	if !s.opts.AllowErrors {
		left := len(h.upstream) + h.brokenRoots
		s.sink.Skipped("does-not-type-check", left)
		out.unanalysed += left
	}
	if len(roots) == 0 {
		return nil
	}
	keepImports(roots)

	sound := make(map[*packages.Package]bool, len(h.sound))
	for _, p := range h.sound {
		sound[p] = true
	}
	byTypes := make(map[any]*packages.Package, len(roots))
	for _, p := range roots {
		byTypes[p.Types] = p
	}
	var finished atomic.Int64
	all := &suite{
		scan:  s,
		ctx:   ctx,
		order: prerequisitesFirst(slices.Concat([]*analysis.Analyzer{directive.Analyzer}, s.wanted.analyzers, s.opts.Extra)),
		slots: make(chan struct{}, runtime.GOMAXPROCS(0)),
	}
	all.done = func(pass *analysis.Pass, o *outcome) {
		p := byTypes[pass.Pkg]
		out.add(p, sound[p], pass, o)
		p.Syntax, p.TypesInfo = nil, nil // the largest part of a package, no longer needed
		s.sink.Progress("analyse", int(finished.Add(1)), len(roots))
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{all.analyzer()}, roots, nil)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("analyse: %w", err)
	}
	for _, action := range graph.Roots {
		if action.Err != nil {
			return fmt.Errorf("analyse %s: %w", action.Package.PkgPath, action.Err)
		}
	}
	out.link()
	return nil
}

// noteOutside tells of packages that were asked for but do not lie below the
// root: their findings have no path that a report could give.
func (s *scan) noteOutside(pkgs []*packages.Package) {
	var names []string
	for _, p := range pkgs {
		if len(p.Syntax) > 0 && s.paths.relDir(p.Dir) == "" {
			names = append(names, p.PkgPath)
		}
	}
	names = slices.Compact(names)
	if len(names) == 0 {
		return
	}
	s.sink.Notice(scanners.Notice{
		ID: "packages-outside-root", Level: rules.Error, Incomplete: true,
		Message: fmt.Sprintf("findings in %s are not reported because they would lie outside of %s (%s): scan the directory that holds them", counted(len(names), "package", "packages"), s.paths.root, listed(names)),
	})
}

// keepImports reduces the import graph to the roots, which are the packages with
// complete syntax: an edge through other packages becomes a direct one. The
// checker follows imports to have facts computed, and cannot do so for packages
// that come from export data.
func keepImports(roots []*packages.Package) {
	isRoot := make(map[*packages.Package]bool, len(roots))
	for _, p := range roots {
		isRoot[p] = true
	}
	reached := make(map[*packages.Package]map[string]*packages.Package)
	var reach func(p *packages.Package) map[string]*packages.Package
	reach = func(p *packages.Package) map[string]*packages.Package {
		if out, ok := reached[p]; ok {
			return out
		}
		out := make(map[string]*packages.Package)
		reached[p] = out
		for _, q := range p.Imports {
			if isRoot[q] {
				out[q.ID] = q
				continue
			}
			for id, r := range reach(q) {
				out[id] = r
			}
		}
		return out
	}
	imports := make([]map[string]*packages.Package, len(roots))
	for i, p := range roots {
		imports[i] = reach(p)
	}
	for i, p := range roots {
		p.Imports = imports[i]
	}
}
