package engine

import (
	"cmp"
	"encoding/base64"
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners"
)

// minScrub is the shortest raw secret that is scrubbed by value. A shorter one
// would tear holes into ordinary words, and is still redacted where it was found.
const minScrub = 8

// A scrubber removes raw secrets, in the encodings that reports and paths use,
// from every string of a finding. It goes by value and not by field: a secret
// found in a file may also stand in that file's name or in another's message.
type scrubber struct {
	replacer *strings.Replacer // nil when there is nothing to remove
}

func newScrubber(raw map[string]bool) scrubber {
	var values []string
	for r := range raw {
		if len(r) < minScrub {
			continue
		}
		values = append(values, r, html.EscapeString(r), url.QueryEscape(r), url.PathEscape(r),
			base64.StdEncoding.EncodeToString([]byte(r)), base64.RawURLEncoding.EncodeToString([]byte(r)))
	}
	if values == nil {
		return scrubber{}
	}
	// Longest first, so that a secret inside a longer one leaves no tail of it.
	slices.SortFunc(values, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
	})
	var pairs []string
	for _, v := range slices.Compact(values) {
		pairs = append(pairs, v, "[redacted]")
	}
	return scrubber{strings.NewReplacer(pairs...)}
}

func (s scrubber) text(p *string) {
	if s.replacer != nil {
		*p = s.replacer.Replace(*p)
	}
}

func (s scrubber) finding(f *scanners.Finding) {
	if s.replacer == nil {
		return
	}
	s.text(&f.Message)
	s.text(&f.Location.Path)
	for i := range f.Related {
		s.text(&f.Related[i].Message)
		s.text(&f.Related[i].Location.Path)
	}
	for i := range f.Flow {
		s.text(&f.Flow[i].Message)
		s.text(&f.Flow[i].Location.Path)
	}
	for i := range f.Fixes {
		s.text(&f.Fixes[i].Message)
		for j := range f.Fixes[i].Edits {
			s.text(&f.Fixes[i].Edits[j].NewText)
			s.text(&f.Fixes[i].Edits[j].Location.Path)
		}
	}
	if f.Secret != nil {
		s.text(&f.Secret.Redacted)
	}
	if f.Suppression != nil {
		s.text(&f.Suppression.Reason)
		if f.Suppression.Location != nil {
			s.text(&f.Suppression.Location.Path)
		}
	}
}

func (s scrubber) notice(n *scanners.Notice) {
	s.text(&n.Message)
	if n.Location != nil {
		s.text(&n.Location.Path)
	}
}
