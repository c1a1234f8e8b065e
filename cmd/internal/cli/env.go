package cli

import (
	"io"
	"os"
	"path/filepath"

	"golang.org/x/term"
)

// An Env is what a command may touch of the process: tests hand in their own.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// Dir is the absolute working directory that relative arguments start from.
	Dir string
	// Getenv reads an environment variable; nil means that none is set.
	Getenv func(string) string
}

func (e *Env) getenv(name string) string {
	if e.Getenv == nil {
		return ""
	}
	return e.Getenv(name)
}

// path returns the absolute path that an argument names.
func (e *Env) path(arg string) string {
	if arg == "" || filepath.IsAbs(arg) {
		return arg
	}
	return filepath.Join(e.Dir, arg)
}

// rel returns a path as a person in the working directory would write it.
func (e *Env) rel(path string) string {
	if rel, err := filepath.Rel(e.Dir, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}

// showProgress reports whether standard error is a terminal with a person at it.
func (e *Env) showProgress() bool { return isTerminal(e.Stderr) && e.getenv("CI") == "" }

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
