// Package words finds many words in one pass over a text, letters of ASCII in
// any case: the automaton of Aho and Corasick (Efficient String Matching, CACM
// 18(6), 1975), with every failure link resolved beforehand, so that each byte
// costs two table look-ups whatever the words are.
package words

import "fmt"

// maxStates is what a state number has room for.
const maxStates = 1<<16 - 1

// An Automaton finds a fixed list of words. It is immutable.
type Automaton struct {
	class  [256]uint8 // byte -> column; 0 for bytes that stand in no word
	shift  uint       // log2 of the number of columns
	next   []uint16   // state<<shift | column -> state
	accept uint16     // states from this one on end a word
	ends   [][]int32  // for state accept+i: the words that end here, longest first
	length []int      // of each word
	max    int        // of the longest
}

// A Hit says that the words of one accepting state end at End.
type Hit struct {
	// End is the offset behind the words' last byte.
	End int32
	// State is to be given to Words.
	State uint16
}

// New returns the automaton of words. Empty words are never found. It errs when
// there are too many for 65,535 states: about 8,000 words of 8 letters.
func New(list []string) (*Automaton, error) {
	a := new(Automaton)
	columns := 1
	for _, w := range list {
		for i := range len(w) {
			c := lower(w[i])
			if a.class[c] == 0 {
				a.class[c] = uint8(columns) // at most 230: capitals have none of their own
				columns++
			}
		}
	}
	for c := 'A'; c <= 'Z'; c++ {
		a.class[c] = a.class[c+'a'-'A']
	}
	for 1<<a.shift < columns {
		a.shift++
	}
	t := buildTrie(a, list)
	if len(t.nodes) > maxStates {
		return nil, fmt.Errorf("build word automaton: %d states, at most %d fit", len(t.nodes), maxStates)
	}
	t.flatten(a)
	return a, nil
}

// Words returns the indices of the words that end in an accepting state,
// longest first. The slice must not be changed.
func (a *Automaton) Words(state uint16) []int32 { return a.ends[state-a.accept] }

// WordsAt does the same for the accepting state with that number.
func (a *Automaton) WordsAt(i int) []int32 { return a.ends[i] }

// Accepting returns the number of accepting states; Index numbers them from 0.
func (a *Automaton) Accepting() int { return len(a.ends) }

// Index returns the number of an accepting state among the accepting ones.
func (a *Automaton) Index(state uint16) int { return int(state - a.accept) }

// Len returns the length of word i in bytes.
func (a *Automaton) Len(i int32) int { return a.length[i] }

// Max returns the length of the longest word.
func (a *Automaton) Max() int { return a.max }

func lower(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}
