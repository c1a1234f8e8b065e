package objects

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// parseAlternates returns the object directories that a file objects/info/alternates
// names: one a line, lines that begin with # are comments, and a line that begins
// with a quotation mark is a C string (gitrepository-layout).
func parseAlternates(text string) []string {
	var dirs []string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '"' {
			if s, ok := unquote(line); ok {
				line = s
			}
		}
		dirs = append(dirs, line)
	}
	return dirs
}

// unquote reads a string as git quotes paths: in quotation marks, with backslash
// escapes and octal numbers. What follows the closing mark is not looked at.
func unquote(s string) (string, bool) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		c := s[i]
		if c == '"' {
			return b.String(), true
		}
		if c != '\\' {
			b.WriteByte(c)
			continue
		}
		i++
		if i == len(s) {
			return "", false
		}
		if at := strings.IndexByte(`abfnrtv"\`, s[i]); at >= 0 {
			b.WriteByte("\a\b\f\n\r\t\v\"\\"[at])
			continue
		}
		if i+3 > len(s) {
			return "", false
		}
		n, err := strconv.ParseUint(s[i:i+3], 8, 8)
		if err != nil {
			return "", false
		}
		b.WriteByte(byte(n))
		i += 2
	}
	return "", false
}

// maxDirs bounds how many object directories are looked at altogether.
const maxDirs = 1000

// objectDirs returns the object directory of a repository and those of its
// alternates, each once, and what could not be had.
func objectDirs(first string, depth int) (dirs []string, damage []Damage) {
	type step struct {
		dir   string
		depth int
	}
	var seen []os.FileInfo
	queue := []step{{first, 0}}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		info, err := os.Stat(at.dir)
		if err == nil && !info.IsDir() {
			err = fmt.Errorf("%s is not a directory", at.dir)
		}
		if err != nil {
			damage = append(damage, Damage{Path: at.dir, Err: fmt.Errorf("read alternate: %w", err)})
			continue
		}
		known := false
		for _, other := range seen {
			known = known || os.SameFile(info, other)
		}
		if known {
			continue
		}
		if len(dirs) == maxDirs {
			return dirs, append(damage, Damage{Path: at.dir, Err: fmt.Errorf("more than %d alternates", maxDirs)})
		}
		seen, dirs = append(seen, info), append(dirs, at.dir)
		file := filepath.Join(at.dir, "info", "alternates")
		text, err := readSmall(file)
		if err != nil {
			damage = append(damage, Damage{Path: file, Err: err})
			continue
		}
		names := parseAlternates(string(text))
		if len(names) > 0 && at.depth == depth {
			damage = append(damage, Damage{Path: file, Err: fmt.Errorf("alternates name further ones more than %d deep", depth)})
			continue
		}
		for _, name := range names {
			name = filepath.FromSlash(name)
			if !filepath.IsAbs(name) {
				name = filepath.Join(at.dir, name)
			}
			queue = append(queue, step{filepath.Clean(name), at.depth + 1})
		}
	}
	return dirs, damage
}
