package revision

import (
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// entry returns what stands at a path of the tree that an object leads to. Names
// compare byte by byte, as trees are: nothing is said of what a file system would
// take for the same name.
func (r *Resolver) entry(o Object, path string) (Object, error) {
	o, err := r.peel(o, objects.Tree)
	if err != nil || path == "" {
		return o, err
	}
	if strings.HasPrefix(path, "./") || strings.HasPrefix(path, "../") || path == "." || path == ".." {
		return o, fmt.Errorf("%w: %q is relative to the working directory: write the path from the root", ErrSyntax, path)
	}
	done := 0
	for part := range strings.SplitSeq(strings.TrimSuffix(path, "/"), "/") {
		if o.Kind != objects.Tree {
			return o, fmt.Errorf("%w: %q is not a directory", ErrPath, path[:done-1])
		}
		next, ok, err := r.child(o.ID, part)
		if err != nil {
			return o, err
		}
		if done += len(part) + 1; !ok {
			return o, fmt.Errorf("%w: there is no %q", ErrPath, path[:done-1])
		}
		o = next
	}
	if strings.HasSuffix(path, "/") && o.Kind != objects.Tree {
		return o, fmt.Errorf("%w: %q is not a directory", ErrPath, path[:done-1])
	}
	return o, nil
}

// child returns the entry of a name in a tree. Its kind is what its mode says.
func (r *Resolver) child(tree objects.ID, name string) (Object, bool, error) {
	kind, data, err := r.read(tree)
	if err == nil && kind != objects.Tree {
		err = fmt.Errorf("%s is a %s, not a tree", tree, kind)
	}
	if err != nil {
		return Object{}, false, err
	}
	for e, err := range objects.TreeEntries(data) {
		if err != nil {
			return Object{}, false, fmt.Errorf("read tree %s: %w", tree, err)
		}
		if string(e.Name) != name {
			continue
		}
		o := Object{ID: e.ID, Kind: objects.Blob, Mode: e.Mode}
		switch {
		case e.IsTree():
			o.Kind = objects.Tree
		case e.IsGitlink():
			o.Kind = objects.Commit
		}
		return o, true, nil
	}
	return Object{}, false, nil
}
