package stackleak_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/launchlint/launchlint/analyzers/stackleak"
	"github.com/launchlint/launchlint/rules/rulestest"
)

// TestFixtures runs the analyzer on every package below testdata/src/stackleak.
func TestFixtures(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	err = filepath.WalkDir(filepath.Join(dir, "src", "stackleak"), func(file string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(file, ".go") {
			rel, err := filepath.Rel(filepath.Join(dir, "src"), filepath.Dir(file))
			if err != nil {
				return err
			}
			paths = append(paths, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) < 10 {
		t.Fatalf("found %d packages of fixtures: is the directory right?", len(paths))
	}
	analysistest.Run(t, dir, stackleak.Analyzer, paths...)
}

func TestFixes(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.RunWithSuggestedFixes(t, dir, stackleak.Analyzer, "stackleak/fixes", "stackleak/fixesgrpc")
}

func TestPages(t *testing.T) { rulestest.Run(t, stackleak.Analyzer) }
