package secrets

import (
	"encoding/base64"
	"testing"
)

// A form stands for what Conceal gets: two matches have one when, and only when, that
// is the same.
func TestForm(t *testing.T) {
	g := newGenerator(7)
	secret, another := "gh"+"p_"+g.secretOf(36, alnum), "gh"+"p_"+g.secretOf(36, alnum)
	d := formDetector(t, "k")
	seen := make(map[uint64]string)
	for name, text := range map[string]string{
		"plain":                "x " + secret + "\n",
		"encoded":              base64.StdEncoding.EncodeToString([]byte("one "+secret)) + "\n",
		"encoded with another": base64.StdEncoding.EncodeToString([]byte("two "+secret)) + "\n",
		"another":              "x " + another + "\n",
	} {
		forms := make(map[uint64]bool)
		for _, around := range []string{"", "line\n", "more\nlines\n"} {
			matches, _ := detectAll(t, d, Fragment{Data: []byte(around + text)})
			for _, m := range matches {
				forms[m.Form] = true
			}
		}
		if len(forms) != 1 || forms[0] {
			t.Errorf("%s: forms %v, want one that is not 0", name, forms)
		}
		for f := range forms {
			if seen[f] != "" {
				t.Errorf("%s has the form of %s", name, seen[f])
			}
			seen[f] = name
		}
	}
	matches, _ := detectAll(t, formDetector(t, ""), Fragment{Data: []byte(secret + "\n")})
	if len(matches) != 1 {
		t.Errorf("%d matches", len(matches))
	}
	for _, m := range matches {
		if m.Form != 0 {
			t.Errorf("without a key the form is %d", m.Form)
		}
	}
}

func formDetector(t *testing.T, key string) *Detector {
	t.Helper()
	d, err := New(Options{Key: []byte(key)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}
