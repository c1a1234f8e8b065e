package refs

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// maxDepth bounds how deep directories below refs may lie.
const maxDepth = 100

// readLoose reads the ref files of one git directory.
func (r *reader) readLoose(dir gitDir) {
	type step struct {
		name  string // "refs", "refs/heads"
		depth int
	}
	stack := []step{{"refs", 0}}
	for len(stack) > 0 {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		path := filepath.Join(dir.path, filepath.FromSlash(at.name))
		entries, err := os.ReadDir(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // deleted since, or a work tree without any
			r.damage(dir.prefix+at.name, Ref, err)
		}
		for _, e := range entries {
			name := at.name + "/" + e.Name()
			// A lock is not a ref, and git makes none that begins with a dot.
			if strings.HasSuffix(e.Name(), ".lock") || strings.HasPrefix(e.Name(), ".") {
				continue
			}
			if isDir(path, e) {
				if at.depth == maxDepth {
					r.damage(dir.prefix+name, Ref, fmt.Errorf("more than %d directories deep", maxDepth))
					continue
				}
				stack = append(stack, step{name, at.depth + 1})
				continue
			}
			if !r.room() {
				return
			}
			v, err := readRef(filepath.Join(path, e.Name()))
			switch {
			case errors.Is(err, fs.ErrNotExist): // deleted, or packed, since
			case err != nil:
				r.damage(dir.prefix+name, Ref, err)
			default:
				r.refs[dir.prefix+name] = v
			}
		}
	}
}

// room reports whether the limit leaves room for one more ref.
func (r *reader) room() bool {
	if len(r.refs) < r.limits.Refs {
		return true
	}
	if !r.full {
		r.full = true
		r.damage("refs", Ref, fmt.Errorf("more than %d refs", r.limits.Refs))
	}
	return false
}

func isDir(dir string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := os.Stat(filepath.Join(dir, e.Name()))
	return err == nil && info.IsDir()
}

// readHead reads the HEAD of one work tree.
func (r *reader) readHead(dir gitDir) {
	name := dir.prefix + "HEAD"
	v, err := readRef(filepath.Join(dir.path, "HEAD"))
	switch {
	case errors.Is(err, fs.ErrNotExist) && dir.prefix != "": // a directory that is none of a work tree
	case err != nil:
		r.damage(name, Head, err)
	case v.target != "":
		r.set.Heads[name] = v.target
		r.refs[name] = v
	default:
		r.refs[name] = v
	}
}

// maxRef is how much of a ref file is read: git does not make names longer than a
// path may be.
const maxRef = 64 << 10

// readRef reads a ref file: an id, or "ref: name", or a symbolic link to a ref,
// which is how git once wrote HEAD.
func readRef(path string) (value, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return value{}, err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		if target, err := os.Readlink(path); err == nil && strings.HasPrefix(filepath.ToSlash(target), "refs/") {
			return value{target: filepath.ToSlash(target)}, nil
		}
	}
	text, err := readSmall(path, maxRef)
	if err != nil {
		return value{}, err
	}
	return parseRef(text)
}

func parseRef(text []byte) (value, error) {
	if len(bytes.TrimSpace(text)) == 0 {
		return value{}, errors.New("ref is empty")
	}
	if target, ok := bytes.CutPrefix(text, []byte("ref:")); ok {
		target = bytes.TrimSpace(target)
		if len(target) == 0 {
			return value{}, errors.New("symbolic ref names nothing")
		}
		return value{target: string(target)}, nil
	}
	id, ok := leadingID(text)
	if !ok {
		return value{}, errors.New("ref holds no object id")
	}
	return value{id: id}, nil
}

// leadingID reads an id that is not zero at the beginning of a line, with a blank
// or the end after it.
func leadingID(line []byte) (objects.ID, bool) {
	if len(line) < 40 || len(line) > 40 && !strings.ContainsRune(" \t\r\n", rune(line[40])) {
		return objects.ID{}, false
	}
	id, err := objects.ParseID(string(line[:40]))
	return id, err == nil && !id.IsZero()
}

// open opens a regular file.
func open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("open %s: not a regular file", path)
	}
	return os.Open(path)
}

// readSmall reads a regular file of at most limit bytes.
func readSmall(path string, limit int64) ([]byte, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = fmt.Errorf("read %s: larger than %d bytes", path, limit)
	}
	return text, err
}
