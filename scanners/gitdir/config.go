package gitdir

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// Settings are the keys of a repository's configuration that bear on a scan.
type Settings struct {
	// IgnoreCase is core.ignoreCase: paths and patterns match in either case.
	IgnoreCase bool
	// ExcludesFile is core.excludesFile as it is written; empty when not set.
	ExcludesFile string
	// HashSize is the length of object ids in bytes: 20, or 32 for
	// extensions.objectFormat sha256.
	HashSize int
	// FormatVersion is core.repositoryFormatVersion as it is written; "0" when
	// not set. Git knows 0 and 1.
	FormatVersion string
	// Extensions are the keys of the section extensions, in lower case, and their
	// values. They say how the repository is stored: see gitformat-repository-layout.
	Extensions map[string]string
	// Promisor reports whether a remote has promised the objects that are not
	// here: a partial clone.
	Promisor bool
}

func (r *Repo) readSettings() error {
	s := &r.Settings
	s.HashSize = 20
	s.FormatVersion = "0"
	s.Extensions = make(map[string]string)
	ownConfig := false
	read := func(key, value string) {
		if name, ok := strings.CutPrefix(key, "extensions."); ok {
			s.Extensions[name] = value
		}
		if strings.HasPrefix(key, "remote.") && strings.HasSuffix(key, ".promisor") && isTrue(value) {
			s.Promisor = true
		}
		switch key {
		case "core.repositoryformatversion":
			s.FormatVersion = value
		case "extensions.partialclone":
			s.Promisor = true
		case "core.ignorecase":
			s.IgnoreCase = isTrue(value)
		case "core.excludesfile":
			s.ExcludesFile = value
		case "extensions.objectformat":
			if strings.EqualFold(value, "sha256") {
				s.HashSize = 32
			}
		case "extensions.worktreeconfig":
			ownConfig = isTrue(value)
		}
	}
	err := readConfig(filepath.Join(r.Common, "config"), read)
	if err == nil && ownConfig {
		err = readConfig(filepath.Join(r.Dir, "config.worktree"), read)
	}
	return err
}

// UserExcludes returns the path of the user's own ignore file, as git finds it:
// core.excludesFile of the repository, else of the user's configuration, else
// git/ignore in the XDG configuration directory. Empty when there is no such
// setting and no home. Conditional includes are not followed.
func (r *Repo) UserExcludes(getenv func(string) string) string {
	if getenv == nil {
		getenv = func(string) string { return "" }
	}
	home := getenv("HOME")
	xdg := getenv("XDG_CONFIG_HOME")
	if xdg == "" && home != "" {
		xdg = filepath.Join(home, ".config")
	}
	file := ""
	read := func(key, value string) {
		if key == "core.excludesfile" {
			file = value
		}
	}
	// An unreadable configuration of the user only means that more is scanned.
	if xdg != "" {
		_ = readConfig(filepath.Join(xdg, "git", "config"), read)
	}
	if home != "" {
		_ = readConfig(filepath.Join(home, ".gitconfig"), read)
	}
	if r.Settings.ExcludesFile != "" {
		file = r.Settings.ExcludesFile
	}
	switch rest, ok := strings.CutPrefix(file, "~/"); {
	case file == "" && xdg != "":
		return filepath.Join(xdg, "git", "ignore")
	case file == "":
		return ""
	case ok && home == "":
		return ""
	case ok:
		return filepath.Join(home, filepath.FromSlash(rest))
	}
	return resolve(r.Top, file)
}

// maxIncludes bounds the files that include.path draws in: a file may name itself.
const maxIncludes = 100

// readConfig hands every key of a configuration file to set, section and key in
// lower case ("core.ignorecase", "remote.Origin.url"). A file that is missing is
// empty. Lines that are no configuration are passed over: what git would refuse
// to read is still scanned. include.path is followed, includeIf is not.
func readConfig(name string, set func(key, value string)) error {
	files := 0
	var read func(name string) error
	read = func(name string) error {
		text, err := readSmall(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read configuration: %w", err)
		}
		parseConfig(string(text), func(key, value string) {
			if key != "include.path" {
				set(key, value)
				return
			}
			if files++; files > maxIncludes || value == "" || strings.HasPrefix(value, "~") {
				return
			}
			// Without the included file fewer things are ignored, and more is scanned.
			_ = read(resolve(filepath.Dir(name), value))
		})
		return nil
	}
	return read(name)
}

// parseConfig reads git's configuration format: git-config(1), "Syntax".
func parseConfig(text string, set func(key, value string)) {
	text = strings.TrimPrefix(text, "\xef\xbb\xbf")
	section := ""
	for text != "" {
		text = strings.TrimLeft(text, " \t\r\n")
		if text == "" {
			return
		}
		switch text[0] {
		case '[':
			section, text = parseSection(text)
			continue
		case '#', ';':
			_, text, _ = strings.Cut(text, "\n")
			continue
		}
		end := strings.IndexAny(text, "=\n#;")
		key, value := text, "true" // a key alone is true
		switch {
		case end < 0:
			text = ""
		case text[end] == '=':
			key = text[:end]
			value, text = parseValue(text[end+1:])
		default:
			key = text[:end]
			_, text, _ = strings.Cut(text, "\n")
		}
		if section != "" {
			set(section+"."+strings.ToLower(strings.TrimSpace(key)), value)
		}
	}
}

// parseSection reads `[name]` or `[name "sub"]` and returns the rest of the text.
func parseSection(text string) (section, rest string) {
	line, _, _ := strings.Cut(text, "\n")
	quoted := false
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && quoted:
			i++
		case line[i] == '"':
			quoted = !quoted
		case line[i] == ']' && !quoted:
			name, sub, ok := strings.Cut(line[1:i], "\"")
			section = strings.ToLower(strings.TrimSpace(name))
			if ok {
				section += "." + strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(strings.TrimSuffix(sub, "\""))
			}
			return section, text[i+1:]
		}
	}
	return "", text[len(line):] // not closed: its keys belong to no section
}

// parseValue reads a value up to the end of its line, with quotes, escapes,
// comments and continuation lines, and returns the rest of the text.
func parseValue(text string) (value, rest string) {
	var b strings.Builder
	quoted := false
	keep := 0 // the length up to which blanks are not trimmed
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\n':
			return b.String()[:keep], text[i+1:]
		case c == '\r' && strings.HasPrefix(text[i+1:], "\n"):
			continue
		case c == '"':
			quoted = !quoted
			keep = b.Len()
			continue
		case c == '\\':
			i++
			if i < len(text) && text[i] == '\r' && strings.HasPrefix(text[i+1:], "\n") {
				i++
			}
			if i == len(text) || text[i] == '\n' {
				continue
			}
			c = text[i]
			if at := strings.IndexByte("ntb", c); at >= 0 {
				c = "\n\t\b"[at]
			}
			b.WriteByte(c)
			keep = b.Len()
			continue
		case (c == '#' || c == ';') && !quoted:
			_, rest, _ = strings.Cut(text[i:], "\n")
			return b.String()[:keep], rest
		case (c == ' ' || c == '\t') && !quoted:
			if b.Len() > 0 {
				b.WriteByte(c)
			}
			continue
		}
		b.WriteByte(c)
		keep = b.Len()
	}
	return b.String()[:keep], ""
}

func isTrue(value string) bool {
	switch strings.ToLower(value) {
	case "true", "yes", "on", "1":
		return true
	}
	return false
}
