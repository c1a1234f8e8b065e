package rulestest

import (
	"errors"
	"fmt"
	"go/build"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/packages"
)

// load loads packages by path in GOPATH mode, first from dir, then from the
// stubs below testdata. No module, network or environment of the caller has a say.
//
// Examples and stubs are read from source and the standard library from the
// compiler's export data, which takes a tenth of the time of reading it all. The
// price: facts about the standard library's functions are not at hand, such as
// that log.Fatal does not return.
func load(dir, testdata string, paths []string) ([]*packages.Package, error) {
	roots := withStubs([]string{dir, testdata}, paths)
	cfg := &packages.Config{
		Mode: packages.LoadSyntax,
		Dir:  dir,
		Env: append(os.Environ(),
			"GO111MODULE=off", "GOPATH="+dir+string(filepath.ListSeparator)+testdata,
			"GOFLAGS=", "GOPROXY=off", "GOWORK=off",
		),
	}
	pkgs, err := packages.Load(cfg, roots...)
	if err != nil {
		return nil, fmt.Errorf("load examples: %w", err)
	}
	if len(pkgs) != len(roots) {
		return nil, fmt.Errorf("load examples: %d packages for %d paths", len(pkgs), len(roots))
	}
	packages.Visit(pkgs, nil, fillExport)
	return pkgs, nil
}

// fillExport gives a package that comes from export data the empty parts that
// analyzers with facts (ctrlflow, below SSA) look at when they run on imports.
func fillExport(pkg *packages.Package) {
	if pkg.Types == nil {
		pkg.Types = types.NewPackage(pkg.PkgPath, pkg.Name)
	}
	if pkg.TypesInfo == nil {
		pkg.TypesInfo = new(types.Info)
	}
	if pkg.Fset == nil {
		pkg.Fset = token.NewFileSet()
	}
}

// withStubs returns the paths and those of all packages below the GOPATH
// directories that they import, directly or not.
func withStubs(gopath, paths []string) []string {
	all := slices.Clone(paths)
	for i := 0; i < len(all); i++ {
		for _, root := range gopath {
			dir := filepath.Join(root, "src", filepath.FromSlash(all[i]))
			if _, err := os.Stat(dir); err != nil {
				continue // the standard library, or the other directory
			}
			// Errors here are told better by the load itself.
			pkg, _ := build.ImportDir(dir, 0)
			for _, path := range pkg.Imports {
				if isBelow(gopath, path) && !slices.Contains(all, path) {
					all = append(all, path)
				}
			}
		}
	}
	return all
}

// isBelow reports whether one of the GOPATH directories holds the package.
func isBelow(gopath []string, path string) bool {
	return slices.ContainsFunc(gopath, func(root string) bool {
		info, err := os.Stat(filepath.Join(root, "src", filepath.FromSlash(path)))
		return err == nil && info.IsDir()
	})
}

// findTestdata returns the absolute path of the repository's testdata directory,
// looking upwards from the directory of the running test.
func findTestdata() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "testdata"), nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("find testdata: no go.mod above the test's directory")
		}
		dir = parent
	}
}
