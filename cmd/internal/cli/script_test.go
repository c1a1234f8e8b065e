package cli

import (
	"flag"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what commands print into the scripts' golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"launchlint": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the whole command line: one file of testdata/script per topic.
func TestScripts(t *testing.T) {
	env, err := exec.Command("go", "env", "GOCACHE", "GOMODCACHE").Output()
	if err != nil {
		t.Fatalf("go env: %v", err)
	}
	dirs := strings.Fields(string(env))
	testscript.Run(t, testscript.Params{
		Dir:                 "../../../testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"plant": plant,
			"rc":    exitCode,
		},
		Setup: func(e *testscript.Env) error {
			// The go command works offline, on the caches of this machine.
			e.Setenv("GOCACHE", dirs[0])
			e.Setenv("GOMODCACHE", dirs[1])
			e.Setenv("GOPROXY", "off")
			e.Setenv("GOFLAGS", "")
			e.Setenv("GOTOOLCHAIN", "local")
			return nil
		},
	})
}

// plant FILE MARK... replaces each word MARK in a file by a value with the shape
// of a GitHub token, which must not stand in this repository in full. The same
// mark gives the same value.
func plant(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: plant FILE MARK...")
	}
	text := ts.ReadFile(args[0])
	for _, mark := range args[1:] {
		if !strings.Contains(text, mark) {
			ts.Fatalf("plant: %s does not hold %s", args[0], mark)
		}
		text = strings.ReplaceAll(text, mark, token(mark))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// token returns "gh", "p_" and 36 characters that depend on the seed.
func token(seed string) string {
	const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	state := uint64(14695981039346656037) // FNV-1a
	for i := range len(seed) {
		state = (state ^ uint64(seed[i])) * 1099511628211
	}
	b := []byte("gh" + "p_")
	for range 36 {
		state = state*6364136223846793005 + 1442695040888963407
		b = append(b, alphabet[(state>>33)%uint64(len(alphabet))])
	}
	return string(b)
}

// exitCode N COMMAND... runs launchlint and asserts its exit code, which `! exec`
// cannot tell apart.
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: rc CODE COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		var exit *exec.ExitError
		if e, ok := err.(*exec.ExitError); ok {
			exit = e
			got = strings.TrimPrefix(exit.String(), "exit status ")
		} else {
			ts.Fatalf("%v", err)
		}
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}
