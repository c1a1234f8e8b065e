package revision

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/refs"
)

// base resolves what stands before the first step.
func (r *Resolver) base(name string, want objects.Kind) (Object, error) {
	if name == "" {
		return Object{}, fmt.Errorf("%w: it is empty", ErrSyntax)
	}
	id, err := r.named(name, want)
	if err != nil {
		return Object{}, err
	}
	kind, _, err := r.read(id)
	if errors.Is(err, objects.ErrMissing) && strings.EqualFold(name, id.String()) {
		err = r.unknown(name)
	}
	return Object{ID: id, Kind: kind}, err
}

// named returns the id that a name stands for.
func (r *Resolver) named(name string, want objects.Kind) (objects.ID, error) {
	if len(name) == 40 {
		if id, err := objects.ParseID(name); err == nil {
			return id, nil // before any ref of that name, as git does
		}
	}
	if ref, at, ok := strings.Cut(name, "@{"); ok {
		return r.logged(ref, at)
	}
	ref, id, err := r.ref(name)
	switch {
	case err == nil:
		return id, nil
	case isUnborn(ref, err):
		return id, unborn(err)
	case !errors.Is(err, refs.ErrNone):
		return id, err
	}
	// What git describe prints ends in -g and the first digits of an id.
	if at := strings.LastIndex(name, "-g"); at >= 0 && isDigits(name[at+2:]) {
		return r.abbreviated(name[at+2:], objects.Commit)
	}
	if isDigits(name) {
		return r.abbreviated(name, want)
	}
	return id, r.unknown(name)
}

// ref looks a name up, by git's order of places, and returns the full name too.
// The error is refs.ErrNone when there is none, without a name.
func (r *Resolver) ref(name string) (string, objects.ID, error) {
	if name == "@" {
		name = "HEAD"
	}
	return refs.Lookup(r.repo, name, "refs/"+name, "refs/tags/"+name, "refs/heads/"+name, "refs/remotes/"+name, "refs/remotes/"+name+"/HEAD")
}

// logged resolves ref@{at}. Without a ref it is that of the branch checked out.
func (r *Resolver) logged(ref, at string) (objects.ID, error) {
	at, ok := strings.CutSuffix(at, "}")
	n, err := strconv.Atoi(at)
	if !ok || err != nil || n < 0 || strings.HasPrefix(at, "+") {
		return objects.ID{}, fmt.Errorf("%w: @{%s is not known here: only @{n}, the n-th entry of a reflog; name a commit, by its id", ErrSyntax, at)
	}
	full := ""
	if ref == "" {
		if branch := r.repo.Head().Branch; branch != "" {
			ref = "refs/heads/" + branch
		} else {
			ref = "HEAD"
		}
	}
	full, id, err := r.ref(ref)
	switch {
	case isUnborn(full, err):
		return id, unborn(err)
	case errors.Is(err, refs.ErrNone):
		return id, r.unknown(ref)
	case err != nil || n == 0:
		return id, err
	}
	id, _, err = refs.LogEntry(r.repo, full, n)
	if errors.Is(err, refs.ErrNone) {
		err = fmt.Errorf("%w: %w; clones do not share reflogs: name a commit, by its id", ErrUnknown, err)
	}
	return id, err
}

// isDigits reports whether a name could be the first digits of an id.
func isDigits(s string) bool {
	return len(s) >= 4 && len(s) <= 40 && strings.Trim(s, "0123456789abcdefABCDEF") == ""
}

const (
	// maxCandidates is how many objects are looked at whose ids begin alike, and
	// maxListed how many of them an error lists.
	maxCandidates = 1000
	maxListed     = 10
)

// abbreviated returns the object whose id begins with digits. Where several do,
// it is the only one that can be taken for want.
func (r *Resolver) abbreviated(digits string, want objects.Kind) (objects.ID, error) {
	found := r.store.Abbreviated(digits, maxCandidates)
	switch len(found) {
	case 0:
		return objects.ID{}, r.unknown(digits)
	case 1:
		return found[0], nil
	}
	var fit []objects.ID
	var list strings.Builder
	for i, id := range found {
		kind, _, err := r.reader.Read(id)
		if r.leadsTo(Object{ID: id, Kind: kind}, want) {
			fit = append(fit, id)
		}
		switch {
		case i >= maxListed:
		case err != nil:
			fmt.Fprintf(&list, " %s (unreadable)", id)
		default:
			fmt.Fprintf(&list, " %s (%s)", id, kind)
		}
	}
	if len(fit) == 1 && want != objects.Unknown && len(found) < maxCandidates {
		return fit[0], nil
	}
	if len(found) > maxListed {
		list.WriteString(" and others")
	}
	return objects.ID{}, fmt.Errorf("%w: several object ids begin with %s: write more digits of one of%s", ErrAmbiguous, digits, list.String())
}

// leadsTo reports whether an object can be taken for one of a kind.
func (r *Resolver) leadsTo(o Object, want objects.Kind) bool {
	if o.Kind == objects.Unknown {
		return false
	}
	_, err := r.peel(o, want)
	return err == nil
}
