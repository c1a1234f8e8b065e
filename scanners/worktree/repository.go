package worktree

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/staged"
	"github.com/launchlint/launchlint/scanners/worktree/ignore"
)

// A repository is a git repository as the walk meets it: the one it starts in, or
// one that lies inside of it without being its submodule.
type repository struct {
	outer *repository // nil for the outermost
	// prefix is the path of its top relative to the root, with a trailing slash;
	// empty for the root itself.
	prefix string
	fold   bool
	// names are the tracked paths; nil when the index could not be read, for the
	// reason indexError.
	names      *staged.Names
	indexError error
	// lists are the patterns for the whole repository, weakest first.
	lists []ignore.List
}

// newRepository reads what the walk needs of the repository with its top at path.
func (s *scan) newRepository(found *gitdir.Repo, path string, outer *repository) *repository {
	r := &repository{outer: outer, fold: found.Settings.IgnoreCase}
	indexFile := ""
	if path != "." {
		r.prefix = path + "/"
	} else {
		indexFile = s.options.IndexFile
	}
	if index, err := staged.Read(found, indexFile); err != nil {
		r.indexError = err
	} else {
		r.names = index.Names(r.fold)
	}
	if file := found.UserExcludes(s.options.Getenv); file != "" {
		r.lists = append(r.lists, s.patternsOutside(file, r.fold))
	}
	r.lists = append(r.lists, s.patternsOutside(filepath.Join(found.Common, "info", "exclude"), r.fold))
	return r
}

// held reports whether the repository of the root itself tracks the path, and not
// only one inside of it.
func (r *repository) held(path string) bool {
	for ; r != nil; r = r.outer {
		if r.prefix == "" {
			return r.names != nil && r.names.Tracked(path)
		}
	}
	return false
}

// tracked reports whether the index of the repository, or of one around it, holds
// the path, relative to the root.
func (r *repository) tracked(path string) bool {
	for ; r != nil; r = r.outer {
		if rest, ok := strings.CutPrefix(path, r.prefix); ok && r.names != nil && r.names.Tracked(rest) {
			return true
		}
	}
	return false
}

// trackedBelow reports whether a tracked path lies below a directory.
func (r *repository) trackedBelow(dir string) bool {
	for ; r != nil; r = r.outer {
		if rest, ok := strings.CutPrefix(dir, r.prefix); ok && r.names != nil && r.names.Below(rest) {
			return true
		}
	}
	return false
}

// submodule reports whether the path is a submodule of the repository.
func (r *repository) submodule(path string) bool {
	return r != nil && r.names != nil && r.names.Submodule(strings.TrimPrefix(path, r.prefix))
}

// maxPatterns bounds an ignore file in bytes. A larger one is not applied, so that
// more is scanned, not less.
const maxPatterns = 1 << 20

// patterns reads the .gitignore at path, relative to the root.
func (s *scan) patterns(path string, fold bool) ignore.List {
	f, err := s.disk.open(path)
	if err == nil {
		defer f.Close()
		var info fs.FileInfo
		if info, err = f.Stat(); err == nil {
			return s.readPatterns(f, info, path, fold)
		}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		s.troubles.Add(unreadPatterns, path, 0, cause(err).Error())
	}
	return ignore.List{}
}

// patternsOutside reads an ignore file by its absolute path.
func (s *scan) patternsOutside(name string, fold bool) ignore.List {
	info, err := os.Stat(name)
	if err == nil && info.Mode().IsRegular() {
		var f *os.File
		if f, err = os.Open(name); err == nil {
			defer f.Close()
			return s.readPatterns(f, info, "", fold)
		}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.troubles.Add(unreadPatterns, "", 0, err.Error())
	}
	return ignore.List{}
}

func (s *scan) readPatterns(r io.Reader, info fs.FileInfo, path string, fold bool) ignore.List {
	if !info.Mode().IsRegular() {
		return ignore.List{}
	}
	text, err := io.ReadAll(io.LimitReader(r, maxPatterns+1))
	if err == nil && len(text) > maxPatterns {
		err = fmt.Errorf("larger than %d bytes", maxPatterns)
	}
	if err != nil {
		s.troubles.Add(unreadPatterns, path, 0, cause(err).Error())
		return ignore.List{}
	}
	return ignore.Parse(text, fold)
}
