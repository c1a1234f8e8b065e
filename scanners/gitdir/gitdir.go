// Package gitdir finds a repository's directories and reads the few settings
// that bear on what a scan must look at. It only reads files: no process is
// started, nothing that a configuration names is run, and ownership does not
// matter for that reason.
package gitdir

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrNone is what Open returns for a directory that is not the top of a work tree.
var ErrNone = errors.New("not a git repository")

// A Repo says where a repository keeps what belongs to one of its work trees.
// All paths are absolute.
type Repo struct {
	// Top is the top of the work tree.
	Top string
	// Dir is the git directory of this work tree: HEAD and the index stand here.
	Dir string
	// Common is the git directory that all work trees share: objects, refs,
	// config and info. Equal to Dir except in a linked work tree.
	Common string
	// Settings are from the repository's configuration.
	Settings Settings
}

// Open reads the repository whose work tree has its top at top: a .git directory,
// or the .git file of a linked work tree, a submodule or a separate git
// directory. It returns ErrNone when there is no .git, or one that git would not
// take for a repository either, and another error when there is a repository
// that cannot be read.
func Open(top string) (*Repo, error) {
	r := &Repo{Top: top}
	dotGit := filepath.Join(top, ".git")
	info, err := os.Stat(dotGit) // a .git that is a symbolic link is in use, and git follows it
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrNone
	case err != nil:
		return nil, fmt.Errorf("open repository: %w", err)
	case info.IsDir():
		r.Dir = dotGit
	case info.Mode().IsRegular():
		text, err := readSmall(dotGit)
		if err != nil {
			return nil, fmt.Errorf("open repository: %w", err)
		}
		path, ok := strings.CutPrefix(string(text), "gitdir: ")
		if !ok {
			return nil, ErrNone
		}
		r.Dir = resolve(top, strings.TrimRight(path, "\r\n"))
		if _, err := os.Stat(r.Dir); err != nil {
			return nil, fmt.Errorf("open repository: %s names a git directory that cannot be read: %w", dotGit, err)
		}
	default:
		return nil, ErrNone
	}
	r.Common = r.Dir
	if text, err := readSmall(filepath.Join(r.Dir, "commondir")); err == nil {
		r.Common = resolve(r.Dir, strings.TrimRight(string(text), "\r\n"))
	}
	if !r.complete() {
		return nil, ErrNone
	}
	if err := r.readSettings(); err != nil {
		return nil, fmt.Errorf("open repository: %w", err)
	}
	return r, nil
}

// OpenBare reads the repository whose git directory is dir itself: a bare
// repository, or the .git of one with a work tree. Top is dir. It returns ErrNone
// when git would not take dir for a git directory.
func OpenBare(dir string) (*Repo, error) {
	r := &Repo{Top: dir, Dir: dir, Common: dir}
	if text, err := readSmall(filepath.Join(dir, "commondir")); err == nil {
		r.Common = resolve(dir, strings.TrimRight(string(text), "\r\n"))
	}
	if !r.complete() {
		return nil, ErrNone
	}
	if err := r.readSettings(); err != nil {
		return nil, fmt.Errorf("open repository: %w", err)
	}
	return r, nil
}

// complete reports whether the directories hold what git asks of a repository:
// HEAD (a dangling symbolic link will do), objects and refs.
func (r *Repo) complete() bool {
	if _, err := os.Lstat(filepath.Join(r.Dir, "HEAD")); err != nil {
		return false
	}
	for _, name := range []string{"objects", "refs"} {
		if info, err := os.Stat(filepath.Join(r.Common, name)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// resolve returns path, from dir when it is relative.
func resolve(dir, path string) string {
	path = filepath.FromSlash(path)
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	return filepath.Clean(path)
}

// maxSmall bounds the administrative files: configuration, commondir, .git.
const maxSmall = 1 << 20

// readSmall reads a regular file of at most maxSmall bytes. Anything else, such
// as a FIFO that would block, is an error.
func readSmall(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("read %s: not a regular file", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	if n, err := io.Copy(&b, io.LimitReader(f, maxSmall+1)); err != nil {
		return nil, err
	} else if n > maxSmall {
		return nil, fmt.Errorf("read %s: larger than %d bytes", name, maxSmall)
	}
	return b.Bytes(), nil
}

// IsBare reports whether dir itself is a git directory, such as a bare
// repository: it has no work tree of its own.
func IsBare(dir string) bool {
	return (&Repo{Dir: dir, Common: dir}).complete()
}
