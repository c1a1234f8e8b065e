package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/baseline"
	"github.com/launchlint/launchlint/cmd/internal/engine"
)

// gitleaksReport writes a report of gitleaks outside of the scanned tree.
func gitleaksReport(t *testing.T, findings ...map[string]any) string {
	t.Helper()
	text, err := json.Marshal(findings)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "gitleaks.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestImportGitleaks(t *testing.T) {
	one, two := token("imported one"), token("imported two")
	key := map[string]string{keyVariable: "a key"}
	raw := map[string]any{"RuleID": "github-pat", "Secret": one, "Match": "t=" + one, "File": "a.txt", "StartLine": 1, "EndLine": 1, "Fingerprint": "a.txt:github-pat:1"}
	redacted := map[string]any{"RuleID": "github-pat", "Secret": "REDACTED", "Match": "REDACTED", "File": "b.txt", "StartLine": 2, "EndLine": 2}
	files := []string{"a.txt", "t=" + one + "\n", "b.txt", "\nt=" + two + "\n"}
	for _, c := range []struct {
		name   string
		env    map[string]string
		report []map[string]any
		said   string
		stderr string // of the scan that follows
	}{
		{"both", key, []map[string]any{raw, redacted}, "2 of 2 findings imported (1 by their secret, 1 by their place), 2 new entries", "0 findings (2 in baseline)"},
		{"by secret", key, []map[string]any{raw}, "1 of 1 findings imported (1 by their secret, 0 by their place)", "1 finding (1 in baseline)"},
		{"without a key", nil, []map[string]any{raw, redacted}, "2 of 2 findings imported (0 by their secret, 2 by their place)", "0 findings (2 in baseline)"},
		{"of a rule that is not ours", key, []map[string]any{raw, {"RuleID": "my\x1brule", "Secret": two}}, "1 of 2 findings imported", "1 finding (1 in baseline)"},
		{"nothing", key, []map[string]any{}, "0 of 0 findings imported", "2 findings"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := tree(t, files...)
			report := gitleaksReport(t, c.report...)
			code, stdout, stderr := launchWith(t, dir, nil, c.env, "baseline", "create", "--from-gitleaks", report)
			if code != engine.ExitClean || !strings.Contains(stdout, c.said) {
				t.Fatalf("exit %d, said %q %q", code, stdout, stderr)
			}
			file, err := os.ReadFile(filepath.Join(dir, baseline.FileName))
			if err != nil {
				t.Fatal(err)
			}
			if said := stdout + stderr + string(file); strings.Contains(said, one) || strings.Contains(said, two) || strings.Contains(said, "\x1b") {
				t.Errorf("a raw secret or a control character is in %s", said)
			}
			if _, _, stderr := launchWith(t, dir, nil, c.env, "secrets"); !strings.Contains(stderr, c.stderr) {
				t.Errorf("scan: %s", stderr)
			}
		})
	}
}

// TestImportSurvivesMoves proves that what was imported by its secret moves with it,
// and that what was imported by its place does after a prune.
func TestImportSurvivesMoves(t *testing.T) {
	one := token("imported one")
	env := map[string]string{keyVariable: "a key"}
	for secret, prune := range map[string]bool{one: false, "REDACTED": true} {
		dir := tree(t, "a.txt", "t="+one+"\n")
		report := gitleaksReport(t, map[string]any{"RuleID": "github-pat", "Secret": secret, "File": filepath.Join(dir, "a.txt"), "StartLine": 1, "EndLine": 1})
		if code, stdout, stderr := launchWith(t, dir, nil, env, "baseline", "create", "--from-gitleaks", report); code != engine.ExitClean {
			t.Fatal(stdout, stderr)
		}
		if prune {
			if code, stdout, stderr := launchWith(t, dir, nil, env, "baseline", "prune"); code != engine.ExitClean || !strings.Contains(stdout, "0 entries dropped, 1 left") {
				t.Fatalf("prune: exit %d, %s %s", code, stdout, stderr)
			}
		}
		if err := os.Rename(filepath.Join(dir, "a.txt"), filepath.Join(dir, "z.txt")); err != nil {
			t.Fatal(err)
		}
		if _, stdout, stderr := launchWith(t, dir, nil, env, "secrets"); !strings.Contains(stderr, "0 findings (1 in baseline)") {
			t.Errorf("pruned %v: %s%s", prune, stdout, stderr)
		}
	}
}

func TestImportKeepsTheBaseline(t *testing.T) {
	one, two := token("imported one"), token("imported two")
	env := map[string]string{keyVariable: "a key"}
	dir := tree(t, "a.txt", "t="+one+"\n")
	if code, _, stderr := launchWith(t, dir, nil, env, "baseline", "create"); code != engine.ExitClean {
		t.Fatal(stderr)
	}
	report := gitleaksReport(t, map[string]any{"RuleID": "github-pat", "Secret": two, "File": "gone.txt", "StartLine": 1, "Commit": strings.Repeat("0a", 20)})
	if _, stdout, stderr := launchWith(t, dir, nil, env, "baseline", "create", "--from-gitleaks", report); !strings.Contains(stdout, "1 new entries") {
		t.Fatal(stdout, stderr)
	}
	// What the history had is not for a scan of files to drop, and create keeps it too.
	for _, c := range []struct{ command, said string }{
		{"prune", "0 entries dropped, 2 left (1 of them of what was not scanned)"},
		{"create", "1 findings accepted; 1 entries of what was not scanned kept"},
	} {
		if _, stdout, stderr := launchWith(t, dir, nil, env, "baseline", c.command); !strings.Contains(stdout, c.said) {
			t.Errorf("%s: %s%s", c.command, stdout, stderr)
		}
	}
	// An import adds to what it can read, and leaves the rest alone.
	file := filepath.Join(dir, baseline.FileName)
	if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := launchWith(t, dir, nil, env, "baseline", "create", "--from-gitleaks", report); code != engine.ExitCannotScan {
		t.Errorf("exit %d, %s%s", code, stdout, stderr)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "{" {
		t.Errorf("the baseline is %q now, %v", text, err)
	}
	if _, stdout, stderr := launchWith(t, dir, nil, env, "baseline", "create"); !strings.Contains(stdout, "the old one could not be read") {
		t.Error(stdout, stderr)
	}
}

func TestGitleaksReportIsNoBaseline(t *testing.T) {
	report := gitleaksReport(t, map[string]any{"RuleID": "github-pat", "Secret": token("imported one")})
	dir := tree(t, "a.txt", "x\n")
	for _, command := range []string{"secrets", "check"} {
		code, _, stderr := launchWith(t, dir, nil, nil, command, "--baseline", report)
		if code != engine.ExitCannotScan || !strings.Contains(stderr, "baseline create --from-gitleaks") {
			t.Errorf("%s: exit %d, %s", command, code, stderr)
		}
	}
	for _, args := range [][]string{{"--from-gitleaks", filepath.Join(dir, "absent.json")}, {"--from-gitleaks", dir}, {"--from-gitleaks", filepath.Join(dir, "a.txt")}} {
		if code, _, stderr := launchWith(t, dir, nil, nil, append([]string{"baseline", "create"}, args...)...); code != engine.ExitCannotScan || !strings.Contains(stderr, "gitleaks report") {
			t.Errorf("%q: exit %d, %s", args, code, stderr)
		}
	}
}
