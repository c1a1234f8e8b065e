package engine

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// A collector gathers what scanners emit, from any number of goroutines.
type collector struct {
	req Request

	mu      sync.Mutex
	found   []*scanners.Finding
	notices []scanners.Notice
	scanned map[string]int
	skipped map[string]int
	raw     map[string]bool
}

func newCollector(req Request) *collector {
	return &collector{req: req, notices: slices.Clone(req.Notices), scanned: map[string]int{}, skipped: map[string]int{}, raw: map[string]bool{}}
}

func (c *collector) sink(scanner string) scanners.Sink { return &sink{c, scanner} }

// A sink is the collector as one scanner sees it.
type sink struct {
	*collector
	scanner string
}

func (s *sink) Finding(f scanners.Finding) {
	if s.req.Enabled[f.Rule.ID] == nil {
		return // asked not to look for it: not a finding of this run
	}
	if f.Severity == 0 {
		f.Severity = f.Rule.Severity
	}
	if f.Confidence == "" {
		f.Confidence = f.Rule.Confidence
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found = append(s.found, &f)
}

func (s *sink) Notice(n scanners.Notice) {
	n.Scanner = s.scanner
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notices = append(s.notices, n)
}

func (s *sink) Scanned(unit string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scanned[unit] += n
}

func (s *sink) Skipped(reason string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skipped[reason] += n
}

func (s *sink) Conceal(raw string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw[raw] = true
}

func (s *sink) Progress(phase string, done, total int) {
	if s.req.Progress != nil {
		s.req.Progress(s.scanner, phase, done, total)
	}
}

// findings returns what was found, fingerprinted, scrubbed and in report order.
// Fingerprints come first: they are over the true path and line.
func (c *collector) findings(scrub scrubber) []*scanners.Finding {
	c.mu.Lock()
	defer c.mu.Unlock()
	slices.SortStableFunc(c.found, compareFindings)
	c.found = fold(c.found)
	slices.SortStableFunc(c.found, compareFindings) // some have moved
	fingerprint(c.found, c.req.Sources)
	for _, f := range c.found {
		scrub.finding(f)
	}
	return c.found
}

// scrubber returns what removes the raw secrets that were named so far.
func (c *collector) scrubber() scrubber {
	c.mu.Lock()
	defer c.mu.Unlock()
	return newScrubber(c.raw)
}

func (c *collector) summary(scrub scrubber) *Summary {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := &Summary{Scanned: sortedCounts(c.scanned), Skipped: sortedCounts(c.skipped)}
	for _, n := range c.notices {
		scrub.notice(&n)
		s.Notices = append(s.Notices, n)
		s.Incomplete = s.Incomplete || n.Incomplete
	}
	slices.SortStableFunc(s.Notices, compareNotices)
	return s
}

func sortedCounts(m map[string]int) []Count {
	var out []Count
	for name, n := range m {
		if n > 0 {
			out = append(out, Count{name, n})
		}
	}
	slices.SortFunc(out, func(a, b Count) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func sortedRules(enabled map[string]*rules.Rule) []*rules.Rule {
	var out []*rules.Rule
	for _, r := range enabled {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b *rules.Rule) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// compareFindings is the report order: place, then rule, then message. It is
// total on what a reader can see, so output does not depend on scheduling.
func compareFindings(a, b *scanners.Finding) int {
	var ah, bh string
	if a.Secret != nil {
		ah = a.Secret.Hash
	}
	if b.Secret != nil {
		bh = b.Secret.Hash
	}
	return cmp.Or(
		compareLocations(a.Location, b.Location),
		strings.Compare(a.Rule.ID, b.Rule.ID),
		strings.Compare(a.Message, b.Message),
		strings.Compare(ah, bh),
		strings.Compare(a.Provenance.Source, b.Provenance.Source),
		strings.Compare(a.Identity, b.Identity),
	)
}

func compareLocations(a, b scanners.Location) int {
	return cmp.Or(
		strings.Compare(a.Path, b.Path),
		cmp.Compare(a.StartLine, b.StartLine),
		cmp.Compare(a.StartColumn, b.StartColumn),
		cmp.Compare(a.EndLine, b.EndLine),
		cmp.Compare(a.EndColumn, b.EndColumn),
	)
}

func compareNotices(a, b scanners.Notice) int {
	var al, bl scanners.Location
	if a.Location != nil {
		al = *a.Location
	}
	if b.Location != nil {
		bl = *b.Location
	}
	return cmp.Or(
		strings.Compare(a.Scanner, b.Scanner),
		strings.Compare(a.ID, b.ID),
		compareLocations(al, bl),
		strings.Compare(a.Message, b.Message),
	)
}

// firstFrames shortens a stack trace to the function names nearest the panic,
// without the paths of the machine that built the binary.
func firstFrames(stack []byte) string {
	var names []string
	for line := range bytes.Lines(stack) {
		name, _, ok := bytes.Cut(bytes.TrimSpace(line), []byte("("))
		if !ok || bytes.HasPrefix(line, []byte("\t")) || bytes.HasPrefix(name, []byte("runtime")) || bytes.HasPrefix(name, []byte("panic")) {
			continue
		}
		names = append(names, string(name[bytes.LastIndexByte(name, '/')+1:]))
		if len(names) == 6 {
			break
		}
	}
	return strings.Join(names, " < ")
}
