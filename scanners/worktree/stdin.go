package worktree

import (
	"context"
	"fmt"
	"io"

	"github.com/launchlint/launchlint/rules"
	"github.com/launchlint/launchlint/scanners"
	"github.com/launchlint/launchlint/scanners/secrets/window"
	"github.com/launchlint/launchlint/scanners/trouble"
)

// StdinPath is the path of findings in standard input.
const StdinPath = "stdin"

// A Stream scans one text from a reader, such as a build log from a pipe. It is
// named "stdin" and reads no file.
type Stream struct {
	options Options
	input   io.Reader
}

// NewStream returns a scanner of input. It can scan once. Of the options it heeds
// Detector, IgnoreFile and Notices; there is no limit to the size.
func NewStream(o Options, input io.Reader) *Stream { return &Stream{o, input} }

// Name returns "stdin".
func (*Stream) Name() string { return "stdin" }

// Rules returns the rules of the detector.
func (s *Stream) Rules() []*rules.Rule { return s.options.Detector.Rules() }

// Scan reads the input to its end. It errs when the input cannot be read at all;
// an error after the first byte makes the scan incomplete.
func (s *Stream) Scan(ctx context.Context, target scanners.Target, sink scanners.Sink) error {
	if !wanted(target, s.Rules()) {
		return nil
	}
	for _, n := range s.options.Notices {
		sink.Notice(n)
	}
	run := &scan{options: s.options, target: target, sink: sink, troubles: trouble.New()}
	t := text{scan: run, path: StdinPath, source: "stdin"}
	seen := int64(0)
	total, err := window.Read(ctx, interruptible{ctx, s.input}, window.NewBuffer(), func(w *window.Window) error {
		seen = int64(w.Offset + len(w.Data))
		sink.Progress("bytes", int(seen), 0)
		return t.look(ctx, w)
	})
	run.troubles.Report(sink)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && total == 0:
		return fmt.Errorf("read standard input: %w", err)
	case err != nil:
		sink.Notice(scanners.Notice{
			ID: "unreadable-input", Level: rules.Error, Incomplete: true,
			Message: fmt.Sprintf("standard input was not scanned to its end (%v): only the first %d bytes were; run the command again", err, total),
		})
	}
	sink.Scanned("inputs", 1)
	return nil
}

// interruptible ends a read when ctx is done: whoever writes to a pipe may be
// silent for hours. The read itself goes on until the process ends, into memory
// that nobody looks at again.
type interruptible struct {
	ctx   context.Context
	input io.Reader
}

func (r interruptible) Read(b []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	own := make([]byte, min(len(b), 64<<10))
	go func() {
		n, err := r.input.Read(own)
		done <- result{n, err}
	}()
	select {
	case got := <-done:
		return copy(b, own[:got.n]), got.err
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	}
}
