package refs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// readLogs reads the reflogs of all git directories: what a ref was at, before and
// after each change. Only what no other source names is a root.
func (r *reader) readLogs(dirs []gitDir) {
	known := make(map[objects.ID]bool, len(r.set.Roots))
	for _, root := range r.set.Roots {
		known[root.ID] = true
	}
	// First of all the stash, lest another log have its entries.
	if !r.readLog(dirs[0], stashLog, known) {
		return
	}
	for _, dir := range dirs {
		if !r.walkLogs(dir, known) {
			return
		}
	}
}

const stashLog = "logs/refs/stash"

// walkLogs reads the reflogs of one git directory. It reports whether there is room
// for more.
func (r *reader) walkLogs(dir gitDir, known map[objects.ID]bool) bool {
	type step struct {
		name  string
		depth int
	}
	stack := []step{{"logs", 0}}
	for len(stack) > 0 {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		path := filepath.Join(dir.path, filepath.FromSlash(at.name))
		entries, err := os.ReadDir(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			r.damage(dir.prefix+at.name, Reflog, err)
		}
		for _, e := range entries {
			name := at.name + "/" + e.Name()
			switch {
			case strings.HasSuffix(e.Name(), ".lock") || dir.prefix+name == stashLog:
			case isDir(path, e) && at.depth == maxDepth:
				r.damage(dir.prefix+name, Reflog, fmt.Errorf("more than %d directories deep", maxDepth))
			case isDir(path, e):
				stack = append(stack, step{name, at.depth + 1})
			case !r.readLog(dir, name, known):
				return false
			}
		}
	}
	return true
}

// readLog reads one reflog; it reports whether there is room for more.
func (r *reader) readLog(dir gitDir, name string, known map[objects.ID]bool) bool {
	source := Reflog
	if name == stashLog {
		source = Stash
	}
	f, err := open(filepath.Join(dir.path, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if err != nil {
		r.damage(dir.prefix+name, source, err)
		return true
	}
	defer f.Close()
	room := true
	eachLine(f, func(n int, line []byte, _ error) bool {
		// "old new name <email> time zone\tmessage": only the ids matter, and a line
		// that was cut in its message still has them.
		if len(line) < 81 || line[40] != ' ' {
			if len(line) > 0 {
				r.damage(dir.prefix+name, source, fmt.Errorf("line %d is no entry of a reflog", n))
			}
			return true
		}
		for _, text := range []string{string(line[:40]), string(line[41:81])} {
			id, err := objects.ParseID(text)
			if err != nil {
				r.damage(dir.prefix+name, source, fmt.Errorf("line %d: %w", n, err))
				continue
			}
			if id.IsZero() || known[id] {
				continue
			}
			if r.logged == r.limits.Logs {
				r.damage(dir.prefix+name, source, fmt.Errorf("more than %d objects in reflogs", r.limits.Logs))
				room = false
				return false
			}
			known[id] = true
			r.logged++
			r.root(dir.prefix+name, source, id)
		}
		return true
	})
	return room
}
