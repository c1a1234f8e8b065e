// Package atomicfile writes report files: whoever looks finds the old report or a
// complete new one, whenever the process ends. What would be written through to
// something else than a report (a link, a device, a repository's insides) is refused.
package atomicfile

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Check reports, as an error with the next step, why Write would refuse path. A
// caller asks before a long scan.
func Check(path string) error {
	_, err := check(path)
	return err
}

// Write replaces the content of the file at path, or creates it. The data is on
// disk under another name (.NAME.tmp-RANDOM, mode 0600) before it takes the name.
// An old file's permissions are kept; a new one is readable by its owner only,
// since a report tells an attacker where to look.
func Write(path string, data []byte) error {
	mode, err := check(path)
	if err != nil {
		return err
	}
	dir, name := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	// File systems allow 255 bytes of name: a long one is cut to leave room.
	temp := filepath.Join(dir, "."+name[:min(len(name), 200)]+".tmp-"+random())
	if err := create(dir, temp, mode, data); err != nil {
		return fmt.Errorf("write report %q: %w", path, err)
	}
	if err := os.Rename(temp, path); err != nil {
		os.Remove(temp)
		return fmt.Errorf("write report %q: %w", path, err)
	}
	if err := syncDir(dir); err != nil {
		return fmt.Errorf("write report %q: %w", path, err)
	}
	return nil
}

// check returns the mode that the file shall have.
func check(path string) (fs.FileMode, error) {
	dir, name := filepath.Split(path)
	if name == "" || name == "." || name == ".." {
		return 0, fmt.Errorf("write report %q: that names a directory; give a file in it", path)
	}
	if dir == "" {
		dir = "."
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, fmt.Errorf("write report %q: the directory %q does not exist; create it first", path, filepath.Clean(dir))
	case err != nil:
		return 0, fmt.Errorf("write report %q: %w", path, err)
	case !info.IsDir():
		return 0, fmt.Errorf("write report %q: %q is not a directory", path, filepath.Clean(dir))
	}
	inside, err := insideGit(dir)
	if err != nil {
		return 0, fmt.Errorf("write report %q: %w", path, err)
	}
	if inside || strings.EqualFold(name, ".git") {
		return 0, fmt.Errorf("write report %q: it lies inside a git directory; choose a place outside", path)
	}
	info, err = os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0o600, nil
	case err != nil:
		return 0, fmt.Errorf("write report %q: %w", path, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return 0, fmt.Errorf("write report %q: it is a symbolic link; name the file that it points to, or remove it", path)
	case info.IsDir():
		return 0, fmt.Errorf("write report %q: it is a directory; give a file in it", path)
	case !info.Mode().IsRegular():
		return 0, fmt.Errorf("write report %q: it is not a regular file; use - for standard output", path)
	}
	return info.Mode().Perm(), nil
}

// insideGit reports whether dir is part of a git directory, by its name or (for
// bare and separate ones) by what git itself takes for the signs of one.
func insideGit(dir string) (bool, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false, err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return false, err
	}
	for {
		if strings.EqualFold(filepath.Base(dir), ".git") || (exists(dir, "HEAD") && exists(dir, "objects") && exists(dir, "refs")) {
			return true, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return false, nil
		}
		dir = parent
	}
}

func exists(dir, name string) bool {
	_, err := os.Lstat(filepath.Join(dir, name))
	return err == nil
}

// createNamed writes a new file under its temporary name, and leaves none on error.
func createNamed(temp string, mode fs.FileMode, data []byte) error {
	f, err := os.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(fill(f, mode, data), f.Close()); err != nil {
		os.Remove(temp)
		return err
	}
	return nil
}

// fill writes and flushes everything that the file is to be.
func fill(f *os.File, mode fs.FileMode, data []byte) error {
	if _, err := f.Write(data); err != nil {
		return err
	}
	if mode != 0o600 {
		if err := f.Chmod(mode); err != nil {
			return err
		}
	}
	return f.Sync()
}

// syncDir makes the rename last. Windows has no such call for directories.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func random() string {
	b := make([]byte, 8)
	rand.Read(b) // never errs (crypto/rand)
	return hex.EncodeToString(b)
}
