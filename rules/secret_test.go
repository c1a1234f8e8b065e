package rules

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// TestSecretExamples holds every secret rule to its own examples: the secret is
// found, in full and at once, and negative examples are not. The matcher below
// is the plain meaning of the fields; the detector's own tests hold it to that.
func TestSecretExamples(t *testing.T) {
	list := Secrets()
	if len(list) == 0 {
		t.Fatal("no secret rules")
	}
	for _, r := range list {
		t.Run(strings.TrimPrefix(r.ID, "secret/"), func(t *testing.T) {
			for _, e := range r.Examples {
				if got := plainMatch(r, e); len(got) != 1 || got[0] != e.Secret {
					t.Errorf("line %d: found %q in %q, want %q", e.Line, got, e.Text, e.Secret)
				}
			}
			for _, e := range r.NegativeExamples {
				if got := plainMatch(r, e); got != nil {
					t.Errorf("line %d: found %q in %q (%s), want nothing", e.Line, got, e.Text, e.Path)
				}
			}
		})
	}
}

func plainMatch(r *SecretRule, e SecretExample) []string {
	any := func(sources []string, text string) bool {
		for _, source := range sources {
			if regexp.MustCompile(source).MatchString(text) {
				return true
			}
		}
		return false
	}
	hasKeyword := false
	for _, k := range r.Keywords {
		hasKeyword = hasKeyword || strings.Contains(strings.ToLower(e.Text), k)
	}
	if !hasKeyword || r.Path != "" && !any([]string{r.Path}, e.Path) {
		return nil
	}
	var found []string
	for _, m := range regexp.MustCompile(r.Pattern).FindAllStringSubmatchIndex(e.Text, -1) {
		group := r.Group
		for i := 1; group == 0; i++ {
			if m[2*i] >= 0 {
				group = i
			}
		}
		secret, match := e.Text[m[2*group]:m[2*group+1]], e.Text[m[0]:m[1]]
		from := strings.LastIndex(e.Text[:m[0]], "\n") + 1
		to := len(e.Text)
		if i := strings.Index(e.Text[m[1]:], "\n"); i >= 0 {
			to = m[1] + i
		}
		allowed := r.Entropy > 0 && entropy(secret) <= r.Entropy
		for _, a := range r.Allow {
			target := map[string]string{"secret": secret, "match": match, "line": e.Text[from:to]}[a.Target]
			allowed = allowed || any(a.Regexes, target) || e.Path != "" && any(a.Paths, e.Path)
			for _, word := range a.StopWords {
				allowed = allowed || strings.Contains(strings.ToLower(secret), word)
			}
		}
		if !allowed {
			found = append(found, secret)
		}
	}
	return found
}

func entropy(s string) float64 {
	counts := make(map[rune]int)
	for _, c := range s {
		counts[c]++
	}
	sum := 0.0
	for _, n := range counts {
		p := float64(n) / float64(len(s))
		sum -= p * math.Log2(p)
	}
	return sum
}

const goodSecrets = `allow:
  - reason: placeholders
    stopwords: [changeme]
rules:
  - id: secret/demo-key
    title: A demo key
    summary: >-
      It opens the
      demo.
    severity: error
    security-severity: "8.0"
    precision: high
    fix: Read it from the environment.
    pattern: '\bdemo_([a-z0-9]{8})\b'
    keywords: [demo_]
    secret-group: 1
    allow:
      - reason: the one in the manual
        target: match
        regexes: ['_00000000']
    examples:
      - text: ["key: demo_", "secret:{hex:8}"]
        path: a.yaml
    negative-examples:
      - text: ["demo_short"]
`

func TestParseSecrets(t *testing.T) {
	list, err := loadSecrets(fstest.MapFS{"secrets/demo.yaml": {Data: []byte(goodSecrets)}})
	if err != nil {
		t.Fatal(err)
	}
	r := list[0]
	if r.Summary != "It opens the demo." || r.Checklist != "secrets" || r.Group != 1 || len(r.Allow) != 2 || r.Allow[0].Target != "match" || r.Allow[1].Target != "secret" {
		t.Errorf("values are not taken over: %+v, rule %+v", r, r.Rule)
	}
	e := r.Examples[0]
	if e.Text != "key: demo_"+e.Secret || len(e.Secret) != 8 || e.Path != "a.yaml" || e.Line != 22 {
		t.Errorf("example = %+v", e)
	}
	again, _ := loadSecrets(fstest.MapFS{"secrets/demo.yaml": {Data: []byte(goodSecrets)}})
	if again[0].Examples[0] != e {
		t.Error("examples differ from run to run")
	}
}

func TestParseSecretsErrors(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"unknown key", "keywords:", "keyword:", `rules/secrets/demo.yaml:15:5: unknown key "keyword"; the nearest valid key is "keywords"`},
		{"id without family", "id: secret/demo-key", "id: demo-key", `rules/secrets/demo.yaml:5:5: the id is "demo-key"; want secret/NAME`},
		{"no title", "    title: A demo key\n", "", `secret/demo-key has no title`},
		{"no fix", "    fix: Read it from the environment.\n", "", `secret/demo-key has no fix`},
		{"no severity", "    severity: error\n", "", `secret/demo-key lacks one of severity`},
		{"no keywords", "[demo_]", "[]", `rules/secrets/demo.yaml:15:5: secret/demo-key has no keywords`},
		{"short keyword", "[demo_]", "[d]", `keyword "d": want three bytes or more`},
		{"capital keyword", "[demo_]", "[Demo]", `keyword "Demo": want three bytes or more, in lower case`},
		{"look-ahead", `'\bdemo_`, `'(?!x)demo_`, "rules/secrets/demo.yaml:14:5: pattern: error parsing regexp: invalid or unsupported Perl syntax: `(?!`"},
		{"huge pattern", `'\bdemo_`, "'" + strings.Repeat("a?", 3000), `the expression has 6015 bytes; at most 4096 are read`},
		{"no such group", "secret-group: 1", "secret-group: 2", `secret-group is 2; the pattern has 1 groups`},
		{"bad path", "    secret-group: 1", "    path: '('\n    secret-group: 1", `path: error parsing regexp`},
		{"allow without reason", "reason: the one in the manual\n        target", "target", `an allow entry says its reason`},
		{"empty allow", "        regexes: ['_00000000']\n", "", `an allow entry has regexes, stopwords or paths`},
		{"bad target", "target: match", "target: file", `target is "file"; want secret, match or line`},
		{"bad allow", "_00000000", "(", `error parsing regexp`},
		{"no examples", "      - text: [\"key: demo_\", \"secret:{hex:8}\"]\n        path: a.yaml\n", "      []\n", `needs examples and negative-examples`},
		{"unmarked example", "secret:{hex:8}", "{hex:8}", `rules/secrets/demo.yaml:22:9: no part of the example is marked as the secret`},
		{"torn secret", `"secret:{hex:8}"`, `"secret:a", "-", "secret:b"`, `the parts of the secret do not follow each other`},
		{"no rules", goodSecrets[strings.Index(goodSecrets, "rules:"):], "", `rules/secrets/demo.yaml:1:1: the file has no rules`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(goodSecrets, test.old) {
				t.Fatalf("the file has no %q to replace", test.old)
			}
			_, err := parseSecrets("rules/secrets/demo.yaml", []byte(strings.Replace(goodSecrets, test.old, test.new, 1)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v\nwant one with %s", err, test.want)
			}
		})
	}
	twice := goodSecrets + goodSecrets[strings.Index(goodSecrets, "  - id:"):]
	if _, err := loadSecrets(fstest.MapFS{"secrets/demo.yaml": {Data: []byte(twice)}}); err == nil || !strings.Contains(err.Error(), `two rules are called "secret/demo-key"`) {
		t.Errorf("two rules with one id: error %v", err)
	}
}

func TestAssemble(t *testing.T) {
	for seed := range 200 {
		text, secret, err := assemble(fmt.Sprint(seed), []string{"a={upper:3} ", "secret:{base62:6}", "secret:-{digits:2}", ";"})
		if err != nil || !regexp.MustCompile(`^a=[A-Z]{3} [0-9A-Za-z]{6}-[0-9]{2};$`).MatchString(text) || !strings.Contains(text, secret) || len(secret) != 9 {
			t.Fatalf("assemble = %q, %q, %v", text, secret, err)
		}
		if !strings.ContainsAny(secret[:6], digits) {
			t.Errorf("%q has no digit", secret)
		}
	}
}
