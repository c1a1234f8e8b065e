package stackleak

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/launchlint/launchlint/rules/models"
)

// constructors make a framework's server and are given, then or never, what
// answers for errors.
var constructors = map[string]string{
	"github.com/gofiber/fiber/v2.New":  "github.com/gofiber/fiber/v2",
	"github.com/gofiber/fiber/v3.New":  "github.com/gofiber/fiber/v3",
	"google.golang.org/grpc.NewServer": "google.golang.org/grpc",
}

// connect is set up by generated constructors, which take options of this type.
const (
	connectModule = "connectrpc.com/connect"
	connectOption = connectModule + ".HandlerOption"
)

// setsUp returns the modules of the frameworks that the package sets up in a way
// that is seen as a whole: no part of the configuration comes from elsewhere.
func setsUp(pass *analysis.Pass) []string {
	seen := make(map[string]bool)
	elsewhere := make(map[string]bool)
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			module, first := setUpBy(pass, call)
			if module == "" {
				return true
			}
			seen[module] = true
			for _, arg := range call.Args[min(first, len(call.Args)):] {
				if !written(arg) || call.Ellipsis.IsValid() {
					elsewhere[module] = true
				}
			}
			return true
		})
	}
	var out []string
	for path := range seen {
		if !elsewhere[path] {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

// setUpBy returns the module of the framework that a call sets up, and the index
// of its first argument that configures it.
func setUpBy(pass *analysis.Pass, call *ast.CallExpr) (module string, first int) {
	fn := callee(pass.TypesInfo, call)
	if fn == nil {
		return "", 0
	}
	if module = constructors[models.FuncName(fn)]; module != "" {
		return module, 0
	}
	sig := fn.Signature()
	if n := sig.Params().Len(); sig.Variadic() && sig.Recv() == nil && fn.Pkg() != nil && fn.Pkg().Path() != connectModule {
		if s, ok := sig.Params().At(n - 1).Type().(*types.Slice); ok && types.TypeString(s.Elem(), nil) == connectOption {
			return connectModule, n - 1
		}
	}
	return "", 0
}

// callee returns the function or method that a call names, also that of an
// interface; nil for others.
func callee(info *types.Info, call *ast.CallExpr) *types.Func {
	fn, _ := typeutil.Callee(info, call).(*types.Func)
	return fn
}

// written reports whether an argument is written out where it stands.
func written(e ast.Expr) bool {
	switch x := ast.Unparen(e).(type) {
	case *ast.CompositeLit, *ast.CallExpr:
		return true
	case *ast.UnaryExpr:
		return written(x.X)
	}
	return false
}

// isWhole reports whether the package is a program that imports nothing of its
// own module, so that nothing else can set up anything for it.
func isWhole(pass *analysis.Pass) bool {
	if pass.Pkg.Name() != "main" {
		return false
	}
	own := pass.Pkg.Path()
	if pass.Module != nil && pass.Module.Path != "" {
		own = pass.Module.Path
	}
	for _, p := range pass.Pkg.Imports() {
		if p.Path() == own || strings.HasPrefix(p.Path(), own+"/") {
			return false
		}
	}
	return true
}
