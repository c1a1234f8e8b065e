package stackleak_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/launchlint/launchlint/analyzers/stackleak"
	"github.com/launchlint/launchlint/analyzers/verdict"
	"github.com/launchlint/launchlint/rules"
)

// TestSeverity holds the table of the family's page.
func TestSeverity(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		begin    string
		severity rules.Severity
		seen     bool
	}{
		{begin: "a stack trace", severity: rules.Error},
		{begin: "the value of a recovered panic", severity: rules.Warning},
		{begin: "the text of", severity: rules.Warning},
		{begin: "while a debug switch is on", severity: rules.Note},
	}
	for _, r := range analysistest.Run(t, dir, stackleak.Analyzer, "stackleak/stacks", "stackleak/debugflags") {
		for _, v := range r.Result.(*verdict.List).Verdicts {
			for i := range want {
				if !strings.HasPrefix(v.Message, want[i].begin) {
					continue
				}
				want[i].seen = true
				if v.Severity != want[i].severity {
					t.Errorf("%s: severity %v, want %v", v.Message, v.Severity, want[i].severity)
				}
			}
		}
	}
	for _, w := range want {
		if !w.seen {
			t.Errorf("nothing begins with %q", w.begin)
		}
	}
}

// TestHelper wants the calls of a helper beside the one finding, and its flow to
// lead from where an error arises to where it is sent.
func TestHelper(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range analysistest.Run(t, dir, stackleak.Analyzer, "stackleak/helpers") {
		for _, v := range r.Result.(*verdict.List).Verdicts {
			if !strings.Contains(v.Message, "3 calls of fail") {
				continue
			}
			if len(v.Related) != 3 {
				t.Errorf("%d related places, want the 3 calls: %v", len(v.Related), v.Related)
			}
			if len(v.Flow) != 3 {
				t.Fatalf("flow has %d steps, want 3: %v", len(v.Flow), v.Flow)
			}
			if first, last := v.Flow[0], v.Flow[2]; last.Pos != v.Pos || first.Pos == v.Pos {
				t.Errorf("the flow does not lead to the finding: %v", v.Flow)
			}
			return
		}
	}
	t.Error("the helper is not reported")
}

// TestReplies wants a note, with the whole program in view, for an error that a
// framework would send if a handler returned it, and none does.
func TestReplies(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range analysistest.Run(t, dir, stackleak.Analyzer, "stackleak/replies") {
		list := r.Result.(*verdict.List)
		for _, v := range list.Verdicts {
			if v.Severity != rules.Warning {
				t.Errorf("alone: %s: severity %v", v.Message, v.Severity)
			}
		}
		linked := list.Part.Link([]verdict.Part{list.Part})[0]
		if len(linked) != 2 || linked[0].Severity != rules.Warning || linked[1].Severity != rules.Note {
			t.Fatalf("linked: %+v", linked)
		}
		if n := len(linked[1].Related); n == 0 || !strings.Contains(linked[1].Related[n-1].Message, "no handler in view returns this error") {
			t.Errorf("related: %+v", linked[1].Related)
		}
	}
}

// TestReplaced wants the program's own error handler looked at: what it does with
// the errors that are made to be sent decides.
func TestReplaced(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]rules.Severity{"repliesreplaced": rules.Note, "repliesshown": rules.Warning, "repliesasusual": rules.Warning} {
		for _, r := range analysistest.Run(t, dir, stackleak.Analyzer, "stackleak/"+name) {
			list := r.Result.(*verdict.List)
			linked := list.Part.Link([]verdict.Part{list.Part})[0]
			if len(linked) != 1 || linked[0].Severity != want {
				t.Errorf("%s: %+v, want one %v", name, linked, want)
			}
		}
	}
}
