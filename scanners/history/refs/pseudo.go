package refs

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// states are the files in which commands that are under way keep ids. FETCH_HEAD
// and MERGE_HEAD may have several lines.
var states = []string{
	"AUTO_MERGE", "MERGE_AUTOSTASH", "BISECT_EXPECTED_REV",
	"rebase-merge/orig-head", "rebase-merge/onto", "rebase-merge/stopped-sha", "rebase-merge/head",
	"rebase-merge/amend", "rebase-merge/autostash", "rebase-merge/squash-onto", "rebase-merge/upstream",
	"rebase-apply/orig-head", "rebase-apply/onto", "rebase-apply/abort-safety", "rebase-apply/original-commit",
	"rebase-apply/autostash", "rebase-apply/head",
	"sequencer/head", "sequencer/abort-safety",
}

// readPseudo reads the ids that commands have left in one git directory: every
// file called SOMETHING_HEAD, and the states.
func (r *reader) readPseudo(dir gitDir) {
	names := states
	entries, err := os.ReadDir(dir.path)
	if err != nil {
		r.damage(dir.prefix, Pseudo, err)
	}
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, "_HEAD") && name == strings.ToUpper(name) {
			names = append(names[:len(names):len(names)], name)
		}
	}
	for _, name := range names {
		f, err := open(filepath.Join(dir.path, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			r.damage(dir.prefix+name, Pseudo, err)
			continue
		}
		eachLine(f, func(n int, line []byte, err error) bool {
			id, ok := leadingID(line)
			switch {
			case ok:
				r.root(dir.prefix+name, Pseudo, id)
			case err != nil:
				r.damage(dir.prefix+name, Pseudo, fmt.Errorf("line %d: %w", n, err))
			case len(bytes.TrimSpace(line)) > 0 && !bytes.HasPrefix(line, []byte("ref:")) && !isName(line):
				r.damage(dir.prefix+name, Pseudo, fmt.Errorf("line %d holds no object id", n))
			}
			return n < maxLines
		})
		f.Close()
	}
}

// maxLines bounds the lines of a pseudo-ref: a fetch writes one for each branch.
const maxLines = 1_000_000

// isName reports whether a line names a ref by which a command was called, as the
// files of some rebases do.
func isName(line []byte) bool { return bytes.HasPrefix(line, []byte("refs/")) }
