package models

import (
	"fmt"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestStubs resolves every row in the tree of stubs that fixtures import.
func TestStubs(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, m := range All() {
		paths = append(paths, packagesOf(m)...)
	}
	env := append(os.Environ(), "GO111MODULE=off", "GOPATH="+testdata, "GOFLAGS=", "GOPROXY=off", "GOWORK=off")
	pkgs := loadPackages(t, testdata, env, paths)
	for _, m := range All() {
		resolveAll(t, pkgs, m)
	}
}

// TestRealModules resolves the rows in the modules themselves, each in the
// version that its file was read in. It needs the Go module proxy and some
// minutes, so it runs only when asked: LAUNCHLINT_REAL_MODULES=1, and with
// -run TestRealModules/gin.yaml for one file.
func TestRealModules(t *testing.T) {
	if os.Getenv("LAUNCHLINT_REAL_MODULES") == "" {
		t.Skip("set LAUNCHLINT_REAL_MODULES=1 to resolve the rows in the real modules")
	}
	for _, m := range All() {
		t.Run(filepath.Base(m.File), func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module scratch\n\ngo 1.26\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			env := append(os.Environ(), "GO111MODULE=on", "GOFLAGS=-mod=mod", "GOWORK=off")
			if m.Path != "std" {
				get := []string{"get"}
				if len(treesOf(m)) > 0 {
					get = append(get, m.Path+"@"+m.Read)
				}
				for _, p := range packagesOf(m) {
					get = append(get, p+"@"+m.Read)
				}
				cmd := exec.Command("go", get...)
				cmd.Dir, cmd.Env = dir, env
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("go %s: %s\n%s", strings.Join(get, " "), err, out)
				}
			}
			resolveAll(t, loadPackages(t, dir, env, packagesOf(m)), m)
			resolveTrees(t, dir, env, m)
		})
	}
}

// resolveTrees reports the rows for all packages below a path that has none. The
// stubs have packages only for what other rows name, so it asks the module.
func resolveTrees(t *testing.T, dir string, env []string, m *Module) {
	t.Helper()
	for _, path := range treesOf(m) {
		cfg := &packages.Config{Mode: packages.NeedName | packages.NeedFiles, Dir: dir, Env: env}
		list, err := packages.Load(cfg, path)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(list, func(p *packages.Package) bool { return p.Name != "" }) {
			t.Errorf("%s: no package below %s", m.File, path)
		}
	}
}

// treesOf returns the paths of a module's rows that end in "/...".
func treesOf(m *Module) []string {
	var paths []string
	for _, r := range m.Rows {
		if strings.HasSuffix(r.Package, "/...") && !slices.Contains(paths, r.Package) {
			paths = append(paths, r.Package)
		}
	}
	return paths
}

// packagesOf returns the packages that the rows of a module name, without those
// that stand for many.
func packagesOf(m *Module) []string {
	var paths []string
	for _, r := range m.Rows {
		if !strings.HasSuffix(r.Package, "/...") && !slices.Contains(paths, r.Package) {
			paths = append(paths, r.Package)
		}
	}
	return paths
}

func loadPackages(t *testing.T, dir string, env, paths []string) map[string]*types.Package {
	t.Helper()
	if len(paths) == 0 {
		return nil
	}
	cfg := &packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps, Dir: dir, Env: env}
	list, err := packages.Load(cfg, paths...)
	if err != nil {
		t.Fatal(err)
	}
	pkgs := make(map[string]*types.Package)
	for _, p := range list {
		for _, e := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, e)
		}
		pkgs[p.PkgPath] = p.Types
	}
	return pkgs
}

func resolveAll(t *testing.T, pkgs map[string]*types.Package, m *Module) {
	t.Helper()
	for _, r := range m.Rows {
		if strings.HasSuffix(r.Package, "/...") {
			continue
		}
		if err := resolve(pkgs[r.Package], r); err != nil {
			t.Errorf("%s:%d: %s is %s: %s", m.File, r.Line, r.Name, r.Role, err)
		}
	}
}

// resolve reports what a row names and the package does not have.
func resolve(pkg *types.Package, r *Row) error {
	if pkg == nil {
		return fmt.Errorf("no package %s", r.Package)
	}
	if r.Target == Package {
		return nil
	}
	names := strings.Split(strings.NewReplacer("(", "", ")", "", "*", "").Replace(strings.Replace(r.Name, r.Package+".", "", 1)), ".")
	obj := pkg.Scope().Lookup(names[0])
	if obj == nil {
		return fmt.Errorf("the package has no %s", names[0])
	}
	if len(names) == 2 {
		obj, _, _ = types.LookupFieldOrMethod(obj.Type(), true, pkg, names[1])
	}
	switch obj := obj.(type) {
	case *types.Func:
		if r.Target != Func {
			return fmt.Errorf("it is a function, not a %s", r.Target)
		}
		if got := FuncName(obj); got != r.Name {
			return fmt.Errorf("its full name is %s", got)
		}
		return resolveArgs(obj.Signature(), r)
	case *types.TypeName:
		if r.Target != Type {
			return fmt.Errorf("it is a type, not a %s", r.Target)
		}
		if sig, ok := obj.Type().Underlying().(*types.Signature); ok {
			return resolveArgs(sig, r)
		}
		if len(r.args) > 0 {
			return fmt.Errorf("%s is no function: it has no arguments", obj.Type().Underlying())
		}
	case *types.Var:
		if want := map[bool]Target{true: Field, false: Var}[obj.IsField()]; r.Target != want {
			return fmt.Errorf("it is a %s, not a %s", want, r.Target)
		}
	default:
		return fmt.Errorf("%v is no %s", obj, r.Target)
	}
	return nil
}

func resolveArgs(sig *types.Signature, r *Row) error {
	for slot, list := range r.args {
		for _, ref := range list {
			typ, err := resolveRef(sig, ref)
			if err != nil {
				return fmt.Errorf("%s: %w", slot, err)
			}
			if err := fits(slot, typ); err != nil {
				return fmt.Errorf("%s: %s: %w", slot, ref, err)
			}
		}
	}
	return nil
}

// resolveRef returns the type of what a reference points at.
func resolveRef(sig *types.Signature, ref Ref) (types.Type, error) {
	var at types.Type
	switch i, isResult := ref.Result(); {
	case ref.IsReceiver():
		if sig.Recv() == nil {
			return nil, fmt.Errorf("no receiver in %s", sig)
		}
		at = sig.Recv().Type()
	case isResult:
		if i >= sig.Results().Len() {
			return nil, fmt.Errorf("no %s in %s", ref, sig)
		}
		at = sig.Results().At(i).Type()
	default:
		i, ok := ref.Param(sig)
		if !ok {
			return nil, fmt.Errorf("no parameter %s in %s", ref, sig)
		}
		at = sig.Params().At(i).Type()
		if s, ok := at.(*types.Slice); ok && sig.Variadic() && i == sig.Params().Len()-1 && len(ref.Steps()) > 0 {
			at = s.Elem()
		}
	}
	for _, step := range ref.Steps() {
		inner, _ := at.Underlying().(*types.Signature)
		var index int
		switch {
		case strings.HasPrefix(step, "#"):
			fmt.Sscanf(step, "#%d", &index)
			if inner == nil || index >= inner.Params().Len() {
				return nil, fmt.Errorf("no parameter %s in %s", step, at)
			}
			at = inner.Params().At(index).Type()
		case strings.HasPrefix(step, "result."):
			fmt.Sscanf(step, "result.%d", &index)
			if inner == nil || index >= inner.Results().Len() {
				return nil, fmt.Errorf("no %s in %s", step, at)
			}
			at = inner.Results().At(index).Type()
		default:
			obj, _, _ := types.LookupFieldOrMethod(at, true, nil, step)
			field, ok := obj.(*types.Var)
			if !ok {
				return nil, fmt.Errorf("no field %s in %s", step, at)
			}
			at = field.Type()
		}
	}
	return at, nil
}

// fits reports an argument whose type cannot be what the slot wants.
func fits(slot Slot, t types.Type) error {
	elem := t
	if s, ok := t.Underlying().(*types.Slice); ok {
		elem = s.Elem()
	}
	basic, _ := elem.Underlying().(*types.Basic)
	_, isParam := types.Unalias(elem).(*types.TypeParam)
	empty := types.IsInterface(elem) && elem.Underlying().(*types.Interface).Empty() || isParam
	ok := true
	switch slot {
	case Method, Path, Pattern:
		ok = basic != nil && basic.Info()&types.IsString != 0 || empty
	case Status:
		ok = basic != nil && basic.Info()&types.IsInteger != 0
	case ErrorArg:
		ok = types.Identical(elem, types.Universe.Lookup("error").Type())
	case HandlerArg, Chain, Middleware, RequestArg, ResponseArg, ContextArg, WriterArg, Router:
		ok = basic == nil
	}
	if !ok {
		return fmt.Errorf("a %s cannot be a %s", t, slot)
	}
	return nil
}
