package gosource

import (
	"path/filepath"
	"strings"
	"sync"
)

// paths turns the file names of the go command into slash paths relative to the
// target's root. The go command names files below the working directory that it
// was given, which may lead to the root by way of symbolic links.
type paths struct {
	root, real string

	mu   sync.Mutex
	dirs map[string]string // a directory's path relative to the root, "" for outside
}

func newPaths(root string) *paths {
	p := &paths{root: filepath.Clean(root), dirs: make(map[string]string)}
	p.real = p.root
	if real, err := filepath.EvalSymlinks(p.root); err == nil {
		p.real = real
	}
	return p
}

// rel returns the slash path of an absolute file name relative to the root.
// ok is false when the file is outside of it.
func (p *paths) rel(name string) (path string, ok bool) {
	dir, base := filepath.Split(name)
	dir = filepath.Clean(dir)
	p.mu.Lock()
	defer p.mu.Unlock()
	rel, seen := p.dirs[dir]
	if !seen {
		rel = p.relDir(dir)
		p.dirs[dir] = rel
	}
	switch rel {
	case "":
		return "", false
	case ".":
		return base, true
	}
	return rel + "/" + base, true
}

// relDir returns the slash path of a directory relative to the root, "." for the
// root itself, "" for a directory outside.
func (p *paths) relDir(dir string) string {
	if rel := below(p.root, dir); rel != "" {
		return rel
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return below(p.real, real)
	}
	return ""
}

// below returns dir as a slash path relative to root, "." when they are equal,
// "" when dir is not below root.
func below(root, dir string) string {
	rel, err := filepath.Rel(root, dir)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// within returns dir as a path that starts with the root where it is the same
// directory, so that file names, overlay and locations agree.
func (p *paths) within(dir string) string {
	dir = filepath.Clean(dir)
	if rel := p.relDir(dir); rel != "" {
		return filepath.Join(p.root, filepath.FromSlash(rel))
	}
	return dir
}

// abs returns the absolute name of a slash path relative to the root.
func (p *paths) abs(path string) string {
	return filepath.Join(p.root, filepath.FromSlash(path))
}

// shown returns how a file or directory is named in messages: relative to the
// root with slashes, or as it is when outside.
func (p *paths) shown(name string) string {
	if rel := p.relDir(filepath.Clean(name)); rel != "" {
		return rel
	}
	return name
}
