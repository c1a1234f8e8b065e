package secrets

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/launchlint/launchlint/scanners/secrets/internal/words"
)

// Three runes beyond ASCII have to do with ASCII letters: U+212A (the sign for
// kelvin) is k in lower case and folds to it, U+017F (long s) folds to s but is
// not s in lower case, and U+0130 (I with a dot) is i in lower case but does not
// fold to it. An expression that ignores case follows folding, keywords follow
// lower case. The automaton reads bytes and knows neither; where it meets one of
// the three the text is read again in two forms of it.
var folding = []string{"\u212a", "\u017f", "\u0130"}

// foldedReach is how many times more bytes a prefix can take where runes of three
// bytes stand for letters.
const foldedReach = 3

// A shortened text has its folding runes replaced by letters.
type shortened struct {
	text []byte
	cuts []cut
}

// A cut says that from offset at on, offsets in the whole text are larger by gone.
type cut struct{ at, gone int }

// forFolding and forLower say which letter stands for which folding rune.
var (
	forFolding = map[string]byte{"\u212a": 'k', "\u017f": 's'}
	forLower   = map[string]byte{"\u212a": 'k', "\u0130": 'i'}
)

// shorten replaces runes by letters. It looks for their bytes: the first byte of
// a rune stands nowhere else in UTF-8, valid or not.
func shorten(text []byte, letters map[string]byte) *shortened {
	s := &shortened{text: make([]byte, 0, len(text))}
	done, gone := 0, 0
	for i := 0; i < len(text); i++ {
		if text[i] != 0xe2 && text[i] != 0xc5 && text[i] != 0xc4 {
			continue
		}
		_, n := utf8.DecodeRune(text[i:])
		letter, ok := letters[string(text[i:i+n])]
		if !ok {
			continue
		}
		s.text = append(append(s.text, text[done:i]...), letter)
		done, gone = i+n, gone+n-1
		s.cuts = append(s.cuts, cut{len(s.text), gone})
	}
	s.text = append(s.text, text[done:]...)
	return s
}

// whole returns where what begins at offset at begins in the whole text.
func (s *shortened) whole(at int) int {
	i := sort.Search(len(s.cuts), func(i int) bool { return s.cuts[i].at > at })
	if i == 0 {
		return at
	}
	return at + s.cuts[i-1].gone
}

// collectFolded is collect for a text that holds a folding rune.
func (e *engine) collectFolded(s *search) error {
	w := s.work
	comments := w.comments
	w.begin()
	w.folds, w.comments = true, comments
	short := shorten(s.text, forFolding)
	err := e.scan(s, e.words, short.text, func(hits []words.Hit) {
		for _, h := range hits {
			for _, l := range e.acts[e.words.Index(h.State)].literals {
				w.add(l.branch, int32(short.whole(int(h.End-l.length))))
			}
		}
	})
	if err != nil {
		return err
	}
	e.onceLower.Do(e.prepareLower)
	return e.scan(s, e.lower, shorten(s.text, forLower).text, func(hits []words.Hit) {
		for _, h := range hits {
			for _, k := range e.lower.Words(h.State) {
				for _, r := range e.owners[k] {
					w.enabled[r] = true
				}
			}
		}
	})
}

// prepareLower builds the automaton of all rules' keywords, also those that the
// rule's literals imply elsewhere.
func (e *engine) prepareLower() {
	index := make(map[string]int)
	var list []string
	for i, p := range e.plans {
		for _, k := range p.rule.Keywords {
			k = strings.ToLower(k)
			j, ok := index[k]
			if !ok {
				j = len(list)
				index[k] = j
				list = append(list, k)
				e.owners = append(e.owners, nil)
			}
			e.owners[j] = append(e.owners[j], i)
		}
	}
	// It holds no more than what words was made of, which did fit.
	e.lower, _ = words.New(list)
}
