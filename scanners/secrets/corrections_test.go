package secrets

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/zricethezav/gitleaks/v8/config"
)

// ids returns the rules that d finds in text, sorted, without those let pass.
func ids(t *testing.T, d *Detector, path, text string) []string {
	t.Helper()
	var list []string
	_, err := d.Detect(context.Background(), Fragment{Path: path, Data: []byte(text)}, func(m Match) {
		if m.Allowed == nil {
			list = append(list, strings.TrimPrefix(m.Rule.ID, "secret/"))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func corrected(t testing.TB) *Detector {
	t.Helper()
	d, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// secretOf makes n characters of an alphabet, the same for each seed.
func (g generator) secretOf(n int, alphabet string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[g.IntN(len(alphabet))]
	}
	return string(b)
}

const (
	lowerHex = "0123456789abcdef"
	alnum    = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

// TestCorrections shows each fault, and that it is mended.
func TestCorrections(t *testing.T) {
	g := newGenerator(11)
	github := "gh" + "p_" + g.secretOf(36, alnum)
	google := "AI" + "za" + g.secretOf(35, alnum)
	cases := []struct {
		correction, name, path, text string
		rule                         string
		before, after                bool // whether it is found
	}{
		{"anchored-words", "a secret with a word in it", "a.go", `token = "q7` + "false" + g.secretOf(20, lowerHex) + `"`, "generic-api-key", false, true},
		{"anchored-words", "the word alone", "a.go", `secretValue := "` + "falsefalsefalse" + `"`, "generic-api-key", false, false},
		{"paths-looked-at", "an image that is text", "logo.svg", "<!-- " + github + " -->", "github-pat", false, true},
		{"paths-looked-at", "a document", "a.pdf", github, "github-pat", false, true},
		{"paths-looked-at", "a lock file", "package-lock.json", `"resolved": "https://` + github + `@host"`, "github-pat", false, true},
		{"paths-looked-at", "a lock file's hashes", "go.sum", "github.com/acme/key v1.0.0 h1:" + g.secretOf(43, alnum) + "=", "generic-api-key", false, false},
		{"paths-looked-at", "vendored code", "vendor/github.com/acme/x/x.go", github, "github-pat", false, true},
		{"paths-looked-at", "a package's code", "node_modules/x/index.js", github, "github-pat", false, true},
		{"paths-looked-at", "a file that is called like a configuration", "testdata/gitleaks.toml", github, "github-pat", false, true},
		{"paths-looked-at", "a picture", "a.png", github, "github-pat", false, false},
		{"vault-names", "a new token with many letters", "a.env", "V=hv" + "s." + g.secretOf(24, "aBcDeFgHiJkLmNoPqRsTuVwXyZ") + g.secretOf(70, alnum), "vault-service-token", false, true},
		{"vault-names", "a method", "a.go", "x := s." + g.secretOf(24, "aBcDeFgHiJkLmNoPqRsTuVwXyZ") + " ", "vault-service-token", false, false},
		{"curl-placeholders", "a password that starts like a placeholder", "a.sh", "curl -u admin:x" + g.secretOf(16, alnum) + " https://host", "curl-auth-user", false, true},
		{"curl-placeholders", "a placeholder", "a.sh", "curl -u admin:xxxx https://host", "curl-auth-user", false, false},
		{"airtable-keyword", "a token beside no name", "a.py", "t = 'pat" + g.secretOf(14, alnum) + "." + g.secretOf(64, lowerHex) + "'", "airtable-personnal-access-token", false, true},
		{"nytimes-comma", "a name with dashes", "a.py", "new-york-times-key = '" + g.secretOf(32, lowerHex) + "'", "nytimes-access-token", false, true},
		{"sourcegraph-hashes", "a commit", "a.md", "see sourcegraph\n\ncommit " + g.secretOf(40, lowerHex) + "\n", "sourcegraph-access-token", true, false},
		{"sourcegraph-hashes", "a token beside the name", "a.env", "SOURCEGRAPH_TOKEN=" + g.secretOf(40, lowerHex) + "\n", "sourcegraph-access-token", true, true},
		{"sourcegraph-hashes", "a marked token", "a.env", "T=sg" + "p_local_" + g.secretOf(40, lowerHex) + "\n", "sourcegraph-access-token", true, true},
		{"counted-values", "digits that are counted up", "a.go", `api_` + `key := "` + lowerHex + lowerHex + `0123"`, "generic-api-key", true, false},
		{"counted-values", "a value that begins like that", "a.go", `api_` + `key := "` + lowerHex + `7c1e9f5d20b84a63"`, "generic-api-key", true, true},
		{"elided-values", "a value that is cut short", "a.md", `"identity` + `token": "9cbaf023786cd7..."`, "generic-api-key", true, false},
		{"elided-values", "a value with dots in it", "a.md", `"identity` + `token": "` + g.secretOf(12, alnum) + "..." + g.secretOf(12, alnum) + `"`, "generic-api-key", true, true},
		{"go-checksums", "a file that is called otherwise", "deps.sum", "example.com/acme/keys v1.0.0 h1:" + g.secretOf(43, alnum) + "=\n", "generic-api-key", true, false},
		{"token-tails", "a query string", "a.html", `<script src="https://maps/api/js?key=` + google + `&callback=f">`, "gcp-api-key", false, true},
		{"token-tails", "an element", "a.xml", "<key>" + google + "</key>", "gcp-api-key", false, true},
		{"token-tails", "a longer word", "a.xml", "<key>" + google + "x</key>", "gcp-api-key", false, false},
	}
	d := corrected(t)
	tried := make(map[string]bool)
	for _, c := range cases {
		tried[c.correction] = true
		if got := slices.Contains(ids(t, strict(), c.path, c.text), c.rule); got != c.before {
			t.Errorf("%s: %s: as loaded: found %v, want %v", c.correction, c.name, got, c.before)
		}
		if got := slices.Contains(ids(t, d, c.path, c.text), c.rule); got != c.after {
			t.Errorf("%s: %s: corrected: found %v, want %v: %s", c.correction, c.name, got, c.after, c.text)
		}
	}
	for _, c := range corrections() {
		if !tried[c.name] {
			t.Errorf("%s has no test", c.name)
		}
	}
}

// TestCorrectionsApply fails when a new version of the default configuration has
// no such fault any more: the correction is then to be dropped.
func TestCorrectionsApply(t *testing.T) {
	set, _, err := decodeConfig(defaultName, []byte(config.DefaultConfig), false)
	if err != nil {
		t.Fatal(err)
	}
	docs, err := os.ReadFile("../../docs/secrets.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range corrections() {
		if !c.apply(set) {
			t.Errorf("%s finds nothing to mend", c.name)
		}
		if !strings.Contains(string(docs), "`"+c.name+"`") {
			t.Errorf("docs/secrets.md does not tell of %s", c.name)
		}
	}
}
