package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/launchlint/launchlint/cmd/internal/baseline"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/revision"
)

// repoFiles reads the files by which a scanned repository configures its own scan,
// from where they are trusted: the work tree, or a commit that whoever runs the
// scan names. A pull request can change the first and not the second.
type repoFiles struct {
	env  *Env
	root string // of the target
	// none is true when no such file is trusted, unless a flag names it.
	none bool
	// from is the commit that files are read from; nil for the work tree.
	from *baseCommit
	// accepted is the baseline that is to match, nil for none: see identity.
	accepted   *baseline.Baseline
	identified struct{ root, key string }

	notices []scanners.Notice
	told    map[string]bool
}

// trusted reports whether files may be read that no flag names.
func (r *repoFiles) trusted() bool { return !r.none }

// read reads a file, by its absolute path, as readBounded does: from the commit
// when it is one of the repository's, even if a flag names it.
func (r *repoFiles) read(path string, limit int64) ([]byte, error) {
	name, inside := r.name(path)
	if r.from == nil || !inside {
		return readBounded(path, limit)
	}
	data, err := r.from.read(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	data = bytes.Clone(data[:min(int64(len(data)), limit+1)]) // a byte more is for its reader to refuse
	r.compare(name, data, err == nil, limit)
	return data, err
}

// real returns a path without the symbolic links on it; a commit is read without
// following any.
func (r *repoFiles) real(path string) (string, error) {
	if r.from != nil {
		return path, nil
	}
	return filepath.EvalSymlinks(path)
}

// has reports whether there is a file, or something else of the name.
func (r *repoFiles) has(path string) bool {
	if r.from == nil {
		_, err := os.Lstat(path)
		return err == nil
	}
	_, err := r.read(path, maxConfig)
	return !errors.Is(err, fs.ErrNotExist)
}

// where says in an error which tree a file was looked for in, when that is not the
// one on the disk.
func (r *repoFiles) where() string {
	if r.from == nil {
		return ""
	}
	return " in " + r.from.name + ", which --trust-config-from names"
}

// name returns a path's slash path relative to the root, if it is inside.
func (r *repoFiles) name(path string) (string, bool) {
	rel, err := filepath.Rel(r.root, path)
	return filepath.ToSlash(rel), err == nil && filepath.IsLocal(rel)
}

// compare says that a file of the scanned tree is ignored, if it is another one
// than the commit's.
func (r *repoFiles) compare(name string, data []byte, exists bool, limit int64) {
	if r.told[name] {
		return
	}
	r.told[name] = true
	here, err := r.from.scanned(filepath.Join(r.root, filepath.FromSlash(name)), name, limit)
	gone := errors.Is(err, fs.ErrNotExist)
	var why string
	switch {
	case gone && !exists:
		return
	case gone:
		why = "it is not here any more: that of %s counts"
	case !exists:
		why = "%s has none, and so none counts"
	case err == nil && bytes.Equal(unixLines(here), unixLines(data)):
		return
	default:
		why = "it is not that of %s, which counts"
	}
	n := scanners.Notice{ID: "untrusted-config", Level: rules.Warning, Message: name + " is ignored: untrusted: " + fmt.Sprintf(why, r.from.name)}
	if !gone {
		n.Location = &scanners.Location{Path: name}
	}
	r.notices = append(r.notices, n)
}

// unixLines drops what git may have added on checkout: carriage returns.
func unixLines(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")) }

// A baseCommit is a commit whose files are trusted.
type baseCommit struct {
	name     string // for people
	id       objects.ID
	resolver *revision.Resolver
	bare     bool
}

// openBase opens the commit that an expression names, in the repository of root.
// The packs stay open as long as the process runs.
func openBase(root, expr string) (*baseCommit, error) {
	repo, err := openRepository(root)
	if errors.Is(err, gitdir.ErrNone) {
		return nil, fmt.Errorf("--trust-config-from names a commit, but there is no git repository at %s; scan one, or trust a file by --config", root)
	}
	if err != nil {
		return nil, fmt.Errorf("--trust-config-from: %w", err)
	}
	store, err := objects.Open(repo, objects.Limits{})
	if err != nil {
		return nil, fmt.Errorf("--trust-config-from: %w", err)
	}
	b := &baseCommit{resolver: revision.NewResolver(repo, store), bare: repo.Top == repo.Dir}
	if b.id, err = b.resolver.Commit(expr); err != nil {
		return nil, fmt.Errorf("--trust-config-from: %w", err)
	}
	b.name = "commit " + b.id.String()[:12]
	return b, nil
}

// openRepository opens the repository at root, with or without a work tree.
func openRepository(root string) (*gitdir.Repo, error) {
	repo, err := gitdir.Open(root)
	if errors.Is(err, gitdir.ErrNone) && gitdir.IsBare(root) {
		return gitdir.OpenBare(root)
	}
	return repo, err
}

// read reads a file of the commit. The content is valid until the next one.
func (b *baseCommit) read(name string) ([]byte, error) { return b.readAt(b.id.String(), name) }

func (b *baseCommit) readAt(commit, name string) ([]byte, error) {
	o, data, err := b.resolver.File(commit + ":" + name)
	switch {
	case errors.Is(err, revision.ErrPath):
		return nil, fs.ErrNotExist
	case err != nil:
		return nil, err
	case o.Mode&0o170000 == 0o120000:
		return nil, fmt.Errorf("read %s of %s: it is a symbolic link, and where it leads is not known there; make it a file", name, b.name)
	}
	return data, nil
}

// scanned reads the file that stands in the scanned tree: on the disk, and without
// a work tree that of HEAD.
func (b *baseCommit) scanned(path, name string, limit int64) ([]byte, error) {
	if !b.bare {
		return readBounded(path, limit)
	}
	head, err := b.resolver.Commit("HEAD")
	if err != nil {
		return nil, fs.ErrNotExist
	}
	return b.readAt(head.String(), name)
}
