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
	// isArchive is set for all of them, whatever was found.
	isArchive bool
}

// whole looks at the whole of a text, once for each class. The error is ctx's.
func (v *visitor) whole(b *blob, text []byte) (*state, error) {
	v.found.Whole++
	v.found.WholeBytes += int64(len(text))
	b.excluded = true
	var all tracing
	for _, c := range b.set.classes {
		if c.excluded {
			continue
		}
		b.excluded = false
		once := tracing{all: ^secrets.Keywords(0)}
		last := 0 // the last line whose comment is noted
		if err := window.Each(text, func(w *window.Window) error { return b.look(w, c, &last, &once) }); err != nil {
			return nil, err
		}
		if err := b.complete(text, c, &once); err != nil {
			return nil, err
		}
		all.any |= once.any
		all.tied = all.tied || once.tied
		all.dense = all.dense || once.dense
		all.spots = append(all.spots, once.spots...)
	}
	large := len(text) > window.Size
	key := stateKey{set: b.set, known: all.any}
	key.cramped = all.dense || len(text) <= smallBase || !b.roomy(text)
	if b.excluded || all.tied || large && key.cramped {
		v.found.Tied++
		return nil, nil
	}
	return v.stateOf(key, all.spots), nil
}

// complete looks again where a keyword stands in one window or at one depth and not
// in another: nothing more may match when it is taken to stand everywhere.
func (b *blob) complete(text []byte, c *class, once *tracing) error {
	if once.tied || once.any&^once.all == 0 {
		return nil
	}
	spots := 0
	err := window.Each(text, func(w *window.Window) error {
		t := secrets.Trace{Known: once.any}
		_, err := b.Detector.Detect(b.ctx, secrets.Fragment{Path: c.path, Data: w.Data, Trace: &t}, func(secrets.Match) {})
		spots += len(t.Spots)
		return err
	})
	once.tied = spots != len(once.spots)
	return err
}

// A tracing is what the windows of a text give together.
type tracing struct {
	any, all    secrets.Keywords
	tied, dense bool
	spots       []secrets.Span
}

func (t *tracing) add(w *window.Window, o *secrets.Trace) {
	t.any, t.all = t.any|o.Any, t.all&o.All
	t.tied, t.dense = t.tied || o.Tied, t.dense || o.Dense
	for _, s := range o.Spots {
		t.spots = append(t.spots, secrets.Span{Start: s.Start + w.Offset, End: s.End + w.Offset})
	}
}

// look looks at one window of a text.
func (b *blob) look(w *window.Window, c *class, last *int, once *tracing) error {
	var t secrets.Trace
	f := secrets.Fragment{Path: c.path, Data: w.Data, Line: w.Line, Offset: w.Offset, Conceal: b.Conceal, Trace: &t}
	stats, err := b.Detector.Detect(b.ctx, f, func(m secrets.Match) {
		if w.Reports(&m) {
			w.Columns(&m)
			b.matches = append(b.matches, m)
		}
	})
	if err != nil {
		return err
	}
	once.add(w, &t)
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
