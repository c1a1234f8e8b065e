package secrets

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestFoldingRunes proves that there are no more than the three.
func TestFoldingRunes(t *testing.T) {
	for r := rune(utf8.RuneSelf); r <= unicode.MaxRune; r++ {
		folds := unicode.ToLower(r) < utf8.RuneSelf
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			folds = folds || f < utf8.RuneSelf
		}
		if folds != strings.ContainsRune(strings.Join(folding, ""), r) {
			t.Errorf("%U: has to do with ASCII: %v", r, folds)
		}
	}
}

// TestFoldingParity holds the detector against gitleaks where letters of keywords
// and expressions are spelt with those runes.
func TestFoldingParity(t *testing.T) {
	spell := strings.NewReplacer("k", "\u212a", "K", "\u212a", "s", "\u017f", "S", "\u017f", "i", "\u0130")
	matches := 0
	for i, r := range strict().rules {
		if r.Regex == "" {
			continue
		}
		g := newGenerator(uint64(1000 + i))
		text := g.text(r.Regex)
		var b strings.Builder
		for _, piece := range strings.SplitAfter(text, "e") {
			if g.IntN(3) == 0 {
				piece = spell.Replace(piece)
			}
			b.WriteString(piece)
		}
		matches += compare(t, foreign(), strict(), pathFor(g, r), b.String())
	}
	if matches < 100 {
		t.Errorf("only %d matches", matches)
	}
}
