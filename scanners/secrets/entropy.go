package secrets

import (
	"math"
	"unicode/utf8"
)

// entropy returns Shannon's entropy of text in bits per character. As in
// gitleaks, counts are of characters and shares are of bytes. Terms are added in
// order of the character, so that the sum is the same each time.
func entropy(text []byte) float64 {
	var (
		ascii [utf8.RuneSelf]int
		other map[rune]int
		runes []rune // of other, in order of appearance
		total = 1 / float64(len(text))
		sum   float64
	)
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			ascii[text[i]]++
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if other == nil {
			other = make(map[rune]int)
		}
		if other[r] == 0 {
			runes = append(runes, r)
		}
		other[r]++
		i += n
	}
	add := func(count int) {
		share := float64(count) * total
		sum -= share * math.Log2(share)
	}
	for _, n := range ascii {
		if n > 0 {
			add(n)
		}
	}
	for _, r := range runes {
		add(other[r])
	}
	return sum
}
