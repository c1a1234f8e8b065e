package engine

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/scanners"
)

const (
	// minScrub is the shortest raw secret that is scrubbed by value. A shorter one
	// would tear holes into ordinary words, and is still redacted where it was found.
	minScrub = 8
	// maxWord is how long a word may be that is a password as well. The name of the
	// service is one in many a development database, and its import paths are not to be
	// blacked out for that.
	maxWord = 12
)

// tearsHoles reports whether a raw secret is not scrubbed by value.
func tearsHoles(raw string) bool {
	isLetter := func(c rune) bool { return 'a' <= c && c <= 'z' }
	isOther := func(c rune) bool { return !isLetter(c) }
	return len(raw) < minScrub || len(raw) <= maxWord && !strings.ContainsFunc(raw, isOther)
}

// A scrubber removes raw secrets, in the encodings that reports and paths use,
// from every string of a finding. It goes by value and not by field: a secret
// found in a file may also stand in that file's name or in another's message.
type scrubber struct {
	replacer *strings.Replacer // nil when there is nothing to remove
}

func newScrubber(raw map[string]bool) scrubber {
	var values []string
	for r := range raw {
		if tearsHoles(r) {
			continue
		}
		values = append(values, encodings(r)...)
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

// encodings returns what a raw secret looks like, as it is and inside the texts
// that reports are made of.
func encodings(raw string) []string {
	quoted, err := json.Marshal(raw)
	if err != nil {
		quoted = nil // a string always encodes
	}
	query, path := url.QueryEscape(raw), url.PathEscape(raw)
	values := []string{
		raw, string(bytes.Trim(quoted, `"`)), html.EscapeString(raw),
		query, lowerPercent(query), path, lowerPercent(path),
		hex.EncodeToString([]byte(raw)), strings.Join(strings.Split(raw, ""), "\x00"),
	}
	// Within a longer base64 text the secret stands at one of three alignments:
	// leave out the digits that its neighbours share.
	for lead := range 3 {
		padded := append(make([]byte, lead), raw...)
		from, to := (lead*8+5)/6, len(padded)*8/6
		values = append(values,
			base64.RawStdEncoding.EncodeToString(padded)[from:to],
			base64.RawURLEncoding.EncodeToString(padded)[from:to])
	}
	return values
}

// lowerPercent returns s with its percent-encodings in lower case.
func lowerPercent(s string) string {
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:i+3], bytes.ToLower(b[i+1:i+3]))
		}
	}
	return string(b)
}

// redact returns s without raw secrets.
func (s scrubber) redact(text string) string {
	s.text(&text)
	return text
}

// A redactedError is an error whose text holds no raw secret.
type redactedError struct {
	error
	text string
}

func (e redactedError) Error() string { return e.text }
func (e redactedError) Unwrap() error { return e.error }

func (s scrubber) err(err error) error {
	if err == nil || s.replacer == nil {
		return err
	}
	return redactedError{err, s.redact(err.Error())}
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
	if h := f.Provenance.History; h != nil {
		scrubbed := *h // its refs may be shared with other findings
		scrubbed.Refs = slices.Clone(h.Refs)
		for i := range scrubbed.Refs {
			s.text(&scrubbed.Refs[i])
		}
		f.Provenance.History = &scrubbed
	}
	if f.Suppression != nil {
		f.Suppression = s.suppression(*f.Suppression)
	}
}

// suppression returns a copy without raw secrets: handlers may share one.
func (s scrubber) suppression(from scanners.Suppression) *scanners.Suppression {
	s.text(&from.Reason)
	if from.Location != nil {
		place := *from.Location
		s.text(&place.Path)
		from.Location = &place
	}
	return &from
}

func (s scrubber) notice(n *scanners.Notice) {
	s.text(&n.Message)
	if n.Location != nil {
		place := *n.Location
		s.text(&place.Path)
		n.Location = &place
	}
}
