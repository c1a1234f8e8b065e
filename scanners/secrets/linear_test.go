package secrets

import (
	"context"
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// hostile are texts that make scanners slow, each of about n bytes.
func hostile() map[string]func(n int) string {
	g := newGenerator(31) // the texts are made in order of their names
	fill := func(n int, piece func(i int) string) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(piece(i))
		}
		return b.String()
	}
	repeat := func(s string) func(int) string {
		return func(n int) string { return fill(n, func(int) string { return s }) }
	}
	list := map[string]func(n int) string{
		"generic hits on one line": func(n int) string {
			return fill(n, func(i int) string { return fmt.Sprintf("key=%s%05d;", g.secretOf(14, alnum), i) })
		},
		"random base62": func(n int) string { return g.secretOf(n, alnum) },
		"random base62 in lines": func(n int) string {
			return fill(n, func(int) string { return g.secretOf(76, alnum) + "\n" })
		},
		"random bytes": func(n int) string {
			return fill(n, func(int) string { return string([]byte{byte(g.IntN(256))}) })
		},
		"all keywords": func(n int) string {
			var all []string
			for _, r := range strict().rules {
				all = append(all, r.Keywords...)
			}
			return fill(n, func(i int) string { return all[i%len(all)] + []string{" ", "=", "", ": "}[i/len(all)%4] })
		},
		"a folding rune and all keywords": func(n int) string {
			var all []string
			for _, r := range strict().rules {
				all = append(all, r.Keywords...)
			}
			return "to\u212aen" + fill(n, func(i int) string { return all[i%len(all)] + " " })
		},
		"encoded four times over": func(n int) string {
			text := fill(n*10/32, func(i int) string { return fmt.Sprintf("token=%s ", g.secretOf(20, alnum)) })
			for range 4 {
				text = base64.StdEncoding.EncodeToString([]byte(text))
			}
			return text
		},
		"thousands of decoded secrets on one line": func(n int) string {
			return fill(n, func(i int) string {
				return base64.StdEncoding.EncodeToString([]byte("password="+g.secretOf(21, alnum))) + " "
			})
		},
	}
	for name, s := range map[string]string{
		"curl": "curl ", "curl and options": "curl -u a:b -H ", "begin": "-----BEGIN " + "PRIVATE KEY-----", "begin and nothing": "-----BEGIN A PRIVATE KEY----",
		"data": "data:\n", "kind": "kind: secret data: ", "web tokens": "ey" + strings.Repeat("a", 20) + ".ey" + strings.Repeat("b", 20) + ".", "eyey": "ey",
		"percent": "%41", "percent and not": "%4", "escapes": `\u0041`, "points": "U+0041 ", "slashes": `\`, "line feeds": "\n", "returns": "\r\n",
		"nul": "\x00", "utf-16": "k\x00e\x00y\x00=\x00", "key": "key", "key=": "key=", "keys": "api_key = \"", "xoxe": "xoxe-1-A", "yandex": "yandex=t1.a", "s.": "s.",
		"allow": "gitleaks:allow", "ignore": "# launchlint:ignore secret x\n", "https": "https://", "@": "https://a:b", "facebook": "facebook 123456789012345%",
		"mount": "import { a, ", "hex": "deadbeef0123", "secret=": "password=host=x ", "quotes": `'"`, "hooks": "hooks.slack.com/services/",
	} {
		list[name] = repeat(s)
	}
	return list
}

// TestLinear proves that what a text costs grows with its length and not with
// what is in it: it counts steps, which do not depend on the machine.
func TestLinear(t *testing.T) {
	d, err := New(Options{Limits: Limits{Time: -1}})
	if err != nil {
		t.Fatal(err)
	}
	const small = 128 << 10
	texts := hostile()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := texts[name]
		cost := func(n int) (Stats, time.Duration) {
			f := Fragment{Path: "a.yaml", Data: []byte(text(n))}
			start := time.Now()
			stats, err := d.Detect(context.Background(), f, func(Match) {})
			if err != nil {
				t.Fatal(err)
			}
			return stats, time.Since(start)
		}
		cost(small) // the machines' states are learnt once
		once, _ := cost(small)
		twice, took := cost(2 * small)
		// A few passes more or less are a matter of what the longer text happens to hold.
		if once.Work == 0 || float64(twice.Work) > 2.6*float64(once.Work)+8*small {
			t.Errorf("%s: %d steps for n bytes, %d for 2n", name, once.Work, twice.Work)
		}
		if twice.Exhausted > 0 {
			t.Errorf("%s: exhausted %v", name, twice.ExhaustedRules)
		}
		t.Logf("%-42s %7.1f steps and %6.0f ns a byte; %d matches, %d more", name, float64(twice.Work)/(2*small), float64(took.Nanoseconds())/(2*small), twice.Matches, twice.Overflow)
	}
}

// BenchmarkHostile tells the time that the worst of them take.
func BenchmarkHostile(b *testing.B) {
	d, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{
		"generic hits on one line", "random base62", "random bytes", "all keywords", "a folding rune and all keywords",
		"thousands of decoded secrets on one line", "encoded four times over", "secret=",
	} {
		data := []byte(hostile()[name](1 << 20))
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			defer cpuSpeed(b, int64(len(data)))()
			for b.Loop() {
				if _, err := d.Detect(context.Background(), Fragment{Data: data}, func(Match) {}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
