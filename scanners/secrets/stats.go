package secrets

import "slices"

// Stats tells what one Detect did. Add sums them.
type Stats struct {
	// Fragments and Bytes were looked at.
	Fragments int
	Bytes     int64
	// Matches were reported, Allowed of them marked.
	Matches, Allowed int
	// Excluded were dropped as no secret, by the allow-lists of the rules that
	// come with the detector: placeholders, examples, words.
	Excluded int
	// PathExcluded counts fragments that were not looked at because the default
	// allow-lists exclude their path: images, fonts.
	PathExcluded int
	// Overflow counts what rules matched past Limits.Matches, and that was not looked
	// at any further.
	Overflow int
	// Exhausted counts rules that were stopped by Limits.Work or Limits.Time
	// before the end of a fragment: what follows was not scanned by them. Not 0
	// means that the scan is incomplete.
	Exhausted int
	// ExhaustedRules names them, sorted, each once.
	ExhaustedRules []string
	// Malformed are allow comments that are not honoured.
	Malformed []Malformed
	// Work counts automaton steps: bytes times passes, the measure of Limits.Work.
	Work int64
}

// A Malformed is a launchlint:ignore comment that allows nothing.
type Malformed struct {
	// Line is 1-based.
	Line int
	// Why says what is missing, then the way out.
	Why string
}

// Add adds other to s.
func (s *Stats) Add(other Stats) {
	s.Fragments += other.Fragments
	s.Bytes += other.Bytes
	s.Matches += other.Matches
	s.Allowed += other.Allowed
	s.Excluded += other.Excluded
	s.PathExcluded += other.PathExcluded
	s.Overflow += other.Overflow
	s.Exhausted += other.Exhausted
	s.Work += other.Work
	s.Malformed = append(s.Malformed, other.Malformed...)
	for _, name := range other.ExhaustedRules {
		s.ExhaustedRules = insertSorted(s.ExhaustedRules, name)
	}
}

func insertSorted(list []string, name string) []string {
	i, found := slices.BinarySearch(list, name)
	if found {
		return list
	}
	return slices.Insert(list, i, name)
}
