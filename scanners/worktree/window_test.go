package worktree

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets/window"
)

// found scans a text as a stream and returns the places of its findings.
func streamed(t *testing.T, r io.Reader) []string {
	t.Helper()
	sink := newRecorder()
	if err := NewStream(Options{Detector: marker{}}, r).Scan(context.Background(), scanners.Target{}, sink); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range sink.findings {
		out = append(out, f.Location.String())
	}
	slices.Sort(out)
	return out
}

// Every secret at every offset around a seam is found once, at its true place,
// whatever lines there are.
func TestWindowSeams(t *testing.T) {
	const step = window.Size - window.Overlap
	for _, lines := range []int{0, 1, 40, 10000} {
		rng := rand.New(rand.NewPCG(uint64(lines), 2))
		text := bytes.Repeat([]byte("."), 3*window.Size)
		for range lines {
			text[rng.IntN(len(text))] = '\n'
		}
		var want []string
		for _, seam := range []int{0, step, window.Size, step + window.Lead, 2 * step, step + window.Size, 2*step + window.Lead, len(text) - 40} {
			for at := max(0, seam-60); at+12 < min(len(text), seam+60); at += 12 {
				copy(text[at:], "LEAK7.")
			}
		}
		for at := 0; ; {
			i := bytes.Index(text[at:], []byte("LEAK7"))
			if i < 0 {
				break
			}
			at += i
			line := bytes.Count(text[:at], []byte("\n")) + 1
			column := at - bytes.LastIndexByte(text[:at], '\n')
			want = append(want, fmt.Sprintf("stdin:%d:%d", line, column))
			at += 5
		}
		wantLines(t, fmt.Sprintf("%d lines", lines), streamed(t, bytes.NewReader(text)), want...)
	}
}

// A comment is judged by the window that has all of it.
func TestCommentsAtSeams(t *testing.T) {
	text := bytes.Repeat([]byte(".\n"), window.Size)
	want := []string{}
	put := func(at int, comment string, malformed bool) {
		copy(text[at:], comment+"\n")
		if malformed {
			want = append(want, fmt.Sprint(bytes.Count(text[:at], []byte("\n"))+1))
		}
	}
	const step = window.Size - window.Overlap
	put(window.Size-8, "NOREASON because", false) // looks bare where the window is cut
	for _, at := range []int{100, step, step + window.Lead - 10, step + window.Lead, step + window.Lead + 10, 2*window.Size - 30} {
		put(at, "NOREASON", true)
	}
	sink := newRecorder()
	if err := NewStream(Options{Detector: marker{}}, bytes.NewReader(text)).Scan(context.Background(), scanners.Target{}, sink); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range sink.notices {
		got = append(got, fmt.Sprint(n.Location.StartLine))
	}
	slices.Sort(got)
	wantLines(t, "malformed comments on lines", got, want...)
}

func TestWindowSizes(t *testing.T) {
	for _, size := range []int{0, 5, window.Size - 1, window.Size, window.Size + 1, 2*window.Size - window.Overlap, 2*window.Size - window.Overlap + 1} {
		text := bytes.Repeat([]byte("."), size)
		var want []string
		if size >= 5 {
			copy(text[size-5:], "LEAK7")
			want = []string{fmt.Sprintf("stdin:1:%d", size-4)}
		}
		wantLines(t, fmt.Sprint(size), streamed(t, bytes.NewReader(text)), want...)
		wantLines(t, fmt.Sprint(size, " slowly"), streamed(t, iotest.HalfReader(bytes.NewReader(text))), want...)
	}
}

func TestStreamErrors(t *testing.T) {
	broken := errors.New("broken pipe")
	scan := func(r io.Reader) (*recorder, error) {
		sink := newRecorder()
		return sink, NewStream(Options{Detector: marker{}}, r).Scan(context.Background(), scanners.Target{}, sink)
	}
	if _, err := scan(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("an input that cannot be read: got %v", err)
	}
	r, err := scan(io.MultiReader(strings.NewReader("a\nLEAK1"), iotest.ErrReader(broken)))
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, "findings", r.lines(), "stdin:2:1 secret/leak error")
	wantLines(t, "notices", r.said(), "!unreadable-input")

	ctx, cancel := context.WithCancel(context.Background())
	never, w := io.Pipe()
	defer w.Close()
	go cancel()
	if err := NewStream(Options{Detector: marker{}}, never).Scan(ctx, scanners.Target{}, newRecorder()); !errors.Is(err, context.Canceled) {
		t.Errorf("a silent input: got %v", err)
	}
}

func TestTooLarge(t *testing.T) {
	root := t.TempDir()
	plant(t, root, "big", strings.Repeat(".", 100)+"LEAK1", "small", "LEAK2", "big.excluded", strings.Repeat(".", 200), "grows", "LEAK3")
	grown := func(name string) { _ = os.WriteFile(name, []byte("LEAK3"+strings.Repeat(".", 200)), 0o600) }
	s := New(Options{MaxFileSize: 99, SizeAsked: true})
	s.disk = faulty{disk: disk{root}, resize: map[string]func(string){"grows": grown}}
	r := scanWith(t, s, scanners.Target{Root: root, Dir: root})
	wantLines(t, "findings", r.lines(), "small:1:1 secret/leak error", "grows:1:1 secret/leak error")
	wantLines(t, "notices", r.said(), "too-large big", "too-large grows", "no-repository")
	wantTally(t, r, "-allowlisted-path=1 -too-large=2 files=1")
}

// Above the limit that nobody asked for, the scan is incomplete; a scan of the
// whole file takes the memory of a window.
func TestHugeFile(t *testing.T) {
	root := t.TempDir()
	const size = 300 << 20
	f, err := os.Create(filepath.Join(root, "huge")) // sparse: takes no room
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte("\nLEAK1"), size); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	r := scanTree(t, root, Options{})
	wantLines(t, "notices", r.said(), "!too-large huge", "no-repository")

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r = scanTree(t, root, Options{MaxFileSize: 1 << 30, Workers: 1})
	runtime.ReadMemStats(&after)
	wantLines(t, "findings", r.lines(), "huge:2:1 secret/leak error")
	if grew := after.TotalAlloc - before.TotalAlloc; grew > 8<<20 {
		t.Errorf("allocated %d MB to scan one file", grew>>20)
	}
}

func TestArchivesAndPointers(t *testing.T) {
	root := t.TempDir()
	plant(t, root, "a.zip", "PK\x03\x04 LEAK1", "a.tar", strings.Repeat("\x00", 257)+"ustar LEAK2",
		"model.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "nul", "\x00\x01LEAK3")
	r := scanTree(t, root, Options{})
	wantLines(t, "findings", r.lines(), "a.zip:1:6 secret/leak error", "a.tar:1:264 secret/leak error", "nul:1:3 secret/leak error")
	wantLines(t, "notices", r.said(), "archive a.tar", "archive a.zip", "lfs-pointer model.bin", "no-repository")
	wantTally(t, r, "-archive=2 -lfs-pointer=1 files=1")
}
