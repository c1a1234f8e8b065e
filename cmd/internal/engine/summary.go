package engine

import (
	"fmt"
	"strings"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// Exit codes of every command, the same in every format.
const (
	ExitClean      = 0
	ExitFindings   = 1
	ExitCannotScan = 2
	ExitIncomplete = 3
)

// A Count is a number with its name: "files" 12, "binary" 3.
type Count struct {
	Name string
	N    int
}

// A Summary is what is known after the last finding.
type Summary struct {
	// Active, Suppressed and Baselined count findings; the three are disjoint.
	Active, Suppressed, Baselined int
	// Failing counts active findings at or above FailOn.
	Failing int
	// HiddenByRepository counts findings hidden by files of the scanned
	// repository itself (directives, comments, configuration, baseline).
	HiddenByRepository int
	FailOn             rules.Severity
	Scanned, Skipped   []Count
	Notices            []scanners.Notice
	// Incomplete is true when something in scope was not scanned.
	Incomplete bool
	// NotAssessed lists rows of the launch checklist that this run cannot answer.
	NotAssessed []string
}

// ExitCode returns the process exit code: incomplete wins over findings.
func (s *Summary) ExitCode() int {
	switch {
	case s.Incomplete:
		return ExitIncomplete
	case s.Failing > 0:
		return ExitFindings
	}
	return ExitClean
}

// LastLine is the last line on standard error of every scanning command.
func (s *Summary) LastLine() string {
	var b strings.Builder
	fmt.Fprintf(&b, "launchlint: %s", s.counts())
	scanned := "nothing scanned"
	if len(s.Scanned) > 0 {
		var parts []string
		for _, c := range s.Scanned {
			name := c.Name
			if c.N == 1 {
				name = strings.TrimSuffix(name, "s")
			}
			parts = append(parts, fmt.Sprintf("%d %s", c.N, name))
		}
		scanned = strings.Join(parts, ", ") + " scanned"
	}
	skippedTotal := 0
	var reasons []string
	for _, c := range s.Skipped {
		skippedTotal += c.N
		reasons = append(reasons, fmt.Sprintf("%s=%d", c.Name, c.N))
	}
	fmt.Fprintf(&b, ", %s, %d skipped", scanned, skippedTotal)
	if reasons != nil {
		fmt.Fprintf(&b, " (%s)", strings.Join(reasons, " "))
	}
	if s.Incomplete {
		b.WriteString(", INCOMPLETE")
	} else {
		b.WriteString(", complete")
	}
	return b.String()
}

// Headline says in one line what was found, what is hidden and what could not be
// read: "3 findings (2 suppressed, 40 in baseline); incomplete: 1 unreadable-file".
func (s *Summary) Headline() string {
	if !s.Incomplete {
		return s.counts()
	}
	unread := make(map[string]int)
	for _, n := range s.Notices {
		if n.Incomplete {
			unread[n.ID]++
		}
	}
	var parts []string
	for _, c := range sortedCounts(unread) {
		parts = append(parts, fmt.Sprintf("%d %s", c.N, c.Name))
	}
	if parts == nil {
		return s.counts() + "; incomplete"
	}
	return s.counts() + "; incomplete: " + strings.Join(parts, ", ")
}

// counts returns the findings, and in parentheses those that are hidden.
func (s *Summary) counts() string {
	var hidden []string
	if s.Suppressed > 0 {
		hidden = append(hidden, fmt.Sprintf("%d suppressed", s.Suppressed))
	}
	if s.Baselined > 0 {
		hidden = append(hidden, fmt.Sprintf("%d in baseline", s.Baselined))
	}
	if hidden == nil {
		return plural(s.Active, "finding")
	}
	return fmt.Sprintf("%s (%s)", plural(s.Active, "finding"), strings.Join(hidden, ", "))
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Tally counts what passes through it into the summary. It stands after every
// handler that marks, and before the writers, which read the counts at End. What
// those handlers added (reasons, notices) loses its raw secrets here.
func Tally(next Handler) Handler { return &tally{next: next} }

type tally struct {
	next                          Handler
	scrub                         scrubber
	failOn                        map[rules.Severity]int
	active, suppressed, baselined int
	byRepository                  int
}

func (t *tally) Begin(s *Scan) error {
	t.failOn = make(map[rules.Severity]int)
	t.scrub = s.scrub
	return t.next.Begin(s)
}

func (t *tally) Finding(f *scanners.Finding) error {
	switch {
	case f.Suppression == nil:
		t.active++
		t.failOn[f.Severity]++
	case f.Suppression.Kind == "baseline":
		t.baselined++
	default:
		t.suppressed++
	}
	if f.Suppression != nil {
		f.Suppression = t.scrub.suppression(*f.Suppression)
		if f.Suppression.Location != nil {
			t.byRepository++
		}
	}
	return t.next.Finding(f)
}

func (t *tally) End(s *Summary) error {
	s.Active, s.Suppressed, s.Baselined, s.HiddenByRepository = t.active, t.suppressed, t.baselined, t.byRepository
	for severity, n := range t.failOn {
		if s.FailOn != 0 && severity >= s.FailOn {
			s.Failing += n
		}
	}
	for i := range s.Notices {
		t.scrub.notice(&s.Notices[i])
	}
	return t.next.End(s)
}

// Tee hands everything to each handler in turn.
func Tee(handlers ...Handler) Handler { return tee(handlers) }

type tee []Handler

func (t tee) Begin(s *Scan) error {
	for _, h := range t {
		if err := h.Begin(s); err != nil {
			return err
		}
	}
	return nil
}

func (t tee) Finding(f *scanners.Finding) error {
	for _, h := range t {
		if err := h.Finding(f); err != nil {
			return err
		}
	}
	return nil
}

func (t tee) End(s *Summary) error {
	for _, h := range t {
		if err := h.End(s); err != nil {
			return err
		}
	}
	return nil
}
