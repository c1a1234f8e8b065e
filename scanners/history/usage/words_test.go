package usage

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	list := []string{"STRIPE_KEY", "stripe-key", "Key123", strings.Repeat("n", 64), strings.Repeat("n", 63)}
	w := newWords(list)
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"STRIPE_KEY", "0@0"},
		{"STRIPE_KEY=$STRIPE_KEY", "0@0 0@12"},
		{"MY_STRIPE_KEY STRIPE_KEYS XSTRIPE_KEY stripe_key", ""},
		{"a-STRIPE_KEY-b.STRIPE_KEY", "0@2 0@15"},
		{"--stripe-key my-stripe-key stripe-key-2 stripe-key", "1@2 1@40"},
		{"héKey123é", "2@3"},
		{strings.Repeat("n", 65) + " " + strings.Repeat("n", 64), "3@66"},
		{strings.Repeat("n", 63) + "\x00", "4@0"},
	} {
		var got []string
		w.each([]byte(test.text), func(number int32, at int) { got = append(got, fmt.Sprintf("%d@%d", number, at)) })
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

// FuzzWords compares with regular expressions.
func FuzzWords(f *testing.F) {
	f.Add("first-part first part-2 first-part-")
	list := []string{"first", "first-part", "part2"}
	w := newWords(list)
	plain, hyphen := regexp.MustCompile(`\w+`), regexp.MustCompile(`[\w-]+`)
	f.Fuzz(func(t *testing.T, text string) {
		var got, want []string
		w.each([]byte(text), func(number int32, at int) { got = append(got, fmt.Sprint(list[number], at)) })
		for _, at := range plain.FindAllStringIndex(text, -1) {
			if word := text[at[0]:at[1]]; word == "first" || word == "part2" {
				want = append(want, fmt.Sprint(word, at[0]))
			}
		}
		for _, at := range hyphen.FindAllStringIndex(text, -1) {
			word := strings.TrimLeft(text[at[0]:at[1]], "-")
			if word == "first-part" {
				want = append(want, fmt.Sprint(word, at[1]-len(word)))
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	})
}
