package portaltest

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/cli"
)

var update = flag.Bool("update", false, "write the list of the portal's routes")

// TestRoutes holds the list of the portal's routes to routes.txt: method, pattern,
// handler and chain. A test of the portal holds that file to what runs.
func TestRoutes(t *testing.T) {
	needModules(t)
	dir, err := filepath.Abs("../../../testdata/portal")
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code := cli.Run(context.Background(), []string{"code", "--list-routes", "--format", "json"}, cli.Env{Stdout: &stdout, Stderr: &stderr, Dir: dir, Getenv: os.Getenv})
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	var list struct {
		Routes []struct {
			Method, Pattern, Handler string
			Chain                    []string
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, r := range list.Routes {
		if strings.Contains(r.Handler, ".go:") {
			r.Handler = "func"
		}
		fmt.Fprintf(&got, "%-6s %s %s [%s]\n", r.Method, r.Pattern, r.Handler, strings.Join(r.Chain, ", "))
	}
	file := filepath.Join(dir, "routes.txt")
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the list differs from %s; `go test ./cmd/internal/portaltest -run TestRoutes -update` writes it. Got:\n%s", file, got.String())
	}
}
