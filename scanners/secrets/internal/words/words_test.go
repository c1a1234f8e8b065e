package words

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// find is what the automaton must find, the slow way: (word, end) in order of end.
func find(list []string, text []byte) (found [][2]int) {
	low := bytes.Map(func(r rune) rune { return r }, text)
	for i, c := range low {
		low[i] = lower(c)
	}
	for end := 1; end <= len(low); end++ {
		for i, w := range list {
			if w != "" && bytes.HasSuffix(low[:end], []byte(w)) {
				found = append(found, [2]int{end, i})
			}
		}
	}
	return found
}

func TestScan(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 1))
	for round := range 300 {
		letters := "abc\n%"[:2+g.IntN(3)]
		var list []string
		for range 1 + g.IntN(12) {
			var b strings.Builder
			for range g.IntN(9) {
				b.WriteByte(letters[g.IntN(len(letters))])
			}
			if !slices.Contains(list, b.String()) {
				list = append(list, b.String())
			}
		}
		a, err := New(list)
		if err != nil {
			t.Fatal(err)
		}
		text := make([]byte, g.IntN(6000))
		for i := range text {
			text[i] = strings.ToUpper(letters)[g.IntN(len(letters))]
			if g.IntN(2) == 0 {
				text[i] = lower(text[i])
			}
		}
		want := find(list, text)
		// In pieces as well: what ends in a piece may begin before it.
		cuts := []int{0, len(text)}
		for range round % 4 {
			cuts = append(cuts, g.IntN(len(text)+1))
		}
		slices.Sort(cuts)
		var got [][2]int
		var hits Hits
		for i := 1; i < len(cuts); i++ {
			a.Scan(text, cuts[i-1], cuts[i], &hits)
			for _, h := range slices.Concat(hits[:]...) {
				words := slices.Clone(a.Words(h.State))
				slices.Sort(words)
				for _, w := range words {
					got = append(got, [2]int{int(h.End), int(w)})
				}
			}
		}
		if !slices.Equal(want, got) {
			t.Fatalf("words %q in %d bytes: want %d hits, got %d", list, len(text), len(want), len(got))
		}
	}
}

func TestNoWords(t *testing.T) {
	for _, list := range [][]string{nil, {""}} {
		a, err := New(list)
		if err != nil {
			t.Fatal(err)
		}
		var hits Hits
		text := bytes.Repeat([]byte("any text"), 1000)
		a.Scan(text, 0, len(text), &hits)
		if n := len(slices.Concat(hits[:]...)); n != 0 {
			t.Errorf("words %q: %d hits", list, n)
		}
	}
}

func TestTooManyWords(t *testing.T) {
	g := rand.New(rand.NewPCG(2, 2))
	var list []string
	for range 9000 {
		w := make([]byte, 10)
		for i := range w {
			w[i] = 'a' + byte(g.IntN(26))
		}
		list = append(list, string(w))
	}
	if _, err := New(list); err == nil {
		t.Error("no error for 90,000 states")
	}
	if s := NewSet(list); !s.In([]byte("x"+strings.ToUpper(list[77])+"y")) || s.In([]byte("abc")) {
		t.Error("a large set finds the wrong words")
	}
}

func TestSet(t *testing.T) {
	s := NewSet([]string{"Straße", "token"})
	for text, want := range map[string]bool{"STRAßE": true, "a TOKEN": true, "to\u212aen": true, "strasse": false, "": false} {
		if got := s.In([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
