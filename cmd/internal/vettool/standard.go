package vettool

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/ctrlflow"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// factsOfStandard returns what has to run on a package of the standard library.
// Of its facts one kind matters, which functions do not return to their caller.
// The others are about code that answers requests: what is known of the standard
// library there stands in rules/models, as under launchlint itself and nogo. The
// suite's own analyzers stay in name and flags, which the command line holds, and
// without facts, for which unitchecker leaves them out.
func factsOfStandard(suite []*analysis.Analyzer) []*analysis.Analyzer {
	out := []*analysis.Analyzer{ctrlflow.Analyzer}
	for _, a := range suite {
		out = append(out, &analysis.Analyzer{
			Name: a.Name, Doc: a.Doc, Flags: a.Flags,
			Run: func(*analysis.Pass) (any, error) { return nil, nil },
		})
	}
	return out
}

// isStandard reports whether the last argument describes a package of the
// standard library that is analysed for its facts only. What cannot be read is
// left to unitchecker to complain of.
func isStandard(args []string) bool {
	name := args[len(args)-1]
	if !strings.HasSuffix(name, ".cfg") {
		return false
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return false
	}
	var cfg unitchecker.Config
	if err := json.Unmarshal(data, &cfg); err != nil || !cfg.VetxOnly || cfg.ModulePath != "" || cfg.Module != nil {
		return false
	}
	// Have: no module, so the standard library, or GOPATH mode.
	root, ok := strings.CutSuffix(filepath.ToSlash(cfg.Dir), "/src/"+cfg.ImportPath)
	if !ok {
		return false
	}
	_, err = os.Stat(filepath.Join(root, "src", "unsafe", "unsafe.go"))
	return err == nil
}

// chosen returns the analyzers for a call of the go command.
func chosen(args []string, suite []*analysis.Analyzer) []*analysis.Analyzer {
	if isStandard(args) {
		return factsOfStandard(suite)
	}
	return slices.Clone(suite)
}
