package password

import (
	"strings"
	"testing"
)

var cheap = Cost{Memory: 64, Passes: 1, Lanes: 1}

func TestHashAndVerify(t *testing.T) {
	word := strings.Repeat("correct horse ", 2)
	a, b := cheap.Hash(word), cheap.Hash(word)
	if a == b {
		t.Error("two hashes of one password are equal: the salt is not fresh")
	}
	if ok, err := Verify(a, word); err != nil || !ok {
		t.Errorf("Verify(right) = %v, %v; want true", ok, err)
	}
	if ok, err := Verify(a, word+"x"); err != nil || ok {
		t.Errorf("Verify(wrong) = %v, %v; want false", ok, err)
	}
}

func TestVerifyRefusesOtherForms(t *testing.T) {
	good := cheap.Hash("x")
	for _, phc := range []string{
		"", "plain", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1),
		strings.Replace(good, "m=64", "m=x", 1), good[:strings.LastIndex(good, "$")], good + "$extra", good + "!",
	} {
		if _, err := Verify(phc, "x"); err == nil {
			t.Errorf("Verify(%q) did not err", phc)
		}
	}
}
