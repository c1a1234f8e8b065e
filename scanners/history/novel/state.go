package novel

import (
	"bytes"
	"slices"

	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// A state is what is known of a blob, for the look at those that are made from it.
// Nil is nothing. Without spots there is one for all that are alike.
type state struct {
	stateKey
	// spots are where the texts are that matches are made of, in order.
	spots []secrets.Span
}

type stateKey struct {
	set *classSet
	// known are the rules whose keyword was taken to stand in the text: spots holds
	// all of their matches whether or not it does.
	known secrets.Keywords
	// cramped is set when nothing is known that holds for texts of several windows.
	cramped bool
}

// stateOf returns the state of these things.
func (v *visitor) stateOf(key stateKey, spots []secrets.Span) *state {
	if len(spots) > 0 {
		slices.SortFunc(spots, compareSpans)
		return &state{key, slices.Clone(slices.Compact(spots))}
	}
	s := v.states[key]
	if s == nil {
		if v.states == nil {
			v.states = make(map[stateKey]*state)
		}
		s = &state{stateKey: key}
		v.states[key] = s
	}
	return s
}

func compareSpans(a, b secrets.Span) int {
	if a.Start != b.Start {
		return a.Start - b.Start
	}
	return a.End - b.End
}

// longest is how long a line may be in a text of several windows, and how long
// lines that stop no match may be together, in bytes. With maxStretch it is less
// than what a window has before its part.
const longest = 1024

// roomy reports whether text has such lines only. A stop is looked for where none
// was seen for a while.
func (b *blob) roomy(text []byte) bool {
	run := 0
	for len(text) > 0 {
		line := text
		if i := bytes.IndexByte(text, '\n'); i >= 0 {
			line = text[:i+1]
		}
		text = text[len(line):]
		run += len(line)
		switch {
		case len(line) > longest || run > 2*longest:
			return false
		case run > longest && b.stops(bytes.TrimSuffix(line, []byte("\n"))):
			run = 0
		}
	}
	return true
}

// stops reports whether no match goes over a line, in any class.
func (b *blob) stops(line []byte) bool {
	for _, c := range b.set.classes {
		if !c.excluded && !b.Detector.Stops(c.id, line) {
			return false
		}
	}
	return true
}

// smallBase is the size up to which texts are not looked at for what texts of
// several windows need: none are made from them.
const smallBase = window.Size / 2
