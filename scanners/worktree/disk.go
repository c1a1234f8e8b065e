package worktree

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// A fileSystem is what the scanner asks of the disk. Paths are slash-separated
// and relative to the target's root, "." being the root. Tests put faults in.
type fileSystem interface {
	// readDir returns a directory's own info and its entries sorted by name. On an
	// error it returns the entries that were read by then.
	readDir(path string) (fs.FileInfo, []fs.DirEntry, error)
	// open opens a regular file for reading. It follows no symbolic link and does
	// not wait for the writer of a FIFO: what was a file may no longer be one.
	open(path string) (file, error)
}

type file interface {
	io.ReadCloser
	Stat() (fs.FileInfo, error)
}

// A disk is the real file system below root, an absolute path.
type disk struct{ root string }

func (d disk) readDir(path string) (fs.FileInfo, []fs.DirEntry, error) {
	f, err := d.openFlags(path, os.O_RDONLY|openDirFlags)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return info, entries, err
}

func (d disk) open(path string) (file, error) {
	f, err := d.openFlags(path, os.O_RDONLY|openFileFlags)
	if err != nil {
		return nil, err // not f: a nil *os.File is a file
	}
	return f, nil
}

func (d disk) openFlags(path string, flags int) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(d.root, filepath.FromSlash(path)), flags, 0)
	if !errors.Is(err, syscall.ENAMETOOLONG) {
		return f, err
	}
	// The system takes no path of that length (PATH_MAX), but it takes the parts
	// one by one.
	root, err := os.OpenRoot(d.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.OpenFile(filepath.FromSlash(path), flags, 0)
}

// cause returns an error without the path that it happened at: notices name the
// place themselves, relative to the root.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
