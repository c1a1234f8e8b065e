package refs

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/launchlint/launchlint/scanners/gitdir"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// LogEntry returns what the ref of a full name was at n changes ago, as its reflog
// has it: NAME@{n}. length is how many entries the log has. The error is ErrNone
// when there is no log, or when it does not go back so far.
func LogEntry(repo *gitdir.Repo, name string, n int) (id objects.ID, length int, err error) {
	dir, rest, ok := place(repo, name)
	if !ok {
		return id, 0, ErrNone
	}
	path := filepath.Join(dir, "logs", filepath.FromSlash(rest))
	// Twice, for the entries stand with the oldest first: to count them, then to read one.
	err = eachEntry(path, func(int, []byte) { length++ })
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return id, 0, fmt.Errorf("read reflog of %s: %w", name, ErrNone)
	case err != nil:
		return id, 0, fmt.Errorf("read reflog of %s: %w", name, err)
	case n < 0 || n > length || length == 0:
		return id, length, fmt.Errorf("read reflog of %s: %w: it has %d entries", name, ErrNone, length)
	}
	// Before its first change, a ref was at what the entry of that change says.
	at, from := length-1-n, 41
	if n == length {
		at, from = 0, 0
	}
	bad := errors.New("it changed while it was read")
	err = eachEntry(path, func(i int, line []byte) {
		if i == at {
			id, bad = objects.ParseID(string(line[from : from+40]))
		}
	})
	if err == nil {
		err = bad
	}
	if err == nil && id.IsZero() { // the ref was made by its first entry
		err = ErrNone
	}
	if err != nil {
		return id, length, fmt.Errorf("read reflog of %s: entry %d: %w", name, n, err)
	}
	return id, length, nil
}

// eachEntry calls f with the number, from 0, and the text of every entry of a
// reflog. Lines that are none are passed over, as by readLog.
func eachEntry(path string, f func(i int, line []byte)) error {
	file, err := open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	i := 0
	eachLine(file, func(_ int, line []byte, _ error) bool {
		if len(line) >= 81 && line[40] == ' ' {
			f(i, line)
			i++
		}
		return true
	})
	return nil
}
