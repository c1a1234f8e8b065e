package ssaform_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/buildssa"
	"golang.org/x/tools/go/analysis/passes/ctrlflow"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ssa"

	"github.com/launchlint/launchlint/analyzers/internal/ssaform"
)

// build type-checks a file as far as it can be and runs the analyzer on it.
func build(t *testing.T, source string) (*buildssa.SSA, *ast.File, error) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object),
		Uses: make(map[*ast.Ident]types.Object), Implicits: make(map[ast.Node]types.Object),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), Scopes: make(map[ast.Node]*types.Scope),
		Instances: make(map[*ast.Ident]types.Instance), FileVersions: make(map[*ast.File]string),
	}
	var errs []types.Error
	cfg := types.Config{
		Importer: importer.ForCompiler(fset, "source", nil),
		Error: func(err error) {
			errs = append(errs, err.(types.Error))
		},
	}
	pkg, _ := cfg.Check("example.com/p", fset, []*ast.File{file}, info)
	pass := &analysis.Pass{
		Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info, TypesSizes: types.SizesFor("gc", "amd64"), TypeErrors: errs,
		ResultOf:         make(map[*analysis.Analyzer]any),
		ImportObjectFact: func(types.Object, analysis.Fact) bool { return false },
		ExportObjectFact: func(types.Object, analysis.Fact) {},
	}
	for _, a := range []*analysis.Analyzer{inspect.Analyzer, ctrlflow.Analyzer} {
		pass.Analyzer = a
		if pass.ResultOf[a], err = a.Run(pass); err != nil {
			t.Fatal(err)
		}
	}
	pass.Analyzer = ssaform.Analyzer
	result, err := ssaform.Analyzer.Run(pass)
	if err != nil {
		return nil, file, err
	}
	return result.(*buildssa.SSA), file, nil
}

// called lists the constant strings that calls of keep are given.
func called(built *buildssa.SSA) []string {
	var out []string
	for _, fn := range append(built.SrcFuncs, built.Pkg.Func("init")) {
		for _, f := range append([]*ssa.Function{fn}, fn.AnonFuncs...) {
			for _, b := range f.Blocks {
				for _, instr := range b.Instrs {
					call, ok := instr.(*ssa.Call)
					if ok && call.Call.StaticCallee() != nil && call.Call.StaticCallee().Name() == "keep" {
						if k, ok := call.Call.Args[0].(*ssa.Const); ok {
							out = append(out, strings.Trim(k.Value.ExactString(), `"`))
						}
					}
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const missing = `package p

import (
	"strings"

	"corp.invalid/lib"
)

type server struct {
	log  *lib.Logger
	name string
	tags []string
}

var global = lib.New()

var fine = keep("global")

var table = map[string]func(){
	"a": func() {
		lib.Call()
		keep("literal in a variable")
	},
}

func keep(s string) bool { return s != "" }

func main() {
	log := lib.New()
	log.Info("starting")
	keep("after")
	s := &server{log: log, name: "n"}
	if keep("condition") {
		lib.Call()
		keep("block")
	}
	if lib.Enabled() {
		keep("lost with its condition")
	}
	n := strings.Repeat("x", lib.Count())
	keep(n)
	use(func() {
		log.Info("in a literal")
		keep("literal")
	})
	for _, t := range s.tags {
		lib.Use(t)
		keep("loop")
	}
	switch s.name {
	case "a":
		lib.Call()
		keep("case")
	}
	lib.Use(&server{name: text("given to a missing function")}, func() { keep("literal given to it") })
	keep("end")
}

func text(s string) string {
	keep(s)
	return s
}

func use(func()) {}

func (s *server) method(ctx lib.Context) lib.Result {
	keep("method")
	return ctx.Do()
}

func twice() {}
func twice() { keep("declared twice") }

func typo() {
	undefined()
	var x int = "text"
	keep("typo")
	_ = x
}
`

func TestMissingModule(t *testing.T) {
	built, file, err := build(t, missing)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"after", "block", "case", "condition", "end", "global", "literal", "literal given to it", "literal in a variable", "loop", "method", "typo"}
	if got := called(built); !reflect.DeepEqual(got, want) {
		t.Errorf("kept %q\nwant %q", got, want)
	}
	// Everything is back in its place.
	calls := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && id.Name == "lib" {
				calls++
			}
		}
		return true
	})
	if calls != 12 {
		t.Errorf("%d uses of the missing package are in the syntax afterwards, want 12", calls)
	}
}

func TestSoundPackage(t *testing.T) {
	built, _, err := build(t, "package p\n\nfunc keep(s string) bool { return s != \"\" }\n\nfunc f() { keep(\"f\") }\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := called(built); !reflect.DeepEqual(got, []string{"f"}) {
		t.Errorf("kept %q", got)
	}
}
