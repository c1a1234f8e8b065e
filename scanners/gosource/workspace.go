package gosource

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// A workspace is a go.work file as far as it decides where the go command must
// run: inside a workspace it refuses a module that the file does not use.
type workspace struct {
	file string
	dir  string
	// uses holds the absolute directories of the modules.
	uses map[string]bool
	// refused reports that the file is not followed: it does not parse, or it
	// comes from strangers and leads out of the target.
	refused bool
	reason  string
}

// why says why the module in dir is not analysed as a part of the workspace.
func (w *workspace) why() string {
	if w.refused {
		return fmt.Sprintf("%s is not followed because %s", filepath.Base(w.file), w.reason)
	}
	return "go.work does not use it; `go work use` adds it"
}

// workspaces finds the workspace of a directory as the go command does: by the
// variable GOWORK, else by the nearest go.work at or above it.
type workspaces struct {
	scan   *scan
	gowork string
	byFile map[string]*workspace
}

func newWorkspaces(s *scan) *workspaces {
	w := &workspaces{scan: s, byFile: make(map[string]*workspace)}
	if !s.opts.Untrusted {
		w.gowork = envValue(s.baseEnv(), "GOWORK")
	}
	return w
}

// of returns the workspace that is in effect in dir, or nil.
func (w *workspaces) of(dir string) *workspace {
	if w.gowork == "off" {
		return nil
	}
	file := w.gowork
	if file == "" {
		for {
			if file = filepath.Join(dir, "go.work"); isFile(file) {
				break
			}
			parent := filepath.Dir(dir)
			if parent == dir {
				return nil
			}
			dir = parent
		}
	}
	ws := w.byFile[file]
	if ws == nil {
		ws = w.read(file)
		w.byFile[file] = ws
	}
	return ws
}

func (w *workspaces) read(file string) *workspace {
	ws := &workspace{file: file, dir: filepath.Dir(file), uses: make(map[string]bool)}
	data, err := os.ReadFile(file)
	if err != nil {
		return ws.refuse("it cannot be read")
	}
	parsed, err := modfile.ParseWork(file, data, nil)
	if err != nil {
		return ws.refuse("it does not parse")
	}
	for _, use := range parsed.Use {
		dir := filepath.FromSlash(use.Path)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(ws.dir, dir)
		}
		dir = w.scan.paths.within(dir)
		ws.uses[dir] = true
		if w.scan.opts.Untrusted && w.scan.paths.relDir(dir) == "" {
			ws.refuse("it leads out of the scanned directory")
		}
	}
	return ws
}

func (w *workspace) refuse(reason string) *workspace {
	w.refused, w.reason = true, reason
	return w
}

// envValue returns the value of the last setting of key, or "".
func envValue(env []string, key string) string {
	for i := len(env) - 1; i >= 0; i-- {
		if value, ok := strings.CutPrefix(env[i], key+"="); ok {
			return value
		}
	}
	return ""
}
