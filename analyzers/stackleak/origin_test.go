package stackleak_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/launchlint/launchlint/analyzers/stackleak"
	"github.com/launchlint/launchlint/analyzers/verdict"
)

// TestOrigins wants a finding with several origins to show the place of the one
// that it names, and to say that there are more.
func TestOrigins(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	const want = "a database error (from sql.Stmt.Exec) arises here, and 1 more elsewhere"
	for _, r := range analysistest.Run(t, dir, stackleak.Analyzer, "stackleak/helpers") {
		for _, v := range r.Result.(*verdict.List).Verdicts {
			if !strings.Contains(v.Message, "sql.Stmt.Exec and 1 more") {
				continue
			}
			if len(v.Related) != 1 || v.Related[0].Message != want {
				t.Errorf("related places are %v, want one: %s", v.Related, want)
			}
			if len(v.Flow) == 0 || len(v.Related) > 0 && v.Flow[0].Pos != v.Related[0].Pos {
				t.Errorf("the flow does not begin where the error arises: %v", v.Flow)
			}
			return
		}
	}
	t.Error("nothing names two origins")
}
