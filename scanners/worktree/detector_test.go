package worktree

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

func newDetector(t *testing.T, o secrets.Options) *secrets.Detector {
	t.Helper()
	d, err := secrets.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWithTheDetector(t *testing.T) {
	root := repo(t)
	plant(t, root,
		".gitignore", ".env\n",
		"config.yaml", "a: 1\ngithub: "+token(1)+"\n",
		"allowed.py", "t = '"+token(2)+"' # gitleaks:allow\n",
		"reasoned.py", "# launchlint:ignore secret/github-pat revoked in 2019\nt = '"+token(3)+"'\n",
		"unreasoned.py", "t = '"+token(4)+"' # launchlint:ignore secret/github-pat\n",
		"listed.txt", token(5)+"\n",
		"image.png", token(6)+"\n",
		".env", "TOKEN="+token(7)+"\n",
		".gitleaksignore", "listed.txt:github-pat:1\n")
	git(t, root, "add", ".")
	ignore, _ := secrets.ParseIgnore([]byte("listed.txt:github-pat:1\n"))
	d := newDetector(t, secrets.Options{Key: []byte("key"), Ignore: ignore})
	r := scanTree(t, root, Options{Detector: d, IgnoreFile: ".gitleaksignore"})
	wantLines(t, "findings", r.lines(),
		"config.yaml:2:9 secret/github-pat error",
		"allowed.py:1:6 secret/github-pat error comment",
		"reasoned.py:2:6 secret/github-pat error comment",
		"unreasoned.py:1:6 secret/github-pat error",
		"listed.txt:1:1 secret/github-pat error gitleaksignore",
		".env:1:7 secret/github-pat note untracked ignored")
	wantLines(t, "notices", r.said(), "malformed-suppression unreasoned.py")
	wantTally(t, r, "-allowlisted-path=1 files=8")
	for seed := range uint64(6) {
		if raw := token(seed + 1); !r.raw[raw] && seed != 5 {
			t.Errorf("the secret of seed %d is not concealed", seed+1)
		}
	}
	for _, f := range r.findings {
		if text := fmt.Sprintf("%+v %+v %+v", f, f.Secret, f.Suppression); strings.Contains(text, token(1)[8:]) {
			t.Errorf("a finding holds the raw secret: %s", text)
		}
		if f.Secret.Hash == "" || f.Suppression != nil && f.Suppression.Location == nil {
			t.Errorf("%s: hash %q, suppression %+v", f.Location, f.Secret.Hash, f.Suppression)
		}
	}
}

// What is found in a file does not depend on the windows it is read through.
func TestWindowsFindWhatTheWholeTextHolds(t *testing.T) {
	d := newDetector(t, secrets.Options{})
	var b bytes.Buffer
	for i := range 12000 { // about 700 KB
		switch {
		case i%97 == 0:
			fmt.Fprintf(&b, "%*s = %q\n", i%80, "github_token", token(uint64(i)))
		case i%1500 == 0:
			b.WriteString("-----BEGIN RSA PRIVATE" + " KEY-----\n")
			for range 30 {
				fmt.Fprintf(&b, "%s\n", strings.Repeat(token(uint64(i))[4:], 2)[:64])
			}
			b.WriteString("-----END RSA PRIVATE" + " KEY-----\n")
		default:
			fmt.Fprintf(&b, "line %d of a log that says nothing of interest to anyone\n", i)
		}
	}
	whole := map[string]bool{}
	_, err := d.Detect(context.Background(), secrets.Fragment{Path: StdinPath, Data: b.Bytes()}, func(m secrets.Match) {
		whole[m.Location(StdinPath).String()+" "+m.Rule.ID] = true
	})
	if err != nil || len(whole) < 100 {
		t.Fatalf("%d matches, %v", len(whole), err)
	}
	sink := newRecorder()
	if err := NewStream(Options{Detector: d}, &b).Scan(context.Background(), scanners.Target{}, sink); err != nil {
		t.Fatal(err)
	}
	for _, f := range sink.findings {
		key := f.Location.String() + " " + f.Rule.ID
		if !whole[key] {
			t.Errorf("found through windows only: %s", key)
		}
		delete(whole, key)
	}
	for key := range whole {
		t.Errorf("missed through windows: %s", key)
	}
}

func BenchmarkScan(b *testing.B) {
	root := b.TempDir()
	size := int64(0)
	for i := range 2000 {
		dir := filepath.Join(root, fmt.Sprint(i%40))
		_ = os.MkdirAll(dir, 0o755)
		var text bytes.Buffer
		for line := range 50 + i%200 {
			fmt.Fprintf(&text, "\tresult%d, err := client.Call(ctx, %q, request.Header.Get(%q))\n", line, "endpoint", "X-Request-Id")
		}
		size += int64(text.Len())
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(i, ".go")), text.Bytes(), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	d, err := secrets.New(secrets.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	for b.Loop() {
		if err := New(Options{Detector: d}).Scan(context.Background(), scanners.Target{Root: root, Dir: root}, newRecorder()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(2000*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}

// A secret in UTF-16 is found at its place, in whichever window it stands.
func TestWideTexts(t *testing.T) {
	d := newDetector(t, secrets.Options{})
	for name, order := range map[string]binary.AppendByteOrder{"little": binary.LittleEndian, "big": binary.BigEndian} {
		var text []byte
		var want []string
		unit := func(u uint16) { text = order.AppendUint16(text, u) }
		unit(0xfeff)
		for line := 1; len(text) < 3*window.Size; line++ {
			start := len(text)
			if line == 1 {
				start = 0
			}
			for range line % 50 {
				unit('-')
			}
			unit(0x0a0a) // a letter, and no line end
			if line%300 == 0 {
				unit('"')
				want = append(want, fmt.Sprintf("stdin:%d:%d", line, len(text)-start+1))
				for _, c := range token(uint64(line)) {
					unit(uint16(c))
				}
				unit('"')
			}
			unit('\n')
		}
		sink := newRecorder()
		if err := NewStream(Options{Detector: d}, bytes.NewReader(text)).Scan(context.Background(), scanners.Target{}, sink); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range sink.findings {
			got = append(got, f.Location.String())
		}
		slices.Sort(got)
		wantLines(t, name, got, want...)
	}
}
