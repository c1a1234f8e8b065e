// Package leaktext holds the words that the writers for people share about
// findings of the history: where a secret can be had today, who keeps it, and its
// timeline cut to what fits. Nothing here is escaped: that is for the writer, which
// knows what it writes into.
package leaktext

import (
	"fmt"
	"strings"
	"time"

	"github.com/launchlint/launchlint/scanners"
)

// Most is how many commits, refs and steps a finding of the history carries at
// most (scanners.History, scanners/history/leaks): a list of that length may have
// been longer.
const Most = 100

// State says where a secret can be had today, as words that follow "it is"; the
// state itself when there are none for it.
func State(h *scanners.History) string {
	switch h.State {
	case "head":
		return "at HEAD"
	case "refs":
		return "on a branch or tag"
	case "removed":
		return "removed, but in the history"
	case "message":
		return "in the message of a commit or tag"
	case "unreferenced":
		return "in commits that no branch has"
	case "unattached":
		return "in an object that no commit names"
	}
	return h.State
}

// Facts says in one line where it can be had, how often it came in, at how many
// places it was seen and which refs still hold it; "" when there is nothing to say but
// the state, which a finding's message tells. A finding about several secrets,
// such as an offender, has no places and no refs of its own: its state is that of
// the last one.
func Facts(f *scanners.Finding, refs int) string {
	h := f.Provenance.History
	if f.Secret == nil && h.Occurrences == 0 {
		return "the last of them is " + State(h)
	}
	parts := []string{State(h)}
	if h.Introduced > 1 {
		parts = append(parts, fmt.Sprintf("introduced %d times", h.Introduced))
	}
	if h.Occurrences > 1 {
		parts = append(parts, fmt.Sprintf("seen at %d places", h.Occurrences))
	}
	if held := Refs(h, refs); held != "" {
		parts = append(parts, "still on "+held)
	}
	if len(parts) == 1 {
		return ""
	}
	return strings.Join(parts, "; ")
}

// Refs names the first of the branches and tags that have it, without refs/heads/
// and the like, and counts the others; "" when none has it.
func Refs(h *scanners.History, shown int) string {
	var names []string
	for _, ref := range h.Refs[:min(len(h.Refs), shown)] {
		names = append(names, Cut(short(ref), 80))
	}
	text := strings.Join(names, ", ")
	if more := len(h.Refs) - len(names); more > 0 {
		text += " and " + count(more, len(h.Refs)) + " more"
	}
	return text
}

func short(ref string) string {
	for _, prefix := range []string{"refs/heads/", "refs/tags/", "refs/remotes/", "refs/"} {
		if name, ok := strings.CutPrefix(ref, prefix); ok && name != "" {
			return name
		}
	}
	return ref
}

// Timeline returns at most lines lines that tell the steps of a finding: the first
// ones, how many are left out, and the last ones.
func Timeline(steps []scanners.Step, lines int) []string {
	first, last := len(steps), 0
	if len(steps) > lines {
		first, last = lines/2, lines-lines/2-1
	}
	var out []string
	for i, s := range steps {
		switch {
		case i < first, i >= len(steps)-last:
			out = append(out, Cut(s.Message, 300))
		case i == first:
			out = append(out, "... "+count(len(steps)-first-last, len(steps))+" more")
		}
	}
	return out
}

// count says how many of a list's elements are left out.
func count(left, length int) string {
	if length >= Most {
		return fmt.Sprintf("%d or", left)
	}
	return fmt.Sprint(left)
}

// FirstSeen returns the day on which it came in, as 2006-01-02, or "" when nobody
// knows: that of its first exposure, or the one that its timeline begins with.
func FirstSeen(f *scanners.Finding) string {
	if h := f.Provenance.History; h != nil && len(h.Exposures) > 0 && h.Exposures[0].From.Unix() > 0 {
		return h.Exposures[0].From.UTC().Format(time.DateOnly)
	}
	if len(f.Flow) > 0 {
		if day := Day(f.Flow[0]); !day.IsZero() {
			return day.Format(time.DateOnly)
		}
	}
	return ""
}

// Day returns the day that a step's message begins with, zero when nobody knows it.
func Day(s scanners.Step) time.Time {
	word, _, _ := strings.Cut(s.Message, " ")
	day, err := time.Parse(time.DateOnly, word)
	if err != nil {
		return time.Time{}
	}
	return day
}

// Cut returns at most n bytes of text, and says when there is more.
func Cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "") + "…"
}
