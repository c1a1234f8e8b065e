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
	return scanners.Target{Root: repositoryRoot(dir), Dir: dir, Patterns: patterns}, nil
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
