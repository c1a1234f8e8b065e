package baseline

import (
	"strings"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/scanners"
)

// Mark returns a handler that marks the findings that are in b, and passes all
// on to next. at is where the baseline file stands in the scanned tree, nil when
// it comes from elsewhere. A finding that is suppressed already stays as it is.
func Mark(b *Baseline, at *scanners.Location, next engine.Handler) engine.Handler {
	m := &marker{Handler: next, at: at, known: make(map[[2]string]bool, len(b.Entries))}
	for _, e := range b.Entries {
		m.known[[2]string{e.Rule, e.Key}] = true
	}
	return m
}

type marker struct {
	engine.Handler
	at    *scanners.Location
	known map[[2]string]bool
}

func (m *marker) Finding(f *scanners.Finding) error {
	if f.Suppression == nil && m.known[[2]string{f.Rule.ID, f.Fingerprint.Baseline}] {
		f.Suppression = &scanners.Suppression{Kind: "baseline", Reason: "accepted in the baseline", Location: m.at}
	}
	return m.Handler.Finding(f)
}

// A Collector ends a chain and gathers entries for a baseline: of findings that
// are active, or that the present baseline holds already.
type Collector struct {
	Entries []Entry
}

// Begin implements engine.Handler.
func (c *Collector) Begin(*engine.Scan) error { return nil }

// Finding implements engine.Handler.
func (c *Collector) Finding(f *scanners.Finding) error {
	if f.Suppression == nil || f.Suppression.Kind == "baseline" {
		c.Entries = append(c.Entries, Entry{Rule: f.Rule.ID, Key: f.Fingerprint.Baseline, Path: strings.ToValidUTF8(f.Location.Path, "\uFFFD")})
	}
	return nil
}

// End implements engine.Handler.
func (c *Collector) End(*engine.Summary) error { return nil }
