package rules

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

// generated is a part of an example that stands for random text of a charset
// and a length: {base62:36}.
var generated = regexp.MustCompile(`\{(upper|lower|digits|hex|base62|base64|password):([0-9]{1,3})\}`)

const (
	upper  = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lower  = "abcdefghijklmnopqrstuvwxyz"
	digits = "0123456789"
)

var charsets = map[string]string{
	"upper": upper, "lower": lower, "digits": digits,
	"hex": digits + "abcdef", "base62": upper + lower + digits, "base64": upper + lower + digits + "+/",
	// password is what people choose: every kind of character, none that would
	// have to be escaped in a string or a URL.
	"password": upper + lower + digits + "!*-_.",
}

// assemble joins the parts of an example. A part that starts with "secret:" is
// the secret, or a piece of it, without that mark; pieces follow each other. In
// every part {CHARSET:LENGTH} stands for random text, the same in every run for
// the same seed, that holds at least one digit when the charset has digits.
func assemble(seed string, parts []string) (text, secret string, err error) {
	h := fnv.New64a()
	h.Write([]byte(seed))
	random := rand.New(rand.NewPCG(h.Sum64(), 1))
	var t, s strings.Builder
	state := 0 // 0 before the secret, 1 in it, 2 behind it
	for _, part := range parts {
		part, isSecret := strings.CutPrefix(part, "secret:")
		part = generated.ReplaceAllStringFunc(part, func(m string) string {
			sub := generated.FindStringSubmatch(m)
			n, _ := strconv.Atoi(sub[2])
			return randomText(random, charsets[sub[1]], n)
		})
		t.WriteString(part)
		switch {
		case isSecret && state == 2:
			return "", "", fmt.Errorf("the parts of the secret do not follow each other")
		case isSecret:
			state = 1
			s.WriteString(part)
		case state == 1:
			state = 2
		}
	}
	return t.String(), s.String(), nil
}

func randomText(random *rand.Rand, charset string, n int) string {
	out := make([]byte, n)
	for i := range out {
		out[i] = charset[random.IntN(len(charset))]
	}
	if n > 0 && strings.Contains(charset, digits) && !strings.ContainsAny(string(out), digits) {
		out[n/2] = digits[random.IntN(len(digits))]
	}
	return string(out)
}
