package sqltext

import (
	"path"
	"strings"
)

// isDown reports whether a file leads backward: x.down.sql of golang-migrate, U2__x
// of Flyway.
func isDown(name string) bool {
	base := strings.ToLower(path.Base(name))
	if strings.HasSuffix(base, ".down.sql") || strings.HasSuffix(base, "_down.sql") || base == "down.sql" {
		return true
	}
	if rest, ok := strings.CutPrefix(base, "u"); ok {
		n := digits(rest)
		return n != "" && strings.HasPrefix(rest[len(n):], "__")
	}
	return false
}

// forward blanks the parts of a migration that lead backward, and keeps all places.
func forward(text string) string {
	if !strings.Contains(text, "--") {
		return text
	}
	out := []byte(text)
	down := false
	for start := 0; start < len(text); {
		n := strings.IndexByte(text[start:], '\n')
		stop := start + n + 1
		if n < 0 {
			stop = len(text)
		}
		switch direction(text[start:stop]) {
		case 1:
			down = false
		case -1:
			down = true
		}
		if down {
			for i := start; i < stop; i++ {
				if out[i] != '\n' {
					out[i] = ' '
				}
			}
		}
		start = stop
	}
	return string(out)
}

// direction reads the marker of a line: 1 up, -1 down, 0 none.
func direction(line string) int {
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "----") && strings.Contains(line, "create above / drop below") { // tern
		return -1
	}
	rest, ok := strings.CutPrefix(line, "--")
	if !ok {
		return 0
	}
	rest = strings.ToLower(strings.TrimSpace(rest))
	for _, tool := range [...]string{"+goose ", "+migrate ", "migrate:", "+micrate "} {
		if after, ok := strings.CutPrefix(rest, tool); ok {
			switch word, _, _ := strings.Cut(strings.TrimSpace(after), " "); word {
			case "up":
				return 1
			case "down":
				return -1
			}
		}
	}
	return 0
}
