package worktree

import (
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// finding turns a match into a finding.
func (t *text) finding(m *secrets.Match) scanners.Finding {
	secret := m.Secret
	if t.scan.options.SharedKey && !t.held {
		secret.Hash = "" // who has the repository could search for it, and does not have the file
	}
	f := scanners.Finding{
		Rule:     m.Rule,
		Severity: m.Rule.Severity,
		Message:  t.message(m),
		Location: m.Location(t.path),
		Secret:   &secret,
		Provenance: scanners.Provenance{
			Source:     t.source,
			Untracked:  t.standing == untracked || t.standing == ignored,
			GitIgnored: t.standing == ignored,
		},
	}
	if t.standing == ignored {
		f.Severity = rules.Note
	}
	if a := m.Allowed; a != nil {
		f.Suppression = &scanners.Suppression{Kind: a.Kind, Reason: a.Reason}
		switch {
		case a.Kind == "gitleaksignore" && t.scan.options.IgnoreFile != "":
			f.Suppression.Location = &scanners.Location{Path: t.scan.options.IgnoreFile}
		case a.Line > 0:
			f.Suppression.Location = &scanners.Location{Path: m.Path(t.path), StartLine: a.Line, EndLine: a.Line}
		}
	}
	return f
}

// message says what was found and the way out: first make it worthless, then
// take it away.
func (t *text) message(m *secrets.Match) string {
	what := m.Rule.Phrase()
	if m.StartLine > 0 {
		what += " " + m.Secret.Redacted
	}
	where, out := t.phrases()
	if m.Rule.Severity == rules.Note {
		out = "it opens nothing alone: look for its secret half nearby"
	}
	return what + " " + where + ": " + out
}

func (t *text) phrases() (where, out string) {
	const instead = "read it from the environment or a secret store"
	switch {
	case t.source == "stdin":
		return "in the input", "revoke it first, then keep it from being printed"
	case t.standing == ignored:
		return "in a file that git ignores", "it is not committed but lies open on this machine; keep it in a secret store, and revoke it if the machine, a backup or an image was shared"
	case t.standing == untracked:
		return "in a file that is not tracked yet", "keep it out of the next commit and " + instead + "; revoke it if the file was ever shared"
	case t.standing == loose:
		return "in plain text", "revoke it first, then remove it and " + instead
	}
	return "in a tracked file", "revoke it first, then remove it and " + instead + "; history keeps it"
}
