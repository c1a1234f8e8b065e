package ignore

import "strings"

// A pattern is one line of an ignore file.
type pattern struct {
	negative bool // "!": what it matches is not ignored
	onlyDir  bool // trailing slash
	basename bool // no slash inside: matched against the last component
	// literal is the pattern up to its first wildcard, in lower case under fold;
	// rest is what follows, nil when nothing does.
	literal string
	rest    *glob
	// suffix is set for "*literal" basename patterns, which need no glob.
	suffix    string
	hasSuffix bool
}

// parsePattern reads one line without its line end. It returns false for a
// comment and for a line that can match nothing.
func parsePattern(line string, fold bool) (pattern, bool) {
	if i := strings.IndexByte(line, 0); i >= 0 {
		line = line[:i] // as git's C strings end
	}
	if strings.HasPrefix(line, "#") {
		return pattern{}, false
	}
	line = trimSpaces(line)
	var p pattern
	line, p.negative = strings.CutPrefix(line, "!")
	line, p.onlyDir = strings.CutSuffix(line, "/")
	p.basename = !strings.Contains(line, "/")
	if !p.basename {
		line = strings.TrimPrefix(line, "/")
	}
	if line == "" {
		return pattern{}, false
	}
	wild := strings.IndexAny(line, `*?[\`)
	if wild < 0 {
		p.literal = foldCase(line, fold)
		return p, true
	}
	if p.basename && line[0] == '*' && !strings.ContainsAny(line[1:], `*?[\`) {
		p.suffix, p.hasSuffix = foldCase(line[1:], fold), true
		return p, true
	}
	if p.basename {
		p.rest = compile(line, false, fold)
		return p, !p.rest.never
	}
	// Git matches the literal part first and the rest on its own, so that the
	// "**" of "a**/b" stands at a start and matches across slashes.
	p.literal, p.rest = foldCase(line[:wild], fold), compile(line[wild:], true, fold)
	return p, !p.rest.never
}

// trimSpaces drops trailing blanks, except one that a backslash precedes.
func trimSpaces(line string) string {
	end := len(line) // where the trailing blanks begin
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == ' ':
			end = min(end, i)
			continue
		case line[i] == '\\':
			i++
			if i == len(line) {
				return line
			}
		}
		end = len(line)
	}
	return line[:end]
}

// match reports whether the pattern matches a path relative to the directory of
// its ignore file, and its last component. Both are in lower case under fold.
func (p *pattern) match(path, base string, isDir bool) bool {
	if p.onlyDir && !isDir {
		return false
	}
	if p.basename {
		switch {
		case p.hasSuffix:
			return strings.HasSuffix(base, p.suffix)
		case p.rest == nil:
			return base == p.literal
		}
		return p.rest.match(base)
	}
	rest, ok := strings.CutPrefix(path, p.literal)
	if !ok {
		return false
	}
	if p.rest == nil {
		return rest == ""
	}
	return p.rest.match(rest)
}

func foldCase(s string, fold bool) string {
	if !fold {
		return s
	}
	b := []byte(s)
	for i := range b {
		b[i] = lower(b[i])
	}
	return string(b)
}
