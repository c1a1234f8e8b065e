package usage

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
)

// places are where a name stands: in how many places, and the first of them by path.
type places struct {
	total int
	first []scanners.Location
}

const (
	// atATime is how many files are read before what was found in them is put in order.
	atATime = 64
	// mostOfFile is how many places of one file are kept; all are counted.
	mostOfFile = 10_000
)

// A finding is what a file holds, by name.
type finding map[int32]*places

// lookUp reads the files of the tree, each once.
func (u *Uses) lookUp(ctx context.Context, open func() names.Reader, n *names.Names, files []file, workers int) error {
	set := newWords(u.names)
	u.places = make([]places, len(u.names))
	readers := make([]names.Reader, workers)
	for i := range readers {
		readers[i] = open()
	}
	for len(files) > 0 {
		batch := files[:min(len(files), atATime)]
		files = files[len(batch):]
		found, counts := make([]finding, len(batch)), make([]Counts, workers)
		var group sync.WaitGroup
		for w, reader := range readers {
			group.Go(func() {
				for i := w; i < len(batch) && ctx.Err() == nil; i += workers {
					kind, data, err := reader.Read(n.ID(batch[i].blob))
					if counts[w].take(kind, data, err, u.limits.FileSize) {
						found[i] = u.in(set, batch[i].path, data)
					}
				}
			})
		}
		group.Wait()
		if err := ctx.Err(); err != nil {
			return err
		}
		for w := range counts {
			u.Counts.add(&counts[w])
		}
		for _, f := range found {
			for number, p := range f {
				all := &u.places[number]
				all.total += p.total
				all.first = append(all.first, p.first[:min(len(p.first), u.kept()-len(all.first))]...)
			}
		}
	}
	return nil
}

// kept is how many places of a name are kept: more than are handed out, for a
// secret's own do not count.
func (u *Uses) kept() int { return 4 * u.limits.References }

// in looks through one file.
func (u *Uses) in(set *words, path string, data []byte) finding {
	var found finding
	kept := 0
	line, from := 1, 0 // from is where line was counted up to
	set.each(data, func(number int32, at int) {
		if found == nil {
			found = make(finding)
		}
		p := found[number]
		if p == nil {
			p = &places{}
			found[number] = p
		}
		p.total++
		if len(p.first) == u.kept() || kept == mostOfFile {
			return
		}
		kept++
		if at > from { // a word with a hyphen comes after its parts, on one line
			line += bytes.Count(data[from:at], []byte("\n"))
			from = at
		}
		column := at - bytes.LastIndexByte(data[:at], '\n')
		p.first = append(p.first, scanners.Location{
			Path: path, StartLine: line, EndLine: line, StartColumn: column, EndColumn: column + len(u.names[number]),
		})
	})
	return found
}

// take counts what reading a file gave, and reports whether it is to be looked
// through.
func (c *Counts) take(kind objects.Kind, data []byte, err error, most int) bool {
	switch {
	case errors.Is(err, objects.ErrTooLarge):
		c.TooLarge++
	case err != nil || kind != objects.Blob:
		c.Unreadable++
	case isBinary(data):
		c.Skipped++
	case len(data) > most:
		c.TooLarge++
	default:
		c.Files++
		return true
	}
	return false
}

func (c *Counts) add(more *Counts) {
	c.Files += more.Files
	c.Skipped += more.Skipped
	c.TooLarge += more.TooLarge
	c.Unreadable += more.Unreadable
}
