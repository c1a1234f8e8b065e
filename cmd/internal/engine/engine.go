// Package engine runs scanners and hands what they find, in a fixed order, to a
// chain of handlers:
//
//	scanners -> collect, scrub, fingerprint, sort -> suppress -> baseline -> tally -> writers
//
// Each Handler holds the next one (the http.Handler idiom). Handlers mark
// findings; none drops one, so every writer can say what is hidden and why.
package engine

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
)

// A Request says what to scan and how to judge it.
type Request struct {
	Target   scanners.Target
	Scanners []scanners.Scanner
	// Sources reads the scanned files for fingerprints and columns.
	Sources *Sources
	// Enabled maps the IDs of the rules that are wanted to the rules.
	Enabled map[string]*rules.Rule
	// FailOn is the least severity that makes exit code 1; 0 means never.
	FailOn rules.Severity
	// NotAssessed are rows of the launch checklist that no rule of this run
	// answers; they go into the summary as they are.
	NotAssessed []string
	// Notices are what was found out before the scan.
	Notices []scanners.Notice
	// Progress is called while scanners work; nil means no progress is shown.
	// It must be safe for concurrent use.
	Progress func(scanner, phase string, done, total int)
}

// A Handler takes the findings of one run: Begin once, Finding for each in
// report order, End once. An error from any of them ends the run.
type Handler interface {
	Begin(*Scan) error
	Finding(*scanners.Finding) error
	End(*Summary) error
}

// A Scan is what is known before the first finding.
type Scan struct {
	// Root is the absolute directory that locations are relative to.
	Root string
	// Rules are the enabled rules, sorted by ID.
	Rules []*rules.Rule
	// Scanners are the names of the scanners that run, in order.
	Scanners []string
	Sources  *Sources
	scrub    scrubber
}

// Redact removes the raw secrets that scanners named from a text that did not come
// with a finding or a notice, such as a line of Sources.
func (s *Scan) Redact(text string) string { return s.scrub.redact(text) }

// Run scans and reports. The returned summary is complete even when the error is
// not nil, as far as the run went. A context error means that the run was
// interrupted: nothing was handed to h.
func Run(ctx context.Context, req Request, h Handler) (*Summary, error) {
	c := newCollector(req)
	scan := &Scan{Root: req.Target.Root, Rules: sortedRules(req.Enabled), Sources: req.Sources}
	for _, s := range req.Scanners {
		scan.Scanners = append(scan.Scanners, s.Name())
		if err := runOne(ctx, s, req.Target, c.sink(s.Name())); err != nil {
			scrub := c.scrubber()
			if ctx.Err() != nil {
				return c.summary(scrub), ctx.Err()
			}
			return c.summary(scrub), scrub.err(err)
		}
	}
	scrub := c.scrubber()
	scan.scrub = scrub
	summary := c.summary(scrub)
	summary.FailOn = req.FailOn
	summary.NotAssessed = req.NotAssessed
	if err := ctx.Err(); err != nil {
		return summary, err
	}
	if err := h.Begin(scan); err != nil {
		return summary, err
	}
	for _, f := range c.findings(scrub) {
		if err := h.Finding(f); err != nil {
			return summary, err
		}
	}
	return summary, h.End(summary)
}

// runOne runs one scanner. A panic in it becomes a notice that the scan is
// incomplete, so that what the other scanners found is still reported.
func runOne(ctx context.Context, s scanners.Scanner, t scanners.Target, sink scanners.Sink) (err error) {
	defer func() {
		if p := recover(); p != nil {
			sink.Notice(scanners.Notice{
				ID:         "scanner-fault",
				Level:      rules.Error,
				Incomplete: true,
				Message:    fmt.Sprintf("the %s scanner broke (%v); please report this with the output of `launchlint version` and: %s", s.Name(), p, firstFrames(debug.Stack())),
			})
		}
	}()
	if err := s.Scan(ctx, t, sink); err != nil {
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return fmt.Errorf("scan %s: %w", s.Name(), err)
	}
	return nil
}
