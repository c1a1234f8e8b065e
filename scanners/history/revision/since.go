package revision

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/launchlint/launchlint/scanners/history/objects"
)

// A Start is where a scan of the history begins: after a commit, or at a time.
type Start struct {
	// After is a commit: what can be reached from it is left out. Zero for a time.
	After objects.ID
	// At is the time from which on commits count, by their committer's clock.
	At time.Time
}

// IsTime reports whether the start is a time.
func (s *Start) IsTime() bool { return s.After.IsZero() }

// Since reads a date, as ParseTime does, or a revision. What looks like a date is
// one, unless a ref or an object has the name too: then it is ErrAmbiguous.
func (r *Resolver) Since(text string, now time.Time) (Start, error) {
	t, isTime, err := ParseTime(text, now)
	if !isTime {
		id, err := r.Commit(text)
		if err != nil && errors.Is(err, ErrUnknown) {
			err = fmt.Errorf("%w; and it is no date: write 2006-01-02, 2006-01-02T15:04:05Z or \"2 weeks ago\"", err)
		}
		return Start{After: id}, err
	}
	if err != nil {
		return Start{}, err
	}
	if name, _, _ := r.ref(text); name != "" {
		return Start{}, fmt.Errorf("resolve %q: %w: it is a date and a ref; write %s, or the date as %s", text, ErrAmbiguous, name, t.Format(time.RFC3339))
	}
	if isDigits(text) && len(r.store.Abbreviated(text, 1)) > 0 {
		return Start{}, fmt.Errorf("resolve %q: %w: it is a date and begins an object id; write %s^{}, or the date as %s", text, ErrAmbiguous, text, t.Format(time.RFC3339))
	}
	return Start{At: t}, nil
}

var (
	day      = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	instant  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}`)
	relative = regexp.MustCompile(`^([0-9]{1,9})[ .-]?(h|d|w|y|minute|hour|day|week|month|year)s?(?:[ .-]ago)?$`)
)

// ParseTime reads RFC 3339 ("2006-01-02T15:04:05Z"), a day ("2006-01-02", from its
// first moment where now is), "yesterday", and times before now: "90d", "2 weeks
// ago", "2.weeks.ago", with minutes, hours (h), days (d), weeks (w), months and
// years (y). ok is false for what does not look like a date; the error is for one
// that is none.
func ParseTime(text string, now time.Time) (t time.Time, ok bool, err error) {
	switch {
	case instant.MatchString(text):
		t, err = time.Parse(time.RFC3339, strings.ToUpper(text))
	case day.MatchString(text):
		t, err = time.ParseInLocation(time.DateOnly, text, now.Location())
	case text == "yesterday":
		return now.AddDate(0, 0, -1), true, nil
	default:
		m := relative.FindStringSubmatch(text)
		if m == nil {
			return t, false, nil
		}
		n, _ := strconv.Atoi(m[1])
		t = before(now, n, m[2])
	}
	if err != nil {
		return t, true, fmt.Errorf("read date %q: %w; write 2006-01-02 or 2006-01-02T15:04:05Z", text, err)
	}
	return t, true, nil
}

// before goes back n units from now, as far as a Duration or a date reaches: before
// all commits.
func before(now time.Time, n int, unit string) time.Time {
	const most = 10_000
	switch unit {
	case "minute":
		return now.Add(-time.Duration(min(n, 200*525_600)) * time.Minute)
	case "h", "hour":
		return now.Add(-time.Duration(min(n, 200*8_760)) * time.Hour)
	case "d", "day":
		return now.AddDate(0, 0, -min(n, most*365))
	case "w", "week":
		return now.AddDate(0, 0, -7*min(n, most*52))
	case "month":
		return now.AddDate(0, -min(n, most*12), 0)
	}
	return now.AddDate(-min(n, most), 0, 0)
}
