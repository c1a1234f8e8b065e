package revision

import (
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A Range says which commits are meant: those that can be reached from one of
// Include, or from any root of the walk when Include is empty, and from none of
// Exclude, nor from both commits of a pair of Symmetric.
type Range struct {
	Include, Exclude []objects.ID
	Symmetric        [][2]objects.ID
}

// maxTerms bounds the terms of a range.
const maxTerms = 1000

// Range resolves the terms of a range, separated by blanks: "A..B", "^A B",
// "A...B", "B", "B^!".
func (r *Resolver) Range(expr string) (*Range, error) {
	terms := strings.Fields(expr)
	if len(terms) == 0 || len(terms) > maxTerms {
		return nil, fmt.Errorf("resolve range %q: %w: it has %d terms", expr, ErrSyntax, len(terms))
	}
	g := new(Range)
	for _, term := range terms {
		if err := r.term(g, term); err != nil {
			return nil, err
		}
	}
	if len(g.Include) == 0 {
		return nil, fmt.Errorf("resolve range %q: %w: it only says what to leave out; write A..HEAD", expr, ErrSyntax)
	}
	return g, nil
}

// term adds one term to a range.
func (r *Resolver) term(g *Range, term string) error {
	side := func(expr string) (objects.ID, error) {
		if expr == "" {
			expr = "HEAD"
		}
		return r.Commit(expr)
	}
	if term == ".." {
		return fmt.Errorf("resolve range %q: %w: write A..B", term, ErrSyntax)
	}
	if left, right, ok := strings.Cut(term, ".."); ok {
		right, symmetric := strings.CutPrefix(right, ".")
		a, err := side(left)
		if err != nil {
			return err
		}
		b, err := side(right)
		if err != nil {
			return err
		}
		if symmetric {
			g.Include = append(g.Include, a, b)
			g.Symmetric = append(g.Symmetric, [2]objects.ID{a, b})
			return nil
		}
		g.Include, g.Exclude = append(g.Include, b), append(g.Exclude, a)
		return nil
	}
	if expr, ok := strings.CutPrefix(term, "^"); ok {
		id, err := r.Commit(expr)
		g.Exclude = append(g.Exclude, id)
		return err
	}
	expr, alone := strings.CutSuffix(term, "^!")
	id, err := r.Commit(expr)
	if err != nil {
		return err
	}
	g.Include = append(g.Include, id)
	if !alone {
		return nil
	}
	parents, err := r.parents(id)
	if err != nil {
		return fmt.Errorf("resolve range %q: %w", term, err)
	}
	g.Exclude = append(g.Exclude, parents...)
	return nil
}

// Roots are the commits that a walk must start at, beside others, for Select to
// find those of the range.
func (g *Range) Roots() []names.Root {
	var roots []names.Root
	for _, id := range g.Include {
		roots = append(roots, names.Root{Name: id.String(), ID: id})
	}
	for _, id := range g.Exclude {
		roots = append(roots, names.Root{Name: id.String(), ID: id})
	}
	return roots
}

// Select returns the commits of the range among n.Commits. It errs when the walk
// has not reached a commit that the range names: start it at Roots as well.
//
// A commit stands before its parents in n.Commits, so one pass marks all that can
// be reached; no date is looked at, and a clock that was wrong does no harm.
func (g *Range) Select(n *names.Names) (Commits, error) {
	selected := newCommits(n)
	if len(g.Include) == 0 {
		for i := range n.Commits {
			selected.add(int32(i))
		}
	} else if err := selected.reach(n, g.Include...); err != nil {
		return Commits{}, err
	}
	out := newCommits(n)
	if err := out.reach(n, g.Exclude...); err != nil {
		return Commits{}, err
	}
	for _, pair := range g.Symmetric {
		a, b := newCommits(n), newCommits(n)
		if err := a.reach(n, pair[0]); err != nil {
			return Commits{}, err
		}
		if err := b.reach(n, pair[1]); err != nil {
			return Commits{}, err
		}
		for i := range out.words {
			out.words[i] |= a.words[i] & b.words[i]
		}
	}
	for i := range selected.words {
		selected.words[i] &^= out.words[i]
	}
	return selected, nil
}
