// Package ignore decides which paths of a work tree git ignores: gitignore(5),
// matched byte for byte as git's own code does, including what the manual leaves
// out. It reads no files: a walker hands in the text of each ignore file.
//
// A Dir is one directory of the walk together with all patterns that apply in
// it. Dirs are immutable, so a walk may fan out over goroutines.
package ignore

import "strings"

// A List is the patterns of one ignore file, first line first.
type List struct {
	patterns []pattern
}

// Parse reads the text of an ignore file. With fold (git's core.ignoreCase)
// ASCII letters match in either case; all lists of one walk must agree on it.
func Parse(text []byte, fold bool) List {
	var l List
	s := strings.TrimPrefix(string(text), "\xef\xbb\xbf")
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		line = strings.TrimSuffix(line, "\r")
		if p, ok := parsePattern(line, fold); ok {
			l.patterns = append(l.patterns, p)
		}
	}
	return l
}

// Len returns how many patterns the list holds.
func (l List) Len() int { return len(l.patterns) }

// A Dir is a directory and the patterns that apply to its entries.
type Dir struct {
	parent *Dir
	fold   bool
	// path is relative to the top, folded, with a trailing slash; "" for the top.
	path string
	// own are the lists that stand here, strongest last: for the top also those
	// of info/exclude and core.excludesFile.
	own []List
	// excluded is true when the directory itself is ignored: nothing below it
	// can be taken back.
	excluded bool
}

// Top returns the top of a work tree. The lists go from weakest to strongest:
// core.excludesFile, info/exclude, the top's .gitignore.
func Top(fold bool, lists ...List) *Dir {
	return &Dir{fold: fold, own: lists}
}

// Enter returns the subdirectory with that name, whose .gitignore is list.
// Git does not read the .gitignore of an ignored directory: it has no effect.
func (d *Dir) Enter(name string, list List) *Dir {
	child := &Dir{parent: d, fold: d.fold, path: d.path + foldCase(name, d.fold) + "/"}
	child.excluded = d.excluded || d.Ignored(name, true)
	if !child.excluded && list.Len() > 0 {
		child.own = []List{list}
	}
	return child
}

// Excluded reports whether the directory is itself ignored, or lies in one.
func (d *Dir) Excluded() bool { return d.excluded }

// Ignored reports whether git ignores the entry with that name. isDir is true
// for a directory, and false for a symbolic link to one. Whether the entry is
// tracked, and thereby not ignored after all, is for the index to say.
func (d *Dir) Ignored(name string, isDir bool) bool {
	if d.excluded {
		return true
	}
	base := foldCase(name, d.fold)
	path := d.path + base
	for at := d; at != nil; at = at.parent {
		relative := path[len(at.path):]
		for i := len(at.own) - 1; i >= 0; i-- {
			patterns := at.own[i].patterns
			for j := len(patterns) - 1; j >= 0; j-- {
				if p := &patterns[j]; p.match(relative, base, isDir) {
					return !p.negative
				}
			}
		}
	}
	return false
}
