package rulestest

import (
	"go/ast"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"

	"github.com/launchlint/launchlint/rules"
)

// toy reports every call of a function called bad as toy/bad, and of a function
// called worse as toy/worse. It requires what real analyzers do: SSA, whose facts
// are computed over the imports too.
var toy = &analysis.Analyzer{
	Name:     "toy",
	Doc:      "report calls of bad and worse",
	Requires: []*analysis.Analyzer{buildssa.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		for _, f := range pass.Files {
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if name, ok := call.Fun.(*ast.Ident); ok && (name.Name == "bad" || name.Name == "worse") {
						pass.Report(analysis.Diagnostic{Pos: call.Pos(), Category: "toy/" + name.Name, Message: "do not call " + name.Name})
					}
				}
				return true
			})
		}
		return nil, nil
	},
}

// head stands before the body of every example, whose first line is the
// example's line 8 and, since examples start on line 101 of their page, line 108
// of the page.
const head = "package a\n\nfunc bad()   {}\nfunc worse() {}\nfunc fine()  {}\n\nfunc f() {\n"

func TestRunExamples(t *testing.T) {
	tests := []struct {
		name string
		bad  bool
		body string
		want []string // parts of the mistakes, in order
	}{
		{"bad as promised", true, "bad() // reported\nfine()\n", nil},
		{"another rule in a bad example", true, "bad() // reported\nworse()\n", nil},
		{"too little", true, "bad() // reported\nfine() // reported\n", []string{"rules/code/toy/bad.md:109: marked with // reported, but toy/bad is not reported here"}},
		{"other rule only", true, "worse() // reported\n", []string{"rules/code/toy/bad.md:108: marked with // reported, but toy/bad is not reported here"}},
		{"too much", true, "bad() // reported\nbad()\n", []string{"rules/code/toy/bad.md:109: reported, but not marked with // reported: do not call bad (toy/bad)"}},
		{"good as promised", false, "fine()\n", nil},
		{"reported in good", false, "fine()\nworse()\n", []string{"rules/code/toy/bad.md:109: reported in a good example: do not call worse (toy/worse)"}},
		{"does not compile", false, "fine()\nmissing()\n", []string{"rules/code/toy/bad.md:109: the example does not compile: undefined: missing"}},
		{"does not parse", true, "bad() // reported\n}\n", []string{"rules/code/toy/bad.md:110: the example does not compile: expected declaration, found '}'"}},
	}
	var list []*rules.Rule
	for _, test := range tests {
		example := []rules.Example{{Source: head + test.body + "}\n", Line: 101}}
		r := &rules.Rule{ID: "toy/bad"}
		if test.bad {
			r.Bad = example
		} else {
			r.Good = example
		}
		list = append(list, r)
	}
	testdata, err := findTestdata()
	if err != nil {
		t.Fatal(err)
	}
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			examples, err := runExamples(t.TempDir(), testdata, toy, list[i:i+1])
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, m := range examples[0].mistakes {
				got = append(got, m.Error())
			}
			for j := range max(len(got), len(test.want)) {
				if j >= len(got) || j >= len(test.want) || !strings.HasPrefix(got[j], test.want[j]) {
					t.Fatalf("mistakes:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
				}
			}
		})
	}
}

// TestStubs proves that examples see the stubs, and what these import, as source.
func TestStubs(t *testing.T) {
	testdata := t.TempDir()
	for name, source := range map[string]string{
		"example.org/outer": "package outer\n\nimport \"example.org/inner\"\n\ntype T = inner.T\n",
		"example.org/inner": "package inner\n\nimport \"net/url\"\n\ntype T struct{ URL url.URL }\n",
	} {
		if err := write(filepath.Join(testdata, "src", name, "stub.go"), source); err != nil {
			t.Fatal(err)
		}
	}
	good := "package a\n\nimport \"example.org/outer\"\n\nvar _ = outer.T{}.URL.Host\n"
	missing := "package a\n\nimport \"example.org/missing\"\n\nvar _ = missing.X\n"
	r := &rules.Rule{ID: "toy/bad", Good: []rules.Example{{Source: good, Line: 1}, {Source: missing, Line: 11}}}
	examples, err := runExamples(t.TempDir(), testdata, toy, []*rules.Rule{r})
	if err != nil {
		t.Fatal(err)
	}
	if m := examples[0].mistakes; m != nil {
		t.Errorf("mistakes in the example with stubs: %v", m)
	}
	if m := examples[1].mistakes; len(m) == 0 || !strings.Contains(m[0].Error(), "rules/code/toy/bad.md:13: the example does not compile") {
		t.Errorf("mistakes in the example without its stub: %v, want one at line 13", m)
	}
}
