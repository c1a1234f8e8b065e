package words

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Set tells whether a text holds one of its words. Unlike an Automaton it folds
// the case of all letters, as strings.ToLower does. It is built at its first use
// and safe for concurrent use.
type Set struct {
	list []string
	once sync.Once
	a    *Automaton
}

// NewSet returns the set of list.
func NewSet(list []string) *Set {
	s := new(Set)
	for _, w := range list {
		s.list = append(s.list, strings.ToLower(w))
	}
	return s
}

// In reports whether text holds a word of the set.
func (s *Set) In(text []byte) bool {
	s.once.Do(func() { s.a, _ = New(s.list) })
	for _, b := range text {
		if b >= utf8.RuneSelf {
			text = bytes.ToLower(text)
			break
		}
	}
	if s.a == nil { // too many words for an automaton
		low := bytes.ToLower(text)
		for _, w := range s.list {
			if bytes.Contains(low, []byte(w)) {
				return true
			}
		}
		return false
	}
	return s.a.In(text)
}

// In reports whether data holds a word.
func (a *Automaton) In(data []byte) bool {
	state := uint16(0)
	for _, b := range data {
		state = a.next[uint(state)<<(a.shift&15)|uint(a.class[b])]
		if state >= a.accept {
			return true
		}
	}
	return false
}
