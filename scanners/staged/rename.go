package staged

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// Bounds of the search for what was moved. Past one, a moved file counts as new,
// and more is scanned.
const (
	maxRemoved = 100_000  // files and trees below removed directories
	maxMoves   = 50       // files on either side that are compared line by line
	maxMoved   = 1 << 20  // bytes of one of them
	maxRead    = 32 << 20 // bytes of all that is read for it
)

// dropKept takes out the changes whose content HEAD has at another path: they add
// nothing. It returns how many there were, and the removed files.
func (d *difference) dropKept(index *Index, read func(objects.ID) ([]byte, error)) (moved int, gone []removed) {
	if len(d.changes) == 0 {
		return 0, nil
	}
	gone = d.expandRemoved(read)
	has := make(map[objects.ID]bool, len(d.changes))
	for _, c := range d.changes {
		has[c.id] = false
	}
	note := func(id objects.ID) {
		if _, asked := has[id]; asked {
			has[id] = true
		}
	}
	for _, r := range d.kept {
		for i := r[0]; i < r[1]; i++ {
			note(objects.ID([]byte(index.Entries[i].ID)))
		}
	}
	for _, id := range d.blobs {
		note(id)
	}
	before := len(d.changes)
	d.changes = slices.DeleteFunc(d.changes, func(c change) bool { return has[c.id] && c.mode&modeType != ModeGitlink })
	return before - len(d.changes), gone
}

// expandRemoved returns the removed files, those below removed directories too,
// and adds their blobs to what HEAD has. What cannot be read is left out.
func (d *difference) expandRemoved(read func(objects.ID) ([]byte, error)) []removed {
	var files []removed
	todo := slices.Clone(d.removed)
	budget := maxRemoved
	for len(todo) > 0 && budget > 0 {
		r := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		budget--
		if !strings.HasSuffix(r.path, "/") {
			files = append(files, r)
			continue
		}
		data, err := read(r.id)
		if err != nil {
			continue
		}
		for e, err := range objects.TreeEntries(data) {
			if err != nil || len(todo) > budget {
				break
			}
			in := removed{r.path + string(e.Name), e.ID}
			switch {
			case e.IsTree():
				in.path += "/"
				todo = append(todo, in)
			case !e.IsGitlink():
				d.blobs = append(d.blobs, e.ID)
				todo = append(todo, in)
			}
		}
	}
	slices.SortFunc(files, func(a, b removed) int { return strings.Compare(a.path, b.path) })
	return files
}

// pairMoved compares each new file with the removed one that it is most like, if
// half of their lines are the same: it was moved and edited. What it is compared
// with was in HEAD, so that a wrong pair hides nothing that is new.
func (d *difference) pairMoved(gone []removed, read func(objects.ID) ([]byte, error)) {
	var fresh []*change
	for i := range d.changes {
		if c := &d.changes[i]; c.isNew && c.mode&modeType == modeFile {
			fresh = append(fresh, c)
		}
	}
	if len(fresh) == 0 || len(fresh) > maxMoves || len(gone) == 0 || len(gone) > maxMoves {
		return
	}
	budget := maxRead
	text := func(id objects.ID) []byte {
		if budget < 0 {
			return nil
		}
		data, err := read(id)
		budget -= len(data)
		if err != nil || len(data) > maxMoved {
			return nil
		}
		return data
	}
	m := moves{seed: maphash.MakeSeed(), at: make(map[uint64][]int)}
	for i, r := range gone {
		m.add(i, text(r.id))
	}
	for _, c := range fresh {
		if best := m.best(text(c.id)); best >= 0 {
			c.before = gone[best].id
		}
	}
}

// moves are the lines of removed files, each line of a file once.
type moves struct {
	seed  maphash.Seed
	at    map[uint64][]int // the files that have the line
	sizes []int            // bytes of their different lines, by file
}

func (m *moves) add(file int, data []byte) {
	m.sizes = append(m.sizes, make([]int, file+1-len(m.sizes))...)
	m.sizes[file] = m.lines(data, func(hash uint64, _ int) { m.at[hash] = append(m.at[hash], file) })
}

// lines hands every different line to visit, and returns the sum of their sizes.
func (m *moves) lines(data []byte, visit func(hash uint64, size int)) (sum int) {
	seen := make(map[uint64]bool)
	for line := range strings.Lines(string(data)) {
		hash := maphash.String(m.seed, strings.TrimRight(line, "\r\n"))
		if seen[hash] {
			continue
		}
		seen[hash] = true
		sum += len(line)
		visit(hash, len(line))
	}
	return sum
}

// best returns the file that shares most with data, the first of several, or -1
// when none shares half of the larger one.
func (m *moves) best(data []byte) int {
	shared := make([]int, len(m.sizes))
	size := m.lines(data, func(hash uint64, size int) {
		for _, file := range m.at[hash] {
			shared[file] += size
		}
	})
	best := -1
	for file, n := range shared {
		if 2*n >= max(size, m.sizes[file]) && n > 0 && (best < 0 || n > shared[best]) {
			best = file
		}
	}
	return best
}
