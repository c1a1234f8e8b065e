package progress

import (
	"strings"
	"testing"
	"time"
)

func TestLineIsThrottledAndCleared(t *testing.T) {
	var out strings.Builder
	now := time.Unix(100, 0)
	l := New(&out)
	l.now = func() time.Time { return now }
	l.Show("code", "analyse", 0, 10)
	now = now.Add(50 * time.Millisecond)
	l.Show("code", "analyse", 1, 10) // too soon: not drawn
	now = now.Add(1950 * time.Millisecond)
	l.Show("code", "analyse", 5, 10)
	l.Clear()
	l.Clear() // nothing left to clear
	want := clear + "code: analyse [........................] 0/10" +
		clear + "code: analyse [############............] 5/10 2/s 2s left" + clear
	if out.String() != want {
		t.Errorf("drew\n%q, want\n%q", out.String(), want)
	}
}

func TestUnknownTotal(t *testing.T) {
	if got, want := render("worktree", "files", 30, 0, 10*time.Second), "worktree: files 30 3/s"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
