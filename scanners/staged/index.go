// Package staged reads git's index: which paths are tracked, with which content.
//
// The reader is our own because go-git's refuses what large repositories use
// (split and sparse indexes, the zero checksum of index.skipHash, SHA-256) and
// does not look at GIT_INDEX_FILE. Format: gitformat-index(5), versions 2 to 4.
package staged

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners/gitdir"
)

// File modes of index entries.
const (
	ModeDir     = 0o040000 // a directory that a sparse index does not expand
	modeFile    = 0o100000
	ModeSymlink = 0o120000
	ModeGitlink = 0o160000 // a submodule: the id is a commit of another repository
	modeType    = 0o170000
)

// An Entry is one path of the index.
type Entry struct {
	// Path is slash-separated, relative to the top of the work tree. It may hold
	// any bytes but NUL. A sparse directory ends in a slash.
	Path string
	// Mode is the file type and permission bits.
	Mode uint32
	// ID is the object id as bytes, 20 or 32 of them.
	ID string
	// Stage is 0, or 1 to 3 for the sides of a merge conflict.
	Stage uint8
	// SkipWorktree is set by sparse checkouts: the file may be absent on disk.
	SkipWorktree bool
	// IntentToAdd marks a path that `git add -N` announced, without content yet.
	IntentToAdd bool
}

// Is reports whether the entry has that type of file, such as ModeGitlink.
func (e *Entry) Is(mode uint32) bool { return e.Mode&modeType == mode }

// An Index is the content of an index file, sorted by path and stage.
type Index struct {
	Entries []Entry
	// Version is that of the file: 2, 3 or 4; 0 when there is no index yet.
	Version int
	trees   []cachedTree
}

// Read reads the index of a repository's work tree. file overrides its place
// when not empty, as GIT_INDEX_FILE does; it must be absolute. An index that does
// not exist is empty: nothing was staged yet.
func Read(repo *gitdir.Repo, file string) (*Index, error) {
	if file == "" {
		file = filepath.Join(repo.Dir, "index")
	}
	text, err := readFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &Index{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	d, err := decode(text, repo.Settings.HashSize)
	if err != nil {
		return nil, fmt.Errorf("read index %s: %w", file, err)
	}
	entries := d.entries
	if d.link != nil && d.link.base != "" {
		if entries, err = readShared(repo, file, d); err != nil {
			return nil, fmt.Errorf("read index %s: %w", file, err)
		}
	}
	if !slices.IsSortedFunc(entries, compareEntries) {
		slices.SortStableFunc(entries, compareEntries)
	}
	return &Index{Entries: entries, Version: d.version, trees: d.trees}, nil
}

func compareEntries(a, b Entry) int {
	if c := strings.Compare(a.Path, b.Path); c != 0 {
		return c
	}
	return cmp.Compare(a.Stage, b.Stage)
}

// readShared reads the shared index that a split index builds on, and merges.
// Git looks for it in the git directory, whatever GIT_INDEX_FILE says.
func readShared(repo *gitdir.Repo, file string, d *decoded) ([]Entry, error) {
	name := fmt.Sprintf("sharedindex.%x", d.link.base)
	text, err := readFile(filepath.Join(repo.Dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		text, err = readFile(filepath.Join(filepath.Dir(file), name))
	}
	if err != nil {
		return nil, fmt.Errorf("read the shared part of a split index: %w", err)
	}
	base, err := decode(text, repo.Settings.HashSize)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if base.link != nil && base.link.base != "" {
		return nil, fmt.Errorf("read %s: a shared index that builds on another", name)
	}
	return d.merge(base.entries)
}

// maxIndex bounds an index file: about ten million entries.
const maxIndex = 1 << 30

func readFile(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is not a regular file", name)
	}
	if info.Size() > maxIndex {
		return "", fmt.Errorf("%s is larger than %d bytes", name, maxIndex)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	b.Grow(int(info.Size()))
	if _, err := io.Copy(&b, io.LimitReader(f, maxIndex)); err != nil {
		return "", err
	}
	return b.String(), nil
}
