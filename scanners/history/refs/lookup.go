package refs

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// ErrNone is what Lookup returns when there is no ref of any of the names.
var ErrNone = errors.New("no such ref")

// Lookup returns the object that the first of the names is at that exists, and
// that name. Names are full, as in Root ("refs/heads/main", "HEAD",
// "worktrees/x/HEAD"); those that git gives each work tree (HEAD and its kin,
// refs/bisect/) are those of the work tree in use, and main-worktree/HEAD is that
// of the main one. A name that can be none is passed over.
//
// The error is ErrNone, ErrStorage, or says why the ref that is there names no
// object; a symbolic ref whose target does not exist is ErrNone too, and says so.
func Lookup(repo *gitdir.Repo, names ...string) (name string, id objects.ID, err error) {
	if storage, ok := repo.Settings.Extensions["refstorage"]; ok && storage != "files" {
		return "", id, fmt.Errorf("read refs: %w: %q", ErrStorage, storage)
	}
	for _, name := range names {
		v, err := readNamed(repo, name)
		target := name
		for steps := 0; err == nil && v.target != ""; steps++ {
			if steps == maxSymbolic {
				return name, id, fmt.Errorf("read ref %s: it leads to itself, or further than git follows", name)
			}
			target = v.target
			v, err = readNamed(repo, target)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist) && target == name:
			continue
		case errors.Is(err, fs.ErrNotExist):
			return name, id, fmt.Errorf("read ref %s: %w: it leads to %s, which has no commit yet or is gone", name, ErrNone, target)
		case err != nil:
			return name, id, fmt.Errorf("read ref %s: %w", name, err)
		}
		return name, v.id, nil
	}
	return "", id, ErrNone
}

// readNamed reads the loose file of a ref, else its line in packed-refs.
func readNamed(repo *gitdir.Repo, name string) (value, error) {
	dir, rest, ok := place(repo, name)
	if !ok {
		return value{}, fs.ErrNotExist
	}
	path := filepath.Join(dir, filepath.FromSlash(rest))
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return findPacked(repo, name) // refs/heads is no ref, but refs/heads/a may have been packed and a/b made
	}
	v, err := readRef(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return findPacked(repo, name)
	}
	return v, err
}

// place returns the git directory that has a ref, and its path there. ok is false
// for what cannot be the name of a ref: it must not lead to any other file.
func place(repo *gitdir.Repo, name string) (dir, rest string, ok bool) {
	if !validName(name) {
		return "", "", false
	}
	if rest, ok := strings.CutPrefix(name, "main-worktree/"); ok {
		return repo.Common, rest, isRootRef(rest) || isOwn(rest)
	}
	if rest, ok := strings.CutPrefix(name, "worktrees/"); ok {
		_, rest, _ = strings.Cut(rest, "/")
		return repo.Common, name, isRootRef(rest) || isOwn(rest)
	}
	if isRootRef(name) || isOwn(name) {
		return repo.Dir, name, true
	}
	return repo.Common, name, strings.HasPrefix(name, "refs/")
}

// isOwn reports whether a ref below refs/ belongs to one work tree: see
// git-worktree(1), "Refs".
func isOwn(name string) bool {
	for _, prefix := range []string{"refs/bisect/", "refs/worktree/", "refs/rewritten/"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// isRootRef reports whether a name is that of a ref beside refs/, such as HEAD,
// FETCH_HEAD or BISECT_EXPECTED_REV: git gives such names no others.
func isRootRef(name string) bool {
	return name != "" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-") == ""
}

// validName reports whether git lets a ref have the name: git-check-ref-format(1).
func validName(name string) bool {
	if name == "" || len(name) > maxRef || strings.Contains(name, "..") || strings.Contains(name, "@{") ||
		strings.HasSuffix(name, ".") || strings.ContainsAny(name, " ~^:?*[\\\x7f") || !filepath.IsLocal(filepath.FromSlash(name)) {
		return false
	}
	for i := range len(name) {
		if name[i] < ' ' {
			return false
		}
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part[0] == '.' || strings.HasSuffix(part, ".lock") {
			return false
		}
	}
	return true
}

// findPacked looks a ref up in packed-refs.
func findPacked(repo *gitdir.Repo, name string) (value, error) {
	f, err := open(filepath.Join(repo.Common, "packed-refs"))
	if err != nil {
		return value{}, err // that it does not exist is the right error
	}
	defer f.Close()
	v, found := value{}, false
	eachLine(f, func(_ int, line []byte, err error) bool {
		if err != nil || len(line) != 41+len(name) || !bytes.HasSuffix(line, []byte(" "+name)) {
			return true
		}
		v.id, found = leadingID(line)
		return !found
	})
	if !found {
		return v, fs.ErrNotExist
	}
	return v, nil
}
