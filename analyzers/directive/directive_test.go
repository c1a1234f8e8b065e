package directive_test

import (
	"go/ast"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/launchlint/launchlint/analyzers/directive"
)

// demo reports calls of flaw and slip that no directive covers, at the
// diagnostic's physical place.
var demo = &analysis.Analyzer{
	Name:     "demo",
	Doc:      "report calls of flaw and slip",
	Requires: []*analysis.Analyzer{directive.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		index := pass.ResultOf[directive.Analyzer].(*directive.Index)
		for _, f := range pass.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				name, ok := call.Fun.(*ast.Ident)
				if !ok || (name.Name != "flaw" && name.Name != "slip") {
					return true
				}
				if index.Covers(call.Pos(), "demo/"+name.Name) == nil {
					pass.Reportf(call.Pos(), "demo/%s", name.Name)
				}
				return true
			})
		}
		return nil, nil
	},
}

func TestCovers(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testdata, demo, "directive/cover", "directive/text")
}

func TestParse(t *testing.T) {
	for _, test := range []struct {
		comment, names, reason string
		ok                     bool
	}{
		{"//launchlint:ignore a/b why not", "a/b", "why not", true},
		{"//launchlint:ignore a/b,c why", "a/b c", "why", true},
		{"//launchlint:ignore a/b,  c,\td why", "a/b c d", "why", true},
		{"//launchlint:ignore a/b\twhy", "a/b", "why", true},
		{"//launchlint:ignore a/b -- why", "a/b", "-- why", true},
		{"//launchlint:ignore a/b", "a/b", "", true},
		{"//launchlint:ignore a/b ...", "a/b", "", true},
		{"//launchlint:ignore a/b,", "a/b", "", true},
		{"//launchlint:ignore", "", "", true},
		{"//launchlint:ignoring a/b why", "", "", true},
		{"//launchlint:disable a/b why", "", "", true},
		{"//launchlint", "", "", false},
		{"// launchlint:ignore a/b why", "", "", false},
		{"/*launchlint:ignore a/b why*/", "", "", false},
	} {
		names, reason, ok := directive.Parse(test.comment)
		if got := strings.Join(names, " "); got != test.names || reason != test.reason || ok != test.ok {
			t.Errorf("Parse(%q) = %q, %q, %t", test.comment, got, reason, ok)
		}
	}
}

// TestIndex proves that the result says what a driver needs to report
// directives: text, order, and which are malformed.
func TestIndex(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var malformed []string
	collect := &analysis.Analyzer{
		Name: "collect", Doc: "collect malformed directives", Requires: []*analysis.Analyzer{directive.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			list := pass.ResultOf[directive.Analyzer].(*directive.Index).Directives
			if !slices.IsSortedFunc(list, func(a, b *directive.Directive) int { return int(a.Pos - b.Pos) }) {
				t.Error("directives are out of order")
			}
			for _, d := range list {
				if int(d.End-d.Pos) != len(d.Text()) {
					t.Errorf("%q spans %d bytes", d.Text(), d.End-d.Pos)
				}
				if d.Malformed() {
					malformed = append(malformed, d.Text())
				}
			}
			return nil, nil
		},
	}
	// The fixture's want comments are demo's; here they only fail to match.
	analysistest.Run(discard{t}, testdata, collect, "directive/text")
	want := []string{
		"//launchlint:ignore demo/flaw",
		"//launchlint:ignore demo/flaw --",
		"//launchlint:ignore",
		"//launchlint:ignored demo/flaw with another word",
		"//launchlint:ignore: demo/flaw with a colon",
		"//launchlint:ignore ,",
	}
	if !slices.Equal(malformed, want) {
		t.Errorf("malformed:\n%s\nwant:\n%s", strings.Join(malformed, "\n"), strings.Join(want, "\n"))
	}
}

// discard drops analysistest's own errors.
type discard struct{ *testing.T }

func (discard) Errorf(string, ...any) {}
