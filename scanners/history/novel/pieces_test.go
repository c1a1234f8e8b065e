package novel

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// snippets are parts of secrets of all kinds, and what changes what is made of them.
func (g generator) snippets() []string {
	token := g.token()
	value := g.of(32, lowerHex)
	body := ""
	for range 3 {
		body += g.of(64, alnum) + "\n"
	}
	var escaped, points, pointLines strings.Builder
	for _, c := range token {
		fmt.Fprintf(&escaped, `\u%04x`, c)
		fmt.Fprintf(&points, "U+%04X ", c)
		fmt.Fprintf(&pointLines, "U+%04X\n", c)
	}
	encoded := base64.StdEncoding.EncodeToString([]byte("key = " + token + " "))
	return []string{
		"token: " + token + "\n", token, token[:20], token[20:], "x" + token + "\n",
		"api_key = \"" + g.of(40, alnum) + "\"\n", "api_key =\n", "\"" + g.of(40, alnum) + "\"\n", "my_secret_token := ",
		"adafruit_key\n", "=\n", "\"" + value + "\"\n", "  = '" + value + "' \n", "adafruit", "adafruit = adafruit" + value[:24] + " = \n" + value + "\n",
		"-----BEGIN RSA PRIVATE" + " KEY-----\n", "-----BEGIN ", "PRIVATE" + " KEY-----\n", body, "-----END RSA PRIVATE" + " KEY-----\n",
		encoded + "\n", encoded[:30], encoded[30:], hex.EncodeToString([]byte("k = "+token+" ")) + "\n", base64.StdEncoding.EncodeToString([]byte(encoded)) + "\n",
		strings.ReplaceAll(token, "_", "%5F") + "\n", "%67%68" + token[2:] + "\n", escaped.String() + "\n", points.String() + "\n", pointLines.String(), "U+0041\n",
		base64.StdEncoding.EncodeToString([]byte("adafruit_key = \n\"" + value + "\"\n")), "adafruit%5Fkey\n", "%3D\n",
		"curl https://example.org \\\n", "  -H \"Authorization: Bearer " + g.of(24, alnum) + "\"\n", "  -u ad" + "min:" + g.of(12, alnum) + "\n", "cu" + "rl -u ro" + "ot:" + g.of(9, alnum) + " x\n",
		"kind: Secret\n", "data:\n", "  password: " + base64.StdEncoding.EncodeToString([]byte(g.of(20, alnum))) + "\n",
		"password :=\n", "dbPassword = \"", "s3:" + g.of(12, alnum) + "\"\n", "req.SetBasicAuth(user,\n", "\"" + g.of(12, alnum) + "\")\n", "getenv(\"DB_PASSWORD\",\n",
		"facebook\n", g.of(16, "123456789") + "|" + g.of(32, lowerHex) + "\n", "plaid\n", "access-sandbox-" + value[:8] + "-" + value[:4] + "-" + value[4:8] + "-" + value[8:12] + "-" + value[12:24] + "\n",
		"host=db user=bob password=" + g.of(12, alnum) + " x\n", "password=\n", "'secret_key'\n", "=>\n", "'sk_" + g.of(29, alnum) + "'\n",
		"ZXlK" + "aGJHY2lPaU" + g.of(20, alnum) + "\n", g.of(30, alnum) + "\n",
		" # gitleaks:allow\n", "# launchlint:ignore secret/github-pat a reason\n", "# launchlint:ignore secret/github-pat\n", "// gitleaks:allow",
		"\n", "\n\n\n", " \n", "'\n", ",\n", ":\n", "\r\n", "\t", "    ", "\"", "=", "\x00", "t\x00o\x00k\x00", "\u212a", "\u017f", "é\n", "a.b(c)\n", "return nil\n", "// prose without end\n",
	}
}

// some returns a few of list.
func (g generator) some(list []string, n int) []string {
	g.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list[:n]
}

// filler makes lines of no interest.
func (g generator) filler(n int) string {
	lines := []string{"\tif err != nil {\n", "}\n", "some words of prose\n", "<li>item (one)</li>\n", "\n", "x = y\n", "func f(a, b int) {\n", "- a list; of things\n", "1,2,3\n"}
	var b strings.Builder
	for range n {
		b.WriteString(lines[g.IntN(len(lines))])
	}
	return b.String()
}

// text makes a text of snippets and filler.
func (g generator) text(snippets []string, parts, filler int) []byte {
	var b strings.Builder
	for range parts {
		if g.IntN(3) == 0 {
			b.WriteString(g.filler(g.IntN(filler)))
		}
		b.WriteString(snippets[g.IntN(len(snippets))])
	}
	b.WriteString(g.filler(g.IntN(filler)))
	return []byte(b.String())
}

// change makes a text of base: what the instructions of a difference can.
func (g generator) change(base []byte, snippets []string) ([]byte, []objects.Instruction) {
	var text []byte
	var list []objects.Instruction
	insert := func(s string) {
		text = append(text, s...)
		if n := len(list); n > 0 && list[n-1].From < 0 {
			list[n-1].Size += int32(len(s))
		} else if s != "" {
			list = append(list, objects.Instruction{From: -1, Size: int32(len(s))})
		}
	}
	copied := func(from, to int) {
		if from == to {
			return
		}
		text = append(text, base[from:to]...)
		if n := len(list); n > 0 && list[n-1].From >= 0 && int(list[n-1].From+list[n-1].Size) == from {
			list[n-1].Size += int32(to - from)
		} else {
			list = append(list, objects.Instruction{From: int32(from), Size: int32(to - from)})
		}
	}
	at := 0
	if g.IntN(8) == 0 {
		at = g.IntN(len(base) + 1)
	}
	for range g.IntN(4) {
		to := at + g.IntN(len(base)-at+1)
		copied(at, to)
		at = to
		switch g.IntN(6) {
		case 0, 1: // insert
			insert(snippets[g.IntN(len(snippets))])
		case 2: // delete a bit
			at = min(len(base), at+g.IntN(80))
		case 3: // replace a bit
			insert(snippets[g.IntN(len(snippets))])
			at = min(len(base), at+g.IntN(60))
		case 4: // move or copy
			from := g.IntN(len(base) + 1)
			copied(from, min(len(base), from+g.IntN(300)))
		case 5: // go back
			at = max(0, at-g.IntN(200))
		}
	}
	if g.IntN(8) > 0 {
		copied(at, len(base))
	}
	return text, list
}

// A bench visits texts with and without what is known of their base.
type bench struct {
	tb       testing.TB
	run      *run
	inferred int
}

func newBench(tb testing.TB, d *secrets.Detector) *bench {
	return &bench{tb: tb, run: &run{Options: Options{Detector: d}, ctx: tb.Context(), classes: NewClasses(d), eager: true}}
}

// visit visits one text and returns what was found, in words, and its state.
func (b *bench) visit(o *objects.Object, paths ...string) (found []string, state any) {
	b.tb.Helper()
	b.run.Paths = func(objects.ID) ([]string, bool) { return paths, true }
	v := &visitor{run: b.run}
	o.ID, o.Kind = objects.ID{1}, objects.Blob
	state = v.Visit(o)
	if len(v.found.Failed) > 0 {
		b.tb.Fatal(v.found.Failed[0].Err)
	}
	if v.found.Whole == 0 {
		b.inferred++
	}
	for _, h := range v.found.Hits {
		line := fmt.Sprintf("%s %d-%d %d:%d-%d:%d of %d %s %v %d %.3f", h.Rule.ID, h.Start, h.End, h.StartLine, h.StartColumn, h.EndLine, h.EndColumn, h.MatchLine, h.Secret.Hash, h.Decoded, h.Depth, h.Entropy)
		if h.Allowed != nil {
			line += fmt.Sprintf(" %+v", *h.Allowed)
		}
		found = append(found, line)
	}
	for _, c := range v.found.Comments {
		found = append(found, fmt.Sprintf("comment %d %s", c.Line, c.Why))
	}
	for _, l := range v.found.Limited {
		found = append(found, fmt.Sprintf("limited %d %v", l.Overflow, l.Exhausted))
	}
	return found, state
}

var benchPaths = [][]string{
	{"a.go"}, {"a.yaml"}, {"a.php"}, {"a.txt"}, {"nuget.config"}, {"vendor/github.com/a/a.go"}, {"a.p12"}, {"a.png"}, {"a.go", "a.txt"}, {"a.sh", "vendor/github.com/a/b.sh"},
}

// chain changes a text again and again, and compares what is inferred each time
// with what the whole text holds.
func (b *bench) chain(g generator, text []byte, snippets []string, rounds int) {
	b.tb.Helper()
	paths := benchPaths[g.IntN(len(benchPaths))]
	_, state := b.visit(&objects.Object{Data: text}, paths...)
	for round := range rounds {
		next, delta := g.change(text, snippets)
		if g.IntN(20) == 0 {
			paths = benchPaths[g.IntN(len(benchPaths))]
		}
		want, _ := b.visit(&objects.Object{Data: next}, paths...)
		before := b.inferred
		got, after := b.visit(&objects.Object{Data: next, Delta: delta, BaseData: text, BaseState: state}, paths...)
		if !slices.Equal(got, want) {
			b.tb.Fatalf("round %d, %v, inferred %v:\ngot  %q\nwant %q\nfrom %q\nto   %q\nby %v", round, paths, b.inferred > before, got, want, clip(text), clip(next), delta)
		}
		text, state = next, after
		if len(text) > 2*window.Size {
			return
		}
	}
}

func clip(text []byte) []byte { return text[:min(len(text), 8000)] }

// What is inferred of a text is what the whole of it holds.
func TestInferred(t *testing.T) {
	b := newBench(t, newDetector(t, secrets.Options{Key: []byte("key")}))
	total := 0
	for seed := range uint64(400) {
		g := newGenerator(seed)
		snippets := g.some(g.snippets(), 2+g.IntN(12))
		b.chain(g, g.text(snippets, g.IntN(12), 1+g.IntN(40)), snippets, 12)
		total += 12
	}
	if b.inferred < total/3 {
		t.Errorf("inferred %d of %d: nothing is tested", b.inferred, total)
	}
}

// The same with texts of several windows.
func TestInferredInWindows(t *testing.T) {
	b := newBench(t, newDetector(t, secrets.Options{Key: []byte("key")}))
	for seed := range uint64(12) {
		g := newGenerator(1000 + seed)
		snippets := g.some(g.snippets(), 8)
		var text []byte
		for len(text) < window.Size+g.IntN(window.Size/2) {
			text = append(text, g.filler(2000)...)
			if seed%2 == 0 {
				text = append(text, snippets[g.IntN(len(snippets))]...)
			}
		}
		b.chain(g, text, snippets, 8)
	}
	if b.inferred < 12 {
		t.Errorf("inferred %d: nothing is tested", b.inferred)
	}
}

// FuzzInferred does it with a base, a difference and places of secrets as they come.
func FuzzInferred(f *testing.F) {
	d := newDetector(f, secrets.Options{Key: []byte("key")})
	for seed := range uint64(20) {
		g := newGenerator(seed)
		f.Add(g.text(g.snippets(), 6, 20), seed)
	}
	f.Fuzz(func(t *testing.T, text []byte, seed uint64) {
		if len(text) > 20_000 {
			return
		}
		g := generator{rand.New(rand.NewPCG(seed, 3))}
		newBench(t, d).chain(g, text, g.some(g.snippets(), 2+g.IntN(12)), 3)
	})
}
