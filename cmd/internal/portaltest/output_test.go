package portaltest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/cli"
)

// TestReadmeOutput holds the README to what its first command prints: each line
// that it shows stands in the real output, in the same order.
func TestReadmeOutput(t *testing.T) {
	needModules(t)
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "<!-- output:begin -->\n```console\n$ go run ./cmd/launchlint ")
	shown, _, ok2 := strings.Cut(rest, "```\n<!-- output:end -->")
	if !ok || !ok2 {
		t.Fatal("README.md: the block between output:begin and output:end is gone")
	}
	command, shown, _ := strings.Cut(shown, "\n")

	var stdout, stderr bytes.Buffer
	code := cli.Run(context.Background(), strings.Fields(command), cli.Env{Stdout: &stdout, Stderr: &stderr, Dir: root, Getenv: os.Getenv})
	if code != 1 {
		t.Errorf("exit code %d, want 1\n%s", code, stderr.String())
	}
	real := stdout.String() + stderr.String()
	for line := range strings.Lines(shown) {
		if strings.TrimSpace(line) == "" || line == "...\n" {
			continue
		}
		_, after, found := strings.Cut(real, line)
		if !found {
			t.Fatalf("the README shows a line that `launchlint %s` does not print there:\n%sit printed:\n%s%s", command, line, stdout.String(), stderr.String())
		}
		real = after
	}
}
