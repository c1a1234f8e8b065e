package cli

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/launchlint/launchlint/cmd/internal/engine"
	"github.com/launchlint/launchlint/cmd/internal/suppress"
	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/rules/config"
	"github.com/launchlint/launchlint/scanners"
)

var (
	leakCode   = &rules.Rule{ID: "leak/code", Title: "Code", Severity: rules.Error, Confidence: rules.High}
	leakSecret = &rules.Rule{ID: "secret/planted", Title: "Secret", Severity: rules.Error, SecuritySeverity: "9.0", Confidence: rules.High}
)

// A leaky scanner puts secrets into every text that a scanner can emit.
type leaky struct{ secrets []string }

func (leaky) Name() string         { return "leaky" }
func (leaky) Rules() []*rules.Rule { return []*rules.Rule{leakCode, leakSecret} }

// plantedSecrets are made for each run: one of letters, one that every encoding
// writes differently, one of several lines.
func plantedSecrets() []string {
	random := rand.New(rand.NewPCG(7, 7))
	draw := func(alphabet string, n int) string {
		var b strings.Builder
		for range n {
			b.WriteByte(alphabet[random.IntN(len(alphabet))])
		}
		return b.String()
	}
	const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
	return []string{
		draw(letters, 40),
		draw(letters, 6) + `"&<'\/+ %` + draw(letters, 12) + "é😀=?#`|[]",
		draw(letters, 64) + "\n" + draw(letters, 64) + "\n" + draw(letters, 30),
	}
}

// disguises returns a secret as it may stand inside a path, a message or a line.
func disguises(s string) []string {
	quoted, _ := json.Marshal(s)
	wide := utf16.Encode([]rune("x" + s + "x"))
	var little bytes.Buffer
	for _, u := range wide {
		little.Write([]byte{byte(u), byte(u >> 8)})
	}
	out := []string{
		s, string(quoted), url.PathEscape(s), url.QueryEscape(s), html.EscapeString(s), hex.EncodeToString([]byte(s)),
		regexp.MustCompile(`%[0-9A-F]{2}`).ReplaceAllStringFunc(url.QueryEscape(s), strings.ToLower),
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 }) {
		out = append(out, little.String())
	}
	for _, before := range []string{"", "u:", "id:"} {
		out = append(out, base64.StdEncoding.EncodeToString([]byte(before+s+"@host")), base64.RawURLEncoding.EncodeToString([]byte(before+s)))
	}
	return out
}

func (l leaky) files() map[string][]byte {
	files := make(map[string][]byte)
	for i, s := range l.secrets {
		files[fmt.Sprintf("secret%d.txt", i)] = []byte("key = " + s + "\n")
		files[fmt.Sprintf("copy%d.go", i)] = []byte("one := f()\nuse(\"" + s + "\")\n")
		for j, d := range disguises(s) {
			files[fmt.Sprintf("disguise%d-%d.go", i, j)] = []byte("use(`" + d + "`)\n")
		}
	}
	return files
}

func (l leaky) Scan(_ context.Context, _ scanners.Target, sink scanners.Sink) error {
	line := func(path string, n int) scanners.Location {
		return scanners.Location{Path: path, StartLine: n, StartColumn: 1, EndLine: n, EndColumn: 5}
	}
	for i, s := range l.secrets {
		sink.Conceal(s)
		file := fmt.Sprintf("secret%d.txt", i)
		sink.Finding(scanners.Finding{
			Rule: leakSecret, Message: "a secret", Secret: &scanners.Secret{Redacted: fmt.Sprintf("%s… (%d characters)", s[:4], len(s)), Hash: strings.Repeat(strconv.Itoa(i), 64)},
			Location: scanners.Location{Path: file, StartLine: 1, StartColumn: 7, EndLine: 1 + strings.Count(s, "\n"), EndColumn: 9},
		})
		for n := 1; n <= 3; n++ {
			sink.Finding(scanners.Finding{Rule: leakCode, Message: "code on the secret's line", Location: line(file, n)})
		}
		if !strings.Contains(s, "\n") { // a part of a secret cannot be known by its value
			sink.Finding(scanners.Finding{Rule: leakCode, Message: "a copy", Location: line(fmt.Sprintf("copy%d.go", i), 2)})
		}
		for j, d := range disguises(s) {
			if !strings.Contains(d, "\n") {
				sink.Finding(scanners.Finding{Rule: leakCode, Message: "a disguise", Location: line(fmt.Sprintf("disguise%d-%d.go", i, j), 1)})
			}
			at := line("dir/"+strings.ReplaceAll(d, "\x00", "")+"/x.go", 1)
			if strings.Contains(d, "\x00") {
				at = line("x.go", 1) // no file system has such a name
			}
			sink.Finding(scanners.Finding{
				Rule: leakCode, Message: "says " + d, Location: at,
				Related:     []scanners.Related{{Location: at, Message: "near " + d}},
				Flow:        []scanners.Step{{Location: at, Message: "from " + d}, {Location: at, Message: d}},
				Fixes:       []scanners.Fix{{Message: "replace " + d, Edits: []scanners.Edit{{Location: at, NewText: "x(" + d + ")"}}}},
				Suppression: []*scanners.Suppression{nil, {Kind: "directive", Reason: "since " + d, Location: &at}}[j%2],
			})
			sink.Notice(scanners.Notice{ID: fmt.Sprintf("notice-%d-%d", i, j), Message: "cannot read " + d, Location: &at, Incomplete: j%2 == 0})
		}
	}
	return nil
}

// readings returns a report as a reader or a program may see it.
func readings(report string) map[string]string {
	out := map[string]string{"raw": report, "HTML": html.UnescapeString(report), "without NUL": strings.ReplaceAll(report, "\x00", "")}
	out["percent"] = regexp.MustCompile(`(?i)%[0-9a-f]{2}`).ReplaceAllStringFunc(report, func(s string) string {
		n, _ := strconv.ParseUint(s[1:], 16, 8)
		return string([]byte{byte(n)})
	})
	out["escapes"] = regexp.MustCompile(`\\(x[0-9a-f]{2}|u[0-9a-f]{4}|[nrt"\\/])`).ReplaceAllStringFunc(report, func(s string) string {
		switch s[1] {
		case 'x', 'u':
			n, _ := strconv.ParseUint(s[2:], 16, 16)
			return string(rune(n))
		case 'n', 'r', 't':
			return map[byte]string{'n': "\n", 'r': "\r", 't': "\t"}[s[1]]
		}
		return s[1:]
	})
	decoded := func(name string, digits *regexp.Regexp, decode func(string) ([]byte, error)) {
		var b strings.Builder
		for _, run := range digits.FindAllString(report, -1) {
			for lead := range min(4, len(run)) {
				text := run[lead:]
				text = text[:len(text)/4*4]
				if raw, err := decode(text); err == nil {
					b.Write(raw)
					b.WriteByte('\n')
				}
			}
		}
		out[name] = b.String()
	}
	decoded("base64", regexp.MustCompile(`[A-Za-z0-9+/]{12,}`), base64.StdEncoding.DecodeString)
	decoded("base64url", regexp.MustCompile(`[A-Za-z0-9_-]{12,}`), base64.URLEncoding.DecodeString)
	decoded("hex", regexp.MustCompile(`[0-9a-fA-F]{12,}`), hex.DecodeString)
	return out
}

// TestNoFormatLeaks looks for nine characters in a row of any planted secret: more
// than a redacted form shows.
func TestNoFormatLeaks(t *testing.T) {
	const window = 9
	scanner := leaky{plantedSecrets()}
	parts := make(map[string]bool)
	for _, s := range scanner.secrets {
		for i := 0; i+window <= len(s); i++ {
			parts[s[i:i+window]] = true
		}
	}
	// A reason of a configuration file is added behind the engine's back.
	c, err := config.Parse("launchlint.yaml", fmt.Appendf(nil, "version: 1\nexclude:\n  - paths: [copy0.go]\n    reason: it has %s\n", scanner.secrets[0]))
	if err != nil {
		t.Fatal(err)
	}
	env, _ := testEnv(t, nil)
	for name, open := range writers() {
		for _, all := range []bool{false, true} {
			var out bytes.Buffer
			h := open(&out, place{flags: &reportFlags{color: "always", includeSuppressed: all}, env: env, root: env.Dir})
			req := engine.Request{
				Target: scanners.Target{Root: env.Dir}, Scanners: []scanners.Scanner{scanner}, Sources: engine.NewSources(env.Dir, scanner.files()),
				Enabled: map[string]*rules.Rule{leakCode.ID: leakCode, leakSecret.ID: leakSecret},
			}
			summary, err := engine.Run(context.Background(), req, suppress.Policy{Config: c, File: "launchlint.yaml"}.Apply(engine.Tally(h)))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(out.String(), "[redacted]") && !strings.Contains(out.String(), "redacted") {
				t.Errorf("%s: nothing was redacted: is the test still planting?", name)
			}
			for reading, text := range readings(out.String() + summary.LastLine()) {
				for i := 0; i+window <= len(text); i++ {
					if parts[text[i:i+window]] {
						t.Errorf("%s (all: %v), read as %s, leaks %q in %q", name, all, reading, text[i:i+window], text[max(0, i-60):min(len(text), i+60)])
						break
					}
				}
			}
		}
	}
}

// TestLeaksAreSeen makes sure that the search would find what it looks for.
func TestLeaksAreSeen(t *testing.T) {
	for _, s := range plantedSecrets() {
		for _, d := range disguises(s) {
			seen := false
			for _, text := range readings("x " + d + " y") {
				for i := 0; i+9 <= len(s); i++ {
					seen = seen || strings.Contains(text, s[i:i+9])
				}
			}
			if !seen {
				t.Errorf("a leak as %q would not be seen", d)
			}
		}
	}
}
