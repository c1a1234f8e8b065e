package config

import (
	"errors"
	"fmt"
	"path"
	"strings"
)

// checkPattern reports what is wrong with a path pattern.
func checkPattern(pattern string) error {
	switch {
	case blank(pattern):
		return errors.New("a path pattern is not empty")
	case strings.HasPrefix(pattern, "/"):
		return fmt.Errorf("%q starts with a slash; paths are relative to the directory of %s", pattern, FileName)
	case strings.Contains(pattern, `\`):
		return fmt.Errorf(`%q holds a backslash; paths have slashes on every system`, pattern)
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(pattern, "/"), "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("%q holds the part %q, which never matches", pattern, part)
		}
		if part != "**" && strings.Contains(part, "**") {
			return fmt.Errorf("%q holds ** beside other text; it stands for whole directories, between slashes", pattern)
		}
		if _, err := path.Match(part, ""); err != nil {
			return fmt.Errorf("%q has an unclosed or empty [ ]", pattern)
		}
	}
	return nil
}

// matchPath reports whether the pattern matches the path or a directory above it.
func matchPath(pattern, name string) bool {
	return matchParts(strings.Split(strings.TrimSuffix(pattern, "/"), "/"), strings.Split(name, "/"))
}

// matchParts goes through the path once per pattern part, keeping the set of
// path positions that the parts so far can reach: no backtracking, whatever the
// number of ** in it.
func matchParts(pattern, name []string) bool {
	reach := make([]bool, len(name)+1)
	reach[0] = true
	for _, part := range pattern {
		next := make([]bool, len(name)+1)
		for i, ok := range reach {
			switch {
			case !ok:
			case part == "**":
				for j := i; j <= len(name); j++ {
					next[j] = true
				}
			case i < len(name):
				if m, _ := path.Match(part, name[i]); m {
					next[i+1] = true
				}
			}
		}
		reach = next
	}
	// What is left of the name stands below what the pattern matched. The empty
	// prefix is the root: only ** reaches it, and it matches everything.
	for _, ok := range reach {
		if ok {
			return true
		}
	}
	return false
}

// matchName reports whether one of the patterns, in which * stands for
// anything, matches the name. Case does not count.
func matchName(patterns []string, name string) bool {
	for _, pattern := range patterns {
		if matchStars(strings.ToLower(pattern), strings.ToLower(name)) {
			return true
		}
	}
	return false
}

// matchStars matches greedily: each piece between stars goes to its first place.
func matchStars(pattern, name string) bool {
	pieces := strings.Split(pattern, "*")
	if len(pieces) == 1 {
		return pattern == name
	}
	rest, ok := strings.CutPrefix(name, pieces[0])
	if !ok {
		return false
	}
	last := pieces[len(pieces)-1]
	for _, piece := range pieces[1 : len(pieces)-1] {
		i := strings.Index(rest, piece)
		if i < 0 {
			return false
		}
		rest = rest[i+len(piece):]
	}
	return strings.HasSuffix(rest, last)
}
