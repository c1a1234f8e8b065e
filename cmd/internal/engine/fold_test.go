package engine

import (
	"slices"
	"testing"

	"github.com/launchlint/launchlint/scanners"
)

func TestFold(t *testing.T) {
	at := func(path string, line int) scanners.Location {
		return scanners.Location{Path: path, StartLine: line, EndLine: line, StartColumn: 1, EndColumn: 9}
	}
	secret := func(hash string) *scanners.Secret { return &scanners.Secret{Redacted: "abcd…", Hash: hash} }
	past := func(hash, state string, l scanners.Location) scanners.Finding {
		return scanners.Finding{
			Rule: ruleA, Message: "past", Location: l, Secret: secret(hash),
			Provenance: scanners.Provenance{Source: "history", History: &scanners.History{State: state}},
		}
	}
	file := func(hash string, l scanners.Location) scanners.Finding {
		return scanners.Finding{Rule: ruleA, Message: "file", Location: l, Secret: secret(hash), Provenance: scanners.Provenance{Source: "worktree"}}
	}
	untracked := file("h1", at("new", 1))
	untracked.Provenance.Untracked = true
	allowed := file("h2", at("b", 2))
	allowed.Suppression = &scanners.Suppression{Kind: "comment"}
	otherRule := file("h1", at("a", 3))
	otherRule.Rule = ruleB
	for name, c := range map[string]struct {
		in   []scanners.Finding
		want []string
	}{
		"the line on the disk counts":  {[]scanners.Finding{past("h1", "head", at("a", 1)), file("h1", at("a", 7))}, []string{"a:7:1 past"}},
		"a second place is related":    {[]scanners.Finding{past("h1", "head", at("a", 1)), file("h1", at("a", 1)), file("h1", at("c", 4))}, []string{"a:1:1 past +c:4:1"}},
		"another secret":               {[]scanners.Finding{past("h1", "head", at("a", 1)), file("h2", at("a", 7))}, []string{"a:1:1 past", "a:7:1 file"}},
		"another rule":                 {[]scanners.Finding{past("h1", "head", at("a", 1)), otherRule}, []string{"a:1:1 past", "a:3:1 file"}},
		"gone from HEAD":               {[]scanners.Finding{past("h1", "removed", at("a", 0)), file("h1", at("a", 7))}, []string{"a past", "a:7:1 file"}},
		"a file that is not committed": {[]scanners.Finding{past("h1", "head", at("a", 1)), untracked}, []string{"a:1:1 past", "new:1:1 file"}},
		"let pass on the disk":         {[]scanners.Finding{past("h2", "head", at("b", 2)), allowed}, []string{"b:2:1 file", "b:2:1 past"}},
		"without a hash":               {[]scanners.Finding{past("", "head", at("a", 1)), file("", at("a", 7))}, []string{"a:1:1 past", "a:7:1 file"}},
	} {
		list := &findingList{}
		if c.in[0].Location.StartLine == 0 {
			c.in[0].Location = scanners.Location{Path: c.in[0].Location.Path}
		}
		req := request(t, func(s scanners.Sink) {
			for _, f := range c.in {
				s.Finding(f)
			}
		})
		if _, err := Run(t.Context(), req, list); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(list.lines, c.want) {
			t.Errorf("%s: got %q, want %q", name, list.lines, c.want)
		}
	}
}

// A findingList keeps what a reader sees of each finding.
type findingList struct{ lines []string }

func (*findingList) Begin(*Scan) error  { return nil }
func (*findingList) End(*Summary) error { return nil }
func (l *findingList) Finding(f *scanners.Finding) error {
	line := f.Location.String() + " " + f.Message
	for _, r := range f.Related {
		line += " +" + r.Location.String()
	}
	l.lines = append(l.lines, line)
	return nil
}
