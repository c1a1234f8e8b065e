package codec

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"github.com/zricethezav/gitleaks/v8/detect/codec"
)

// check compares every pass over text, and where it says that spans of the decoded
// text come from, with gitleaks'.
func check(t *testing.T, text string) (segments int) {
	t.Helper()
	decoder := codec.NewDecoder()
	var (
		theirs  []*codec.EncodedSegment
		ours    []Segment
		foreign = text
		plain   = []byte(text)
	)
	for pass := range 6 {
		foreign, theirs = decoder.Decode(foreign, theirs)
		plain, ours = Decode(plain, ours)
		if foreign != string(plain) || len(theirs) != len(ours) {
			t.Fatalf("%q: pass %d: gitleaks %d segments %q, codec %d %q", text, pass, len(theirs), foreign, len(ours), plain)
		}
		if len(ours) == 0 {
			return segments
		}
		segments += len(ours)
		for i := 0; i < 40; i++ {
			span := Span{i * len(plain) / 40, min(len(plain), i*len(plain)/40+i%7)}
			touched := codec.SegmentsWithDecodedOverlap(theirs, span.Start, span.End)
			mine := Touching(ours, span)
			if len(touched) != len(mine) {
				t.Fatalf("%q: pass %d: %v touches %d and %d", text, pass, span, len(touched), len(mine))
			}
			if len(mine) == 0 {
				continue
			}
			want := codec.AdjustMatchIndex(touched, []int{span.Start, span.End})
			got := Original(mine, span)
			if want[0] != got.Start || want[1] != got.End {
				t.Fatalf("%q: pass %d: %v comes from %v and %v", text, pass, span, want, got)
			}
			kinds := Kinds(0)
			for _, s := range mine {
				kinds |= s.Kinds
			}
			tags := fmt.Sprintf("decode-depth:%d", mine[0].Depth)
			for i, n := range kinds.Names() {
				if tag := "decoded:" + n; codec.Tags(touched)[i] != tag {
					t.Fatalf("%q: pass %d: %v is %v and %s", text, pass, span, codec.Tags(touched), tag)
				}
			}
			if all := codec.Tags(touched); all[len(all)-1] != tags || len(all) != len(kinds.Names())+1 {
				t.Fatalf("%q: pass %d: %v is %v and %v %s", text, pass, span, all, kinds.Names(), tags)
			}
		}
	}
	return segments
}

func TestAgainstGitleaks(t *testing.T) {
	g := rand.New(rand.NewPCG(5, 6))
	segments := 0
	for range 20000 {
		segments += check(t, sample(g))
	}
	if segments < 20000 {
		t.Errorf("only %d segments", segments)
	}
}

// sample makes a text of encoded pieces, nearly encoded ones and what stands between.
func sample(g *rand.Rand) string {
	var b strings.Builder
	for range 1 + g.IntN(8) {
		piece := []string{"secret=", "a value of some length", "key: 0123456789" + "abcdef", "x", "\n", "%41", "é", "\x00 and so on and on"}[g.IntN(8)]
		for range g.IntN(4) {
			switch g.IntN(7) {
			case 0:
				piece = base64.StdEncoding.EncodeToString([]byte(piece))
			case 1:
				piece = base64.RawURLEncoding.EncodeToString([]byte(piece))
			case 2:
				piece = hex.EncodeToString([]byte(piece))
			case 3:
				piece = url.QueryEscape(piece)
			case 4:
				piece = escaped(piece, `\u%04x`, "")
			case 5:
				piece = escaped(piece, "U+%04X", " ")
			case 6:
				piece = strings.ToUpper(piece)
			}
			if len(piece) > 3 && g.IntN(5) == 0 {
				i := g.IntN(len(piece))
				piece = piece[:i] + string("%=\\u+-_/ \n\xff0Z"[g.IntN(13)]) + piece[i+g.IntN(2):]
			}
		}
		b.WriteString(piece)
		b.WriteString([]string{"", " ", "\n", "=", "\"", "\\", "U+", "abcdefgh"}[g.IntN(8)])
	}
	return b.String()
}

func escaped(s, format, between string) string {
	var parts []string
	for _, r := range s {
		parts = append(parts, fmt.Sprintf(format, r&0xffff))
	}
	return strings.Join(parts, between)
}

func FuzzAgainstGitleaks(f *testing.F) {
	g := rand.New(rand.NewPCG(7, 8))
	for range 50 {
		f.Add(sample(g))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 4000 {
			check(t, text)
		}
	})
}
