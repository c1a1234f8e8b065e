package history

import (
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/internal/script"
)

// TestUses proves that a finding says where the name of its secret is used at HEAD.
func TestUses(t *testing.T) {
	repo := script.New(t)
	repo.Commit(map[string]string{".env": "STRIPE_KEY=SECRET(one)\n", "main.go": "package main\n\nvar key = os.Getenv(\"STRIPE_KEY\")\n"})
	repo.Commit(map[string]string{".env": "STRIPE_KEY=\n", "vendor/v.go": "STRIPE_KEY\n"})
	r := scan(t, repo.Dir, Options{})
	if len(r.findings) != 1 {
		t.Fatalf("%d findings", len(r.findings))
	}
	f := r.findings[0]
	if !strings.HasSuffix(f.Message, "; HEAD uses STRIPE_KEY in 2 places") {
		t.Errorf("message %q", f.Message)
	}
	var used []string
	for _, related := range f.Related {
		if related.Message == "STRIPE_KEY is used here" {
			used = append(used, related.Location.String())
		}
	}
	wantEqual(t, "used", used, ".env:1:1", "main.go:3:22")
	if f.Location != (scanners.Location{Path: ".env"}) {
		t.Errorf("found at %s", f.Location)
	}
}
