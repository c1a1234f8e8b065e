package gates

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/cli"
)

// TestSelf runs launchlint on its own repository: code, files and all, without
// any configuration, baseline or suppression to hide behind.
func TestSelf(t *testing.T) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	args := []string{"check", "--fail-on", "note", "--no-suppress", "--no-repo-config", root}
	if code := cli.Run(context.Background(), args, cli.Env{Stdout: &stdout, Stderr: &stderr, Dir: root, Getenv: os.Getenv}); code != 0 {
		t.Errorf("launchlint %v: exit code %d\n%s%s", args, code, stdout.String(), stderr.String())
	}
}
