package rules_test

import (
	"testing"

	"github.com/launchlint/launchlint/rules"
)

func TestPhrase(t *testing.T) {
	for title, want := range map[string]string{
		"Private key":     "private key",
		"AWS access key":  "AWS access key",
		"X.509 key":       "X.509 key",
		"1Password token": "1Password token",
		"A password":      "A password",
		"É":               "É",
		"":                "",
	} {
		if got := (&rules.Rule{Title: title}).Phrase(); got != want {
			t.Errorf("phrase of %q is %q, want %q", title, got, want)
		}
	}
}
