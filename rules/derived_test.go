package rules_test

import (
	"testing"

	"github.com/launchlint/launchlint/rules/internal/pages"
)

// TestDerived proves that docs/rules, the README's tables and the JSON schema
// say what the rules say.
func TestDerived(t *testing.T) {
	stale, err := pages.Generate("..", false)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range stale {
		t.Errorf("%s is out of date: run `go generate ./rules`", name)
	}
}
