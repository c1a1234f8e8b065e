package revision

import (
	"errors"
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	zone := time.FixedZone("x", 2*3600)
	now := time.Date(2024, 3, 31, 12, 0, 0, 0, zone)
	for text, want := range map[string]string{
		"2024-01-02":                "2024-01-02T00:00:00+02:00",
		"2024-01-02T03:04:05Z":      "2024-01-02T03:04:05Z",
		"2024-01-02t03:04:05z":      "2024-01-02T03:04:05Z",
		"2024-01-02T03:04:05+05:30": "2024-01-02T03:04:05+05:30",
		"90d":                       "2024-01-01T12:00:00+02:00",
		"2 weeks ago":               "2024-03-17T12:00:00+02:00",
		"2.weeks.ago":               "2024-03-17T12:00:00+02:00",
		"1 week":                    "2024-03-24T12:00:00+02:00",
		"2w":                        "2024-03-17T12:00:00+02:00",
		"36h":                       "2024-03-30T00:00:00+02:00",
		"30 minutes ago":            "2024-03-31T11:30:00+02:00",
		"1 year ago":                "2023-03-31T12:00:00+02:00",
		"3 months ago":              "2023-12-31T12:00:00+02:00",
		"yesterday":                 "2024-03-30T12:00:00+02:00",
	} {
		got, ok, err := ParseTime(text, now)
		if s := got.Format(time.RFC3339); !ok || err != nil || s != want {
			t.Errorf("%q: got %s (%v, %v), want %s", text, s, ok, err, want)
		}
	}
	for _, text := range []string{"", "main", "v1.2", "HEAD~3", "2024", "d", "2 moons ago", "2024-01", "abc2w"} {
		if got, ok, err := ParseTime(text, now); ok || err != nil {
			t.Errorf("%q: taken for the date %v (%v)", text, got, err)
		}
	}
	for _, text := range []string{"2024-13-01", "2024-02-30", "2024-01-02T25:00:00Z", "2024-01-02 10:00"} {
		if got, ok, err := ParseTime(text, now); !ok || err == nil {
			t.Errorf("%q: got %v (%v, %v), want an error", text, got, ok, err)
		}
	}
	for _, text := range []string{"999999999 years ago", "999999999d", "999999999w", "999999999h", "999999999 minutes", "999999999 months"} {
		if got, ok, err := ParseTime(text, now); !ok || err != nil || !got.Before(now.AddDate(-100, 0, 0)) {
			t.Errorf("%q: got %v (%v, %v)", text, got, ok, err)
		}
	}
}

func TestSinceTellsDatesFromRevisions(t *testing.T) {
	s := newSandbox(t)
	head := s.commit("one")
	s.git("branch", "2024-01-02")
	r := s.resolver()
	now := time.Date(2024, 3, 31, 12, 0, 0, 0, time.UTC)
	if start, err := r.Since("main", now); err != nil || start.IsTime() || start.After.String() != head {
		t.Errorf("main: got %v (%v)", start, err)
	}
	if start, err := r.Since("2 weeks ago", now); err != nil || !start.IsTime() || start.At.Day() != 17 {
		t.Errorf("2 weeks ago: got %v (%v)", start, err)
	}
	if _, err := r.Since("2024-01-02", now); !errors.Is(err, ErrAmbiguous) {
		t.Errorf("a branch with the name of a date: %v", err)
	}
	if start, err := r.Since("refs/heads/2024-01-02", now); err != nil || start.IsTime() {
		t.Errorf("its full name: got %v (%v)", start, err)
	}
	if _, err := r.Since("last tuesday", now); !errors.Is(err, ErrUnknown) {
		t.Errorf("neither: %v", err)
	}
}
