package secrets

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"flag"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/zricethezav/gitleaks/v8/detect"
	"github.com/zricethezav/gitleaks/v8/report"
)

// parityRounds is how many texts are made for each rule. The default keeps the
// test within seconds; more are worth a run after a change of the engine.
var parityRounds = flag.Int("parity.rounds", 4, "texts per rule in TestParity")

// encoded wraps s into up to three encodings.
func (g generator) encoded(s string) string {
	for range 1 + g.IntN(3) {
		switch g.IntN(5) {
		case 0:
			s = base64.StdEncoding.EncodeToString([]byte(s))
		case 1:
			s = base64.RawURLEncoding.EncodeToString([]byte(s))
		case 2:
			s = hex.EncodeToString([]byte(s))
		case 3:
			s = url.QueryEscape(s)
		case 4:
			var b strings.Builder
			for _, r := range s {
				fmt.Fprintf(&b, `\u%04x`, r)
			}
			s = b.String()
		}
	}
	return s
}

// foreign is gitleaks' own detector with its published configuration. It is made
// once: loading it goes through a viper that all of the process shares.
var foreign = sync.OnceValue(func() *detect.Detector {
	d, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		panic(err)
	}
	d.MaxDecodeDepth = DefaultDecodeDepth
	return d
})

// strict is ours, made to do the same.
var strict = sync.OnceValue(func() *Detector {
	d, err := New(Options{AsLoaded: true, Limits: Limits{Matches: 1 << 30, Time: -1}})
	if err != nil {
		panic(err)
	}
	return d
})

// theirs returns what gitleaks finds, one line each, sorted.
func theirs(d *detect.Detector, path, text string) []string {
	var lines []string
	//lint:ignore SA1019 Detect takes no other type
	for _, f := range d.Detect(detect.Fragment{Raw: text, FilePath: path}) {
		lines = append(lines, canonical(f))
	}
	slices.Sort(lines)
	return lines
}

func canonical(f report.Finding) string {
	if f.Secret == "" && strings.HasPrefix(f.Match, "file detected: ") {
		return f.RuleID + " path"
	}
	return fmt.Sprintf("%s %d-%d:%d %q line %q entropy %.9f %v",
		f.RuleID, f.StartLine, f.EndLine, f.StartColumn, f.Secret, f.Line, f.Entropy, f.Tags)
}

// ours returns the same of a detector of this package.
func ours(t testing.TB, d *Detector, path, text string) []string {
	f := Fragment{Path: path, Data: []byte(text)}
	s := d.newSearch(context.Background(), &f)
	if err := s.run(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	kept := slices.DeleteFunc(s.found, func(m *found) bool { return m.allowed != nil })
	for _, m := range preferSpecific(kept) {
		if m.rule.regex == nil {
			lines = append(lines, m.rule.ID+" path")
			continue
		}
		tags := slices.Clone(m.rule.Tags)
		for _, name := range m.kinds.Names() {
			tags = append(tags, "decoded:"+name)
		}
		if m.depth > 0 {
			tags = append(tags, fmt.Sprintf("decode-depth:%d", m.depth))
		}
		lines = append(lines, fmt.Sprintf("%s %d-%d:%d %q line %q entropy %.9f %v",
			m.rule.ID, m.at.line, m.at.endLine, m.at.column, m.secret, text[m.at.from:m.at.to], float32(m.entropy), tags))
	}
	slices.Sort(lines)
	return lines
}

// compare fails when the two differ, and shows the difference.
func compare(t testing.TB, a *detect.Detector, b *Detector, path, text string) (matches int) {
	want, got := theirs(a, path, text), ours(t, b, path, text)
	if slices.Equal(want, got) {
		return len(want)
	}
	t.Errorf("path %q text %q", path, text)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("only gitleaks: %.600s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("only launchlint: %.600s", g)
		}
	}
	if len(want) != len(got) {
		t.Errorf("gitleaks %d matches, launchlint %d", len(want), len(got))
	}
	t.FailNow()
	return 0
}

// pathFor returns a path that r looks at.
func pathFor(g generator, r *rule) string {
	switch {
	case r.path != nil && g.IntN(8) > 0:
		return map[string]string{
			"freemius-secret-key": "src/pay.php", "hashicorp-tf-password": "infra/main.tf", "kubernetes-secret-yaml": "k8s/secret.yaml",
			"nuget-config-password": "nuget.config", "pkcs12-file": "certs/server.p12",
		}[r.ID]
	default:
		return []string{"", "main.go", "docs/a.md", "x/b.bb"}[g.IntN(4)]
	}
}

// TestParity holds the detector against gitleaks on texts made from every rule.
func TestParity(t *testing.T) {
	rounds := *parityRounds
	quiet := 0
	for _, r := range strict().rules {
		matches := 0
		for round := range rounds {
			g := newGenerator(uint64(round)<<32 + uint64(len(r.ID))<<16 + uint64(r.ID[0])<<8 + uint64(r.ID[len(r.ID)-1]))
			source := r.Regex
			if source == "" {
				source = "nothing"
			}
			matches += compare(t, foreign(), strict(), pathFor(g, r), g.text(source))
		}
		if matches == 0 {
			quiet++
			t.Logf("%s: no text matched in %d rounds", r.ID, rounds)
		}
	}
	if quiet > 5 && rounds >= 20 {
		t.Errorf("%d rules had no match at all: the generator is too weak", quiet)
	}
}
