package staged

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// Bounds of the texts that are kept for the report, in bytes: of one, and of all.
const (
	maxSource  = 32 << 20
	maxSources = 256 << 20
)

// source hands over the text of a path with findings.
func (s *scan) source(path string, text []byte) {
	if s.options.Source == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if again := s.sources[path]; again || len(text) > maxSource || s.held+int64(len(text)) > maxSources {
		text = nil
	}
	s.sources[path] = true
	s.held += int64(len(text))
	if text != nil {
		text = append([]byte{}, text...) // the reader will use its buffer again
	}
	s.options.Source(path, text)
}

// finding turns a match into a finding.
func (b *blob) finding(m *secrets.Match) scanners.Finding {
	secret := m.Secret
	f := scanners.Finding{
		Rule:       m.Rule,
		Severity:   m.Rule.Severity,
		Message:    b.message(m),
		Location:   m.Location(b.path),
		Secret:     &secret,
		Provenance: scanners.Provenance{Source: "index"},
	}
	if a := m.Allowed; a != nil {
		f.Suppression = &scanners.Suppression{Kind: a.Kind, Reason: a.Reason}
		switch {
		case a.Kind == "gitleaksignore" && b.options.IgnoreFile != "":
			f.Suppression.Location = &scanners.Location{Path: b.options.IgnoreFile}
		case a.Line > 0:
			f.Suppression.Location = &scanners.Location{Path: m.Path(b.path), StartLine: a.Line, EndLine: a.Line}
		}
	}
	return f
}

// message says what was found and the way out. As long as it is not committed
// that is to take it away; what was shared must be made worthless too.
func (b *blob) message(m *secrets.Match) string {
	what := m.Rule.Phrase()
	if m.StartLine > 0 {
		what += " " + m.Secret.Redacted
	}
	where, out := "in a staged change", "take it out of the commit ("+b.unstage()+") and revoke it if it was ever shared"
	if b.stage > 0 {
		where = fmt.Sprintf("in %s of a merge conflict", side(b.stage))
		out = "resolve the conflict without it, and revoke it if it was ever shared"
	}
	if m.Rule.Severity == rules.Note {
		out = "it opens nothing alone: look for its secret half nearby"
	}
	return what + " " + where + ": " + out
}

func side(stage uint8) string {
	switch stage {
	case 1:
		return "the common version"
	case 2:
		return "our side"
	}
	return "their side"
}

// unstage returns the command that takes the file out of the commit. Without a
// commit there is nothing to restore from.
func (b *blob) unstage() string {
	command := "git restore --staged"
	if b.unborn {
		command = "git rm --cached"
	}
	const maxShown = 200 // of a path that is worth repeating
	if len(b.path) > maxShown || strings.ContainsFunc(b.path, func(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar || r == '\'' }) {
		return command
	}
	if strings.ContainsFunc(b.path, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/._-+@,=", r)
	}) || strings.HasPrefix(b.path, "-") {
		return command + " -- '" + b.path + "'"
	}
	return command + " " + b.path
}
