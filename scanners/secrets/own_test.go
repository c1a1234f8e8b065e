package secrets_test

import (
	"strings"
	"testing"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// TestOwnRules holds our own rules to their examples, among all other rules: the
// secret is reported, in full and once, by the rule or by one that knows its
// issuer, and nothing of ours is reported in a negative example.
func TestOwnRules(t *testing.T) {
	d, err := secrets.New(secrets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	own := make(map[string]bool)
	for _, r := range rules.Secrets() {
		own[r.ID] = true
	}
	for _, r := range rules.Secrets() {
		for _, e := range r.Examples {
			found := detect(t, d, e)
			switch {
			case len(found) != 1:
				t.Errorf("%s, example on line %d: %d matches (%v), want one", r.ID, e.Line, len(found), ids(found))
			case found[0].Rule.ID != r.ID && own[found[0].Rule.ID]:
				t.Errorf("%s, example on line %d: reported as %s", r.ID, e.Line, found[0].Rule.ID)
			case e.Text[found[0].Start:found[0].End] != e.Secret:
				t.Errorf("%s, example on line %d: reported %q, want %q", r.ID, e.Line, e.Text[found[0].Start:found[0].End], e.Secret)
			}
		}
		for _, e := range r.NegativeExamples {
			for _, m := range detect(t, d, e) {
				if own[m.Rule.ID] {
					t.Errorf("%s, negative example on line %d: reported as %s", r.ID, e.Line, m.Rule.ID)
				}
			}
		}
	}
}

// TestOwnRulesYield proves that a secret whose issuer is known is reported once,
// by the rule that knows it.
func TestOwnRulesYield(t *testing.T) {
	d, err := secrets.New(secrets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	token := "gh" + "p_" + strings.Repeat("a1B2c3D4e5F6", 3)
	for _, e := range []rules.SecretExample{
		{Text: "remote: https://ci-bot:" + token + "@git.acme.io/infra.git", Path: "deploy.yaml"},
		{Text: `password := "` + token + `"`, Path: "main.go"},
	} {
		if got := ids(detect(t, d, e)); len(got) != 1 || got[0] != "secret/github-pat" {
			t.Errorf("%s: reported as %v, want secret/github-pat", e.Path, got)
		}
	}
}

// TestOwnRulesNotAsLoaded proves that gitleaks' rules alone run when they are
// asked for as they were published.
func TestOwnRulesNotAsLoaded(t *testing.T) {
	d, err := secrets.New(secrets.Options{AsLoaded: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range d.Rules() {
		if rules.Get(r.ID) != nil {
			t.Errorf("%s runs too", r.ID)
		}
	}
}

func detect(t *testing.T, d *secrets.Detector, e rules.SecretExample) []secrets.Match {
	t.Helper()
	var found []secrets.Match
	_, err := d.Detect(t.Context(), secrets.Fragment{Path: e.Path, Data: []byte(e.Text)}, func(m secrets.Match) { found = append(found, m) })
	if err != nil {
		t.Error(err)
	}
	return found
}

func ids(list []secrets.Match) []string {
	var out []string
	for _, m := range list {
		out = append(out, m.Rule.ID)
	}
	return out
}
