package novel

import (
	"cmp"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// findings are what one worker has found.
type findings struct{ Result }

func (f *findings) fail(id objects.ID, kind objects.Kind, err error) {
	f.Failed = append(f.Failed, Failure{id, kind, err})
}

// add takes what was found in a blob of that size.
func (f *findings) add(b *blob, size int64) {
	f.Blobs++
	f.Bytes += size
	b.done(size)
	if b.excluded {
		f.PathExcluded++
		return
	}
	if b.pointer {
		f.Pointers = append(f.Pointers, b.id)
	}
	if b.overflow > 0 || len(b.exhausted) > 0 {
		f.Limited = append(f.Limited, Limited{b.id, b.overflow, b.exhausted})
	}
	matches, comments := b.matches, b.comments
	if len(b.set.classes) > 1 {
		matches, comments = unite(matches), uniteComments(comments)
	}
	if len(b.archive.Left()) > 0 {
		f.Archives = append(f.Archives, Archive{b.id, b.archive})
	}
	for _, m := range b.hits(matches) {
		f.Hits = append(f.Hits, Hit{Object: b.id, Match: m})
	}
	for _, c := range comments {
		f.Comments = append(f.Comments, Comment{b.id, c})
	}
}

// unite leaves one of the matches that several classes have in common: one that
// nobody lets pass, if there is one.
func unite(all []secrets.Match) []secrets.Match {
	slices.SortStableFunc(all, func(a, b secrets.Match) int {
		return cmp.Or(comparePlaces(&a, &b), compareAllowances(a.Allowed, b.Allowed))
	})
	return slices.CompactFunc(all, func(a, b secrets.Match) bool { return comparePlaces(&a, &b) == 0 })
}

// comparePlaces puts the matches of one text in order.
func comparePlaces(a, b *secrets.Match) int {
	return cmp.Or(
		cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.StartLine, b.StartLine),
		cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Depth, b.Depth),
		cmp.Compare(a.Secret.Hash, b.Secret.Hash), cmp.Compare(a.Secret.Redacted, b.Secret.Redacted),
		cmp.Compare(a.MatchLine, b.MatchLine), slices.Compare(a.Decoded, b.Decoded),
	)
}

func compareAllowances(a, b *secrets.Allowance) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Reason, b.Reason))
}

func uniteComments(all []secrets.Malformed) []secrets.Malformed {
	slices.SortFunc(all, func(a, b secrets.Malformed) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Why, b.Why))
	})
	return slices.Compact(all)
}

// result puts what all workers have found together.
func (r *run) result() *Result {
	all := new(Result)
	for _, v := range r.visitors {
		all.append(&v.found.Result)
	}
	all.sort()
	return all
}

// Add puts what another scan has found, in other blobs, to it.
func (r *Result) Add(other *Result) {
	r.append(other)
	r.sort()
}

func (r *Result) append(other *Result) {
	r.Hits = append(r.Hits, other.Hits...)
	r.Failed = append(r.Failed, other.Failed...)
	r.Comments = append(r.Comments, other.Comments...)
	r.Limited = append(r.Limited, other.Limited...)
	r.Pointers = append(r.Pointers, other.Pointers...)
	r.Archives = append(r.Archives, other.Archives...)
	r.PathExcluded += other.PathExcluded
	r.Counts.add(&other.Counts)
}

// sort puts the lists in order. Those of one blob are of one worker, and in order.
func (r *Result) sort() {
	slices.SortStableFunc(r.Hits, func(a, b Hit) int { return a.Object.Compare(b.Object) })
	slices.SortStableFunc(r.Comments, func(a, b Comment) int { return a.Object.Compare(b.Object) })
	slices.SortFunc(r.Failed, func(a, b Failure) int { return a.Object.Compare(b.Object) })
	slices.SortFunc(r.Limited, func(a, b Limited) int { return a.Object.Compare(b.Object) })
	slices.SortFunc(r.Pointers, objects.ID.Compare)
	slices.SortFunc(r.Archives, func(a, b Archive) int { return a.Object.Compare(b.Object) })
}
