package secrets

import "time"

// Options are what a Detector is built from. The zero value is the default rule
// set, corrected, without a user's configuration and without an identity key.
type Options struct {
	// Key is the scan's identity key, such as the id of the repository's root
	// commit. Without one Secret.Hash stays empty.
	Key []byte
	// Patterns are rules beside the default ones. An ID that exists replaces it.
	Patterns []Pattern
	// Config is a user's gitleaks configuration; nil for none.
	Config *Config
	// Ignore holds fingerprints of matches to mark; nil for none.
	Ignore *Ignore
	// DecodeDepth bounds how often text is decoded; 0 means DefaultDecodeDepth,
	// negative means never.
	DecodeDepth int
	// NoAllowComments turns gitleaks:allow and launchlint:ignore comments off.
	NoAllowComments bool
	// AsLoaded runs the default configuration as it is published, without the
	// corrections of docs/secrets.md, without UTF-16 and without Patterns' tails:
	// what gitleaks itself would do.
	AsLoaded bool
	Limits   Limits
}

// DefaultDecodeDepth is gitleaks' own default.
const DefaultDecodeDepth = 5

// A Config is a configuration file in gitleaks' TOML format.
type Config struct {
	// Name is the file's name, for messages.
	Name string
	Data []byte
	// Load reads the file that an extend.path names. Nil makes extend.path an error.
	Load func(path string) ([]byte, error)
}

// Limits bound what one fragment may cost. Zero values mean the defaults.
type Limits struct {
	// Matches is per rule and fragment, 10,000 by default. More are counted.
	Matches int
	// Work is in automaton steps per rule for each byte of a fragment (of 64 KiB at
	// least), 200 by default. It does not depend on the machine, so that what is
	// found does not either.
	Work int
	// Time is per fragment of up to 256 KiB, and more in proportion: the last
	// resort, 2 s by default. Negative means none.
	Time time.Duration
	// Pattern is the length of a user's regular expression in bytes, 4096 by default.
	Pattern int
	// Program is the number of instructions that one may compile to, 20000 by default.
	Program int
}

func (l Limits) withDefaults() Limits {
	if l.Matches == 0 {
		l.Matches = 10_000
	}
	if l.Work == 0 {
		l.Work = 200
	}
	if l.Time == 0 {
		l.Time = 2 * time.Second
	}
	if l.Pattern == 0 {
		l.Pattern = 4096
	}
	if l.Program == 0 {
		l.Program = 20000
	}
	return l
}
