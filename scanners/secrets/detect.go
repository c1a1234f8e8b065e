package secrets

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/launchlint/launchlint/scanners/secrets/internal/codec"
	"github.com/launchlint/launchlint/scanners/secrets/internal/rex"
)

// Detect looks for secrets in f and hands each to report, in order of position.
// It returns ctx's error when that ended the search; what was found by then has
// not been reported. It does not err otherwise: limits that were hit are in Stats.
func (d *Detector) Detect(ctx context.Context, f Fragment, report func(Match)) (Stats, error) {
	s := d.newSearch(ctx, &f)
	s.stats.Fragments, s.stats.Bytes = 1, int64(len(f.Data))
	if err := s.run(); err != nil {
		return s.stats, err
	}
	matches := s.deliver()
	if !d.strict && s.stats.PathExcluded == 0 {
		more, err := d.detectWide(ctx, &f, &s.stats)
		if err != nil {
			return s.stats, err
		}
		if more != nil {
			matches = append(matches, more...)
			slices.SortStableFunc(matches, func(a, b Match) int { return cmp.Compare(a.Start, b.Start) })
		}
	}
	for _, m := range matches {
		report(m)
	}
	return s.stats, nil
}

// detectWide looks at what of f is UTF-16.
func (d *Detector) detectWide(ctx context.Context, f *Fragment, stats *Stats) ([]Match, error) {
	w := widen(f.Data, f.Offset)
	if w == nil {
		return nil, nil
	}
	plain := *f
	plain.Data, plain.Trace = w.text, nil
	s := d.newSearch(ctx, &plain)
	s.wide, s.raw = w, lines{text: f.Data}
	err := s.run()
	if err != nil {
		return nil, err
	}
	matches := s.deliver()
	stats.Add(s.stats)
	return matches, nil
}

func (d *Detector) newSearch(ctx context.Context, f *Fragment) *search {
	s := &search{d: d, f: f, ctx: ctx, lines: lines{text: f.Data}, trace: f.Trace, engine: d.engine}
	if f.Trace != nil {
		s.engine = d.tracing()
	}
	s.deadline = d.deadline(len(f.Data))
	return s
}

// deadline returns when a fragment of n bytes is given up, zero for never.
func (d *Detector) deadline(n int) time.Time {
	if d.limits.Time < 0 {
		return time.Time{}
	}
	const unit = 256 << 10
	return time.Now().Add(d.limits.Time * time.Duration(1+n/unit))
}

// A search is one call of Detect.
type search struct {
	d        *Detector
	f        *Fragment
	ctx      context.Context
	deadline time.Time
	engine   *engine
	work     *workspace
	lines    lines
	comments *comments // nil until asked for
	wide     *wideText // what the fragment's data was made from, nil for what it is
	raw      lines     // of what it was made from
	memo     map[lineKey]bool
	found    []*found
	stats    Stats
	meter    rex.Meter // of allow-lists
	trace    *Trace    // nil: nobody asks
	edges    []Span    // of the trace, in the text of the current pass
	taken    Keywords  // of the trace: known, and not in the text of the current pass

	// of the current pass
	text     []byte
	segments []codec.Segment
	depth    int
	plain    lines // of text, once it is decoded
}

// run makes the passes: the text, then what is left when it is decoded, again and
// again until nothing encoded is left.
func (s *search) run() error {
	s.work = s.engine.take()
	defer func() {
		s.engine.put(s.work)
		s.work = nil
	}()
	if s.excluded() {
		s.stats.PathExcluded++
		return nil
	}
	s.text = s.f.Data
	s.beginTrace()
	for {
		if err := s.pass(); err != nil {
			return err
		}
		if s.work.comments && !s.d.noAllow && !s.d.strict {
			s.readComments()
		}
		if s.depth == s.d.depth {
			return nil
		}
		if s.trace != nil {
			s.trace.Tied = s.trace.Tied || codec.JoinsLines(s.text)
		}
		s.text, s.segments = codec.Decode(s.text, s.segments)
		if len(s.segments) == 0 {
			return nil
		}
		s.moveEdges()
		s.depth++
		s.plain = lines{text: s.text}
	}
}

// excluded reports whether the lists that hold for all rules exclude the whole
// fragment. What a user's list excludes is looked at and marked, unless gitleaks
// is to be matched.
func (s *search) excluded() bool {
	for _, a := range s.d.allow {
		if (!a.byUser || s.d.strict) && a.coversPlace(s) {
			return true
		}
	}
	return false
}

// test reports whether re matches in text.
func (s *search) test(re *lazyRegexp, text []byte) bool {
	return re.in(s.work, text, &s.meter)
}

// pass runs the rules over the current text.
func (s *search) pass() error {
	return s.engine.each(s, func(r *rule) error {
		found, err := s.detect(r, false)
		s.found = append(s.found, found...)
		return err
	})
}

// detect returns what r finds in the current text. required is set when it is
// asked for on behalf of another rule.
func (s *search) detect(r *rule, required bool) ([]*found, error) {
	if r.Silent && !required {
		return nil, nil
	}
	var placeAllowed *allowList
	for _, a := range r.allow {
		if !a.coversPlace(s) {
			continue
		}
		if !a.byUser || s.d.strict {
			return nil, nil
		}
		placeAllowed = a
	}
	if r.path != nil && !s.test(r.path, []byte(s.f.Path)) {
		return nil, nil
	}
	if r.regex == nil {
		if s.depth > 0 {
			return nil, nil
		}
		return []*found{s.pathMatch(r, placeAllowed)}, nil
	}
	var all []*found
	stored := 0
	var raw *crossings
	if s.trace != nil {
		raw = s.crossings(r)
	}
	err := s.engine.matches(s, r, func(start, end int) {
		raw.add(start, end)
		if stored == s.d.limits.Matches {
			s.stats.Overflow++
			return
		}
		m := s.confirm(r, start, end)
		if m == nil {
			return
		}
		stored++
		if placeAllowed != nil && m.allowed == nil {
			m.allowed = allowance(placeAllowed)
		}
		all = append(all, m)
	})
	if errors.Is(err, errExhausted) {
		s.stats.Exhausted++
		s.stats.ExhaustedRules = insertSorted(s.stats.ExhaustedRules, r.public.ID)
		err = nil
	}
	raw.close()
	s.traceMatches(r, all)
	if err != nil || required || len(r.require) == 0 {
		return all, err
	}
	return s.withRequired(r, all)
}

func allowance(a *allowList) *Allowance {
	return &Allowance{Kind: "allowlist", Reason: a.Description}
}

// deliver returns what was found, in order.
func (s *search) deliver() []Match {
	s.endTrace()
	s.found = preferSpecific(s.found)
	sortFound(s.found)
	if !s.d.strict {
		s.found = oneEach(s.found)
	}
	if s.comments != nil {
		for _, m := range s.comments.malformed {
			m.Line += s.f.Line
			s.stats.Malformed = append(s.stats.Malformed, m)
		}
	}
	var matches []Match
	for _, m := range s.found {
		if s.wide != nil && m.rule.regex == nil {
			continue // seen before
		}
		s.stats.Matches++
		if m.allowed != nil {
			s.stats.Allowed++
		}
		if s.f.Conceal != nil && len(m.secret) > 0 {
			s.conceal(m)
		}
		matches = append(matches, s.match(m))
	}
	return matches
}

// conceal names the raw forms of m: what was found, and what stands in the text
// for it when that is something else.
func (s *search) conceal(m *found) {
	s.f.Conceal(string(m.secret))
	if m.depth > 0 {
		if encoded := s.f.Data[m.start:m.end]; !bytes.Equal(encoded, m.secret) {
			s.f.Conceal(string(encoded))
		}
	}
}
