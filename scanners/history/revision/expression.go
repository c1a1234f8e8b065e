package revision

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// maxExpression bounds an expression, in bytes: a path may have as many.
const maxExpression = 64 << 10

// resolve resolves one expression. want is the kind that it will be taken for, to
// choose among objects whose ids begin alike; Unknown for any.
func (r *Resolver) resolve(expr string, want objects.Kind) (Object, error) {
	if len(expr) > maxExpression {
		return Object{}, fmt.Errorf("%w: it is longer than %d bytes", ErrSyntax, maxExpression)
	}
	rev, path, hasPath := cutPath(expr)
	if hasPath && rev == "" {
		return Object{}, fmt.Errorf("%w: what begins with a colon searches messages or names the index, which is not known here; write HEAD:PATH for a file", ErrSyntax)
	}
	if hasPath {
		want = objects.Tree
	}
	end := strings.IndexAny(rev, "^~")
	if end < 0 {
		end = len(rev)
	}
	if end < len(rev) {
		want = objects.Commit
	}
	o, err := r.base(rev[:end], want)
	for steps := rev[end:]; err == nil && steps != ""; {
		o, steps, err = r.step(o, steps)
	}
	if err != nil || !hasPath {
		return o, err
	}
	return r.entry(o, path)
}

// cutPath cuts an expression at the colon before a path, which is the first one
// that is in no braces.
func cutPath(expr string) (rev, path string, ok bool) {
	depth := 0
	for i := range len(expr) {
		switch c := expr[i]; {
		case c == '{':
			depth++
		case c == '}' && depth > 0:
			depth--
		case c == ':' && depth == 0:
			return expr[:i], expr[i+1:], true
		}
	}
	return expr, "", false
}

// step takes the first step of "~2^{tree}" from an object, and returns the others.
func (r *Resolver) step(o Object, steps string) (Object, string, error) {
	kind, rest := steps[0], steps[1:]
	if kind == '^' && strings.HasPrefix(rest, "{") {
		to, rest, ok := strings.Cut(rest[1:], "}")
		if !ok {
			return o, "", fmt.Errorf("%w: a brace is not closed", ErrSyntax)
		}
		o, err := r.dereference(o, to)
		return o, rest, err
	}
	digits := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
	rest = rest[len(digits):]
	n := 1
	if digits != "" {
		var err error
		if n, err = strconv.Atoi(digits); err != nil {
			return o, "", fmt.Errorf("%w: %s is too large a number", ErrSyntax, digits)
		}
	}
	if rest != "" && !strings.ContainsAny(rest[:1], "^~") {
		return o, "", fmt.Errorf("%w: %q is not known here", ErrSyntax, steps)
	}
	o, err := r.peel(o, objects.Commit)
	switch {
	case err != nil || n == 0:
	case kind == '^':
		o.ID, err = r.parent(o.ID, n)
	default:
		for range n {
			if o.ID, err = r.parent(o.ID, 1); err != nil {
				break
			}
		}
	}
	return o, rest, err
}

// parent returns the n-th parent of a commit, from 1.
func (r *Resolver) parent(id objects.ID, n int) (objects.ID, error) {
	parents, err := r.parents(id)
	switch {
	case err != nil:
		return id, err
	case r.shallow[id]:
		return id, fmt.Errorf("%w: the shallow clone ends at commit %s: deepen it (git fetch --unshallow)", ErrUnknown, id)
	case len(parents) == 0:
		return id, fmt.Errorf("%w: commit %s is a root and has no parent", ErrUnknown, id)
	case n > len(parents):
		return id, fmt.Errorf("%w: commit %s has %d parents", ErrUnknown, id, len(parents))
	}
	return parents[n-1], nil
}

// parents returns the parents of a commit, none where a shallow clone ends.
func (r *Resolver) parents(id objects.ID) ([]objects.ID, error) {
	kind, data, err := r.read(id)
	if err != nil {
		return nil, err
	}
	if kind != objects.Commit {
		return nil, fmt.Errorf("%s is a %s, not a commit", id, kind)
	}
	c, err := objects.ParseCommit(data)
	if err != nil || r.shallow[id] {
		return nil, err
	}
	return c.Parents, nil
}

// dereference takes the step ^{to}.
func (r *Resolver) dereference(o Object, to string) (Object, error) {
	for _, kind := range []objects.Kind{objects.Commit, objects.Tree, objects.Blob, objects.Tag} {
		if to == kind.String() {
			return r.peel(o, kind)
		}
	}
	switch to {
	case "":
		return r.peel(o, objects.Unknown)
	case "object":
		return o, nil
	}
	return o, fmt.Errorf("%w: ^{%s} is not known here: name a commit, by its id", ErrSyntax, to)
}

// peel follows tags, and from commits to trees, to an object of a kind; of
// Unknown, to the first that is no tag.
func (r *Resolver) peel(o Object, want objects.Kind) (Object, error) {
	from := o
	for {
		if o.Kind == want || want == objects.Unknown && o.Kind != objects.Tag {
			return o, nil
		}
		kind, data, err := r.read(o.ID)
		if err != nil {
			return o, err
		}
		switch {
		case kind == objects.Tag && want != objects.Tag:
			tag, err := objects.ParseTag(data)
			if err != nil {
				return o, fmt.Errorf("read tag %s: %w", o.ID, err)
			}
			o.ID = tag.Object
		case kind == objects.Commit && want == objects.Tree:
			c, err := objects.ParseCommit(data)
			if err == nil && c.Tree.IsZero() {
				err = errors.New("it has no tree")
			}
			if err != nil {
				return o, fmt.Errorf("read commit %s: %w", o.ID, err)
			}
			o.ID = c.Tree
		default:
			return o, fmt.Errorf("%s is a %s and leads to no %s", from.ID, from.Kind, want)
		}
		if o.Kind, _, err = r.read(o.ID); err != nil {
			return o, err
		}
	}
}
