package secrets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// An Ignore holds the fingerprints of a .gitleaksignore file. The nil Ignore
// holds none.
type Ignore struct {
	entries map[fingerprint]bool
}

// A fingerprint names a match. commit is empty for any.
type fingerprint struct {
	commit, path, rule string
	line               int
}

// ParseIgnore reads a .gitleaksignore file: one fingerprint a line, either
// path:rule:line or commit:path:rule:line, empty lines, and comments that start
// with #. Lines that are neither are returned as malformed; they ignore nothing.
func ParseIgnore(data []byte) (*Ignore, []Malformed) {
	ignore := &Ignore{entries: make(map[fingerprint]bool)}
	var malformed []Malformed
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		if line == "" || line[0] == '#' {
			continue
		}
		f, err := parseFingerprint(line)
		if err != nil {
			malformed = append(malformed, Malformed{Line: number, Why: err.Error()})
			continue
		}
		ignore.entries[f] = true
	}
	return ignore, malformed
}

func parseFingerprint(s string) (fingerprint, error) {
	parts := strings.Split(s, ":")
	// A path may hold colons, which gitleaks does not read back: take line and rule
	// from the end, and a commit only where one stands.
	if len(parts) < 3 {
		return fingerprint{}, fmt.Errorf("want path:rule:line or commit:path:rule:line")
	}
	line, err := strconv.Atoi(parts[len(parts)-1])
	if err != nil || line < 0 {
		return fingerprint{}, fmt.Errorf("want a line number at the end, as in path:rule:line")
	}
	f := fingerprint{rule: parts[len(parts)-2], line: line}
	parts = parts[:len(parts)-2]
	if len(parts) > 1 && isCommit(parts[0]) {
		f.commit, parts = strings.ToLower(parts[0]), parts[1:]
	}
	f.path = strings.ReplaceAll(strings.Join(parts, ":"), `\`, "/")
	if f.path == "" || f.rule == "" {
		return fingerprint{}, fmt.Errorf("path and rule must not be empty")
	}
	return f, nil
}

func isCommit(s string) bool {
	if len(s) != 40 && len(s) != 64 {
		return false
	}
	for _, c := range s {
		if !strings.ContainsRune("0123456789abcdefABCDEF", c) {
			return false
		}
	}
	return true
}

// Len returns the number of fingerprints.
func (i *Ignore) Len() int {
	if i == nil {
		return 0
	}
	return len(i.entries)
}

// lines returns the fingerprints, sorted.
func (i *Ignore) lines() []string {
	if i == nil {
		return nil
	}
	var list []string
	for f := range i.entries {
		list = append(list, fmt.Sprintf("%s:%s:%s:%d", f.commit, f.path, f.rule, f.line))
	}
	slices.Sort(list)
	return list
}

// Holds reports whether a match of the rule (its ID without the family) on that
// 1-based line is to be ignored. commit is empty outside of history.
func (i *Ignore) Holds(commit, path, rule string, line int) bool {
	if i == nil {
		return false
	}
	path = strings.ReplaceAll(path, `\`, "/")
	return i.entries[fingerprint{"", path, rule, line}] ||
		commit != "" && i.entries[fingerprint{strings.ToLower(commit), path, rule, line}]
}
