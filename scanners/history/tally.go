package history

import "github.com/launchlint/launchlint/scanners"

// A tally counts what became of every object.
type tally struct {
	units, reasons map[string]int
	outside        int // hits that are in no file
}

func (t *tally) scanned(unit string, n int) {
	if t.units == nil {
		t.units = make(map[string]int)
	}
	t.units[unit] += n
}

func (t *tally) skip(reason string, n int) {
	if t.reasons == nil {
		t.reasons = make(map[string]int)
	}
	t.reasons[reason] += n
}

func (t *tally) report(sink scanners.Sink) {
	for unit, n := range t.units {
		sink.Scanned(unit, n)
	}
	for reason, n := range t.reasons {
		sink.Skipped(reason, n)
	}
}
