package history

import (
	"fmt"
	"time"

	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/revision"
)

// A span is the part of a history that --since or --range asks for.
//
// Scanned are the files of its commits and those of the parents at its edge: only
// with the latter at hand is a secret that a commit kept told from one that it
// brought. Reported is what a commit of the span brought.
type span struct {
	// of selects the commits once the walk is done; nil for a span of everything.
	of func(*names.Names) (revision.Commits, error)
	// roots are commits that the walk must come to as well.
	roots []names.Root

	commits revision.Commits
	// trees are marks of the object numbers of trees and blobs in scope.
	trees marks
}

// resolve finds out which commits are meant.
func (r *run) resolve() error {
	o := &r.options
	if o.Since == "" && o.Range == "" {
		return nil
	}
	resolver := revision.NewResolver(r.repo, r.store)
	if o.Range != "" {
		g, err := resolver.Range(o.Range)
		if err != nil {
			return fmt.Errorf("--range: %w", err)
		}
		r.span = &span{of: g.Select, roots: g.Roots()}
		return nil
	}
	start, err := resolver.Since(o.Since, time.Now())
	if err != nil {
		return fmt.Errorf("--since: %w", err)
	}
	if start.IsTime() {
		r.span = &span{of: func(n *names.Names) (revision.Commits, error) {
			commits, _ := revision.Since(n, start.At)
			return commits, nil
		}}
		return nil
	}
	g := &revision.Range{Exclude: []objects.ID{start.After}}
	r.span = &span{of: g.Select, roots: g.Roots()}
	return nil
}

// choose selects the commits of a span and marks what they and their parents hold.
func (s *span) choose(n *names.Names) error {
	var err error
	if s.commits, err = s.of(n); err != nil {
		return err
	}
	s.trees = make(marks, n.Objects()/32+1)
	for i := range s.commits.All() {
		c := &n.Commits[i]
		s.mark(n, c.Tree)
		for _, parent := range c.Parents {
			if !s.commits.Has(parent) {
				s.mark(n, n.Commits[parent].Tree)
			}
		}
	}
	return nil
}

// mark marks a tree and everything below it.
func (s *span) mark(n *names.Names, tree uint32) {
	if tree == names.NoObject || s.trees.has(tree) {
		return
	}
	s.trees.set(tree)
	todo := []uint32{tree}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, e := range n.Entries(at) {
			if number := e.Object(); e.Class() != names.Gitlink && !s.trees.has(number) {
				s.trees.set(number)
				todo = append(todo, number)
			}
		}
	}
}

// brought reports whether a commit of the span brought a secret to some place.
func (s *span) brought(l *leaks.Leak) bool {
	for _, list := range [][]leaks.Sighting{l.Sightings, l.Messages} {
		for i := range list {
			switch list[i].Event {
			case leaks.Introduced, leaks.Copied, leaks.Moved, leaks.Mentioned:
				if s.commits.Has(list[i].Commit) {
					return true
				}
			}
		}
	}
	return false
}
