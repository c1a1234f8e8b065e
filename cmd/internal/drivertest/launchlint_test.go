package drivertest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/analyzers"
	// What the programs under test are made of, so that a result is not taken from
	// the cache when it has changed.
	_ "github.com/launchlint/launchlint/cmd/internal/cli"
	_ "github.com/launchlint/launchlint/cmd/internal/vettool"
)

// program is the path of launchlint.
var program string

func TestMain(m *testing.M) { os.Exit(withProgram(m)) }

func withProgram(m *testing.M) int {
	dir, err := os.MkdirTemp("", "drivertest")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "launchlint")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	build := exec.Command("go", "build", "-buildvcs=false", "-o", program, "github.com/launchlint/launchlint/cmd/launchlint")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v: %v\n%s", build.Args, err, out)
		return 1
	}
	return m.Run()
}

// output runs a command in the tree and returns what it writes. It fails the test
// unless the exit code is the one given.
func (tr *tree) output(t *testing.T, code int, name string, args ...string) (stdout, stderr string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = tr.dir, environ()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Fatalf("%s %s: exit code %d, want %d\n%s%s", name, strings.Join(args, " "), got, code, out.String(), errs.String())
	}
	return out.String(), errs.String()
}

// standalone runs launchlint itself. Its exit code says that it found something
// and that nothing was left out.
func standalone(t *testing.T, tr *tree) []diagnostic {
	stdout, _ := tr.output(t, 1, program, "code", "--format", "json", "--config", tr.config, tr.dir)
	var report struct {
		Findings []struct {
			Rule, Message string
			Location      struct {
				Path      string
				StartLine int
			}
			Suppression *struct{ Kind string }
		}
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatal(err)
	}
	var got []diagnostic
	for _, f := range report.Findings {
		// What is wrong with directives is told by this driver only.
		if f.Suppression == nil && !strings.HasPrefix(f.Rule, "directive/") {
			got = append(got, tr.located(f.Location.Path, f.Location.StartLine, f.Message))
		}
	}
	return got
}

// diagnosticLine is a diagnostic as drivers print it. Places that explain one are
// printed likewise, with a tab before the text.
var diagnosticLine = regexp.MustCompile(`^(.+?\.go):(\d+):(?:\d+:)? ([^\t].*)$`)

// parse reads what a driver printed. Everything else than diagnostics, the places
// that explain them, and lines that other accepts fails the test.
func (tr *tree) parse(t *testing.T, text string, other func(line string) bool) []diagnostic {
	t.Helper()
	var got []diagnostic
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if m := diagnosticLine.FindStringSubmatch(line); m != nil {
			n, _ := strconv.Atoi(m[2]) // digits, by the expression
			got = append(got, tr.located(m[1], n, m[3]))
		} else if !strings.Contains(line, ": \t") && !other(line) {
			t.Errorf("said besides: %s", line)
		}
	}
	return got
}

// vettool has the go command run launchlint.
func vettool(t *testing.T, tr *tree) []diagnostic {
	args := append([]string{"vet", "-vettool=" + program, "-settings.config=" + tr.config}, tr.patterns...)
	stdout, stderr := tr.output(t, 1, "go", args...)
	return tr.parse(t, stdout+stderr, func(line string) bool { return strings.HasPrefix(line, "# ") })
}

// TestVettoolFlags holds what the go command is told of the program.
func TestVettoolFlags(t *testing.T) {
	tr := &tree{dir: t.TempDir()}
	stdout, _ := tr.output(t, 0, program, "-flags")
	var flags []struct{ Name string }
	if err := json.Unmarshal([]byte(stdout), &flags); err != nil {
		t.Fatal(err)
	}
	has := make(map[string]bool)
	for _, f := range flags {
		has[f.Name] = true
	}
	wanted := []string{"settings.config", "settings.inline", "json"}
	for _, a := range analyzers.Suite {
		wanted = append(wanted, a.Name)
	}
	for _, name := range wanted {
		if !has[name] {
			t.Errorf("-flags does not list %s: %s", name, stdout)
		}
	}
	id, _ := tr.output(t, 0, program, "-V=full")
	if !regexp.MustCompile(`^\S*launchlint(\.exe)? version devel .*buildID=[0-9a-f]{32,}\n$`).MatchString(id) {
		t.Errorf("-V=full says %q: the go command reads its last field", id)
	}
}
