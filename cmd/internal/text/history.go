package text

import (
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/cmd/internal/leaktext"
	"github.com/launchlint/launchlint/scanners"
)

// Limits of what is shown of one finding of the history.
const (
	maxTimeline       = 6
	maxHistoryRefs    = 5
	maxHistoryRelated = 3
)

// history tells the life of a secret, or of an offender's: where it can be had, and
// what happened, one line for each commit. Places of the past are told in words and
// not as path:line, which an editor would follow into today's file.
func (w *writer) history(f *scanners.Finding) {
	if facts := leaktext.Facts(f, maxHistoryRefs); facts != "" {
		w.detail("%s", escape.Text(facts))
	}
	for _, line := range leaktext.Timeline(f.Flow, maxTimeline) {
		w.detail("%s", w.dim(escape.Text(line)))
	}
}
