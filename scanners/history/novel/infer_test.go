package novel

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/secrets"
)

// difference makes next of base with one insertion between two copies.
func difference(base, next string) (list []objects.Instruction) {
	p := 0
	for p < min(len(base), len(next)) && base[p] == next[p] {
		p++
	}
	s := 0
	for s < min(len(base), len(next))-p && base[len(base)-1-s] == next[len(next)-1-s] {
		s++
	}
	if p > 0 {
		list = append(list, objects.Instruction{From: 0, Size: int32(p)})
	}
	if n := len(next) - p - s; n > 0 {
		list = append(list, objects.Instruction{From: -1, Size: int32(n)})
	}
	if s > 0 {
		list = append(list, objects.Instruction{From: int32(len(base) - s), Size: int32(s)})
	}
	return list
}

// What a change far away from a match does to it.
func TestFarChanges(t *testing.T) {
	g := newGenerator(5)
	far := strings.Repeat("\tcall(a, b) {\n", 60)
	facebook := g.of(16, "123456789") + "|" + g.of(30, alnum)
	pem := g.of(64, alnum) + "\n" + g.of(64, alnum) + "\n"
	begin, end := "-----BEGIN RSA PRIVATE"+" KEY-----\n", "-----END RSA PRIVATE"+" KEY-----\n"
	value := func(high bool) string {
		part := "aaaaaa"
		if high {
			part = g.of(6, lowerHex)
		}
		return "=" + part + "." + part + "." + part + "." + part + "chain\n"
	}
	// Each match begins in the one before: which of them count depends on the first.
	chain := ""
	for i := range 40 {
		chain += value(i > 20 && i%2 == 1)
	}
	named := "adafruit_key =\n\"" + g.of(32, lowerHex) + "\"\n"
	encoded := base64.StdEncoding.EncodeToString([]byte(named))
	key := "AK" + "IA" + g.of(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
	token, folded := g.token(), g.of(32, lowerHex)
	hidden := base64.StdEncoding.EncodeToString([]byte("see the facebook page of it")) + "\n"
	for _, c := range []struct {
		name, path   string
		before, next string
		hits         int  // of next
		inferred     bool // whether it must be found by what is new alone
	}{
		{"a new one", "a.go", far + far, far + token + "\n" + far, 1, true},
		{"one in lines", "a.txt", far + "adafruit_key =\n" + far, far + named + far, 1, true},
		{"one that stays", "a.go", far + token + "\n" + far + "x\n" + far, far + token + "\n" + far + "y\n" + far, 1, true},
		{"one that moves down", "a.go", far + far + token + "\n" + far, "new(line)\n" + far + far + token + "\n" + far, 1, true},
		{"one that goes", "a.go", far + token + "\n" + far, far + far, 0, true},
		{"one whose line says allow now", "a.go", far + token + "\n" + far, far + token + " // gitleaks:allow\n" + far, 1, true},
		{"two halves", "a.go", far + "x = " + token[:12] + "\n" + far, far + "x = " + token + "\n" + far, 1, true},
		{"encoded", "a.txt", far + far, far + encoded + "\n" + far, 1, true},
		{"a keyword, far from a value", "a.txt", facebook + "\n" + far + far, facebook + "\n" + far + "facebook\n" + far, 1, false},
		{"a value, far from its keyword", "a.txt", "facebook\n" + far + far, "facebook\n" + far + facebook + "\n" + far, 1, false},
		{"a keyword that goes", "a.txt", facebook + "\n" + far + "facebook\n" + far, facebook + "\n" + far + far, 0, false},
		{"the end of a key", "key.txt", begin + pem + far + far, begin + pem + far + end + far, 1, false},
		{"the begin of a key", "key.txt", far + pem + far + end, begin + far + pem + far + end, 1, false},
		{"parity of matches that overlap", "a.txt", far + "chain\n" + chain + far, far + "nothing\n" + chain + far, 10, false},
		{"lines joined by decoding", "a.txt", far + "U+0061U+0064\nafruit=" + g.of(32, lowerHex) + "\n" + far, far + "U+0061 U+0064\nafruit=" + g.of(32, lowerHex) + "\n" + far, 1, false},
		{"a sign that folds", "a.txt", far + "a\u017fana = " + folded + "\n" + far + far, far + "a\u017fana = " + folded + "\n" + far + "asana\n" + far, 1, false},
		{"a keyword that stood encoded", "a.txt", facebook + "\n" + far + hidden + far, facebook + "\n" + far + hidden + far + "facebook\n" + far, 1, false},
		{
			"a comment above comments", "a.txt", far + strings.Repeat("# launchlint:ignore secret/other why\n", 20) + token + "\n" + far,
			far + "# launchlint:ignore secret/github-pat why\n" + strings.Repeat("# launchlint:ignore secret/other why\n", 20) + token + "\n" + far, 1, false,
		},
		{
			"blank lines between", "a.php", far + "'secret_key'" + strings.Repeat("\n", 60) + "=>" + strings.Repeat(" \n", 60) + "'s_" + g.of(29, alnum) + "'\n" + far,
			far + "'secret_key'" + strings.Repeat("\n", 60) + "=>" + strings.Repeat(" \n", 60) + "'sk_" + g.of(29, alnum) + "'\n" + far, 1, false,
		},
		{
			"encoded lines between", "a.txt", far + "adafruit_key\n%3A%20%3D\nx\"" + g.of(32, lowerHex) + "\"\n" + far,
			far + "adafruit_key\n%3A%3D%20\n\"" + g.of(32, lowerHex) + "\"\n" + far, 1, true,
		},
		{"a beginning that goes", "a.txt", "x" + key + "\n" + far, key + "\n" + far, 1, true},
		{"a path", "key.p12", far + far, far + "x\n" + far, 1, true},
	} {
		b := newBench(t, newDetector(t, secrets.Options{Key: []byte("key"), Patterns: []secrets.Pattern{
			{ID: "chain", Regex: `chain\s=([a-z0-9.]{27}chain)\s`, Entropy: 2.5},
		}}))
		_, state := b.visit(&objects.Object{Data: []byte(c.before)}, c.path)
		want, _ := b.visit(&objects.Object{Data: []byte(c.next)}, c.path)
		before := b.inferred
		got, _ := b.visit(&objects.Object{
			Data: []byte(c.next), Delta: difference(c.before, c.next), BaseData: []byte(c.before), BaseState: state,
		}, c.path)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
		if len(want) != c.hits {
			t.Errorf("%s: %d hits in %q, want %d: nothing is tested", c.name, len(want), want, c.hits)
		}
		if inferred := b.inferred > before; c.inferred && !inferred {
			t.Errorf("%s: looked at whole", c.name)
		}
	}
}

// What is packed in one way or another, or not at all, is found.
func TestPackings(t *testing.T) {
	s := newSandbox(t)
	g := newGenerator(6)
	snippets := slices.DeleteFunc(g.snippets(), func(s string) bool {
		return strings.ContainsAny(s, "\x00\u212a\u017f") || strings.Contains(s, "U+") || strings.Contains(s, "launchlint") || strings.Contains(s, "curl")
	})
	paths := make(map[objects.ID][]string)
	for i, path := range []string{"a.go", "b.yaml", "c.txt", "vendor/github.com/d/d.go"} {
		var texts []string
		text := g.text(snippets, 12, 200)
		for range 30 {
			texts = append(texts, string(text))
			text, _ = g.change(text, snippets)
		}
		for _, id := range s.versions(fmt.Sprint(i), texts...) {
			if !slices.Contains(paths[id], path) {
				paths[id] = append(paths[id], path)
			}
		}
	}
	d := newDetector(t, secrets.Options{Key: []byte("key")})
	look := func() *Result {
		return scan(t, s.open(objects.Limits{}), Options{Detector: d, Paths: func(id objects.ID) ([]string, bool) { return paths[id], true }})
	}
	want := look()
	if want.Whole != want.Blobs || len(want.Hits) < 100 {
		t.Fatalf("loose: %d of %d blobs looked at whole, %d hits", want.Whole, want.Blobs, len(want.Hits))
	}
	inferred := int64(0)
	for _, args := range []string{"--window=10 --depth=50", "--window=50 --depth=4", "--window=2 --depth=200", "--window=250 --depth=1"} {
		s.git("", append([]string{"repack", "-adfq"}, strings.Fields(args)...)...)
		got := look()
		if g, w := places(got), places(want); !slices.Equal(g, w) {
			t.Fatalf("%s: got %d hits, want %d: %q", args, len(g), len(w), g)
		}
		if !slices.Equal(got.Comments, want.Comments) || got.Blobs != want.Blobs {
			t.Errorf("%s: %d comments, want %d", args, len(got.Comments), len(want.Comments))
		}
		t.Logf("%s: %d of %d looked at whole", args, got.Whole, got.Blobs)
		inferred += got.Blobs - got.Whole
	}
	if inferred < want.Blobs/2 {
		t.Errorf("%d inferred: nothing is tested", inferred)
	}
}
