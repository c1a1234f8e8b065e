// Package sariftest judges SARIF reports in tests by Microsoft's Multitool with
// GitHub's rules: what it says in the web validator that GitHub recommends.
package sariftest

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Variable names the environment variable that names the Multitool's binary:
// node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool of the npm package
// @microsoft/sarif-multitool-linux. (The package's own command loses the part of
// an argument that follows a semicolon.)
const Variable = "LAUNCHLINT_MULTITOOL"

// Multitool returns what the Multitool has against a report: errors and warnings
// of its rules for SARIF and for GitHub, one a line. Without the binary the test
// is skipped, or fails in CI.
func Multitool(t testing.TB, report []byte) []string {
	t.Helper()
	binary := os.Getenv(Variable)
	if binary == "" {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s does not name the SARIF Multitool; .ci/run installs it", Variable)
		}
		t.Skipf("%s does not name the SARIF Multitool; .ci/run shows how to install it", Variable)
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.sarif"), filepath.Join(dir, "out.sarif")
	if err := os.WriteFile(in, report, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "validate", in, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning",
		"--output", out, "--log", "ForceOverwrite", "--max-file-size-in-kb", "1000000")
	cmd.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1") // works without ICU installed
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("run the Multitool: %v\n%s", err, said)
	}
	// Its exit code is 0 whatever it finds, and whatever it could not read.
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatalf("the Multitool wrote no report: %v\n%s", err, said)
	}
	lines, err := verdicts(text)
	if err != nil {
		t.Fatalf("read the Multitool's report: %v\n%s", err, said)
	}
	return lines
}

// verdicts returns the results of a Multitool report, which must be of a complete run.
func verdicts(text []byte) ([]string, error) {
	type notification struct {
		Level   string
		Message struct{ Text string }
	}
	var log struct {
		Runs []struct {
			Invocations []struct {
				ExecutionSuccessful        bool
				ToolExecutionNotifications []notification
			}
			Results []struct {
				RuleID, Level string
				Message       struct {
					ID        string
					Arguments []string
				}
			}
		}
	}
	if err := json.Unmarshal(text, &log); err != nil {
		return nil, err
	}
	if len(log.Runs) != 1 || len(log.Runs[0].Invocations) != 1 {
		return nil, fmt.Errorf("%d runs, want one with one invocation", len(log.Runs))
	}
	run := log.Runs[0]
	invocation := run.Invocations[0]
	if !invocation.ExecutionSuccessful || len(invocation.ToolExecutionNotifications) > 0 {
		return nil, fmt.Errorf("incomplete: %v", invocation.ToolExecutionNotifications)
	}
	var lines []string
	for _, r := range run.Results {
		lines = append(lines, fmt.Sprintf("%s %s %s %q", r.Level, r.RuleID, r.Message.ID, r.Message.Arguments))
	}
	return lines, nil
}
