// Package cache keeps what scans of a history have found out, so that the next one
// looks at what is new.
//
// Objects are named by their content. What was found in one once is found in it again
// by the same rules, whatever has become of the repository, and what was read of
// commits and trees stays true as well. So there are two files for each repository: a
// snapshot of its names (package names), and a Table of verdicts on its blobs, its
// messages and its paths, one for each way of scanning.
//
// The files are believed: who can write them can hide secrets. They are kept in the
// user's cache directory, or in one that the user names, and never in the repository.
// They hold no raw secret: of a match there is what reports say of it as well.
//
// Nothing here makes a scan fail. A file that is not there, damaged, of another
// version or about other rules is as good as none. Files are replaced as a whole, so
// that processes at the same time, or one that is killed, leave the one or the other.
package cache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	// maxFile is the size of the largest file that is kept or read, in bytes.
	maxFile = 1 << 30
	// maxTables is how many ways of scanning one repository are remembered.
	maxTables = 4
	// unused is how long what nobody has used is kept.
	unused = 90 * 24 * time.Hour
	// fileMode is for the owner alone: the files say where secrets are.
	fileMode, dirMode = 0o600, 0o700
)

// namesFile and tablePrefix are what the files of a repository are called.
const (
	namesFile   = "names"
	tablePrefix = "verdicts-"
	tempPrefix  = ".new-"
)

// A Dir is the cache of one repository. The zero Dir, and nil, is none.
type Dir struct {
	all  string // of all repositories
	path string
}

// Open returns the cache of a repository below a directory. What tells the repository
// from others is given by names, such as absolute paths. Nothing is looked at yet.
func Open(dir string, names ...string) *Dir {
	sum := sha256.New()
	for _, name := range names {
		fmt.Fprintf(sum, "%d:%s", len(name), name)
	}
	all := filepath.Join(dir, "history")
	return &Dir{all: all, path: filepath.Join(all, hex.EncodeToString(sum.Sum(nil)[:16]))}
}

// OpenNames opens the snapshot of names.
func (d *Dir) OpenNames() (io.ReadCloser, error) { return open(filepath.Join(d.path, namesFile)) }

// SaveNames replaces the snapshot of names by what write writes.
func (d *Dir) SaveNames(ctx context.Context, write func(io.Writer) error) error {
	return d.save(ctx, namesFile, write)
}

// open opens a regular file that is not too large.
func open(path string) (*os.File, error) {
	// Without this check a pipe would be waited for.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, fmt.Errorf("open %s: not a file of at most %d bytes", path, maxFile)
	}
	return os.Open(path)
}

// read reads a whole file.
func read(path string) ([]byte, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return data, nil
}

// errLarge is of a file that would be larger than is kept.
var errLarge = errors.New("it would be too large")

// save writes a file beside the old one and puts it in its place, unless ctx is done
// before.
func (d *Dir) save(ctx context.Context, name string, write func(io.Writer) error) error {
	if err := os.MkdirAll(d.path, dirMode); err != nil {
		return err
	}
	f, err := os.CreateTemp(d.path, tempPrefix) // of mode 0600
	if err != nil {
		return err
	}
	err = write(&limited{ctx, f, maxFile})
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(d.path, name))
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// A limited writer refuses to write more than is left, and anything once ctx is done.
type limited struct {
	ctx  context.Context
	w    io.Writer
	left int64
}

func (l *limited) Write(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	if l.left -= int64(len(p)); l.left < 0 {
		return 0, errLarge
	}
	return l.w.Write(p)
}

// Used notes that the cache was of use today, and, at most once a day, takes away what
// nobody has used for long: other repositories, and older tables of this one.
func (d *Dir) Used() {
	info, err := os.Stat(d.path)
	if err != nil {
		return
	}
	now := time.Now()
	if now.Sub(info.ModTime()) > 24*time.Hour {
		_ = os.Chtimes(d.path, now, now)
	}
}

// Prune takes away what nobody has used for long. It is for those who write.
func (d *Dir) Prune() {
	d.pruneTables()
	entries, err := os.ReadDir(d.all)
	if err != nil {
		return
	}
	before := time.Now().Add(-unused)
	for _, e := range entries {
		path := filepath.Join(d.all, e.Name())
		if info, err := e.Info(); err == nil && e.IsDir() && path != d.path && isDigest(e.Name(), 32) && info.ModTime().Before(before) {
			remove(path)
		}
	}
}

// remove takes the cache of a repository away, and nothing that is not of it.
func remove(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if isOurs(e) {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
	_ = os.Remove(dir) // fails while there is something else in it
}

func isOurs(e fs.DirEntry) bool {
	name := e.Name()
	return e.Type().IsRegular() && (name == namesFile || isTable(name) || strings.HasPrefix(name, tempPrefix))
}

func isTable(name string) bool {
	digest, ok := strings.CutPrefix(name, tablePrefix)
	return ok && isDigest(digest, 16)
}

func isDigest(s string, length int) bool {
	_, err := hex.DecodeString(s)
	return err == nil && len(s) == length
}

// pruneTables leaves the tables that were used last, and takes away what killed
// processes have left behind.
func (d *Dir) pruneTables() {
	entries, err := os.ReadDir(d.path)
	if err != nil {
		return
	}
	type table struct {
		path string
		used time.Time
	}
	var tables []table
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !isOurs(e) {
			continue
		}
		path := filepath.Join(d.path, e.Name())
		switch {
		case isTable(e.Name()):
			tables = append(tables, table{path, info.ModTime()})
		case e.Name() != namesFile && time.Since(info.ModTime()) > time.Hour:
			_ = os.Remove(path)
		}
	}
	slices.SortFunc(tables, func(a, b table) int { return b.used.Compare(a.used) })
	for _, t := range tables[min(len(tables), maxTables):] {
		_ = os.Remove(t.path)
	}
}
