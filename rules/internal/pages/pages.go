// Package pages writes what is derived from the rules: docs/rules, the tables in
// README.md and the JSON schema of launchlint.yaml. `go generate ./rules` calls
// it to write, a test calls it to compare.
package pages

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
)

// docsDir is the directory that holds nothing but generated pages.
const docsDir = "docs/rules"

// Generate brings the derived files below root, the top of the repository, up to
// date. It returns the slash paths of those that were not, sorted. With write
// false it only compares.
func Generate(root string, write bool) (stale []string, err error) {
	want, err := derived(root)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		file := filepath.Join(root, filepath.FromSlash(name))
		have, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("compare %s: %w", name, err)
		}
		if err == nil && bytes.Equal(have, want[name]) {
			continue
		}
		stale = append(stale, name)
		if write {
			if err := writeFile(file, want[name]); err != nil {
				return nil, fmt.Errorf("write %s: %w", name, err)
			}
		}
	}
	left, err := leftBehind(root, want)
	if err != nil {
		return nil, err
	}
	for _, name := range left {
		stale = append(stale, name)
		if write {
			if err := os.Remove(filepath.Join(root, filepath.FromSlash(name))); err != nil {
				return nil, fmt.Errorf("remove %s: %w", name, err)
			}
		}
	}
	slices.Sort(stale)
	return stale, nil
}

func writeFile(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o666)
}

// derived returns the content of every derived file by its slash path.
func derived(root string) (map[string][]byte, error) {
	list, families := rules.All(), rules.Families()
	want := make(map[string][]byte)
	for _, r := range list {
		want[docsDir+"/"+r.ID+".md"] = []byte(rulePage(r))
	}
	for _, f := range families {
		want[docsDir+"/"+f.Name+".md"] = []byte(familyPage(f, list))
	}
	want[docsDir+"/README.md"] = []byte(index(families, list))

	source, err := os.ReadFile(filepath.Join(root, "rules", "config", "config.go"))
	if err != nil {
		return nil, fmt.Errorf("read the configuration's structure: %w", err)
	}
	schema, err := config.Schema(source)
	if err != nil {
		return nil, err
	}
	want["docs/launchlint.schema.json"] = schema

	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if errors.Is(err, fs.ErrNotExist) {
		return want, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read README.md: %w", err)
	}
	text, err := fill(string(readme), "rules", rulesTable(families, list))
	if err != nil {
		return nil, err
	}
	if text, err = fill(text, "checklist", checklistTable(list)); err != nil {
		return nil, err
	}
	want["README.md"] = []byte(text)
	return want, nil
}

// fill puts content between the markers of that name, when the text has them.
func fill(text, name, content string) (string, error) {
	begin, end := "<!-- "+name+":begin -->\n", "<!-- "+name+":end -->"
	before, rest, found := strings.Cut(text, begin)
	if !found {
		return text, nil
	}
	_, after, found := strings.Cut(rest, end)
	if !found {
		return "", fmt.Errorf("fill README.md: %q has no %q after it", strings.TrimSpace(begin), end)
	}
	return before + begin + content + end + after, nil
}

// leftBehind returns the pages below docs/rules that no rule has any more.
func leftBehind(root string, want map[string][]byte) ([]string, error) {
	var left []string
	dir := filepath.Join(root, filepath.FromSlash(docsDir))
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		if name = filepath.ToSlash(name); want[name] == nil {
			left = append(left, name)
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list %s: %w", docsDir, err)
	}
	return left, nil
}
