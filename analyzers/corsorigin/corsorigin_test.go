package corsorigin_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/launchlint/launchlint/analyzers/corsorigin"
	"github.com/launchlint/launchlint/rules/rulestest"
)

func TestPages(t *testing.T) { rulestest.Run(t, corsorigin.Analyzer) }

// TestFixtures runs the analyzer on every package below testdata/src/corsorigin.
func TestFixtures(t *testing.T) {
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	topics, err := os.ReadDir(filepath.Join(dir, "src", "corsorigin"))
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, topic := range topics {
		paths = append(paths, "corsorigin/"+topic.Name())
	}
	analysistest.Run(t, dir, corsorigin.Analyzer, paths...)
}
