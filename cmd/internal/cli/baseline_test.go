package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/launchlint/launchlint/cmd/internal/baseline"
	"github.com/launchlint/launchlint/cmd/internal/engine"
)

// past makes a repository in which one secret stands, one was removed and one came
// in a message. It returns the directory and the commit that brought the second.
func past(t *testing.T, stands, removed, told string) (dir, commit string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	h := &hooked{t: t, dir: t.TempDir(), env: []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull,
		"GIT_AUTHOR_NAME=Ann", "GIT_AUTHOR_EMAIL=ann@example.com", "GIT_COMMITTER_NAME=Ann", "GIT_COMMITTER_EMAIL=ann@example.com",
	}}
	h.git("init", "-q", "-b", "main")
	h.write("a.env", "A="+stands+"\n")
	h.write("conf/b.env", "x=1\nB="+removed+"\n")
	h.git("add", "-A")
	h.git("commit", "-q", "-m", "one")
	commit, err := h.run("rev-parse", "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	h.git("rm", "-q", "conf/b.env")
	h.git("commit", "-q", "-m", "two, without "+told)
	return h.dir, strings.TrimSpace(commit)
}

// TestBaselineOfAHistory proves that one entry holds a secret in files and in the
// history, and that a scan of files drops nothing of the history.
func TestBaselineOfAHistory(t *testing.T) {
	dir, _ := past(t, token("past one"), token("past two"), token("past three"))
	env := map[string]string{keyVariable: "a key"}
	steps := []struct {
		args   []string
		stdout string
		stderr string
	}{
		{[]string{"baseline", "create"}, "wrote .launchlint-baseline.json: 3 findings accepted;", ""},
		{[]string{"secrets"}, "", "0 findings (1 in baseline)"},
		{[]string{"secrets", "--history"}, "", "0 findings (3 in baseline)"},
		{[]string{"baseline", "prune", "--history=false"}, "0 entries dropped, 3 left (2 of them of what was not scanned)", ""},
		{[]string{"baseline", "prune", "--range", "HEAD~1..HEAD"}, "0 entries dropped, 3 left (1 of them", ""},
		{[]string{"baseline", "create", "--history=false"}, "1 findings accepted; 2 entries of what was not scanned kept", ""},
		{[]string{"secrets", "--history"}, "", "0 findings (3 in baseline)"},
		{[]string{"baseline", "prune"}, "0 entries dropped, 3 left\n", ""},
	}
	for _, s := range steps {
		_, stdout, stderr := launchWith(t, dir, nil, env, s.args...)
		if !strings.Contains(stdout, s.stdout) || !strings.Contains(stderr, s.stderr) {
			t.Errorf("%q: %s%s", s.args, stdout, stderr)
		}
	}
	// The secret moves.
	if err := os.Rename(filepath.Join(dir, "a.env"), filepath.Join(dir, "z.env")); err != nil {
		t.Fatal(err)
	}
	if _, stdout, stderr := launchWith(t, dir, nil, env, "secrets"); !strings.Contains(stderr, "0 findings (1 in baseline)") {
		t.Errorf("moved: %s%s", stdout, stderr)
	}
}

// TestImportMatchesTheHistory proves that a redacted finding of gitleaks with a
// commit means what that commit brought: it holds the words in which the history's
// findings tell a place against those that the baseline reads.
func TestImportMatchesTheHistory(t *testing.T) {
	removed := token("past two")
	dir, commit := past(t, token("past one"), removed, token("past three"))
	var env map[string]string // the key is the root commit
	place := func(line int, secret string) map[string]any {
		return map[string]any{"RuleID": "github-pat", "Secret": secret, "File": "conf/b.env", "StartLine": line, "EndLine": line, "Commit": commit}
	}
	for name, c := range map[string]struct {
		finding map[string]any
		stderr  string
	}{
		"its place":      {place(2, "REDACTED"), "2 findings (1 in baseline)"},
		"another line":   {place(1, "REDACTED"), "3 findings,"},
		"the raw secret": {place(0, removed), "2 findings (1 in baseline)"},
	} {
		if err := os.RemoveAll(filepath.Join(dir, baseline.FileName)); err != nil {
			t.Fatal(err)
		}
		if code, stdout, stderr := launchWith(t, dir, nil, env, "baseline", "create", "--from-gitleaks", gitleaksReport(t, c.finding)); code != engine.ExitClean {
			t.Fatal(stdout, stderr)
		}
		if _, stdout, stderr := launchWith(t, dir, nil, env, "secrets", "--history", "--skip", "offender"); !strings.Contains(stderr, c.stderr) {
			t.Errorf("%s: %s%s", name, stdout, stderr)
		}
	}
}
