package staged

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/archive"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// unpack looks at what a staged archive holds. What HEAD's archive holds too is not
// added by the commit, wherever in it.
func (b *blob) unpack(ctx context.Context, format archive.Format) error {
	before := b.inHead(ctx)
	search := archive.Searcher{
		Detector: b.options.Detector, Conceal: b.sink.Conceal, Looked: b.judge,
		Report: func(m secrets.Match) {
			if before.Has(&m) || m.StartLine == 0 && m.Member == "" && !b.isNew {
				return
			}
			if m.Member != "" {
				b.source(m.Path(b.path), nil) // the report has no use for what is packed
				b.sink.Finding(b.finding(&m))
				return
			}
			b.report(&m)
		},
	}
	outcome, err := search.Search(ctx, b.path, format, bytes.NewReader(b.text), int64(len(b.text)))
	if errors.Is(err, archive.ErrExcluded) {
		return errExcluded
	}
	b.left = outcome.Within(b.path)
	return err
}

// inHead returns the secrets in the archive that the staged one takes the place of.
func (b *blob) inHead(ctx context.Context) archive.Seen {
	if b.before.IsZero() {
		return nil
	}
	data, err := readAs(b.older, b.before, objects.Blob)
	if err != nil {
		return nil // told when the lines were compared
	}
	format, ok := archive.Detect(data[:min(len(data), archive.HeadSize)])
	if !ok {
		return nil
	}
	search := archive.Searcher{Detector: b.options.Detector, Report: func(secrets.Match) {}}
	_, seen, err := search.Members(ctx, b.path, format, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil // of ctx, or the detector's, which comes again
	}
	return seen
}

// judge tells what the limits of the detector left out of a member.
func (b *blob) judge(path string, w *window.Window, stats secrets.Stats) {
	if stats.Overflow > 0 {
		b.troubles.Add(manyMatches, path, w.Line+1, fmt.Sprint(stats.Overflow))
	}
	if stats.Exhausted > 0 {
		b.troubles.Add(exhausted, path, w.Line+1, strings.Join(stats.ExhaustedRules, ", "))
	}
}
