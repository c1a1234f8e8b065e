package progress

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// A screen is a terminal with a clock that stands still until it is turned.
type screen struct {
	bytes.Buffer
	time  time.Time
	width int
}

func newScreen(width int) (*screen, *Line) {
	s := &screen{time: time.Unix(100, 0), width: width}
	return s, newLine(s, func() int { return s.width }, func() time.Time { return s.time })
}

// after turns the clock and returns what is drawn by a call then.
func (s *screen) after(d time.Duration, l *Line, scanner, phase string, done, total int) string {
	s.time = s.time.Add(d)
	s.Reset()
	l.Show(scanner, phase, done, total)
	return strings.TrimPrefix(s.String(), clear)
}

func TestLineIsThrottledAndCleared(t *testing.T) {
	s, l := newScreen(100)
	var got []string
	draw := func(d time.Duration, done int) { got = append(got, s.after(d, l, "code", "analyse", done, 10)) }
	draw(0, 0)
	draw(50*time.Millisecond, 1) // too soon
	draw(2450*time.Millisecond, 5)
	draw(redraw, 4) // overtaken by another
	want := []string{
		"code: analyse [........................]   0% 0/10",
		"",
		"code: analyse [############............]  50% 5/10 2/s 3s left",
		"code: analyse [############............]  50% 5/10 2/s 3s left",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("drew\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	s.Reset()
	l.Close()
	if s.String() != clear {
		t.Errorf("cleared by %q", s.String())
	}
	if again := s.after(time.Hour, l, "code", "analyse", 9, 10); again != "" {
		t.Errorf("drew %q after the end", again)
	}
	s.Reset()
	l.Close() // nothing left to clear
	if s.Len() != 0 {
		t.Errorf("cleared again: %q", s.String())
	}
}

func TestNothingDrawnNothingCleared(t *testing.T) {
	s, l := newScreen(80)
	l.Close()
	if s.Len() != 0 {
		t.Errorf("wrote %q", s.String())
	}
}

func TestUnknownTotal(t *testing.T) {
	s, l := newScreen(100)
	if got, want := s.after(0, l, "worktree", "files", 0, 0), "worktree: files"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := s.after(10*time.Second, l, "worktree", "files", 30, 0), "worktree: files 30 3/s"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNarrow(t *testing.T) {
	for width, want := range map[int]string{
		100: "history: scan [######..................]  25% 250000/1000000 50k/s 15s left",
		70:  "history: scan [######..................]  25% 250000/1000000 15s left",
		60:  "history: scan  25% 250000/1000000 50k/s 15s left",
		45:  "history: scan  25% 250000/1000000 15s left",
		38:  "history: scan  25% 250000/1000000",
		30:  "history: scan  25% 15s left",
		20:  "history: scan  25%",
		10:  "history: ",
		1:   "h",
		0:   "history: scan [######..................]  25% 250000/1000000 50k/s 15s left", // not known
	} {
		s, l := newScreen(width)
		s.after(0, l, "history", "scan", 0, 1_000_000)
		got := s.after(5*time.Second, l, "history", "scan", 250_000, 1_000_000)
		if got != want {
			t.Errorf("%d columns: got %q, want %q", width, got, want)
		}
		if width > 1 && len(got) >= width {
			t.Errorf("%d columns: drew %d", width, len(got))
		}
	}
}

var left = regexp.MustCompile(`(\S+) left$`)

// TestEstimateIsSteady proves that an estimate comes late and does not jump though
// the pace does: every second call stands for nothing done.
func TestEstimateIsSteady(t *testing.T) {
	s, l := newScreen(120)
	changes, back := 0, 0
	var last time.Duration
	for i := range 300 { // 30 seconds of 60
		line := s.after(redraw, l, "history", "scan", i/10*100, 6000)
		m := left.FindStringSubmatch(line)
		if m == nil {
			if i >= 25 {
				t.Fatalf("no estimate after %d draws: %q", i, line)
			}
			continue
		}
		if i < 20 {
			t.Fatalf("an estimate after %d draws: %q", i, line)
		}
		d, err := time.ParseDuration(m[1])
		if err != nil {
			t.Fatal(err)
		}
		if last != 0 && d != last {
			changes++
			if d > last {
				back++
			}
		}
		last = d
	}
	if changes > 10 || back > 1 {
		t.Errorf("the estimate changed %d times, %d times back", changes, back)
	}
	if last < 25*time.Second || last > 35*time.Second {
		t.Errorf("%v left, want about 30s", last)
	}
}

// TestPaceChanges proves that the rate follows: the mean of the whole would not.
func TestPaceChanges(t *testing.T) {
	s, l := newScreen(120)
	done := 0
	for range 100 {
		done += 1000
		s.after(redraw, l, "history", "scan", done, 1_000_000)
	}
	var line string
	for range 150 {
		done += 10
		line = s.after(redraw, l, "history", "scan", done, 1_000_000)
	}
	if m := regexp.MustCompile(` (\S+)/s `).FindStringSubmatch(line); m == nil || strings.HasSuffix(m[1], "k") {
		t.Errorf("after 15 seconds of 100/s: %q", line)
	}
}

func TestPhasesKeepTheirPace(t *testing.T) {
	s, l := newScreen(120)
	s.after(0, l, "history", "names", 0, 0)
	s.after(4*time.Second, l, "history", "names", 4000, 0)
	if got, want := s.after(redraw, l, "history", "scan", 0, 100), "history: scan [........................]   0% 0/100"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := s.after(redraw, l, "history", "names", 4100, 0), "history: names 4100 "; !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "/s") {
		t.Errorf("got %q", got)
	}
	// The same phase anew, of less work.
	s.after(time.Second, l, "code", "load", 90, 100)
	if got, want := s.after(time.Second, l, "code", "load", 1, 7), "code: load [###.....................]  14% 1/7"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWordsAreSafe(t *testing.T) {
	s, l := newScreen(120)
	if got := s.after(0, l, "a\x1b[2J", "b\n\u202e", 1<<62, 1<<62); strings.ContainsAny(got, "\x1b\n\u202e") || !strings.HasSuffix(got, fmt.Sprintf("%d/%d", 1<<62, 1<<62)) {
		t.Errorf("drew %q", got)
	}
}

// TestManyWriters proves that what is drawn is whole and that nothing comes after
// the end, whoever calls when.
func TestManyWriters(t *testing.T) {
	var out syncBuffer
	l := New(&out, func() int { return 80 })
	var all sync.WaitGroup
	for n := range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			for i := range 5000 {
				l.Show("history", fmt.Sprint("phase", n%3), i, 5000)
			}
		}()
	}
	l.Close()
	size := out.size()
	all.Wait()
	if out.size() != size {
		t.Error("drew after the end")
	}
}

type syncBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *syncBuffer) size() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Len()
}

// BenchmarkShow is what every object of a scan pays.
func BenchmarkShow(b *testing.B) {
	l := New(io.Discard, func() int { return 80 })
	for i := 0; b.Loop(); i++ {
		l.Show("history", "scan", i, 1<<30)
	}
}
