package pages

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestGenerate proves that what is written is up to date at once, that a changed
// file is told and mended, and that a page without a rule goes.
func TestGenerate(t *testing.T) {
	root := t.TempDir()
	source, err := os.ReadFile("../../config/config.go")
	if err != nil {
		t.Fatal(err)
	}
	const readme = "# x\n<!-- rules:begin -->\nold\n<!-- rules:end -->\ntext\n<!-- checklist:begin -->\n<!-- checklist:end -->\n"
	for name, content := range map[string]string{
		"rules/config/config.go": string(source), "README.md": readme, "docs/rules/gone/rule.md": "", "docs/other.md": "kept",
	} {
		if err := writeFile(filepath.Join(root, name), []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	generate := func(write bool) []string {
		t.Helper()
		stale, err := Generate(root, write)
		if err != nil {
			t.Fatal(err)
		}
		return stale
	}
	want := []string{"README.md", "docs/launchlint.schema.json", "docs/rules/README.md", "docs/rules/directive/unused.md", "docs/rules/gone/rule.md", "docs/rules/secret.md"}
	before := generate(false)
	for _, name := range want {
		if !slices.Contains(before, name) {
			t.Errorf("%s is not told to be stale", name)
		}
	}
	if again := generate(false); !slices.Equal(before, again) {
		t.Errorf("comparing changed something: %q, then %q", before, again)
	}
	if wrote := generate(true); !slices.Equal(before, wrote) {
		t.Errorf("stale %q, wrote %q", before, wrote)
	}
	if stale := generate(false); stale != nil {
		t.Errorf("stale right after writing: %q", stale)
	}
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"# x\n<!-- rules:begin -->\n| family |", "(docs/rules/directive/unused.md)", "<!-- rules:end -->\ntext\n<!-- checklist:begin -->\n| row |", "| monitoring |"} {
		if !strings.Contains(string(text), part) {
			t.Errorf("README.md has no %q:\n%s", part, text)
		}
	}
	if strings.Contains(string(text), "old") {
		t.Error("README.md keeps the old table")
	}
	if _, err := os.Stat(filepath.Join(root, "docs/rules/gone/rule.md")); err == nil {
		t.Error("the page without a rule is still there")
	}
	if _, err := os.Stat(filepath.Join(root, "docs/other.md")); err != nil {
		t.Error("a file beside docs/rules is gone")
	}
}

func TestFillUnclosed(t *testing.T) {
	if _, err := fill("<!-- rules:begin -->\n", "rules", "x"); err == nil {
		t.Error("a begin marker without its end is accepted")
	}
	if text, err := fill("no markers", "rules", "x"); text != "no markers" || err != nil {
		t.Errorf("without markers: %q, %v", text, err)
	}
}
