package worktree

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/worktree/ignore"
)

// Limits of the walk. A path longer than maxPath bytes or deeper than maxDepth
// directories is not entered; real trees are a hundredth of that.
const (
	maxPath  = 64 << 10
	maxDepth = 4096
)

// A standing is a file's relation to git.
type standing int

const (
	tracked   standing = iota // in the index, or the index cannot be read
	untracked                 // neither in the index nor ignored
	ignored                   // git ignores it
	loose                     // there is no repository
)

// A job is a file to be read.
type job struct {
	path     string // relative to the root
	standing standing
	// held is true for a file that the root's own repository tracks.
	held bool
}

// A directory is one that is yet to be listed. The walk keeps them on a stack of
// its own: a tree can be deeper than a goroutine's stack should grow.
type directory struct {
	path string
	name string // its last component
	// outer decides about the directory itself: nil where the walk starts, and
	// outside of repositories.
	outer *ignore.Dir
	// inside decides about its entries. It is set where the walk starts, and else
	// found when the directory is listed.
	inside *ignore.Dir
	start  bool
	// foreign is true in an ignored directory that holds other people's files: only
	// tracked ones are scanned.
	foreign bool
	repo    *repository
	depth   int
	above   *ancestor
}

// An ancestor is a directory on the way down, to notice one that contains itself
// by way of a hard link or a mount.
type ancestor struct {
	info  fs.FileInfo
	above *ancestor
}

// walk lists the tree and hands every file that is to be read to emit. It returns
// ctx's error and no other.
func (s *scan) walk(ctx context.Context, start directory, emit func(job)) error {
	stack := []directory{start}
	for len(stack) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		d := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		entries := s.list(&d)
		var below []directory
		for _, entry := range entries {
			path := entry.Name()
			if d.path != "." {
				path = d.path + "/" + path
			}
			e := found{entry: entry, path: path, frame: d.inside, repo: d.repo, foreign: d.foreign}
			switch kind := entry.Type(); {
			case entry.Name() == ".git" && d.repo != nil && d.repo.prefix == strings.TrimSuffix(path, ".git"):
				// The repository itself: its history is another scanner's.
			case kind.IsDir():
				if s.enters(&e, d.depth) {
					below = append(below, directory{
						path: path, name: entry.Name(), outer: d.inside, repo: d.repo, foreign: e.foreign, depth: d.depth + 1, above: d.above,
					})
				}
			case kind.IsRegular():
				s.meet(&e, emit)
			case kind&fs.ModeSymlink != 0:
				s.sink.Skipped("symlink", 1)
			default:
				s.sink.Skipped("special-file", 1) // FIFO, socket, device
			}
		}
		for i := len(below) - 1; i >= 0; i-- { // the first one on top
			stack = append(stack, below[i])
		}
	}
	return nil
}

// list reads a directory. It fills in what decides about its entries: the
// patterns, and the repository when another one begins here.
func (s *scan) list(d *directory) []fs.DirEntry {
	info, entries, err := s.disk.readDir(d.path)
	if err != nil {
		s.unlisted(d, err)
	}
	if info != nil {
		for a := d.above; a != nil; a = a.above {
			if os.SameFile(a.info, info) {
				s.sink.Skipped("directory-loop", 1)
				s.troubles.Add(directoryLoop, d.path, 0, "")
				return nil
			}
		}
		d.above = &ancestor{info, d.above}
	}
	if d.start {
		return entries
	}
	has := make(map[string]bool)
	for _, e := range entries {
		switch name := e.Name(); name {
		case ".git":
			has[name] = true
		case ".gitignore", cacheTag:
			has[name] = e.Type().IsRegular()
		}
	}
	hidden := d.outer != nil && d.outer.Ignored(d.name, true)
	if has[".git"] {
		found, err := gitdir.Open(s.abs(d.path))
		switch {
		case err == nil && hidden && !s.asked:
			s.sink.Skipped("ignored-repository", 1)
			s.troubles.Add(ignoredRepository, d.path, 0, "")
			return nil
		case err == nil:
			d.repo = s.newRepository(found, d.path, d.repo)
			d.inside = ignore.Top(d.repo.fold, append(d.repo.lists, s.patternsIf(has[".gitignore"], d.path, d.repo.fold))...)
			return entries
		case !errors.Is(err, gitdir.ErrNone):
			s.troubles.Add(unreadRepository, d.path, 0, err.Error())
		}
	}
	if d.outer == nil {
		return entries
	}
	// Have: a directory of the repository that its parent belongs to.
	d.inside = d.outer.Enter(d.name, s.patternsIf(has[".gitignore"] && !hidden, d.path, d.repo.fold))
	if has[cacheTag] && !s.asked && d.inside.Ignored(cacheTag, false) {
		d.foreign = true
	}
	return entries
}

func (s *scan) patternsIf(there bool, dir string, fold bool) ignore.List {
	if !there {
		return ignore.List{}
	}
	if dir == "." {
		return s.patterns(".gitignore", fold)
	}
	return s.patterns(dir+"/.gitignore", fold)
}

// unlisted deals with a directory that cannot be read, or not to its end.
func (s *scan) unlisted(d *directory, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.sink.Skipped("vanished", 1)
		s.troubles.Add(vanished, d.path, 0, "")
	case d.outer != nil && d.outer.Ignored(d.name, true) && !d.repo.trackedBelow(d.path) && !s.asked:
		// Of an ignored directory only a few names would have been read.
		s.skipIgnoredDir(d.repo)
		s.troubles.Add(unreadIgnored, d.path, 0, cause(err).Error())
	default:
		s.sink.Skipped("unreadable-directory", 1)
		s.troubles.Add(unreadDirectory, d.path, 0, cause(err).Error())
	}
}

// A found entry is one that the walk has to decide about.
type found struct {
	entry fs.DirEntry
	path  string
	frame *ignore.Dir // nil outside of repositories
	repo  *repository
	// foreign is that of the directory: see there.
	foreign bool
}

// enters reports whether the walk goes down into a directory.
func (s *scan) enters(e *found, depth int) bool {
	name := e.entry.Name()
	switch {
	case e.repo.submodule(e.path):
		s.sink.Skipped("submodule", 1)
		s.troubles.Add(submodule, e.path, 0, "")
		return false
	case depth+1 > maxDepth || len(e.path) > maxPath:
		s.sink.Skipped("too-deep", 1)
		s.troubles.Add(tooDeep, e.path, 0, "")
		return false
	}
	if e.frame == nil || s.asked || !e.frame.Ignored(name, true) {
		return true
	}
	// Have: a directory that git ignores.
	e.foreign = e.foreign || dependencyDirs[strings.ToLower(name)]
	if e.foreign && !e.repo.trackedBelow(e.path) {
		s.skipIgnoredDir(e.repo)
		return false
	}
	return true
}

// meet decides about a regular file.
func (s *scan) meet(e *found, emit func(job)) {
	name := e.entry.Name()
	switch {
	case e.repo == nil:
		emit(job{path: e.path, standing: loose})
	case e.repo.tracked(e.path):
		emit(job{path: e.path, standing: tracked, held: e.repo.held(e.path)})
	case !e.frame.Ignored(name, false):
		if e.repo.names == nil {
			emit(job{path: e.path, standing: tracked})
			return
		}
		emit(job{path: e.path, standing: untracked})
	case s.asked || holdsSecrets(name) && !e.foreign:
		emit(job{path: e.path, standing: ignored})
	default:
		s.sink.Skipped("ignored", 1)
		s.blame(e.repo)
	}
}

func (s *scan) skipIgnoredDir(repo *repository) {
	s.sink.Skipped("ignored-directory", 1)
	s.blame(repo)
}

// blame remembers that something was left out as ignored which may be tracked,
// because the index could not be read.
func (s *scan) blame(repo *repository) {
	for ; repo != nil; repo = repo.outer {
		if repo.indexError != nil && !s.blamed[repo] {
			s.blamed[repo] = true
			s.troubles.Add(unreadIndex, strings.TrimSuffix(repo.prefix, "/"), 0, cause(repo.indexError).Error())
		}
	}
}
