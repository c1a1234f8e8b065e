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
