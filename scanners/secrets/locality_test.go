package secrets

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners/secrets/internal/codec"
)

// The rules whose matches go over anything, each with what is looked for instead.
// A text with one of these is looked at whole in each of its versions: a new rule
// here is slow when its scout is frequent.
func TestFarRules(t *testing.T) {
	d := corrected(t)
	var got []string
	for _, s := range d.tracing().scouts {
		got = append(got, strings.NewReplacer("\u212a", "", "\u017f", "").Replace(s.rule.regex.source))
	}
	want := []string{
		`\bcurl\b`, `\bcurl\b`, `(?i:SETBASICAUTH\(|PLAINAUTH\()`,
		`(?i:\bKIND:[\t ]*["']?\bSECRET\b["']?|\bKIND:[\t ]*["']?\bSECRET\b["']?)`,
		`(?i:<ADD KEY="(?:CLEARTEXT)?PASSWORD")`,
		`(?i:-----BEGIN[ \-0-9A-Z_a-z]{0,100}PRIVATE KEY(?: BLOCK)?-----)`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("scouts are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, p := range d.tracing().local.unbound {
		t.Errorf("nothing can be said of rule %s", p.rule.ID)
	}
	var keyed []string
	for _, p := range d.tracing().local.bits {
		keyed = append(keyed, p.rule.ID)
	}
	if len(keyed) != 17 {
		t.Errorf("rules whose keyword may stand anywhere: %d: %v", len(keyed), keyed)
	}
}

// A line that stops matches has a byte that does, at every depth of decoding.
func TestStops(t *testing.T) {
	d := corrected(t)
	for _, c := range []struct {
		path, line string
		stops      bool
	}{
		{"a.txt", "", false},
		{"a.txt", " \t\r", false},
		{"a.txt", "'=", false},
		{"a.txt", "a word", true},
		{"a.txt", "call()", true},
		{"a.txt", strings.Repeat("3d", 16), false}, // may be encoded
		{"a.txt", strings.Repeat("3d", 16) + ";", true},
		{"a.txt", "%3D", false},
		{"a.txt", `\u003d`, false},
		{"a.txt", "U+003D", false},
		{"a.go", "a word", true},
		{"a.go", "name,", false},
		{"a.go", " := ", false},
		{"a.go", "// a word", true},
		{"a.go", "}", true},
	} {
		if got := d.Stops(d.PathClass(c.path), []byte(c.line)); got != c.stops {
			t.Errorf("%s %q: stops is %v, want %v", c.path, c.line, got, c.stops)
		}
	}
}

// Decoding a text is decoding its lines, and takes no byte away that stays, as long
// as it joins no lines.
func TestDecodingIsByLines(t *testing.T) {
	g := newGenerator(9)
	parts := []string{"%41", "%0A", `\u0041`, `\u000a`, "U+0041 ", "U+0041\t", "U+0041\r", base64.StdEncoding.EncodeToString([]byte("some words")), hex.EncodeToString([]byte("some more words in hex")), "word", "=", " ", ";", "(", "\r", "%", `\`, "U+", "+", "QQ=="}
	decoded := 0
	for range 20_000 {
		var lines [][]byte
		for range 1 + g.IntN(4) {
			var b bytes.Buffer
			for range g.IntN(6) {
				b.WriteString(parts[g.IntN(len(parts))])
			}
			lines = append(lines, b.Bytes())
		}
		text := bytes.Join(lines, []byte("\n"))
		if codec.JoinsLines(text) {
			continue
		}
		whole, segments := codec.Decode(text, nil)
		var each [][]byte
		for _, line := range lines {
			one, _ := codec.Decode(append(slices.Clone(line), '\n'), nil)
			each = append(each, bytes.TrimSuffix(one, []byte("\n")))
			for _, b := range line {
				if stays(b) && bytes.Count(one, []byte{b}) < bytes.Count(line, []byte{b}) {
					t.Fatalf("%q decodes to %q: %q does not stay", line, one, b)
				}
			}
		}
		if len(segments) > 0 {
			decoded++
		}
		if want := bytes.Join(each, []byte("\n")); !bytes.Equal(whole, want) {
			t.Fatalf("%q decodes to %q, its lines to %q", text, whole, want)
		}
		for at, c := range text {
			if c == '\n' && whole[codec.Moved(segments, at)] != '\n' {
				t.Fatalf("%q decodes to %q: the line feed at %d is not at %d", text, whole, at, codec.Moved(segments, at))
			}
		}
	}
	if decoded < 1000 {
		t.Errorf("%d texts decoded: nothing is tested", decoded)
	}
}
