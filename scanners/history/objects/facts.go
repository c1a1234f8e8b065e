package objects

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/launchlint/launchlint/scanners/gitdir"
)

// Facts are what a repository says about what is not in it, or not as it seems.
type Facts struct {
	// Shallow are the commits whose parents were not fetched, from the file
	// shallow.
	Shallow []ID
	// Promisor reports whether the repository is a partial clone.
	Promisor bool
	// Grafts is how many commits the file info/grafts gives other parents. Git
	// shows the history that it makes up; this package reads the real one.
	Grafts int
	// Alternates is how many object directories of other repositories are read.
	Alternates int
	// Packs and Loose are how many packs, and how many loose objects, there are.
	Packs, Loose int
}

// A Damage is something that could not be read in full, beside single objects: a
// pack, an index, an alternate. What it held may be missing.
type Damage struct {
	Path string
	Err  error
}

// maxSmall bounds the administrative files.
const maxSmall = 64 << 20

// readSmall reads a regular file of at most maxSmall bytes; one that does not
// exist is empty.
func readSmall(name string) ([]byte, error) {
	f, err := openRegular(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxSmall+1))
	if err == nil && len(text) > maxSmall {
		err = &fs.PathError{Op: "read", Path: name, Err: errors.New("file is too large")}
	}
	return text, err
}

// readFacts reads the administrative files that say what is not here.
func readFacts(repo *gitdir.Repo) (facts Facts, damage []Damage) {
	facts.Promisor = repo.Settings.Promisor
	read := func(name string, line func([]byte)) {
		path := filepath.Join(repo.Common, filepath.FromSlash(name))
		text, err := readSmall(path)
		if err != nil {
			damage = append(damage, Damage{Path: path, Err: err})
		}
		for text := range bytes.Lines(text) {
			if text = bytes.TrimSpace(text); len(text) > 0 && text[0] != '#' {
				line(text)
			}
		}
	}
	read("shallow", func(line []byte) {
		if id, err := ParseID(string(line)); err == nil {
			facts.Shallow = append(facts.Shallow, id)
		} else {
			damage = append(damage, Damage{Path: filepath.Join(repo.Common, "shallow"), Err: err})
		}
	})
	read("info/grafts", func([]byte) { facts.Grafts++ })
	return facts, damage
}

// isRegular reports whether a directory entry is a regular file, or a link to one.
func isRegular(dir string, e os.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.Type().IsRegular()
	}
	info, err := os.Stat(filepath.Join(dir, e.Name()))
	return err == nil && info.Mode().IsRegular()
}
