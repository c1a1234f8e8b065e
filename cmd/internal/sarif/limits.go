package sarif

import (
	"cmp"
	"compress/gzip"
	"fmt"
	"slices"
	"strconv"

	"github.com/launchlint/launchlint/scanners"
)

// What GitHub accepts, and shows, of one upload (GitHub Docs, "SARIF support for
// code scanning"). A file beyond one of the hard limits is rejected as a whole.
const (
	maxResults     = 25_000
	maxPacked      = 10_000_000 // bytes of the gzipped file
	maxRelated     = 100        // shown; 1,000 locations are accepted
	maxSteps       = 1_000      // shown of a flow; 10,000 are accepted
	maxTags        = 10         // shown; 20 are accepted
	maxDescription = 1_024      // characters of a rule's descriptions
	maxLinks       = 10         // ours: a message is read by people
	maxPhrases     = 3          // ours: links whose phrases make a sentence; relatedLocations hold all
	maxLinkText    = 100        // ours: bytes of a path in a message
	maxNotices     = 1_000      // ours: each ID is still counted
)

// cuts count what a report leaves out because of a limit.
type cuts struct {
	results, related, steps int
}

func (c cuts) String() string {
	text := ""
	for _, part := range []struct {
		n    int
		what string
	}{{c.results, "of the least severe results"}, {c.related, "related locations"}, {c.steps, "steps of flows"}} {
		if part.n > 0 {
			if text != "" {
				text += ", "
			}
			text += fmt.Sprintf("%d %s", part.n, part.what)
		}
	}
	return text
}

// cuts counts what a report of the kept findings leaves out.
func (w *writer) cuts(kept []*scanners.Finding) cuts {
	c := cuts{results: len(w.findings) - len(kept)}
	for _, f := range kept {
		c.related += max(0, len(f.Related)-maxRelated)
		c.steps += max(0, len(f.Flow)-maxSteps)
	}
	return c
}

// fit encodes as many of the items as one report may hold, the first by worse
// where not all fit, in the order they have.
func fit[T any](items []T, worse func(a, b T) int, encode func(kept []T) ([]byte, error)) ([]byte, error) {
	kept := mostSevere(items, maxResults, worse)
	for {
		text, err := encode(kept)
		if err != nil {
			return nil, err
		}
		packed := packedSize(text)
		if packed <= maxPacked || len(kept) == 0 {
			return text, nil
		}
		// Results are alike in size: the share that fits, less a margin, is found
		// in a turn or two.
		kept = mostSevere(kept, len(kept)*maxPacked/packed*9/10, worse)
	}
}

// mostSevere returns the n items that come first by worse, in the order they have.
func mostSevere[T any](items []T, n int, worse func(a, b T) int) []T {
	if len(items) <= n {
		return items
	}
	at := make([]int, len(items))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(i, j int) int { return worse(items[i], items[j]) })
	at = at[:n]
	slices.Sort(at)
	kept := make([]T, n)
	for i, from := range at {
		kept[i] = items[from]
	}
	return kept
}

// worse orders the worse finding first, an active one before any that is hidden.
func worse(a, b *scanners.Finding) int {
	return cmp.Or(
		boolCompare(a.Suppression != nil, b.Suppression != nil),
		cmp.Compare(b.Severity, a.Severity),
		cmp.Compare(score(b.Rule.SecuritySeverity), score(a.Rule.SecuritySeverity)),
	)
}

// score reads a security severity; 0 for a rule that is not about security.
func score(securitySeverity string) float64 {
	n, err := strconv.ParseFloat(securitySeverity, 64)
	if err != nil {
		return 0
	}
	return n
}

// boolCompare orders false before true.
func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// middleCut returns at most n steps: a flow is told by its ends.
func middleCut(flow []scanners.Step, n int) []scanners.Step {
	if len(flow) <= n {
		return flow
	}
	return slices.Concat(flow[:n/2], flow[len(flow)-(n-n/2):])
}

// packedSize returns the size of text as an uploader packs it.
func packedSize(text []byte) int {
	if len(text) < maxPacked {
		return 0 // fits in any case
	}
	var size counter
	z := gzip.NewWriter(&size)
	z.Write(text) // a counter does not err
	z.Close()
	return int(size)
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
