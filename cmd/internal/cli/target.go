package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners"
)

// newTarget reads the positional arguments of a scanning command: nothing (the
// working directory), one directory, or Go package patterns.
func newTarget(env *Env, args []string) (scanners.Target, error) {
	dir := env.Dir
	patterns := args
	if len(args) > 0 && !strings.Contains(args[0], "...") {
		path := args[0]
		if !filepath.IsAbs(path) {
			path = filepath.Join(env.Dir, path)
		}
		info, err := os.Stat(path)
		switch {
		case err == nil && info.IsDir():
			dir, patterns = filepath.Clean(path), args[1:]
			// `launchlint code ./internal/api ./internal/web` names packages, not a tree to descend into.
			if len(args) > 1 {
				dir, patterns = env.Dir, args
			}
		case err == nil:
			return scanners.Target{}, fmt.Errorf("%s is a file; name a directory or Go packages", args[0])
		case errors.Is(err, fs.ErrNotExist) && isPath(args[0]):
			return scanners.Target{}, fmt.Errorf("%s does not exist; name a directory or Go packages", args[0])
		case !errors.Is(err, fs.ErrNotExist):
			return scanners.Target{}, fmt.Errorf("open %s: %w", args[0], err)
		}
	}
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return scanners.Target{}, fmt.Errorf("resolve directory: %w", err)
	}
	if len(patterns) > 0 {
		return patternTarget(env, dir, patterns)
	}
	return scanners.Target{Root: repositoryRoot(dir), Dir: dir}, nil
}

// patternTarget returns the target of Go package patterns. Those that name
// directories of another repository than the working directory's are resolved
// there: locations must have a root to be relative to.
func patternTarget(env *Env, dir string, patterns []string) (scanners.Target, error) {
	t := scanners.Target{Root: repositoryRoot(dir), Dir: dir, Patterns: patterns}
	var first string // the first pattern outside, by the directory that it starts from
	for _, pattern := range patterns {
		start, ok := patternStart(env, pattern)
		if !ok {
			continue
		}
		if root := repositoryRoot(start); root != t.Root && !within(t.Root, start) {
			first = start
			break
		}
	}
	if first == "" {
		return t, nil
	}
	// Have: a pattern that leads out of the working directory's repository.
	t = scanners.Target{Root: repositoryRoot(first), Dir: first}
	for _, pattern := range patterns {
		start, ok := patternStart(env, pattern)
		if !ok || !within(t.Root, start) {
			return scanners.Target{}, fmt.Errorf("%s is not in the repository %s: scan one repository at a time", pattern, t.Root)
		}
		_, wild, _ := strings.Cut(pattern, "...")
		if strings.Contains(pattern, "...") {
			start = filepath.Join(start, "..."+wild)
		}
		t.Patterns = append(t.Patterns, start)
	}
	return t, nil
}

// patternStart returns the existing directory that a pattern of the file system
// starts from, without symbolic links. ok is false for other patterns.
func patternStart(env *Env, pattern string) (dir string, ok bool) {
	path, _, _ := strings.Cut(pattern, "...")
	if pattern != "." && pattern != ".." && !filepath.IsAbs(pattern) && !strings.HasPrefix(pattern, "./") && !strings.HasPrefix(pattern, "../") {
		return "", false
	}
	dir, err := filepath.EvalSymlinks(env.path(path))
	return dir, err == nil
}

// within reports whether dir is root or below it.
func within(root, dir string) bool {
	rel, err := filepath.Rel(root, dir)
	return err == nil && filepath.IsLocal(rel)
}

// isPath reports whether an argument can only be meant as a file path, rather
// than as a Go import path.
func isPath(arg string) bool {
	return arg == "." || arg == ".." || filepath.IsAbs(arg) || strings.HasPrefix(arg, "./") || strings.HasPrefix(arg, "../") || !strings.Contains(arg, ".")
}

// repositoryRoot returns the nearest directory at or above dir that holds .git,
// a directory or the file of a linked work tree; dir itself when there is none.
// It only looks: nothing of the repository's configuration is read or run.
func repositoryRoot(dir string) string {
	for d := dir; ; {
		if _, err := os.Lstat(filepath.Join(d, ".git")); err == nil {
			return d
		}
		parent := filepath.Dir(d)
		if parent == d {
			return dir
		}
		d = parent
	}
}
