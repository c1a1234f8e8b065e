package secrets

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/rules"
)

// TestNoRawSecret looks for raw text in everything that the detector gives away.
func TestNoRawSecret(t *testing.T) {
	d, err := New(Options{Key: []byte("root"), Limits: Limits{Time: -1}})
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for i, r := range d.rules {
		if r.Regex == "" {
			continue
		}
		g := newGenerator(uint64(i))
		var concealed []string
		matches, _ := detectAll(t, d, Fragment{
			Path: pathFor(g, r), Data: []byte(g.text(r.Regex)),
			Conceal: func(raw string) { concealed = append(concealed, raw) },
		})
		shown := describe(matches)
		for _, raw := range concealed {
			if len(raw) >= 12 && strings.Contains(shown, raw[:8]) {
				t.Errorf("%s: shows what begins with %q: %s", r.ID, raw[:8], shown)
			}
			looked++
		}
		if len(concealed) < len(matches) {
			t.Errorf("%s: %d matches, %d concealed", r.ID, len(matches), len(concealed))
		}
	}
	if looked < 100 {
		t.Errorf("only %d secrets", looked)
	}
}

func TestConcealEncoded(t *testing.T) {
	g := newGenerator(71)
	token := "gh" + "p_" + g.secretOf(36, alnum)
	encoded := base64.StdEncoding.EncodeToString([]byte("x: " + token))
	var concealed []string
	matches, _ := detectAll(t, corrected(t), Fragment{Data: []byte("a: " + encoded + "\n"), Conceal: func(raw string) { concealed = append(concealed, raw) }})
	if len(matches) != 1 || !slices.Equal(matches[0].Decoded, []string{"base64"}) || matches[0].Depth != 1 || matches[0].Start != 3 {
		t.Fatal(describe(matches))
	}
	if !slices.Equal(concealed, []string{token, encoded}) {
		t.Errorf("concealed %q", concealed)
	}
}

func TestRedact(t *testing.T) {
	for secret, want := range map[string]string{
		"":                      "… (0 characters)",
		"a":                     "… (1 character)",
		"abcdefg":               "a… (7 characters)",
		"abcdefghijklmnop":      "abcd… (16 characters)",
		"äöüßäöüß":              "… (8 characters)",
		"a\nbcdefghijklmnopqrs": "a… (20 characters)",
		strings.Repeat("x", 99): "xxxx… (99 characters)",
	} {
		if got := redact([]byte(secret)); got != want {
			t.Errorf("%q: %q, want %q", secret, got, want)
		}
	}
}

// TestHash proves that one secret has one hash however it is written, under one key.
func TestHash(t *testing.T) {
	key := "-----BEGIN RSA PRIVATE" + " KEY-----\nAAAA\nBBBB\n-----END RSA PRIVATE" + " KEY-----"
	hash := func(d *Detector, s string) string { s = d.identify([]byte(s)).Hash; return s }
	d := &Detector{key: []byte("k")}
	if a, b := hash(d, `"tok"`), hash(d, " tok\n"); a != b || len(a) != 64 {
		t.Errorf("quotes: %s, %s", a, b)
	}
	for _, other := range []string{strings.ReplaceAll(key, "\n", "\r\n"), strings.ReplaceAll(key, "\n", `\n`), strings.ReplaceAll(key, "\n", "\n    ")} {
		if hash(d, key) != hash(d, other) {
			t.Errorf("%q and %q differ", key, other)
		}
	}
	if hash(d, "a") == hash(d, "b") || hash(d, "a") == hash(&Detector{key: []byte("l")}, "a") || hash(&Detector{}, "a") != "" {
		t.Error("hashes do not depend on secret and key")
	}
}

// TestRules holds what is said of each rule to what reports need.
func TestRules(t *testing.T) {
	list := corrected(t).Rules()
	if len(list) < 222 {
		t.Errorf("%d rules", len(list))
	}
	seen := make(map[rules.Severity]int)
	for i, r := range list {
		seen[r.Severity]++
		if !strings.HasPrefix(r.ID, "secret/") || r.Title == "" || strings.HasSuffix(r.Title, ".") || r.Summary == "" || r.Help == "" ||
			r.SecuritySeverity == "" || r.Confidence == "" || !slices.Contains(r.CWE, 798) || r.Checklist != "secrets" {
			t.Errorf("%+v", r)
		}
		if i > 0 && list[i-1].ID >= r.ID {
			t.Errorf("%s before %s", list[i-1].ID, r.ID)
		}
	}
	if seen[rules.Error] < 150 || seen[rules.Warning] == 0 || seen[rules.Note] == 0 {
		t.Errorf("severities %v", seen)
	}
}

// TestLimits reaches each of them.
func TestLimits(t *testing.T) {
	g := newGenerator(72)
	var b strings.Builder
	for range 30 {
		fmt.Fprintf(&b, "t = gh%s_%s\n", "p", g.secretOf(36, alnum))
	}
	d, err := New(Options{Limits: Limits{Matches: 10}})
	if err != nil {
		t.Fatal(err)
	}
	matches, stats := detectAll(t, d, Fragment{Data: []byte(b.String())})
	if len(matches) != 10 || stats.Overflow != 20 || stats.Matches != 10 {
		t.Errorf("%d matches, %+v", len(matches), stats)
	}
	// A rule without a literal looks at every byte; one step for each is not enough.
	o := Options{Config: &Config{Data: []byte("[[rules]]\nid='hungry'\nregex='''(?:[a-z][a-z0-9]{0,9}){2,30}[A-Z]{3}$'''")}}
	o.Limits.Work = 1
	if d, err = New(o); err != nil {
		t.Fatal(err)
	}
	_, stats = detectAll(t, d, Fragment{Data: []byte(g.secretOf(1<<20, lowerHex))})
	if stats.Exhausted != 1 || !slices.Equal(stats.ExhaustedRules, []string{"secret/hungry"}) {
		t.Errorf("%+v", stats)
	}
	var sum Stats
	sum.Add(stats)
	sum.Add(stats)
	if sum.Exhausted != 2 || len(sum.ExhaustedRules) != 1 || sum.Fragments != 2 {
		t.Errorf("sum %+v", sum)
	}
}

// TestPathRule finds a file by its name, once.
func TestPathRule(t *testing.T) {
	matches, _ := detectAll(t, corrected(t), Fragment{Path: "certs/server.p12", Data: []byte("\x30\x82\x00\x00a\x00b\x00")})
	if len(matches) != 1 || matches[0].Rule.ID != "secret/pkcs12-file" || matches[0].StartLine != 0 || matches[0].Start != 0 {
		t.Errorf("%s", describe(matches))
	}
	if l := matches[0].Location("certs/server.p12"); l.String() != "certs/server.p12" {
		t.Errorf("location %s", l)
	}
}
