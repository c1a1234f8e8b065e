package secrets

import (
	"slices"
	"testing"
)

// TestOneEach proves that a secret which several rules know is reported once, and
// that different secrets which overlap are not taken for one.
func TestOneEach(t *testing.T) {
	g := newGenerator(21)
	token := "gh" + "p_" + g.secretOf(36, alnum)
	routable := "gl" + "pat-" + g.secretOf(40, alnum) + ".01." + g.secretOf(9, "0123456789abcdefghij")
	routable = routable[:len(routable)-13] + ".01" + g.secretOf(7, "0123456789abcdefghij")
	for _, c := range []struct {
		name, path, text string
		want             []string
	}{
		{"two rules with one expression", "a.env", "BITTREX=" + g.secretOf(32, lowerHex), []string{"bittrex-access-key"}},
		{"a token that begins as another", "a.env", "T=" + routable, []string{"gitlab-pat-routable"}},
		{"a token in a header", "a.sh", `curl -H "Authorization: Bearer ` + token + `" https://host`, []string{"github-pat"}},
		{"two tokens side by side", "a.env", token + " " + routable, []string{"github-pat", "gitlab-pat-routable"}},
		{"a token let pass and a longer text that is not", "a.sh", `curl -u me:` + token + " https://host\n", []string{"github-pat"}},
	} {
		if got := ids(t, corrected(t), c.path, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
