package config

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/launchlint/launchlint/rules"
)

// FailOn is the least severity that makes exit code 1, as engine.Request takes
// it; 0 means never.
type FailOn rules.Severity

// Severity returns the severity, 0 for never.
func (f FailOn) Severity() rules.Severity { return rules.Severity(f) }

// MarshalText returns "never" or the severity's name.
func (f FailOn) MarshalText() ([]byte, error) {
	if f == 0 {
		return []byte("never"), nil
	}
	return f.Severity().MarshalText()
}

// UnmarshalText reads what MarshalText writes.
func (f *FailOn) UnmarshalText(text []byte) error {
	if string(text) == "never" {
		*f = 0
		return nil
	}
	severity, err := rules.ParseSeverity(string(text))
	if err != nil {
		return fmt.Errorf("%q is not known; want note, warning, error or never", text)
	}
	*f = FailOn(severity)
	return nil
}

// Size is a number of bytes, written with a binary unit: "512KiB".
type Size int64

// SizePattern is what a Size looks like; the JSON schema says the same.
const SizePattern = `^[1-9][0-9]{0,5}(B|KiB|MiB|GiB)$`

var (
	sizePattern = regexp.MustCompile(SizePattern)
	units       = map[string]Size{"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
)

// MarshalText returns the size in the largest unit that divides it.
func (s Size) MarshalText() ([]byte, error) {
	for _, unit := range []string{"GiB", "MiB", "KiB"} {
		if s > 0 && s%units[unit] == 0 {
			return fmt.Appendf(nil, "%d%s", s/units[unit], unit), nil
		}
	}
	return fmt.Appendf(nil, "%dB", int64(s)), nil
}

// UnmarshalText reads what MarshalText writes.
func (s *Size) UnmarshalText(text []byte) error {
	m := sizePattern.FindSubmatch(text)
	if m == nil {
		return fmt.Errorf("%q is no size; want a whole number and a unit, such as 512KiB or 256MiB", text)
	}
	n, err := strconv.ParseInt(string(text[:len(text)-len(m[1])]), 10, 64)
	if err != nil {
		return err
	}
	*s = Size(n) * units[string(m[1])]
	return nil
}
