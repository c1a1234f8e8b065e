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
	list := nameList{run: r, found: found}
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
		for _, m := range found[r.names.Roots[i].Name] {
			hits = append(hits, leaks.Hit{Object: r.names.Roots[i].ID, Match: m})
		}
	}
	clear(found)
	seen := make(map[string]struct{})
	for number := range r.names.Blobs() {
		for path := range r.names.AllPaths(number) {
			if _, ok := seen[path]; ok {
				continue
			}
			seen[path] = struct{}{}
			if err := list.add(ctx, path); err != nil {
				return nil, err
			}
		}
	}
	if err := list.flush(ctx); err != nil || len(found) == 0 {
		return hits, err
	}
	for number := range r.names.Blobs() {
		for path := range r.names.AllPaths(number) {
			for _, m := range found[path] {
				hits = append(hits, leaks.Hit{Object: r.names.ID(number), Match: m})
			}
		}
	}
	return hits, nil
}

// A nameList looks at many names at once: each is a line of a text.
type nameList struct {
	*run
	text  []byte
	names []string // of the lines
	found map[string][]secrets.Match
}

// listSize is how many bytes are looked at together.
const listSize = 64 << 10

func (l *nameList) add(ctx context.Context, name string) error {
	if strings.IndexByte(name, '\n') >= 0 {
		name = strings.ReplaceAll(name, "\n", " ") // no rule looks for a secret across it
	}
	l.names = append(l.names, name)
	l.text = append(append(l.text, name...), '\n')
	if len(l.text) < listSize {
		return nil
	}
	return l.flush(ctx)
}

func (l *nameList) flush(ctx context.Context) error {
	stats, err := l.options.Detector.Detect(ctx, secrets.Fragment{Data: l.text, Conceal: l.sink.Conceal}, func(m secrets.Match) {
		if m.StartLine == 0 || m.StartLine != m.EndLine {
			return
		}
		name := l.names[m.StartLine-1]
		// It is the name of a file, and in none of its lines.
		m.Start, m.End, m.StartLine, m.EndLine, m.StartColumn, m.EndColumn, m.MatchLine = 0, 0, 0, 0, 0, 0, 0
		l.found[name] = append(l.found[name], m)
	})
	if err != nil {
		return err
	}
	l.limits(stats, "", "the names of files and refs")
	l.text, l.names = l.text[:0], l.names[:0]
	return nil
}
