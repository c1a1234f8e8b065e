package history

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/history/leaks"
	"github.com/launchlint/launchlint/scanners/history/names"
	"github.com/launchlint/launchlint/scanners/history/objects"
	"github.com/launchlint/launchlint/scanners/history/patchid"
	"github.com/launchlint/launchlint/scanners/history/usage"
)

// scan does the three steps and says what came of them. When ctx ends it, nothing
// has been found.
func (r *run) scan(ctx context.Context) error {
	if !r.wanted() {
		return nil
	}
	for _, n := range r.options.Notices {
		r.sink.Notice(n)
	}
	report, err := r.find(ctx)
	if errors.Is(err, errStale) {
		r.forget()
		report, err = r.find(ctx)
	}
	if err != nil {
		return err
	}
	r.narrow(report)
	r.describe(report)
	r.troubles.Report(r.sink)
	r.tally.report(r.sink)
	if r.options.Anonymous {
		for _, l := range report.Leaks {
			l.Secret.Hash = ""
		}
	}
	for _, f := range report.Findings() {
		if s := f.Suppression; s != nil && s.Kind == "gitleaksignore" && r.options.IgnoreFile != "" {
			s.Location = &scanners.Location{Path: r.options.IgnoreFile}
		}
		r.sink.Finding(f)
	}
	return nil
}

// find does the three steps.
func (r *run) find(ctx context.Context) (*leaks.Report, error) {
	if err := r.resolve(); err != nil {
		return nil, err
	}
	r.choose()
	if err := r.walk(ctx); err != nil {
		return nil, err
	}
	if r.span != nil {
		if err := r.span.choose(r.names); err != nil {
			return nil, err
		}
	}
	if err := r.checkBelow(); err != nil {
		return nil, err
	}
	hits, err := r.scanBlobs(ctx)
	if err != nil {
		return nil, err
	}
	if r.below == "" { // messages belong to no directory
		more, err := r.scanMessages(ctx)
		if err != nil {
			return nil, err
		}
		named, err := r.scanNames(ctx)
		if err != nil {
			return nil, err
		}
		r.memory.found = slices.Concat(hits, more)
		hits = slices.Concat(r.memory.found, named)
		r.tally.outside = len(more) + len(named)
	} else {
		r.memory.found = hits
	}
	// Have: nothing more will be found. What was is kept while it is judged.
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		r.keep(ctx)
	}()
	report, err := r.attribute(ctx, hits)
	select {
	case <-kept:
	case <-ctx.Done(): // the old files stay
	}
	return report, err
}

// checkBelow errs when the directory that was asked for is neither on the disk nor
// in the history: its name is misspelt then, and nothing found would say nothing.
func (r *run) checkBelow() error {
	if r.below == "" || r.blobs() > 0 {
		return nil
	}
	if _, err := os.Stat(r.target.Dir); err == nil || r.span != nil {
		return nil
	}
	return fmt.Errorf("no file is, or was, below %s; check its spelling", r.below)
}

// narrow leaves in a report what was asked for: what is below the directory, and
// what came in the span.
func (r *run) narrow(report *leaks.Report) {
	if r.below == "" && r.span == nil {
		return
	}
	isBelow := func(path string) bool { return strings.HasPrefix(path, r.below) }
	kept := make(map[*leaks.Leak]bool)
	report.Leaks = slices.DeleteFunc(report.Leaks, func(l *leaks.Leak) bool {
		kept[l] = (r.below == "" || slices.ContainsFunc(l.Paths, isBelow)) && (r.span == nil || r.span.brought(l))
		return !kept[l]
	})
	report.Offenders = slices.DeleteFunc(report.Offenders, func(o *leaks.Offender) bool {
		return !slices.ContainsFunc(o.Leaks, func(l *leaks.Leak) bool { return kept[l] })
	})
}

// wanted reports whether findings of any rule are.
func (r *run) wanted() bool {
	all := append(r.options.Detector.Rules(), leaks.Rules()...)
	return r.target.Enabled == nil || slices.ContainsFunc(all, func(rule *rules.Rule) bool { return r.target.Enabled(rule.ID) })
}

// attribute finds out who did what with each secret, and where it is used today.
func (r *run) attribute(ctx context.Context, hits []leaks.Hit) (*leaks.Report, error) {
	r.sink.Progress("attribute", 0, 0)
	open := func() names.Reader { return r.store.Reader() }
	// Where the names of secrets are used is asked of a report when it is made, and
	// looked up meanwhile.
	var uses *usage.Uses
	var err error
	var fault any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { fault = recover() }()
		uses, err = usage.Find(ctx, open, r.names, r.headTree(), hits, usage.Options{Workers: r.options.Workers})
	}()
	report := leaks.Find(r.names, hits, leaks.Options{
		Mailmap: r.mailmap(), Head: r.head, Passes: leaks.PassedBy(r.options.Detector, r.options.Ignore),
		PatchID: patchid.New(ctx, open(), patchid.Limits{}).Of,
		Uses:    func(l *leaks.Leak) []leaks.Use { return uses.Of(l) },
	})
	<-done
	if fault != nil {
		panic(fault) // where the engine makes a notice of it
	}
	return report, cmp.Or(err, ctx.Err())
}

// maxMailmap bounds a .mailmap file, in bytes.
const maxMailmap = 4 << 20

// mailmap reads the .mailmap of what is checked out: who is who today. nil when
// there is none that can be read.
func (r *run) mailmap() *names.Mailmap {
	id, ok := r.names.File(r.headTree(), ".mailmap")
	if !ok {
		return nil
	}
	kind, text, err := r.store.Reader().Read(id)
	if err != nil || kind != objects.Blob || len(text) > maxMailmap {
		return nil // counted as an unreadable blob already
	}
	return names.ParseMailmap(bytes.Clone(text))
}
