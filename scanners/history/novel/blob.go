package novel

import (
	"slices"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/archive"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// A blob is one that is looked at, and what was found in it.
type blob struct {
	*run
	id      objects.ID
	set     *classSet
	pointer bool

	matches   []secrets.Match
	comments  []secrets.Malformed
	overflow  int
	exhausted []string
	excluded  bool // in all classes

	// members are the matches in the members of an archive, seen the secrets of those.
	members []secrets.Match
	seen    archive.Seen
	archive archive.Outcome
}

// detect looks at the whole of a text, once for each class. The error is ctx's.
func (b *blob) detect(text []byte) error {
	b.excluded = true
	for _, c := range b.set.classes {
		if c.excluded {
			continue
		}
		b.excluded = false
		last := 0 // the last line whose comment is noted
		if err := window.Each(text, func(w *window.Window) error { return b.look(w, c, &last) }); err != nil {
			return err
		}
	}
	return nil
}

// look looks at one window of a text.
func (b *blob) look(w *window.Window, c *class, last *int) error {
	f := secrets.Fragment{Path: c.path, Data: w.Data, Line: w.Line, Offset: w.Offset, Conceal: b.Conceal}
	stats, err := b.Detector.Detect(b.ctx, f, func(m secrets.Match) {
		if w.Reports(&m) {
			w.Columns(&m)
			b.matches = append(b.matches, m)
		}
	})
	if err != nil {
		return err
	}
	b.limits(&stats)
	for _, m := range stats.Malformed {
		if m.Line > *last && m.Line < w.LastLine() {
			b.comments = append(b.comments, m)
			*last = m.Line
		}
	}
	return nil
}

// limits notes what the limits of the detector left out.
func (b *blob) limits(stats *secrets.Stats) {
	b.overflow += stats.Overflow
	for _, name := range stats.ExhaustedRules {
		if i, found := slices.BinarySearch(b.exhausted, name); !found {
			b.exhausted = slices.Insert(b.exhausted, i, name)
		}
	}
}
