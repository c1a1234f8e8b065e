package text

import "github.com/launchlint/launchlint/rules"

// A palette colours text by ANSI escape sequences, or does not.
type palette struct{ on bool }

const reset = "\x1b[0m"

func (p palette) paint(code, s string) string {
	if !p.on || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + reset
}

func (p palette) bold(s string) string { return p.paint("1", s) }
func (p palette) dim(s string) string  { return p.paint("2", s) }

// severity paints s as what the reader should see first.
func (p palette) severity(v rules.Severity, s string) string {
	switch v {
	case rules.Error:
		return p.paint("1;31", s)
	case rules.Warning:
		return p.paint("1;33", s)
	}
	return p.paint("1;34", s)
}
