// Package baseline remembers findings that a team has accepted for now, so that
// a scan fails on new ones only. A baseline is a JSON file with one entry per
// finding, keyed by rule and fingerprint: it survives moved lines and, for
// secrets, moved files.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// FileName is where a baseline is looked for, at the root of the repository.
const FileName = ".launchlint-baseline.json"

// MaxSize bounds a baseline file, in bytes: 25,000 entries are about 5 MB.
const MaxSize = 64 << 20

// formatVersion is the version of the file's format.
const formatVersion = 1

// A Baseline is the content of a baseline file.
type Baseline struct {
	Version int `json:"version"`
	// Repository is the id of the root commit that secrets were hashed with, in hex:
	// their keys match in a scan that does the same. Empty when a key of the
	// user's was used, or none.
	Repository string  `json:"repository,omitempty"`
	Entries    []Entry `json:"entries"`
}

// An Entry is one accepted finding. Path is for the reader: a match is by rule
// and key alone.
type Entry struct {
	Rule string `json:"rule"`
	Key  string `json:"key"`
	Path string `json:"path"`
}

// Parse reads a baseline strictly. name is for errors.
func Parse(name string, r io.Reader) (*Baseline, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read baseline %s: %w", name, err)
	}
	if len(data) > MaxSize {
		return nil, fmt.Errorf("read baseline %s: larger than %d MB; create it anew with `launchlint baseline create`", name, MaxSize>>20)
	}
	b := new(Baseline)
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(b); err != nil {
		line := 1 + bytes.Count(data[:d.InputOffset()], []byte("\n"))
		return nil, fmt.Errorf("parse baseline %s:%d: %w; create it anew with `launchlint baseline create`", name, line, err)
	}
	if b.Version != formatVersion {
		return nil, fmt.Errorf("parse baseline %s: version %d is not supported (want %d); create it anew with `launchlint baseline create`", name, b.Version, formatVersion)
	}
	if b.Repository != "" && !isID(b.Repository) {
		return nil, fmt.Errorf("parse baseline %s: %.50q is not the id of a commit; create it anew with `launchlint baseline create`", name, b.Repository)
	}
	for i, e := range b.Entries {
		if e.Rule == "" || e.Key == "" {
			return nil, fmt.Errorf("parse baseline %s: entry %d lacks rule or key", name, i+1)
		}
	}
	return b, nil
}

// isID reports whether s is an object id of git in hex, of either length.
func isID(s string) bool {
	return (len(s) == 40 || len(s) == 64) && strings.Trim(s, "0123456789abcdef") == ""
}

// HasSecrets reports whether the baseline accepts a secret.
func (b *Baseline) HasSecrets() bool {
	return slices.ContainsFunc(b.Entries, func(e Entry) bool { return strings.HasPrefix(e.Rule, "secret/") })
}

// Write writes the baseline as indented JSON, one order for equal content.
func (b *Baseline) Write(w io.Writer) error {
	slices.SortFunc(b.Entries, func(a, c Entry) int {
		return cmp.Or(strings.Compare(a.Path, c.Path), strings.Compare(a.Rule, c.Rule), strings.Compare(a.Key, c.Key))
	})
	b.Version = formatVersion
	if b.Entries == nil {
		b.Entries = []Entry{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(b)
}

// Prune returns b without the entries that are not among found, and how many
// were dropped.
func (b *Baseline) Prune(found []Entry) (*Baseline, int) {
	live := make(map[[2]string]bool, len(found))
	for _, e := range found {
		live[[2]string{e.Rule, e.Key}] = true
	}
	kept := &Baseline{Repository: b.Repository}
	for _, e := range b.Entries {
		if live[[2]string{e.Rule, e.Key}] {
			kept.Entries = append(kept.Entries, e)
		}
	}
	return kept, len(b.Entries) - len(kept.Entries)
}
