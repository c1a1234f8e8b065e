package staged

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// maxSymbolic is how many steps a symbolic ref may take, as in git.
const maxSymbolic = 5

// head returns the commit that HEAD is at. ok is false when the branch is not born
// yet. It is stricter than gitdir.Repo.Head: what cannot be read must not pass for
// a branch without commits, nor the other way about.
func head(repo *gitdir.Repo) (id objects.ID, ok bool, err error) {
	if storage := repo.Settings.Extensions["refstorage"]; storage != "" && storage != "files" {
		return id, false, fmt.Errorf("read HEAD: refs are stored as %q, which is not supported; git refs migrate --ref-format=files converts a copy", storage)
	}
	name := "HEAD"
	for range maxSymbolic + 1 {
		text, err := readRef(repo, name)
		if errors.Is(err, fs.ErrNotExist) {
			return packedRef(repo, name)
		}
		if err != nil {
			return id, false, fmt.Errorf("read %s: %w", name, err)
		}
		target, symbolic := strings.CutPrefix(text, "ref:")
		if !symbolic {
			if id, err = objects.ParseID(text); err != nil {
				return id, false, fmt.Errorf("read %s: it holds neither a commit nor the name of a branch; git fsck says more", name)
			}
			return id, true, nil
		}
		name = strings.TrimSpace(target)
		if !strings.HasPrefix(name, "refs/") || !filepath.IsLocal(filepath.FromSlash(name)) {
			return id, false, fmt.Errorf("read HEAD: it leads to %q, which is no branch", name)
		}
	}
	return id, false, errors.New("read HEAD: it leads to itself, or further than git follows")
}

// readRef returns the text of a ref's file: the work tree's own, or the common one.
func readRef(repo *gitdir.Repo, name string) (string, error) {
	dir := repo.Common
	if name == "HEAD" || strings.HasPrefix(name, "refs/worktree/") || strings.HasPrefix(name, "refs/bisect/") || strings.HasPrefix(name, "refs/rewritten/") {
		dir = repo.Dir
	}
	path := filepath.Join(dir, filepath.FromSlash(name))
	if link, err := os.Readlink(path); err == nil && name == "HEAD" && strings.HasPrefix(link, "refs/") {
		return "ref: " + filepath.ToSlash(link), nil // as git once wrote it
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() { // a branch may be packed and have others below it
		return "", fs.ErrNotExist
	}
	if err != nil {
		return "", err
	}
	text, err := readText(path, maxRef)
	return strings.TrimSpace(string(text)), err
}

// packedRef looks a ref up in the file packed-refs.
func packedRef(repo *gitdir.Repo, name string) (id objects.ID, ok bool, err error) {
	if name == "HEAD" {
		return id, false, errors.New("read HEAD: there is none; git symbolic-ref HEAD refs/heads/BRANCH makes one")
	}
	text, err := readText(filepath.Join(repo.Common, "packed-refs"), maxPackedRefs)
	if errors.Is(err, fs.ErrNotExist) {
		return id, false, nil
	}
	if err != nil {
		return id, false, fmt.Errorf("read packed-refs: %w", err)
	}
	for line := range bytes.Lines(text) {
		hex, ref, found := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		if !found || string(ref) != name {
			continue
		}
		if id, err = objects.ParseID(string(hex)); err != nil {
			return id, false, fmt.Errorf("read packed-refs: %s: %w", name, err)
		}
		return id, true, nil
	}
	return id, false, nil
}

// Bounds of the files of refs, in bytes. The second holds millions of refs.
const (
	maxRef        = 64 << 10
	maxPackedRefs = 512 << 20
)

// readText reads a regular file of at most limit bytes.
func readText(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = fmt.Errorf("%s is larger than %d bytes", name, limit)
	}
	return text, err
}
