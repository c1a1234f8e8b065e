package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"

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

// utf8 reports whether the locale's characters are UTF-8 (POSIX, "Internationalization
// Variables": the first of these that is set and not empty counts).
func (e *Env) utf8() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(e.getenv(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return false
}

// columns returns how wide a terminal is, 0 for what is none.
func columns(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok {
		return 0
	}
	n, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return n
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
