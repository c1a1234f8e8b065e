// Package baseline remembers findings that a team has accepted for now, so that
// a scan fails on new ones only. A baseline is a JSON file with one entry per
// finding, keyed by rule and fingerprint: it survives moved lines and, for
// secrets, moved files and rewritten histories.
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

// An Entry is one accepted finding, by its key or, where a foreign report did not
// give enough to make one, by its place.
type Entry struct {
	Rule string `json:"rule"`
	// Key is the fingerprint. A secret has one wherever it stands and whichever
	// scanner sees it. Empty in an entry by place.
	Key string `json:"key,omitempty"`
	// Path is for the reader, but in an entry by place.
	Path string `json:"path"`
	// Line and EndLine are the lines of an entry by place, 0 for the whole file;
	// Commit is the one that brought it, empty for today's files.
	Line    int    `json:"line,omitempty"`
	EndLine int    `json:"endLine,omitempty"`
	Commit  string `json:"commit,omitempty"`
	// Scopes are the parts of a repository that it was found in, sorted (see scopeOf):
	// only a scan of all of them can tell that it is gone. Empty in old files.
	Scopes []string `json:"scopes,omitempty"`
}

// byPlace reports whether an entry has no key.
func (e *Entry) byPlace() bool { return e.Key == "" }

// Parse reads a baseline strictly. name is for errors.
func Parse(name string, r io.Reader) (*Baseline, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read baseline %s: %w", name, err)
	}
	if len(data) > MaxSize {
		return nil, fmt.Errorf("read baseline %s: larger than %d MB; create it anew with `launchlint baseline create`", name, MaxSize>>20)
	}
	if text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n"); len(text) > 0 && text[0] == '[' {
		return nil, foreign(name, text)
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
		if e.Rule == "" || e.Key == "" && e.Path == "" {
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
		return cmp.Or(
			strings.Compare(a.Path, c.Path), strings.Compare(a.Rule, c.Rule), strings.Compare(a.Key, c.Key),
			cmp.Compare(a.Line, c.Line), cmp.Compare(a.EndLine, c.EndLine), strings.Compare(a.Commit, c.Commit),
		)
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

// An identity is what makes two entries the same.
type identity struct {
	rule, key, path, commit string
	line, endLine           int
}

func (e *Entry) identity() identity {
	if e.byPlace() {
		return identity{rule: e.Rule, path: e.Path, commit: e.Commit, line: e.Line, endLine: e.EndLine}
	}
	return identity{rule: e.Rule, key: e.Key}
}

// Add adds entries. One that is there already gains the scopes of the other.
func (b *Baseline) Add(entries ...Entry) {
	at := make(map[identity]int, len(b.Entries)+len(entries))
	for i := range b.Entries {
		at[b.Entries[i].identity()] = i
	}
	for _, e := range entries {
		i, ok := at[e.identity()]
		if !ok {
			at[e.identity()] = len(b.Entries)
			e.Scopes = slices.Clone(e.Scopes)
			b.Entries = append(b.Entries, e)
			continue
		}
		known := &b.Entries[i]
		for _, s := range e.Scopes {
			if !slices.Contains(known.Scopes, s) {
				known.Scopes = append(known.Scopes, s)
			}
		}
		slices.Sort(known.Scopes)
	}
}
