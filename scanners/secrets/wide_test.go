package secrets

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"testing"
	"unicode/utf16"
)

func toWide(text string, order binary.AppendByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func fromWide(data []byte, order binary.ByteOrder) string {
	var units []uint16
	for i := 0; i+2 <= len(data); i += 2 {
		units = append(units, order.Uint16(data[i:]))
	}
	return string(utf16.Decode(units))
}

// detectAll returns every match.
func detectAll(t testing.TB, d *Detector, f Fragment) ([]Match, Stats) {
	t.Helper()
	var list []Match
	stats, err := d.Detect(context.Background(), f, func(m Match) { list = append(list, m) })
	if err != nil {
		t.Fatal(err)
	}
	return list, stats
}

func TestWide(t *testing.T) {
	d := corrected(t)
	for seed := range uint64(60) {
		g := newGenerator(500 + seed)
		token := "gh" + "p_" + g.secretOf(36, alnum)
		before, after := "", "\r\nend\r\n"
		for range g.IntN(40) {
			before += []string{"plain words and more of them\r\n", "línea ñ\n", "\U0001f511 key: none\n", "日本 a\n", "x = 1; "}[g.IntN(5)]
		}
		for _, order := range []interface {
			binary.ByteOrder
			binary.AppendByteOrder
		}{binary.LittleEndian, binary.BigEndian} {
			for _, bom := range []string{"\ufeff", ""} {
				filler := bytes.Repeat([]byte("mostly plain text here\n"), 4)
				text := bom + string(filler) + before + "token: " + token + after
				data := toWide(text, order)
				matches, _ := detectAll(t, d, Fragment{Path: "a.reg", Data: data, Offset: 0})
				if len(matches) != 1 {
					t.Fatalf("seed %d, %v, mark %v: %d matches", seed, order, bom != "", len(matches))
				}
				m := matches[0]
				if got := fromWide(data[m.Start:m.End], order); got != token {
					t.Errorf("seed %d, %v: at %d-%d stands %q", seed, order, m.Start, m.End, got)
				}
				head := bom + string(filler) + before + "token: "
				line := 1 + bytes.Count([]byte(head), []byte("\n"))
				column := len(toWide(head[bytes.LastIndexByte([]byte(head), '\n')+1:], order)) + 1
				if m.StartLine != line || m.StartColumn != column || m.EndLine != line || m.EndColumn != column+80 {
					t.Errorf("seed %d: %d:%d-%d:%d, want %d:%d", seed, m.StartLine, m.StartColumn, m.EndLine, m.EndColumn, line, column)
				}
				if !slices.Equal(m.Decoded, []string{"utf-16"}) || m.Rule.ID != "secret/github-pat" {
					t.Errorf("seed %d: %s decoded %v", seed, m.Rule.ID, m.Decoded)
				}
			}
		}
	}
}

// TestWideStretches looks into data of which only a part is UTF-16, at any offset.
func TestWideStretches(t *testing.T) {
	d := corrected(t)
	for seed := range uint64(200) {
		g := newGenerator(900 + seed)
		token := "gh" + "p_" + g.secretOf(36, alnum)
		noise := func() []byte {
			b := make([]byte, g.IntN(3000))
			for i := range b {
				b[i] = byte(g.IntN(256))
				if g.IntN(5) == 0 {
					b[i] = 0
				}
			}
			return append(b, 0xff)
		}
		order := []interface {
			binary.ByteOrder
			binary.AppendByteOrder
		}{binary.LittleEndian, binary.BigEndian}[seed%2]
		head := noise()
		data := slices.Concat(head, toWide("T="+token, order), []byte{0xff, 0xfe}, noise())
		matches, _ := detectAll(t, d, Fragment{Data: data})
		if len(matches) != 1 || fromWide(data[matches[0].Start:matches[0].End], order) != token {
			t.Errorf("seed %d, %v: %d matches", seed, order, len(matches))
			continue
		}
		if line := 1 + bytes.Count(data[:matches[0].Start], []byte("\n")); matches[0].StartLine != line {
			t.Errorf("seed %d: line %d, want %d", seed, matches[0].StartLine, line)
		}
	}
}

// TestBinary proves that bytes which are no text do not hide a secret.
func TestBinary(t *testing.T) {
	d := corrected(t)
	for seed := range uint64(100) {
		g := newGenerator(1300 + seed)
		token := "gh" + "p_" + g.secretOf(36, alnum)
		data := make([]byte, 200+g.IntN(5000))
		for i := range data {
			data[i] = byte(g.IntN(256))
		}
		at := g.IntN(len(data) - len(token))
		copy(data[at:], token)
		matches, _ := detectAll(t, d, Fragment{Data: data, Offset: int(seed)})
		if len(matches) != 1 || matches[0].Start != at+int(seed) || matches[0].End-matches[0].Start != len(token) {
			t.Errorf("seed %d: %+v, want one at %d", seed, matches, at)
		}
	}
}

func FuzzWide(f *testing.F) {
	f.Add([]byte("\xff\xfek\x00e\x00y\x00"), 0)
	f.Add([]byte("\x00a\x00b\x00c\x00d\x00e\x00f\x00g\x00h\x00i\x00j\x00k\x00l\xd8\x00"), 1)
	d := corrected(f)
	f.Fuzz(func(t *testing.T, data []byte, offset int) {
		offset &= 0xffff
		w := widen(data, offset)
		if w == nil {
			return
		}
		before := -1
		for plain := 0; plain <= len(w.text); plain += 1 + len(w.text)/50 {
			raw := w.raw(data, plain)
			if raw < before || raw > len(data) {
				t.Fatalf("%d is at %d, after %d, of %d", plain, raw, before, len(data))
			}
			before = raw
		}
		matches, _ := detectAll(t, d, Fragment{Data: data, Offset: offset})
		for _, m := range matches {
			if m.Start < offset || m.End > offset+len(data) || m.Start > m.End || m.StartLine < 1 || m.StartColumn < 1 {
				t.Fatalf("%+v", m)
			}
		}
	})
}
