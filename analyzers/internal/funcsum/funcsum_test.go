package funcsum_test

import (
	"fmt"
	"go/token"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/launchlint/launchlint/analyzers/internal/funcsum"
)

// probe reports the effects of a package that are closed by what the package
// itself knows, where the way of each begins and can be shown.
var probe = &analysis.Analyzer{
	Name:     "probe",
	Doc:      "report what reaches a client",
	Requires: []*analysis.Analyzer{funcsum.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		unit := pass.ResultOf[funcsum.Analyzer].(*funcsum.Unit)
		program := funcsum.NewProgram([]*funcsum.Unit{unit})
		said := make(map[string]bool)
		for _, open := range unit.Effects {
			for _, e := range program.Close(open) {
				pos := token.NoPos
				for _, at := range open.Via {
					if p, _, ok := at.Span(); ok {
						pos = p
					}
				}
				text := describe(e)
				if key := fmt.Sprint(pos, text); !said[key] {
					said[key] = true
					pass.Reportf(pos, "%s", text)
				}
			}
		}
		return nil, nil
	},
}

func describe(e funcsum.Effect) string {
	kinds := map[funcsum.Kind]string{funcsum.Internal: e.Source.Name, funcsum.Stack: "stack", funcsum.Stacked: "stacked", funcsum.Recovered: "recovered"}
	forms := map[funcsum.Form]string{funcsum.Value: "value", funcsum.Text: "text", funcsum.Verbose: "verbose"}
	text := fmt.Sprintf("%s from %s as %s", kinds[e.Source.Kind], e.Source.Callee, forms[e.Form])
	switch e.Dest.Target {
	case funcsum.ToResponse:
		text += " by " + e.Sink
	case funcsum.ToAnswer:
		text += " as the error of " + e.Dest.Name
	case funcsum.ToField:
		text += " kept in " + e.Dest.Name
	}
	if e.Debug {
		text += " while debugging"
	}
	return text
}

func TestEffects(t *testing.T) {
	dir, err := filepath.Abs("../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, probe, "funcsum/near", "funcsum/far")
}
