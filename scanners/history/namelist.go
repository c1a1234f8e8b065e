package history

import (
	"context"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// scanNames looks at the names of refs and files. A secret there is seen by
// everyone who lists them.
func (r *run) scanNames(ctx context.Context) ([]leaks.Hit, error) {
	found := make(map[string][]secrets.Match)
	list := nameList{run: r, found: found, first: make(map[string]int)}
	for i := range r.names.Roots {
		if err := list.add(ctx, r.names.Roots[i].Name); err != nil {
			return nil, err
		}
	}
	if err := list.flush(ctx); err != nil {
		return nil, err
	}
	var hits []leaks.Hit
	for i := range r.names.Roots {
		for _, m := range found[lineOf(r.names.Roots[i].Name)] {
			hits = append(hits, leaks.Hit{Object: r.names.Roots[i].ID, Match: m})
		}
	}
	clear(found)
	clear(list.first)
	// Of a path in the cache nothing is to be looked at, unless something is in it.
	paths := r.memory.paths
	seen := make(map[uint64]bool)
	fresh := func(dir, name uint32) (hash uint64, fresh bool) {
		hash = paths.hash(dir, name)
		known, ok := paths.table.Path(hash)
		return hash, !ok || known.Hot
	}
	for number := range r.names.Blobs() {
		for dir, name := range r.names.Places(number) {
			hash, ok := fresh(dir, name)
			if !ok || seen[hash] {
				continue
			}
			seen[hash] = true
			if err := list.add(ctx, r.names.Path(dir, name)); err != nil {
				return nil, err
			}
		}
	}
	if err := list.flush(ctx); err != nil {
		return nil, err
	}
	r.memory.listed = !list.limited
	if len(found) == 0 {
		return hits, nil
	}
	hot := make(map[uint64]bool)
	for number := range r.names.Blobs() {
		for dir, name := range r.names.Places(number) {
			hash, ok := fresh(dir, name)
			if !ok {
				continue
			}
			matches := found[lineOf(r.names.Path(dir, name))]
			if len(matches) > 0 {
				hot[hash] = true
			}
			for _, m := range matches {
				hits = append(hits, leaks.Hit{Object: r.names.ID(number), Match: m})
			}
		}
	}
	r.memory.hotNames = hot
	return hits, nil
}

// lineOf returns a name as it stands in a list.
func lineOf(name string) string {
	if strings.IndexByte(name, '\n') >= 0 {
		return strings.ReplaceAll(name, "\n", " ") // no rule looks for a secret across it
	}
	return name
}

// A nameList looks at many names at once: each is a line of a text. Between them are
// lines that part them, since which names stand together says nothing.
type nameList struct {
	*run
	text  []byte
	names []string // of every second line
	found map[string][]secrets.Match
	// before is how many names were looked at before, and first the number of the one
	// that a match in found is of: two that are one line count once.
	before int
	first  map[string]int
	// limited is set when not all was looked at to its end.
	limited bool
}

// listSize is how many bytes are looked at together.
const listSize = 64 << 10

func (l *nameList) add(ctx context.Context, name string) error {
	name = lineOf(name)
	l.names = append(l.names, name)
	l.text = append(append(l.text, name...), "\n;\n"...)
	if len(l.text) < listSize {
		return nil
	}
	return l.flush(ctx)
}

func (l *nameList) flush(ctx context.Context) error {
	stats, err := l.options.Detector.Detect(ctx, secrets.Fragment{Data: l.text, Conceal: l.conceal}, func(m secrets.Match) {
		if m.StartLine == 0 || m.StartLine != m.EndLine {
			return
		}
		line := m.StartLine - 1
		if line%2 != 0 {
			return
		}
		name, number := l.names[line/2], l.before+line/2
		if first, ok := l.first[name]; ok && first != number {
			return
		}
		l.first[name] = number
		// It is the name of a file, and in none of its lines.
		m.Start, m.End, m.StartLine, m.EndLine, m.StartColumn, m.EndColumn, m.MatchLine = 0, 0, 0, 0, 0, 0, 0
		l.found[name] = append(l.found[name], m)
	})
	if err != nil {
		return err
	}
	l.limited = l.limited || stats.Overflow > 0 || stats.Exhausted > 0
	l.limits(stats, "", "the names of files and refs")
	l.before += len(l.names)
	l.text, l.names = l.text[:0], l.names[:0]
	return nil
}
