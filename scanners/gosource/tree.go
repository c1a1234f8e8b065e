package gosource

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// A module is a directory with a go.mod.
type module struct {
	// dir is the module's absolute directory.
	dir string
	// scope is the part of it that is looked at: dir or a directory below it.
	scope string
	// dirs are the directories below scope that hold Go files and belong to this
	// module, in lexical order.
	dirs []goDir
}

// A goDir is a directory with Go files, as the go command sees it: without
// files whose names start with a dot or an underscore.
type goDir struct {
	path  string
	files []goFile
}

// A goFile is one Go file by its name in the directory. Its size is in bytes.
type goFile struct {
	name string
	size int64
}

func (f goFile) isTest() bool { return strings.HasSuffix(f.name, "_test.go") }

// A tree is what a walk of a directory found.
type tree struct {
	// modules have scopes at or below the walk's start, in lexical order; the
	// module around the start comes first.
	modules []*module
	// loose are directories with Go files that no module holds.
	loose []goDir
}

// notPackages are directories that hold no packages of the product: the go
// command's `./...` leaves out testdata and vendor, and what npm installs under
// node_modules is not this module's code even where it holds Go files.
var notPackages = map[string]bool{"testdata": true, "vendor": true, "node_modules": true}

// walk looks below dir for modules and Go files. Directories that cannot be read
// are reported as notices.
func (s *scan) walk(ctx context.Context, dir string) (*tree, error) {
	w := &walker{scan: s, ctx: ctx, tree: &tree{}}
	var around *walkModule
	if root := enclosingModule(dir); root != "" {
		around = w.open(root, dir)
	}
	if err := w.visit(dir, around); err != nil {
		return nil, err
	}
	return w.tree, nil
}

// enclosingModule returns dir or its nearest parent with a go.mod, or "".
func enclosingModule(dir string) string {
	for {
		if isFile(filepath.Join(dir, "go.mod")) {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

type walker struct {
	*scan
	ctx   context.Context
	tree  *tree
	quiet bool // tell the sink nothing
}

// A walkModule is a module under the walk, with the directories that its go.mod
// tells the go command to ignore.
type walkModule struct {
	*module
	ignored []string // slash paths: "./x" is relative to the module, "x" matches at any depth
}

func (w *walker) open(root, scope string) *walkModule {
	m := &module{dir: root, scope: scope}
	w.tree.modules = append(w.tree.modules, m)
	return &walkModule{module: m, ignored: ignoredDirs(filepath.Join(root, "go.mod"))}
}

// ignoredDirs reads the ignore directives of a go.mod (Go 1.25). A file that
// does not parse has none: the go command will say what is wrong with it.
func ignoredDirs(file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	mod, err := modfile.ParseLax(file, data, nil)
	if err != nil {
		return nil
	}
	var out []string
	for _, i := range mod.Ignore {
		out = append(out, strings.TrimSuffix(i.Path, "/"))
	}
	return out
}

func (m *walkModule) ignores(dir string) bool {
	if m == nil {
		return false
	}
	rel, err := filepath.Rel(m.dir, dir)
	if err != nil {
		return false
	}
	rel = filepath.ToSlash(rel)
	for _, i := range m.ignored {
		if rooted, ok := strings.CutPrefix(i, "./"); ok {
			if rel == rooted {
				return true
			}
			continue
		}
		if rel == i || strings.HasSuffix(rel, "/"+i) {
			return true
		}
	}
	return false
}

// visit walks dir, which belongs to module m, nil for none.
func (w *walker) visit(dir string, m *walkModule) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		w.unreadable(dir, err)
		return nil
	}
	if files := goFiles(dir, entries); len(files) > 0 {
		if m != nil {
			m.dirs = append(m.dirs, goDir{dir, files})
		} else {
			w.tree.loose = append(w.tree.loose, goDir{dir, files})
		}
	}
	for _, e := range entries {
		name := e.Name()
		sub := filepath.Join(dir, name)
		switch {
		case !e.IsDir() || hiddenFromGo(name):
			continue
		case notPackages[name]:
			w.skipped(name)
			continue
		case m.ignores(sub):
			w.skipped("ignored-in-go.mod")
			continue
		}
		next := m
		if isFile(filepath.Join(sub, "go.mod")) {
			next = w.open(sub, sub)
		}
		if err := w.visit(sub, next); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) skipped(reason string) {
	if !w.quiet {
		w.sink.Skipped(reason, 1)
	}
}

func (w *walker) unreadable(dir string, err error) {
	if w.quiet {
		return
	}
	w.sink.Notice(scanners.Notice{
		ID: "unreadable-directory", Level: rules.Error, Incomplete: true,
		Message:  fmt.Sprintf("the directory cannot be read (%v): make it readable and scan again", reason(err)),
		Location: &scanners.Location{Path: w.paths.shown(dir)},
	})
}

// hiddenFromGo reports whether the go command overlooks a file or directory of
// that name.
func hiddenFromGo(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// goFiles returns the Go files among the entries of dir, in their order.
func goFiles(dir string, entries []fs.DirEntry) []goFile {
	var files []goFile
	for _, e := range entries {
		if e.IsDir() || hiddenFromGo(e.Name()) || !strings.HasSuffix(e.Name(), ".go") {
			continue
		}
		if info, err := os.Stat(filepath.Join(dir, e.Name())); err == nil && info.Mode().IsRegular() {
			files = append(files, goFile{e.Name(), info.Size()})
		}
	}
	return files
}

// reason returns the last part of a file error, without the path, which the
// location names already.
func reason(err error) error {
	if e, ok := err.(*fs.PathError); ok {
		return e.Err
	}
	return err
}
