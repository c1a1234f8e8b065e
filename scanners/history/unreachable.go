package history

import (
	"context"
	"slices"

	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// walkUnreachable walks again, from the stored objects that nothing names as well:
// first the commits and tags, whose trees have paths; then the trees that are left,
// and last the blobs.
func (r *run) walkUnreachable(ctx context.Context) error {
	for _, kinds := range [][]objects.Kind{{objects.Commit, objects.Tag}, {objects.Tree}, {objects.Blob, objects.Unknown}} {
		more, err := r.lost(ctx, kinds)
		if err != nil {
			return err
		}
		if len(more) == 0 {
			continue
		}
		r.roots = append(r.roots, more...)
		if err := r.walkFrom(ctx, r.roots); err != nil {
			return err
		}
	}
	return nil
}

// lost returns roots for the objects of some kinds that the walk did not come to.
// Of trees only those that no other one of them holds.
func (r *run) lost(ctx context.Context, kinds []objects.Kind) ([]names.Root, error) {
	var found []objects.ID
	inner := make(map[objects.ID]bool)
	reader := r.store.Reader()
	var err error
	r.store.Each(func(id objects.ID, kind objects.Kind) {
		if err = ctx.Err(); err != nil || r.names.Reached(id) {
			return
		}
		var data []byte
		if kind == objects.Unknown || kind == objects.Tree && kinds[0] == kind {
			// One that cannot be read keeps its unknown kind, and is a root that the
			// walk will count.
			kind, data, _ = reader.Read(id)
		}
		if kind == objects.Tree && kinds[0] == kind {
			for e, err := range objects.TreeEntries(data) {
				if err != nil {
					break
				}
				if e.IsTree() && e.ID != id {
					inner[e.ID] = true
				}
			}
		}
		if slices.Contains(kinds, kind) {
			found = append(found, id)
		}
	})
	var roots []names.Root
	for _, id := range found {
		if !inner[id] {
			roots = append(roots, names.Root{Name: "unreachable " + id.String(), ID: id})
		}
	}
	return roots, err
}
