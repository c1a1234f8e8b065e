package secrets

import (
	"bytes"
	"testing"
)

// TestAnywhere puts a secret at every offset around the places where the engine
// divides a text, and wants it found once and there.
func TestAnywhere(t *testing.T) {
	d := corrected(t)
	g := newGenerator(41)
	secret := "gh" + "p_" + g.secretOf(36, alnum)
	named := `datadog_api_key = "` + g.secretOf(40, lowerHex) + `"`
	for _, size := range []int{0, 300, 2048, 2600, 64 << 10, 128<<10 + 77, 300 << 10} {
		blank := bytes.Repeat([]byte("plain words\n"), size/12+1)[:size]
		places := map[int]bool{0: true, size: true}
		for _, around := range []int{size / 4, size / 2, 3 * size / 4, 16 << 10, 32 << 10, 48 << 10, 64 << 10, 128 << 10} {
			for at := around - 60; at <= around+20; at += 7 {
				if at >= 0 && at <= size {
					places[at] = true
				}
			}
		}
		for at := range places {
			for _, text := range []string{" " + secret + " ", " " + named + " "} {
				data := make([]byte, 0, size+len(text))
				data = append(append(append(data, blank[:at]...), text...), blank[at:]...)
				matches, _ := detectAll(t, d, Fragment{Path: "a.go", Data: data})
				if len(matches) != 1 {
					t.Fatalf("%d bytes, at %d: %d matches of %q", size, at, len(matches), text)
				}
				m := matches[0]
				if m.Start < at || m.End > at+len(text) || m.StartLine != 1+bytes.Count(data[:m.Start], []byte("\n")) ||
					m.StartColumn != m.Start-bytes.LastIndexByte(data[:m.Start], '\n') {
					t.Fatalf("%d bytes, at %d: %+v", size, at, m)
				}
			}
		}
	}
}
