package gates

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/cli"
)

// removedFixtures are findings of the history that no edit of a file mends: values
// that tests once had in full and now make when they run. By their baseline
// fingerprints, each with what it is.
var removedFixtures = map[string]string{
	"cb58d505f5c0dca4217ba4b87c5160ee:1": "twenty characters with dots in them, made up for scanners/secrets/corrections_test.go",
}

// TestSelf runs launchlint on its own repository: code, files, history and all,
// without any configuration, baseline or suppression to hide behind.
func TestSelf(t *testing.T) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	args := []string{"check", "--fail-on", "note", "--no-suppress", "--no-repo-config", "--no-cache", "--format", "json", root}
	getenv := func(name string) string {
		if name == "LAUNCHLINT_SECRET_KEY" {
			return "" // fingerprints would be others
		}
		return os.Getenv(name)
	}
	code := cli.Run(context.Background(), args, cli.Env{Stdout: &stdout, Stderr: &stderr, Dir: root, Getenv: getenv})
	var report struct {
		Findings []struct {
			Source       string
			Fingerprints struct{ Baseline string }
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatalf("launchlint %v: exit code %d, %v\n%s", args, code, err, stderr.String())
	}
	left := len(report.Findings)
	for _, f := range report.Findings {
		if f.Source == "history" && removedFixtures[f.Fingerprints.Baseline] != "" {
			left--
		}
	}
	if code > 1 || code == 0 != (len(report.Findings) == 0) || left > 0 {
		t.Errorf("launchlint %v: exit code %d, %d findings\n%s%s", args, code, left, stdout.String(), stderr.String())
	}
}
