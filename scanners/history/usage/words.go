package usage

import "bytes"

// words finds whole words of a set in texts, all of them in one pass. A word with a
// hyphen ends where no letter, digit, underscore or hyphen follows; one without ends
// at a hyphen too.
type words struct {
	numbers    map[string]int32
	hyphenated bool
	// lengths has for each first byte a bit for each length, up to longest: most words
	// of a text are told apart by that.
	lengths [256][longest/64 + 1]uint64
}

func newWords(list []string) *words {
	w := &words{numbers: make(map[string]int32)}
	for i, word := range list {
		w.numbers[word] = int32(i)
		w.lengths[word[0]][len(word)/64] |= 1 << (len(word) % 64)
		w.hyphenated = w.hyphenated || bytes.IndexByte([]byte(word), '-') >= 0
	}
	return w
}

var wordBytes = func() (set [256]bool) {
	for c := range set {
		set[c] = isWordByte(byte(c))
	}
	return set
}()

// each hands out the words of the set that stand in text, in order: which one and
// where it begins.
func (w *words) each(text []byte, found func(number int32, at int)) {
	for i := 0; i < len(text); i++ {
		if !wordBytes[text[i]] {
			continue
		}
		run := i
		hyphens := false
		part := i
		for ; i < len(text) && wordBytes[text[i]]; i++ {
			if text[i] == '-' {
				hyphens = true
				w.look(text, part, i, found)
				part = i + 1
			}
		}
		w.look(text, part, i, found)
		if !hyphens || !w.hyphenated {
			continue
		}
		for run < i && text[run] == '-' { // of a flag
			run++
		}
		w.look(text, run, i, found)
	}
}

func (w *words) look(text []byte, from, to int, found func(int32, int)) {
	n := to - from
	if n < shortest || n > longest || w.lengths[text[from]][n/64]&(1<<(n%64)) == 0 {
		return
	}
	if number, ok := w.numbers[string(text[from:to])]; ok {
		found(number, from)
	}
}
