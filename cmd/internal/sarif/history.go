package sarif

import (
	"fmt"
	"strings"
	"time"

	model "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/escape"
	"github.com/launchlint/launchlint/cmd/internal/leaktext"
	"github.com/launchlint/launchlint/scanners"
)

// standing returns where a finding stands. One of the history that stands in no file
// of a tree, since a message or a note has the secret, is put to the first place that
// it has to do with: GitHub rejects an upload with a result that has no location.
func (w *writer) standing(f *scanners.Finding) scanners.Location {
	if f.Location.Path != "" || f.Provenance.History == nil {
		return w.located(f.Location)
	}
	for _, r := range f.Related {
		if r.Location.Path != "" {
			return r.Location
		}
	}
	for _, s := range f.Flow {
		if s.Location.Path != "" {
			return s.Location
		}
	}
	return w.located(scanners.Location{})
}

// physicalOf returns a place of a finding. One of the history without a line is in a
// file whose lines are not today's, or that is gone: it points to the file's
// beginning and marks nothing there. GitHub's documentation wants a region.
func physicalOf(f *scanners.Finding, l scanners.Location, sources *engine.Sources) *model.PhysicalLocation {
	if f.Provenance.History == nil || l.StartLine > 0 {
		return physical(l, sources)
	}
	return &model.PhysicalLocation{
		ArtifactLocation: artifact(l.Path),
		Region:           &model.Region{StartLine: ptr(1), StartColumn: ptr(1), EndLine: ptr(1), EndColumn: ptr(1)},
	}
}

// pastLinks returns the first related places of a finding of the history as links,
// those with one phrase together: they are told apart by their paths.
func pastLinks(related []scanners.Related) string {
	var b strings.Builder
	phrase := ""
	for i, r := range related[:min(len(related), maxLinks)] {
		name := r.Location.Path
		if r.Location.StartLine > 0 {
			name = fmt.Sprintf("%s:%d", name, r.Location.StartLine)
		}
		link := fmt.Sprintf("[%s](%d)", linkText(leaktext.Cut(name, maxLinkText)), i+1)
		switch {
		case i == 0:
			b.WriteString(" (" + plain(r.Message) + ": " + link)
		case r.Message != phrase:
			b.WriteString("; " + plain(r.Message) + ": " + link)
		default:
			b.WriteString(", " + link)
		}
		phrase = r.Message
	}
	if b.Len() == 0 {
		return ""
	}
	if more := len(related) - maxLinks; more > 0 {
		fmt.Fprintf(&b, " and %d more", more)
	}
	return b.String() + ")"
}

// history adds what commits did. Their ids stand here and never in a URI: the
// places are in today's tree or in none.
func history(p model.Properties, f *scanners.Finding) {
	h := f.Provenance.History
	p["state"] = h.State
	p["introduced"] = h.Introduced
	if day := leaktext.FirstSeen(f); day != "" {
		p["firstSeen"] = day
	}
	if len(h.Commits) > 0 {
		p["commits"] = h.Commits
	}
	if len(h.Refs) > 0 {
		refs := make([]string, len(h.Refs))
		for i, ref := range h.Refs {
			refs[i] = escape.Text(ref)
		}
		p["refs"] = refs
	}
	if len(h.Exposures) == 0 {
		return
	}
	spans := make([]map[string]string, len(h.Exposures))
	for i, e := range h.Exposures {
		spans[i] = map[string]string{"from": e.From.UTC().Format(time.RFC3339)}
		if !e.To.IsZero() {
			spans[i]["to"] = e.To.UTC().Format(time.RFC3339)
		}
	}
	p["exposures"] = spans
}
